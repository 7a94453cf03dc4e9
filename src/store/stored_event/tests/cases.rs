//! What happens to a case of the Ombudsman, and what was stored of it before the whole lifecycle was recorded.

use super::{day, id, read};
use crate::domain::{
    history,
    ombudsman::{
        AgreedRemedy, Body, CaseRegistration, Compliance, Decision, DraftResponse, DutyEntry, DutyReason,
        DutyStep, EnquiryKind, Event, Extended, FinalDecision, PaymentBasis, Recommendation, ReportStep,
        Route, Taxonomy, Told,
    },
};

pub(super) fn events() -> Vec<Event> {
    let mut events = vec![
        Event::Registered(CaseRegistration {
            reference: "23 013 837".to_owned(),
            category: id("housing"),
            service: None,
            received_on: day("2024-03-12"),
            notified_on: Some(day("2024-03-13")),
            from_annual_list: true,
            representation: Some(17),
        }),
        Event::Linked { representation: 18 },
        Event::Notified {
            on: day("2024-03-12"),
        },
        Event::EnquiryRecorded {
            kind: EnquiryKind::Assessment,
            received_on: day("2024-03-12"),
            letter_due_on: Some(day("2024-04-01")),
        },
        Event::EnquiryAnswered {
            enquiry: 1,
            on: day("2024-03-20"),
        },
        Event::Decided(FinalDecision {
            decision: Decision::Upheld,
            taxonomy: Some(Taxonomy::Newer),
            received_on: Some(day("2024-05-02")),
            decided_on: day("2024-05-01"),
            ground: Some(id("no_fault")),
            satisfactory_remedy_before_referral: true,
            public_report: true,
        }),
        Event::RemedyAgreed(AgreedRemedy {
            recommendation: Recommendation::ServiceImprovement,
            kind: id("apology"),
            further_kinds: vec![id("wider_check")],
            amount_pence: Some(75_000),
            basis: Some(PaymentBasis::Distress),
            budget: Some(id("childrens")),
            due_on: day("2024-06-01"),
        }),
        Event::RemedyCompleted {
            remedy: 1,
            on: day("2024-05-31"),
            paid_on: Some(day("2024-05-30")),
        },
    ];
    events.extend(later_events());
    events
}

fn later_events() -> Vec<Event> {
    let to = Extended {
        due_on: day("2024-07-01"),
        agreed_on: day("2024-05-02"),
    };
    vec![
        Event::EnquiryExtended { enquiry: 1, to },
        Event::DraftReceived {
            on: day("2024-04-02"),
            letter_due_on: Some(day("2024-04-16")),
        },
        Event::DraftCommented {
            draft: 1,
            on: day("2024-04-10"),
            response: DraftResponse::Contested,
        },
        Event::RemedyExtended {
            remedy: 1,
            to,
            reason: id("complexity"),
        },
        Event::RemedyRefused {
            remedy: 1,
            on: day("2024-05-20"),
        },
        Event::EvidenceSent {
            remedy: 1,
            on: day("2024-06-02"),
        },
        Event::RemedySatisfied {
            remedy: 1,
            on: day("2024-06-10"),
        },
        Event::ComplianceRecorded {
            outcome: Compliance::CompletedLate,
            on: day("2024-06-11"),
        },
        Event::ReportStepTaken {
            step: ReportStep::FurtherOmbudsmanTold,
            on: day("2024-06-12"),
        },
        Event::ReportExtended {
            of: Told::FurtherReport,
            to,
        },
        Event::ReportExtended { of: Told::Report, to },
        Event::DutyLogged(DutyEntry {
            assessed_on: day("2024-05-03"),
            reason: DutyReason::Remedied,
            triggered: None,
        }),
        Event::DutyLogged(DutyEntry {
            assessed_on: day("2024-05-03"),
            reason: DutyReason::PublicReport,
            triggered: Some((Route::Section5A, Body::Executive)),
        }),
        Event::DutyStepTaken {
            duty: 2,
            step: DutyStep::Responded,
            on: day("2024-06-01"),
        },
        Event::Published {
            on: day("2024-07-01"),
        },
    ]
}

/// What was stored before the whole lifecycle was recorded is read as what it meant then.
#[test]
fn a_case_of_the_first_release_is_still_read() {
    let read = |kind: &str, payload: &str| match read(kind, 1, payload).expect(kind) {
        history::Event::Case(event) => event,
        other => panic!("{other:?}"),
    };
    let payload = r#"{"reference":"23 013 837","category":"housing","service":null,"received_on":"2024-03-12","representation":null}"#;
    let Event::Registered(registration) = read("case.registered", payload) else {
        panic!("a registration");
    };
    assert_eq!(
        (registration.notified_on, registration.from_annual_list),
        (None, false)
    );
    let payload = r#"{"received_on":"2024-03-12","letter_due_on":null}"#;
    let asked = Event::EnquiryRecorded {
        kind: EnquiryKind::Investigation,
        received_on: day("2024-03-12"),
        letter_due_on: None,
    };
    assert_eq!(read("case.enquiry_recorded", payload), asked);
    let payload = r#"{"decision":"upheld","decided_on":"2024-05-01","ground":null,"satisfactory_remedy_before_referral":false,"public_report":true}"#;
    let Event::Decided(decided) = read("case.decided", payload) else {
        panic!("a decision");
    };
    assert_eq!((decided.taxonomy, decided.received_on), (None, None));
    for (kind, expected) in [
        ("apology", Recommendation::Personal),
        ("wider_check", Recommendation::ServiceImprovement),
    ] {
        let payload = format!(r#"{{"kind":"{kind}","amount_pence":null,"due_on":"2024-06-01"}}"#);
        let Event::RemedyAgreed(agreed) = read("case.remedy_agreed", &payload) else {
            panic!("a remedy");
        };
        assert_eq!(agreed.recommendation, expected);
        assert_eq!((agreed.further_kinds, agreed.basis), (Vec::new(), None));
    }
    let completed = Event::RemedyCompleted {
        remedy: 1,
        on: day("2024-05-31"),
        paid_on: None,
    };
    let payload = r#"{"number":1,"on":"2024-05-31"}"#;
    assert_eq!(read("case.remedy_completed", payload), completed);
}
