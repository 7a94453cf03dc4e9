//! What may happen to a case of the Ombudsman.

mod enquiries;
mod remedies;
mod reports;

use chrono::NaiveDate;

use super::{CaseRegistration, Command, Decision, Event, FinalDecision, OmbudsmanCase};
use crate::domain::{
    context::Context,
    lists::List,
    refusal::{Refusal, RetentionRefusal},
    representation::decide::not_before,
    retention::Erasure,
};

/// Answers what a command does to a case; `None` is one that is not registered yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&OmbudsmanCase>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Register(registration)) => register(registration, context)?,
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(case), command) => {
            if let Some(Erasure { on, .. }) = case.erasure {
                return Err(RetentionRefusal::Erased { on }.into());
            }
            case.step(command, context)?
        }
    };
    Ok(vec![event])
}

fn register(registration: &CaseRegistration, context: &Context<'_>) -> Result<Event, Refusal> {
    let reference = context.reference;
    reference.check(List::OmbudsmanCategories, Some(&registration.category))?;
    reference.check(List::Services, registration.service.as_ref())?;
    if let Some(notified_on) = registration.notified_on {
        not_before(notified_on, registration.received_on)?;
    }
    link_target(registration.representation.is_none() || context.other_record_exists)?;
    Ok(Event::Registered(registration.clone()))
}

impl OmbudsmanCase {
    fn step(&self, command: &Command, context: &Context<'_>) -> Result<Event, Refusal> {
        let reference = context.reference;
        match command {
            Command::Register(_) => Err(Refusal::AlreadyDone {
                what: "the registration",
                on: None,
            }),
            Command::Link { representation } => {
                link_target(context.other_record_exists)?;
                Ok(Event::Linked {
                    representation: *representation,
                })
            }
            Command::Notify { on } => {
                already("the notice of the case", self.notified_on)?;
                not_before(*on, self.registration.received_on)?;
                Ok(Event::Notified { on: *on })
            }
            Command::RecordEnquiry {
                kind,
                received_on,
                letter_due_on,
            } => self.record_enquiry(*kind, *received_on, *letter_due_on),
            Command::ExtendEnquiry { enquiry, to } => self.extend_enquiry(*enquiry, *to, reference),
            Command::AnswerEnquiry { enquiry, on } => self.answer_enquiry(*enquiry, *on),
            Command::RecordDraft { on, letter_due_on } => self.record_draft(*on, *letter_due_on),
            Command::CommentOnDraft { draft, on, response } => self.comment_on_draft(*draft, *on, *response),
            Command::Decide(decision) => self.record_decision(decision, context),
            Command::AgreeRemedy(remedy) => self.agree_remedy(remedy, reference),
            Command::Remedy { remedy, step } => self.step_of_remedy(*remedy, step, reference),
            Command::RecordCompliance { outcome, on } => self.record_compliance(*outcome, *on),
            Command::TakeReportStep { step, on } => self.take_report_step(*step, *on, reference),
            Command::ExtendReport { of, to } => self.extend_report(*of, *to, reference),
            Command::LogDuty(entry) => self.log_duty(*entry),
            Command::TakeDutyStep { duty, step, on } => self.take_duty_step(*duty, *step, *on),
            Command::Publish { on } => {
                already("the publication", self.published_on)?;
                not_before(*on, self.decided_on()?)?;
                Ok(Event::Published { on: *on })
            }
        }
    }

    fn record_decision(&self, decision: &FinalDecision, context: &Context<'_>) -> Result<Event, Refusal> {
        self.undecided()?;
        not_before(decision.decided_on, self.registration.received_on)?;
        not_before(decision.reached_council_on(), decision.decided_on)?;
        context
            .reference
            .check(List::DecisionGrounds, decision.ground.as_ref())?;
        Ok(Event::Decided(decision.clone()))
    }

    fn undecided(&self) -> Result<(), Refusal> {
        match &self.decision {
            Some(decision) => Err(Refusal::CaseDecided {
                on: decision.decided_on,
            }),
            None => Ok(()),
        }
    }

    fn decided_on(&self) -> Result<NaiveDate, Refusal> {
        let decision = self.decision.as_ref().ok_or(Refusal::CaseNotDecided)?;
        Ok(decision.decided_on)
    }

    fn upheld_on(&self) -> Result<NaiveDate, Refusal> {
        match &self.decision {
            Some(decision) if decision.decision == Decision::Upheld => Ok(decision.decided_on),
            _ => Err(Refusal::CaseNotUpheld),
        }
    }
}

fn link_target(exists: bool) -> Result<(), Refusal> {
    if exists {
        Ok(())
    } else {
        Err(Refusal::LinkTargetUnknown)
    }
}

fn already(what: &'static str, on: Option<NaiveDate>) -> Result<(), Refusal> {
    match on {
        Some(_) => Err(Refusal::AlreadyDone { what, on }),
        None => Ok(()),
    }
}

/// An agreement never brings a due date nearer or leaves it where it is.
fn later_than(due_on: NaiveDate, agreed_due_on: NaiveDate) -> Result<(), Refusal> {
    if agreed_due_on > due_on {
        Ok(())
    } else {
        Err(Refusal::ExtensionShortens { due_on })
    }
}
