//! Steps of a record's retention that are refused, and steps of a record that was erased.

use redress::{
    api::wire::{ErasureBasis, ErrorReason, HoldKind, Procedure, RetentionClass, View},
    domain::access::Role,
};

use super::expect::Unchanged;
use crate::harness::{
    build::{complaint, ombudsman_case},
    caller::Caller,
    day, for_each_register,
    retention::{CONFIRMER, PROPOSER, confirmation, rule},
    samples::fresh_reference,
};

async fn open(officer: &Caller) -> String {
    let about = complaint(Procedure::CorporateCode, day(2026, 4, 8));
    officer.register(about).await.expect("a complaint").name
}

async fn ended(officer: &Caller) -> String {
    let name = open(officer).await;
    officer
        .withdraw(&name, day(2026, 4, 9))
        .await
        .expect("a withdrawal");
    name
}

/// UK GDPR art. 5(1)(e) and 17(3)(b): nothing is destroyed before its time, and nothing that is under way.
#[tokio::test]
async fn a_record_that_is_not_due() {
    for_each_register(async |register| {
        let officer = register.officer();
        let (open, ended) = (open(&officer).await, ended(&officer).await);
        let unchanged = Unchanged::since(register).await;
        for basis in [ErasureBasis::ErasureRequest, ErasureBasis::RetentionEnded] {
            let answer = officer.propose(&open, basis).await;
            unchanged
                .by_rule(register, answer, ErrorReason::RecordNotEnded, &[])
                .await;
        }
        let answer = officer.propose(&ended, ErasureBasis::RetentionEnded).await;
        let due = [("due_date", "2032-04-09")];
        let refused = unchanged
            .by_rule(register, answer, ErrorReason::RetentionNotDue, &due)
            .await;
        assert!(refused.metadata["source"].contains("Limitation Act 1980"));
    })
    .await;
}

/// What the authority's own schedule keeps for ever is not due at any time.
#[tokio::test]
async fn a_record_that_is_kept_for_ever() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = ended(&officer).await;
        let admin = register.client(Role::Admin);
        let for_ever = rule(RetentionClass::CorporateCode, 0);
        admin
            .records()
            .set_retention_rule(for_ever)
            .await
            .expect("a rule");
        let unchanged = Unchanged::since(register).await;
        let answer = officer.propose(&name, ErasureBasis::RetentionEnded).await;
        let refused = unchanged
            .by_rule(register, answer, ErrorReason::RecordKeptForEver, &[])
            .await;
        assert_eq!(refused.metadata["source"], "Schedule of the council, line 12");
    })
    .await;
}

/// Inquiries Act 2005 s35 and the others: a hold wins over a rule and over a request, before the proposal and after it.
#[tokio::test]
async fn a_record_under_a_hold() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = ended(&officer).await;
        officer
            .propose(&name, ErasureBasis::ErasureRequest)
            .await
            .expect("a proposal");
        admin
            .place_hold(&name, HoldKind::Litigation)
            .await
            .expect("a hold");
        officer
            .place_hold(&name, HoldKind::Inquiry)
            .await
            .expect("a hold");
        let unchanged = Unchanged::since(register).await;
        let held = [("holds", "inquiry,litigation")];
        let answer = admin.confirm(&name).await;
        unchanged
            .by_rule(register, answer, ErrorReason::RecordHeld, &held)
            .await;
        let answer = officer.release_hold(&name, 3).await;
        let third = [("hold", "3")];
        unchanged
            .by_rule(register, answer, ErrorReason::HoldUnknown, &third)
            .await;
        for hold in [1, 2] {
            officer.release_hold(&name, hold).await.expect("a release");
        }
        // An open case of the Ombudsman holds what it is about without anybody's doing.
        let mut case = ombudsman_case(&fresh_reference(), day(2026, 4, 20));
        case.representation = name.clone();
        officer.register_case(case).await.expect("a case");
        let unchanged = Unchanged::since(register).await;
        let held = [("holds", "open_ombudsman_case")];
        let answer = admin.confirm(&name).await;
        unchanged
            .by_rule(register, answer, ErrorReason::RecordHeld, &held)
            .await;
    })
    .await;
}

/// One person proposes, and another one confirms: another client and another officer.
#[tokio::test]
async fn a_destruction_by_one_person() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = ended(&officer).await;
        let unchanged = Unchanged::since(register).await;
        for answer in [admin.confirm(&name).await, officer.withdraw_proposal(&name).await] {
            unchanged
                .by_rule(register, answer, ErrorReason::DestructionNotProposed, &[])
                .await;
        }
        officer
            .propose(&name, ErasureBasis::ErasureRequest)
            .await
            .expect("a proposal");
        let unchanged = Unchanged::since(register).await;
        for (who, post) in [(&officer, CONFIRMER), (&admin, PROPOSER), (&officer, PROPOSER)] {
            let answer = who.records().confirm_destruction(confirmation(&name, post)).await;
            unchanged
                .by_rule(register, answer, ErrorReason::SecondPersonNeeded, &[])
                .await;
        }
        let answer = officer.propose(&name, ErasureBasis::ErasureRequest).await;
        let on = [("date", "2026-06-01")];
        unchanged
            .by_rule(register, answer, ErrorReason::DestructionProposed, &on)
            .await;
    })
    .await;
}

/// UK GDPR art. 17: nothing of an erased record changes any more, and nothing is done about it.
#[tokio::test]
async fn a_step_of_an_erased_record() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = ended(&officer).await;
        let mut case = ombudsman_case(&fresh_reference(), day(2026, 4, 8));
        case.category = "highways_and_transport".to_owned();
        let case = officer.register_case(case).await.expect("a case").name;
        let found = crate::harness::build::decision(redress::api::wire::Decision::NotUpheld, day(2026, 5, 4));
        officer.decide(&case, found).await.expect("a decision");
        for record in [&name, &case] {
            officer
                .propose(record, ErasureBasis::ErasureRequest)
                .await
                .expect("a proposal");
            admin.confirm(record).await.expect("an erasure");
        }
        let shown = officer.get_case(&case, View::Basic).await.expect("the case");
        assert_eq!(
            shown.erasure.expect("an erasure").basis(),
            ErasureBasis::ErasureRequest
        );
        let unchanged = Unchanged::since(register).await;
        let on = [("date", "2026-06-01")];
        let reason = ErrorReason::RecordErased;
        let answer = officer.acknowledge(&name, day(2026, 4, 9)).await;
        unchanged.by_rule(register, answer, reason, &on).await;
        let answer = officer.publish(&case, day(2026, 5, 20)).await;
        unchanged.by_rule(register, answer, reason, &on).await;
        for answer in [
            officer.place_hold(&name, HoldKind::Inquiry).await,
            officer.propose(&case, ErasureBasis::ErasureRequest).await,
            admin.confirm(&name).await,
        ] {
            unchanged.by_rule(register, answer, reason, &on).await;
        }
    })
    .await;
}

/// Without a ledger, a restored backup would bring back what was destroyed.
#[tokio::test]
async fn a_destruction_without_a_ledger_of_erasures() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = ended(&officer).await;
        officer
            .propose(&name, ErasureBasis::ErasureRequest)
            .await
            .expect("a proposal");
        register.serve_without_ledger().await;
        let unchanged = Unchanged::since(register).await;
        let answer = register.client(Role::Admin).confirm(&name).await;
        unchanged
            .by_rule(register, answer, ErrorReason::ErasureLedgerMissing, &[])
            .await;
    })
    .await;
}
