//! The keys under which what is sealed is sealed: rotated while the register is used, wrong ones refused, and a holder of
//! keys that does not answer.

mod agent;
mod rotating;
mod start;

use redress::api::wire::{self, Procedure, View};
use tonic::Status;

use crate::harness::{
    NORTHWICK,
    build::{complaint, registration},
    caller::Caller,
    day,
};

/// Registers a complaint with this narrative and a complainant of this name.
pub async fn register_text(caller: &Caller, text: &str) -> Result<String, Status> {
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    about.narrative = text.to_owned();
    about.complainant = Some(wire::Person {
        full_name: format!("{text} Invented"),
        ..wire::Person::default()
    });
    let answer = caller
        .representations()
        .register_representation(registration(about))
        .await;
    Ok(answer?.into_inner().name)
}

/// Reads it in full, and checks that both texts are what they were.
pub async fn read_text(caller: &Caller, name: &str, text: &str) -> Result<(), Status> {
    let read = caller.get(name, View::Full).await?;
    assert_eq!(read.narrative, text, "{name}");
    let person = read.complainant.expect("the complainant");
    assert_eq!(person.full_name, format!("{text} Invented"), "{name}");
    Ok(())
}

pub async fn state(admin: &Caller) -> wire::KeyState {
    let parent = NORTHWICK.to_owned();
    let answer = admin
        .keys()
        .describe_keys(wire::DescribeKeysRequest { parent })
        .await;
    answer.expect("the state").into_inner()
}

pub async fn rotate(admin: &Caller, version: i64) -> Result<wire::KeyState, Status> {
    let parent = NORTHWICK.to_owned();
    let rotate = wire::RotateAuthorityKeyRequest { parent, version };
    admin
        .keys()
        .rotate_authority_key(rotate)
        .await
        .map(tonic::Response::into_inner)
}

pub async fn rewrap(deployment: &Caller) -> wire::RewrapKeysResponse {
    let answer = deployment.keys().rewrap_keys(wire::RewrapKeysRequest {}).await;
    answer.expect("keys wrapped anew").into_inner()
}
