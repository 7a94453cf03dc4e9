//! The same request id with the same payload gives the same answer, for the life of the record, and does its work once.

use std::collections::HashMap;

use prost::Message;
use redress::{
    api::wire::{self, ClockName, ErrorReason, Finding, Procedure},
    domain::access::Role,
};
use tokio::task::JoinSet;
use tonic::Code;

use crate::{
    harness::{
        NORTHWICK,
        build::{comment, complaint, registration},
        day, for_each_register,
        refused::{Refused, refused},
        samples::Records,
        steps::extension,
    },
    refusals::expect::head,
};

mod lists;

const REGISTER: &str = "/redress.v1.RepresentationsService/RegisterRepresentation";

#[tokio::test]
async fn a_repeated_write_answers_the_same_bytes_whatever_came_after() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.external_reference = "CRM-1".to_owned();
        let request = registration(about);
        let first = officer.send(REGISTER, &request).await.expect("a registration");
        let name = wire::Representation::decode(first.as_slice())
            .expect("a record")
            .name;
        assert_eq!(
            officer.send(REGISTER, &request).await.expect("the same"),
            first,
            "at once"
        );

        let path = "/redress.v1.RepresentationsService/ExtendClock";
        let step = extension(&name, ClockName::Response, 20, day(2026, 4, 9));
        let extended = officer.send(path, &step).await.expect("an extension");
        officer
            .answer(&name, 1, Finding::Upheld, day(2026, 4, 20))
            .await
            .expect("a response");
        officer.escalate(&name, day(2026, 4, 21)).await.expect("stage 2");
        let admin = register.client(Role::Admin);
        admin
            .add_holiday(day(2026, 4, 14), None)
            .await
            .expect("a holiday");
        let before = head(register).await;
        let again = officer_bytes(register, path, &step).await;
        assert_eq!(again, extended, "after other steps");
        let again = officer_bytes(register, REGISTER, &request).await;
        assert_eq!(again, first, "after other steps");
        register.restart().await;
        assert_eq!(
            officer_bytes(register, path, &step).await,
            extended,
            "after a restart"
        );
        assert_eq!(
            officer_bytes(register, REGISTER, &request).await,
            first,
            "after a restart"
        );
        assert_eq!(head(register).await, before);
    })
    .await;
}

async fn officer_bytes(
    register: &crate::harness::Register<'_>,
    path: &str,
    request: &impl Message,
) -> Vec<u8> {
    register.officer().send(path, request).await.expect("an answer")
}

/// Every method that writes, not the ones somebody remembered.
#[tokio::test]
async fn every_write_is_repeatable() {
    for_each_register(async |register| {
        let permissions = redress::api::permissions::permissions().expect("permissions");
        let mut records = Records::of(register).await;
        let writes = records.samples().into_iter().map(|sample| sample.method);
        let mut tried = 0;
        for called in writes.collect::<Vec<_>>() {
            let method = called.name().to_owned();
            let samples = records.samples();
            let sample = samples.iter().find(|sample| sample.method.name() == method);
            let sample = sample.expect("the method's sample");
            let Some(only) = sample.method.input().get_field_by_name("validate_only") else {
                continue;
            };
            let caller = match permissions.of(&sample.path) {
                Some(permission) if permission.deployment => register.deployment(),
                Some(permission) if permission.roles.contains(&Role::Officer) => register.officer(),
                _ => register.client(Role::Admin),
            };
            let foreseen = caller.call(&sample.path, sample.message.encode_to_vec()).await;
            let mut message = sample.message.clone();
            message.clear_field(&only);
            let first = caller.call(&sample.path, message.encode_to_vec()).await;
            assert_eq!(
                first.is_ok(),
                foreseen.is_ok(),
                "{method}: what was foreseen happens"
            );
            let before = head(register).await;
            let again = caller.call(&sample.path, message.encode_to_vec()).await;
            match (first, again) {
                // The secret is shown once; the rest of the token is the same.
                (Ok(first), Ok(again)) if method == "IssueToken" => assert_ne!(first, again),
                (Ok(first), Ok(again)) => assert_eq!(first, again, "{method}"),
                (Err(first), Err(again)) => assert_eq!(first.code(), again.code(), "{method}"),
                (first, again) => panic!("{method}: {first:?}, then {again:?}"),
            }
            assert_eq!(head(register).await, before, "{method} was done once");
            tried += 1;
            records = records.again(register, &called).await;
        }
        assert!(tried >= 21, "{tried} methods write");
    })
    .await;
}

#[tokio::test]
async fn fifty_duplicates_in_flight_are_one_write() {
    for_each_register(async |register| {
        let officer = register.officer();
        let request = registration(comment(day(2026, 5, 1)));
        let before = head(register).await.position;
        let mut calls = JoinSet::new();
        for _ in 0..50 {
            let (caller, request) = (officer.clone(), request.clone());
            calls.spawn(async move { caller.send(REGISTER, &request).await });
        }
        let answers = calls.join_all().await;
        let first = answers[0].as_ref().expect("a registration");
        for answer in &answers {
            assert_eq!(answer.as_ref().expect("the same"), first);
        }
        assert_eq!(head(register).await.position, before + 1);
    })
    .await;
}

