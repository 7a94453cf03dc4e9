//! The reckoning in sentences.

use std::fmt::Write;

use chrono::NaiveDate;

use super::{
    Basis, Uncounted, Why, days,
    record::{Hold, Story},
    words::{self, in_full, length, list, number_of},
};
use crate::domain::{
    calendar::Calendar,
    clock::Due,
    policy::{ExtensionCap, Governs, TimeUnit},
    reference::Reference,
};

/// Everything that is told.
pub(super) struct Telling<'a> {
    pub(super) basis: &'a Basis<'a>,
    pub(super) story: &'a Story,
    pub(super) uncounted: &'a [Uncounted],
    pub(super) days_counted: u16,
    pub(super) calendar: &'a Calendar,
    pub(super) known_on: Option<NaiveDate>,
    pub(super) reference: &'a Reference,
}

impl Telling<'_> {
    /// What it counts from.
    pub(super) fn anchor(&self) -> String {
        let Basis {
            rule,
            reckoned,
            by_letter,
            ..
        } = self.basis;
        let Some(on) = reckoned.anchor_on else {
            return format!(
                "The time for {} has not begun: what it counts from has not happened.",
                self.story.thing
            );
        };
        let said = &self.story.anchor;
        match rule.unit {
            _ if *by_letter => said.clone(),
            TimeUnit::WorkingDays => {
                let first = in_full(self.calendar.add_working_days(on, 1));
                format!("{said} That day is not counted: day one is the first working day after it, {first}.")
            }
            TimeUnit::WorkingDaysBefore => {
                let first = in_full(self.calendar.subtract_working_days(on, 1));
                format!(
                    "{said} The days are counted backwards, and that day is not counted: the first is {first}."
                )
            }
            TimeUnit::Months => format!("{said} That day is the first of the period."),
            TimeUnit::Days => format!("{said} That day is not counted, and every day after it is."),
            TimeUnit::MonthsAfter => {
                format!("{said} The period runs from that date to the corresponding date.")
            }
        }
    }

    /// Everything, in order.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("How the time for {} was reckoned.", self.story.thing)];
        lines.push(self.rule());
        lines.extend(self.calendar_line());
        lines.push(format!("Start: {}", self.anchor()));
        lines.extend(self.story.extensions.iter().cloned());
        lines.extend(self.story.holds.iter().map(|hold| self.hold(hold)));
        lines.extend(self.cap_line());
        lines.extend(self.holidays());
        lines.extend(self.counted_after_all());
        lines.extend(self.count());
        lines.push(self.result());
        lines.extend(self.told());
        lines.push(self.standing());
        lines
    }

    fn rule(&self) -> String {
        let Basis {
            rule,
            policy,
            clock,
            by_letter,
            ..
        } = self.basis;
        if *by_letter {
            return format!(
                "Rule: {} is due on the date that the Ombudsman named or agreed to.",
                self.story.thing
            );
        }
        let mut said = format!("Rule: {}", length(rule.length, rule.unit));
        said.push_str(match rule.cap {
            ExtensionCap::NotExtendable => ", which cannot be extended",
            ExtensionCap::UpTo(_) => ", which can be extended to ",
            ExtensionCap::Unlimited => ", which can be extended as far as is agreed",
        });
        if let ExtensionCap::UpTo(cap) = rule.cap {
            said.push_str(&length(cap, rule.unit));
        }
        if rule.pause_cap > 0 {
            let cap = number_of(rule.pause_cap, "working day");
            let _ = write!(said, "; pauses can lengthen it to {cap} in all");
        }
        said.push('.');
        if let Some(policy) = policy {
            let under = match policy.governs {
                Governs::Procedure(procedure) => words::procedure(procedure),
                Governs::Ombudsman => "the Ombudsman's enquiries".to_owned(),
            };
            let from = match policy.saved_at {
                0 => String::new(),
                _ => format!(", in force from {}", in_full(policy.valid_from)),
            };
            let _ = write!(
                said,
                " It is from policy {} for {under}{from}. Source: {}.",
                policy.number, policy.source
            );
        }
        if clock.length != rule.length
            && let Some(plan) = &self.story.plan
        {
            said.push(' ');
            said.push_str(plan);
        }
        said
    }

    fn calendar_line(&self) -> Option<String> {
        days::span(self.basis)?;
        let known = match self.known_on {
            Some(on) => format!("as it was known on {}, when the clock stopped", in_full(on)),
            None => "as it is known now".to_owned(),
        };
        Some(format!(
            "Calendar: a working day is any day except a Saturday, a Sunday, Christmas Day, Boxing Day, Good Friday and \
             a bank holiday in England and Wales (SI 2006/1738, regulation 2). The calendar is taken {known}."
        ))
    }

    /// What held it, with how many days that left out.
    fn hold(&self, hold: &Hold) -> String {
        let held = |day: &&Uncounted| matches!(day.why, Why::Paused | Why::Suspended) && hold.holds(day.date);
        let left_out = match self.uncounted.iter().filter(held).count() {
            0 => return hold.told.clone(),
            1 => "1 working day is left out".to_owned(),
            many => format!("{many} working days are left out"),
        };
        format!("{} {left_out}.", hold.told)
    }

    /// Pauses that a cap cut short.
    fn cap_line(&self) -> Option<String> {
        let held = self.basis.reckoned.held.iter().any(|held| held.capped);
        let room = self
            .basis
            .rule
            .pause_cap
            .saturating_sub(self.basis.clock.agreed_length);
        let used = self.number(Why::Paused);
        (held && days::span(self.basis).is_some() && used == i64::from(room)).then(|| {
            let cap = number_of(self.basis.rule.pause_cap, "working day");
            format!(
                "Limit on pauses: the whole time is at most {cap}, so that {} of pause are left out and no more.",
                number_of(room, "working day")
            )
        })
    }

    fn number(&self, why: Why) -> i64 {
        let alike = self.uncounted.iter().filter(|day| day.why == why);
        i64::try_from(alike.count()).unwrap_or(i64::MAX)
    }

    fn holidays(&self) -> Option<String> {
        let holidays: Vec<String> = self
            .uncounted
            .iter()
            .filter(|day| day.why == Why::Holiday)
            .map(|day| {
                let name = day.text.strip_prefix("bank holiday: ").unwrap_or(&day.text);
                format!("{} ({name})", in_full(day.date))
            })
            .collect();
        let (what, are) = match holidays.len() {
            0 => return None,
            1 => ("Bank holiday", "is"),
            _ => ("Bank holidays", "are"),
        };
        Some(format!("{what}: {} {are} not counted.", list(&holidays)))
    }

    /// Days that somebody might take for holidays, and that are counted.
    fn counted_after_all(&self) -> Vec<String> {
        let Some((first, last)) = days::span(self.basis) else {
            return Vec::new();
        };
        let now = self.reference.calendar();
        let working = first.iter_days().take_while(|day| *day <= last);
        let working = working.filter(|day| self.calendar.is_working_day(*day));
        let said = working.filter_map(|day| {
            let holiday = now.recorded_on(day).last()?;
            let (name, day) = (&holiday.name, in_full(day));
            Some(match (holiday.withdrawn_on, holiday.announced_on) {
                (Some(withdrawn_on), _) if self.known_on.is_none_or(|known_on| withdrawn_on <= known_on) => {
                    format!(
                        "{day} is counted: it was made known on {} that {name} is not kept on that day.",
                        in_full(withdrawn_on)
                    )
                }
                (_, Some(announced_on)) => format!(
                    "{day} is counted: {name} was announced on {}, and the clock had stopped before it was known here.",
                    in_full(announced_on)
                ),
                _ => format!("{day} is counted: {name} was recorded after the clock had stopped."),
            })
        });
        said.collect()
    }

    /// The count, so that it can be done again.
    fn count(&self) -> Option<String> {
        let (first, last) = days::span(self.basis)?;
        let all = (last - first).num_days() + 1;
        let left_out = [
            (
                self.number(Why::Weekend),
                "Saturday or Sunday",
                "Saturdays and Sundays",
            ),
            (self.number(Why::Holiday), "bank holiday", "bank holidays"),
            (
                self.number(Why::Paused),
                "working day of pause",
                "working days of pause",
            ),
            (
                self.number(Why::Suspended),
                "working day on which the complaint was deferred or withdrawn",
                "working days on which the complaint was deferred or withdrawn",
            ),
        ];
        let left_out = left_out.iter().filter(|(number, ..)| *number > 0);
        let parts: Vec<String> = left_out
            .clone()
            .map(|(number, one, many)| format!("{number} {}", if *number == 1 { one } else { many }))
            .collect();
        let without = match parts.as_slice() {
            [] => String::new(),
            parts => format!(", less {}", list(parts)),
        };
        let figures: Vec<String> = left_out.map(|(number, ..)| format!(" − {number}")).collect();
        let figures = figures.concat();
        Some(format!(
            "Count: {} up to and including {} are {}{without}: {all}{figures} = {}.",
            in_full(first),
            in_full(last),
            number_of(all, "day"),
            number_of(self.days_counted, "working day")
        ))
    }

    fn result(&self) -> String {
        let Basis {
            clock,
            by_letter,
            rule,
            ..
        } = self.basis;
        let thing = &self.story.thing;
        let Some(Due {
            base_on,
            agreed_on,
            provisional,
            ..
        }) = clock.due
        else {
            return if clock.is_held {
                format!("Result: {thing} has no due date while the complaint is deferred or withdrawn.")
            } else {
                format!("Result: {thing} has no due date yet.")
            };
        };
        let held = self.number(Why::Paused) + self.number(Why::Suspended) > 0;
        let moved = match (clock.agreed_length > clock.length, held) {
            (true, true) => "with the extension and the days held",
            (true, false) => "with the extension",
            (false, _) => "with the days held",
        };
        let (first, agreed) = (in_full(base_on), in_full(agreed_on));
        let mut said = if base_on == agreed_on {
            format!("Result: the last day for {thing} is {agreed}")
        } else {
            format!("Result: the last day for {thing} was first {first}; {moved} it is {agreed}")
        };
        if matches!(rule.unit, TimeUnit::Months | TimeUnit::MonthsAfter) && !by_letter {
            let (from, months) = (
                clock.due.map_or(agreed_on, |due| due.anchor_on),
                length(clock.agreed_length, rule.unit),
            );
            let way = if rule.unit == TimeUnit::Months {
                "beginning with"
            } else {
                "after"
            };
            let _ = write!(
                said,
                ": {months} {way} {}; no day between is left out",
                in_full(from)
            );
        }
        said.push('.');
        if clock.is_held {
            said.push_str(
                " The clock is still held, and this is the latest date that the pause can lead to.",
            );
        }
        if provisional {
            said.push_str(
                " The bank holidays of that year have not been published, so the date may yet change.",
            );
        }
        said
    }
}
