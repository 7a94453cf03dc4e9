//! How a clock is reckoned, from its anchor to its due date, told so that anybody can reckon it again by hand.

mod days;
mod lines;
mod outcome;
mod record;
mod words;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use self::days::{Uncounted, Why};
use self::{lines::Telling, record::Story};
use super::{
    clock::{Clock, Reckoned, Stop},
    ids::Position,
    ombudsman::OmbudsmanCase,
    policy::{ClockName, ClockRule, Policy},
    reference::Reference,
    representation::Representation,
};

/// A clock with everything that its due date follows from.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The clock.
    pub clock: Clock,
    /// The policy that its rule is from; none where the Ombudsman's letter alone sets it.
    pub policy: Option<Policy>,
    /// Its rule.
    pub rule: ClockRule,
    /// The calendar is the one that was known on this date; none where it is the one known now.
    pub calendar_known_on: Option<NaiveDate>,
    /// Where in the log the latest holiday that this calendar knows was recorded; 0 for the built-in calendar.
    pub calendar_position: Position,
    /// What it counts from, in sentences.
    pub anchor: String,
    /// Every day up to the agreed due date that is not counted, in order; none for a clock in months.
    pub uncounted: Vec<Uncounted>,
    /// The working days counted up to the agreed due date; 0 for a clock in months.
    pub days_counted: u16,
    /// The whole in sentences, fit to be sent to the complainant or to the Ombudsman.
    pub lines: Vec<String>,
}

/// What a clock is reckoned from, whichever record it belongs to.
struct Basis<'a> {
    clock: Clock,
    rule: ClockRule,
    policy: Option<&'a Policy>,
    reckoned: Reckoned,
    stopped: Option<(Stop, Position)>,
    /// Whether the due date is the one in a letter, so that none is reckoned.
    by_letter: bool,
}

impl Explanation {
    /// Explains one clock of a representation; none where it has no such clock.
    pub fn of_representation(
        state: &Representation,
        name: ClockName,
        stage: u8,
        reference: &Reference,
    ) -> Option<Self> {
        let basis = state.clock_basis(name, stage, reference)?;
        let basis = Basis {
            clock: state.clock(name, stage, reference)?,
            rule: basis.rule.clone(),
            policy: Some(basis.policy),
            reckoned: basis.reckoned,
            stopped: basis.stopped,
            by_letter: false,
        };
        let story = Story::of_representation(state, &basis, reference);
        Some(Self::tell(basis, &story, reference))
    }

    /// Explains one clock of a case of the Ombudsman, by its number among those of its name; none where the case has no
    /// such clock.
    pub fn of_case(case: &OmbudsmanCase, name: ClockName, number: u8, reference: &Reference) -> Option<Self> {
        let basis = case.clock_basis(name, number, reference)?;
        let story = Story::of_case(number, &basis);
        let basis = Basis {
            by_letter: basis.named_due_on.is_some() || basis.extended_to.is_some(),
            clock: basis.clock,
            rule: basis.rule,
            policy: basis.policy,
            reckoned: basis.reckoned,
            stopped: basis.stopped,
        };
        Some(Self::tell(basis, &story, reference))
    }

    fn tell(basis: Basis<'_>, story: &Story, reference: &Reference) -> Self {
        let (calendar_known_on, calendar_position) = reference.calendar_version(basis.stopped);
        let calendar = reference.calendar_for(basis.stopped);
        let uncounted = days::uncounted(&basis, story, &calendar);
        let days_counted = days::counted(&basis, &uncounted);
        let telling = Telling {
            basis: &basis,
            story,
            uncounted: &uncounted,
            days_counted,
            calendar: &calendar,
            known_on: calendar_known_on,
            reference,
        };
        let (anchor, lines) = (telling.anchor(), telling.lines());
        Self {
            policy: basis.policy.cloned(),
            rule: basis.rule,
            clock: basis.clock,
            calendar_known_on,
            calendar_position,
            anchor,
            uncounted,
            days_counted,
            lines,
        }
    }
}
