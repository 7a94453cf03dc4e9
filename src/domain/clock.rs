//! Deadlines: rows of a pure function of events, policy and calendar.

use chrono::NaiveDate;

use super::{
    calendar::{Calendar, months_commencing_on},
    policy::{ClockName, ClockRule, TimeUnit},
    word::Word,
};

/// What ended a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// What it timed was done on this date.
    Done(NaiveDate),
    /// A withdrawal or closure on this date ended it without what it timed.
    Left(NaiveDate),
}

impl Stop {
    /// The date.
    pub fn on(self) -> NaiveDate {
        match self {
            Self::Done(on) | Self::Left(on) => on,
        }
    }
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockState {
    /// Waits for its anchor.
    Waiting,
    /// Running.
    Running,
    /// Stopped on or before the base due date.
    Met,
    /// Stopped after the base due date, on or before the agreed one.
    MetAsExtended,
    /// Stopped after the agreed due date.
    Missed,
    /// Ended without what it timed.
    Left,
}

impl Word for ClockState {
    const ALL: &'static [Self] = &[
        Self::Waiting,
        Self::Running,
        Self::Met,
        Self::MetAsExtended,
        Self::Missed,
        Self::Left,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Met => "met",
            Self::MetAsExtended => "met_as_extended",
            Self::Missed => "missed",
            Self::Left => "left",
        }
    }
}

/// The due dates of a clock that has its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The date that it counts from.
    pub anchor_on: NaiveDate,
    /// The due date before any extension.
    pub base_on: NaiveDate,
    /// The due date with the extensions.
    pub agreed_on: NaiveDate,
    /// Whether a day counted lies after the last year for which bank holidays were published.
    pub provisional: bool,
}

/// One deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What it times.
    pub name: ClockName,
    /// The stage; 0 for the representation as a whole.
    pub stage: u8,
    /// The length that policy gives, in `unit`.
    pub length: u16,
    /// The length as extended, in `unit`.
    pub agreed_length: u16,
    /// What both lengths are counted in.
    pub unit: TimeUnit,
    /// The number of the policy that it is reckoned under.
    pub policy: u16,
    /// Its due dates; none while it waits for its anchor.
    pub due: Option<Due>,
    /// What ended it.
    pub stop: Option<Stop>,
    /// Working days from the anchor to the stop; 0 while it runs.
    pub working_days_taken: u16,
}

/// What a clock is reckoned from, beside its rule.
#[derive(Debug, Clone, Copy)]
pub struct Reckoned {
    /// The stage; 0 for the representation as a whole.
    pub stage: u8,
    /// The number of the policy that the rule is from.
    pub policy: u16,
    /// The date that it counts from, once that is known.
    pub anchor_on: Option<NaiveDate>,
    /// The whole length with extensions, where there are any.
    pub extended_to: Option<u16>,
    /// What ended it.
    pub stop: Option<Stop>,
}

impl Clock {
    /// Reckons a clock. `calendar` is the one to go by: for a stopped clock, the calendar known when it stopped.
    pub fn reckon(rule: &ClockRule, from: Reckoned, calendar: &Calendar) -> Self {
        let agreed_length = from.extended_to.unwrap_or(rule.length);
        let due = from.anchor_on.map(|anchor_on| {
            let agreed_on = due_on(rule.unit, anchor_on, agreed_length, calendar);
            Due {
                anchor_on,
                base_on: due_on(rule.unit, anchor_on, rule.length, calendar),
                agreed_on,
                provisional: calendar.is_provisional_on(agreed_on),
            }
        });
        let working_days_taken = match (due, from.stop) {
            (Some(due), Some(stop)) => calendar.working_days_between(due.anchor_on, stop.on()),
            _ => 0,
        };
        Self {
            name: rule.clock,
            stage: from.stage,
            length: rule.length,
            agreed_length,
            unit: rule.unit,
            policy: from.policy,
            due,
            stop: from.stop,
            working_days_taken,
        }
    }

    /// How it stands.
    pub fn state(&self) -> ClockState {
        match (self.due, self.stop) {
            (_, Some(Stop::Left(_))) => ClockState::Left,
            (None, _) => ClockState::Waiting,
            (Some(_), None) => ClockState::Running,
            (Some(due), Some(Stop::Done(on))) if on <= due.base_on => ClockState::Met,
            (Some(due), Some(Stop::Done(on))) if on <= due.agreed_on => ClockState::MetAsExtended,
            (Some(_), Some(Stop::Done(_))) => ClockState::Missed,
        }
    }
}

/// The date on which a length counted from `anchor_on` ends.
pub fn due_on(unit: TimeUnit, anchor_on: NaiveDate, length: u16, calendar: &Calendar) -> NaiveDate {
    match unit {
        TimeUnit::WorkingDays => calendar.add_working_days(anchor_on, length),
        TimeUnit::Months => months_commencing_on(anchor_on, length.into()),
        TimeUnit::Days => anchor_on
            .checked_add_days(chrono::Days::new(length.into()))
            .unwrap_or(NaiveDate::MAX),
    }
}
