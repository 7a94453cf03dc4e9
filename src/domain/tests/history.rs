//! Every stream alike: what each folds to, what a command names, and what one record shows of another.

use super::*;
use crate::domain::{
    access,
    clock::ClockState,
    context::{Context, Other},
    history::{Command, Event, Record, decide, echo},
    ids::StreamKind,
    learning::{action, training},
    moved_clocks,
    ombudsman::{self, CaseRegistration},
    policy::ClockName,
    procedure::Procedure,
    reference::{Authority, AuthorityType},
    refusal::Refusal,
    representation::{self, ClockMove, LinkKind, Split, Tie, Tied},
};

const REPRESENTATION: i64 = 2;
const CASE: i64 = 3;
const ACTION: i64 = 4;

fn anytown() -> Authority {
    Authority {
        display_name: "Anytown".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    }
}

fn case_of(representation: Option<i64>) -> CaseRegistration {
    CaseRegistration {
        reference: "23 013 837".to_owned(),
        category: code("housing"),
        service: None,
        received_on: day("2024-05-01"),
        notified_on: None,
        from_annual_list: false,
        representation,
    }
}

fn action_of(origin: action::Origin, kind: action::SourceKind) -> action::ActionRegistration {
    action::ActionRegistration {
        source: action::Source { kind, origin },
        types: vec![code("training")],
        owner: None,
        team: None,
        service: None,
        raised_on: day("2024-05-07"),
        due_on: day("2024-07-01"),
    }
}

fn audited() -> action::ActionRegistration {
    action_of(action::Origin::Council, action::SourceKind::Audit)
}

fn session(actions: &[i64]) -> training::Session {
    training::Session {
        held_on: day("2024-06-03"),
        subject: code("complaint_handling"),
        teams: Vec::new(),
        attendees: 12,
        minutes: 90,
        actions: actions.to_vec(),
    }
}

fn client() -> (ClientId, access::Role) {
    (ClientId::parse("crm").expect("an id"), access::Role::Intake)
}

fn complaint() -> representation::Registration {
    testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 2)
}

/// The first command of a stream of each kind, and the kind.
fn first_commands() -> Vec<(Command, StreamKind)> {
    let (client, role) = client();
    vec![
        (
            Command::Representation(representation::Command::Register(complaint())),
            StreamKind::Representation,
        ),
        (
            Command::Case(ombudsman::Command::Register(case_of(None))),
            StreamKind::Case,
        ),
        (
            Command::Reference(reference::Command::RegisterAuthority(anytown())),
            StreamKind::Reference,
        ),
        (
            Command::Access(access::Command::SaveClient { client, role }),
            StreamKind::Access,
        ),
        (
            Command::Action(action::Command::Record(audited())),
            StreamKind::Action,
        ),
        (
            Command::Training(training::Command::Record(session(&[]))),
            StreamKind::Training,
        ),
    ]
}

fn kind_of(record: &Record) -> Vec<StreamKind> {
    let is = [
        (record.representation().is_some(), StreamKind::Representation),
        (record.case().is_some(), StreamKind::Case),
        (record.reference().is_some(), StreamKind::Reference),
        (record.access().is_some(), StreamKind::Access),
        (record.action().is_some(), StreamKind::Action),
        (record.training().is_some(), StreamKind::Training),
    ];
    is.into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, kind)| kind)
        .collect()
}

fn events_of(command: &Command) -> Vec<Event> {
    let reference = authority();
    decide(None, command, Some(&testing::context(&reference, false))).expect("an accepted step")
}

fn replayed(events: &[Event]) -> Record {
    Record::replay((2..).zip(events).map(|(position, event)| at(position, event))).expect("a record")
}

#[test]
fn each_command_begins_a_record_of_its_own_kind_and_of_no_other() {
    for (command, kind) in first_commands() {
        assert_eq!(command.stream_kind(), kind);
        assert_eq!(kind_of(&replayed(&events_of(&command))), [kind]);
    }
}

/// A second first event of the same kind is folded into the state; one of another kind changes nothing.
#[test]
fn an_event_of_another_stream_changes_nothing() {
    let firsts = first_commands();
    for (command, kind) in &firsts {
        let record = replayed(&events_of(command));
        for (other, other_kind) in &firsts {
            let event = events_of(other).remove(0);
            let after = Record::evolve(Some(record.clone()), at(9, &event)).expect("a record");
            assert_eq!(kind_of(&after), [*kind], "after an event of {other_kind:?}");
            if kind != other_kind {
                assert_eq!(format!("{after:?}"), format!("{record:?}"));
            }
        }
    }
}

