//! A record is kept for as long as its rule says, reviewed, and destroyed by two persons. UK GDPR art. 5(1)(e): no longer
//! than is necessary; the rules are the council's own, with the defaults that councils' schedules commonly have.

use redress::{
    api::wire::{
        self, Confidence, ErasureBasis, ErrorReason, HoldKind, ListErasuresRequest,
        ListRetentionRulesRequest, Procedure, RetentionClass, View,
    },
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{
    NORTHWICK,
    build::{complaint, compliment},
    caller::Caller,
    date, day, for_each_register,
    refused::refused,
    retention::{confirmation, proposal, rule},
};

async fn ended(officer: &Caller, procedure: Procedure, on: wire::Date) -> String {
    let name = officer
        .register(complaint(procedure, on))
        .await
        .expect("a complaint")
        .name;
    officer.withdraw(&name, on).await.expect("a withdrawal");
    name
}

/// The records of a review, by name.
async fn due(caller: &Caller, as_at: wire::Date) -> Vec<String> {
    let found = caller.due(as_at).await;
    found.into_iter().map(|record| record.record).collect()
}

#[tokio::test]
async fn what_is_due_is_listed_in_the_order_in_which_it_ended() {
    for_each_register(async |register| {
        let officer = register.officer();
        let adult = ended(&officer, Procedure::AdultStatutory, day(2019, 5, 7)).await;
        let corporate = ended(&officer, Procedure::CorporateCode, day(2018, 5, 7)).await;
        let child = ended(&officer, Procedure::ChildrenStatutory, day(2010, 5, 7)).await;
        let open = complaint(Procedure::CorporateCode, day(2010, 5, 7));
        officer.register(open).await.expect("a complaint");
        let mut praise = compliment(day(2019, 1, 7));
        praise.received_date = Some(day(2019, 1, 7));
        let praise = officer.register(praise).await.expect("a compliment").name;
        let auditor = register.client(Role::Auditor);
        assert_eq!(due(&auditor, day(2024, 5, 6)).await, Vec::<String>::new());
        assert_eq!(due(&auditor, day(2024, 5, 7)).await, [corporate.clone()]);
        let later = [corporate.clone(), praise.clone(), adult.clone()];
        assert_eq!(due(&auditor, day(2025, 5, 7)).await, later);
        // Of the child no age is known, so that it may have been a newborn.
        assert_eq!(due(&auditor, day(2035, 5, 7)).await.first(), Some(&child));
        let kept = auditor.retention(&child).await.expect("its retention");
        let schedule = kept.schedule.expect("a schedule");
        assert_eq!(schedule.retention_class(), RetentionClass::ChildrenStatutory);
        assert_eq!(
            (schedule.ended_date, schedule.due_date),
            (Some(day(2010, 5, 7)), Some(day(2035, 5, 7)))
        );
        assert_eq!((kept.etag.as_str(), kept.position), ("", 0));
        // A held one is listed with its hold.
        officer
            .place_hold(&corporate, HoldKind::Inquiry)
            .await
            .expect("a hold");
        let listed = auditor.due(day(2024, 5, 7)).await;
        assert_eq!(
            listed[0].schedule.as_ref().expect("a schedule").holds,
            ["inquiry"]
        );
        assert_eq!(listed[0].holds.len(), 1);
        // Pages go on where the one before ended.
        let mut request = wire::ReviewRetentionRequest {
            parent: NORTHWICK.to_owned(),
            page_size: 2,
            as_at_date: Some(day(2025, 5, 7)),
            ..wire::ReviewRetentionRequest::default()
        };
        let first = auditor
            .records()
            .review_retention(request.clone())
            .await
            .expect("a page")
            .into_inner();
        request.page_token = first.next_page_token;
        let second = auditor
            .records()
            .review_retention(request)
            .await
            .expect("a page")
            .into_inner();
        let pages = [first.records, second.records].concat();
        let names: Vec<String> = pages.into_iter().map(|record| record.record).collect();
        assert_eq!((names, second.next_page_token.as_str()), (later.to_vec(), ""));
    })
    .await;
}

#[tokio::test]
async fn a_council_puts_its_own_rule_in_the_place_of_the_default() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = ended(&officer, Procedure::CorporateCode, day(2023, 5, 8)).await;
        let list = async || {
            let parent = NORTHWICK.to_owned();
            let request = ListRetentionRulesRequest { parent };
            let rules = officer.records().list_retention_rules(request).await;
            rules.expect("the rules").into_inner().rules
        };
        let before = list().await;
        assert_eq!(before.len(), 8);
        assert!(
            before
                .iter()
                .all(|rule| matches!(rule.confidence(), Confidence::C | Confidence::D))
        );
        let request = rule(RetentionClass::CorporateCode, 3);
        let saved = admin
            .records()
            .set_retention_rule(request.clone())
            .await
            .expect("a rule")
            .into_inner();
        assert_eq!(Some(&saved), request.rule.as_ref());
        let again = admin
            .records()
            .set_retention_rule(request)
            .await
            .expect("the same answer")
            .into_inner();
        assert_eq!(again, saved);
        assert_eq!(list().await[2], saved);
        assert_eq!(due(&officer, day(2026, 5, 8)).await, [name]);
    })
    .await;
}