/// One of fifty has it; the others are told who.
#[tokio::test]
async fn fifty_callers_cannot_share_a_reference() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut calls = JoinSet::new();
        for _ in 0..50 {
            let caller = officer.clone();
            let mut about = comment(day(2026, 5, 1));
            about.external_reference = "CRM-7".to_owned();
            calls.spawn(async move { caller.register(about).await });
        }
        let (won, lost): (Vec<_>, Vec<_>) = calls.join_all().await.into_iter().partition(Result::is_ok);
        assert_eq!((won.len(), lost.len()), (1, 49));
        let winner = won
            .into_iter()
            .next()
            .expect("a winner")
            .expect("a registration")
            .name;
        for answer in lost {
            let found = refused(answer);
            assert_eq!(
                (found.code, found.reason),
                (Code::AlreadyExists, ErrorReason::ReferenceTaken)
            );
            assert_eq!(found.metadata["name"], winner);
        }
    })
    .await;
}

/// Fifty steps on one record at once, each with the etag that all have seen: one is taken.
#[tokio::test]
async fn fifty_steps_with_one_etag_are_one_step() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        let registered = officer.register(about).await.expect("a registration");
        let mut calls = JoinSet::new();
        for length in 11..=20 {
            for turn in 0..5 {
                let mut step = extension(&registered.name, ClockName::Response, length, day(2026, 4, 9));
                step.etag.clone_from(&registered.etag);
                step.request_id = format!("extend-{length}-{turn}");
                let caller = officer.clone();
                calls.spawn(async move { caller.representations().extend_clock(step).await });
            }
        }
        let mut reasons: HashMap<Code, usize> = HashMap::new();
        for answer in calls.join_all().await {
            let code = answer.err().map_or(Code::Ok, |status| Refused::of(&status).code);
            *reasons.entry(code).or_default() += 1;
        }
        assert_eq!(reasons, HashMap::from([(Code::Ok, 1), (Code::Aborted, 49)]));
    })
    .await;
}

#[tokio::test]
async fn an_id_with_another_payload_is_refused_for_ever() {
    for_each_register(async |register| {
        let request = registration(comment(day(2026, 5, 1)));
        let mut client = register.officer().representations();
        client
            .register_representation(request.clone())
            .await
            .expect("a registration");
        let mut others = [request.clone(), request.clone()];
        others[0].representation = Some(comment(day(2026, 5, 2)));
        others[1].representation.as_mut().expect("the comment").narrative = "More.".to_owned();
        for _ in 0..2 {
            for other in others.clone() {
                let mut client = register.officer().representations();
                let found = refused(client.register_representation(other).await);
                assert_eq!(found.reason, ErrorReason::RequestIdReused);
                assert_eq!(found.metadata["request_id"], request.request_id);
            }
            register.restart().await;
        }
    })
    .await;
}

/// The scope is authority, client and method. A client with a new token is the same client.
#[tokio::test]
async fn an_id_belongs_to_a_client_and_a_method() {
    for_each_register(async |register| {
        let request = registration(comment(day(2026, 5, 1)));
        let officer = register.officer();
        let first = officer.send(REGISTER, &request).await.expect("a registration");
        let other = register.client(Role::Intake).send(REGISTER, &request).await;
        assert_ne!(other.expect("another registration"), first, "another client");
        let name = wire::Representation::decode(first.as_slice())
            .expect("a record")
            .name;
        let step = wire::AcknowledgeRepresentationRequest {
            name,
            acknowledged_date: Some(day(2026, 5, 2)),
            request_id: request.request_id.clone(),
            ..wire::AcknowledgeRepresentationRequest::default()
        };
        let mut client = officer.representations();
        client
            .acknowledge_representation(step)
            .await
            .expect("another method");

        let admin = register.client(Role::Admin);
        let rotated = admin.new_token(&format!("{NORTHWICK}/clients/officer")).await;
        let rotated = register.with_token(&rotated.secret);
        assert_eq!(
            rotated.send(REGISTER, &request).await.expect("the same"),
            first,
            "a new token"
        );
    })
    .await;
}

/// What was only foreseen, or refused, has used up no id.
#[tokio::test]
async fn an_id_is_used_up_by_a_write_alone() {
    for_each_register(async |register| {
        let mut request = registration(comment(day(2026, 5, 1)));
        let before = head(register).await;
        request.validate_only = true;
        let mut client = register.officer().representations();
        let foreseen = client
            .register_representation(request.clone())
            .await
            .expect("an answer")
            .into_inner();
        assert_eq!(foreseen.position, 0);
        assert_eq!(head(register).await, before);
        request.validate_only = false;
        let written = client
            .register_representation(request.clone())
            .await
            .expect("a registration")
            .into_inner();
        assert_eq!(written.position, before.position + 1);
        let foreseen = wire::Representation {
            position: written.position,
            ..foreseen
        };
        assert_eq!(foreseen, written, "what was foreseen is what happened");
        request.validate_only = true;
        let foreseen = client.register_representation(request).await;
        let foreseen = foreseen.expect("the id is not looked at").into_inner();
        assert_eq!(foreseen.position, 0, "what would happen is asked anew");
    })
    .await;
}