#[test]
fn what_happens_next_is_folded_into_the_state_of_its_kind() {
    let then = |first: Command, next: Event| {
        let mut events = events_of(&first);
        events.push(next);
        replayed(&events)
    };
    let [representation, case, reference, access, action, training] = <[_; 6]>::try_from(first_commands())
        .expect("six kinds")
        .map(|(command, _)| command);
    let on = day("2024-06-10");
    let acknowledged = then(
        representation,
        Event::Representation(representation::Event::Acknowledged { on }),
    );
    assert_eq!(
        acknowledged.representation().expect("a representation").stages[0].acknowledged_on(),
        Some(on)
    );
    let notified = then(case, Event::Case(ombudsman::Event::Notified { on }));
    assert_eq!(notified.case().expect("a case").notified_on, Some(on));
    let holiday = crate::domain::calendar::Holiday {
        date: on,
        name: "Local day".into(),
        announced_on: None,
        withdrawn_on: None,
    };
    let closed = then(
        reference,
        Event::Reference(reference::Event::HolidayAdded(holiday)),
    );
    assert!(
        !closed
            .reference()
            .expect("an authority")
            .calendar()
            .is_working_day(on)
    );
    let (client, _) = client();
    let promoted = access::Event::ClientSaved {
        client: client.clone(),
        role: access::Role::Officer,
    };
    let promoted = then(access, Event::Access(promoted));
    assert_eq!(
        promoted.access().expect("clients").clients[&client].role,
        access::Role::Officer
    );
    let cancelled = then(action, Event::Action(action::Event::Cancelled { on }));
    assert_eq!(
        cancelled.action().expect("an action").status(),
        action::ActionStatus::Cancelled
    );
    let cancelled = then(training, Event::Training(training::Event::Cancelled));
    assert!(cancelled.training().expect("a session").is_cancelled);
}

/// Only what the others stand on can be decided without the authority's lists.
#[test]
fn without_an_authority_nothing_but_reference_and_access_is_decided() {
    for (command, kind) in first_commands() {
        let decided = decide(None, &command, None);
        match kind {
            StreamKind::Reference | StreamKind::Access => assert!(decided.is_ok(), "{kind:?}"),
            _ => assert_eq!(decided, Err(Refusal::NotRegistered), "{kind:?}"),
        }
    }
}

#[test]
fn a_second_registration_of_the_same_record_is_refused() {
    let reference = authority();
    for (command, kind) in first_commands() {
        let record = replayed(&events_of(&command));
        let again = decide(
            Some(&record),
            &command,
            Some(&testing::context(&reference, false)),
        );
        match kind {
            StreamKind::Access => assert!(again.is_ok()),
            _ => assert!(
                matches!(again, Err(Refusal::AlreadyDone { .. })),
                "{kind:?}: {again:?}"
            ),
        }
    }
}

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
        (Some("CRM-1"), Some("CRM-1"))
    );
    let claims: Vec<_> = first_commands()
        .iter()
        .map(|(command, _)| command.claims().map(str::to_owned))
        .collect();
    assert_eq!(
        claims,
        [None, Some("23 013 837".to_owned()), None, None, None, None]
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
    assert_eq!(echo(None, 7, &linked(9)), Some((9, linked(7))));
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
    assert_eq!(echo(None, 7, &registered), Some((5, of(moved))));
    let on = day("2024-02-01");
    let joined = of(representation::Event::Joined { into: 9, on });
    let before = replayed(&events_of(&first_commands()[0].0));
    let took_over = representation::Event::TookOver {
        from: 7,
        on,
        concerns: complaint().matter.concerns().to_vec(),
    };
    assert_eq!(echo(Some(&before), 7, &joined), Some((9, of(took_over))));
    assert_eq!(echo(None, 7, &joined), None);
    let acknowledged = of(representation::Event::Acknowledged { on });
    assert_eq!(echo(Some(&before), 7, &acknowledged), None);
    assert_eq!(
        echo(None, 7, &Event::Case(ombudsman::Event::Notified { on })),
        None
    );
}

#[test]
fn an_event_speaks_of_the_date_of_what_happened() {
    let first_dates: Vec<_> = first_commands()
        .iter()
        .map(|(command, _)| events_of(command)[0].effective_on().map(|on| on.to_string()))
        .collect();
    let expected = [
        Some("2024-01-02"),
        Some("2024-05-01"),
        None,
        None,
        Some("2024-05-07"),
        Some("2024-06-03"),
    ];
    assert_eq!(first_dates, expected.map(|on| on.map(str::to_owned)));
    assert_eq!(Event::Training(training::Event::Cancelled).effective_on(), None);
}

