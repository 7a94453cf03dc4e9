//! Finding the complaints of a person by what they are exactly known by.

use redress::{
    api::wire::{self, ErrorReason, Procedure},
    domain::{access::Role, ids::AuthorityId},
    store::{
        Acting,
        keys::{self, KeyId},
    },
};
use tonic::{Code, Status};

use crate::harness::{
    NORTHWICK, SOUTHMERE,
    build::{complaint, registration},
    caller::{Caller, fresh_id},
    contents::{rows, tables},
    day, for_each_register,
    refused::{invalid, refused},
};

fn person(email: &str, reference: &str) -> wire::Person {
    wire::Person {
        full_name: "Alex Invented".to_owned(),
        email: email.to_owned(),
        external_reference: reference.to_owned(),
        ..wire::Person::default()
    }
}

async fn register_for(caller: &Caller, parent: &str, email: &str, reference: &str) -> String {
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    about.complainant = Some(person(email, reference));
    let request = wire::RegisterRepresentationRequest {
        parent: parent.to_owned(),
        ..registration(about)
    };
    let answer = caller.representations().register_representation(request).await;
    answer.expect("a registration").into_inner().name
}

async fn find(caller: &Caller, parent: &str, email: &str, reference: &str) -> Result<Vec<String>, Status> {
    let mut request = wire::LookUpRepresentationsRequest {
        parent: parent.to_owned(),
        email: email.to_owned(),
        person_reference: reference.to_owned(),
        page_size: 2,
        ..wire::LookUpRepresentationsRequest::default()
    };
    let mut names = Vec::new();
    loop {
        let answer = caller
            .representations()
            .look_up_representations(request.clone())
            .await?;
        let page = answer.into_inner();
        assert!(
            page.representations
                .iter()
                .all(|found| found.complainant.is_none())
        );
        names.extend(page.representations.into_iter().map(|found| found.name));
        if page.next_page_token.is_empty() {
            return Ok(names);
        }
        request.page_token = page.next_page_token;
    }
}

/// A contact centre's question: has this person complained before? Found by the whole address or reference, however it is
/// written, in the own authority, and by nothing that is like it.
#[tokio::test]
async fn a_person_is_found_by_exactly_what_they_are_known_by() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut expected = Vec::new();
        for number in 0..5 {
            let reference = format!("P {number}");
            expected.push(register_for(&officer, NORTHWICK, "Zoe.Q@Example.org", &reference).await);
        }
        let other = register_for(&officer, NORTHWICK, "zoe.q2@example.org", "P 17").await;
        let south = register.client_of(SOUTHMERE, Role::Officer);
        let elsewhere = register_for(&south, SOUTHMERE, "zoe.q@example.org", "P 0").await;
        for email in ["zoe.q@example.org", " ZOE.Q@EXAMPLE.ORG "] {
            assert_eq!(
                find(&officer, NORTHWICK, email, "").await.expect("a page"),
                expected
            );
        }
        assert_eq!(
            find(&officer, NORTHWICK, "", "p17").await.expect("a page"),
            [other]
        );
        assert_eq!(
            find(&south, SOUTHMERE, "zoe.q@example.org", "")
                .await
                .expect("a page"),
            [elsewhere]
        );
        for like in ["zoe.q@example.or", "zoe", "%", "zoe.q@example.org.uk", "P 0"] {
            let found = find(&officer, NORTHWICK, like, "").await.expect("a page");
            assert!(found.is_empty(), "{like}");
        }
        for (email, reference) in [("", ""), ("zoe.q@example.org", "P 0"), ("  ", "")] {
            assert_eq!(
                invalid(find(&officer, NORTHWICK, email, reference).await).paths(),
                ["email"]
            );
        }
        for role in [Role::Intake, Role::Analyst, Role::Auditor, Role::Admin] {
            let found = refused(find(&register.client(role), NORTHWICK, "zoe.q@example.org", "").await);
            assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
        }
        assert_eq!(
            refused(find(&south, NORTHWICK, "zoe.q@example.org", "").await).code,
            Code::NotFound
        );
        // Each page was recorded, with what was found and by what, and not with whom.
        let recorded = rows(register.scratch, "sealed_read").await.concat();
        assert!(recorded.contains("LookUpRepresentations") && recorded.contains("look_up"));
        for table in tables(register.scratch).await {
            let all = rows(register.scratch, &table).await.concat().to_lowercase();
            assert!(!all.contains("zoe.q"), "{table}");
        }
        let of = |authority: &str| {
            format!(
                "SELECT count(DISTINCT hash) FROM look_up WHERE authority = '{authority}' AND kind = 'email'"
            )
        };
        assert_eq!(register.scratch.number(&of("northwick")).await, 2);
        let shared = "SELECT count(*) FROM look_up AS one JOIN look_up AS other ON one.hash = other.hash
             WHERE one.authority = 'northwick' AND other.authority = 'southmere'";
        assert_eq!(
            register.scratch.number(shared).await,
            0,
            "another authority's hashes compare with nothing"
        );
    })
    .await;
}

