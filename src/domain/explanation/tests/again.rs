//! Reckoned again by hand, day by day.

use std::collections::BTreeSet;

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::domain::{
    calendar::Calendar,
    clock::Held,
    policy::{Anchor, TimeUnit},
};

/// Times held, each as days since the end of the one before, days that it lasts, and whether a cap binds it.
fn held(anchor_on: NaiveDate, gaps: &[(u64, u64, bool)]) -> Vec<Held> {
    let mut from = anchor_on;
    let next = |(gap, days, capped): &(u64, u64, bool)| {
        from = from + Days::new(*gap);
        let until = from + Days::new(*days);
        let held = Held {
            from,
            until: Some(until),
            capped: *capped,
        };
        from = until;
        held
    };
    gaps.iter().map(next).collect()
}

fn basis(
    unit: TimeUnit,
    reckoned: Reckoned,
    pause_cap: u16,
    length: u16,
    calendar: &Calendar,
) -> Basis<'static> {
    let rule = ClockRule {
        unit,
        pause_cap,
        ..ClockRule::working_days(ClockName::Response, 2, Anchor::StageStart, length)
    };
    Basis {
        clock: Clock::reckon(&rule, &reckoned, calendar),
        rule,
        policy: None,
        reckoned,
        stopped: None,
        by_letter: false,
    }
}

fn nothing_to_add() -> Story {
    Story {
        thing: String::new(),
        anchor: String::new(),
        plan: None,
        extensions: Vec::new(),
        holds: Vec::new(),
        told: Vec::new(),
    }
}

proptest! {
    /// Whoever crosses off the days listed and counts the rest comes to the due date on the last day counted.
    #[test]
    fn crossing_off_the_days_listed_gives_the_due_date(
        days in 0_u64..1_800,
        length in 1_u16..70,
        more in proptest::option::of(1_u16..60),
        gaps in proptest::collection::vec((0_u64..30, 0_u64..25, any::<bool>()), 0..4),
        never_ends in any::<bool>(),
        room in 0_u16..40,
        holidays in proptest::collection::vec(0_u64..200, 0..3),
        backwards in any::<bool>(),
    ) {
        let anchor_on = day("2022-01-01") + Days::new(days);
        let mut calendar = Calendar::england_and_wales();
        for after in holidays {
            calendar = calendar.with_holiday(Holiday {
                date: anchor_on + Days::new(after),
                name: "a late holiday".into(),
                announced_on: None,
                withdrawn_on: None,
            });
        }
        let agreed_length = length + more.unwrap_or(0);
        let mut held = held(anchor_on, &gaps);
        if let Some(last) = held.last_mut().filter(|last| never_ends && last.capped) {
            last.until = None;
        }
        let reckoned = Reckoned {
            anchor_on: Some(anchor_on),
            extended_to: more.map(|_| agreed_length),
            held,
            ..Reckoned::default()
        };
        let unit = if backwards { TimeUnit::WorkingDaysBefore } else { TimeUnit::WorkingDays };
        let basis = basis(unit, reckoned, agreed_length + room, length, &calendar);
        let due_on = basis.clock.due.expect("a due date").agreed_on;
        let uncounted = days::uncounted(&basis, &nothing_to_add(), &calendar);
        prop_assert_eq!(days::counted(&basis, &uncounted), agreed_length);
        let crossed_off: BTreeSet<NaiveDate> = uncounted.iter().map(|day| day.date).collect();
        prop_assert_eq!(crossed_off.len(), uncounted.len(), "no day twice");
        let walk: Box<dyn Iterator<Item = NaiveDate>> = if backwards {
            Box::new(std::iter::successors(anchor_on.pred_opt(), NaiveDate::pred_opt))
        } else {
            Box::new(anchor_on.iter_days().skip(1))
        };
        let last = walk.filter(|day| !crossed_off.contains(day)).nth(usize::from(agreed_length) - 1);
        prop_assert_eq!(last, Some(due_on));
    }
}

