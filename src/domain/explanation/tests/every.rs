//! Every clock of records to which everything happened, as it is told. Sentences may be bettered; dates, laws and
//! counts in them may not change, and each was reckoned by hand once.

use std::fmt::Write;

use super::*;
use crate::domain::{
    lists::List,
    ombudsman::{self, OmbudsmanCase},
    representation::{
        Appointment, Conversion, Declaration, Deferral, Milestone, NotedKind, Plan, Role, Withdrawal,
    },
    testing::{complaint, context},
};

fn of_representation(events: &[Event], reference: &Reference) -> String {
    let state = told(events);
    let mut text = String::new();
    for clock in state.clocks(reference) {
        let explained = Explanation::of_representation(&state, clock.name, clock.stage, reference);
        tell(&mut text, &explained.expect("an explanation"));
    }
    text
}

fn tell(text: &mut String, explained: &Explanation) {
    let Explanation {
        clock,
        policy,
        rule,
        calendar_known_on,
        calendar_position,
        anchor,
        uncounted,
        days_counted,
        lines,
    } = explained;
    let policy = policy.as_ref().map(|policy| policy.number);
    assert_eq!((rule.clock, rule.unit), (clock.name, clock.unit));
    assert!(lines.iter().any(|line| line.contains(anchor)), "{anchor}");
    writeln!(
        text,
        "# {:?} {}: policy {policy:?}, calendar {calendar_known_on:?} {calendar_position}, counted {days_counted}, \
         not counted {}",
        clock.name,
        clock.stage,
        uncounted.len()
    )
    .expect("text");
    for line in lines {
        writeln!(text, "{line}").expect("text");
    }
}

fn reached(milestone: Milestone, on: &str) -> Event {
    Event::MilestoneReached {
        milestone,
        on: day(on),
    }
}

fn revocation(on: &str) -> Revocation {
    Revocation {
        on: day(on),
        reason: code("entered_wrongly"),
    }
}

/// SI 2006/1738 regs 14 to 20.
#[test]
fn a_childrens_complaint_through_all_its_stages() {
    let chair = Appointment {
        role: Role::PanelChair,
        officer: code("chair-1"),
        stage: 3,
        on: day("2025-03-24"),
        declaration: Declaration::default(),
    };
    let mut registered = complaint(Procedure::ChildrenStatutory, "2024-10-01", 1);
    registered.grounds_arose_on = Some(day("2024-02-29"));
    registered.received_at = "2024-10-01T17:30:00Z".parse().ok();
    let events = [
        Event::Registered(registered),
        Event::Acknowledged {
            on: day("2024-10-03"),
        },
        Event::PlanAgreed(Plan {
            on: day("2024-10-03"),
            length: 12,
            discussed: true,
            told_on: None,
        }),
        paused("2024-10-08"),
        Event::ClockResumed {
            pause: 1,
            on: day("2024-10-09"),
        },
        paused("2024-10-10"),
        Event::PauseRevoked {
            pause: 2,
            revocation: revocation("2024-10-11"),
        },
        extended(20, "2024-10-11"),
        Event::ExtensionRevoked {
            extension: 1,
            revocation: revocation("2024-10-14"),
        },
        answered("2024-10-21"),
        asked_for_next("2024-11-23"),
        reached(Milestone::StatementAgreed, "2024-12-02"),
        extended(65, "2024-12-18"),
        answered("2025-03-06"),
        asked_for_next("2025-03-17"),
        Event::Appointed(chair),
        Event::PanelArranged {
            meets_on: day("2025-04-28"),
        },
        reached(Milestone::PanelPapers, "2025-04-09"),
        reached(Milestone::PanelMet, "2025-04-28"),
        reached(Milestone::PanelReport, "2025-05-06"),
        answered("2025-05-23"),
    ];
    let reference = changed(reference(), 2, &policy("2024-01-01"));
    insta::assert_snapshot!("through_all_stages", of_representation(&events, &reference));
    insta::assert_snapshot!("under_way", of_representation(&events[..4], &reference));
    insta::assert_snapshot!("at_stage_2", of_representation(&events[..13], &reference));
    insta::assert_snapshot!("at_stage_3", of_representation(&events[..17], &reference));
}

/// SI 2006/1738 reg 8: a complaint waits for proceedings, and is looked at again.
#[test]
fn a_complaint_that_waited_for_proceedings() {
    let events = [
        Event::Registered(complaint(Procedure::ChildrenStatutory, "2024-10-01", 1)),
        Event::Acknowledged {
            on: day("2024-10-03"),
        },
        Event::Deferred(Deferral {
            on: day("2024-10-08"),
            proceedings: code("court"),
            told_on: day("2024-10-09"),
        }),
        Event::DeferralReviewed {
            on: day("2024-11-12"),
        },
        Event::ProceedingsEnded {
            on: day("2024-12-02"),
        },
        Event::Resumed {
            on: day("2025-01-06"),
            late_acceptance_reason: None,
        },
    ];
    insta::assert_snapshot!("deferred", of_representation(&events[..4], &reference()));
    insta::assert_snapshot!("proceedings_ended", of_representation(&events[..5], &reference()));
    insta::assert_snapshot!("resumed", of_representation(&events, &reference()));
}

