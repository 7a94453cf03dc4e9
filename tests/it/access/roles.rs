//! Every method with every role, as the contract says.

use redress::{
    api::{
        permissions::permissions,
        wire::{self, ErrorReason, View},
    },
    domain::{access::Role, word::Word},
};
use tonic::Code;

use super::secrets::Log;
use crate::harness::{
    NORTHWICK, SOUTHMERE,
    build::comment,
    day, for_each_register,
    refused::{Refused, refused},
    samples::{methods, path_of},
};

#[tokio::test]
async fn each_role_may_call_what_the_contract_permits_and_nothing_else() {
    let permissions = permissions().expect("permissions");
    for_each_register(async |register| {
        let mut cells = 0;
        for method in methods() {
            let path = path_of(&method);
            let permission = permissions.of(&path).expect("a permission");
            for role in Role::ALL {
                let permitted = permission.roles.contains(role) && !permission.deployment;
                let answer = register.client(*role).call(&path, Vec::new()).await;
                let refused = answer
                    .err()
                    .filter(|status| status.code() == Code::PermissionDenied);
                assert_eq!(refused.is_none(), permitted, "{path} as {}", role.word());
                if let Some(status) = refused {
                    let found = Refused::of(&status);
                    assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
                    assert_eq!(found.metadata["role"], role.word());
                    assert_eq!(found.metadata["method"], method.name());
                }
                cells += 1;
            }
            let of_deployment = register.deployment().call(&path, Vec::new()).await;
            let code = of_deployment.err().map(|status| status.code());
            let refused = code == Some(Code::PermissionDenied);
            assert_eq!(refused, !permission.roles.contains(&Role::Admin), "{path}");
        }
        assert!(cells >= 6 * 30, "{cells} cells");
    })
    .await;
}

/// Whoever tries what they may not is seen in the log, with nothing of what they sent.
#[tokio::test]
async fn calls_that_a_client_may_not_make_are_logged() {
    let (log, _logging) = Log::begin();
    for_each_register(async |register| {
        let before = log.text().len();
        let analyst = register.client(Role::Analyst);
        let name = format!("{NORTHWICK}/representations/1");
        refused(analyst.get(&name, View::Full).await);
        refused(analyst.register(comment(day(2026, 4, 8))).await);
        let other = register.client_of(SOUTHMERE, Role::Officer);
        refused(other.get(&name, View::Basic).await);
        let logged = log.text().split_off(before);
        let lines = |text: &str| -> Vec<&str> { logged.lines().filter(|line| line.contains(text)).collect() };
        let refused = lines("a call was refused that its client may not make");
        let named = lines("a call named an authority that its client may not act for");
        assert!(!refused.is_empty() && named.len() == 1, "{logged}");
        assert!(
            refused
                .iter()
                .all(|line| line.contains("WARN") && line.contains("authority=northwick"))
                && refused
                    .iter()
                    .any(|line| line.contains("method=\"RegisterRepresentation\"")),
            "{refused:?}"
        );
        assert!(
            named[0].contains("authority=southmere") && !named[0].contains("northwick"),
            "{named:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn no_method_answers_a_caller_without_a_credential() {
    for_each_register(async |register| {
        let nobody = register.officer().saying(None);
        for method in methods() {
            let status = nobody
                .call(&path_of(&method), Vec::new())
                .await
                .expect_err("a refusal");
            assert_eq!(status.code(), Code::Unauthenticated, "{}", method.name());
        }
        let unknown = "/redress.v1.RepresentationsService/EraseEverything";
        let status = nobody.call(unknown, Vec::new()).await.expect_err("a refusal");
        assert_eq!(
            status.code(),
            Code::Unauthenticated,
            "nor says which methods there are"
        );
    })
    .await;
}

#[tokio::test]
async fn only_officers_open_a_record_in_full() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = comment(day(2026, 5, 1));
        about.narrative = "The bins.".to_owned();
        let name = officer.register(about).await.expect("a registration").name;
        let full = officer.get(&name, View::Full).await.expect("the record");
        assert_eq!(full.narrative, "The bins.");
        for role in [Role::Intake, Role::Analyst, Role::Auditor] {
            let caller = register.client(role);
            let basic = caller.get(&name, View::Basic).await.expect("the record");
            assert_eq!(basic.narrative, "");
            let status = caller.get(&name, View::Full).await.expect_err("a refusal");
            let found = Refused::of(&status);
            assert_eq!(
                (found.code, found.reason),
                (Code::PermissionDenied, ErrorReason::RoleNotPermitted)
            );
            assert_eq!(found.metadata["method"], "GetRepresentation");
        }
        for role in [Role::Intake, Role::Analyst, Role::Auditor] {
            let caller = register.client(role);
            let action = caller
                .get_action("authorities/northwick/actions/1", View::Full)
                .await;
            assert_eq!(action.expect_err("a refusal").code(), Code::PermissionDenied);
            let session = caller
                .get_training("authorities/northwick/training/1", View::Full)
                .await;
            assert_eq!(session.expect_err("a refusal").code(), Code::PermissionDenied);
        }
        for role in [Role::Analyst, Role::Auditor, Role::Admin] {
            let caller = register.client(role);
            let edition = caller
                .get_edition("authorities/northwick/editions/1", View::Full)
                .await;
            assert_eq!(edition.expect_err("a refusal").code(), Code::PermissionDenied);
        }
        for role in [Role::Analyst, Role::Auditor] {
            let case = register
                .client(role)
                .get_case("authorities/northwick/cases/1", View::Full)
                .await;
            assert_eq!(case.expect_err("a refusal").code(), Code::PermissionDenied);
        }
    })
    .await;
}

/// A role that is taken away is gone for the tokens that the client has.
#[tokio::test]
async fn a_client_whose_role_changes_has_the_new_one_at_once() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let token = admin
            .new_client("authorities/northwick", "front-desk", Role::Intake)
            .await;
        let desk = register.with_token(&token);
        desk.register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration");
        admin
            .new_client("authorities/northwick", "front-desk", Role::Analyst)
            .await;
        let status = desk
            .register(comment(day(2026, 5, 1)))
            .await
            .expect_err("a refusal");
        assert_eq!(status.code(), Code::PermissionDenied);
        let request = wire::ListClientsRequest {
            parent: "authorities/northwick".to_owned(),
            ..wire::ListClientsRequest::default()
        };
        let listed = admin
            .access()
            .list_clients(request)
            .await
            .expect("the clients")
            .into_inner();
        let desk = listed
            .clients
            .iter()
            .find(|client| client.name.ends_with("/front-desk"));
        assert_eq!(desk.map(wire::Client::role), Some(wire::Role::Analyst));
        assert!(
            listed
                .clients
                .iter()
                .flat_map(|client| &client.tokens)
                .all(|token| token.secret.is_empty())
        );
    })
    .await;
}
