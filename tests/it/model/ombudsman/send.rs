//! A step in a case as the call that a client would send.

use chrono::NaiveDate;
use redress::api::{
    convert::dates::{date as on_the_wire, money},
    wire::{
        self, MonitoringOfficerBody, MonitoringOfficerReason, MonitoringOfficerRoute, OmbudsmanCase,
        RecommendationKind,
    },
};
use tonic::{Response, Status};

use super::steps::{Decided, Step, What};
use crate::{
    harness::{
        NORTHWICK,
        build::{decision, ombudsman_case, remedy},
        caller::{Caller, fresh_id},
    },
    model::Teller,
};

/// One call, with a request id of its own and nothing set that is not told.
macro_rules! call {
    ($caller:expr, $method:ident, $request:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        let request = wire::$request { request_id: fresh_id(), $($field $(: $value)?,)* ..wire::$request::default() };
        $caller.ombudsman().$method(request).await.map(Response::into_inner)
    }};
}

/// What a call answers.
pub type Answer = Result<OmbudsmanCase, Status>;

#[expect(clippy::unnecessary_wraps, reason = "a date of a message is optional")]
fn some(date: NaiveDate) -> Option<wire::Date> {
    Some(on_the_wire(date))
}

/// The reference of a case of a story that is told for the n-th time.
fn reference(telling: u64, of: usize) -> String {
    let number = telling * 4 + u64::try_from(of).unwrap_or_default();
    format!(
        "{:02} {:03} {:03}",
        40 + number / 1_000_000,
        number / 1_000 % 1_000,
        number % 1_000
    )
}

/// Sends a step about the case of this name.
pub async fn send(teller: &Teller, step: &Step, name: String, telling: u64) -> Answer {
    let caller = &teller.caller;
    let on = some(step.on);
    match &step.what {
        What::Register {
            notified,
            listed,
            reference_of,
        } => {
            let case = OmbudsmanCase {
                notified_date: notified.map(on_the_wire),
                known_from_annual_list: *listed,
                ..ombudsman_case(&reference(telling, *reference_of), on_the_wire(step.on))
            };
            let (parent, ombudsman_case) = (NORTHWICK.to_owned(), Some(case));
            call!(
                caller,
                register_case,
                RegisterCaseRequest {
                    parent,
                    ombudsman_case
                }
            )
        }
        What::Link { known } => {
            let unknown = format!("{NORTHWICK}/representations/999999999");
            let representation = if *known { teller.linked.clone() } else { unknown };
            call!(caller, link_case, LinkCaseRequest { name, representation })
        }
        What::Notify => {
            call!(
                caller,
                record_notification,
                RecordNotificationRequest {
                    name,
                    notified_date: on
                }
            )
        }
        What::Enquire { kind, letter } => call!(
            caller,
            record_enquiry,
            RecordEnquiryRequest {
                name,
                received_date: on,
                letter_due_date: letter.map(on_the_wire),
                kind: (*kind).into(),
            }
        ),
        What::Answer(enquiry) => {
            let enquiry = *enquiry;
            call!(
                caller,
                answer_enquiry,
                AnswerEnquiryRequest {
                    name,
                    enquiry,
                    answered_date: on
                }
            )
        }
        What::ExtendEnquiry { number, due } => call!(
            caller,
            extend_enquiry,
            ExtendEnquiryRequest {
                name,
                enquiry: *number,
                due_date: some(*due),
                agreed_date: on,
            }
        ),
        What::Draft { letter } => call!(
            caller,
            record_draft_decision,
            RecordDraftDecisionRequest {
                name,
                received_date: on,
                letter_due_date: letter.map(on_the_wire),
            }
        ),
        What::Comment { number, response } => call!(
            caller,
            comment_on_draft,
            CommentOnDraftRequest {
                name,
                draft: *number,
                commented_date: on,
                response: (*response).into(),
            }
        ),
        What::Decide(decided) => {
            let decision = Some(final_decision(*decided, step.on));
            call!(caller, record_decision, RecordDecisionRequest { name, decision })
        }
        _ => after(caller, step, name).await,
    }
}

