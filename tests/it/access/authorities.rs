//! What belongs to another authority is not found, in the same bytes as what does not exist at all.

use prost::Message;
use prost_reflect::{Kind, Value};
use redress::{
    api::{
        permissions::permissions,
        wire::{self, View},
    },
    domain::access::Role,
};
use tonic::{Code, Status};

use crate::{
    harness::{
        NORTHWICK, Register, SOUTHMERE,
        build::{comment, registration},
        caller::Caller,
        day, for_each_register,
        samples::Records,
    },
    refusals::expect::head,
};

/// Everything of a status that a caller can see.
fn seen(status: &Status) -> (Code, String, Vec<u8>) {
    (
        status.code(),
        status.message().to_owned(),
        status.details().to_vec(),
    )
}

#[tokio::test]
async fn another_authoritys_resource_is_like_one_that_does_not_exist() {
    for_each_register(async |register| nothing_of_another_is_found(register).await).await;
}

/// Calls every method about what is Northwick's, as each client of Southmere that may call it.
pub async fn nothing_of_another_is_found(register: &Register<'_>) {
    let permissions = permissions().expect("permissions");
    let records = Records::of(register).await;
    let before = head(register).await;
    let mut tried = 0;
    for sample in records.samples() {
        let input = sample.method.input();
        let field = input
            .get_field_by_name("name")
            .or_else(|| input.get_field_by_name("parent"));
        let Some(field) = field else { continue };
        let theirs = sample
            .message
            .get_field(&field)
            .as_str()
            .expect("a name")
            .to_owned();
        let permission = permissions.of(&sample.path).expect("a permission");
        // No client of an authority may call it, whosever it is about.
        if permission.deployment {
            continue;
        }
        for role in &permission.roles {
            let caller = register.client_of(SOUTHMERE, *role);
            let mut answers = Vec::new();
            for name in others(&theirs) {
                let mut message = sample.message.clone();
                let links = ["representation", "other", "into"].map(|link| input.get_field_by_name(link));
                for link in links
                    .into_iter()
                    .flatten()
                    .filter(|link| link.kind() == Kind::String)
                {
                    let named = name.split('/').take(2).collect::<Vec<_>>().join("/");
                    message.set_field(&link, Value::String(format!("{named}/representations/1")));
                }
                message.set_field(&field, Value::String(name));
                if let Some(only) = input.get_field_by_name("validate_only") {
                    message.clear_field(&only);
                }
                let answer = caller.call(&sample.path, message.encode_to_vec()).await;
                answers.push(seen(&answer.expect_err("a refusal")));
            }
            assert_eq!(answers[0].0, Code::NotFound, "{}", sample.path);
            for answer in &answers[1..] {
                assert_eq!(*answer, answers[0], "{} of {theirs}", sample.path);
            }
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried} methods and roles");
    assert_eq!(head(register).await, before);
}

/// A name of another authority, one of an authority that there is not, and one of the caller's own authority that
/// nothing has.
fn others(theirs: &str) -> Vec<String> {
    let mut names = vec![
        theirs.to_owned(),
        theirs.replace(NORTHWICK, "authorities/nowhere"),
    ];
    let segments: Vec<&str> = theirs.split('/').collect();
    match segments[2..] {
        [
            collection @ ("representations" | "cases" | "actions" | "training" | "editions" | "releases"),
            _,
        ] => {
            names.push(format!("{SOUTHMERE}/{collection}/999999"));
        }
        ["clients", _, ref rest @ ..] => {
            let client = format!("{SOUTHMERE}/clients/nobody");
            names.push([&[client.as_str()], rest].concat().join("/"));
        }
        _ => {}
    }
    names
}

/// The deployment's admin acts for every authority, and opens no record of any.
#[tokio::test]
async fn the_deployments_admin_opens_no_record() {
    for_each_register(async |register| {
        let name = register
            .officer()
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a comment")
            .name;
        let status = register
            .deployment()
            .get(&name, View::Basic)
            .await
            .expect_err("a refusal");
        assert_eq!(status.code(), Code::PermissionDenied);
        assert_eq!(listed(&register.deployment()).await, [NORTHWICK, SOUTHMERE]);
        assert_eq!(listed(&register.officer()).await, [NORTHWICK]);
    })
    .await;
}

/// The authorities that a caller is told of.
async fn listed(caller: &Caller) -> Vec<String> {
    let request = wire::ListAuthoritiesRequest::default();
    let answer = caller.reference().list_authorities(request).await;
    let authorities = answer.expect("the authorities").into_inner().authorities;
    authorities.into_iter().map(|authority| authority.name).collect()
}

/// Two authorities may use the same references and request ids; neither learns of the other.
#[tokio::test]
async fn references_and_request_ids_are_each_authoritys_own() {
    for_each_register(async |register| {
        let mut request = registration(comment(day(2026, 5, 1)));
        request
            .representation
            .as_mut()
            .expect("the comment")
            .external_reference = "CRM-1".to_owned();
        for authority in [NORTHWICK, SOUTHMERE] {
            authority.clone_into(&mut request.parent);
            let caller = register.client_of(authority, Role::Officer);
            let answer = caller
                .representations()
                .register_representation(request.clone())
                .await;
            let name = &answer.expect("a registration").into_inner().name;
            assert!(name.starts_with(authority), "{name} of {authority}");
        }
    })
    .await;
}
