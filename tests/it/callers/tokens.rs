//! Access tokens, case by case. Each forged, stale or misdirected one is refused for the reason that its line names, and the
//! caller learns no reason at all.

mod claims;
mod forms;
mod signatures;

use serde_json::json;
use tonic::Status;

use self::{
    claims::{of_claims, of_entra, of_subjects, of_times},
    forms::{Case, of_form},
    signatures::{of_keys, of_signatures},
};
use super::world::{NOW, World, assert_uniform, remove, serve, slow, stranger, subject, taken_for};
use crate::access::secrets::Log;
use crate::harness::{
    NORTHWICK, Register, SOUTHMERE, build::comment, caller::Caller, day, for_each_register,
};

fn cases(world: &World) -> Vec<Case> {
    let of = [
        of_form,
        of_signatures,
        of_keys,
        of_claims,
        of_times,
        of_subjects,
        of_entra,
    ];
    of.into_iter().flat_map(|cases| cases(world)).collect()
}

#[tokio::test]
async fn no_forged_stale_or_misdirected_token_is_taken() {
    for_each_register(async |register| {
        let world = World::new(register).await;
        let (address, _stop) = serve(
            register,
            redress::server::Options::default(),
            world.issuers(slow()),
        )
        .await;
        let app = register.app();
        let stranger = stranger(address).await;
        let (mut uniform, mut accepted, mut otherwise) = (None, Vec::new(), Vec::new());
        let cases = cases(&world);
        for Case { rule, why, header } in &cases {
            let before = app.refused_credentials();
            match taken_for(&stranger.saying(Some(header))).await {
                Ok(_) => accepted.push(*rule),
                Err(status) => {
                    assert_uniform(&status, &mut uniform, rule);
                    let after = app.refused_credentials();
                    let found = after
                        .iter()
                        .find(|(defect, count)| before.get(defect) != Some(count));
                    let found = found.map(|(defect, _)| *defect);
                    if found != Some(*why) {
                        otherwise.push(format!("{rule}: {found:?} and not {why:?}"));
                    }
                }
            }
        }
        assert!(accepted.is_empty(), "{} accepted: {accepted:#?}", accepted.len());
        assert!(otherwise.is_empty(), "refused for another reason: {otherwise:#?}");
        assert!(cases.len() >= 60, "{} cases", cases.len());
        println!("{} credentials, 0 accepted", cases.len());
    })
    .await;
}

/// What is right is taken, or the table above would say nothing.
#[tokio::test]
async fn good_tokens_prove_the_client_that_they_were_added_to() {
    for_each_register(async |register| {
        let world = World::new(register).await;
        let (address, _stop) = serve(
            register,
            redress::server::Options::default(),
            world.issuers(slow()),
        )
        .await;
        let stranger = stranger(address).await;
        let (plain, claims) = (&world.plain, world.plain.claims(NOW));
        let typed = json!({"alg": "RS256", "kid": "rsa", "typ": "application/AT+JWT"});
        let good = [
            ("RS256", plain.keys.sign("rsa", &claims)),
            ("ES256", plain.keys.sign("ec", &claims)),
            ("EdDSA", plain.keys.sign("ed", &claims)),
            ("the whole media type", plain.keys.sign_as(&typed, &claims)),
            (
                "a list of our audience",
                plain.with(NOW, json!({"aud": ["api://redress"]})),
            ),
            (
                "expired within the leeway",
                plain.with(NOW, json!({"exp": NOW - 29, "iat": NOW - 90})),
            ),
            (
                "good and issued within the leeway",
                plain.with(NOW, json!({"nbf": NOW + 30, "iat": NOW + 30})),
            ),
            ("a life of a day", plain.with(NOW, json!({"exp": NOW + 86_340}))),
            (
                "claims that grant nothing",
                plain.with(NOW, json!({"role": "admin", "authority": "southmere"})),
            ),
            ("Entra, an application", world.entra_token(json!({}))),
            (
                "Entra, a user",
                world.entra_token(json!({"roles": null, "scp": "openid Complaints.Write"})),
            ),
        ];
        for (what, token) in good {
            let caller = stranger.saying(Some(&format!("Bearer {token}")));
            let told = taken_for(&caller).await;
            assert_eq!(told.expect(what), [NORTHWICK], "{what}");
            // Of the role intake, whatever the token says.
            caller.register(comment(day(2026, 5, 1))).await.expect(what);
            let request = redress::api::wire::ListClientsRequest {
                parent: NORTHWICK.to_owned(),
                ..Default::default()
            };
            let status = caller.access().list_clients(request).await.expect_err(what);
            assert_eq!(status.code(), tonic::Code::PermissionDenied, "{what}");
        }
        // The register's own tokens go on beside.
        let secret = register.secret_of(SOUTHMERE, redress::domain::access::Role::Intake);
        let caller = stranger.saying(Some(&format!("Bearer {secret}")));
        assert_eq!(taken_for(&caller).await.expect("a token"), [SOUTHMERE]);
    })
    .await;
}

