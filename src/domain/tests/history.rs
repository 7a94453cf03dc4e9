//! Every stream alike: what each folds to, what a command names, and what one record shows of another.

use super::*;
use crate::domain::{
    access, disclosed, edition,
    financial_year::{FinancialYear, Period},
    history::{Command, Event, Record, decide},
    ids::StreamKind,
    learning::{action, training},
    ombudsman::{self, CaseRegistration},
    procedure::Procedure,
    received,
    reference::{Authority, AuthorityType},
    refusal::Refusal,
    release, representation,
};

fn anytown() -> Authority {
    Authority {
        display_name: "Anytown".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    }
}

pub(super) fn case_of(representation: Option<i64>) -> CaseRegistration {
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

pub(super) fn action_of(origin: action::Origin, kind: action::SourceKind) -> action::ActionRegistration {
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

pub(super) fn session(actions: &[i64]) -> training::Session {
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

pub(super) fn complaint() -> representation::Registration {
    testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 2)
}

/// The first command of a stream of each kind, and the kind.
pub(super) fn first_commands() -> Vec<(Command, StreamKind)> {
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
            Command::Access(access::Command::SaveClient {
                client,
                role,
                narrowing: None,
            }),
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
        (
            Command::Edition(edition::Command::Prepare(edition::tests::preparation(&[
                "director",
            ]))),
            StreamKind::Edition,
        ),
        (
            Command::Release(release::Command::Preview(release::tests::preview(1))),
            StreamKind::Release,
        ),
        (
            Command::Received(received::Command::TakeIn(release::tests::taken_in("aa"))),
            StreamKind::Received,
        ),
        (
            Command::Disclosed(disclosed::Command::Enter {
                report: disclosed::WrittenReport {
                    report: disclosed::PublicReport {
                        report: "childrens".to_owned(),
                        period: Period::financial_year(FinancialYear(2023)),
                        position: 90,
                    },
                    also_withheld: None,
                },
                beside: 0,
            }),
            StreamKind::Disclosed,
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
        (record.edition().is_some(), StreamKind::Edition),
        (record.release().is_some(), StreamKind::Release),
        (record.received().is_some(), StreamKind::Received),
        (record.disclosed().is_some(), StreamKind::Disclosed),
    ];
    is.into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, kind)| kind)
        .collect()
}

pub(super) fn events_of(command: &Command) -> Vec<Event> {
    let reference = authority();
    decide(None, command, Some(&testing::context(&reference, false))).expect("an accepted step")
}

pub(super) fn replayed(events: &[Event]) -> Record {
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
    let [
        representation,
        case,
        reference,
        access,
        action,
        training,
        edition,
        release,
        received,
        disclosed,
    ] = <[_; 10]>::try_from(first_commands())
        .expect("ten kinds")
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
        narrowing: None,
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
    let published = then(edition, Event::Edition(edition::Event::Published { on }));
    assert_eq!(published.edition().expect("an edition").published_on, Some(on));
    let by = testing::code("director-1");
    let signed_off = release::Event::SignedOff(release::SignOff { by, on });
    let signed_off = then(release, Event::Release(signed_off));
    assert!(signed_off.release().expect("a release").sign_off.is_some());
    let reason = testing::code("wrong_figures");
    let withdrawn = then(received, Event::Received(received::Event::Withdrawn { reason }));
    assert!(withdrawn.received().expect("a release").withdrawn.is_some());
    let twice = events_of(&disclosed);
    let twice = then(disclosed, twice[0].clone());
    assert_eq!(twice.disclosed().expect("a ledger").entries(), 2);
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
            // It is in the ledger, and nothing happens.
            StreamKind::Disclosed => assert_eq!(again, Ok(Vec::new())),
            _ => assert!(
                matches!(again, Err(Refusal::AlreadyDone { .. })),
                "{kind:?}: {again:?}"
            ),
        }
    }
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
        None,
        None,
        None,
        None,
    ];
    assert_eq!(first_dates, expected.map(|on| on.map(str::to_owned)));
    assert_eq!(Event::Training(training::Event::Cancelled).effective_on(), None);
}
