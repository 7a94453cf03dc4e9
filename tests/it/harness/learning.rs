//! Learning actions and training sessions: what is sent, and each step as one call with a request id of its own.

use redress::api::wire::{
    self, ActionAcceptance, ActionDecision, ActionEvidence, ActionFilter, ActionSource, ActionSourceKind,
    Date, ImpactCheck, ImpactOutcome, LearningAction, TrainingSession, View,
};
use tonic::{Response, Status};

use super::{
    NORTHWICK,
    caller::{Caller, fresh_id},
};

/// What a step of an action answers.
pub type ActionAnswer = Result<LearningAction, Status>;
/// What a step of a training session answers.
pub type TrainingAnswer = Result<TrainingSession, Status>;

/// An action from an audit, raised and due on these days.
pub fn action(raised: Date, due: Date) -> LearningAction {
    LearningAction {
        source: Some(ActionSource {
            kind: ActionSourceKind::Audit.into(),
            ..ActionSource::default()
        }),
        types: vec!["guidance".to_owned()],
        raised_date: Some(raised),
        due_date: Some(due),
        ..LearningAction::default()
    }
}

/// A source that is a representation.
pub fn from_representation(kind: ActionSourceKind, name: &str, stage: i32, concern: i32) -> ActionSource {
    ActionSource {
        kind: kind.into(),
        representation: name.to_owned(),
        stage,
        concern,
        ..ActionSource::default()
    }
}

/// A source that is a case of the Ombudsman.
pub fn from_case(name: &str, remedy: i32) -> ActionSource {
    ActionSource {
        kind: ActionSourceKind::OmbudsmanRecommendation.into(),
        ombudsman_case: name.to_owned(),
        remedy,
        ..ActionSource::default()
    }
}

/// A decision, with its reason in words.
pub fn verdict(acceptance: ActionAcceptance, decided: Date, text: &str) -> ActionDecision {
    ActionDecision {
        acceptance: acceptance.into(),
        decided_date: Some(decided),
        text: text.to_owned(),
        ..ActionDecision::default()
    }
}

/// Evidence.
pub fn evidence(seen: Date, text: &str) -> ActionEvidence {
    ActionEvidence {
        evidenced_date: Some(seen),
        text: text.to_owned(),
    }
}

/// A check of an action's impact.
pub fn impact(outcome: ImpactOutcome, checked: Date, next: Option<Date>) -> ImpactCheck {
    ImpactCheck {
        outcome: outcome.into(),
        checked_date: Some(checked),
        next_check_date: next,
        ..ImpactCheck::default()
    }
}

/// A training session.
pub fn training(held: Date, attendees: i32) -> TrainingSession {
    TrainingSession {
        held_date: Some(held),
        subject: "complaint_handling".to_owned(),
        attendees,
        duration_minutes: 90,
        ..TrainingSession::default()
    }
}

