//! Steps that a case of the Ombudsman does not allow.

use redress::api::wire::{Decision, ErrorReason};

use super::expect::Unchanged;
use crate::harness::{
    NORTHWICK, Register,
    build::{decision, ombudsman_case, remedy},
    day, for_each_register,
};

async fn case(register: &Register<'_>, reference: &str) -> String {
    let case = ombudsman_case(reference, day(2026, 2, 2));
    register.officer().register_case(case).await.expect("a case").name
}

/// Local Government Act 1974 ss30 and 31: one decision, and remedies for what was upheld.
#[tokio::test]
async fn a_step_after_the_decision_or_a_remedy_without_one() {
    for_each_register(async |register| {
        let officer = register.officer();
        let open = case(register, "26 000 001").await;
        let decided = case(register, "26 000 002").await;
        let not_upheld = decision(Decision::NotUpheld, day(2026, 3, 2));
        officer
            .decide(&decided, not_upheld.clone())
            .await
            .expect("a decision");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.decide(&decided, not_upheld).await,
            officer.enquire(&decided, day(2026, 3, 3), None).await,
        ] {
            let on = [("date", "2026-03-02")];
            unchanged
                .by_rule(register, answer, ErrorReason::CaseDecided, &on)
                .await;
        }
        for name in [open, decided] {
            let answer = officer
                .agree_remedy(&name, remedy("apology", day(2026, 4, 1)))
                .await;
            unchanged
                .by_rule(register, answer, ErrorReason::CaseNotUpheld, &[])
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_enquiry_a_remedy_or_a_representation_that_there_is_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = case(register, "26 000 001").await;
        let unchanged = Unchanged::since(register).await;
        let answer = officer.answer_enquiry(&name, 1, day(2026, 3, 2)).await;
        let enquiry = [("enquiry", "1")];
        unchanged
            .by_rule(register, answer, ErrorReason::EnquiryUnknown, &enquiry)
            .await;
        let answer = officer.complete_remedy(&name, 3, day(2026, 3, 2)).await;
        unchanged
            .by_rule(register, answer, ErrorReason::RemedyUnknown, &[("remedy", "3")])
            .await;

        // A number that nothing has, and the number of something else.
        for number in ["9999", name.rsplit('/').next().expect("a number"), "1"] {
            let target = format!("{NORTHWICK}/representations/{number}");
            let answer = officer.link(&name, &target).await;
            unchanged
                .by_rule(register, answer, ErrorReason::LinkTargetUnknown, &[])
                .await;
            let mut linked = ombudsman_case("26 000 003", day(2026, 2, 2));
            linked.representation = target;
            let answer = officer.register_case(linked).await;
            unchanged
                .by_rule(register, answer, ErrorReason::LinkTargetUnknown, &[])
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_step_of_a_case_that_is_out_of_order() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = case(register, "26 000 001").await;
        officer
            .enquire(&name, day(2026, 2, 9), None)
            .await
            .expect("an enquiry");
        officer
            .answer_enquiry(&name, 1, day(2026, 2, 20))
            .await
            .expect("an answer");
        let unchanged = Unchanged::since(register).await;
        let again = officer.answer_enquiry(&name, 1, day(2026, 2, 23)).await;
        let on = [("date", "2026-02-20")];
        unchanged
            .by_rule(register, again, ErrorReason::AlreadyDone, &on)
            .await;
        let early = decision(Decision::Upheld, day(2026, 2, 1));
        for answer in [
            officer.enquire(&name, day(2026, 2, 1), None).await,
            officer.decide(&name, early).await,
        ] {
            let on = [("anchor_date", "2026-02-02")];
            unchanged
                .by_rule(register, answer, ErrorReason::DateBeforeAnchor, &on)
                .await;
        }
        let letter = officer
            .enquire(&name, day(2026, 3, 2), Some(day(2026, 3, 1)))
            .await;
        let on = [("anchor_date", "2026-03-02")];
        unchanged
            .by_rule(register, letter, ErrorReason::DateBeforeAnchor, &on)
            .await;

        let upheld = decision(Decision::Upheld, day(2026, 3, 16));
        officer.decide(&name, upheld).await.expect("a decision");
        officer
            .agree_remedy(&name, remedy("apology", day(2026, 4, 1)))
            .await
            .expect("a remedy");
        officer
            .complete_remedy(&name, 1, day(2026, 3, 20))
            .await
            .expect("done");
        let unchanged = Unchanged::since(register).await;
        let again = officer.complete_remedy(&name, 1, day(2026, 3, 21)).await;
        let on = [("date", "2026-03-20")];
        unchanged
            .by_rule(register, again, ErrorReason::AlreadyDone, &on)
            .await;
        let early = officer
            .agree_remedy(&name, remedy("apology", day(2026, 3, 15)))
            .await;
        let on = [("anchor_date", "2026-03-16")];
        unchanged
            .by_rule(register, early, ErrorReason::DateBeforeAnchor, &on)
            .await;
    })
    .await;
}

#[tokio::test]
async fn more_enquiries_than_a_case_may_have() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = case(register, "26 000 001").await;
        for _ in 0..redress::domain::limits::ENQUIRIES_MAX {
            officer
                .enquire(&name, day(2026, 2, 9), None)
                .await
                .expect("an enquiry");
        }
        let unchanged = Unchanged::since(register).await;
        let answer = officer.enquire(&name, day(2026, 2, 9), None).await;
        unchanged
            .by_rule(register, answer, ErrorReason::LimitReached, &[("limit", "50")])
            .await;
    })
    .await;
}