/// UK GDPR Articles 16 and 17: what was put right is found, what it was before is not, and who was erased is not.
#[tokio::test]
async fn a_person_is_found_by_what_was_put_right_and_not_once_erased() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = register_for(&officer, NORTHWICK, "old@example.org", "P1").await;
        let correct = wire::CorrectRepresentationRequest {
            name: name.clone(),
            corrected_date: Some(day(2026, 5, 1)),
            reason: "entered_wrongly".to_owned(),
            sealed: Some(wire::SealedCorrection {
                complainant: Some(person("new@example.org", "")),
                ..wire::SealedCorrection::default()
            }),
            request_id: fresh_id(),
            ..wire::CorrectRepresentationRequest::default()
        };
        officer
            .representations()
            .correct_representation(correct)
            .await
            .expect("a correction");
        let find_all = async || {
            let mut found = Vec::new();
            for (email, reference) in [("old@example.org", ""), ("", "P1"), ("new@example.org", "")] {
                found.push(
                    find(&officer, NORTHWICK, email, reference)
                        .await
                        .expect("a page")
                        .len(),
                );
            }
            found
        };
        assert_eq!(find_all().await, [0, 0, 1]);
        let number: i64 = name
            .rsplit('/')
            .next()
            .and_then(|number| number.parse().ok())
            .expect("a number");
        let northwick = AuthorityId::parse("northwick").expect("an id");
        let mut writer = register.scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer
            .begin("test_erase", Acting::ForAll)
            .await
            .expect("a unit of work");
        let person = (northwick, KeyId::of_person(number, "complainant"));
        let at = chrono::DateTime::UNIX_EPOCH;
        keys::destroy(&mut unit, &[person], at).await.expect("an erasure");
        unit.commit().await.expect("a commit");
        assert_eq!(find_all().await, [0, 0, 0]);
        assert_eq!(register.scratch.number("SELECT count(*) FROM look_up").await, 0);
    })
    .await;
}

/// What is found stays found when the keys are rotated.
#[tokio::test]
async fn a_person_is_found_after_keys_were_rotated() {
    use crate::sealing_keys::{rewrap, rotate};
    for_each_register(async |register| {
        let officer = register.officer();
        let name = register_for(&officer, NORTHWICK, "zoe@example.org", "P1").await;
        rotate(&register.client(Role::Admin), 1)
            .await
            .expect("another key");
        rewrap(&register.deployment()).await;
        register.restart().await;
        let officer = register.officer();
        let later = register_for(&officer, NORTHWICK, "zoe@example.org", "P1").await;
        let found = find(&officer, NORTHWICK, "zoe@example.org", "").await;
        assert_eq!(found.expect("a page"), [name, later]);
    })
    .await;
}
