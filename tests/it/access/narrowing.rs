//! Clients that may see a part of the records, and elected members.

use std::collections::BTreeSet;

use redress::{
    api::wire::{self, ErrorReason, Procedure, View},
    domain::access::Role,
};
use tonic::{Code, Streaming};

use crate::harness::{
    NORTHWICK, Register,
    build::{complaint, ombudsman_case},
    caller::{Caller, fresh_id},
    day, for_each_register,
    refused::{invalid, refused},
};

const NO_SUCH: &str = "authorities/northwick/representations/999999";

/// An officer of Northwick who may see a part of its records.
async fn narrowed(register: &Register<'_>, id: &str, narrowing: wire::Narrowing) -> Caller {
    let granted = (Role::Officer, Some(narrowing));
    let admin = register.client(Role::Admin);
    register.with_token(&admin.new_narrowed_client(NORTHWICK, id, granted).await)
}

fn of_officer(officer: &str) -> wire::Narrowing {
    wire::Narrowing {
        officer: officer.to_owned(),
        ..wire::Narrowing::default()
    }
}

async fn register_one(officer: &Caller, procedure: Procedure) -> String {
    let about = complaint(procedure, day(2026, 4, 8));
    officer.register(about).await.expect("a complaint").name
}

/// The names on each page.
async fn pages(caller: &Caller, page_size: i32) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut page_token = String::new();
    loop {
        let request = wire::ListRepresentationsRequest {
            parent: NORTHWICK.to_owned(),
            page_size,
            page_token,
            filter: None,
        };
        let answer = caller.representations().list_representations(request).await;
        let answer = answer.expect("a page").into_inner();
        pages.push(
            answer
                .representations
                .into_iter()
                .map(|found| found.name)
                .collect(),
        );
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            return pages;
        }
    }
}

/// The records whose changes are told, listed and watched alike.
async fn told(caller: &Caller) -> BTreeSet<String> {
    let list = wire::ListChangesRequest {
        parent: NORTHWICK.to_owned(),
        page_size: 200,
        ..wire::ListChangesRequest::default()
    };
    let listed = caller
        .changes()
        .list_changes(list)
        .await
        .expect("the changes")
        .into_inner();
    assert_eq!(listed.next_after_position, listed.head_position, "all of them");
    let watch = wire::WatchChangesRequest {
        parent: NORTHWICK.to_owned(),
        ..wire::WatchChangesRequest::default()
    };
    let mut watch = caller
        .changes()
        .watch_changes(watch)
        .await
        .expect("a watch")
        .into_inner();
    let mut watched = BTreeSet::new();
    // The first heartbeat says that it has caught up.
    while let Some(wire::watch_changes_response::Message::Change(change)) = next(&mut watch).await {
        watched.insert(change.name);
    }
    assert_eq!(watched, names_of(&listed.changes));
    watched
}

async fn next(
    watch: &mut Streaming<wire::WatchChangesResponse>,
) -> Option<wire::watch_changes_response::Message> {
    let told = watch.message().await.expect("a message");
    told.and_then(|told| told.message)
}

fn names_of(changes: &[wire::Change]) -> BTreeSet<String> {
    changes.iter().map(|change| change.name.clone()).collect()
}

#[tokio::test]
async fn an_officer_sees_what_it_is_appointed_to_until_the_appointment_ends() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mine = register_one(&officer, Procedure::CorporateCode).await;
        let other = register_one(&officer, Procedure::CorporateCode).await;
        let appointment = wire::Appointment {
            role: wire::AppointmentRole::CaseOfficer.into(),
            officer: "investigator".to_owned(),
            appointed_date: Some(day(2026, 4, 9)),
            ..wire::Appointment::default()
        };
        officer.appoint(&mine, appointment).await.expect("an appointment");
        let investigator = narrowed(register, "investigator", of_officer("investigator")).await;
        investigator
            .get(&mine, View::Full)
            .await
            .expect("the record in full");
        assert_eq!(pages(&investigator, 0).await, [[mine.clone()]]);
        let outside = investigator
            .get(&other, View::Basic)
            .await
            .expect_err("a refusal");
        let no_such = investigator
            .get(NO_SUCH, View::Basic)
            .await
            .expect_err("a refusal");
        assert_eq!(outside.code(), Code::NotFound);
        assert_eq!(
            (outside.message(), outside.details()),
            (no_such.message(), no_such.details())
        );
        let step = wire::AcknowledgeRepresentationRequest {
            name: mine.clone(),
            acknowledged_date: Some(day(2026, 4, 9)),
            request_id: fresh_id(),
            ..wire::AcknowledgeRepresentationRequest::default()
        };
        let take = || async {
            investigator
                .representations()
                .acknowledge_representation(step.clone())
                .await
        };
        take().await.expect("a step");
        take().await.expect("the same again");
        let answer = investigator.acknowledge(&other, day(2026, 4, 9)).await;
        assert_eq!(refused(answer).code, Code::NotFound);
        let end = wire::EndAppointmentRequest {
            name: mine.clone(),
            appointment: 1,
            ended_date: Some(day(2026, 4, 20)),
            request_id: fresh_id(),
            ..wire::EndAppointmentRequest::default()
        };
        let refusal = refused(investigator.representations().end_appointment(end.clone()).await);
        assert_eq!(refusal.reason, ErrorReason::ClientNarrowed);
        officer
            .representations()
            .end_appointment(end)
            .await
            .expect("an end");
        let gone = refused(investigator.get(&mine, View::Basic).await);
        assert_eq!(gone.code, Code::NotFound);
        assert_eq!(
            refused(take().await).code,
            Code::NotFound,
            "nor what it was answered before"
        );
        assert_eq!(pages(&investigator, 0).await, [Vec::<String>::new()]);
    })
    .await;
}

