//! A case of the Ombudsman: its state, folded from its events.

mod decide;
mod event;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::{
    decide::decide,
    event::{AgreedRemedy, CaseRegistration, Command, Decision, DecisionClass, Event, FinalDecision},
};
use super::{
    clock::{Clock, Reckoned, Stop},
    ids::{Position, RecordNumber},
    policy::{Anchor, ClockName, ClockRule, ExtensionCap, Governs},
    recorded::Recorded,
    reference::Reference,
    word::Word,
};

/// Where a case is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseState {
    /// Known to the council; nothing asked of it.
    Received,
    /// An enquiry waits for the council's answer.
    UnderEnquiry,
    /// Every enquiry is answered; the decision is awaited.
    AwaitingDecision,
    /// Decided, with remedies still to carry out.
    RemediesOpen,
    /// Decided, with nothing left to do.
    Closed,
}

impl Word for CaseState {
    const ALL: &'static [Self] = &[
        Self::Received,
        Self::UnderEnquiry,
        Self::AwaitingDecision,
        Self::RemediesOpen,
        Self::Closed,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::UnderEnquiry => "under_enquiry",
            Self::AwaitingDecision => "awaiting_decision",
            Self::RemediesOpen => "remedies_open",
            Self::Closed => "closed",
        }
    }
}

/// One enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// When the council received it.
    pub received_on: NaiveDate,
    /// The date in the Ombudsman's letter, where it names one.
    pub letter_due_on: Option<NaiveDate>,
    /// Where in the log it was recorded.
    pub recorded_at: Position,
    /// When it was answered, and where in the log.
    pub answered: Option<(NaiveDate, Position)>,
}

/// One remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What was agreed.
    pub agreed: AgreedRemedy,
    /// When it was done.
    pub completed_on: Option<NaiveDate>,
}

impl Remedy {
    /// Whether it was done after the due date.
    pub fn is_completed_late(&self) -> bool {
        self.completed_on.is_some_and(|on| on > self.agreed.due_on)
    }
}

/// A case and everything that followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OmbudsmanCase {
    /// What it was registered with.
    pub registration: CaseRegistration,
    /// When it was registered.
    pub registered_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// The complaint that it grew out of.
    pub representation: Option<RecordNumber>,
    /// The enquiries, in order.
    pub enquiries: Vec<Enquiry>,
    /// The final decision.
    pub decision: Option<FinalDecision>,
    /// Where in the log it was recorded; 0 before.
    pub decided_at: Position,
    /// The remedies, in order.
    pub remedies: Vec<Remedy>,
}

impl OmbudsmanCase {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        if let Event::Registered(registration) = recorded.event {
            return Some(Self {
                registration: registration.clone(),
                registered_time: recorded.time,
                updated_time: recorded.time,
                representation: registration.representation,
                enquiries: Vec::new(),
                decision: None,
                decided_at: 0,
                remedies: Vec::new(),
            });
        }
        let mut next = state?;
        next.updated_time = recorded.time;
        match recorded.event {
            Event::Registered(_) | Event::ClockMoved(_) => {}
            Event::Linked { representation } => next.representation = Some(*representation),
            Event::EnquiryRecorded {
                received_on,
                letter_due_on,
            } => next.enquiries.push(Enquiry {
                received_on: *received_on,
                letter_due_on: *letter_due_on,
                recorded_at: recorded.position,
                answered: None,
            }),
            Event::EnquiryAnswered { enquiry, on } => {
                if let Some(enquiry) = numbered_mut(&mut next.enquiries, *enquiry) {
                    enquiry.answered = Some((*on, recorded.position));
                }
            }
            Event::Decided(decision) => {
                next.decision = Some(decision.clone());
                next.decided_at = recorded.position;
            }
            Event::RemedyAgreed(agreed) => {
                next.remedies.push(Remedy {
                    agreed: agreed.clone(),
                    completed_on: None,
                });
            }
            Event::RemedyCompleted { remedy, on } => {
                if let Some(remedy) = numbered_mut(&mut next.remedies, *remedy) {
                    remedy.completed_on = Some(*on);
                }
            }
        }
        Some(next)
    }

    /// Where it is in its life.
    pub fn state(&self) -> CaseState {
        let waits = self.enquiries.iter().any(|enquiry| enquiry.answered.is_none());
        match &self.decision {
            Some(_) if self.remedies.iter().any(|remedy| remedy.completed_on.is_none()) => {
                CaseState::RemediesOpen
            }
            Some(_) => CaseState::Closed,
            None if waits => CaseState::UnderEnquiry,
            None if self.enquiries.is_empty() => CaseState::Received,
            None => CaseState::AwaitingDecision,
        }
    }

    /// The clock of each enquiry, in order. A date in the letter is the due date; the policy's length counts
    /// without one. A decision ends the clock of an enquiry that was never answered.
    pub fn enquiry_clocks(&self, reference: &Reference) -> Vec<Clock> {
        self.enquiries
            .iter()
            .map(|enquiry| self.enquiry_clock(enquiry, reference))
            .collect()
    }

    fn enquiry_clock(&self, enquiry: &Enquiry, reference: &Reference) -> Clock {
        let stopped = match (enquiry.answered, &self.decision) {
            (Some((on, at)), _) => Some((Stop::Done(on), at)),
            (None, Some(decision)) => Some((Stop::Left(decision.decided_on), self.decided_at)),
            (None, None) => None,
        };
        let calendar = reference.calendar_for(stopped);
        let policy = reference.policy(Governs::Ombudsman, enquiry.received_on, enquiry.recorded_at);
        let in_policy = policy.and_then(|policy| policy.rule(ClockName::Enquiry, 0));
        let by_letter = enquiry
            .letter_due_on
            .map(|due_on| calendar.working_days_between(enquiry.received_on, due_on));
        let length = by_letter.or(in_policy.map(|rule| rule.length)).unwrap_or(0);
        let rule = ClockRule {
            cap: ExtensionCap::NotExtendable,
            ..ClockRule::working_days(ClockName::Enquiry, 0, Anchor::StageStart, length)
        };
        let from = Reckoned {
            stage: 0,
            policy: policy.map_or(0, |policy| policy.number),
            anchor_on: Some(enquiry.received_on),
            planned: None,
            extended_to: None,
            held: Vec::new(),
            stop: stopped.map(|(stop, _)| stop),
        };
        let mut clock = Clock::reckon(&rule, from, &calendar);
        if let (Some(due), Some(letter_due_on)) = (&mut clock.due, enquiry.letter_due_on) {
            (due.base_on, due.agreed_on) = (letter_due_on, letter_due_on);
        }
        clock
    }
}

/// The element with this number, counted from 1.
pub(crate) fn numbered<T>(elements: &[T], number: u8) -> Option<&T> {
    elements.get(usize::from(number).checked_sub(1)?)
}

/// The same, to change.
pub(crate) fn numbered_mut<T>(elements: &mut [T], number: u8) -> Option<&mut T> {
    elements.get_mut(usize::from(number).checked_sub(1)?)
}
