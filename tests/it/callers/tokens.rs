//! Access tokens, case by case. Each forged, stale or misdirected one is refused for the reason that its line names, and the
//! caller learns no reason at all.

use redress::domain::access::Defect::{self, *};
use serde_json::json;
use tonic::Status;

use super::{
    issuer::{encoded, merged},
    world::{NOW, World, assert_uniform, remove, serve, slow, stranger, subject, taken_for},
};
use crate::harness::{
    NORTHWICK, Register, SOUTHMERE, build::comment, caller::Caller, day, for_each_register,
};

/// A credential that must not be taken.
struct Case {
    /// The rule that it breaks.
    rule: &'static str,
    /// Why it is refused.
    why: Defect,
    /// The `authorization` header.
    header: String,
}

fn case(rule: &'static str, why: Defect, token: String) -> Case {
    let header = format!("Bearer {token}");
    Case { rule, why, header }
}

/// Headers that bear no token, and tokens that are not of the form.
fn of_form(world: &World) -> Vec<Case> {
    let good = world.plain.with(NOW, json!({}));
    let parts: Vec<&str> = good.split('.').collect();
    let claims = world.plain.claims(NOW).to_string();
    let header = r#"{"alg":"RS256","kid":"rsa","typ":"at+jwt"}"#;
    let sign = |header: &str, claims: &str| world.plain.keys.sign_text(header, claims);
    let and = |member: &str| format!("{},{member}}}", claims.trim_end_matches('}'));
    let raw = |rule, why, header: &str| Case {
        rule,
        why,
        header: header.to_owned(),
    };
    let text = format!("redress credential\nsubject\n{}\ncrm", world.plain.url).replace('\n', "%0A");
    vec![
        raw(
            "RFC 6750 2.1: a scheme that is not Bearer",
            Scheme,
            "Basic Y3JtOmNybQ==",
        ),
        raw("RFC 6750 2.1: nothing after the scheme", Scheme, "Bearer "),
        raw("RFC 6750 2.1: the token without its scheme", Scheme, &good),
        case(
            "a secret that nobody was given",
            TokenUnknown,
            format!("redress_{}", "0".repeat(64)),
        ),
        case("the text of a credential for a secret", Malformed, text),
        case(
            "longer than any token",
            TooLong,
            format!("{good}{}", "A".repeat(13_000)),
        ),
        case("RFC 7519 7.2: two parts", Malformed, parts[..2].join(".")),
        case("RFC 7519 7.2: four parts", Malformed, format!("{good}.")),
        case(
            "RFC 7516 3.1: five parts, encrypted",
            Malformed,
            format!("{good}.AAAA.AAAA"),
        ),
        case(
            "RFC 7515 2: base64url with padding",
            Malformed,
            format!("{}.{}.{}==", parts[0], parts[1], parts[2]),
        ),
        case(
            "RFC 7515 2: base64 instead of base64url",
            Malformed,
            format!("{}.{}.++//", parts[0], parts[1]),
        ),
        case(
            "RFC 7515 2: white space within",
            Malformed,
            format!("{} .{}.{}", parts[0], parts[1], parts[2]),
        ),
        case(
            "RFC 7519 7.2: a header that is no object",
            Malformed,
            sign("[1]", &claims),
        ),
        case(
            "RFC 7519 7.2: claims that are no object",
            Malformed,
            sign(header, "\"claims\""),
        ),
        case(
            "RFC 8259: text after the claims",
            Malformed,
            sign(header, &format!("{claims} {{}}")),
        ),
        case(
            "RFC 8725 2.4: a claim that is there twice",
            Malformed,
            sign(header, &and(r#""sub":"root""#)),
        ),
        case(
            "RFC 8725 2.4: twice, once in an escape",
            Malformed,
            sign(header, &and(r#""\u0073ub":"root""#)),
        ),
        case(
            "RFC 8725 2.4: twice further down",
            Malformed,
            sign(header, &and(r#""cnf":{"jkt":"a","jkt":"b"}"#)),
        ),
        case(
            "RFC 7515 4: a header parameter that is there twice",
            Malformed,
            sign(
                r#"{"alg":"none","alg":"RS256","kid":"rsa","typ":"at+jwt"}"#,
                &claims,
            ),
        ),
    ]
}

/// Algorithms, signatures and keys.
fn of_signatures(world: &World) -> Vec<Case> {
    let (keys, theirs) = (&world.plain.keys, &world.entra.keys);
    let claims = world.plain.claims(NOW);
    let good = keys.sign("rsa", &claims);
    let (signed, signature) = good.rsplit_once('.').expect("parts");
    let header = |with| merged(json!({"alg": "RS256", "kid": "rsa", "typ": "at+jwt"}), with);
    let sign = |with| keys.sign_as(&header(with), &claims);
    let unsigned = |alg: &str| {
        let header = header(json!({"alg": alg})).to_string();
        format!("{}.{}.", encoded(&header), encoded(&claims.to_string()))
    };
    // "Signed" with the public key as a shared secret.
    let shared = || {
        let token = unsigned("HS256");
        let token = token.trim_end_matches('.');
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &keys.public_bytes());
        let tag = ring::hmac::sign(&key, token.as_bytes());
        use base64::Engine;
        let tag = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(tag.as_ref());
        format!("{token}.{tag}")
    };
    let jwk = keys.rsa_jwk();
    let root = merged(claims.clone(), json!({"sub": "root"}));
    let forged = encoded(&root.to_string());
    let first = signed.split('.').next().expect("a header");
    vec![
        case("RFC 8725 3.2: alg none", Algorithm, unsigned("none")),
        case("RFC 8725 3.2: alg None", Algorithm, unsigned("None")),
        case("RFC 8725 3.2: alg missing", Algorithm, sign(json!({"alg": null}))),
        case(
            "RFC 8725 2.1: a public key as a shared secret",
            Algorithm,
            shared(),
        ),
        case(
            "RFC 8725 3.1: PS256 with a key for RS256",
            Algorithm,
            sign(json!({"alg": "PS256"})),
        ),
        case(
            "RFC 8725 3.1: RS512 with a key for RS256",
            Algorithm,
            sign(json!({"alg": "RS512"})),
        ),
        case(
            "RFC 8725 3.1: ES256 with the id of an RSA key",
            Algorithm,
            sign(json!({"alg": "ES256"})),
        ),
        case(
            "RFC 8725 3.1: RS256 with the id of an EC key",
            Algorithm,
            sign(json!({"kid": "ec"})),
        ),
        case(
            "RFC 7515 5.2: a signature that is missing",
            Signature,
            format!("{signed}."),
        ),
        case(
            "RFC 7515 5.2: another token's signature",
            Signature,
            format!(
                "{signed}.{}",
                keys.sign("rsa", &root).rsplit('.').next().expect("a part")
            ),
        ),
        case(
            "RFC 7515 5.2: claims changed after signing",
            Signature,
            format!("{first}.{forged}.{signature}"),
        ),
        case(
            "RFC 7515 5.2: another's key with our key's id",
            Signature,
            theirs.sign("rsa", &claims),
        ),
        case(
            "RFC 8725 3.4: an ECDSA signature of zeros",
            Signature,
            format!(
                "{}.{}",
                keys.sign("ec", &claims).rsplit_once('.').expect("parts").0,
                "A".repeat(86)
            ),
        ),
        case(
            "RFC 7518 3.4: an ECDSA signature too short",
            Signature,
            format!(
                "{}.{}",
                keys.sign("ec", &claims).rsplit_once('.').expect("parts").0,
                "A".repeat(84)
            ),
        ),
        case(
            "RFC 8725 3.10: a key of its own, jwk",
            HeaderParameter,
            sign(json!({"jwk": jwk})),
        ),
        case(
            "RFC 8725 3.10: a key to be fetched, jku",
            HeaderParameter,
            sign(json!({"jku": format!("{}/keys", world.plain.url)})),
        ),
        case(
            "RFC 8725 3.10: a certificate to be fetched, x5u",
            HeaderParameter,
            sign(json!({"x5u": "http://127.0.0.1:1/x5u"})),
        ),
        case(
            "RFC 7515 4.1.6: a certificate of its own, x5c",
            HeaderParameter,
            sign(json!({"x5c": ["AAAA"]})),
        ),
        case(
            "RFC 7515 4.1.11: crit that is not understood",
            HeaderParameter,
            sign(json!({"crit": ["exp"]})),
        ),
        case(
            "RFC 7797: claims that are not encoded",
            HeaderParameter,
            sign(json!({"b64": false})),
        ),
        case(
            "RFC 7516 4.1.3: claims that are compressed",
            HeaderParameter,
            sign(json!({"zip": "DEF"})),
        ),
        case(
            "RFC 7515 4.1.4: no key id",
            KeyUnknown,
            sign(json!({"kid": null})),
        ),
        case(
            "RFC 8725 3.10: a key id that is a path",
            KeyUnknown,
            sign(json!({"kid": "../../dev/null"})),
        ),
        case(
            "RFC 8725 3.10: a key id that is SQL",
            KeyUnknown,
            sign(json!({"kid": "' OR 1=1 --"})),
        ),
        case(
            "a key that the issuer does not have",
            KeyUnknown,
            sign(json!({"kid": "rsa-2"})),
        ),
        case(
            "RFC 7517 4.2: a key that encrypts",
            KeyUnknown,
            sign(json!({"kid": "encrypts"})),
        ),
        case(
            "RFC 7517 4.3: a key that wraps keys",
            KeyUnknown,
            sign(json!({"kid": "wraps"})),
        ),
        case(
            "RFC 7517 4.4: a key of another algorithm",
            KeyUnknown,
            sign(json!({"kid": "pss"})),
        ),
        case(
            "RFC 7517 4.5: a key id that two keys have",
            KeyUnknown,
            sign(json!({"kid": "twice"})),
        ),
        case(
            "a key whose private part was published",
            KeyUnknown,
            sign(json!({"kid": "private"})),
        ),
        case(
            "RFC 8725 3.1: the id of a shared secret",
            KeyUnknown,
            sign(json!({"kid": "shared"})),
        ),
    ]
}

/// Whose token it is, for whom, of what kind and when.
fn of_claims(world: &World) -> Vec<Case> {
    let issuer = &world.plain;
    let with = |claims| issuer.with(NOW, claims);
    let without = |claim| issuer.without(NOW, claim);
    let typed = |typ| {
        let header = merged(json!({"alg": "RS256", "kid": "rsa"}), json!({"typ": typ}));
        issuer.keys.sign_as(&header, &issuer.claims(NOW))
    };
    let raw = |member: &str| {
        let claims = merged(issuer.claims(NOW), json!({"exp": null})).to_string();
        let claims = format!("{},\"exp\":{member}}}", claims.trim_end_matches('}'));
        let header = r#"{"alg":"RS256","kid":"rsa","typ":"at+jwt"}"#;
        issuer.keys.sign_text(header, &claims)
    };
    vec![
        case("RFC 8725 3.11: no typ", Type, typed(json!(null))),
        case(
            "RFC 9068 4: typ JWT where only at+jwt is",
            Type,
            typed(json!("JWT")),
        ),
        case(
            "RFC 8725 3.12: another kind of token",
            Type,
            typed(json!("secevent+jwt")),
        ),
        case("RFC 8725 3.8: no issuer", Issuer, without("iss")),
        case(
            "RFC 8725 3.8: another issuer",
            Issuer,
            with(json!({"iss": "https://login.example"})),
        ),
        case(
            "RFC 8725 3.8: the issuer with a slash",
            Issuer,
            with(json!({"iss": format!("{}/", issuer.url)})),
        ),
        case(
            "RFC 9700 4.4: the other issuer, signed by this one",
            Signature,
            with(json!({"iss": world.entra.url, "typ": "x"})),
        ),
        case("RFC 8725 3.9: no audience", Claim, without("aud")),
        case(
            "RFC 8725 3.9: for another service",
            Audience,
            with(json!({"aud": "api://payroll"})),
        ),
        case(
            "RFC 8725 3.9: for other services too",
            Audience,
            with(json!({"aud": ["api://redress", "api://payroll"]})),
        ),
        case(
            "RFC 8725 3.9: an empty list of audiences",
            Audience,
            with(json!({"aud": []})),
        ),
        case(
            "RFC 7519 4.1.3: an audience that is a number",
            Claim,
            with(json!({"aud": 7})),
        ),
        case("RFC 9068 2.2: no exp", Claim, without("exp")),
        case(
            "RFC 7519 4.1.4: expired",
            Expired,
            with(json!({"exp": NOW - 30, "iat": NOW - 90})),
        ),
        case(
            "RFC 7519 2: exp as a text",
            Claim,
            with(json!({"exp": (NOW + 60).to_string()})),
        ),
        case(
            "RFC 7519 2: exp with a fraction",
            Claim,
            with(json!({"exp": NOW as f64 + 60.5})),
        ),
        case(
            "RFC 7519 2: exp beyond all dates",
            Claim,
            with(json!({"exp": i64::MAX})),
        ),
        case(
            "RFC 7519 2: exp before all dates",
            Claim,
            with(json!({"exp": -1})),
        ),
        case("RFC 8259 6: exp that is no number", Malformed, raw("NaN")),
        case("RFC 8259 6: exp that overflows", Malformed, raw("1e400")),
        case(
            "ASVS 9.2.1: a life of more than a day",
            Lifetime,
            with(json!({"exp": NOW + 86_400})),
        ),
        case(
            "RFC 9068 2.2: exp before iat",
            Lifetime,
            with(json!({"exp": NOW - 20, "iat": NOW + 10})),
        ),
        case("H14: no nbf", Claim, without("nbf")),
        case(
            "RFC 7519 4.1.5: not good yet",
            NotYetValid,
            with(json!({"nbf": NOW + 31})),
        ),
        case("RFC 9068 2.2: no iat", Claim, without("iat")),
        case(
            "RFC 7519 4.1.6: issued in the future",
            Lifetime,
            with(json!({"iat": NOW + 31})),
        ),
        case("RFC 9068 2.2: no sub", Claim, without("sub")),
        case("RFC 9068 2.2: an empty sub", Claim, with(json!({"sub": ""}))),
        case(
            "RFC 7519 4.1.2: sub that is a number",
            Claim,
            with(json!({"sub": 7})),
        ),
        case(
            "ASVS 10.3.3: a subject that no client has",
            CredentialUnknown,
            with(json!({"sub": "payroll"})),
        ),
        case(
            "RFC 7519 4.1.2: a subject in other letters",
            CredentialUnknown,
            with(json!({"sub": "CRM"})),
        ),
        case(
            "ASVS 10.3.3: a subject of the other issuer",
            CredentialUnknown,
            with(json!({"sub": "oid-1"})),
        ),
        case(
            "a subject that is an address",
            Subject,
            with(json!({"sub": "crm@council.example"})),
        ),
        case("OIDC Core 2: an ID token", IdToken, with(json!({"nonce": "n-1"}))),
        case(
            "RFC 8705 3: bound to a certificate that is not here",
            Confirmation,
            with(json!({"cnf": {"x5t#S256": "A".repeat(43)}})),
        ),
        case(
            "RFC 9449 6: bound to a key that is not here",
            Confirmation,
            with(json!({"cnf": {"jkt": "A".repeat(43)}})),
        ),
        case(
            "RFC 7800 3.1: bound to nothing that is known",
            Confirmation,
            with(json!({"cnf": "x"})),
        ),
    ]
}

/// Tokens as Entra makes them, almost.
fn of_entra(world: &World) -> Vec<Case> {
    let with = |claims| world.entra_token(claims);
    let admin = json!({"oid": "oid-9", "roles": ["Complaints.Register", "admin"], "authority": "northwick"});
    vec![
        case("Entra: another tenant", Tenant, with(json!({"tid": "tenant-2"}))),
        case("Entra: no tenant", Tenant, with(json!({"tid": null}))),
        case("Entra: no object id", Subject, with(json!({"oid": null}))),
        case(
            "Entra: neither role nor scope",
            Grant,
            with(json!({"roles": null})),
        ),
        case(
            "Entra: another role",
            Grant,
            with(json!({"roles": ["Payroll.Read"]})),
        ),
        case(
            "Entra: a scope that begins alike",
            Grant,
            with(json!({"roles": null, "scp": "Complaints.Writer"})),
        ),
        case(
            "Entra: roles that are no list",
            Claim,
            with(json!({"roles": {"a": 1}})),
        ),
        case(
            "Entra: an ID token",
            IdToken,
            with(json!({"nonce": "n-1", "at_hash": "x"})),
        ),
        case(
            "roles and authority that only the token says",
            CredentialUnknown,
            with(admin),
        ),
        case(
            "a client of an authority that the issuer does not speak for",
            ForeignAuthority,
            with(json!({"oid": "oid-2"})),
        ),
    ]
}

fn cases(world: &World) -> Vec<Case> {
    [
        of_form(world),
        of_signatures(world),
        of_claims(world),
        of_entra(world),
    ]
    .into_iter()
    .flatten()
    .collect()
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