fn final_decision(decided: Decided, on: NaiveDate) -> wire::FinalDecision {
    wire::FinalDecision {
        satisfactory_remedy_before_referral: decided.satisfactory,
        public_report: decided.public_report,
        taxonomy_version: decided.taxonomy.into(),
        received_date: decided.received.map(on_the_wire),
        ..decision(decided.decision, on_the_wire(on))
    }
}

/// What follows a decision.
async fn after(caller: &Caller, step: &Step, name: String) -> Answer {
    let on = some(step.on);
    match &step.what {
        What::Comply(outcome) => call!(
            caller,
            record_compliance,
            RecordComplianceRequest {
                name,
                outcome: (*outcome).into(),
                recorded_date: on,
            }
        ),
        What::Report(step) => call!(
            caller,
            record_public_report_step,
            RecordPublicReportStepRequest {
                name,
                step: (*step).into(),
                date: on,
            }
        ),
        What::ExtendReport { further, due } => call!(
            caller,
            extend_public_report_response,
            ExtendPublicReportResponseRequest {
                name,
                further_report: *further,
                due_date: some(*due),
                agreed_date: on,
            }
        ),
        What::Duty { triggered } => {
            let duty = Some(duty(*triggered, step.on));
            call!(
                caller,
                record_monitoring_officer_duty,
                RecordMonitoringOfficerDutyRequest { name, duty }
            )
        }
        What::DutyStep { number, step } => call!(
            caller,
            record_monitoring_officer_step,
            RecordMonitoringOfficerStepRequest {
                name,
                duty: *number,
                step: (*step).into(),
                date: on,
            }
        ),
        What::Publish => {
            call!(
                caller,
                record_publication,
                RecordPublicationRequest {
                    name,
                    published_date: on
                }
            )
        }
        _ => of_remedy(caller, step, name).await,
    }
}

fn duty(triggered: bool, on: NaiveDate) -> wire::MonitoringOfficerDuty {
    let mut duty = wire::MonitoringOfficerDuty {
        assessed_date: some(on),
        triggered,
        reason: MonitoringOfficerReason::Remedied.into(),
        ..wire::MonitoringOfficerDuty::default()
    };
    if triggered {
        duty.reason = MonitoringOfficerReason::FaultFound.into();
        duty.route = MonitoringOfficerRoute::Section5a.into();
        duty.body = MonitoringOfficerBody::Executive.into();
    }
    duty
}

async fn of_remedy(caller: &Caller, step: &Step, name: String) -> Answer {
    let on = some(step.on);
    match &step.what {
        What::Agree { due, pays, service } => {
            let kind = if *pays {
                "financial_redress_distress"
            } else {
                "apology"
            };
            let recommendation = if *service {
                RecommendationKind::ServiceImprovement
            } else {
                RecommendationKind::Personal
            };
            let remedy = Some(wire::Remedy {
                amount: pays.then(|| money(10_000)),
                recommendation: recommendation.into(),
                ..remedy(kind, on_the_wire(*due))
            });
            call!(caller, agree_remedy, AgreeRemedyRequest { name, remedy })
        }
        What::ExtendRemedy { number, due } => call!(
            caller,
            extend_remedy,
            ExtendRemedyRequest {
                name,
                remedy: *number,
                due_date: some(*due),
                agreed_date: on,
                reason: "complexity".to_owned(),
            }
        ),
        What::Complete { number, paid } => call!(
            caller,
            complete_remedy,
            CompleteRemedyRequest {
                name,
                remedy: *number,
                completed_date: on,
                paid_date: paid.map(on_the_wire),
            }
        ),
        What::Refuse(remedy) => {
            let remedy = *remedy;
            call!(
                caller,
                refuse_remedy,
                RefuseRemedyRequest {
                    name,
                    remedy,
                    refused_date: on
                }
            )
        }
        What::Evidence(remedy) => {
            let remedy = *remedy;
            call!(
                caller,
                submit_evidence,
                SubmitEvidenceRequest {
                    name,
                    remedy,
                    evidence_date: on
                }
            )
        }
        What::Satisfy(remedy) => {
            let remedy = *remedy;
            call!(
                caller,
                record_satisfaction,
                RecordSatisfactionRequest {
                    name,
                    remedy,
                    satisfied_date: on,
                }
            )
        }
        what => panic!("no call for {what:?}"),
    }
}
