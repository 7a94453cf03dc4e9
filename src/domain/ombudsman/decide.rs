//! What may happen to a case of the Ombudsman.

use chrono::NaiveDate;

use super::{Command, Decision, Event, OmbudsmanCase, numbered};
use crate::domain::{
    context::Context,
    limits,
    lists::List,
    refusal::Refusal,
    representation::decide::{not_before, within_limit},
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
        (None, Command::Register(registration)) => {
            let reference = context.reference;
            reference.check(List::OmbudsmanCategories, Some(&registration.category))?;
            reference.check(List::Services, registration.service.as_ref())?;
            link_target(registration.representation.is_none() || context.other.is_some())?;
            Event::Registered(registration.clone())
        }
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(_), Command::Register(_)) => {
            return Err(Refusal::AlreadyDone {
                what: "the registration",
                on: None,
            });
        }
        (Some(_), Command::Link { representation }) => {
            link_target(context.other.is_some())?;
            Event::Linked {
                representation: *representation,
            }
        }
        (
            Some(case),
            Command::RecordEnquiry {
                received_on,
                letter_due_on,
            },
        ) => {
            case.check_enquiry(*received_on, *letter_due_on)?;
            Event::EnquiryRecorded {
                received_on: *received_on,
                letter_due_on: *letter_due_on,
            }
        }
        (Some(case), Command::AnswerEnquiry { enquiry, on }) => {
            let known =
                numbered(&case.enquiries, *enquiry).ok_or(Refusal::EnquiryUnknown { enquiry: *enquiry })?;
            already("the answer", known.answered.map(|(on, _)| on))?;
            not_before(*on, known.received_on)?;
            Event::EnquiryAnswered {
                enquiry: *enquiry,
                on: *on,
            }
        }
        (Some(case), Command::Decide(decision)) => {
            case.undecided()?;
            not_before(decision.decided_on, case.registration.received_on)?;
            context
                .reference
                .check(List::DecisionGrounds, decision.ground.as_ref())?;
            Event::Decided(decision.clone())
        }
        (Some(case), Command::AgreeRemedy(remedy)) => {
            not_before(remedy.due_on, case.upheld_on()?)?;
            within_limit(case.remedies.len(), limits::REMEDIES_MAX, "remedies")?;
            context.reference.check(List::RemedyKinds, Some(&remedy.kind))?;
            Event::RemedyAgreed(remedy.clone())
        }
        (Some(case), Command::CompleteRemedy { remedy, on }) => {
            let known =
                numbered(&case.remedies, *remedy).ok_or(Refusal::RemedyUnknown { remedy: *remedy })?;
            already("the completion", known.completed_on)?;
            not_before(*on, case.upheld_on()?)?;
            Event::RemedyCompleted {
                remedy: *remedy,
                on: *on,
            }
        }
    };
    Ok(vec![event])
}

impl OmbudsmanCase {
    fn check_enquiry(&self, received_on: NaiveDate, letter_due_on: Option<NaiveDate>) -> Result<(), Refusal> {
        self.undecided()?;
        not_before(received_on, self.registration.received_on)?;
        not_before(letter_due_on.unwrap_or(received_on), received_on)?;
        within_limit(self.enquiries.len(), limits::ENQUIRIES_MAX, "enquiries")
    }

    fn undecided(&self) -> Result<(), Refusal> {
        match &self.decision {
            Some(decision) => Err(Refusal::CaseDecided {
                on: decision.decided_on,
            }),
            None => Ok(()),
        }
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
