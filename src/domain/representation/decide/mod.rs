//! What may happen to a representation: a command against the state gives events or a refusal.

mod correct;
mod held;
mod import;
mod people;
mod stages;
mod ties;
mod time;
mod turns;

use chrono::NaiveDate;

use super::{Command, Event, Representation, Stage, State};
use crate::domain::{
    context::Context,
    procedure::Procedure,
    refusal::{Refusal, RetentionRefusal},
    retention::Erasure,
    word::Word,
};

/// Answers what a command does to a representation; `None` is one that is not registered yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Representation>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    match (state, command) {
        (None, Command::Register(registration)) => {
            context.reference.check_codes_of(registration)?;
            ties::check_split(registration, context)?;
            Ok(vec![Event::Registered(registration.clone())])
        }
        (None, Command::Import { registration, steps }) => import::import(registration, steps, context),
        (None, _) => Err(Refusal::NotRegistered),
        (Some(_), Command::Register(_) | Command::Import { .. }) => Err(Refusal::AlreadyDone {
            what: "the registration",
            on: None,
        }),
        (Some(state), command) => {
            state.not_erased()?;
            state.decide(command, context)
        }
    }
}

impl Representation {
    fn decide(&self, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::Register(_) | Command::Import { .. } => return Err(Refusal::NotRegistered),
            Command::Acknowledge { on, told_due_on } => return self.acknowledge(*on, *told_due_on),
            Command::ExtendClock {
                extension,
                told_due_on,
            } => {
                return self.extend(extension, *told_due_on, context);
            }
            Command::TellDeadline(told) => self.tell(told, context)?,
            Command::RevokeExtension {
                extension,
                revocation,
            } => self.revoke_extension(*extension, revocation, context)?,
            Command::PauseClock(pause) => self.pause(pause, context)?,
            Command::ResumeClock { pause, on } => self.resume_clock(*pause, *on)?,
            Command::RevokePause { pause, revocation } => self.revoke_pause(*pause, revocation, context)?,
            Command::ExplainDelay(delay) => self.explain_delay(delay, context)?,
            Command::RecordFindings { stage, findings } => self.record_findings(*stage, findings)?,
            Command::ConcludeStage(conclusion) => self.conclude(conclusion, context)?,
            Command::Escalate(escalation) => self.escalate(escalation, context)?,
            Command::ArrangePanel { meets_on } => self.arrange_panel(*meets_on)?,
            Command::RecordMilestone { milestone, on } => self.record_milestone(*milestone, *on)?,
            Command::Accept(acceptance) => self.accept_complaint(acceptance, context)?,
            Command::Reject(rejection) => self.reject(rejection, context)?,
            Command::Defer(deferral) => return self.defer(deferral, context),
            Command::ReviewDeferral { on } => self.review_deferral(*on)?,
            Command::EndProceedings { on } => self.end_proceedings(*on)?,
            Command::Resume {
                on,
                late_acceptance_reason,
            } => self.resume(*on, late_acceptance_reason.as_ref(), context)?,
            Command::Convert(conversion) => self.convert_to(conversion, context)?,
            Command::ReferEarly(referral) => self.refer_early(referral)?,
            Command::Withdraw(withdrawal) => return self.withdraw(withdrawal, context),
            Command::RetractWithdrawal { on } => self.retract_withdrawal(*on)?,
            Command::Close { on, closure } => self.close(*on, *closure)?,
            Command::Appoint(appointment) => self.appoint(appointment, context)?,
            Command::EndAppointment { appointment, on } => self.end_appointment(*appointment, *on)?,
            Command::RecordAdvocacy(step) => return self.record_advocacy(step, context),
            Command::AgreePlan(plan) => self.agree_plan(*plan)?,
            Command::HandleJointly(joint) => self.handle_jointly(joint, context)?,
            Command::AddConcerns { on, concerns } => self.add(*on, concerns, context)?,
            Command::Link { other, kind } => self.link(*other, *kind, context)?,
            Command::Join { into, on } => self.join(*into, *on, context)?,
            Command::Forward(forwarding) => self.forward(forwarding, context)?,
            Command::RecordCost(cost) => self.record_cost(cost, context)?,
            Command::PayCost { cost, on } => self.pay_cost(*cost, *on)?,
            Command::ArrangeContact(arrangement) => self.arrange_contact(arrangement, context)?,
            Command::EndContactArrangement { on } => self.end_contact_arrangement(*on)?,
            Command::Correct(correction) => self.correct(correction, context)?,
        };
        Ok(vec![event])
    }

    /// The date that the next step of the whole may not be before.
    fn latest_step_on(&self) -> NaiveDate {
        let whole = self.acknowledged_on.unwrap_or(self.registration.received_on);
        let stage = self.stages.last().map(Stage::latest_on);
        let suspended = self
            .suspensions
            .last()
            .map(|(from, until)| until.unwrap_or(*from));
        whole.max(stage.unwrap_or(whole)).max(suspended.unwrap_or(whole))
    }

    /// Nothing of an erased record changes any more, so that no figure does.
    fn not_erased(&self) -> Result<(), Refusal> {
        match self.erasure {
            Some(Erasure { on, .. }) => Err(RetentionRefusal::Erased { on }.into()),
            None => Ok(()),
        }
    }

    fn accept(&self, step: &'static str, states: &[State]) -> Result<(), Refusal> {
        let state = self.state();
        if states.contains(&state) {
            Ok(())
        } else {
            Err(Refusal::StateRefusesStep { step, state })
        }
    }

    fn procedure(&self, step: &'static str) -> Result<Procedure, Refusal> {
        let matter = &self.registration.matter;
        matter.procedure().ok_or(Refusal::StepNotInProcedure {
            step,
            handled_as: matter.kind().word(),
        })
    }

    /// The step belongs to one procedure only.
    fn only_in(&self, procedure: Procedure, step: &'static str) -> Result<(), Refusal> {
        let handled_as = self.procedure(step)?;
        if handled_as == procedure {
            Ok(())
        } else {
            Err(Refusal::StepNotInProcedure {
                step,
                handled_as: handled_as.word(),
            })
        }
    }

    fn stage_under_way(&self, number: u8, step: &'static str) -> Result<&Stage, Refusal> {
        let procedure = self.procedure(step)?;
        if procedure.stages() == 0 {
            return Err(Refusal::StepNotInProcedure {
                step,
                handled_as: procedure.word(),
            });
        }
        self.accept(step, &[State::Open])?;
        self.open_stage()
            .filter(|stage| stage.number == number)
            .ok_or(Refusal::StageNotCurrent {
                current: self.stages.last().map_or(0, |stage| stage.number),
            })
    }
}

/// A step may not be dated before the event that it follows.
pub(crate) fn not_before(on: NaiveDate, anchor_on: NaiveDate) -> Result<(), Refusal> {
    if on < anchor_on {
        Err(Refusal::DateBeforeAnchor { anchor_on })
    } else {
        Ok(())
    }
}

/// A record may hold so many of something and no more.
pub(crate) fn within_limit(so_far: usize, limit: usize, of: &'static str) -> Result<(), Refusal> {
    if so_far < limit {
        Ok(())
    } else {
        Err(Refusal::LimitReached { of, limit })
    }
}

/// What is done once was done.
fn once(what: &'static str, on: Option<NaiveDate>) -> Result<(), Refusal> {
    match on {
        Some(_) => Err(Refusal::AlreadyDone { what, on }),
        None => Ok(()),
    }
}
