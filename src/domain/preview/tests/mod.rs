//! Previews as stories: what a step would do to the clocks, and what stands in its way.

use super::*;
use crate::domain::{
    clock::ClockState,
    policy::{Anchor, ClockRule, Governs, Thresholds},
    procedure::Procedure,
    representation::Event,
    testing::{at, complaint, context, day, reference},
};

/// A stage 2 that was asked for on 22 January 2024: due in 25 working days (SI 2006/1738 reg 17).
fn at_stage_2() -> Record {
    let events = [
        Event::Registered(complaint(Procedure::ChildrenStatutory, "2024-01-02", 1)),
        Event::Acknowledged {
            on: day("2024-01-03"),
        },
        Event::StageConcluded(representation::StageResponse {
            on: day("2024-01-12"),
            finding: crate::domain::outcome::Finding::NotUpheld,
            overridden: true,
            delay_reason: None,
            signed_by: None,
            next_step_told: None,
        }),
        Event::Escalated {
            requested_on: day("2024-01-22"),
            late_acceptance_reason: None,
            overtaking: None,
        },
    ];
    record(&events)
}

/// A stage 1 that is due on 16 January 2024, and may be paused (SI 2006/1738 reg 14).
fn at_stage_1() -> Record {
    let registration = complaint(Procedure::ChildrenStatutory, "2024-01-02", 1);
    record(&[Event::Registered(registration)])
}

fn record(events: &[Event]) -> Record {
    let recorded = (2..).zip(events).map(|(position, event)| at(position, event));
    let state = recorded
        .fold(None, Representation::evolve)
        .expect("a representation");
    Record::Representation(state)
}

fn extension(clock: ClockName, stage: u8, length: u16) -> Supposed {
    Supposed::Extension { clock, stage, length }
}

fn pause(from: &str, until: Option<&str>) -> Supposed {
    Supposed::Pause {
        clock: ClockName::Response,
        stage: 1,
        from: day(from),
        until: until.map(day),
    }
}

fn holiday(date: &str) -> Supposed {
    Supposed::Holiday(Holiday {
        date: day(date),
        name: "A day of mourning".into(),
        announced_on: None,
        withdrawn_on: None,
    })
}

/// Each clock that would change, with its due date now and then.
fn moved(record: &Record, supposed: &Supposed) -> Vec<(ClockName, u8, Option<NaiveDate>, Option<NaiveDate>)> {
    let now = reference();
    let then = supposed_reference(&now, supposed);
    let due = |clock: &Clock| clock.due.map(|due| due.agreed_on);
    changes(record, supposed, (&now, then.as_ref().unwrap_or(&now)))
        .iter()
        .map(|change| {
            let clock = change.now.as_ref().or(change.then.as_ref()).expect("a clock");
            let dues = [&change.now, &change.then].map(|clock| clock.as_ref().and_then(due));
            assert_eq!(change.ordinal, 1);
            assert_eq!(change.due_on(), dues[0].or(dues[1]));
            (clock.name, clock.stage, dues[0], dues[1])
        })
        .collect()
}

fn obstacles_of(record: Option<&Record>, supposed: &Supposed) -> Vec<String> {
    let reference = reference();
    let mut context = context(&reference, false);
    context.now = day("2024-01-25").and_hms_opt(12, 0, 0).expect("a time").and_utc();
    obstacles(record, supposed, &context)
}

#[test]
fn an_extension_moves_its_clock_and_the_one_by_the_statement() {
    let response = (
        ClockName::Response,
        2,
        Some(day("2024-02-26")),
        Some(day("2024-03-04")),
    );
    let by_statement = (ClockName::ResponseFromStatement, 2, None, None);
    assert_eq!(
        moved(&at_stage_2(), &extension(ClockName::Response, 2, 30)),
        [by_statement, response]
    );
    assert_eq!(moved(&at_stage_2(), &extension(ClockName::Response, 2, 25)), []);
}

/// A pause without an end leads to the latest date that its cap allows.
#[test]
fn a_pause_moves_its_clock_and_an_open_one_holds_it() {
    let paused = moved(&at_stage_1(), &pause("2024-01-08", Some("2024-01-11")));
    let response = (
        ClockName::Response,
        1,
        Some(day("2024-01-16")),
        Some(day("2024-01-19")),
    );
    assert_eq!(paused, [response]);
    let now = reference();
    let open = changes(&at_stage_1(), &pause("2024-01-08", None), (&now, &now));
    let then = open[0].then.as_ref().expect("a clock");
    assert_eq!(then.due.map(|due| due.agreed_on), Some(day("2024-01-30")));
    assert_eq!((open.len(), then.state()), (1, ClockState::Paused));
    assert!(open[0].runs());
}

#[test]
fn a_holiday_moves_what_runs_and_not_what_has_stopped() {
    let response = (
        ClockName::Response,
        2,
        Some(day("2024-02-26")),
        Some(day("2024-02-27")),
    );
    assert_eq!(moved(&at_stage_2(), &holiday("2024-01-30")), [response]);
    assert_eq!(moved(&at_stage_2(), &holiday("2024-06-11")), []);
}