#[tokio::test]
async fn a_call_about_more_than_a_part() {
    for_each_register(async |register| {
        let desk = narrowed(register, "desk", of_officer("investigator")).await;
        let clocks = wire::ListClocksRequest {
            parent: NORTHWICK.to_owned(),
            ..wire::ListClocksRequest::default()
        };
        let found = refused(desk.representations().list_clocks(clocks).await);
        assert_eq!(
            (found.code, found.reason),
            (Code::PermissionDenied, ErrorReason::ClientNarrowed)
        );
        assert_eq!(found.metadata["method"], "ListClocks");
        assert_eq!(found.metadata.len(), 1);
        // A role that may not call at all is told so, narrowed or not.
        let save = wire::SaveCodeRequest::default();
        let found = refused(desk.reference().save_code(save).await);
        assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
    })
    .await;
}

/// Pages fill from what a client may see, whatever lies between.
#[tokio::test]
async fn a_service_and_a_team_see_their_own() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut of_adults = Vec::new();
        for _ in 0..3 {
            register_one(&officer, Procedure::CorporateCode).await;
            of_adults.push(register_one(&officer, Procedure::AdultStatutory).await);
        }
        let of_service = wire::Narrowing {
            services: vec!["adults".to_owned()],
            ..wire::Narrowing::default()
        };
        let adults = narrowed(register, "adults", of_service.clone()).await;
        assert_eq!(pages(&adults, 0).await, [of_adults.clone()]);
        assert_eq!(pages(&adults, 2).await, [&of_adults[..2], &of_adults[2..]]);
        let mut of_hospital = complaint(Procedure::AdultStatutory, day(2026, 4, 8));
        of_hospital.team = "hospital".to_owned();
        let name = officer.register(of_hospital).await.expect("a complaint").name;
        let of_team = wire::Narrowing {
            teams: vec!["hospital".to_owned()],
            ..of_service
        };
        let hospital = narrowed(register, "hospital", of_team).await;
        assert_eq!(pages(&hospital, 1).await, [[name.clone()]]);
        assert_eq!(
            told(&adults).await,
            BTreeSet::from_iter([of_adults, vec![name.clone()]].concat())
        );
        assert_eq!(told(&hospital).await, BTreeSet::from([name.clone()]));
        let mut case = ombudsman_case("26 555 001", day(2026, 4, 8));
        case.service = "adults".to_owned();
        let case = officer.register_case(case).await.expect("a case").name;
        adults.get_case(&case, View::Basic).await.expect("the case");
        let found = refused(hospital.get_case(&case, View::Basic).await);
        assert_eq!(found.code, Code::NotFound, "no team has a case");
        register.restart().await;
    })
    .await;
}

#[tokio::test]
async fn a_client_is_narrowed_and_narrowed_no_more() {
    for_each_register(async |register| {
        let name = register_one(&register.officer(), Procedure::CorporateCode).await;
        let admin = register.client(Role::Admin);
        let desk = narrowed(register, "desk", of_officer("manager")).await;
        assert_eq!(refused(desk.get(&name, View::Basic).await).code, Code::NotFound);
        let list = wire::ListClientsRequest {
            parent: NORTHWICK.to_owned(),
            ..wire::ListClientsRequest::default()
        };
        let listed = admin
            .access()
            .list_clients(list)
            .await
            .expect("the clients")
            .into_inner();
        let known = listed
            .clients
            .iter()
            .find(|client| client.name.ends_with("/desk"));
        assert_eq!(
            known.and_then(|known| known.narrowing.clone()),
            Some(of_officer("manager"))
        );
        let save = |narrowing: Option<wire::Narrowing>| wire::SaveClientRequest {
            parent: NORTHWICK.to_owned(),
            client_id: "desk".to_owned(),
            client: Some(wire::Client {
                role: wire::Role::Officer.into(),
                narrowing,
                ..wire::Client::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        for (wrong, field) in [
            (wire::Narrowing::default(), "client.narrowing.officer"),
            (of_officer("nobody"), "client.narrowing.officer"),
        ] {
            let found = invalid(admin.access().save_client(save(Some(wrong))).await);
            assert_eq!(found.paths(), [field]);
        }
        let saved = admin
            .access()
            .save_client(save(None))
            .await
            .expect("a saved client");
        assert_eq!(saved.into_inner().narrowing, None);
        desk.get(&name, View::Basic).await.expect("the record");
    })
    .await;
}

#[tokio::test]
async fn a_member_gets_reports_for_the_public_alone() {
    for_each_register(async |register| {
        let member = register.client(Role::Member);
        let report = |audience: wire::ReportAudience| wire::RenderReportRequest {
            parent: NORTHWICK.to_owned(),
            kind: wire::ReportKind::Adults.into(),
            financial_year: 2025,
            audience: audience.into(),
            ..wire::RenderReportRequest::default()
        };
        let public = report(wire::ReportAudience::Public);
        member.statistics().render_report(public).await.expect("a report");
        let inside = report(wire::ReportAudience::Authority);
        let found = refused(member.statistics().render_report(inside).await);
        assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
        assert_eq!(found.metadata["role"], "member");
        let name = register_one(&register.officer(), Procedure::CorporateCode).await;
        let found = refused(member.get(&name, View::Basic).await);
        assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
    })
    .await;
}
