//! Deadlines: rows of a pure function of events, policy and calendar.

use chrono::NaiveDate;

use super::{
    calendar::{Calendar, months_after, months_commencing_on},
    ids::CodeId,
    policy::{ClockName, ClockRule, TimeUnit},
    word::Word,
};

/// What ended a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// What it timed was done on this date.
    Done(NaiveDate),
    /// A withdrawal, refusal or closure on this date ended it without what it timed.
    Left(NaiveDate),
    /// The stage was overdue, and on this date the complainant went on to the next one without what it timed.
    Overtaken(NaiveDate),
}

impl Stop {
    /// The date.
    pub fn on(self) -> NaiveDate {
        match self {
            Self::Done(on) | Self::Left(on) | Self::Overtaken(on) => on,
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
    /// Held by a pause, a deferral or a withdrawal that has not ended.
    Paused,
}

impl Word for ClockState {
    const ALL: &'static [Self] = &[
        Self::Waiting,
        Self::Running,
        Self::Met,
        Self::MetAsExtended,
        Self::Missed,
        Self::Left,
        Self::Paused,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Met => "met",
            Self::MetAsExtended => "met_as_extended",
            Self::Missed => "missed",
            Self::Left => "left",
            Self::Paused => "paused",
        }
    }
}

/// The due dates of a clock that has its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The date that it counts from.
    pub anchor_on: NaiveDate,
    /// The due date before any extension or pause.
    pub base_on: NaiveDate,
    /// The due date with the extensions and pauses. Under a pause that has not ended it is the latest that the
    /// pause may lead to.
    pub agreed_on: NaiveDate,
    /// Whether a day counted lies after the last year for which bank holidays were published.
    pub provisional: bool,
}

/// Days that a clock does not count, beside the days off of its calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The first day that is not counted.
    pub from: NaiveDate,
    /// The first day that is counted again; none while it is not known.
    pub until: Option<NaiveDate>,
    /// Whether the clock's pause cap binds it; a deferral or a withdrawal lasts as long as it lasts.
    pub capped: bool,
}

/// One deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// What it times.
    pub name: ClockName,
    /// The stage; 0 for the representation as a whole.
    pub stage: u8,
    /// The length that policy gives, or a plan that was agreed, in `unit`.
    pub length: u16,
    /// The length as extended, in `unit`.
    pub agreed_length: u16,
    /// What both lengths are counted in.
    pub unit: TimeUnit,
    /// The number of the policy that it is reckoned under.
    pub policy: u16,
    /// Its due dates; none while it waits for its anchor, or while it is held without a limit.
    pub due: Option<Due>,
    /// Whether it is held by something that has not ended.
    pub is_held: bool,
    /// What ended it.
    pub stop: Option<Stop>,
    /// Working days from the anchor to the stop, those held not counted; 0 while it runs. Of a clock that counts
    /// backwards, the working days of notice that were given.
    pub working_days_taken: u16,
    /// The due date that was told to the complainant last, a fact beside the computed one.
    pub told_due_on: Option<NaiveDate>,
    /// Why it is or was late, where that was recorded.
    pub delay_reason: Option<CodeId>,
}

/// What a clock is reckoned from, beside its rule.
#[derive(Debug, Clone, Default)]
pub struct Reckoned {
    /// The stage; 0 for the representation as a whole.
    pub stage: u8,
    /// The number of the policy that the rule is from.
    pub policy: u16,
    /// The date that it counts from, once that is known.
    pub anchor_on: Option<NaiveDate>,
    /// A length that was agreed instead of the policy's.
    pub planned: Option<u16>,
    /// The whole length with extensions, where there are any.
    pub extended_to: Option<u16>,
    /// Days that it does not count, in order.
    pub held: Vec<Held>,
    /// What ended it.
    pub stop: Option<Stop>,
}

impl Clock {
    /// Reckons a clock. `calendar` is the one to go by: for a stopped clock, the calendar known when it stopped.
    pub fn reckon(rule: &ClockRule, from: &Reckoned, calendar: &Calendar) -> Self {
        let length = from.planned.unwrap_or(rule.length);
        let agreed_length = from.extended_to.unwrap_or(length).max(length);
        let held = settled(from);
        let open = held.iter().find(|held| held.until.is_none());
        let due = from.anchor_on.and_then(|anchor_on| {
            let base_on = due_on(rule.unit, anchor_on, length, calendar);
            let agreed_on = agreed_due_on(rule, (anchor_on, agreed_length), &held, calendar)?;
            Some(Due {
                anchor_on,
                base_on,
                agreed_on,
                provisional: calendar.is_provisional_on(agreed_on),
            })
        });
        let working_days_taken = match (from.anchor_on, from.stop) {
            (Some(anchor_on), Some(stop)) if rule.unit == TimeUnit::WorkingDaysBefore => {
                calendar.working_days_between(stop.on(), anchor_on)
            }
            (Some(anchor_on), Some(stop)) => {
                let room = rule.pause_cap.saturating_sub(agreed_length);
                let span = (anchor_on, stop.on());
                let passed = calendar.working_days_between(anchor_on, stop.on());
                passed.saturating_sub(days_not_counted(&held, room, span, calendar))
            }
            _ => 0,
        };
        Self {
            name: rule.clock,
            stage: from.stage,
            length,
            agreed_length,
            unit: rule.unit,
            policy: from.policy,
            is_held: from.anchor_on.is_some() && open.is_some(),
            due,
            stop: from.stop,
            working_days_taken,
            told_due_on: None,
            delay_reason: None,
        }
    }

