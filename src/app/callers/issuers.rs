//! The issuers of access tokens that are trusted: what is configured of each, and what a token of theirs proves.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use jsonwebtoken::{Validation, decode};
use serde::{Deserialize, de::IgnoredAny};

pub use super::cache::KeyTimes;
use super::{
    cache::KeyCache,
    fetch::{Fetcher, is_safe},
    keys::SigningKey,
    ring_jwt, token,
};
use crate::{
    app::planted,
    domain::{
        access::{
            Credential, Defect,
            bearer::{Algorithm, IssuerRules, SubjectClaim},
        },
        ids::AuthorityId,
        limits,
        word::Word,
    },
};

/// Why the issuers are not taken as they are configured.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {why}")]
pub struct IssuersError {
    /// The file.
    file: String,
    /// What is wrong with it.
    why: String,
}

/// An issuer that is trusted.
#[derive(Debug, Clone)]
pub struct IssuerSettings {
    /// What its tokens must be like.
    pub rules: IssuerRules,
    /// The certificate authorities of its address, PEM, where they are not those that browsers trust.
    pub ca: Option<Vec<u8>>,
}

/// The file of issuers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuersFile {
    issuer: Vec<IssuerTable>,
}

/// One `[[issuer]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssuerTable {
    url: String,
    audience: String,
    algorithms: Vec<String>,
    #[serde(default)]
    accept_typ_jwt: bool,
    #[serde(default)]
    subject_claim: Option<String>,
    #[serde(default)]
    tenant: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    authorities: Vec<String>,
    #[serde(default)]
    ca_file: Option<PathBuf>,
}

impl IssuerTable {
    fn read(self) -> Result<IssuerSettings, String> {
        let algorithm = |word: &String| {
            Algorithm::from_word(word)
                .ok_or_else(|| format!("{word} is not an algorithm with a pair of keys that is known here"))
        };
        let claim = self.subject_claim.as_deref().unwrap_or("sub");
        let authority = |id: &String| AuthorityId::parse(id).map_err(|invalid| format!("{id} {invalid}"));
        let rules = IssuerRules {
            algorithms: self.algorithms.iter().map(algorithm).collect::<Result<_, _>>()?,
            takes_plain_type: self.accept_typ_jwt,
            subject_claim: SubjectClaim::from_word(claim)
                .ok_or_else(|| format!("subject_claim {claim} is none of sub, oid, azp, appid"))?,
            tenant: self.tenant,
            roles: self.roles,
            scopes: self.scopes,
            authorities: self.authorities.iter().map(authority).collect::<Result<_, _>>()?,
            issuer: self.url,
            audience: self.audience,
        };
        let ca = self.ca_file.map(|file| {
            fs::read(&file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
        });
        Ok(IssuerSettings {
            rules,
            ca: ca.transpose()?,
        })
    }
}

/// Reads a file of issuers, TOML.
///
/// # Errors
/// What is wrong with it.
pub fn read(file: &Path) -> Result<Vec<IssuerSettings>, IssuersError> {
    let of_file = |why: String| IssuersError {
        file: file.display().to_string(),
        why,
    };
    let text = fs::read_to_string(file).map_err(|error| of_file(error.to_string()))?;
    let tables: IssuersFile = toml::from_str(&text).map_err(|error| of_file(error.to_string()))?;
    let read = tables.issuer.into_iter().map(IssuerTable::read);
    read.collect::<Result<_, _>>().map_err(of_file)
}

/// The issuers that are trusted, by what their tokens call them.
#[derive(Clone, Default)]
pub struct Issuers(Arc<HashMap<String, Issuer>>);

struct Issuer {
    name: Arc<str>,
    rules: IssuerRules,
    keys: Arc<KeyCache>,
}

/// What a token proves.
pub struct Proved {
    /// The credential.
    pub credential: Credential,
    /// Until when, in seconds since 1970, the difference of clocks included.
    pub until: i64,
    /// Its issuer.
    pub issuer: Arc<str>,
    /// Whether it is bound to the certificate of its connection.
    pub is_bound: bool,
}

impl Issuers {
    /// Trusts these issuers, and begins to fetch their keys.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub fn start(settings: Vec<IssuerSettings>, times: KeyTimes) -> Result<Self, IssuersError> {
        ring_jwt::install();
        let mut issuers = HashMap::new();
        if settings.len() > limits::ISSUERS_MAX {
            let why = format!("more than {} issuers", limits::ISSUERS_MAX);
            return Err(wrong("issuers", why));
        }
        for IssuerSettings { rules, ca } in settings {
            let name = rules.issuer.clone();
            rules.check().map_err(|why| wrong(&name, why))?;
            if !is_safe(&name) {
                return Err(wrong(&name, "an issuer's URL must be https".to_owned()));
            }
            let fetcher = Fetcher::new(ca.as_deref(), times.answer).map_err(|why| wrong(&name, why))?;
            let keys = KeyCache::start(name.clone(), rules.algorithms.clone(), fetcher, times);
            let issuer = Issuer {
                name: name.as_str().into(),
                rules,
                keys,
            };
            if issuers.insert(name.clone(), issuer).is_some() {
                return Err(wrong(&name, "it is there twice".to_owned()));
            }
        }
        Ok(Self(Arc::new(issuers)))
    }

