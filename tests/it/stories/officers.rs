//! Who can be given work: "high demand on Independent Investigating Officers" (Coventry's children's report 2023/24).

use redress::{
    api::wire::{
        self, Absence, Appointment, AppointmentRole, Availability, Finding, GetOfficerRequest,
        ListOfficersRequest, Officer, Procedure, SaveAvailabilityRequest, SkipBasis,
    },
    app::rebuild::{rebuild, rebuild_if_due},
};
use tonic::{Code, Status};

use crate::harness::{
    NORTHWICK, build::complaint, caller::Caller, caller::fresh_id, contents::rows, day, for_each_register,
    refused::Refused,
};

async fn say(
    caller: &Caller,
    officer: &str,
    capacity: i32,
    away: &[(wire::Date, wire::Date)],
) -> Result<Officer, Status> {
    let absences = away.iter().map(|(from, until)| Absence {
        from_date: Some(*from),
        until_date: Some(*until),
    });
    let request = SaveAvailabilityRequest {
        parent: NORTHWICK.to_owned(),
        officer: officer.to_owned(),
        availability: Some(Availability {
            commissioned: true,
            capacity,
            absences: absences.collect(),
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    let answer = caller.reference().save_availability(request).await;
    answer.map(tonic::Response::into_inner)
}

async fn listed(caller: &Caller, request: ListOfficersRequest) -> Vec<String> {
    let request = ListOfficersRequest {
        parent: NORTHWICK.to_owned(),
        ..request
    };
    let answer = caller.reference().list_officers(request).await;
    let officers = answer.expect("the officers").into_inner().officers;
    officers.into_iter().map(|officer| officer.officer).collect()
}

async fn investigated(caller: &Caller) -> String {
    let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
    let name = caller.register(about).await.expect("a registration").name;
    let second = caller.skip_stage(&name, day(2026, 3, 4), SkipBasis::Agreed).await;
    second.expect("stage 2");
    let investigator = Appointment {
        role: AppointmentRole::InvestigatingOfficer.into(),
        officer: "investigator".to_owned(),
        stage: 2,
        appointed_date: Some(day(2026, 3, 5)),
        ..Appointment::default()
    };
    caller
        .appoint(&name, investigator)
        .await
        .expect("an investigator");
    name
}

/// Given an investigator commissioned for two investigations at a time who is away for two weeks, when she is given two and
/// one of them is answered, then the list shows what she holds and whether she can take another.
#[tokio::test]
async fn an_investigator_has_room_again_when_a_stage_is_answered() {
    for_each_register(async |register| {
        let officer = register.officer();
        let away = [(day(2026, 8, 3), day(2026, 8, 14))];
        let said = say(&officer, "Investigating officer 4", 2, &away)
            .await
            .expect("room");
        assert_eq!((said.officer.as_str(), said.room), ("investigator", Some(2)));
        let (first, second) = (investigated(&officer).await, investigated(&officer).await);
        let ask = |on| GetOfficerRequest {
            parent: NORTHWICK.to_owned(),
            officer: "investigator".to_owned(),
            on_date: Some(on),
        };
        let full = officer.reference().get_officer(ask(day(2026, 8, 14))).await;
        let full = full.expect("the officer").into_inner();
        assert_eq!(
            (full.room, full.away_until_date),
            (Some(0), Some(day(2026, 8, 14)))
        );
        let held: Vec<_> = full.held.iter().map(|held| (held.role(), held.count)).collect();
        assert_eq!(held, [(AppointmentRole::InvestigatingOfficer, 2)]);
        let about: Vec<_> = full
            .appointments
            .iter()
            .map(|held| &held.representation)
            .collect();
        assert_eq!(about, [&first, &second]);

        let free = || ListOfficersRequest {
            free: true,
            ..ListOfficersRequest::default()
        };
        let all = listed(&officer, ListOfficersRequest::default()).await;
        let may = listed(&officer, free()).await;
        let gone: Vec<_> = all.iter().filter(|officer| !may.contains(officer)).collect();
        assert_eq!(gone, ["investigator"]);
        let step = officer.answer(&second, 2, Finding::Upheld, day(2026, 4, 1)).await;
        step.expect("the adjudication");
        assert_eq!(listed(&officer, free()).await, all, "there is room again");
        let on = |on| ListOfficersRequest {
            on_date: Some(on),
            commissioned: true,
            ..free()
        };
        assert_eq!(listed(&officer, on(day(2026, 8, 2))).await, ["investigator"]);
        assert!(
            listed(&officer, on(day(2026, 8, 3))).await.is_empty(),
            "she is away"
        );
    })
    .await;
}

#[tokio::test]
async fn an_absence_does_not_end_before_it_begins() {
    for_each_register(async |register| {
        let officer = register.officer();
        let away = [(day(2026, 8, 14), day(2026, 8, 3))];
        let status = say(&officer, "nobody", 101, &away).await.expect_err("a refusal");
        let found = Refused::of(&status);
        assert_eq!(status.code(), Code::InvalidArgument);
        assert_eq!(
            found.paths(),
            [
                "officer",
                "availability.capacity",
                "availability.absences[0].until_date"
            ]
        );
    })
    .await;
}

/// Given a register whose tables a migration left empty, when it is opened, then they are refilled once.
#[tokio::test]
async fn what_an_upgrade_leaves_to_be_refilled_is() {
    for_each_register(async |register| {
        investigated(&register.officer()).await;
        let database = &register.scratch.database;
        let before = rows(register.scratch, "appointment").await;
        assert_eq!(before.len(), 1);
        let empty = "DELETE FROM appointment";
        register.scratch.meddle(empty).await.expect("an empty table");
        rebuild_if_due(database).await.expect("nothing is due");
        assert!(rows(register.scratch, "appointment").await.is_empty());
        let due = "INSERT INTO upkeep (task) VALUES ('rebuild')";
        register.scratch.meddle(due).await.expect("something due");
        rebuild_if_due(database).await.expect("a rebuild");
        assert_eq!(rows(register.scratch, "appointment").await, before);
        assert!(
            rows(register.scratch, "upkeep").await.is_empty(),
            "it is done once"
        );
        rebuild(database).await.expect("a rebuild that nobody asked for");
    })
    .await;
}
