//! Procedures as stories: given what happened, when a command comes, then these events or that refusal. Each names
//! its legal source.

mod clocks;
mod steps;

use super::*;
use crate::domain::{
    clock::ClockState,
    policy::ClockName,
    procedure::Procedure,
    refusal::Refusal,
    testing::{at, code, context, day, reference},
};

fn complaint(procedure: Procedure, received_on: &str, concerns: usize) -> Event {
    let concern = Concern {
        category: code("communication"),
        subcategory: None,
        team: None,
    };
    Event::Registered(Registration {
        external_reference: None,
        matter: Matter::Complaint {
            procedure,
            concerns: vec![concern; concerns],
        },
        received_on: day(received_on),
        received_at: None,
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
    let context = context(&reference, None);
    let decided = decide(Some(&given(events)), command, &context);
    assert_eq!(decided, expected.map(|event| vec![event]), "{command:?}");
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
