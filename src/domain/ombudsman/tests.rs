//! A case of the Ombudsman as a story.

mod lists;
mod reports;
mod steps;
mod whole;

use super::*;
use crate::domain::{
    clock::{Clock, ClockState},
    refusal::Refusal,
    testing::{at, code, context, day, reference},
};

/// Carries out commands one after the other; each must be accepted.
fn carried_out(commands: &[Command]) -> OmbudsmanCase {
    let reference = reference();
    let context = context(&reference, true);
    let mut state = None;
    for (position, command) in (2..).zip(commands) {
        let events = decide(state.as_ref(), command, &context).expect("an accepted step");
        for event in &events {
            state = OmbudsmanCase::evolve(state, at(position, event));
        }
    }
    state.expect("a case")
}

fn refused(commands: &[Command], command: &Command) -> Refusal {
    let reference = reference();
    let context = context(&reference, false);
    decide(Some(&carried_out(commands)), command, &context).expect_err("a refusal")
}

fn register() -> Command {
    Command::Register(CaseRegistration {
        reference: "23 013 837".to_owned(),
        category: code("housing"),
        service: None,
        received_on: day("2023-08-03"),
        notified_on: None,
        from_annual_list: false,
        representation: None,
    })
}

fn enquiry(received_on: &str, letter_due_on: Option<&str>) -> Command {
    Command::RecordEnquiry {
        kind: EnquiryKind::Investigation,
        received_on: day(received_on),
        letter_due_on: letter_due_on.map(day),
    }
}

fn decision(decision: Decision) -> Command {
    Command::Decide(FinalDecision {
        decision,
        taxonomy: None,
        decided_on: day("2023-09-27"),
        received_on: None,
        ground: None,
        satisfactory_remedy_before_referral: false,
        public_report: false,
    })
}

fn remedy(due_on: &str) -> Command {
    Command::AgreeRemedy(AgreedRemedy {
        recommendation: Recommendation::Personal,
        kind: code("apology"),
        further_kinds: Vec::new(),
        amount_pence: None,
        basis: None,
        budget: None,
        due_on: day(due_on),
    })
}

fn step(step: RemedyStep) -> Command {
    Command::Remedy { remedy: 1, step }
}

fn completed(on: &str) -> Command {
    step(RemedyStep::Complete {
        on: day(on),
        paid_on: None,
    })
}

/// The Ombudsman expects an answer within 20 working days, or by the date in the letter.
#[test]
fn an_enquiry_is_due_in_20_working_days_or_by_the_letter() {
    let case = carried_out(&[
        register(),
        enquiry("2023-08-14", None),
        enquiry("2023-08-14", Some("2023-08-25")),
    ]);
    let clocks = case.clocks(&reference()).enquiries;
    let due: Vec<_> = clocks
        .iter()
        .map(|clock| clock.due.map(|due| due.agreed_on))
        .collect();
    assert_eq!(due, [Some(day("2023-09-12")), Some(day("2023-08-25"))]);
    assert_eq!(case.state(), CaseState::UnderEnquiry);
}

#[test]
fn an_answer_stops_the_clock_and_a_decision_leaves_the_rest() {
    let case = carried_out(&[
        register(),
        enquiry("2023-08-14", None),
        enquiry("2023-08-21", None),
        Command::AnswerEnquiry {
            enquiry: 1,
            on: day("2023-08-23"),
        },
        decision(Decision::NotUpheld),
    ]);
    let clocks = case.clocks(&reference()).enquiries;
    assert_eq!(
        (clocks[0].state(), clocks[0].working_days_taken),
        (ClockState::Met, 7)
    );
    assert_eq!(clocks[1].state(), ClockState::Left);
    assert_eq!(case.state(), CaseState::Closed);
}

/// Remedies belong to upheld cases, each with its own date (Compliance Manual 3).
#[test]
fn a_remedy_is_agreed_once_upheld_and_known_to_be_late() {
    assert_eq!(
        refused(&[register()], &remedy("2023-10-27")),
        Refusal::CaseNotUpheld
    );
    assert_eq!(
        refused(
            &[register(), decision(Decision::NotUpheld)],
            &remedy("2023-10-27")
        ),
        Refusal::CaseNotUpheld
    );
    let upheld = [register(), decision(Decision::Upheld)];
    let before = Refusal::DateBeforeAnchor {
        anchor_on: day("2023-09-27"),
    };
    assert_eq!(refused(&upheld, &remedy("2023-09-26")), before);
    let late = carried_out(&[
        register(),
        decision(Decision::Upheld),
        remedy("2023-10-27"),
        completed("2023-10-28"),
    ]);
    assert!(late.remedies[0].is_completed_late());
    assert_eq!(late.state(), CaseState::AwaitingCompliance);
    assert_eq!(
        refused(&upheld, &completed("2023-10-28")),
        Refusal::RemedyUnknown { remedy: 1 },
    );
}

#[test]
fn a_case_is_decided_once_and_takes_no_enquiry_after() {
    let decided = [register(), decision(Decision::ReferredBack)];
    let refusal = Refusal::CaseDecided {
        on: day("2023-09-27"),
    };
    assert_eq!(refused(&decided, &decision(Decision::Upheld)), refusal);
    assert_eq!(refused(&decided, &enquiry("2023-10-01", None)), refusal);
    let link = Command::Link { representation: 99 };
    assert_eq!(refused(&decided, &link), Refusal::LinkTargetUnknown);
}

/// The newer words follow from the older ones.
#[test]
fn the_crosswalk_between_the_taxonomies_is_total() {
    let classes = Decision::ALL.iter().map(|decision| decision.class());
    let count = |class| classes.clone().filter(|found| *found == class).count();
    assert_eq!(
        DecisionClass::ALL
            .iter()
            .map(|class| count(*class))
            .collect::<Vec<_>>(),
        [4, 1, 2],
    );
}
