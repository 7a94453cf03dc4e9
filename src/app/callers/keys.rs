//! The keys that an issuer signs with, from its JWK Set (RFC 7517).

use std::collections::HashMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::DecodingKey;
use serde_json::{Map, Value};

use super::json;
use crate::domain::{
    access::bearer::{Algorithm, KeyKind},
    limits,
    word::Word,
};

/// A key, and the one algorithm that it is for (RFC 8725 section 3.1).
#[derive(Clone)]
pub struct SigningKey {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The public key.
    pub key: DecodingKey,
}

/// An issuer's keys by their ids.
pub type Keys = HashMap<String, SigningKey>;

/// Reads a JWK Set for an issuer that may sign with these algorithms. What cannot be used to check a signature is passed
/// over: other kinds of keys, keys for encryption, secret and private keys, and two that have one id.
///
/// # Errors
/// When it is no JWK Set or has too many keys.
pub fn read(document: &[u8], algorithms: &[Algorithm]) -> Result<Keys, &'static str> {
    let document = json::object(document).ok_or("it is not a JSON object")?;
    let keys = document.get("keys").and_then(Value::as_array);
    let keys = keys.ok_or("it has no list of keys")?;
    if keys.len() > limits::ISSUER_KEYS_MAX {
        return Err("it has too many keys");
    }
    let mut read = Keys::new();
    let mut twice = Vec::new();
    for jwk in keys.iter().filter_map(Value::as_object) {
        let Some(kid) = jwk.get("kid").and_then(Value::as_str) else {
            continue;
        };
        if let Some(key) = signing_key(jwk, algorithms)
            && read.insert(kid.to_owned(), key).is_some()
        {
            twice.push(kid);
        }
    }
    for kid in twice {
        read.remove(kid);
    }
    Ok(read)
}

fn signing_key(jwk: &Map<String, Value>, algorithms: &[Algorithm]) -> Option<SigningKey> {
    let text = |name: &str| jwk.get(name).and_then(Value::as_str);
    let is_for_signing = jwk.get("use").is_none_or(|used| used == "sig")
        && jwk.get("key_ops").is_none_or(|ops| {
            ops.as_array()
                .is_some_and(|ops| ops.contains(&Value::from("verify")))
        });
    // Somebody published a private key: whoever has read it can sign.
    if !is_for_signing || jwk.contains_key("d") || jwk.contains_key("k") {
        return None;
    }
    let kind = match (text("kty")?, text("crv")) {
        ("RSA", None) => KeyKind::Rsa,
        ("EC", Some("P-256")) => KeyKind::P256,
        ("EC", Some("P-384")) => KeyKind::P384,
        ("OKP", Some("Ed25519")) => KeyKind::Ed25519,
        _ => return None,
    };
    // Entra's keys name no algorithm: theirs is the only one of their kind that the issuer may sign with.
    let algorithm = algorithms.iter().find(|algorithm| algorithm.key_kind() == kind)?;
    if jwk.get("alg").is_some_and(|alg| alg != algorithm.word()) {
        return None;
    }
    let bytes = |name: &str, length: Option<usize>| {
        let bytes = URL_SAFE_NO_PAD.decode(text(name)?).ok()?;
        length.is_none_or(|length| bytes.len() == length).then_some(bytes)
    };
    let point = |length: usize| {
        let (x, y) = (bytes("x", Some(length))?, bytes("y", Some(length))?);
        Some(DecodingKey::from_ec_der(&[&[4_u8][..], &x, &y].concat()))
    };
    let key = match kind {
        KeyKind::Rsa => DecodingKey::from_rsa_raw_components(&bytes("n", None)?, &bytes("e", None)?),
        KeyKind::P256 => point(32)?,
        KeyKind::P384 => point(48)?,
        KeyKind::Ed25519 => DecodingKey::from_ed_der(&bytes("x", Some(32))?),
    };
    Some(SigningKey {
        algorithm: *algorithm,
        key,
    })
}
