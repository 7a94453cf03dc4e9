//! Fields that are wrong whatever the register holds.

use redress::{
    api::wire::{self, Closure, Date, ErrorReason, Procedure},
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{
    NORTHWICK, SOUTHMERE,
    build::{comment, complaint, concern, ombudsman_case, registration},
    caller::fresh_id,
    date, day, for_each_register,
    refused::{invalid, refused},
};

#[tokio::test]
async fn everything_that_is_wrong_is_named_at_once() {
    for_each_register(async |register| {
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 2, 30));
        about.procedure = 42;
        about.service = "libraries".to_owned();
        about.team = "Team 99".to_owned();
        about.method = String::new();
        about.made_by = "the cat".to_owned();
        about.themes = vec!["kindness".to_owned()];
        about.narrative = "before\u{7}after".to_owned();
        about.concerns[0].category = "weather".to_owned();
        about.concerns.push(wire::Concern {
            subcategory: "late-visit".to_owned(),
            ..concern("staff")
        });
        about.complainant = Some(wire::Person {
            email: "x".repeat(255),
            ..wire::Person::default()
        });
        about.service_user_equality = Some(wire::Equality {
            sex: "perhaps".to_owned(),
            source: "hearsay".to_owned(),
            ..wire::Equality::default()
        });
        let mut request = registration(about);
        request.request_id = "with a space".to_owned();
        let answer = register
            .officer()
            .representations()
            .register_representation(request)
            .await;
        let found = invalid(answer);
        let mut paths = found.paths();
        paths.sort_unstable();
        assert_eq!(
            paths,
            [
                "representation.complainant.email",
                "representation.concerns[0].category",
                "representation.concerns[1].subcategory",
                "representation.made_by",
                "representation.method",
                "representation.narrative",
                "representation.procedure",
                "representation.received_date",
                "representation.service",
                "representation.service_user_equality.sex",
                "representation.service_user_equality.source",
                "representation.team",
                "representation.themes",
                "request_id",
            ]
        );
        assert_eq!(found.about("representation.team"), "is not in the list teams");
        let what = found.about("representation.concerns[1].subcategory");
        assert_eq!(what, "must be under the category");
    })
    .await;
}

#[tokio::test]
async fn an_authority_that_nobody_knows_is_not_found() {
    for_each_register(async |register| {
        for caller in [register.officer(), register.deployment()] {
            let mut request = registration(comment(day(2026, 5, 1)));
            request.parent = "authorities/nowhere".to_owned();
            let answer = caller.representations().register_representation(request).await;
            let code = answer.expect_err("a refusal").code();
            assert!(matches!(code, Code::NotFound | Code::PermissionDenied));
        }
        let mut request = registration(comment(day(2026, 5, 1)));
        for parent in [
            "northwick",
            "authorities/Northwick",
            "authorities/northwick/",
            "councils/northwick",
        ] {
            parent.clone_into(&mut request.parent);
            let answer = register.officer().representations();
            let answer = { answer }.register_representation(request.clone()).await;
            assert_eq!(invalid(answer).paths(), ["parent"], "{parent}");
        }
    })
    .await;
}

/// What has happened lies not in the future, by the day in London and not in UTC.
#[tokio::test]
async fn a_date_must_be_a_day_that_has_come() {
    for_each_register(async |register| {
        let officer = register.officer();
        let path = ["representation.received_date"];
        let not_dates = [
            day(2026, 2, 29),
            day(2026, 13, 1),
            day(2026, 0, 0),
            day(0, 0, 0),
            day(1989, 12, 31),
        ];
        for wrong in not_dates.into_iter().chain([day(2026, 6, 2), day(2201, 1, 1)]) {
            let answer = officer.register(comment(wrong)).await;
            assert_eq!(invalid(answer).paths(), path, "{wrong:?}");
        }
        let future = invalid(officer.register(comment(day(2026, 6, 2))).await);
        assert_eq!(future.about(path[0]), "must not be in the future");
        let name = officer
            .register(comment(day(2026, 6, 1)))
            .await
            .expect("today")
            .name;
        let tomorrow = day(2026, 6, 2);
        let found = invalid(officer.acknowledge(&name, tomorrow).await);
        assert_eq!(found.paths(), ["acknowledged_date"]);
        let found = invalid(officer.close(&name, tomorrow, Closure::Resolved).await);
        assert_eq!(found.paths(), ["closed_date"]);
        let found = invalid(officer.withdraw(&name, tomorrow).await);
        assert_eq!(found.paths(), ["withdrawn_date"]);
        let case = ombudsman_case("26 000 001", tomorrow);
        let found = invalid(officer.register_case(case).await);
        assert_eq!(found.paths(), ["ombudsman_case.received_date"]);
    })
    .await;
}

/// At half past eleven at night in UTC it is tomorrow in London, in summer.
#[tokio::test]
async fn today_is_the_day_in_london() {
    for_each_register(async |register| {
        let officer = register.officer();
        register.set_now(date(2026, 7, 1).and_hms_opt(23, 30, 0).expect("a time"));
        officer
            .register(comment(day(2026, 7, 2)))
            .await
            .expect("it is the second in London");
        register.set_now(date(2026, 12, 1).and_hms_opt(23, 30, 0).expect("a time"));
        let answer = officer.register(comment(day(2026, 12, 2))).await;
        assert_eq!(invalid(answer).paths(), ["representation.received_date"]);
    })
    .await;
}