#[test]
fn a_complaint_that_was_withdrawn_and_taken_up_again() {
    let withdrawal = Withdrawal {
        on: day("2024-10-08"),
        reason: code("resolved"),
        confirmed_on: None,
        continues_as_review: false,
    };
    let events = [
        Event::Registered(complaint(Procedure::CorporateCode, "2024-10-01", 1)),
        Event::Withdrawn(withdrawal),
        Event::WithdrawalRetracted {
            on: day("2024-10-15"),
        },
        answered("2024-10-30"),
    ];
    insta::assert_snapshot!("withdrawn", of_representation(&events[..2], &reference()));
    insta::assert_snapshot!("taken_up_again", of_representation(&events[..3], &reference()));
    insta::assert_snapshot!("answered", of_representation(&events, &reference()));
}

/// SI 2009/309 regs 12 to 14: one stage, and six months for the whole.
#[test]
fn an_adults_complaint_and_a_comment_and_what_was_converted() {
    let mut adults = complaint(Procedure::AdultStatutory, "2024-08-30", 1);
    adults.grounds_arose_on = Some(day("2023-10-31"));
    let agreed = Event::ClockExtended(Extension {
        clock: ClockName::Longstop,
        length: 8,
        reason: code("complexity"),
        decided_on: day("2024-12-02"),
        complainant_agreed: true,
        agreed_by: Some(code("head-1")),
        told_on: None,
    });
    let events = [Event::Registered(adults), agreed, answered("2025-03-31")];
    insta::assert_snapshot!("adults_under_way", of_representation(&events[..2], &reference()));
    insta::assert_snapshot!("adults_answered", of_representation(&events, &reference()));
    let mut comment = complaint(Procedure::Informal, "2024-10-01", 1);
    comment.matter = Matter::Noted {
        kind: NotedKind::Comment,
        concerns: Vec::new(),
    };
    comment.reply_wanted = true;
    insta::assert_snapshot!(
        "comment",
        of_representation(&[Event::Registered(comment)], &reference())
    );
    let converted = [
        Event::Registered(complaint(Procedure::Informal, "2024-10-01", 1)),
        Event::Converted(Conversion {
            to: Procedure::ChildrenStatutory,
            on: day("2024-10-10"),
            reason: code("other"),
            decided_by: None,
            told_on: None,
            concerns: Vec::new(),
        }),
    ];
    insta::assert_snapshot!("converted", of_representation(&converted, &reference()));
}

/// Manual for Councils 6; Compliance Manual 4; Local Government Act 1974 ss30 and 31.
#[test]
fn every_clock_of_a_case() {
    use ombudsman::Command as Do;
    let extended = |due_on: &str, agreed_on: &str| ombudsman::Extended {
        due_on: day(due_on),
        agreed_on: day(agreed_on),
    };
    let enquiry = |received_on: &str, letter_due_on: Option<&str>| Do::RecordEnquiry {
        kind: ombudsman::EnquiryKind::Investigation,
        received_on: day(received_on),
        letter_due_on: letter_due_on.map(day),
    };
    let category = reference().list(List::OmbudsmanCategories).codes()[0].id.clone();
    let commands = [
        Do::Register(ombudsman::CaseRegistration {
            reference: "23 013 837".to_owned(),
            category,
            service: None,
            received_on: day("2023-08-03"),
            notified_on: None,
            from_annual_list: false,
            representation: None,
        }),
        enquiry("2023-08-14", None),
        enquiry("2023-08-21", Some("2023-09-01")),
        enquiry("2023-08-22", None),
        Do::ExtendEnquiry {
            enquiry: 3,
            to: extended("2023-10-02", "2023-08-25"),
        },
        Do::AnswerEnquiry {
            enquiry: 1,
            on: day("2023-08-23"),
        },
        Do::RecordDraft {
            on: day("2023-09-04"),
            letter_due_on: None,
        },
        Do::Decide(ombudsman::FinalDecision {
            decision: ombudsman::Decision::Upheld,
            taxonomy: None,
            decided_on: day("2023-09-27"),
            received_on: Some(day("2023-09-29")),
            ground: None,
            satisfactory_remedy_before_referral: false,
            public_report: true,
        }),
        Do::AgreeRemedy(ombudsman::AgreedRemedy {
            recommendation: ombudsman::Recommendation::Personal,
            kind: code("apology"),
            further_kinds: Vec::new(),
            amount_pence: None,
            basis: None,
            budget: None,
            due_on: day("2023-10-27"),
        }),
        Do::Remedy {
            remedy: 1,
            step: ombudsman::RemedyStep::Complete {
                on: day("2023-10-30"),
                paid_on: None,
            },
        },
        Do::LogDuty(ombudsman::DutyEntry {
            assessed_on: day("2023-10-02"),
            reason: ombudsman::DutyReason::PublicReport,
            triggered: Some((ombudsman::Route::Section5A, ombudsman::Body::Executive)),
        }),
        Do::TakeDutyStep {
            duty: 1,
            step: ombudsman::DutyStep::Reported,
            on: day("2023-10-03"),
        },
    ];
    let reference = reference();
    let context = context(&reference, true);
    let mut state = None;
    for (position, command) in (10..).zip(&commands) {
        let events = ombudsman::decide(state.as_ref(), command, &context);
        for event in &events.unwrap_or_else(|refusal| panic!("{command:?}: {refusal}")) {
            state = OmbudsmanCase::evolve(state, at(position, event));
        }
    }
    let case = state.expect("a case");
    let mut text = String::new();
    for (number, clock) in case.clocks(&reference).all() {
        let explained = Explanation::of_case(&case, clock.name, number, &reference);
        tell(&mut text, &explained.expect("an explanation"));
    }
    insta::assert_snapshot!(text);
}
