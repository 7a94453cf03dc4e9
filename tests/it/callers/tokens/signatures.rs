//! Tokens whose signature says nothing.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use redress::domain::access::Defect::*;
use ring::hmac;
use serde_json::json;

use super::forms::{Case, case};
use crate::callers::{
    issuer::{encoded, merged},
    world::{NOW, World},
};

/// Algorithms and signatures.
pub fn of_signatures(world: &World) -> Vec<Case> {
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
        let key = hmac::Key::new(hmac::HMAC_SHA256, &keys.public_bytes());
        let tag = hmac::sign(&key, token.as_bytes());
        format!("{token}.{}", URL_SAFE_NO_PAD.encode(tag.as_ref()))
    };
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
    ]
}

/// Headers that bring a key, and ids of keys that are not there or not for this.
pub fn of_keys(world: &World) -> Vec<Case> {
    let (keys, claims) = (&world.plain.keys, world.plain.claims(NOW));
    let header = |with| merged(json!({"alg": "RS256", "kid": "rsa", "typ": "at+jwt"}), with);
    let sign = |with| keys.sign_as(&header(with), &claims);
    let jwk = keys.rsa_jwk();
    vec![
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
