//! A step as the calls that a client would send.

mod held;
mod turned;

use chrono::NaiveDate;
use redress::api::{
    convert::dates::date as on_the_wire,
    wire::{self, ConcernFinding, Finding, Kind, Procedure, Representation},
};
use tonic::{Response, Status};

use super::steps::{Registration, Step, What};
use crate::harness::{
    build::{comment, complaint, compliment, concern, registration},
    caller::{Caller, fresh_id},
};

/// One call, with a request id of its own and nothing set that is not told.
macro_rules! call {
    ($caller:expr, $method:ident, $request:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {{
        let request = wire::$request { request_id: fresh_id(), $($field $(: $value)?,)* ..wire::$request::default() };
        $caller.representations().$method(request).await.map(Response::into_inner)
    }};
}
use call;

/// What a call answers.
pub type Answer = Result<Representation, Status>;

/// The day on which everything is recorded that has no date of its own in a story.
pub fn recorded_on() -> NaiveDate {
    super::today()
}

#[expect(clippy::unnecessary_wraps, reason = "a date of a message is optional")]
fn some(date: NaiveDate) -> Option<wire::Date> {
    Some(on_the_wire(date))
}

/// Sends a step about the record of this name. `names` are those of the story's records.
#[expect(clippy::too_many_lines, reason = "one arm for each call")]
pub async fn send(caller: &Caller, step: &Step, names: &[Option<String>]) -> Answer {
    let name = names.get(step.of).cloned().flatten().unwrap_or_default();
    let on = some(step.on);
    match &step.what {
        What::Register(about) => register(caller, step, about).await,
        What::Acknowledge { told } => {
            let told_due_date = told.map(on_the_wire);
            call!(
                caller,
                acknowledge_representation,
                AcknowledgeRepresentationRequest {
                    name,
                    acknowledged_date: on,
                    told_due_date,
                }
            )
        }
        What::Extend {
            clock,
            length,
            agreed,
        } => call!(
            caller,
            extend_clock,
            ExtendClockRequest {
                name,
                clock: (*clock).into(),
                length: *length,
                reason: "complexity".to_owned(),
                decided_date: on,
                complainant_agreed: *agreed,
            }
        ),
        What::Find { stage, findings } => call!(
            caller,
            record_findings,
            RecordFindingsRequest {
                name,
                stage: *stage,
                findings: findings.iter().map(finding).collect(),
            }
        ),
        What::Conclude { stage, overriding } => {
            let override_reason = if overriding.is_some() {
                "The points differ in weight.".to_owned()
            } else {
                String::new()
            };
            call!(
                caller,
                conclude_stage,
                ConcludeStageRequest {
                    name,
                    stage: *stage,
                    concluded_date: on,
                    overriding_finding: overriding.unwrap_or_default().into(),
                    override_reason,
                }
            )
        }
        What::Escalate { late, skip } => call!(
            caller,
            escalate_representation,
            EscalateRepresentationRequest {
                name,
                requested_date: on,
                late_acceptance_reason: late_reason(*late),
                skip_basis: (*skip).into(),
            }
        ),
        What::Withdraw => call!(
            caller,
            withdraw_representation,
            WithdrawRepresentationRequest {
                name,
                withdrawn_date: on,
                reason: "not_stated".to_owned(),
            }
        ),
        What::Retract => call!(
            caller,
            retract_withdrawal,
            RetractWithdrawalRequest {
                name,
                retracted_date: on,
            }
        ),
        What::Close(closure) => call!(
            caller,
            close_representation,
            CloseRepresentationRequest {
                name,
                closed_date: on,
                closure: (*closure).into(),
            }
        ),
        What::AddConcerns(more) => call!(
            caller,
            add_concerns,
            AddConcernsRequest {
                name,
                made_date: on,
                concerns: vec![concern("staff"); *more],
            }
        ),
        what => match turned::send(caller, &name, step.on, what, names).await {
            Some(answer) => answer,
            None => held::send(caller, &name, step.on, what)
                .await
                .expect("a call for every step"),
        },
    }
}

async fn register(caller: &Caller, step: &Step, about: &Registration) -> Answer {
    let on = on_the_wire(step.on);
    let mut representation = match about.kind {
        Kind::Complaint => complaint(about.procedure, on),
        Kind::Compliment => compliment(on),
        _ => comment(on),
    };
    representation.kind = about.kind.into();
    if about.kind != Kind::Compliment {
        representation.concerns = vec![concern("delay"); about.concerns];
    }
    representation.grounds_arose_date = about.grounds.map(on_the_wire);
    representation.interest_to_decide = about.interest;
    representation.reply_wanted = about.reply_wanted;
    let answer = caller
        .representations()
        .register_representation(registration(representation))
        .await;
    answer.map(Response::into_inner)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "maps over borrowed pairs")]
fn finding((concern, finding): &(i32, Finding)) -> ConcernFinding {
    ConcernFinding {
        concern: *concern,
        finding: (*finding).into(),
        ..ConcernFinding::default()
    }
}

fn late_reason(late: bool) -> String {
    if late { "other".to_owned() } else { String::new() }
}

/// The code of an officer of these stories.
pub fn officer(number: usize) -> String {
    format!("officer-{number}")
}

/// The procedure on the wire.
fn procedure(procedure: Procedure) -> i32 {
    procedure.into()
}
