//! A record is kept for as long as its rule says, reviewed, and destroyed by two persons. UK GDPR art. 5(1)(e): no longer
//! than is necessary; the rules are the council's own, with the defaults that councils' schedules commonly have.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use redress::{
    api::wire::{
        self, Confidence, ErasureBasis, ErrorReason, ExportSubjectRequest, HoldKind, ListErasuresRequest,
        ListRetentionRulesRequest, Procedure, RetentionClass, SubjectPerson, ThirdParties, View,
    },
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{
    NORTHWICK,
    build::{complaint, compliment},
    caller::Caller,
    date, day, for_each_register,
    refused::{invalid, refused},
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

/// The files of a bundle, by name, as text.
async fn bundle(caller: &Caller, request: ExportSubjectRequest) -> BTreeMap<String, String> {
    let mut parts = caller
        .records()
        .export_subject(request)
        .await
        .expect("a bundle")
        .into_inner();
    let (mut content, mut ended) = (Vec::new(), false);
    while let Some(part) = parts.message().await.expect("a part") {
        assert!(!ended && part.file_name == "subject-access.zip");
        content.extend(part.content);
        ended = part.last;
    }
    assert!(ended);
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).expect("an archive");
    (0..archive.len())
        .map(|place| {
            let mut file = archive.by_index(place).expect("a file");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("a text");
            (file.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// UK GDPR art. 15, and Data Protection Act 2018 schedule 2 paragraph 16: a person is told what is kept about them, and
/// not what is about others.
#[tokio::test]
async fn a_person_is_told_what_is_kept_about_them_with_third_parties_marked() {
    for_each_register(async |register| {
        let officer = register.officer();
        let person = |name: &str| {
            Some(wire::Person {
                full_name: name.to_owned(),
                ..wire::Person::default()
            })
        };
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.complainant = person("Alex Invented");
        about.service_user = person("Robin Invented");
        about.narrative = "Nobody came on Monday.".to_owned();
        about.people_named = "Sam Invented, a neighbour".to_owned();
        let name = officer.register(about).await.expect("a complaint").name;
        let erased = ended(&officer, Procedure::CorporateCode, day(2019, 5, 7)).await;
        officer
            .propose(&erased, ErasureBasis::ErasureRequest)
            .await
            .expect("a proposal");
        register
            .client(Role::Admin)
            .confirm(&erased)
            .await
            .expect("an erasure");
        let request = ExportSubjectRequest {
            parent: NORTHWICK.to_owned(),
            records: vec![name.clone(), erased],
            person: SubjectPerson::Complainant.into(),
            third_parties: ThirdParties::Marked.into(),
            officer: "manager".to_owned(),
        };
        let files = bundle(&officer, request.clone()).await;
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            ["contents.html", "record-01.html", "record-02.html", "records.csv"]
        );
        assert!(files["contents.html"].contains("record-02.html") && files["contents.html"].contains(&name));
        assert!(files["record-02.html"].contains("This record was erased on 1 June 2026"));
        let row = |what: &str, recorded: &str, mark: &str| format!("{name},{what},{recorded},{mark}\n");
        let table = &files["records.csv"];
        for expected in [
            row("Complainant: full name", "Alex Invented", ""),
            row(
                "Service user: full name",
                "Robin Invented",
                "About another person",
            ),
            row(
                "People named",
                "\"Sam Invented, a neighbour\"",
                "About another person",
            ),
            row(
                "Narrative",
                "Nobody came on Monday.",
                "Free text: read before it is disclosed",
            ),
            row("Received date", "2026-04-08", ""),
            row("Procedure", "children statutory", ""),
        ] {
            assert!(table.contains(&expected), "{expected} in {table}");
        }
        // For the child, it is the complainant who is another person; and what is about others may be left out.
        let mut request = request;
        request.person = SubjectPerson::ServiceUser.into();
        request.third_parties = ThirdParties::Withheld.into();
        let files = bundle(&officer, request.clone()).await;
        for (name, text) in &files {
            assert!(!text.contains("Alex") && !text.contains("Sam Invented"), "{name}");
        }
        assert!(files["record-01.html"].contains("Robin Invented"));
        assert!(files["record-01.html"].contains("Withheld: this is about another person."));
        // Everything that is wrong is told at once; another authority's record is none of this one.
        request.records = vec![
            name.clone(),
            name,
            "authorities/southmere/representations/1".to_owned(),
        ];
        request.person = 0;
        request.officer = String::new();
        let wrong = invalid(officer.records().export_subject(request).await.map(drop));
        assert_eq!(wrong.paths(), ["records[2]", "person", "officer"]);
    })
    .await;
}