#[tokio::test]
async fn a_number_that_no_enum_has_is_refused() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
        let name = officer
            .register(about.clone())
            .await
            .expect("a registration")
            .name;
        for number in [-1, 6, 99, i32::MAX] {
            let mut wrong = about.clone();
            (wrong.kind, wrong.procedure) = (number, number);
            let mut expected = vec!["representation.kind"];
            if wire::Kind::try_from(number).is_ok() {
                expected = vec!["representation.procedure"];
            }
            assert_eq!(
                invalid(officer.register(wrong).await).paths(),
                expected,
                "{number}"
            );
            let request = wire::GetRepresentationRequest {
                name: name.clone(),
                view: number,
            };
            let answer = officer.representations().get_representation(request).await;
            assert_eq!(invalid(answer).paths(), ["view"]);
        }
        let request = wire::ListRepresentationsRequest {
            parent: NORTHWICK.to_owned(),
            filter: Some(wire::RepresentationFilter {
                kinds: vec![1, 99],
                states: vec![0],
                procedures: vec![77],
                ..wire::RepresentationFilter::default()
            }),
            ..wire::ListRepresentationsRequest::default()
        };
        let answer = officer.representations().list_representations(request).await;
        let paths = ["filter.kinds[1]", "filter.procedures[0]", "filter.states[0]"];
        assert_eq!(invalid(answer).paths(), paths);
    })
    .await;
}

/// The number of another authority's record may be the number of one of ours. A name says whose it means.
#[tokio::test]
async fn a_link_is_to_a_record_of_the_same_authority() {
    for_each_register(async |register| {
        let officer = register.officer();
        let ours = officer
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration")
            .name;
        let theirs = ours.replace(NORTHWICK, SOUTHMERE);
        let case = ombudsman_case("26 000 001", day(2026, 5, 1));
        let mut linked = case.clone();
        linked.representation.clone_from(&theirs);
        let found = invalid(officer.register_case(linked).await);
        assert_eq!(found.paths(), ["ombudsman_case.representation"]);
        let name = officer.register_case(case).await.expect("a case").name;
        let found = invalid(officer.link(&name, &theirs).await);
        assert_eq!(found.paths(), ["representation"]);
        officer.link(&name, &ours).await.expect("a link");
        let request = wire::ListCasesRequest {
            parent: NORTHWICK.to_owned(),
            filter: Some(wire::CaseFilter {
                representation: theirs,
                ..wire::CaseFilter::default()
            }),
            ..wire::ListCasesRequest::default()
        };
        let answer = officer.ombudsman().list_cases(request).await;
        assert_eq!(invalid(answer).paths(), ["filter.representation"]);
    })
    .await;
}

/// The deployment itself has no register: its clients are admins, and nobody can take its id.
#[tokio::test]
async fn the_deployment_is_not_an_authority() {
    for_each_register(async |register| {
        let deployment = register.deployment();
        let request = wire::RegisterAuthorityRequest {
            authority_id: "system".to_owned(),
            authority: Some(wire::Authority {
                display_name: "The system".to_owned(),
                r#type: wire::AuthorityType::County.into(),
                ..wire::Authority::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = deployment.reference().register_authority(request).await;
        assert_eq!(invalid(answer).paths(), ["authority_id"]);
        let request = wire::SaveClientRequest {
            parent: "authorities/system".to_owned(),
            client_id: "reporting".to_owned(),
            client: Some(wire::Client {
                role: wire::Role::Analyst.into(),
                ..wire::Client::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = deployment.access().save_client(request.clone()).await;
        assert_eq!(invalid(answer).paths(), ["client.role"]);
        let admin = register.client(Role::Admin);
        let found = refused(admin.access().save_client(request).await);
        assert_eq!(
            (found.code, found.reason),
            (Code::NotFound, ErrorReason::NotFound)
        );
    })
    .await;
}

/// A code that is over, or not yet begun, on the day that the record is about.
#[tokio::test]
async fn a_code_is_used_within_its_dates() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let request = wire::SaveCodeRequest {
            parent: format!("{NORTHWICK}/lists/services"),
            code_id: "libraries".to_owned(),
            code: Some(wire::Code {
                display_name: "Libraries".to_owned(),
                valid_from_date: Some(day(2026, 4, 1)),
                valid_until_date: Some(Date {
                    day: 30,
                    ..day(2026, 4, 1)
                }),
                ..wire::Code::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        admin.reference().save_code(request).await.expect("a saved code");
        let officer = register.officer();
        let on = |day: Date| {
            let mut about = comment(day);
            about.service = "libraries".to_owned();
            about
        };
        for good in [day(2026, 4, 1), day(2026, 4, 30)] {
            officer.register(on(good)).await.expect("a registration");
        }
        for wrong in [day(2026, 3, 31), day(2026, 5, 1)] {
            let found = invalid(officer.register(on(wrong)).await);
            let text = found.about("representation.service");
            assert_eq!(text, "is not valid for this date in the list services");
        }
    })
    .await;
}
