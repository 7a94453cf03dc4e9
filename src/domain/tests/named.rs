//! What a command names beside its own stream, and what one record shows of another.

use std::borrow::Cow;

use super::{
    history::{action_of, case_of, complaint, events_of, first_commands, replayed, session},
    *,
};
use crate::domain::{
    context::{Context, Other},
    history::{Command, Event, Record, echo},
    ids::StreamKind,
    learning::{action, training},
    ombudsman,
    representation::{self, LinkKind, Split, Tie, Tied},
};

const REPRESENTATION: i64 = 2;
const CASE: i64 = 3;
const ACTION: i64 = 4;

/// A caller's own reference is unique in the authority, and so is the Ombudsman's.
#[test]
fn only_references_are_claimed() {
    let mut registration = complaint();
    registration.external_reference = Some("CRM-1".to_owned());
    let register = Command::Representation(representation::Command::Register(registration.clone()));
    let import = Command::Representation(representation::Command::Import {
        registration,
        steps: Vec::new(),
    });
    assert_eq!(
        (register.claims(), import.claims()),
        (Some("CRM-1".into()), Some("CRM-1".into()))
    );
    let claims: Vec<_> = first_commands()
        .iter()
        .map(|(command, _)| command.claims().map(Cow::into_owned))
        .collect();
    assert_eq!(
        claims,
        [
            None,
            Some("23 013 837".to_owned()),
            None,
            None,
            None,
            None,
            None,
            None,
            Some("coventry benchmark_grid 2023-04-01 1".to_owned()),
            None
        ]
    );
}

#[test]
fn a_command_names_the_other_records_that_it_needs() {
    let case = |command| Command::Case(command);
    let record = |origin, kind| Command::Action(action::Command::Record(action_of(origin, kind)));
    let of_representation = action::Origin::Representation {
        number: 7,
        stage: None,
        concern: None,
    };
    let representation = (StreamKind::Representation, 7);
    let split = Split {
        from: 7,
        concerns: vec![1],
    };
    let of_split = representation::Registration {
        split: Some(split),
        ..complaint()
    };
    let on = day("2024-02-01");
    let do_to = Command::Representation;
    for (command, expected) in [
        (
            do_to(representation::Command::Register(of_split)),
            vec![representation],
        ),
        (
            do_to(representation::Command::Link {
                other: 7,
                kind: LinkKind::Related,
            }),
            vec![representation],
        ),
        (
            do_to(representation::Command::Join { into: 7, on }),
            vec![representation],
        ),
        (
            do_to(representation::Command::Acknowledge {
                on,
                told_due_on: None,
            }),
            vec![],
        ),
        (
            case(ombudsman::Command::Register(case_of(Some(7)))),
            vec![representation],
        ),
        (case(ombudsman::Command::Register(case_of(None))), vec![]),
        (
            case(ombudsman::Command::Link { representation: 7 }),
            vec![representation],
        ),
        (
            case(ombudsman::Command::Publish {
                on: day("2024-06-10"),
            }),
            vec![],
        ),
        (
            record(of_representation, action::SourceKind::Stage),
            vec![representation],
        ),
        (record(action::Origin::Council, action::SourceKind::Audit), vec![]),
        (
            Command::Training(training::Command::Record(session(&[8, 9]))),
            vec![(StreamKind::Action, 8), (StreamKind::Action, 9)],
        ),
        (Command::Training(training::Command::Cancel), vec![]),
    ] {
        assert_eq!(command.other_records(), expected, "{command:?}");
        let first = expected
            .first()
            .filter(|(kind, _)| *kind == StreamKind::Representation);
        if !matches!(command, Command::Action(_)) {
            assert_eq!(
                command.other_record(),
                first.map(|(_, number)| *number),
                "{command:?}"
            );
        }
    }
}

#[test]
fn a_decision_sees_the_records_that_it_was_handed_by_kind_and_number() {
    let records: Vec<Record> = first_commands()
        .iter()
        .map(|(command, _)| replayed(&events_of(command)))
        .collect();
    let other = |kind, number, record| Other { kind, number, record };
    let others = [
        other(StreamKind::Representation, REPRESENTATION, &records[0]),
        other(StreamKind::Case, CASE, &records[1]),
        other(StreamKind::Action, ACTION, &records[4]),
    ];
    let reference = authority();
    let context = Context {
        others: &others,
        ..testing::context(&reference, true)
    };
    let seen = |number| {
        (
            context.representation(number).is_some(),
            context.case(number).is_some(),
            context.action(number).is_some(),
        )
    };
    assert_eq!(seen(REPRESENTATION), (true, false, false));
    assert_eq!(seen(CASE), (false, true, false));
    assert_eq!(seen(ACTION), (false, false, true));
    assert_eq!(seen(5), (false, false, false));
}

/// Both sides of a link, a split and a joining show it.
#[test]
fn what_ties_two_representations_is_shown_by_both() {
    let of = Event::Representation;
    let tie = Tie::Linked(LinkKind::Related);
    let linked = |other| of(representation::Event::Linked(Tied { other, tie }));
    assert_eq!(
        echo(None, 7, &linked(9)),
        Some((StreamKind::Representation, 9, linked(7)))
    );
    let mut registration = complaint();
    registration.split = Some(Split {
        from: 5,
        concerns: vec![2],
    });
    let moved = representation::Event::ConcernsMoved {
        into: 7,
        concerns: vec![2],
    };
    let registered = of(representation::Event::Registered(registration));
    assert_eq!(
        echo(None, 7, &registered),
        Some((StreamKind::Representation, 5, of(moved)))
    );
    let on = day("2024-02-01");
    let joined = of(representation::Event::Joined { into: 9, on });
    let before = replayed(&events_of(&first_commands()[0].0));
    let took_over = representation::Event::TookOver {
        from: 7,
        on,
        concerns: complaint().matter.concerns().to_vec(),
    };
    assert_eq!(
        echo(Some(&before), 7, &joined),
        Some((StreamKind::Representation, 9, of(took_over)))
    );
    assert_eq!(echo(None, 7, &joined), None);
    let acknowledged = of(representation::Event::Acknowledged { on });
    assert_eq!(echo(Some(&before), 7, &acknowledged), None);
    assert_eq!(
        echo(None, 7, &Event::Case(ombudsman::Event::Notified { on })),
        None
    );
}