/// Bank holidays that were announced after the clock had stopped are counted, and it is said.
#[test]
fn a_stopped_clock_tells_the_calendar_that_it_keeps() {
    // The day of the State Funeral, 19 September 2022, was announced on 9 September.
    let explanation = explained(
        &[received("2022-09-07", None), answered("2022-09-08")],
        1,
        &reference(),
    );
    assert_eq!(explanation.calendar_known_on, Some(day("2022-09-08")));
    assert!(
        explanation
            .lines
            .iter()
            .any(|line| line.starts_with("Monday 19 September 2022 is counted"))
    );
    let later = explained(
        &[received("2022-09-07", None), answered("2022-09-20")],
        1,
        &reference(),
    );
    let funeral = later
        .uncounted
        .iter()
        .find(|uncounted| uncounted.date == day("2022-09-19"));
    assert_eq!(funeral.map(|uncounted| uncounted.why), Some(Why::Holiday));
    assert!(
        funeral.is_some_and(|uncounted| uncounted
            .text
            .ends_with("announced on Friday 9 September 2022, after the clock had started")),
        "{funeral:?}"
    );
}

/// A holiday that was moved: the old date counts, and that is said.
#[test]
fn a_withdrawn_holiday_is_said_to_count() {
    let withdrawn = reference::Event::HolidayAdded(Holiday {
        date: day("2027-05-03"),
        name: "Early May bank holiday".into(),
        announced_on: None,
        withdrawn_on: Some(day("2026-09-01")),
    });
    let reference = changed(
        changed(reference(), 2, &withdrawn),
        3,
        &holiday("2027-05-07", "Moved holiday", Some("2026-09-01")),
    );
    let explanation = explained(&[received("2027-04-28", None)], 1, &reference);
    assert_eq!(explanation.calendar_position, 3);
    let said = explanation.lines.iter().find(|line| line.contains("3 May 2027"));
    assert!(
        said.is_some_and(|line| line.contains("is counted: it was made known on Tuesday 1 September 2026")),
        "{said:?}"
    );
}

/// What was taken back is told and lengthens nothing.
#[test]
fn what_was_taken_back_is_told() {
    let events = [
        received("2024-03-04", None),
        extended(20, "2024-03-06"),
        Event::ExtensionRevoked {
            extension: 1,
            revocation: Revocation {
                on: day("2024-03-07"),
                reason: code("wrong_record"),
            },
        },
        paused("2024-03-08"),
        Event::PauseRevoked {
            pause: 1,
            revocation: Revocation {
                on: day("2024-03-11"),
                reason: code("wrong_record"),
            },
        },
    ];
    let explanation = explained(&events, 1, &reference());
    assert_eq!(
        explanation.clock.due.map(|due| due.agreed_on),
        Some(day("2024-03-18"))
    );
    for effect in ["lengthens nothing", "holds nothing"] {
        assert!(
            explanation.lines.iter().any(|line| line.contains(effect)),
            "{effect}"
        );
    }
}

/// Receipt on a weekend: day one is the first working day after it, and the explanation says so.
#[test]
fn day_one_after_a_saturday_is_told() {
    let explanation = explained(&[received("2024-12-21", None)], 1, &reference());
    assert_eq!(
        explanation.anchor,
        "The complaint was received on Saturday 21 December 2024. That day is not counted: day one is the first working \
         day after it, Monday 23 December 2024."
    );
}

/// Receipt after hours, in summer time: the hour is the council's own.
#[test]
fn receipt_after_hours_is_told() {
    let reference = changed(reference(), 2, &policy("2024-01-01"));
    let explanation = explained(
        &[received("2024-10-25", Some("2024-10-25T16:30:00Z"))],
        1,
        &reference,
    );
    assert!(
        explanation.anchor.starts_with(
            "The complaint was received on Friday 25 October 2024 at 17:30, after 17:00, the end of the council's day for \
             receipt; it therefore counts as received on the next working day, Monday 28 October 2024."
        ),
        "{}",
        explanation.anchor
    );
}