/// A bank holiday that is added moves what runs over it, and nothing that has ended (SI 2006/1738 reg 17).
#[test]
fn a_new_holiday_moves_the_clocks_that_run() {
    let holiday_on = day("2024-01-08");
    let before = authority();
    let holiday = crate::domain::calendar::Holiday {
        date: holiday_on,
        name: "A day of mourning".into(),
        announced_on: None,
        withdrawn_on: None,
    };
    let now = reference::Reference::evolve(
        Some(before.clone()),
        at(20, &reference::Event::HolidayAdded(holiday)),
    )
    .expect("an authority");
    let record = replayed(&events_of(&first_commands()[0].0));
    let moves = moved_clocks::moves(&record, (&before, &now), holiday_on);
    let response = moves
        .iter()
        .find(|moved| moved.clock == ClockName::Response)
        .expect("a moved clock");
    let expected = ClockMove {
        clock: ClockName::Response,
        of: 1,
        due_before_on: day("2024-01-16"),
        due_on: day("2024-01-17"),
        holiday_on,
    };
    assert_eq!(*response, expected);
    let event = moved_clocks::event(&record, expected).expect("an event");
    assert_eq!(moved_clocks::of_event(&event), Some(expected));
    assert_eq!(moved_clocks::moves(&record, (&now, &now), holiday_on), []);
    let answered = Event::Representation(representation::Event::Acknowledged {
        on: day("2024-01-03"),
    });
    assert_eq!(moved_clocks::of_event(&answered), None);
    let withdrawn = Event::Representation(representation::Event::Withdrawn(representation::Withdrawal {
        on: day("2024-01-04"),
        reason: code("resolved"),
        confirmed_on: None,
        continues_as_review: false,
    }));
    let [registered] = <[Event; 1]>::try_from(events_of(&first_commands()[0].0)).expect("one event");
    let ended = replayed(&[registered, withdrawn]);
    assert_eq!(moved_clocks::moves(&ended, (&before, &now), holiday_on), []);
}

/// An enquiry's clock is told by the enquiry's number, a stage's by the stage.
#[test]
fn a_moved_clock_of_a_case_is_told_by_its_number() {
    let enquiry = |received_on: &str| {
        Event::Case(ombudsman::Event::EnquiryRecorded {
            kind: ombudsman::EnquiryKind::Investigation,
            received_on: day(received_on),
            letter_due_on: None,
        })
    };
    let registered = Event::Case(ombudsman::Event::Registered(case_of(None)));
    let record = replayed(&[registered, enquiry("2024-05-02"), enquiry("2024-05-20")]);
    let before = authority();
    let holiday_on = day("2024-06-11");
    let holiday = crate::domain::calendar::Holiday {
        date: holiday_on,
        name: "A day of mourning".into(),
        announced_on: None,
        withdrawn_on: None,
    };
    let added = reference::Event::HolidayAdded(holiday);
    let now = reference::Reference::evolve(Some(before.clone()), at(20, &added)).expect("an authority");
    let moved = ClockMove {
        clock: ClockName::Enquiry,
        of: 2,
        due_before_on: day("2024-06-18"),
        due_on: day("2024-06-19"),
        holiday_on,
    };
    assert_eq!(moved_clocks::moves(&record, (&before, &now), holiday_on), [moved]);
    let event = moved_clocks::event(&record, moved).expect("an event");
    assert!(matches!(&event, Event::Case(ombudsman::Event::ClockMoved(_))));
    assert_eq!(moved_clocks::of_event(&event), Some(moved));
    let numbers: Vec<_> = moved_clocks::numbered_clocks(&record, &now)
        .iter()
        .map(|(number, clock)| (*number, clock.name, clock.state()))
        .collect();
    assert_eq!(
        numbers,
        [
            (1, ClockName::Enquiry, ClockState::Running),
            (2, ClockName::Enquiry, ClockState::Running),
        ]
    );
}

/// What has no clocks has none to move.
#[test]
fn reference_access_and_learning_have_no_clocks() {
    let reference = authority();
    let moved = ClockMove {
        clock: ClockName::Response,
        of: 1,
        due_before_on: day("2024-01-16"),
        due_on: day("2024-01-17"),
        holiday_on: day("2024-01-08"),
    };
    for (command, _) in first_commands().into_iter().skip(2) {
        let record = replayed(&events_of(&command));
        assert!(moved_clocks::numbered_clocks(&record, &reference).is_empty());
        assert_eq!(moved_clocks::event(&record, moved), None);
    }
}
