//! Every event survives the log; a kind or shape that is not known is an error.

mod cases;
mod first_release;
mod representation;

use super::*;
use crate::domain::{
    access::{self, Role},
    calendar::Holiday,
    disclosed,
    disclosure::{self, AlsoWithheld, FigurePlace},
    edition,
    financial_year::FinancialYear,
    ids::ClientId,
    learning::{action, training},
    lists::{Code, List},
    policy::Governs,
    procedure::built_in_policies,
    received,
    reference::{self, Authority, AuthorityType, PolicyDraft},
    release,
    word::Word,
};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a date")
}

fn id(text: &str) -> CodeId {
    CodeId::parse(text).expect("a code")
}

fn reference_events() -> Vec<reference::Event> {
    use reference::{Absence, Availability, Event};
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
        Event::AvailabilitySaved(Availability {
            officer: id("io-7"),
            commissioned: true,
            capacity: Some(3),
            absences: vec![Absence {
                from: day("2026-08-03"),
                until: day("2026-08-14"),
            }],
        }),
        Event::FigureGiven(crate::domain::reference::GivenFigure {
            kind: CodeId::parse("residents").expect("an id"),
            set: None,
            body: Some(CodeId::parse("eastwick").expect("an id")),
            year: crate::domain::financial_year::FinancialYear(2021),
            value: 345_300,
            source: "Census 2021".to_owned(),
            source_date: Some(day("2022-06-28")),
            confidence: Some(reference::Confidence::C),
        }),
        Event::FiguresGiven(reference::PublishedFigures {
            set: Some(id("region")),
            year: crate::domain::financial_year::FinancialYear(2023),
            source: "The Ombudsman".to_owned(),
            source_date: None,
            confidence: Some(reference::Confidence::A),
            figures: vec![
                (id("ombudsman_upheld"), Some(id("eastwick")), 3),
                (id("residents"), None, 345_300),
            ],
        }),
        Event::PeerGroupSaved(reference::PeerGroup {
            id: id("neighbours-2023"),
            display_name: "Nearest neighbours".to_owned(),
            provider: "CIPFA".to_owned(),
            year: crate::domain::financial_year::FinancialYear(2023),
            members: vec![id("eastwick"), id("westmere")],
        }),
    ];
    events.push(Event::DisclosurePolicySaved(disclosure::policy::Policy {
        mode: disclosure::policy::Mode::Round,
        threshold: 7,
    }));
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
            narrowing: None,
        },
        Event::ClientSaved {
            client: client.clone(),
            role: Role::Officer,
            narrowing: access::Narrowing::parse("officer=investigator team=potholes service=highways"),
        },
        Event::TokenIssued {
            client: client.clone(),
            hash: "0f".repeat(32),
        },
        Event::TokenRevoked {
            client: client.clone(),
            number: 1,
        },
        Event::CredentialAdded {
            client: client.clone(),
            credential: access::Credential::certificate_uri("spiffe://council.example/crm").expect("a URI"),
        },
        Event::CredentialAdded {
            client: client.clone(),
            credential: access::Credential::certificate_dns("crm.council.example").expect("a name"),
        },
        Event::CredentialAdded {
            client: client.clone(),
            credential: access::Credential::subject("https://login.example/v2.0", "9b1e").expect("a subject"),
        },
        Event::CredentialRemoved {
            client: client.clone(),
            number: 1,
        },
        Event::ClientDisabled {
            client: client.clone(),
        },
        Event::ClientEnabled { client },
    ]
}

fn action_events() -> Vec<action::Event> {
    use action::{
        Acceptance, ActionRegistration, Event, ImpactCheck, ImpactOutcome, Origin, Sharing, Source,
        SourceKind, Update, Verdict,
    };
    let origins = [
        Origin::Council,
        Origin::Representation {
            number: 17,
            stage: Some(2),
            concern: Some(1),
        },
        Origin::Case {
            number: 18,
            remedy: Some(3),
        },
    ];
    let sources = origins.iter().flat_map(|origin| {
        let of_kind = |kind: &SourceKind| Source {
            kind: *kind,
            origin: *origin,
        };
        SourceKind::ALL.iter().map(of_kind).collect::<Vec<_>>()
    });
    let recorded = |source| {
        Event::Recorded(ActionRegistration {
            source,
            types: vec![id("training"), id("guidance")],
            owner: Some(id("hso-1")),
            team: Some(id("west")),
            service: None,
            raised_on: day("2024-05-01"),
            due_on: day("2024-06-01"),
        })
    };
    let mut events: Vec<Event> = sources.map(recorded).collect();
    events.extend(Acceptance::ALL.iter().map(|acceptance| {
        Event::Decided(Verdict {
            acceptance: *acceptance,
            decided_on: day("2024-05-02"),
            reason: Some(id("resources")),
        })
    }));
    events.extend(ImpactOutcome::ALL.iter().map(|outcome| {
        Event::ImpactAssessed(ImpactCheck {
            checked_on: day("2024-09-02"),
            outcome: *outcome,
            next_check_on: Some(day("2024-12-02")),
        })
    }));
    let on = day("2024-06-02");
    events.extend([
        Event::Updated(Update {
            owner: Some(id("hso-2")),
            team: None,
            due: Some((day("2024-07-01"), id("staff_absence"))),
        }),
        Event::Completed {
            on,
            evidenced_on: Some(on),
        },
        Event::Evidenced { on },
        Event::Shared(Sharing {
            place: id("forum"),
            shared_on: on,
        }),
        Event::Cancelled { on },
    ]);
    events
}

