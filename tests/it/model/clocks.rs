//! What is due when, from the record and the policy: each clock afresh, day by day.

use chrono::{Datelike, NaiveDate};
use redress::api::wire::{
    AppointmentRole, ClockAnchor, ClockName, ClockState, Kind, Milestone, Procedure, StageEnd, State,
    TimeUnit,
};

use super::{
    calendar::{Calendar, Gap, months_after, months_commencing},
    policy::{Rule, rules},
    record::{Record, Stage},
};

/// A clock as it must be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub clock: ClockName,
    pub stage: i32,
    pub state: ClockState,
    pub anchor: Option<NaiveDate>,
    pub length: i32,
    pub agreed_length: i32,
    pub due: Option<NaiveDate>,
    pub agreed: Option<NaiveDate>,
    pub stopped: Option<NaiveDate>,
    pub taken: i32,
}

/// What stopped a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Not,
    Done(NaiveDate),
    Left(NaiveDate),
    /// The complainant went on without it.
    Never(NaiveDate),
}

/// All clocks of a record, by stage and name.
pub fn clocks(record: &Record) -> Vec<Shown> {
    let mut shown: Vec<Shown> = rules(record.procedure)
        .iter()
        .filter(|rule| belongs(record, rule))
        .map(|rule| reckon(record, rule))
        .collect();
    shown.sort_by_key(|clock| (clock.stage, i32::from(clock.clock)));
    shown
}

/// The clock of that name and stage.
pub fn clock(record: &Record, name: ClockName, stage: i32) -> Option<Shown> {
    let mut all = clocks(record).into_iter();
    all.find(|clock| clock.clock == name && clock.stage == stage)
}

/// The clock that a step names: of the stage under way, or of the whole.
pub fn named(record: &Record, name: ClockName) -> Option<Shown> {
    clock(record, name, record.stage_number()).or_else(|| clock(record, name, 0))
}

/// The rule of a clock.
pub fn rule_of(record: &Record, shown: &Shown) -> Rule {
    let mut all = rules(record.procedure).iter();
    let found = all.find(|rule| rule.clock == shown.clock && rule.stage == shown.stage);
    *found.expect("the rule of a clock")
}

fn belongs(record: &Record, rule: &Rule) -> bool {
    match rule.clock {
        ClockName::Reply => record.kind == Kind::Comment && record.reply_wanted,
        _ if record.procedure == Procedure::Unspecified => false,
        ClockName::MakingComplaint => record.grounds.is_some(),
        ClockName::DeferralReview => !record.deferrals.is_empty(),
        _ => rule.stage == 0 || record.stages.iter().any(|stage| stage.number == rule.stage),
    }
}

fn anchor(record: &Record, stage: Option<&Stage>, rule: &Rule) -> Option<NaiveDate> {
    let milestone = |name| stage.and_then(|stage| stage.milestones.get(&name).copied());
    match rule.anchor {
        ClockAnchor::StageStart => Some(stage.map_or(record.received, |stage| stage.started)),
        ClockAnchor::Acknowledgement => stage.and_then(|stage| stage.acknowledged),
        ClockAnchor::StageEnd => stage.and_then(Stage::response),
        ClockAnchor::GroundsArose => record.grounds,
        ClockAnchor::Conversion => stage.and_then(|stage| stage.converted),
        ClockAnchor::StatementAgreed => milestone(Milestone::StatementAgreed),
        ClockAnchor::PanelArranged => stage.and_then(|stage| stage.panel),
        ClockAnchor::PanelMet => milestone(Milestone::PanelMet),
        ClockAnchor::PanelReport => milestone(Milestone::PanelReport),
        ClockAnchor::Deferral => {
            let deferral = record.deferrals.last()?;
            Some(deferral.reviewed.last().copied().unwrap_or(deferral.from))
        }
        ClockAnchor::ProceedingsEnd => record.deferrals.last()?.proceedings_ended,
        ClockAnchor::Unspecified => None,
    }
}

/// What ends everything that still runs: a withdrawal, a closure, a refusal.
fn end_of_all(record: &Record) -> Option<NaiveDate> {
    match record.state {
        State::Withdrawn => record.withdrawals.last().map(|(on, _, _)| *on),
        State::Concluded | State::Lapsed | State::Joined => record.closed,
        State::NotAccepted => record.refused,
        State::ReferredEarly => record.early,
        _ => None,
    }
}