    /// How it stands.
    pub fn state(&self) -> ClockState {
        match (self.due, self.stop) {
            (_, Some(Stop::Left(_))) => ClockState::Left,
            (_, None) if self.is_held => ClockState::Paused,
            (None, _) => ClockState::Waiting,
            (Some(_), None) => ClockState::Running,
            (Some(due), Some(Stop::Done(on))) if on <= due.base_on => ClockState::Met,
            (Some(due), Some(Stop::Done(on))) if on <= due.agreed_on => ClockState::MetAsExtended,
            // The response was overdue; what else the stage timed need not have been.
            (Some(due), Some(Stop::Overtaken(on))) if on <= due.agreed_on => ClockState::Left,
            (Some(_), Some(Stop::Done(_) | Stop::Overtaken(_))) => ClockState::Missed,
        }
    }
}

/// What holds a clock, with the stop as the end of what had none.
pub(super) fn settled(from: &Reckoned) -> Vec<Held> {
    let mut held = from.held.clone();
    if let Some(stop) = from.stop {
        held.retain(|held| held.from < stop.on());
        for held in &mut held {
            held.until = Some(held.until.map_or(stop.on(), |until| until.min(stop.on())));
        }
    }
    held
}

/// The due date with what holds the clock; none while it is held without a limit.
fn agreed_due_on(
    rule: &ClockRule,
    (anchor_on, length): (NaiveDate, u16),
    held: &[Held],
    calendar: &Calendar,
) -> Option<NaiveDate> {
    let due = due_on(rule.unit, anchor_on, length, calendar);
    if held.is_empty() || rule.unit != TimeUnit::WorkingDays {
        return Some(due);
    }
    if held.iter().any(|held| held.until.is_none() && !held.capped) {
        return None;
    }
    let room = rule.pause_cap.saturating_sub(length);
    let mut lengthened = length;
    loop {
        let until = calendar.add_working_days(anchor_on, lengthened);
        let needed = length.saturating_add(days_not_counted(held, room, (anchor_on, until), calendar));
        if needed <= lengthened {
            return Some(until);
        }
        lengthened = needed;
    }
}

/// The working days after one date up to and including another that are held. Of those that a cap binds no more
/// count than there is room for; the others are held whatever they are.
fn days_not_counted(
    held: &[Held],
    room: u16,
    (after, until): (NaiveDate, NaiveDate),
    calendar: &Calendar,
) -> u16 {
    let (capped, whole): (Vec<Held>, Vec<Held>) = held.iter().partition(|held| held.capped);
    let paused = days_held(&capped, after, until, calendar).min(room);
    paused.saturating_add(days_held(&whole, after, until, calendar))
}

/// How many working days after `after` up to and including `until` are held. What has no end lasts.
fn days_held(held: &[Held], after: NaiveDate, until: NaiveDate, calendar: &Calendar) -> u16 {
    let days = held.iter().map(|held| {
        let last = held
            .until
            .and_then(|until| until.pred_opt())
            .map_or(until, |last| last.min(until));
        let before_first = held.from.pred_opt().unwrap_or(held.from).max(after);
        calendar.working_days_between(before_first, last)
    });
    days.fold(0, u16::saturating_add)
}

/// The date on which a length counted from `anchor_on` ends.
pub fn due_on(unit: TimeUnit, anchor_on: NaiveDate, length: u16, calendar: &Calendar) -> NaiveDate {
    match unit {
        TimeUnit::WorkingDays => calendar.add_working_days(anchor_on, length),
        TimeUnit::Months => months_commencing_on(anchor_on, length.into()),
        TimeUnit::MonthsAfter => months_after(anchor_on, length.into()),
        TimeUnit::WorkingDaysBefore => calendar.subtract_working_days(anchor_on, length),
        TimeUnit::Days => anchor_on
            .checked_add_days(chrono::Days::new(length.into()))
            .unwrap_or(NaiveDate::MAX),
    }
}
