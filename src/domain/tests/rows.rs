//! The rows that lists and figures read, of records with something in every column. Figures of a year that is over
//! must not change under a reader, so a change here is a decision: `redress rebuild` and a note go with it.

use std::fmt::{Debug, Write};

use super::*;
use crate::domain::{
    clock::{Clock, ClockState},
    entry::{ActionEntry, CaseEntry, RepresentationEntry, TrainingLine, alike},
    learning::{Action, Training, action, training},
    ombudsman::{self, OmbudsmanCase},
    outcome::Finding,
    policy::ClockName,
    procedure::Procedure,
    representation::{
        Appointment, Concern, ConcernFinding, Declaration, Event, Extension, Matter, Registration,
        Representation, Role, StageResponse, Withdrawal,
    },
};

/// One row a line, without the names of the types behind the ids.
fn lines(text: &mut String, rows: &[impl Debug]) {
    for row in rows {
        let row = format!("{row:?}").replace(", PhantomData<redress::domain::ids::OfCode>", "");
        writeln!(text, "{row}").expect("text");
    }
}

fn rows(state: &Representation) -> String {
    let entry = RepresentationEntry::of(7, state, &authority());
    let mut text = String::new();
    lines(&mut text, &[entry.line]);
    lines(&mut text, &entry.clocks);
    lines(&mut text, &[entry.fact]);
    lines(&mut text, &entry.stages);
    lines(&mut text, &entry.concerns);
    lines(&mut text, &entry.themes);
    text
}

fn representation(events: &[Event]) -> Representation {
    let recorded = (7..).zip(events).map(|(position, event)| at(position, event));
    recorded
        .fold(None, Representation::evolve)
        .expect("a representation")
}

fn concern(category: &str, subcategory: Option<&str>) -> Concern {
    Concern {
        category: code(category),
        subcategory: subcategory.map(code),
        team: None,
    }
}

/// A complaint with two concerns of one category and one of another.
fn complaint() -> Registration {
    let concerns = vec![
        concern("communication", Some("no_reply")),
        concern("delay", None),
        concern("communication", None),
    ];
    let mut registration = testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 0);
    registration.external_reference = Some("CRM-1".to_owned());
    registration.matter = Matter::Complaint {
        procedure: Procedure::ChildrenStatutory,
        concerns,
    };
    registration.team = Some(code("west"));
    registration.provider = Some(code("oak-house"));
    registration.advocate_supported = Some(true);
    registration.complainant_equality.answers[0] = Some(code("25_44"));
    registration.service_user_equality.answers[3] = Some(code("female"));
    registration
}

fn found(findings: &[(u8, Finding)]) -> Event {
    let findings = findings.iter().map(|(concern, finding)| ConcernFinding {
        concern: *concern,
        finding: *finding,
        adjudicator_agrees: None,
    });
    Event::FindingsRecorded {
        findings: findings.collect(),
    }
}

fn concluded(on: &str, finding: Finding) -> Event {
    Event::StageConcluded(StageResponse {
        on: day(on),
        finding,
        overridden: false,
        delay_reason: Some(code("staff_absence")),
        signed_by: None,
        next_step_told: None,
    })
}

/// Stage 1 within its 10 working days, stage 2 late after an extension.
fn answered_twice() -> Vec<Event> {
    let extension = Extension {
        clock: ClockName::Response,
        length: 30,
        reason: code("complexity"),
        decided_on: day("2024-02-05"),
        complainant_agreed: false,
        agreed_by: None,
        told_on: None,
    };
    vec![
        Event::Registered(complaint()),
        Event::Acknowledged {
            on: day("2024-01-04"),
        },
        found(&[
            (1, Finding::NotUpheld),
            (2, Finding::Upheld),
            (3, Finding::Upheld),
        ]),
        concluded("2024-01-12", Finding::PartlyUpheld),
        Event::Escalated {
            requested_on: day("2024-01-22"),
            late_acceptance_reason: None,
            overtaking: None,
        },
        Event::ClockExtended(extension),
        found(&[(2, Finding::NotUpheld)]),
        concluded("2024-03-08", Finding::NotUpheld),
    ]
}

/// SI 2006/1738 regs 14 and 17: 10 working days for stage 1; 25, and 65 at most, for stage 2.
#[test]
fn a_complaint_that_was_answered_twice() {
    let mut events = answered_twice();
    events.insert(
        5,
        Event::Appointed(Appointment {
            role: Role::Responder,
            officer: code("co-1"),
            stage: 2,
            on: day("2024-01-23"),
            declaration: Declaration::default(),
        }),
    );
    insta::assert_snapshot!(rows(&representation(&events)));
}