fn stop(record: &Record, stage: Option<&Stage>, rule: &Rule) -> Stop {
    let milestone = |name| stage.and_then(|stage| stage.milestones.get(&name).copied());
    let ended = stage.and_then(|stage| stage.ended);
    let done = match rule.clock {
        ClockName::Acknowledgement => stage.and_then(|stage| stage.acknowledged),
        ClockName::MakingComplaint => record.grounds.map(|_| record.received),
        ClockName::PanelPapers => milestone(Milestone::PanelPapers),
        ClockName::PanelMeeting => milestone(Milestone::PanelMet),
        ClockName::PanelReport => milestone(Milestone::PanelReport),
        ClockName::PanelChair => chair(record, rule.stage),
        ClockName::RequestWindow => next_request(record, rule.stage),
        ClockName::Longstop => record.stages.last().and_then(Stage::response),
        ClockName::Response | ClockName::Reply if rule.stage == 0 => (record.state == State::Concluded)
            .then_some(record.closed)
            .flatten(),
        ClockName::Response
        | ClockName::ResponseFromStatement
        | ClockName::ResponseFromConversion
        | ClockName::PanelResponse => match ended {
            Some((on, StageEnd::Response)) => Some(on),
            _ => None,
        },
        ClockName::DeferralReview | ClockName::Resubmission => {
            record.deferrals.last().and_then(|deferral| deferral.resumed)
        }
        _ => None,
    };
    if let Some(done) = done {
        return Stop::Done(done);
    }
    if let Some((on, StageEnd::Overdue)) = ended {
        return Stop::Never(on);
    }
    let of_stage = ended
        .filter(|_| rule.clock != ClockName::RequestWindow)
        .map(|(on, _)| on);
    of_stage
        .or_else(|| end_of_all(record))
        .map_or(Stop::Not, Stop::Left)
}

fn chair(record: &Record, stage: i32) -> Option<NaiveDate> {
    let chairs = record
        .appointments
        .iter()
        .filter(|held| held.role == AppointmentRole::PanelChair);
    chairs
        .filter(|held| held.stage == stage)
        .map(|held| held.on)
        .min()
}

fn next_request(record: &Record, stage: i32) -> Option<NaiveDate> {
    let mut later = record.stages.iter();
    later
        .find(|other| other.number == stage + 1)
        .map(|other| other.started)
}

fn is_paused(pauses: &[Gap], suspended: &[Gap]) -> bool {
    pauses.iter().chain(suspended).any(|(_, until)| until.is_none())
}

/// The papers for a panel are due when they are due, but nobody expects them during a deferral.
fn waits_with_all(record: &Record, rule: &Rule) -> bool {
    rule.unit == TimeUnit::WorkingDaysBefore && record.suspended().iter().any(|(_, until)| until.is_none())
}

/// Months run on whatever happens (SI 2009/309 reg 14), and a deferral does not hold its own review.
fn is_suspended(rule: &Rule) -> bool {
    rule.unit == TimeUnit::WorkingDays && rule.clock != ClockName::DeferralReview
}

