//! Taking an access token apart, strictly, before anything in it is believed.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

use super::json;
use crate::domain::{
    access::{
        Defect,
        bearer::{Claims, Confirmation},
    },
    limits,
};

/// A token as it was sent; nobody has vouched for it yet.
pub struct Sent {
    /// What it is said to be signed with.
    pub alg: String,
    /// The key that it is said to be signed with.
    pub kid: String,
    /// What it is said to be.
    pub typ: String,
    /// What it claims.
    pub claims: Map<String, Value>,
}

/// What a header may hold. Whatever brings or names a key is left out: `jku`, `x5u`, `jwk` and `x5c` are never followed
/// (RFC 8725 section 3.10), and `crit` demands what is not understood here.
const HEADER: [&str; 5] = ["alg", "kid", "typ", "x5t", "x5t#S256"];

impl Sent {
    /// Takes a token apart.
    ///
    /// # Errors
    /// Which form it does not have.
    pub fn read(token: &str) -> Result<Self, Defect> {
        if token.len() > limits::ACCESS_TOKEN_BYTES_MAX {
            return Err(Defect::TooLong);
        }
        let parts: Vec<&str> = token.split('.').collect();
        let [header, claims, signature] = parts[..] else {
            return Err(Defect::Malformed);
        };
        let header = object(header)?;
        let claims = object(claims)?;
        decoded(signature)?;
        if header.keys().any(|name| !HEADER.contains(&name.as_str())) {
            return Err(Defect::HeaderParameter);
        }
        let text = |name: &str, without| match header.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
            _ => Err(without),
        };
        Ok(Self {
            alg: text("alg", Defect::Algorithm)?,
            kid: text("kid", Defect::KeyUnknown)?,
            typ: text("typ", Defect::Type)?,
            claims,
        })
    }

    /// The issuer that it claims to be from.
    pub fn issuer(&self) -> Option<&str> {
        self.claims.get("iss")?.as_str()
    }
}

fn object(part: &str) -> Result<Map<String, Value>, Defect> {
    json::object(&decoded(part)?).ok_or(Defect::Malformed)
}

fn decoded(part: &str) -> Result<Vec<u8>, Defect> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| Defect::Malformed)
}

/// The claims, each of its type. A time is a whole number of seconds that a date can have.
///
/// # Errors
/// [`Defect::Claim`] where one is missing or of another type.
pub fn claims(given: &Map<String, Value>) -> Result<Claims, Defect> {
    let text = |name: &str| optional_text(given, name)?.ok_or(Defect::Claim);
    let time = |name: &str| {
        let seconds = given.get(name).and_then(Value::as_i64);
        seconds
            .filter(|seconds| (0..=LATEST).contains(seconds))
            .ok_or(Defect::Claim)
    };
    let sub = text("sub")?;
    if sub.is_empty() {
        return Err(Defect::Claim);
    }
    let of_id_tokens = ["nonce", "at_hash", "c_hash"];
    Ok(Claims {
        iss: text("iss")?,
        sub,
        aud: texts(given, "aud")?,
        exp: time("exp")?,
        nbf: time("nbf")?,
        iat: time("iat")?,
        tid: optional_text(given, "tid")?,
        oid: optional_text(given, "oid")?,
        azp: optional_text(given, "azp")?,
        appid: optional_text(given, "appid")?,
        roles: texts(given, "roles")?,
        scopes: [scopes(given, "scp")?, scopes(given, "scope")?].concat(),
        is_id_token: of_id_tokens.iter().any(|name| given.contains_key(*name)),
        confirmation: given.get("cnf").map(confirmation),
    })
}

/// The last second of the year 9999.
const LATEST: i64 = 253_402_300_799;

fn optional_text(given: &Map<String, Value>, name: &str) -> Result<Option<String>, Defect> {
    match given.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(Defect::Claim),
    }
}

/// A text, or a list of texts.
fn texts(given: &Map<String, Value>, name: &str) -> Result<Vec<String>, Defect> {
    match given.get(name) {
        None => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(vec![text.clone()]),
        Some(Value::Array(texts)) => {
            let texts = texts.iter().map(|text| text.as_str().map(str::to_owned));
            texts.collect::<Option<_>>().ok_or(Defect::Claim)
        }
        Some(_) => Err(Defect::Claim),
    }
}

/// Scopes parted by spaces.
fn scopes(given: &Map<String, Value>, name: &str) -> Result<Vec<String>, Defect> {
    let texts = texts(given, name)?;
    let scopes = texts.iter().flat_map(|text| text.split(' '));
    Ok(scopes
        .filter(|scope| !scope.is_empty())
        .map(str::to_owned)
        .collect())
}

/// What a token is bound to. A binding that is not understood is not ignored.
fn confirmation(cnf: &Value) -> Confirmation {
    let bound = || {
        let members = cnf.as_object().filter(|members| members.len() == 1)?;
        let thumbprint = URL_SAFE_NO_PAD.decode(members.get("x5t#S256")?.as_str()?).ok()?;
        thumbprint.try_into().ok()
    };
    bound().map_or(Confirmation::Other, Confirmation::Certificate)
}