#[test]
fn a_complaint_that_was_withdrawn_in_stage_1() {
    let withdrawal = Withdrawal {
        on: day("2024-01-09"),
        reason: code("resolved"),
        confirmed_on: None,
        continues_as_review: false,
    };
    let events = [Event::Registered(complaint()), Event::Withdrawn(withdrawal)];
    insta::assert_snapshot!(rows(&representation(&events)));
}

#[test]
fn a_complaint_that_nobody_answered_yet_and_a_compliment() {
    let mut compliment = testing::complaint(Procedure::ChildrenStatutory, "2024-01-02", 0);
    compliment.matter = Matter::Compliment {
        themes: vec![code("kindness"), code("listening")],
    };
    let mut text = rows(&representation(&[Event::Registered(complaint())]));
    text.push_str(&rows(&representation(&[Event::Registered(compliment)])));
    insta::assert_snapshot!(text);
}

/// What two complaints have in common is coded, and whatever order their concerns are told in.
#[test]
fn complaints_that_are_alike_say_so() {
    let mut other = complaint();
    if let Matter::Complaint { concerns, .. } = &mut other.matter {
        concerns.reverse();
    }
    let common = Some("childrens|west|adult|communication|delay".to_owned());
    assert_eq!((alike(&complaint()), alike(&other)), (common.clone(), common));
    other.made_by = code("advocate");
    assert_ne!(alike(&complaint()), alike(&other));
    other.matter = Matter::Compliment { themes: Vec::new() };
    assert_eq!(alike(&other), None);
}

/// A row tells a clock that runs as the record does; a change of the calendar is shown by the difference.
#[test]
fn a_clock_that_runs_is_the_same_from_its_row() {
    let state = representation(&answered_twice()[..6]);
    let reference = authority();
    let clocks = state.clocks(&reference);
    let entries = RepresentationEntry::of(7, &state, &reference).clocks;
    let running = |clock: &&Clock| clock.stop.is_none();
    let expected: Vec<Clock> = clocks.iter().filter(running).cloned().collect();
    let entries = entries.iter().filter(|entry| entry.stopped_on.is_none());
    let again: Vec<Clock> = entries
        .map(|entry| entry.unstopped(&reference.calendar()))
        .collect();
    assert!(expected.iter().any(|clock| clock.state() == ClockState::Running));
    assert_eq!(again, expected);
}

fn case(commands: &[ombudsman::Command]) -> OmbudsmanCase {
    let reference = authority();
    let mut state = None;
    for (position, command) in (7..).zip(commands) {
        let events = ombudsman::decide(state.as_ref(), command, &context(&reference, true));
        for event in &events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")) {
            state = OmbudsmanCase::evolve(state, at(position, event));
        }
    }
    state.expect("a case")
}

fn of_case(state: &OmbudsmanCase) -> String {
    let entry = CaseEntry::of(7, state, &authority());
    let mut text = String::new();
    lines(&mut text, &[entry.line]);
    lines(&mut text, &entry.clocks);
    lines(&mut text, &[entry.fact]);
    lines(&mut text, &entry.enquiries);
    lines(&mut text, &entry.drafts);
    lines(&mut text, &entry.remedies);
    lines(&mut text, &entry.remedy_kinds);
    lines(&mut text, &entry.duties);
    text
}

fn register() -> ombudsman::Command {
    ombudsman::Command::Register(ombudsman::CaseRegistration {
        reference: "23 013 837".to_owned(),
        category: code("housing"),
        service: Some(code("childrens")),
        received_on: day("2023-08-03"),
        notified_on: Some(day("2023-08-07")),
        from_annual_list: false,
        representation: Some(2),
    })
}

fn enquiry(received_on: &str) -> ombudsman::Command {
    ombudsman::Command::RecordEnquiry {
        kind: ombudsman::EnquiryKind::Investigation,
        received_on: day(received_on),
        letter_due_on: None,
    }
}

fn remedy(kind: &str, further_kinds: &[&str], due_on: &str) -> ombudsman::Command {
    ombudsman::Command::AgreeRemedy(ombudsman::AgreedRemedy {
        recommendation: ombudsman::Recommendation::Personal,
        kind: code(kind),
        further_kinds: further_kinds.iter().map(|kind| code(kind)).collect(),
        amount_pence: Some(50_000),
        basis: Some(ombudsman::PaymentBasis::Distress),
        budget: None,
        due_on: day(due_on),
    })
}