fn reckon(record: &Record, rule: &Rule) -> Shown {
    let stage = record.stages.iter().find(|stage| stage.number == rule.stage);
    let stop = stop(record, stage, rule);
    let anchored = match anchor(record, stage, rule) {
        // What was never acknowledged counts from its start in the end.
        None if stop != Stop::Not && rule.anchor == ClockAnchor::Acknowledgement => {
            stage.map(|stage| stage.started)
        }
        found => found,
    };
    let stopped = match stop {
        Stop::Not => None,
        Stop::Done(on) | Stop::Left(on) | Stop::Never(on) => Some(on),
    };
    let until_stop = |gap: &Gap| (gap.0, gap.1.into_iter().chain(stopped).min());
    let held = record.pauses.iter().filter(|pause| {
        !pause.revoked
            && pause.clock == work(rule.clock)
            && pause.stage == rule.stage
            && pause.era == record.era()
    });
    let pauses: Vec<Gap> = held.map(|pause| until_stop(&(pause.from, pause.until))).collect();
    let suspended: Vec<Gap> = if is_suspended(rule) {
        record.suspended().iter().map(until_stop).collect()
    } else {
        Vec::new()
    };
    let length = length(record, rule);
    let agreed_length = record
        .extensions
        .iter()
        .filter(|more| !more.revoked && more.stage == rule.stage && more.era == record.era())
        .filter(|more| more.clock == rule.clock || more.clock == work(rule.clock))
        .max_by_key(|more| more.clock == rule.clock)
        .map_or(length, |more| more.length.max(length));
    let calendar = Calendar::known(stopped);
    let lengths = Lengths {
        rule,
        calendar: &calendar,
        suspended: &suspended,
    };
    let waits = anchored.is_none();
    // While a deferral lasts, nobody can say when anything is due.
    let anchored = anchored.filter(|_| suspended.iter().all(|(_, until)| until.is_some()));
    let due = anchored.and_then(|from| {
        Lengths {
            suspended: &[],
            ..lengths
        }
        .due(from, length, &[])
    });
    let agreed = anchored.and_then(|from| lengths.due(from, agreed_length, &pauses));
    let standing = match stop {
        Stop::Not if waits => ClockState::Waiting,
        Stop::Not if is_paused(&pauses, &suspended) || waits_with_all(record, rule) => ClockState::Paused,
        Stop::Not => ClockState::Running,
        Stop::Never(on) if agreed.is_some_and(|agreed| on > agreed) => ClockState::Missed,
        Stop::Left(_) | Stop::Never(_) => ClockState::Left,
        Stop::Done(on) => match (due, agreed) {
            (Some(due), _) if on <= due => ClockState::Met,
            (_, Some(agreed)) if on <= agreed => ClockState::MetAsExtended,
            (None, None) => ClockState::Left,
            _ => ClockState::Missed,
        },
    };
    let taken = match (anchored, stopped) {
        (Some(from), Some(to)) if rule.unit == TimeUnit::WorkingDaysBefore => calendar.taken(to, from, &[]),
        (Some(from), Some(to)) => {
            let counted = calendar.taken(from, to, &suspended);
            let held =
                counted - calendar.taken(from, to, &[pauses.as_slice(), suspended.as_slice()].concat());
            // A pause holds no longer than to its cap.
            counted - held.min((rule.pause_cap - agreed_length).max(0))
        }
        _ => 0,
    };
    Shown {
        clock: rule.clock,
        stage: rule.stage,
        state: standing,
        anchor: anchored,
        length,
        agreed_length,
        due,
        agreed,
        stopped,
        taken,
    }
}

/// The response is one piece of work, by whichever date it is counted from.
fn work(clock: ClockName) -> ClockName {
    match clock {
        ClockName::ResponseFromStatement | ClockName::ResponseFromConversion => ClockName::Response,
        other => other,
    }
}

/// The length that policy gives, or a plan agreed (SI 2009/309 reg 13).
fn length(record: &Record, rule: &Rule) -> i32 {
    match record.plan {
        Some((_, days)) if rule.clock == ClockName::Response && rule.stage == 1 => days,
        _ => rule.length,
    }
}

#[derive(Clone, Copy)]
struct Lengths<'a> {
    rule: &'a Rule,
    calendar: &'a Calendar,
    suspended: &'a [Gap],
}

impl Lengths<'_> {
    /// When so long has passed. Pauses never lead further than their cap.
    fn due(&self, from: NaiveDate, length: i32, pauses: &[Gap]) -> Option<NaiveDate> {
        match self.rule.unit {
            TimeUnit::WorkingDaysBefore => Some(self.calendar.back(from, length)),
            TimeUnit::Months => Some(months_commencing(from, length)),
            TimeUnit::MonthsAfter => Some(months_after(from, length)),
            _ => {
                let counted = self
                    .calendar
                    .after(from, length, &[pauses, self.suspended].concat());
                if pauses.is_empty() {
                    return counted;
                }
                let cap = self
                    .calendar
                    .after(from, self.rule.pause_cap.max(length), self.suspended);
                counted.into_iter().chain(cap).min()
            }
        }
    }
}

/// Whether a date lies after the last year for which bank holidays were published.
pub fn is_provisional(date: NaiveDate) -> bool {
    date.year() > 2028
}
