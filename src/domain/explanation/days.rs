//! Which days a clock does not count, and why.

use chrono::NaiveDate;

use super::{Basis, record::Story, words::in_full};
use crate::domain::{
    calendar::{Calendar, DayOff},
    clock::settled,
    policy::TimeUnit,
};

/// Why a day is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A Saturday or Sunday.
    Weekend,
    /// A bank holiday, Good Friday, Christmas Day or Boxing Day.
    Holiday,
    /// The clock was held by a pause.
    Paused,
    /// The complaint waited for proceedings, or was withdrawn.
    Suspended,
}

/// A day between the anchor and the due date that is not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncounted {
    /// The day.
    pub date: NaiveDate,
    /// Why.
    pub why: Why,
    /// Why, in words, such as `bank holiday: Good Friday`.
    pub text: String,
}

/// The days that a clock in working days counts over: those after the anchor up to the agreed due date, or from the
/// due date up to the anchor for one that counts backwards. None for a clock in months, one that waits and one whose
/// due date a letter sets.
pub(super) fn span(basis: &Basis<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let due = basis.clock.due.filter(|_| !basis.by_letter)?;
    match basis.rule.unit {
        TimeUnit::WorkingDays => Some((due.anchor_on.succ_opt()?, due.agreed_on)),
        TimeUnit::WorkingDaysBefore => Some((due.agreed_on, due.anchor_on.pred_opt()?)),
        _ => None,
    }
}

/// Every day of the span that is not counted, in order.
pub(super) fn uncounted(basis: &Basis<'_>, story: &Story, calendar: &Calendar) -> Vec<Uncounted> {
    let Some((first, last)) = span(basis) else {
        return Vec::new();
    };
    let held = match basis.rule.unit {
        TimeUnit::WorkingDays => settled(&basis.reckoned),
        _ => Vec::new(),
    };
    // A cap on pauses lets the first days through it that it has room for; the rest count although the pause lasts.
    let mut room = basis.rule.pause_cap.saturating_sub(basis.clock.agreed_length);
    let mut uncounted = Vec::new();
    for date in first.iter_days().take_while(|date| *date <= last) {
        if let Some(day_off) = calendar.day_off(date) {
            uncounted.push(off(date, &day_off, calendar, basis));
            continue;
        }
        let holds = |held: &&_| {
            let held: &crate::domain::clock::Held = held;
            held.from <= date && held.until.is_none_or(|until| date < until)
        };
        match held.iter().find(holds) {
            Some(held) if held.capped && room == 0 => {}
            Some(held) => {
                let why = if held.capped { Why::Paused } else { Why::Suspended };
                room -= u16::from(held.capped);
                let text = story.reason_for_holding(held);
                uncounted.push(Uncounted { date, why, text });
            }
            None => {}
        }
    }
    uncounted
}

fn off(date: NaiveDate, day_off: &DayOff, calendar: &Calendar, basis: &Basis<'_>) -> Uncounted {
    let why = match day_off {
        DayOff::Saturday | DayOff::Sunday => Why::Weekend,
        DayOff::Holiday { .. } => Why::Holiday,
    };
    let announced_on = calendar
        .holiday_on(date)
        .filter(|_| why == Why::Holiday)
        .and_then(|holiday| holiday.announced_on);
    let late = announced_on
        .zip(basis.reckoned.anchor_on)
        .filter(|(announced_on, anchor_on)| announced_on > anchor_on);
    let text = match late {
        Some((announced_on, _)) => {
            let announced_on = in_full(announced_on);
            format!("{day_off}, announced on {announced_on}, after the clock had started")
        }
        None => day_off.to_string(),
    };
    Uncounted { date, why, text }
}

/// How many days of the span are counted.
pub(super) fn counted(basis: &Basis<'_>, uncounted: &[Uncounted]) -> u16 {
    let days = span(basis).map_or(0, |(first, last)| (last - first).num_days() + 1);
    let uncounted = i64::try_from(uncounted.len()).unwrap_or(i64::MAX);
    u16::try_from(days - uncounted).unwrap_or(0)
}
