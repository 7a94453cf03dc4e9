//! Lists: in pages of any size, by filters, and with tokens that are good for their own list only.

mod learning;

use redress::{
    api::wire::{self, ErrorReason, Finding, Kind, Procedure, RepresentationFilter, State},
    domain::access::Role,
};
use tokio::task::JoinSet;
use tonic::Code;

use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    build::{comment, complaint, compliment, ombudsman_case},
    caller::Caller,
    day,
    editions::preparation,
    for_each_register,
    learning::{action, training},
    refused::{invalid, refused},
    releases::preview,
};

fn list(filter: RepresentationFilter) -> wire::ListRepresentationsRequest {
    wire::ListRepresentationsRequest {
        parent: NORTHWICK.to_owned(),
        filter: Some(filter),
        ..wire::ListRepresentationsRequest::default()
    }
}

/// The names of every page, in order.
async fn walk(caller: &Caller, mut request: wire::ListRepresentationsRequest) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        let page = caller
            .representations()
            .list_representations(request.clone())
            .await;
        let page = page.expect("a page").into_inner();
        let size = usize::try_from(request.page_size).expect("a size");
        assert!(size == 0 || page.representations.len() <= size);
        names.extend(page.representations.into_iter().map(|record| record.name));
        if page.next_page_token.is_empty() {
            return names;
        }
        request.page_token = page.next_page_token;
    }
}

/// Twelve records, some of each sort.
async fn twelve(register: &Register<'_>) -> Vec<String> {
    let officer = register.officer();
    let mut names = Vec::new();
    for number in 0..4 {
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 1 + number));
        about.team = "LAC".to_owned();
        about.external_reference = format!("CRM-{number}");
        let name = officer.register(about).await.expect("a complaint").name;
        names.push(name);
        let on = day(2026, 5, 1 + number);
        names.push(officer.register(comment(on)).await.expect("a comment").name);
        names.push(officer.register(compliment(on)).await.expect("a compliment").name);
    }
    officer
        .answer(&names[3], 1, Finding::Upheld, day(2026, 4, 20))
        .await
        .expect("a response");
    officer
        .withdraw(&names[6], day(2026, 4, 20))
        .await
        .expect("withdrawn");
    names
}

#[tokio::test]
async fn every_page_size_gives_every_record_once_in_order() {
    for_each_register(async |register| {
        let names = twelve(register).await;
        let analyst = register.client(Role::Analyst);
        for page_size in [1, 2, 3, 5, 11, 12, 13, 0] {
            let request = wire::ListRepresentationsRequest {
                page_size,
                ..list(RepresentationFilter::default())
            };
            assert_eq!(walk(&analyst, request).await, names, "pages of {page_size}");
        }
        let request = wire::ListRepresentationsRequest {
            page_size: -1,
            ..list(RepresentationFilter::default())
        };
        let answer = analyst.representations().list_representations(request).await;
        assert_eq!(invalid(answer).paths(), ["page_size"]);
    })
    .await;
}

#[tokio::test]
async fn a_page_is_never_larger_than_the_limit() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut calls = JoinSet::new();
        for _ in 0..201 {
            let caller = officer.clone();
            calls.spawn(async move { caller.register(comment(day(2026, 5, 1))).await.map(drop) });
        }
        for answer in calls.join_all().await {
            answer.expect("a registration");
        }
        for (asked, given) in [(0, 50), (200, 200), (5_000, 200)] {
            let request = wire::ListRepresentationsRequest {
                page_size: asked,
                ..list(RepresentationFilter::default())
            };
            let page = officer.representations().list_representations(request).await;
            assert_eq!(page.expect("a page").get_ref().representations.len(), given);
        }
    })
    .await;
}

