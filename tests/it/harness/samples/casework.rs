//! Good requests for the steps of casework.

use prost::Message;
use redress::api::wire::{
    self, AppointmentRole, ClockName, LinkKind, Milestone, Money, Procedure, amendment::Amendment,
};

use super::{Records, Sample, methods, path_of};
use crate::harness::{
    build::{complaint, concern, registration},
    caller::fresh_id,
    day,
};

/// A request with its name, its request id and whatever else it needs.
macro_rules! step {
    ($request:ident, $name:expr, $($field:ident: $value:expr),* $(,)?) => {
        wire::$request {
            name: $name,
            request_id: fresh_id(),
            $($field: $value,)*
            ..wire::$request::default()
        }
        .encode_to_vec()
    };
}

/// Steps that turn, tie or correct a representation.
pub(super) fn of_turns(records: &Records, method: &str) -> Option<Vec<u8>> {
    let (name, on) = (records.open.clone(), Some(day(2026, 4, 21)));
    Some(match method {
        "AcceptRepresentation" => {
            let acceptance = Some(wire::Acceptance {
                accepted_date: on,
                reviewer: "manager".to_owned(),
                ..wire::Acceptance::default()
            });
            step!(AcceptRepresentationRequest, name, acceptance: acceptance)
        }
        "RefuseRepresentation" => {
            let refusal = Some(wire::Refusal {
                refused_date: on,
                reason: "outside_procedure".to_owned(),
                signpost: "corporate".to_owned(),
                told_date: on,
                ..wire::Refusal::default()
            });
            step!(RefuseRepresentationRequest, name, refusal: refusal)
        }
        "DeferRepresentation" => {
            let deferral = Some(wire::Deferral {
                deferred_date: on,
                proceedings: "court".to_owned(),
                told_date: on,
                ..wire::Deferral::default()
            });
            step!(DeferRepresentationRequest, name, deferral: deferral)
        }
        "ReviewDeferral" => step!(ReviewDeferralRequest, name, reviewed_date: on),
        "EndProceedings" => step!(EndProceedingsRequest, name, ended_date: on),
        "ResumeRepresentation" => step!(ResumeRepresentationRequest, name, resumed_date: on),
        "ConvertRepresentation" => {
            let conversion = Some(wire::Conversion {
                to: Procedure::CorporateCode.into(),
                converted_date: on,
                reason: "misclassified".to_owned(),
                ..wire::Conversion::default()
            });
            let concerns = vec![concern("staff")];
            step!(ConvertRepresentationRequest, name, conversion: conversion, concerns: concerns)
        }
        "ReferEarly" => {
            let referral = Some(wire::EarlyReferral {
                referred_date: on,
                both_agree: true,
                ..wire::EarlyReferral::default()
            });
            step!(ReferEarlyRequest, records.answered.clone(), referral: referral)
        }
        "RetractWithdrawal" => step!(RetractWithdrawalRequest, name, retracted_date: on),
        "AddConcerns" => {
            step!(AddConcernsRequest, name, made_date: on, concerns: vec![concern("staff")])
        }
        "LinkRepresentations" => {
            let (other, kind) = (records.answered.clone(), LinkKind::Related.into());
            step!(LinkRepresentationsRequest, name, other: other, kind: kind)
        }
        "JoinRepresentation" => {
            step!(JoinRepresentationRequest, name, into: records.answered.clone(), joined_date: on)
        }
        "CorrectRepresentation" => correction(name, Amendment::Team("Team 7".to_owned())),
        _ => return None,
    })
}

/// Steps about people, costs and arrangements.
pub(super) fn of_people(records: &Records, method: &str) -> Option<Vec<u8>> {
    let (name, on) = (records.open.clone(), Some(day(2026, 4, 21)));
    Some(match method {
        "AppointOfficer" => {
            let appointment = Some(wire::Appointment {
                role: AppointmentRole::CaseOfficer.into(),
                officer: "manager".to_owned(),
                appointed_date: on,
                ..wire::Appointment::default()
            });
            step!(AppointOfficerRequest, name, appointment: appointment)
        }
        "EndAppointment" => step!(EndAppointmentRequest, name, appointment: 1, ended_date: on),
        "RecordAdvocacy" => {
            step!(RecordAdvocacyRequest, name, offered_date: on, provider: "voices".to_owned())
        }
        "AgreePlan" => {
            let plan = Some(wire::Plan {
                agreed_date: on,
                response_working_days: 20,
                ..wire::Plan::default()
            });
            step!(AgreePlanRequest, name, plan: plan)
        }
        "HandleJointly" => {
            let joint = Some(wire::JointHandling {
                since_date: on,
                partner: "hospital-trust".to_owned(),
                authority_leads: true,
            });
            step!(HandleJointlyRequest, name, joint_handling: joint)
        }
        "ForwardRepresentation" => {
            let forwarding = Some(wire::Forwarding {
                forwarded_date: on,
                teams: vec!["hospital".to_owned()],
                ..wire::Forwarding::default()
            });
            step!(ForwardRepresentationRequest, name, forwarding: forwarding)
        }
        "RecordCost" => {
            let cost = Some(wire::Cost {
                kind: "investigating_officer".to_owned(),
                amount: Some(Money {
                    currency_code: "GBP".to_owned(),
                    units: 400,
                    nanos: 0,
                }),
                budget: "childrens".to_owned(),
                ..wire::Cost::default()
            });
            step!(RecordCostRequest, name, cost: cost)
        }
        "PayCost" => step!(PayCostRequest, name, cost: 1, paid_date: on),
        "ArrangeContact" => {
            let arrangement = Some(wire::ContactArrangement {
                kind: "in_writing_only".to_owned(),
                from_date: on,
                review_date: Some(day(2026, 10, 21)),
                ended_date: None,
            });
            step!(ArrangeContactRequest, name, arrangement: arrangement)
        }
        "EndContactArrangement" => step!(EndContactArrangementRequest, name, ended_date: on),
        _ => return None,
    })
}

