//! Bank holidays that the authority adds and withdraws, and which calendar a clock goes by.

use super::*;
use crate::domain::{
    calendar::DayOff,
    testing::{at, day, reference},
};

fn holiday(date: &str, announced_on: Option<&str>) -> Holiday {
    Holiday {
        date: day(date),
        name: "A day of mourning".into(),
        announced_on: announced_on.map(day),
        withdrawn_on: None,
    }
}

/// Carries out commands on a new authority, the first at position 10; each must be accepted.
fn after(commands: &[Command]) -> Reference {
    (10..)
        .zip(commands)
        .fold(reference(), |state, (position, command)| {
            let events =
                decide(Some(&state), command).unwrap_or_else(|refusal| panic!("{command:?}: {refusal}"));
            events.iter().fold(state, |state, event| {
                Reference::evolve(Some(state), at(position, event)).expect("an authority")
            })
        })
}

fn withdraw(date: &str, on: &str) -> Command {
    Command::WithdrawHoliday {
        date: day(date),
        withdrawn_on: day(on),
    }
}

#[test]
fn a_holiday_is_added_once_and_withdrawn_once() {
    let add = Command::AddHoliday(holiday("2026-06-10", Some("2026-05-01")));
    let state = after(std::slice::from_ref(&add));
    assert!(!state.calendar().is_working_day(day("2026-06-10")));
    let again = Refusal::AlreadyDone {
        what: "a day off on that date",
        on: Some(day("2026-06-10")),
    };
    assert_eq!(decide(Some(&state), &add), Err(again));
    let early = decide(Some(&state), &withdraw("2026-06-10", "2026-04-30"));
    assert_eq!(
        early,
        Err(Refusal::DateBeforeAnchor {
            anchor_on: day("2026-05-01")
        })
    );
    let withdrawn = after(&[add, withdraw("2026-06-10", "2026-05-01")]);
    assert!(withdrawn.calendar().is_working_day(day("2026-06-10")));
    for date in ["2026-06-10", "2026-06-13", "2026-06-11"] {
        let unknown = Refusal::HolidayUnknown { date: day(date) };
        assert_eq!(
            decide(Some(&withdrawn), &withdraw(date, "2026-06-01")),
            Err(unknown)
        );
    }
    let last = withdrawn.last_changed_holiday().expect("a change");
    assert_eq!((last.0.withdrawn_on, last.1), (Some(day("2026-05-01")), 11));
    assert_eq!(reference().last_changed_holiday(), None);
}

/// A stopped clock keeps the calendar that was known on the day it stopped and at its place in the log.
#[test]
fn a_stopped_clock_keeps_the_calendar_that_it_stopped_under() {
    let state = after(&[
        Command::AddHoliday(holiday("2026-06-10", Some("2026-05-01"))),
        Command::AddHoliday(holiday("2026-06-17", None)),
    ]);
    let works = |stopped: Option<(&str, i64)>| {
        let stopped = stopped.map(|(on, at)| (Stop::Done(day(on)), at));
        let calendar = state.calendar_for(stopped);
        ["2026-06-10", "2026-06-17"].map(|date| calendar.is_working_day(day(date)))
    };
    assert_eq!(works(None), [false, false]);
    assert_eq!(works(Some(("2026-06-01", 12))), [false, false]);
    assert_eq!(works(Some(("2026-06-01", 11))), [false, true]);
    assert_eq!(works(Some(("2026-06-01", 10))), [true, true]);
    assert_eq!(works(Some(("2026-05-01", 12))), [false, false]);
    assert_eq!(works(Some(("2026-04-30", 12))), [true, false]);
    let version = |stopped: Option<(&str, i64)>| {
        let stopped = stopped.map(|(on, at)| (Stop::Done(day(on)), at));
        state.calendar_version(stopped)
    };
    assert_eq!(version(None), (None, 11));
    assert_eq!(version(Some(("2026-06-01", 11))), (Some(day("2026-06-01")), 10));
    assert_eq!(version(Some(("2026-05-01", 11))), (Some(day("2026-05-01")), 10));
    assert_eq!(version(Some(("2026-04-30", 11))), (Some(day("2026-04-30")), 0));
    assert_eq!(version(Some(("2026-04-30", 12))), (Some(day("2026-04-30")), 11));
    assert_eq!(version(Some(("2026-06-01", 10))), (Some(day("2026-06-01")), 0));
}

#[test]
fn the_holidays_of_a_span_are_listed_with_both_its_ends() {
    let state = after(&[Command::AddHoliday(holiday("2026-12-29", Some("2026-05-01")))]);
    let listed = |from, until| {
        let holidays = state.holidays_between(day(from), day(until));
        holidays
            .iter()
            .map(|holiday| holiday.date.to_string())
            .collect::<Vec<_>>()
    };
    let christmas = ["2026-12-25", "2026-12-28", "2026-12-29", "2027-01-01"];
    assert_eq!(listed("2026-12-25", "2027-01-01"), christmas);
    assert_eq!(listed("2026-12-26", "2026-12-31"), &christmas[1..3]);
    let own = &state.holidays_between(day("2026-12-29"), day("2026-12-29"))[0];
    assert_eq!(
        (own.announced_on, own.withdrawn_on),
        (Some(day("2026-05-01")), None)
    );
    assert_eq!(&*own.name, "A day of mourning");
}

#[test]
fn a_supposed_holiday_is_a_day_off_for_what_runs() {
    let supposed = reference().supposing_holiday(&holiday("2026-06-10", None));
    assert!(matches!(
        supposed.calendar().day_off(day("2026-06-10")),
        Some(DayOff::Holiday { .. })
    ));
    let stopped = Some((Stop::Done(day("2026-06-01")), 9));
    assert!(supposed.calendar_for(stopped).is_working_day(day("2026-06-10")));
}

/// An authority is registered once, and nothing is saved for one that is not.
#[test]
fn an_authority_is_registered_once() {
    let state = reference();
    let register = Command::RegisterAuthority(state.authority.clone());
    let again = Refusal::AlreadyDone {
        what: "the authority's registration",
        on: None,
    };
    assert_eq!(decide(Some(&state), &register), Err(again));
    assert_eq!(
        decide(None, &Command::AddHoliday(holiday("2026-06-10", None))),
        Err(Refusal::NotRegistered)
    );
    assert_eq!(
        decide(None, &register),
        Ok(vec![Event::AuthorityRegistered(state.authority)])
    );
    assert_eq!(
        Reference::of_deployment().authority.display_name,
        "the deployment"
    );
}