async fn is_refused(caller: &Caller) {
    let status: Status = taken_for(caller).await.expect_err("a refusal");
    assert_uniform(&status, &mut None, "");
}

/// A token cannot be called back, but what it proves can: the next call is refused, and the one after that.
#[tokio::test]
async fn what_is_removed_or_disabled_is_refused_with_the_next_call() {
    for_each_register(async |register| {
        let world = World::new(register).await;
        let (address, _stop) = serve(
            register,
            redress::server::Options::default(),
            world.issuers(slow()),
        )
        .await;
        let token = world.plain.with(NOW, json!({"sub": "kiosk"}));
        let caller = stranger(address).await.saying(Some(&format!("Bearer {token}")));
        is_refused(&caller).await;
        let client = format!("{NORTHWICK}/clients/analyst");
        let name = super::world::add(register, &client, subject(&world.plain.url, "kiosk")).await;
        taken_for(&caller).await.expect("a good token");
        remove(register, &name).await;
        is_refused(&caller).await;
        super::world::add(register, &client, subject(&world.plain.url, "kiosk")).await;
        taken_for(&caller).await.expect("a good token");
        let (secret, admin) = (
            register.client(redress::domain::access::Role::Analyst),
            register.client(redress::domain::access::Role::Admin),
        );
        let disable = redress::api::wire::DisableClientRequest {
            name: client.clone(),
            request_id: crate::harness::caller::fresh_id(),
            validate_only: false,
        };
        let disabled = admin
            .access()
            .disable_client(disable)
            .await
            .expect("a disabled client");
        assert!(disabled.get_ref().disable_time.is_some());
        is_refused(&caller).await;
        is_refused(&secret).await;
        let enable = redress::api::wire::EnableClientRequest {
            name: client,
            request_id: crate::harness::caller::fresh_id(),
            validate_only: false,
        };
        admin
            .access()
            .enable_client(enable)
            .await
            .expect("an enabled client");
        taken_for(&caller).await.expect("a good token");
        taken_for(&secret).await.expect("a good token");
    })
    .await;
}

/// A watch does not outlive the token that it was begun with.
#[tokio::test]
async fn a_watch_ends_with_its_token() {
    for_each_register(async |register: &mut Register<'_>| {
        let world = World::new(register).await;
        let options = redress::server::Options {
            watch: redress::app::changes::watches::Times {
                heartbeat: std::time::Duration::from_millis(100),
                ..Default::default()
            },
            ..Default::default()
        };
        let (address, _stop) = serve(register, options, world.issuers(slow())).await;
        let token = world.plain.with(NOW, json!({"exp": NOW + 120}));
        let caller = stranger(address).await.saying(Some(&format!("Bearer {token}")));
        let request = redress::api::wire::WatchChangesRequest {
            parent: NORTHWICK.to_owned(),
            ..Default::default()
        };
        let watch = caller.changes().watch_changes(request).await.expect("a watch");
        let mut watch = watch.into_inner();
        watch.message().await.expect("a change").expect("a change");
        let later = chrono::DateTime::from_timestamp(NOW + 151, 0).expect("a time");
        register.set_now(later.naive_utc());
        let ended = tokio::time::timeout(std::time::Duration::from_secs(5), async {
            loop {
                if let Err(status) = watch.message().await {
                    return status;
                }
            }
        });
        assert_uniform(&ended.await.expect("in time"), &mut None, "a watch");
    })
    .await;
}

/// What is logged of a refusal: the reason and the method, and nothing of what was brought.
#[tokio::test]
async fn refusals_are_logged_without_the_credential() {
    let (log, _logging) = Log::begin();
    for_each_register(async |register| {
        let world = World::new(register).await;
        let options = redress::server::Options::default();
        let (address, _stop) = serve(register, options, world.issuers(slow())).await;
        let stranger = stranger(address).await;
        for Case { header, .. } in cases(&world) {
            let status = taken_for(&stranger.saying(Some(&header))).await;
            status.expect_err("a refusal");
            let logged = log.text();
            let token = header.strip_prefix("Bearer ").unwrap_or(&header);
            for part in token.split('.').filter(|part| part.len() > 20) {
                assert!(!logged.contains(part), "a part of a credential was logged");
            }
        }
        for word in [
            "reason=\"audience\"",
            "reason=\"signature\"",
            "method=\"ListAuthorities\"",
        ] {
            assert!(log.text().contains(word), "{word}");
        }
        assert!(!log.text().contains("oid-1"), "a subject was logged");
    })
    .await;
}