/// Manual for Councils 6; Compliance Manual 2 to 4; Local Government Act 1974 ss30 and 31.
#[test]
fn a_case_that_was_upheld_with_a_public_report() {
    use ombudsman::Command as Do;
    let step = |remedy, step| Do::Remedy { remedy, step };
    let decision = ombudsman::FinalDecision {
        decision: ombudsman::Decision::Upheld,
        taxonomy: Some(ombudsman::Taxonomy::Newer),
        decided_on: day("2023-09-27"),
        received_on: Some(day("2023-09-29")),
        ground: None,
        satisfactory_remedy_before_referral: false,
        public_report: true,
    };
    let duty = ombudsman::DutyEntry {
        assessed_on: day("2023-10-02"),
        triggered: None,
        reason: ombudsman::DutyReason::PublicReport,
    };
    let state = case(&[
        register(),
        enquiry("2023-08-14"),
        enquiry("2023-08-21"),
        Do::AnswerEnquiry {
            enquiry: 1,
            on: day("2023-08-23"),
        },
        Do::RecordDraft {
            on: day("2023-09-04"),
            letter_due_on: None,
        },
        Do::CommentOnDraft {
            draft: 1,
            on: day("2023-09-08"),
            response: ombudsman::DraftResponse::Contested,
        },
        Do::Decide(decision),
        remedy("apology", &["wider_check"], "2023-10-27"),
        remedy("apology", &[], "2023-10-20"),
        step(
            1,
            ombudsman::RemedyStep::Complete {
                on: day("2023-10-30"),
                paid_on: Some(day("2023-10-31")),
            },
        ),
        step(
            2,
            ombudsman::RemedyStep::Refuse {
                on: day("2023-10-18"),
            },
        ),
        Do::LogDuty(duty),
    ]);
    insta::assert_snapshot!(of_case(&state));
}

#[test]
fn a_case_with_an_enquiry_open() {
    insta::assert_snapshot!(of_case(&case(&[register(), enquiry("2023-08-14")])));
}

#[test]
fn an_action_that_was_carried_out_and_a_session_that_was_held() {
    let on = day("2024-06-20");
    let registration = action::ActionRegistration {
        source: action::Source {
            kind: action::SourceKind::OmbudsmanRecommendation,
            origin: action::Origin::Case {
                number: 3,
                remedy: Some(1),
            },
        },
        types: vec![code("training"), code("guidance")],
        owner: Some(code("co-1")),
        team: None,
        service: Some(code("childrens")),
        raised_on: day("2024-05-07"),
        due_on: day("2024-07-01"),
    };
    let shared = |on: &str| {
        action::Event::Shared(action::Sharing {
            place: code("team_meeting"),
            shared_on: day(on),
        })
    };
    let impact = |on: &str, outcome| {
        action::Event::ImpactAssessed(action::ImpactCheck {
            checked_on: day(on),
            outcome,
            next_check_on: None,
        })
    };
    let events = [
        action::Event::Recorded(registration),
        action::Event::Decided(action::Verdict {
            acceptance: action::Acceptance::Accepted,
            decided_on: day("2024-05-10"),
            reason: None,
        }),
        action::Event::Updated(action::Update {
            owner: None,
            team: Some(code("west")),
            due: Some((day("2024-08-01"), code("complexity"))),
        }),
        action::Event::Completed {
            on,
            evidenced_on: None,
        },
        action::Event::Evidenced {
            on: day("2024-07-20"),
        },
        shared("2024-07-12"),
        shared("2024-07-05"),
        impact("2024-09-01", action::ImpactOutcome::TooEarly),
        impact("2024-12-01", action::ImpactOutcome::ChangeSeen),
    ];
    let recorded = (7..).zip(&events).map(|(position, event)| at(position, event));
    let state = recorded.fold(None, Action::evolve).expect("an action");
    let entry = ActionEntry::of(7, &state);
    let session = training::Event::Recorded(training::Session {
        held_on: day("2024-06-03"),
        subject: code("complaint_handling"),
        teams: vec![code("west")],
        attendees: 12,
        minutes: 90,
        actions: vec![7],
    });
    let session = Training::evolve(None, at(8, &session)).expect("a session");
    let mut text = String::new();
    lines(&mut text, &[entry.line]);
    lines(&mut text, &[entry.fact]);
    lines(&mut text, &entry.types);
    lines(&mut text, &[TrainingLine::of(8, &session)]);
    insta::assert_snapshot!(text);
}
