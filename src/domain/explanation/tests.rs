//! Explanations as they are read, and reckoned again by hand.

mod again;
mod every;

use super::*;
use crate::domain::{
    calendar::Holiday,
    outcome::Finding,
    policy::{Governs, Thresholds},
    procedure::Procedure,
    reference::{self, PolicyDraft},
    representation::{
        Concern, Equality, Event, Extension, Matter, Pause, Registration, Revocation, StageResponse,
        ToldDeadline,
    },
    testing::{at, code, day, reference},
};

fn received(on: &str, time: Option<&str>) -> Event {
    let concern = Concern {
        category: code("communication"),
        subcategory: None,
        team: None,
    };
    Event::Registered(Registration {
        external_reference: None,
        matter: Matter::Complaint {
            procedure: Procedure::ChildrenStatutory,
            concerns: vec![concern],
        },
        received_on: day(on),
        received_at: time.map(|time| time.parse().expect("an instant")),
        grounds_arose_on: None,
        service: code("childrens"),
        team: None,
        provider: None,
        method: code("email"),
        route: None,
        made_by: code("adult"),
        interest_to_decide: false,
        advocate_supported: None,
        reply_wanted: false,
        communication_needs: Vec::new(),
        split: None,
        complainant_equality: Equality::default(),
        service_user_equality: Equality::default(),
    })
}

fn answered(on: &str) -> Event {
    Event::StageConcluded(StageResponse {
        on: day(on),
        finding: Finding::Upheld,
        overridden: false,
        delay_reason: None,
        signed_by: None,
        next_step_told: None,
    })
}

fn asked_for_next(on: &str) -> Event {
    Event::Escalated {
        requested_on: day(on),
        late_acceptance_reason: None,
        overtaking: None,
    }
}

fn extended(length: u16, on: &str) -> Event {
    Event::ClockExtended(Extension {
        clock: ClockName::Response,
        length,
        reason: code("complexity"),
        decided_on: day(on),
        complainant_agreed: false,
        agreed_by: None,
        told_on: Some(day(on)),
    })
}

fn paused(from: &str) -> Event {
    Event::ClockPaused(Pause {
        clock: ClockName::Response,
        reason: code("waiting_for_advocate"),
        from: day(from),
        told_on: Some(day(from)),
    })
}

fn holiday(date: &str, name: &'static str, announced_on: Option<&str>) -> reference::Event {
    reference::Event::HolidayAdded(Holiday {
        date: day(date),
        name: name.into(),
        announced_on: announced_on.map(day),
        withdrawn_on: None,
    })
}

/// The children's procedure as an authority keeps it that lets stage 2 wait, and ends its day at five.
fn policy(valid_from: &str) -> reference::Event {
    let reference = reference();
    let built_in = reference
        .policies()
        .iter()
        .find(|policy| policy.governs == Governs::Procedure(Procedure::ChildrenStatutory));
    let built_in = built_in.expect("the built-in policy");
    let mut clocks = built_in.clocks.clone();
    for rule in &mut clocks {
        if rule.stage == 2 && matches!(rule.clock, ClockName::Response | ClockName::ResponseFromStatement) {
            rule.pause_cap = 90;
        }
    }
    reference::Event::PolicySaved(PolicyDraft {
        governs: built_in.governs,
        valid_from: day(valid_from),
        source: "SI 2006/1738, regulation 17; Northwick's complaints policy of 2024, paragraph 8".to_owned(),
        clocks,
        receipt_until: chrono::NaiveTime::from_hms_opt(17, 0, 0),
        thresholds: Thresholds::DEFAULT,
    })
}

fn changed(reference: Reference, position: Position, event: &reference::Event) -> Reference {
    Reference::evolve(Some(reference), at(position, event)).expect("an authority")
}

/// A complaint from these events, at the positions from 10.
fn told(events: &[Event]) -> Representation {
    let recorded = (10..).zip(events);
    let state = recorded.fold(None, |state, (position, event)| {
        Representation::evolve(state, at(position, event))
    });
    state.expect("a complaint")
}

fn explained(events: &[Event], stage: u8, reference: &Reference) -> Explanation {
    Explanation::of_representation(&told(events), ClockName::Response, stage, reference).expect("a clock")
}

/// What `docs/explain.md` shows: a stage 2 that spans Christmas, with a pause, an extension and a holiday that was
/// announced after it had begun.
#[test]
fn a_stage_2_over_christmas_reads_like_a_letter() {
    let reference = changed(reference(), 2, &policy("2024-01-01"));
    let mourning = holiday("2025-01-17", "National day of mourning", Some("2024-12-30"));
    let reference = changed(reference, 20, &mourning);
    let events = [
        received("2024-10-01", None),
        answered("2024-10-15"),
        asked_for_next("2024-11-23"),
        paused("2024-12-09"),
        Event::ClockResumed {
            pause: 1,
            on: day("2024-12-16"),
        },
        extended(65, "2024-12-18"),
        Event::DeadlineTold(ToldDeadline {
            clock: ClockName::Response,
            stage: 2,
            due_on: day("2025-03-05"),
            told_on: day("2024-12-18"),
        }),
        answered("2025-03-06"),
    ];
    // The response comes after the holiday in the log.
    let mut state = told(&events[..7]);
    state = Representation::evolve(Some(state), at(30, &events[7])).expect("a complaint");
    let explanation =
        Explanation::of_representation(&state, ClockName::Response, 2, &reference).expect("a clock");
    let text = explanation.lines.join("\n\n");
    let document = include_str!("../../../docs/explain.md");
    let sample = document
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("\n```").next());
    assert_eq!(sample, Some(text.as_str()), "docs/explain.md shows\n{text}");
}