fn training_events() -> Vec<training::Event> {
    let session = training::Session {
        held_on: day("2024-06-03"),
        subject: id("complaint_handling"),
        teams: vec![id("west")],
        attendees: 12,
        minutes: 90,
        actions: vec![21, 22],
    };
    vec![
        training::Event::Recorded(session.clone()),
        training::Event::Corrected(session),
        training::Event::Cancelled,
    ]
}

/// The events of releases, of what is received, and of the ledger.
fn release_events() -> Vec<Event> {
    use release::{Publication, Puller, SignOff, Withdrawal};
    let on = day("2024-06-10");
    let body = crate::domain::ids::AuthorityId::parse("west-midlands").expect("an id");
    let preview = release::tests::preview(2);
    let period = preview.period;
    let grid = preview.grid.clone();
    let releases = [
        release::Event::Previewed(preview),
        release::Event::SignedOff(SignOff {
            by: id("director-1"),
            on,
        }),
        release::Event::Published(Publication {
            on,
            recipients: vec![body.clone()],
            named: true,
        }),
        release::Event::Withdrawn(Withdrawal {
            on,
            reason: id("disclosive"),
        }),
        release::Event::Pulled(Puller {
            body,
            client: "puller".to_owned(),
        }),
    ];
    let received = [
        received::Event::TakenIn(release::tests::taken_in("aa")),
        received::Event::Withdrawn {
            reason: id("disclosive"),
        },
    ];
    let disclosed = [
        disclosed::Event::ReportWritten(disclosed::WrittenReport {
            report: disclosed::PublicReport {
                report: "childrens/before".to_owned(),
                period: Period::financial_year(FinancialYear(2022)),
                position: 90,
            },
            also_withheld: Some(AlsoWithheld {
                figures: vec![FigurePlace {
                    table: "childrens_sex".to_owned(),
                    period: Period::financial_year(FinancialYear(2022)),
                    row: vec![Some("female".to_owned()), None],
                    measure: "representations_received".to_owned(),
                }],
                tables: vec!["childrens_age".to_owned()],
            }),
        }),
        disclosed::Event::ReleasePublished(disclosed::ReleasedVersion {
            release: 17,
            grid,
            period,
            version: 2,
        }),
    ];
    let releases = releases.into_iter().map(Event::Release);
    let received = received.into_iter().map(Event::Received);
    let disclosed = disclosed.into_iter().map(Event::Disclosed);
    releases.chain(received).chain(disclosed).collect()
}

fn edition_events() -> Vec<edition::Event> {
    vec![
        edition::Event::Prepared(edition::tests::preparation(&["director", "other"])),
        edition::Event::Approved(edition::Approval {
            step: id("director"),
            by: id("director-1"),
            on: day("2024-05-02"),
        }),
        edition::Event::Published {
            on: day("2024-05-10"),
        },
        edition::Event::ResponseRecorded(edition::Response {
            body: id("full_council"),
            on: day("2024-06-01"),
        }),
        edition::Event::Restated(edition::Restatement {
            position: 120,
            reason: id("recorded_late"),
            digests: vec!["bb".to_owned()],
        }),
    ]
}

#[test]
fn every_event_comes_back_from_its_stored_shape() {
    let mut events: Vec<Event> = representation::events()
        .into_iter()
        .map(Event::Representation)
        .collect();
    events.extend(cases::events().into_iter().map(Event::Case));
    events.extend(reference_events().into_iter().map(Event::Reference));
    events.extend(access_events().into_iter().map(Event::Access));
    events.extend(action_events().into_iter().map(Event::Action));
    events.extend(training_events().into_iter().map(Event::Training));
    events.extend(edition_events().into_iter().map(Event::Edition));
    events.extend(release_events());
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
