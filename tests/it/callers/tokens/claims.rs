//! Tokens that are signed, and for somebody or something else, or from another time.

use redress::domain::access::Defect::*;
use serde_json::json;

use super::forms::{Case, case};
use crate::callers::{
    issuer::merged,
    world::{NOW, World},
};

/// Whose token it is, for whom and of what kind.
pub fn of_claims(world: &World) -> Vec<Case> {
    let issuer = &world.plain;
    let with = |claims| issuer.with(NOW, claims);
    let without = |claim| issuer.without(NOW, claim);
    let typed = |typ| {
        let header = merged(json!({"alg": "RS256", "kid": "rsa"}), json!({"typ": typ}));
        issuer.keys.sign_as(&header, &issuer.claims(NOW))
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
            with(json!({"iss": world.entra.url})),
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
    ]
}

/// From when until when.
pub fn of_times(world: &World) -> Vec<Case> {
    let issuer = &world.plain;
    let with = |claims| issuer.with(NOW, claims);
    let without = |claim| issuer.without(NOW, claim);
    let raw = |member: &str| {
        let claims = merged(issuer.claims(NOW), json!({"exp": null})).to_string();
        let claims = format!("{},\"exp\":{member}}}", claims.trim_end_matches('}'));
        let header = r#"{"alg":"RS256","kid":"rsa","typ":"at+jwt"}"#;
        issuer.keys.sign_text(header, &claims)
    };
    vec![
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
            with(json!({"exp": 1_780_309_860.5})),
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
    ]
}

/// Who it proves, and what it is bound to.
pub fn of_subjects(world: &World) -> Vec<Case> {
    let issuer = &world.plain;
    let with = |claims| issuer.with(NOW, claims);
    let without = |claim| issuer.without(NOW, claim);
    vec![
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
pub fn of_entra(world: &World) -> Vec<Case> {
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