#[tokio::test]
async fn two_persons_destroy_a_record_and_its_receipt_is_left() {
    for_each_register(async |register| {
        register.set_today(date(2026, 6, 1));
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = ended(&officer, Procedure::CorporateCode, day(2019, 5, 7)).await;
        let mut request = proposal(&name, ErasureBasis::RetentionEnded);
        request.validate_only = true;
        let foreseen = officer.records().propose_destruction(request.clone()).await;
        let foreseen = foreseen.expect("an answer").into_inner();
        assert_eq!(foreseen.position, 0);
        request.validate_only = false;
        let proposed = officer.records().propose_destruction(request).await;
        let proposed = proposed.expect("a proposal").into_inner();
        assert_eq!(proposed.proposal, foreseen.proposal);
        let waiting = proposed.proposal.clone().expect("a proposal");
        assert_eq!(waiting.due_date, Some(day(2025, 5, 7)));
        assert_eq!(waiting.proposed_by.expect("who").officer, "manager");
        // Who comes late is told; what is only foreseen destroys nothing.
        let mut request = confirmation(&name, "hos-1");
        request.etag = proposed.etag;
        officer.place_hold(&name, HoldKind::Other).await.expect("a hold");
        let stale = refused(admin.records().confirm_destruction(request.clone()).await);
        assert_eq!((stale.code, stale.reason), (Code::Aborted, ErrorReason::EtagStale));
        request.etag = officer.release_hold(&name, 1).await.expect("a release").etag;
        request.validate_only = true;
        admin.records().confirm_destruction(request.clone()).await.expect("an answer");
        assert!(officer.get(&name, View::Basic).await.expect("the record").erasure.is_none());
        request.validate_only = false;
        let erased = admin.records().confirm_destruction(request.clone()).await;
        let erased = erased.expect("an erasure").into_inner();
        let again = admin.records().confirm_destruction(request).await;
        assert_eq!(again.expect("the same answer").into_inner(), erased);
        let receipt = erased.receipt.clone().expect("a receipt");
        assert_eq!(receipt.erasure.expect("an erasure").erased_date, Some(day(2026, 6, 1)));
        assert_eq!(
            receipt.text,
            format!(
                "The keys of {name} were destroyed on 1 June 2026, because its retention period had ended, proposed by \
                 manager and confirmed by hos-1; position {} of the log of northwick. Its names, contact details, \
                 narrative and other free text can be opened by nobody; its coded facts stay.",
                receipt.position
            )
        );
        // The record says so itself, in its own stream, and its coded facts are as they were.
        let record = officer.get(&name, View::Full).await.expect("the record");
        assert_eq!(record.erasure, receipt.erasure);
        assert_eq!(record.position, receipt.position + 1);
        assert_eq!(record.concerns.len(), 1);
        assert_eq!(due(&officer, day(2040, 1, 1)).await, Vec::<String>::new());
        let request = ListErasuresRequest {
            parent: NORTHWICK.to_owned(),
            ..ListErasuresRequest::default()
        };
        let listed = officer.records().list_erasures(request).await.expect("the receipts").into_inner();
        assert_eq!(listed.records.len(), 1);
        assert_eq!(listed.records[0].receipt, Some(receipt));
    })
    .await;
}