#[tokio::test]
async fn filters_restrict_together() {
    for_each_register(async |register| {
        let names = twelve(register).await;
        let officer = register.officer();
        let none = RepresentationFilter::default;
        let pick = |places: &[usize]| {
            places
                .iter()
                .map(|place| names[*place].clone())
                .collect::<Vec<_>>()
        };
        let complaints = i32::from(Kind::Complaint);
        let cases: Vec<(RepresentationFilter, Vec<String>)> = vec![
            (
                RepresentationFilter {
                    kinds: vec![complaints],
                    ..none()
                },
                pick(&[0, 3, 6, 9]),
            ),
            (
                RepresentationFilter {
                    kinds: vec![complaints, Kind::Compliment.into()],
                    received_from_date: Some(day(2026, 4, 4)),
                    received_until_date: Some(day(2026, 5, 2)),
                    ..none()
                },
                pick(&[2, 5, 9]),
            ),
            (
                RepresentationFilter {
                    states: vec![State::Answered.into()],
                    ..none()
                },
                pick(&[3]),
            ),
            (
                RepresentationFilter {
                    states: vec![State::Withdrawn.into(), State::Open.into()],
                    ..none()
                },
                pick(&[0, 6, 9]),
            ),
            (
                RepresentationFilter {
                    teams: vec!["team 7".to_owned()],
                    ..none()
                },
                pick(&[0, 3, 6, 9]),
            ),
            (
                RepresentationFilter {
                    teams: vec!["potholes".to_owned()],
                    ..none()
                },
                Vec::new(),
            ),
            (
                RepresentationFilter {
                    procedures: vec![Procedure::AdultStatutory.into()],
                    ..none()
                },
                Vec::new(),
            ),
            (
                RepresentationFilter {
                    external_reference: "CRM-2".to_owned(),
                    ..none()
                },
                pick(&[6]),
            ),
            (
                RepresentationFilter {
                    external_reference: "CRM".to_owned(),
                    ..none()
                },
                Vec::new(),
            ),
        ];
        for (filter, expected) in cases {
            let request = wire::ListRepresentationsRequest {
                page_size: 2,
                ..list(filter.clone())
            };
            assert_eq!(walk(&officer, request).await, expected, "{filter:?}");
        }
        let filter = RepresentationFilter {
            teams: vec!["Team 99".to_owned()],
            ..none()
        };
        let answer = officer.representations().list_representations(list(filter)).await;
        assert_eq!(invalid(answer).paths(), ["filter.teams[0]"]);
    })
    .await;
}

/// What is registered while somebody turns pages comes at the end; nothing is shown twice or left out.
#[tokio::test]
async fn a_list_holds_still_while_its_pages_are_turned() {
    for_each_register(async |register| {
        let mut names = twelve(register).await;
        let officer = register.officer();
        let mut request = wire::ListRepresentationsRequest {
            page_size: 5,
            ..list(RepresentationFilter::default())
        };
        let page = officer
            .representations()
            .list_representations(request.clone())
            .await;
        let page = page.expect("a page").into_inner();
        let mut seen: Vec<String> = page
            .representations
            .into_iter()
            .map(|record| record.name)
            .collect();
        names.push(
            officer
                .register(comment(day(2026, 5, 20)))
                .await
                .expect("a comment")
                .name,
        );
        request.page_token = page.next_page_token;
        seen.extend(walk(&officer, request).await);
        assert_eq!(seen, names);
    })
    .await;
}

#[tokio::test]
async fn a_token_is_good_for_its_own_list_only() {
    for_each_register(async |register| {
        twelve(register).await;
        let officer = register.officer();
        let mut request = wire::ListRepresentationsRequest {
            page_size: 2,
            ..list(RepresentationFilter::default())
        };
        let page = officer
            .representations()
            .list_representations(request.clone())
            .await;
        let token = page.expect("a page").into_inner().next_page_token;
        request.page_token.clone_from(&token);
        request.page_size = 7;
        officer
            .representations()
            .list_representations(request.clone())
            .await
            .expect("any page size");
        let mut filtered = request.clone();
        filtered.filter = Some(RepresentationFilter {
            kinds: vec![1],
            ..RepresentationFilter::default()
        });
        let mut cut = request.clone();
        cut.page_token.pop();
        for wrong in [filtered, cut] {
            let found = refused(officer.representations().list_representations(wrong).await);
            let expected = (Code::InvalidArgument, ErrorReason::PageTokenInvalid);
            assert_eq!((found.code, found.reason), expected);
        }
        let theirs = wire::ListRepresentationsRequest {
            parent: SOUTHMERE.to_owned(),
            ..request
        };
        let stranger = register.client_of(SOUTHMERE, Role::Officer);
        let found = refused(stranger.representations().list_representations(theirs).await);
        assert_eq!(found.reason, ErrorReason::PageTokenInvalid);
        let cases = wire::ListCasesRequest {
            parent: NORTHWICK.to_owned(),
            page_token: token,
            ..wire::ListCasesRequest::default()
        };
        let found = refused(officer.ombudsman().list_cases(cases).await);
        assert_eq!(found.reason, ErrorReason::PageTokenInvalid);
    })
    .await;
}

