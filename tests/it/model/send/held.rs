//! Time and people: pauses, appointments, plans, milestones, costs, contact.

use chrono::{NaiveDate, TimeDelta};
use redress::api::{
    convert::dates::{date as on_the_wire, money},
    wire::{self, AdvocacyAnswer},
};
use tonic::Response;

use super::{Answer, call, officer, recorded_on, some};
use crate::{
    harness::caller::{Caller, fresh_id},
    model::steps::What,
};

/// None for a step of another kind.
#[expect(clippy::too_many_lines, reason = "one arm for each call")]
pub async fn send(caller: &Caller, name: &str, date: NaiveDate, what: &What) -> Option<Answer> {
    if let Some(answer) = of_time(caller, name, date, what).await {
        return Some(answer);
    }
    let (name, on) = (name.to_owned(), some(date));
    Some(match what {
        What::Appoint {
            role,
            officer: number,
            stage,
            declared,
        } => {
            let declaration = Some(wire::Declaration {
                in_line_complained_of: declared.in_line,
                member: declared.member,
                officer: declared.officer,
                partner_of_either: declared.partner,
            });
            let appointment = Some(wire::Appointment {
                role: (*role).into(),
                officer: officer(*number),
                stage: *stage,
                appointed_date: on,
                declaration,
                ..wire::Appointment::default()
            });
            call!(
                caller,
                appoint_officer,
                AppointOfficerRequest { name, appointment }
            )
        }
        What::EndAppointment(number) => {
            call!(
                caller,
                end_appointment,
                EndAppointmentRequest {
                    name,
                    appointment: *number,
                    ended_date: on,
                }
            )
        }
        What::Advocate { appointed, conflict } => call!(
            caller,
            record_advocacy,
            RecordAdvocacyRequest {
                name,
                told_date: on,
                offered_date: on,
                answer: AdvocacyAnswer::Accepted.into(),
                answered_date: on,
                appointed_date: on.filter(|_| *appointed),
                conflict: *conflict,
            }
        ),
        What::Forward => {
            let forwarding = Some(wire::Forwarding {
                forwarded_date: on,
                teams: vec!["hospital".to_owned()],
                to_manager: true,
                ..wire::Forwarding::default()
            });
            call!(
                caller,
                forward_representation,
                ForwardRepresentationRequest { name, forwarding }
            )
        }
        What::Cost(stage) => {
            let cost = Some(wire::Cost {
                stage: *stage,
                kind: "interpreting".to_owned(),
                amount: Some(money(12_345)),
                basis: "invoice".to_owned(),
                budget: "childrens".to_owned(),
                ..wire::Cost::default()
            });
            call!(caller, record_cost, RecordCostRequest { name, cost })
        }
        What::Pay(number) => call!(
            caller,
            pay_cost,
            PayCostRequest {
                name,
                cost: *number,
                paid_date: on,
            }
        ),
        What::Contact => {
            let arrangement = Some(wire::ContactArrangement {
                kind: "in_writing_only".to_owned(),
                from_date: on,
                review_date: some(date + TimeDelta::days(180)),
                ..wire::ContactArrangement::default()
            });
            call!(
                caller,
                arrange_contact,
                ArrangeContactRequest { name, arrangement }
            )
        }
        What::EndContact => {
            call!(
                caller,
                end_contact_arrangement,
                EndContactArrangementRequest { name, ended_date: on }
            )
        }
        _ => return None,
    })
}

#[expect(clippy::too_many_lines, reason = "one arm for each call")]
async fn of_time(caller: &Caller, name: &str, date: NaiveDate, what: &What) -> Option<Answer> {
    let (name, on) = (name.to_owned(), some(date));
    let later = some(recorded_on());
    Some(match what {
        What::RevokeExtension(number) => call!(
            caller,
            revoke_extension,
            RevokeExtensionRequest {
                name,
                extension: *number,
                revoked_date: later,
                reason: "entered_wrongly".to_owned(),
            }
        ),
        What::Pause { clock } => call!(
            caller,
            pause_clock,
            PauseClockRequest {
                name,
                clock: (*clock).into(),
                reason: "waiting_for_advocate".to_owned(),
                from_date: on,
            }
        ),
        What::EndPause(number) => {
            call!(
                caller,
                resume_clock,
                ResumeClockRequest {
                    name,
                    pause: *number,
                    resumed_date: on,
                }
            )
        }
        What::RevokePause(number) => call!(
            caller,
            revoke_pause,
            RevokePauseRequest {
                name,
                pause: *number,
                revoked_date: later,
                reason: "entered_wrongly".to_owned(),
            }
        ),
        What::Plan(days) => {
            let plan = Some(wire::Plan {
                agreed_date: on,
                response_working_days: *days,
                discussed: true,
                told_date: on,
            });
            call!(caller, agree_plan, AgreePlanRequest { name, plan })
        }
        What::Jointly => {
            let joint_handling = Some(wire::JointHandling {
                since_date: on,
                partner: "partner-1".to_owned(),
                authority_leads: true,
            });
            call!(
                caller,
                handle_jointly,
                HandleJointlyRequest { name, joint_handling }
            )
        }
        What::ArrangePanel => call!(
            caller,
            arrange_panel,
            ArrangePanelRequest {
                name,
                meeting_date: on,
            }
        ),
        What::Reach(milestone) => call!(
            caller,
            record_milestone,
            RecordMilestoneRequest {
                name,
                milestone: (*milestone).into(),
                reached_date: on,
            }
        ),
        What::Tell { clock, stage, due } => {
            let told = Some(wire::ToldDeadline {
                clock: (*clock).into(),
                stage: *stage,
                due_date: Some(on_the_wire(*due)),
                told_date: on,
            });
            call!(caller, tell_deadline, TellDeadlineRequest { name, told })
        }
        What::Delay { clock, stage } => {
            let delay = Some(wire::Delay {
                clock: (*clock).into(),
                stage: *stage,
                reason: "staff".to_owned(),
                recorded_date: on,
            });
            call!(caller, record_delay, RecordDelayRequest { name, delay })
        }
        _ => return None,
    })
}
