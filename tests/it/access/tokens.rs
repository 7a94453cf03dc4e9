//! Tokens: shown once, good until they are revoked.

use redress::{
    api::wire::{self, ErrorReason},
    domain::access::Role,
};
use tonic::Code;

use crate::harness::{NORTHWICK, build::comment, caller::fresh_id, day, for_each_register, refused::refused};

#[tokio::test]
async fn a_revoked_token_is_refused() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let client = format!("{NORTHWICK}/clients/intake");
        let issued = admin.new_token(&client).await;
        let intake = register.with_token(&issued.secret);
        intake
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration");
        let request = wire::RevokeTokenRequest {
            name: issued.name.clone(),
            request_id: fresh_id(),
            validate_only: false,
        };
        let revoked = admin
            .access()
            .revoke_token(request.clone())
            .await
            .expect("a revocation");
        assert!(revoked.get_ref().revoke_time.is_some());
        let found = refused(intake.register(comment(day(2026, 5, 1))).await);
        assert_eq!(
            (found.code, found.reason),
            (Code::Unauthenticated, ErrorReason::CredentialRefused)
        );
        // The client's other token is as good as before, and what is revoked is not revoked again.
        let other = register.client(Role::Intake);
        other
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration");
        let request = wire::RevokeTokenRequest {
            request_id: fresh_id(),
            ..request
        };
        let found = refused(admin.access().revoke_token(request).await);
        assert_eq!(
            (found.code, found.reason),
            (Code::FailedPrecondition, ErrorReason::AlreadyDone)
        );
        register.restart().await;
        let intake = register.with_token(&issued.secret);
        let found = refused(intake.register(comment(day(2026, 5, 1))).await);
        assert_eq!(found.code, Code::Unauthenticated);
    })
    .await;
}

/// The secret is in the first answer alone; nothing that is kept leads back to it.
#[tokio::test]
async fn a_secret_is_shown_once() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        let request = wire::IssueTokenRequest {
            parent: format!("{NORTHWICK}/clients/intake"),
            request_id: fresh_id(),
            validate_only: false,
        };
        let mut client = admin.access();
        let first = client
            .issue_token(request.clone())
            .await
            .expect("a token")
            .into_inner();
        let again = client
            .issue_token(request.clone())
            .await
            .expect("the token")
            .into_inner();
        assert!(first.secret.starts_with("redress_") && first.secret.len() == 72);
        assert_eq!(
            (again.name.clone(), again.secret.as_str()),
            (first.name.clone(), "")
        );
        let foreseen = wire::IssueTokenRequest {
            request_id: fresh_id(),
            validate_only: true,
            ..request
        };
        let foreseen = client
            .issue_token(foreseen)
            .await
            .expect("an answer")
            .into_inner();
        assert_eq!(foreseen.secret, "", "nothing was issued");
        for table in crate::harness::contents::tables(register.scratch).await {
            for row in crate::harness::contents::rows(register.scratch, &table).await {
                assert!(!row.contains(&first.secret), "{table}");
            }
        }
    })
    .await;
}
