//! Every event survives the log; a kind or shape that is not known is an error.

mod representation;

use super::*;
use crate::domain::{
    access::{self, Role},
    calendar::Holiday,
    ids::ClientId,
    lists::{Code, List},
    ombudsman::{self, AgreedRemedy, CaseRegistration, Decision, FinalDecision},
    policy::Governs,
    procedure::built_in_policies,
    reference::{self, Authority, AuthorityType, PolicyDraft},
};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

fn id(text: &str) -> CodeId {
    CodeId::parse(text).expect("a code")
}

fn case_events() -> Vec<ombudsman::Event> {
    use ombudsman::Event;
    vec![
        Event::Registered(CaseRegistration {
            reference: "23 013 837".to_owned(),
            category: id("housing"),
            service: None,
            received_on: day("2024-03-12"),
            representation: Some(17),
        }),
        Event::Linked { representation: 18 },
        Event::EnquiryRecorded {
            received_on: day("2024-03-12"),
            letter_due_on: Some(day("2024-04-01")),
        },
        Event::EnquiryAnswered {
            enquiry: 1,
            on: day("2024-03-20"),
        },
        Event::Decided(FinalDecision {
            decision: Decision::Upheld,
            decided_on: day("2024-05-01"),
            ground: Some(id("no_fault")),
            satisfactory_remedy_before_referral: true,
            public_report: true,
        }),
        Event::RemedyAgreed(AgreedRemedy {
            kind: id("apology"),
            amount_pence: Some(75_000),
            due_on: day("2024-06-01"),
        }),
        Event::RemedyCompleted {
            remedy: 1,
            on: day("2024-05-31"),
        },
    ]
}

fn reference_events() -> Vec<reference::Event> {
    use reference::Event;
    let authority = Authority {
        display_name: "Anytown".to_owned(),
        authority_type: AuthorityType::County,
        region: "Somewhere".to_owned(),
    };
    let code = Code {
        id: id("west"),
        display_name: "Team West".to_owned(),
        aliases: vec!["West".to_owned()],
        parent: Some(id("childrens")),
        group: Some("1".to_owned()),
        valid_from: Some(day("2020-01-01")),
        valid_until: None,
    };
    let holiday = Holiday {
        date: day("2026-07-17"),
        name: "A day of thanks".into(),
        announced_on: Some(day("2026-07-01")),
        withdrawn_on: None,
    };
    let mut events = vec![
        Event::AuthorityRegistered(authority),
        Event::CodeSaved {
            list: List::Teams,
            code,
        },
        Event::HolidayAdded(holiday),
    ];
    for policy in built_in_policies() {
        let valid_from = day("2026-04-01");
        let (governs, source, clocks) = (policy.governs, policy.source, policy.clocks);
        events.push(Event::PolicySaved(PolicyDraft {
            governs,
            valid_from,
            source,
            clocks,
            receipt_until: chrono::NaiveTime::from_hms_opt(17, 0, 0),
            thresholds: policy.thresholds,
        }));
    }
    let ombudsman =
        |event: &Event| matches!(event, Event::PolicySaved(draft) if draft.governs == Governs::Ombudsman);
    assert!(events.iter().any(ombudsman));
    events
}

fn access_events() -> Vec<access::Event> {
    use access::Event;
    let client = ClientId::parse("crm").expect("a client");
    vec![
        Event::ClientSaved {
            client: client.clone(),
            role: Role::Intake,
        },
        Event::TokenIssued {
            client: client.clone(),
            hash: "0f".repeat(32),
        },
        Event::TokenRevoked { client, number: 1 },
    ]
}

#[test]
fn every_event_comes_back_from_its_stored_shape() {
    let mut events: Vec<Event> = representation::events()
        .into_iter()
        .map(Event::Representation)
        .collect();
    events.extend(case_events().into_iter().map(Event::Case));
    events.extend(reference_events().into_iter().map(Event::Reference));
    events.extend(access_events().into_iter().map(Event::Access));
    for event in events {
        let stored = StoredEvent::of(&event).expect("a stored shape");
        assert_eq!(
            read(&stored.kind, stored.schema_version, &stored.payload).expect(&stored.kind),
            event
        );
    }
}

#[test]
fn what_is_not_known_is_an_error_and_never_skipped() {
    let known = r#"{"on":"2024-03-01"}"#;
    assert!(read("representation.acknowledged", 1, known).is_ok());
    for (kind, version, payload) in [
        ("representation.acknowledged", 2, known),
        ("representation.promised", 1, known),
        ("promise", 1, known),
        ("representation.acknowledged", 1, r#"{"on":"2024-02-30"}"#),
        ("representation.acknowledged", 1, "{}"),
        (
            "representation.closed",
            1,
            r#"{"on":"2024-03-01","closure":"forgotten"}"#,
        ),
    ] {
        assert!(
            read(kind, version, payload).is_err(),
            "{kind} {version} {payload}"
        );
    }
}