#[tokio::test]
async fn cases_codes_policies_clients_and_authorities_come_in_pages_too() {
    for_each_register(async |register| {
        let officer = register.officer();
        for number in 1..=3 {
            let case = ombudsman_case(&format!("26 000 00{number}"), day(2026, 5, 1));
            officer.register_case(case).await.expect("a case");
            let learnt = action(day(2026, 5, 1), day(2026, 7, number));
            officer.record_action(learnt).await.expect("an action");
            let held = training(day(2026, 5, 1), number);
            officer.record_training(held).await.expect("a session");
            let edition = officer.prepare_edition(preparation()).await;
            edition.expect("an edition");
            let release = officer.preview_release(preview()).await;
            release.expect("a release");
        }
        let admin = register.client(Role::Admin);
        let paths = [
            ("OmbudsmanService/ListCases", NORTHWICK.to_owned(), &officer, 3),
            ("LearningService/ListActions", NORTHWICK.to_owned(), &officer, 3),
            ("LearningService/ListTraining", NORTHWICK.to_owned(), &officer, 3),
            ("EditionsService/ListEditions", NORTHWICK.to_owned(), &officer, 3),
            ("ReleasesService/ListReleases", NORTHWICK.to_owned(), &officer, 3),
            (
                "ReferenceService/ListCodes",
                format!("{NORTHWICK}/lists/services"),
                &officer,
                3,
            ),
            ("ReferenceService/ListPolicies", NORTHWICK.to_owned(), &officer, 6),
            ("AccessService/ListClients", NORTHWICK.to_owned(), &admin, 7),
        ];
        // These requests and answers number their fields alike: a parent, a size, a token; elements and a token.
        for (method, parent, caller, expected) in paths {
            let mut request = wire::ListClientsRequest {
                parent,
                page_size: 1,
                page_token: String::new(),
            };
            let mut pages = 0;
            loop {
                let bytes = caller
                    .send(&format!("/redress.v1.{method}"), &request)
                    .await
                    .expect("a page");
                pages += 1;
                request.page_token = token_of(&bytes);
                if request.page_token.is_empty() {
                    break;
                }
            }
            assert_eq!(pages, expected, "{method}");
        }
        let request = wire::ListAuthoritiesRequest {
            page_size: 1,
            page_token: String::new(),
        };
        let page = register
            .deployment()
            .reference()
            .list_authorities(request.clone())
            .await;
        let token = page.expect("a page").into_inner().next_page_token;
        let request = wire::ListAuthoritiesRequest {
            page_token: token,
            ..request
        };
        let page = register.deployment().reference().list_authorities(request).await;
        let page = page.expect("a page").into_inner();
        assert_eq!(
            (page.authorities[0].name.as_str(), page.next_page_token.as_str()),
            (SOUTHMERE, "")
        );
    })
    .await;
}

/// Field 2 of a list's answer.
fn token_of(answer: &[u8]) -> String {
    #[derive(Clone, PartialEq, prost::Message)]
    struct Page {
        #[prost(string, tag = "2")]
        next_page_token: String,
    }
    let page: Page = prost::Message::decode(answer).expect("a page");
    page.next_page_token
}
