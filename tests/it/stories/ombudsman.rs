//! What the Local Government and Social Care Ombudsman asks, decides and recommends (Local Government Act 1974).

use redress::api::{
    convert::dates::money,
    wire::{CaseState, Clock, ClockState, Decision, DecisionClass, Procedure, View},
};

use crate::harness::{
    build::{complaint, decision, ombudsman_case, remedy},
    day, for_each_register,
};

/// Manual for Councils: an enquiry is answered within 20 working days, or by the date in the letter. Local Government
/// Act 1974 s31: what was recommended is then carried out.
#[tokio::test]
async fn a_case_goes_from_enquiry_to_completed_remedies() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2023, 1, 9));
        let complaint = officer.register(about).await.expect("a registration").name;
        let case = officer
            .register_case(ombudsman_case("23 013 837", day(2023, 4, 3)))
            .await;
        let case = case.expect("a case");
        assert_eq!(case.state(), CaseState::Received);
        let name = case.name.as_str();
        let linked = officer.link(name, &complaint).await.expect("a link");
        assert_eq!(linked.representation, complaint);

        let step = officer
            .enquire(name, day(2023, 4, 6), None)
            .await
            .expect("an enquiry");
        assert_eq!(step.state(), CaseState::UnderEnquiry);
        let clock = step.enquiries[0].clock.as_ref().expect("its clock");
        assert_eq!(
            clock.due_date,
            Some(day(2023, 5, 10)),
            "Easter, May Day and the Coronation"
        );
        let letter = Some(day(2023, 6, 1));
        let step = officer
            .enquire(name, day(2023, 5, 2), letter)
            .await
            .expect("another one");
        let clock = step.enquiries[1].clock.as_ref().expect("its clock");
        assert_eq!(clock.due_date, letter, "the letter's date is the due date");
        officer
            .answer_enquiry(name, 1, day(2023, 5, 10))
            .await
            .expect("an answer");
        let step = officer
            .answer_enquiry(name, 2, day(2023, 6, 2))
            .await
            .expect("an answer");
        assert_eq!(step.state(), CaseState::AwaitingDecision);
        let states: Vec<ClockState> = step
            .enquiries
            .iter()
            .filter_map(|enquiry| enquiry.clock.as_ref().map(Clock::state))
            .collect();
        assert_eq!(states, [ClockState::Met, ClockState::Missed]);
        decide_and_remedy(&officer, name).await;
    })
    .await;
}

async fn decide_and_remedy(officer: &crate::harness::caller::Caller, name: &str) {
    let mut upheld = decision(Decision::Upheld, day(2023, 9, 1));
    upheld.ground = "fault_and_injustice".to_owned();
    upheld.public_report = true;
    upheld.text = "The council was at fault.".to_owned();
    let decided = officer.decide(name, upheld).await.expect("a decision");
    assert_eq!(decided.state(), CaseState::Closed, "nothing to do yet");
    let found = decided.decision.expect("the decision");
    assert_eq!(found.decision_class(), DecisionClass::Investigated);
    assert_eq!(found.text, "", "sealed");

    let mut payment = remedy("financial_redress_distress", day(2023, 10, 2));
    payment.amount = Some(money(15_050));
    payment.text = "To be paid to the mother.".to_owned();
    officer.agree_remedy(name, payment).await.expect("a remedy");
    let step = officer
        .agree_remedy(name, remedy("apology", day(2023, 9, 15)))
        .await;
    assert_eq!(step.expect("a remedy").state(), CaseState::RemediesOpen);
    officer
        .complete_remedy(name, 1, day(2023, 10, 2))
        .await
        .expect("done");
    let done = officer
        .complete_remedy(name, 2, day(2023, 9, 18))
        .await
        .expect("done");
    assert_eq!(done.state(), CaseState::AwaitingCompliance);
    let late: Vec<bool> = done.remedies.iter().map(|remedy| remedy.completed_late).collect();
    assert_eq!(late, [false, true]);
    assert_eq!(done.remedies[0].amount, Some(money(15_050)));
    assert_eq!(officer.get_case(name, View::Basic).await.expect("the case"), done);
    let full = officer.get_case(name, View::Full).await.expect("the case");
    assert_eq!(
        full.decision.expect("the decision").text,
        "The council was at fault."
    );
    assert_eq!(full.remedies[0].text, "To be paid to the mother.");
}

/// An enquiry that the decision overtakes was neither met nor missed.
#[tokio::test]
async fn a_decision_ends_an_enquiry_that_was_never_answered() {
    for_each_register(async |register| {
        let officer = register.officer();
        let case = officer
            .register_case(ombudsman_case("24 000 001", day(2024, 4, 8)))
            .await;
        let name = case.expect("a case").name;
        officer
            .enquire(&name, day(2024, 4, 10), None)
            .await
            .expect("an enquiry");
        let not_for_us = decision(Decision::ReferredBack, day(2024, 4, 12));
        let decided = officer.decide(&name, not_for_us).await.expect("a decision");
        assert_eq!(decided.state(), CaseState::Closed);
        let clock = decided.enquiries[0].clock.as_ref().expect("its clock");
        assert_eq!(clock.state(), ClockState::Left);
    })
    .await;
}