/// Steps about time, and questions about clocks.
pub(super) fn of_time(records: &Records, method: &str) -> Option<Vec<u8>> {
    let (name, on) = (records.open.clone(), Some(day(2026, 4, 21)));
    let clock = i32::from(ClockName::Response);
    Some(match method {
        "ArrangePanel" => step!(ArrangePanelRequest, name, meeting_date: Some(day(2026, 7, 1))),
        "RecordMilestone" => {
            let milestone = Milestone::InternalForm.into();
            step!(RecordMilestoneRequest, name, milestone: milestone, reached_date: on)
        }
        "TellDeadline" => {
            let told = Some(wire::ToldDeadline {
                clock,
                stage: 1,
                due_date: Some(day(2026, 4, 24)),
                told_date: on,
            });
            step!(TellDeadlineRequest, name, told: told)
        }
        "RevokeExtension" => {
            let reason = "entered_wrongly".to_owned();
            step!(RevokeExtensionRequest, name, extension: 1, revoked_date: on, reason: reason)
        }
        "PauseClock" => {
            let reason = "waiting_for_advocate".to_owned();
            step!(PauseClockRequest, name, clock: clock, reason: reason, from_date: on)
        }
        "ResumeClock" => step!(ResumeClockRequest, name, pause: 1, resumed_date: on),
        "RevokePause" => {
            let reason = "entered_wrongly".to_owned();
            step!(RevokePauseRequest, name, pause: 1, revoked_date: on, reason: reason)
        }
        "RecordDelay" => {
            let delay = Some(wire::Delay {
                clock,
                stage: 1,
                reason: "staff".to_owned(),
                recorded_date: on,
            });
            step!(RecordDelayRequest, name, delay: delay)
        }
        _ => return None,
    })
}

fn correction(name: String, amendment: Amendment) -> Vec<u8> {
    step!(
        CorrectRepresentationRequest,
        name,
        corrected_date: Some(day(2026, 4, 21)),
        reason: "entered_wrongly".to_owned(),
        amendments: vec![wire::Amendment {
            amendment: Some(amendment),
        }],
    )
}

impl Records {
    /// Further good requests, for fields that the one of the method does not hold: points taken from another
    /// representation, and each kind of amendment that has required fields.
    pub fn variants(&self) -> Vec<Sample> {
        let on = Some(day(2026, 4, 9));
        let amendments = [
            Amendment::Concern(wire::Concern {
                number: 1,
                ..concern("staff")
            }),
            Amendment::Acknowledged(wire::StageDate { stage: 1, date: on }),
            Amendment::Milestone(wire::StageMilestone {
                stage: 1,
                milestone: Milestone::InternalForm.into(),
                date: on,
            }),
            Amendment::Finding(wire::StageFinding {
                stage: 1,
                concern: 1,
                finding: wire::Finding::Upheld.into(),
            }),
        ];
        let corrections = amendments.map(|amendment| {
            let bytes = correction(self.open.clone(), amendment);
            sample("CorrectRepresentation", &bytes)
        });
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.split = Some(wire::Split {
            from: self.open.clone(),
            concerns: vec![1],
        });
        let mut split = registration(about);
        split.validate_only = true;
        let split = sample("RegisterRepresentation", &split.encode_to_vec());
        let previews = self
            .previews()
            .map(|preview| sample("PreviewClocks", &preview.encode_to_vec()));
        corrections.into_iter().chain([split]).chain(previews).collect()
    }

    /// What else can be supposed of clocks.
    fn previews(&self) -> [wire::PreviewClocksRequest; 3] {
        let about = || wire::PreviewClocksRequest {
            name: self.open.clone(),
            ..wire::PreviewClocksRequest::default()
        };
        let pause = wire::SupposedPause {
            clock: ClockName::Response.into(),
            stage: 1,
            from_date: Some(day(2026, 4, 9)),
            until_date: None,
        };
        let holiday = wire::Holiday {
            date: Some(day(2026, 7, 1)),
            display_name: "A day of thanks".to_owned(),
            ..wire::Holiday::default()
        };
        let policy = super::save_policy(fresh_id()).policy;
        [
            wire::PreviewClocksRequest {
                pause: Some(pause),
                ..about()
            },
            wire::PreviewClocksRequest {
                holiday: Some(holiday),
                ..about()
            },
            wire::PreviewClocksRequest { policy, ..about() },
        ]
    }
}

fn sample(name: &str, bytes: &[u8]) -> Sample {
    let method = methods().into_iter().find(|method| method.name() == name);
    let method = method.expect("a method of that name");
    let message = prost_reflect::DynamicMessage::decode(method.input(), bytes);
    Sample {
        path: path_of(&method),
        message: message.expect("the message of its method"),
        method,
    }
}