    /// Whether no issuer is trusted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a token proves at a time, in seconds since 1970, on a connection with this certificate.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub async fn prove(&self, sent: &str, now: i64, certificate: Option<[u8; 32]>) -> Result<Proved, Defect> {
        let read = token::Sent::read(sent)?;
        let issuer = read.issuer().and_then(|name| self.0.get(name));
        let Issuer { name, rules, keys } = issuer.ok_or(Defect::Issuer)?;
        if !rules.takes_type(&read.typ) {
            return Err(Defect::Type);
        }
        let alg = Algorithm::from_word(&read.alg).ok_or(Defect::Algorithm)?;
        let believes_token = planted::is("algorithm-from-token");
        // Before the key is looked for, so that a token that cannot be good does not have keys fetched.
        if !believes_token && !rules.algorithms.contains(&alg) {
            return Err(Defect::Algorithm);
        }
        let mut key = keys.key(&read.kid).await?;
        if believes_token {
            key.algorithm = alg;
        }
        if key.algorithm != alg {
            return Err(Defect::Algorithm);
        }
        check(sent, &key, rules)?;
        let mut claims = token::claims(&read.claims)?;
        if planted::is("audience-unchecked") {
            claims.aud = vec![rules.audience.clone()];
        }
        let credential = rules.judge(&claims, now, certificate)?;
        Ok(Proved {
            credential,
            until: claims.exp.saturating_add(limits::ACCESS_TOKEN_LEEWAY_SECONDS),
            issuer: name.clone(),
            is_bound: claims.confirmation.is_some(),
        })
    }

    /// Whether an issuer's tokens may prove a client of this authority.
    pub fn speaks_for(&self, issuer: &str, authority: &AuthorityId) -> bool {
        self.0
            .get(issuer)
            .is_some_and(|issuer| issuer.rules.speaks_for(authority))
    }
}

fn wrong(issuer: &str, why: String) -> IssuersError {
    IssuersError {
        file: issuer.to_owned(),
        why,
    }
}

/// Whether the signature is the key's. The library looks for the claims that must be there, the issuer and the audience
/// too; the times are judged by the service's own clock.
fn check(sent: &str, key: &SigningKey, rules: &IssuerRules) -> Result<(), Defect> {
    let mut validation = Validation::new(of_library(key.algorithm));
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    validation.set_issuer(&[&rules.issuer]);
    validation.set_audience(&[&rules.audience]);
    validation.validate_aud = !planted::is("audience-unchecked");
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let checked = decode::<IgnoredAny>(sent, &key.key, &validation);
    checked.map(drop).map_err(|error| {
        use jsonwebtoken::errors::ErrorKind;
        match error.kind() {
            ErrorKind::InvalidAudience => Defect::Audience,
            ErrorKind::InvalidIssuer => Defect::Issuer,
            ErrorKind::MissingRequiredClaim(_) | ErrorKind::Json(_) => Defect::Claim,
            ErrorKind::InvalidAlgorithm => Defect::Algorithm,
            _ => Defect::Signature,
        }
    })
}

fn of_library(algorithm: Algorithm) -> jsonwebtoken::Algorithm {
    match algorithm {
        Algorithm::Rs256 => jsonwebtoken::Algorithm::RS256,
        Algorithm::Rs384 => jsonwebtoken::Algorithm::RS384,
        Algorithm::Rs512 => jsonwebtoken::Algorithm::RS512,
        Algorithm::Ps256 => jsonwebtoken::Algorithm::PS256,
        Algorithm::Ps384 => jsonwebtoken::Algorithm::PS384,
        Algorithm::Ps512 => jsonwebtoken::Algorithm::PS512,
        Algorithm::Es256 => jsonwebtoken::Algorithm::ES256,
        Algorithm::Es384 => jsonwebtoken::Algorithm::ES384,
        Algorithm::EdDsa => jsonwebtoken::Algorithm::EdDSA,
    }
}