impl Caller {
    pub async fn record_action(&self, action: LearningAction) -> ActionAnswer {
        let request = wire::RecordActionRequest {
            parent: NORTHWICK.to_owned(),
            action: Some(action),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = self.learning().record_action(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn get_action(&self, name: &str, view: View) -> ActionAnswer {
        let request = wire::GetActionRequest {
            name: name.to_owned(),
            view: view.into(),
        };
        self.learning()
            .get_action(request)
            .await
            .map(Response::into_inner)
    }

    pub async fn decide_action(&self, name: &str, decision: ActionDecision) -> ActionAnswer {
        let request = wire::DecideActionRequest {
            name: name.to_owned(),
            decision: Some(decision),
            request_id: fresh_id(),
            ..wire::DecideActionRequest::default()
        };
        let answer = self.learning().decide_action(request).await;
        answer.map(Response::into_inner)
    }

    /// Accepts an action on a day.
    pub async fn accept_action(&self, name: &str, on: Date) -> ActionAnswer {
        self.decide_action(name, verdict(ActionAcceptance::Accepted, on, ""))
            .await
    }

    pub async fn update_action(
        &self,
        name: &str,
        (owner, team): (&str, &str),
        due: Option<Date>,
    ) -> ActionAnswer {
        let request = wire::UpdateActionRequest {
            name: name.to_owned(),
            owner: owner.to_owned(),
            team: team.to_owned(),
            due_date: due,
            due_date_reason: due.map(|_| "staff_absence".to_owned()).unwrap_or_default(),
            request_id: fresh_id(),
            ..wire::UpdateActionRequest::default()
        };
        let answer = self.learning().update_action(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn complete_action(
        &self,
        name: &str,
        on: Date,
        evidence: Option<ActionEvidence>,
    ) -> ActionAnswer {
        let request = wire::CompleteActionRequest {
            name: name.to_owned(),
            done_date: Some(on),
            evidence,
            request_id: fresh_id(),
            ..wire::CompleteActionRequest::default()
        };
        let answer = self.learning().complete_action(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn record_evidence(&self, name: &str, evidence: ActionEvidence) -> ActionAnswer {
        let request = wire::RecordEvidenceRequest {
            name: name.to_owned(),
            evidence: Some(evidence),
            request_id: fresh_id(),
            ..wire::RecordEvidenceRequest::default()
        };
        let answer = self.learning().record_evidence(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn assess_impact(&self, name: &str, check: ImpactCheck) -> ActionAnswer {
        let request = wire::AssessImpactRequest {
            name: name.to_owned(),
            impact_check: Some(check),
            request_id: fresh_id(),
            ..wire::AssessImpactRequest::default()
        };
        let answer = self.learning().assess_impact(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn share_action(&self, name: &str, place: &str, on: Date) -> ActionAnswer {
        let request = wire::ShareActionRequest {
            name: name.to_owned(),
            sharing: Some(wire::ActionSharing {
                place: place.to_owned(),
                shared_date: Some(on),
            }),
            request_id: fresh_id(),
            ..wire::ShareActionRequest::default()
        };
        let answer = self.learning().share_action(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn cancel_action(&self, name: &str, on: Date, reason: &str) -> ActionAnswer {
        let request = wire::CancelActionRequest {
            name: name.to_owned(),
            cancellation: Some(wire::ActionCancellation {
                cancelled_date: Some(on),
                reason: reason.to_owned(),
            }),
            request_id: fresh_id(),
            ..wire::CancelActionRequest::default()
        };
        let answer = self.learning().cancel_action(request).await;
        answer.map(Response::into_inner)
    }

    /// The names of the actions that a filter finds, in order.
    pub async fn find_actions(&self, filter: ActionFilter) -> Vec<String> {
        let request = wire::ListActionsRequest {
            parent: NORTHWICK.to_owned(),
            filter: Some(filter),
            ..wire::ListActionsRequest::default()
        };
        let page = self.learning().list_actions(request).await;
        let actions = page.expect("a page").into_inner().actions;
        actions.into_iter().map(|action| action.name).collect()
    }

    pub async fn summarise(&self, financial_year: i32, position: i64) -> wire::ActionSummary {
        self.summarise_on(financial_year, position, None).await
    }

    /// The same with what is overdue reckoned on a day.
    pub async fn summarise_on(
        &self,
        financial_year: i32,
        position: i64,
        on: Option<Date>,
    ) -> wire::ActionSummary {
        let request = wire::SummariseActionsRequest {
            parent: NORTHWICK.to_owned(),
            period: Some(wire::Period {
                period: Some(wire::period::Period::FinancialYear(financial_year)),
            }),
            position,
            reporting_date: on,
            ..wire::SummariseActionsRequest::default()
        };
        let answer = self.learning().summarise_actions(request).await;
        answer.expect("a summary").into_inner()
    }

    pub async fn record_training(&self, session: TrainingSession) -> TrainingAnswer {
        let request = wire::RecordTrainingRequest {
            parent: NORTHWICK.to_owned(),
            training: Some(session),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = self.learning().record_training(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn get_training(&self, name: &str, view: View) -> TrainingAnswer {
        let request = wire::GetTrainingRequest {
            name: name.to_owned(),
            view: view.into(),
        };
        let answer = self.learning().get_training(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn correct_training(
        &self,
        name: &str,
        session: TrainingSession,
        reason: &str,
    ) -> TrainingAnswer {
        let request = wire::CorrectTrainingRequest {
            name: name.to_owned(),
            training: Some(session),
            reason: reason.to_owned(),
            request_id: fresh_id(),
            ..wire::CorrectTrainingRequest::default()
        };
        let answer = self.learning().correct_training(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn cancel_training(&self, name: &str, reason: &str) -> TrainingAnswer {
        let request = wire::CancelTrainingRequest {
            name: name.to_owned(),
            reason: reason.to_owned(),
            request_id: fresh_id(),
            ..wire::CancelTrainingRequest::default()
        };
        let answer = self.learning().cancel_training(request).await;
        answer.map(Response::into_inner)
    }
}
