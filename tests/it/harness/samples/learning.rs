//! Good requests for the methods of learning.

use prost::Message;
use redress::api::wire::{self, ActionAcceptance, ImpactOutcome};

use crate::harness::{
    NORTHWICK,
    caller::{Caller, fresh_id},
    day,
    learning::{action, evidence, impact, training, verdict},
};

/// Actions in three states and a training session, for good requests.
pub struct LearningRecords {
    proposed: String,
    open: String,
    done: String,
    session: String,
}

impl LearningRecords {
    pub async fn of(officer: &Caller) -> Self {
        let mut names = Vec::new();
        for _ in 0..3 {
            let new = officer
                .record_action(action(day(2026, 4, 8), day(2026, 5, 1)))
                .await;
            names.push(new.expect("an action").name);
        }
        for name in &names[1..] {
            officer
                .accept_action(name, day(2026, 4, 10))
                .await
                .expect("a decision");
        }
        officer
            .complete_action(&names[2], day(2026, 4, 20), None)
            .await
            .expect("done");
        let session = officer.record_training(training(day(2026, 4, 9), 12)).await;
        let [proposed, open, done] = names.try_into().expect("three actions");
        Self {
            proposed,
            open,
            done,
            session: session.expect("a session").name,
        }
    }

    /// A good request for a method of the service.
    pub fn request(&self, method: &str) -> Option<Vec<u8>> {
        self.of_actions(method).or_else(|| self.of_training(method))
    }

    fn of_actions(&self, method: &str) -> Option<Vec<u8>> {
        let (name, request_id) = (self.open.clone(), fresh_id());
        let on = day(2026, 4, 21);
        Some(match method {
            "RecordAction" => wire::RecordActionRequest {
                parent: NORTHWICK.to_owned(),
                action: Some(action(on, day(2026, 7, 1))),
                request_id,
                validate_only: true,
            }
            .encode_to_vec(),
            "GetAction" => wire::GetActionRequest { name, view: 0 }.encode_to_vec(),
            "ListActions" => wire::ListActionsRequest {
                parent: NORTHWICK.to_owned(),
                ..wire::ListActionsRequest::default()
            }
            .encode_to_vec(),
            "DecideAction" => wire::DecideActionRequest {
                name: self.proposed.clone(),
                decision: Some(verdict(ActionAcceptance::Accepted, on, "")),
                request_id,
                ..wire::DecideActionRequest::default()
            }
            .encode_to_vec(),
            "UpdateAction" => wire::UpdateActionRequest {
                name,
                team: "hospital".to_owned(),
                request_id,
                ..wire::UpdateActionRequest::default()
            }
            .encode_to_vec(),
            "CompleteAction" => wire::CompleteActionRequest {
                name,
                done_date: Some(on),
                evidence: Some(evidence(on, "The minutes.")),
                request_id,
                ..wire::CompleteActionRequest::default()
            }
            .encode_to_vec(),
            "RecordEvidence" => wire::RecordEvidenceRequest {
                name: self.done.clone(),
                evidence: Some(evidence(on, "The minutes.")),
                request_id,
                ..wire::RecordEvidenceRequest::default()
            }
            .encode_to_vec(),
            "AssessImpact" => wire::AssessImpactRequest {
                name: self.done.clone(),
                impact_check: Some(impact(ImpactOutcome::ChangeSeen, on, None)),
                request_id,
                ..wire::AssessImpactRequest::default()
            }
            .encode_to_vec(),
            "ShareAction" => wire::ShareActionRequest {
                name,
                sharing: Some(wire::ActionSharing {
                    place: "team_meeting".to_owned(),
                    shared_date: Some(on),
                }),
                request_id,
                ..wire::ShareActionRequest::default()
            }
            .encode_to_vec(),
            "CancelAction" => wire::CancelActionRequest {
                name,
                cancellation: Some(wire::ActionCancellation {
                    cancelled_date: Some(on),
                    reason: "The team was closed.".to_owned(),
                }),
                request_id,
                ..wire::CancelActionRequest::default()
            }
            .encode_to_vec(),
            "SummariseActions" => wire::SummariseActionsRequest {
                parent: NORTHWICK.to_owned(),
                period: Some(wire::Period {
                    period: Some(wire::period::Period::FinancialYear(2026)),
                }),
                position: 0,
                ..wire::SummariseActionsRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }

    fn of_training(&self, method: &str) -> Option<Vec<u8>> {
        let (name, request_id) = (self.session.clone(), fresh_id());
        let session = Some(training(day(2026, 4, 9), 21));
        let reason = "The list of names was found.".to_owned();
        Some(match method {
            "RecordTraining" => wire::RecordTrainingRequest {
                parent: NORTHWICK.to_owned(),
                training: session,
                request_id,
                validate_only: true,
            }
            .encode_to_vec(),
            "GetTraining" => wire::GetTrainingRequest { name, view: 0 }.encode_to_vec(),
            "ListTraining" => wire::ListTrainingRequest {
                parent: NORTHWICK.to_owned(),
                ..wire::ListTrainingRequest::default()
            }
            .encode_to_vec(),
            "CorrectTraining" => wire::CorrectTrainingRequest {
                name,
                training: session,
                reason,
                request_id,
                ..wire::CorrectTrainingRequest::default()
            }
            .encode_to_vec(),
            "CancelTraining" => wire::CancelTrainingRequest {
                name,
                reason,
                request_id,
                ..wire::CancelTrainingRequest::default()
            }
            .encode_to_vec(),
            _ => return None,
        })
    }
}