/// A policy with a clock more brings one, and one without it takes it away.
#[test]
fn a_policy_brings_clocks_and_takes_them_away() {
    let respond =
        |stage, length| ClockRule::working_days(ClockName::Response, stage, Anchor::StageStart, length);
    let mut longstop = ClockRule::working_days(ClockName::Longstop, 0, Anchor::StageStart, 100);
    longstop.cap = crate::domain::policy::ExtensionCap::NotExtendable;
    let supposed = Supposed::Policy(PolicyDraft {
        governs: Governs::Procedure(Procedure::ChildrenStatutory),
        valid_from: day("2024-06-01"),
        source: "Local policy".to_owned(),
        clocks: vec![respond(1, 10), respond(2, 20), respond(3, 30), longstop],
        receipt_until: None,
        thresholds: Thresholds::DEFAULT,
    });
    let now = reference();
    let then = supposed_reference(&now, &supposed).expect("other lists");
    let found = changes(&at_stage_2(), &supposed, (&now, &then));
    let of = |name, stage| {
        let is = |clock: &Clock| (clock.name, clock.stage) == (name, stage);
        let change = found
            .iter()
            .find(|change| change.now.iter().chain(&change.then).any(is));
        change.map(|change| (change.now.is_some(), change.then.is_some(), change.runs()))
    };
    // The first response stopped it (SI 2009/309 reg 14 has the like).
    assert_eq!(of(ClockName::Longstop, 0), Some((false, true, false)));
    assert_eq!(of(ClockName::Response, 2), Some((true, true, true)));
    assert_eq!(of(ClockName::Response, 1), Some((true, true, false)));
    assert_eq!(of(ClockName::ResponseFromStatement, 2), Some((true, false, true)));
    let dates: Vec<_> = found.iter().map(ClockChange::due_on).collect();
    assert!(dates.is_sorted(), "{dates:?}");
}

#[test]
fn what_is_about_one_record_supposes_no_other_lists() {
    let now = reference();
    assert!(supposed_reference(&now, &extension(ClockName::Response, 2, 30)).is_none());
    assert!(supposed_reference(&now, &pause("2024-01-29", None)).is_none());
    assert!(supposed_reference(&now, &holiday("2024-01-30")).is_some());
}

/// Nothing stands in the way of what may be done; else the step's own refusal is told.
#[test]
fn obstacles_are_those_of_the_step_itself() {
    let record = at_stage_2();
    let of = |supposed: &Supposed| obstacles_of(Some(&record), supposed);
    assert_eq!(of(&extension(ClockName::Response, 2, 30)), Vec::<String>::new());
    let over = Refusal::ExtensionOverCap {
        clock: ClockName::Response,
        cap: 65,
        law: String::new(),
    };
    assert_eq!(of(&extension(ClockName::Response, 2, 66)), [over.to_string()]);
    let elsewhere = Refusal::StageNotCurrent { current: 2 };
    assert_eq!(
        of(&extension(ClockName::Response, 1, 15)),
        [elsewhere.to_string()]
    );
    assert_eq!(of(&holiday("2024-01-30")), Vec::<String>::new());
    let off = Refusal::AlreadyDone {
        what: "a day off on that date",
        on: Some(day("2024-03-29")),
    };
    assert_eq!(of(&holiday("2024-03-29")), [off.to_string()]);
    let stopped = Refusal::ClockNotRunning {
        clock: ClockName::Response,
    };
    assert_eq!(
        obstacles_of(None, &extension(ClockName::Response, 2, 30)),
        [stopped.to_string()]
    );
    assert_eq!(
        obstacles_of(None, &pause("2024-01-08", None)),
        [stopped.to_string()]
    );
    let first = at_stage_1();
    assert_eq!(
        obstacles_of(Some(&first), &pause("2024-01-08", None)),
        Vec::<String>::new()
    );
    let late = Refusal::ExtensionTooLate {
        due_on: day("2024-01-16"),
        law: String::new(),
    };
    assert_eq!(
        obstacles_of(Some(&first), &pause("2024-01-17", None)),
        [late.to_string()]
    );
}

/// Where the complainant's agreement is lacking, what else there is is told with it (the Code, section 5).
#[test]
fn a_lacking_agreement_does_not_hide_what_else_is_wrong() {
    let record = record(&[Event::Registered(complaint(
        Procedure::AdultStatutory,
        "2024-01-02",
        1,
    ))]);
    let clocks = numbered_clocks(&record, &reference());
    let names: Vec<_> = clocks
        .iter()
        .map(|(_, clock)| (clock.name, clock.stage, clock.length))
        .collect();
    let mut told = String::new();
    for (name, stage, length) in names {
        for length in [length, length + 5] {
            use std::fmt::Write;
            let found = obstacles_of(Some(&record), &extension(name, stage, length));
            writeln!(told, "{name:?} {stage} to {length}: {found:?}").expect("text");
        }
    }
    insta::assert_snapshot!(told);
}
