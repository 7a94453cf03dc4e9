//! Procedures as stories: given what happened, when a command comes, then these events or that refusal. Each names
//! its legal source.

mod clocks;
mod receipt;
mod corrections;
mod amendments;
mod deferrals;
mod imports;
mod people;
mod steps;
mod ties;
mod time;
mod turns;
mod warnings;
mod withdrawals;

use super::*;
use crate::domain::{
    clock::ClockState,
    lists::List,
    policy::ClockName,
    procedure::Procedure,
    reference::Reference,
    refusal::Refusal,
    testing::{self, at, code, context, day, reference},
    word::Word,
};

fn complaint(procedure: Procedure, received_on: &str, concerns: usize) -> Event {
    Event::Registered(testing::complaint(procedure, received_on, concerns))
}

fn children(received_on: &str) -> Event {
    complaint(Procedure::ChildrenStatutory, received_on, 1)
}

fn acknowledged(on: &str) -> Event {
    Event::Acknowledged { on: day(on) }
}

fn found(concern: u8, finding: Finding) -> Event {
    Event::FindingsRecorded {
        findings: vec![ConcernFinding {
            concern,
            finding,
            adjudicator_agrees: None,
        }],
    }
}

fn concluded(on: &str, finding: Finding) -> Event {
    Event::StageConcluded(StageResponse {
        on: day(on),
        finding,
        overridden: false,
        delay_reason: None,
        signed_by: None,
        next_step_told: None,
    })
}

fn escalated(on: &str) -> Event {
    Event::Escalated {
        requested_on: day(on),
        late_acceptance_reason: None,
        overtaking: None,
    }
}

fn extension(clock: ClockName, length: u16, decided_on: &str) -> Extension {
    Extension {
        clock,
        length,
        reason: code("complexity"),
        decided_on: day(decided_on),
        complainant_agreed: false,
        agreed_by: None,
        told_on: None,
    }
}

fn extend(extension: Extension) -> Command {
    Command::ExtendClock {
        extension,
        told_due_on: None,
    }
}

fn conclude(stage: u8, on: &str, overriding_finding: Option<Finding>) -> Command {
    Command::ConcludeStage(Conclusion {
        stage,
        on: day(on),
        overriding_finding,
        delay_reason: None,
        signed_by: None,
        next_step_told: None,
    })
}

fn ask(on: &str) -> Command {
    Command::Escalate(Escalation {
        requested_on: day(on),
        late_acceptance_reason: None,
        skip: None,
    })
}

fn withdrawal(on: &str) -> Withdrawal {
    Withdrawal {
        on: day(on),
        reason: code("resolved"),
        confirmed_on: None,
        continues_as_review: false,
    }
}

/// The state that events lead to. The first has position 2, after the authority's own.
fn given(events: &[Event]) -> Representation {
    let recorded = (2..).zip(events).map(|(position, event)| at(position, event));
    recorded
        .fold(None, Representation::evolve)
        .expect("a representation")
}

fn check(events: &[Event], command: &Command, expected: Result<Event, Refusal>) {
    let reference = reference();
    let context = context(&reference, false);
    let decided = decide(Some(&given(events)), command, &context);
    assert_eq!(decided, expected.map(|event| vec![event]), "{command:?}");
}

/// Decides commands one after the other on what happened; each must be accepted. The events of all.
fn carried_out(events: &[Event], commands: &[Command]) -> Vec<Event> {
    let reference = reference();
    let context = context(&reference, false);
    let mut events = events.to_vec();
    for command in commands {
        let decided = decide(Some(&given(&events)), command, &context);
        events.extend(decided.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")));
    }
    events
}

/// The refusal of a command.
fn refused(events: &[Event], command: &Command) -> Refusal {
    let reference = reference();
    decide(Some(&given(events)), command, &context(&reference, false)).expect_err("a refusal")
}

/// An authority that has officers of these codes.
fn with_officers(officers: &[&str]) -> Reference {
    with_codes(List::Officers, officers)
}

/// An authority that has these codes in a list.
fn with_codes(list: List, ids: &[&str]) -> Reference {
    let code_of = |id: &&str| crate::domain::lists::Code {
        id: code(id),
        display_name: format!("Post {id}"),
        aliases: Vec::new(),
        parent: None,
        group: None,
        valid_from: None,
        valid_until: None,
    };
    let save = |reference: Reference, id: &&str| {
        let saved = crate::domain::reference::Event::CodeSaved {
            list,
            code: code_of(id),
        };
        Reference::evolve(Some(reference), at(1, &saved)).expect("an authority")
    };
    ids.iter().fold(reference(), save)
}

fn clock(events: &[Event], name: ClockName, stage: u8) -> super::super::clock::Clock {
    given(events).clock(name, stage, &reference()).expect("a clock")
}

fn after_stage_1() -> Vec<Event> {
    vec![
        children("2024-01-02"),
        found(1, Finding::NotUpheld),
        concluded("2024-01-12", Finding::NotUpheld),
    ]
}

fn after_stage_2() -> Vec<Event> {
    let mut events = after_stage_1();
    events.extend([
        escalated("2024-01-20"),
        found(1, Finding::PartlyUpheld),
        concluded("2024-02-20", Finding::PartlyUpheld),
    ]);
    events
}
