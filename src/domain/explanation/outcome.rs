//! What was told, and how the clock stands.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{
    lines::Telling,
    words::{self, in_full, number_of},
};
use crate::domain::{
    clock::{ClockState, Stop},
    lists::List,
    policy::TimeUnit,
};

impl Telling<'_> {
    /// Due dates as they were told.
    pub(super) fn told(&self) -> Vec<String> {
        let agreed_on = self.basis.clock.due.map(|due| due.agreed_on);
        let said = |(told_on, due_on): &(NaiveDate, NaiveDate)| {
            let same = if agreed_on == Some(*due_on) {
                "which is the date reckoned here"
            } else {
                "which is not the date reckoned here and does not change it"
            };
            format!(
                "Told: on {} the complainant was told that the date is {}, {same}.",
                in_full(*told_on),
                in_full(*due_on)
            )
        };
        self.story.told.iter().map(said).collect()
    }

    /// How it stands.
    pub(super) fn standing(&self) -> String {
        let clock = &self.basis.clock;
        let thing = capitalised(&self.story.thing);
        let days = number_of(clock.working_days_taken, "working day");
        let on = clock.stop.map(|stop| in_full(stop.on())).unwrap_or_default();
        let within = match self.basis.rule.unit {
            TimeUnit::WorkingDays => format!(", on working day {}", clock.working_days_taken),
            TimeUnit::WorkingDaysBefore => format!(", {days} before"),
            _ => String::new(),
        };
        let did = words::done(clock.name);
        let mut said = match clock.state() {
            ClockState::Waiting => "How it stands: the clock has not started.".to_owned(),
            ClockState::Running => "How it stands: the clock is running.".to_owned(),
            ClockState::Paused => "How it stands: the clock is held.".to_owned(),
            ClockState::Met => format!("How it stands: {thing} {did} on {on}{within}: in time."),
            ClockState::MetAsExtended => format!(
                "How it stands: {thing} {did} on {on}{within}: after the date first due, and in time as extended."
            ),
            ClockState::Left => format!("How it stands: the clock ended on {on} without what it timed."),
            ClockState::Missed => match clock.stop {
                Some(Stop::Overtaken(_)) => format!(
                    "How it stands: {thing} was overdue, and the complainant went on to the next stage on {on} without it."
                ),
                _ => format!(
                    "How it stands: {thing} {did} on {on}{within}: late{}.",
                    self.lateness()
                ),
            },
        };
        if let Some(reason) = &clock.delay_reason {
            let reasons = self.reference.list(List::DelayReasons);
            let _ = write!(
                said,
                " Reason recorded for the delay: {}.",
                reasons.display_name(reason.as_str())
            );
        }
        said
    }

    fn lateness(&self) -> String {
        let clock = &self.basis.clock;
        let late = clock.due.zip(clock.stop).map_or(0, |(due, stop)| {
            self.calendar.working_days_between(due.agreed_on, stop.on())
        });
        match late {
            0 => String::new(),
            days => format!(" by {}", number_of(days, "working day")),
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
