//! Who calls: from what a call brings, a token or a client certificate, to the client of the register that it proves.
//! The authority and the role are the register's; nothing that a request or a token says of itself grants any.

pub mod issuers;
mod cache;
mod fetch;
mod json;
mod keys;
mod ring_jwt;
mod token;

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};

use super::{
    App,
    access::{SECRET_PREFIX, hash_of},
    submission::Caller,
};
use crate::{
    domain::{
        access::{Credential, Defect, TokenHash},
        ids::AuthorityId,
        limits,
        word::Word,
    },
    store::{StoreError, acting, credentials, lines},
};

/// The certificate of a client, as its connection proved it. It belongs to that connection and to no other.
pub trait Peer: Send + Sync {
    /// The names of the certificate; none if one of them is unreadable or there are too many.
    fn names(&self) -> &[Credential];

    /// SHA-256 of the certificate.
    fn thumbprint(&self) -> [u8; 32];

    /// Whether the certificate authorities that are trusted now still stand for it.
    fn is_trusted(&self) -> bool;
}

/// What is known of the connection that a call came on.
#[derive(Clone, Default)]
pub struct Connection {
    /// The certificate that its other end has proved.
    pub peer: Option<Arc<dyn Peer>>,
}

/// What a call brings to prove who calls.
#[derive(Clone, Default)]
pub struct Presented<'c> {
    /// The value after `Bearer`.
    pub bearer: Option<&'c str>,
    /// The certificate of its connection.
    pub peer: Option<Arc<dyn Peer>>,
}

/// What a call was proved by: enough to ask again, while it lasts, whether it still proves the same client.
#[derive(Clone)]
pub struct Proof {
    key: Key,
    until: Option<DateTime<Utc>>,
    issuer: Option<Arc<str>>,
    peer: Option<Arc<dyn Peer>>,
}

/// Without hashes, although nothing leads back from them.
impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof").finish_non_exhaustive()
    }
}

/// What a proof is looked up by. A secret that is the text of a credential is not that credential.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Token(TokenHash),
    Credentials(Vec<TokenHash>),
}

/// Why a call is not let in.
#[derive(Debug)]
pub enum NotProved {
    /// What it brings is not taken.
    Refused(Defect),
    /// The database failed.
    Store(StoreError),
}

impl From<Defect> for NotProved {
    fn from(defect: Defect) -> Self {
        Self::Refused(defect)
    }
}

impl From<StoreError> for NotProved {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Whom credentials were found to prove a moment ago, so that not every call asks the database, and how many were
/// refused.
#[derive(Clone, Default)]
pub struct Found(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    callers: HashMap<Key, (Caller, Instant)>,
    /// Counts the times that it was emptied: what was looked up before that is not kept after it.
    emptied: u64,
    refused: BTreeMap<Defect, u64>,
}

/// Most credentials kept; beyond that all are looked up again.
const KEPT_MAX: usize = 10_000;

impl Found {
    fn get(&self, key: &Key) -> Result<Caller, u64> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let good_for = Duration::from_secs(limits::TOKEN_CACHE_SECONDS);
        match kept.callers.get(key) {
            Some((caller, found_at)) if found_at.elapsed() < good_for => Ok(caller.clone()),
            _ => Err(kept.emptied),
        }
    }

    fn put(&self, key: Key, caller: Caller, emptied: u64) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.emptied != emptied {
            return;
        }
        if kept.callers.len() >= KEPT_MAX {
            kept.callers.clear();
        }
        kept.callers.insert(key, (caller, Instant::now()));
    }

    pub(super) fn clear(&self) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.callers.clear();
        kept.emptied += 1;
    }

    fn count(&self, defect: Defect) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept.refused.entry(defect).or_default() += 1;
    }
}

impl App {
    /// The caller that a call proves, and by what. A header decides alone where there is one: a token that is refused
    /// is not made good by a certificate.
    ///
    /// # Errors
    /// Why nobody is proved, or when the database fails.
    pub async fn prove(&self, presented: &Presented<'_>) -> Result<(Caller, Proof), NotProved> {
        let proof = self.read_proof(presented).await?;
        let caller = self.holder(&proof).await?;
        Ok((caller, proof))
    }

    async fn read_proof(&self, presented: &Presented<'_>) -> Result<Proof, Defect> {
        match (presented.bearer, &presented.peer) {
            (Some(secret), _) if secret.starts_with(SECRET_PREFIX) || self.issuers.is_empty() => Ok(Proof {
                key: Key::Token(hash_of(secret)),
                until: None,
                issuer: None,
                peer: None,
            }),
            (Some(token), peer) => {
                let certificate = peer.as_ref().map(|peer| peer.thumbprint());
                let now = self.sources.now().timestamp();
                let proved = self.issuers.prove(token, now, certificate).await?;
                Ok(Proof {
                    key: Key::Credentials(vec![hash_of(&proved.credential.canonical())]),
                    until: DateTime::from_timestamp(proved.until, 0),
                    issuer: Some(proved.issuer),
                    peer: peer.clone().filter(|_| proved.is_bound),
                })
            }
            (None, Some(peer)) => {
                let names = peer.names().iter().map(|name| hash_of(&name.canonical()));
                Ok(Proof {
                    key: Key::Credentials(names.collect()),
                    until: None,
                    issuer: None,
                    peer: Some(peer.clone()),
                })
            }
            (None, None) => Err(Defect::Absent),
        }
    }

    /// The caller that a proof proves now.
    ///
    /// # Errors
    /// Why it proves nobody any more, or when the database fails.
    pub async fn holder(&self, proof: &Proof) -> Result<Caller, NotProved> {
        if proof.until.is_some_and(|until| until <= self.sources.now()) {
            return Err(Defect::Expired.into());
        }
        if proof.peer.as_ref().is_some_and(|peer| !peer.is_trusted()) {
            return Err(Defect::CertificateUntrusted.into());
        }
        let caller = match self.found.get(&proof.key) {
            Ok(caller) => caller,
            Err(emptied) => {
                let caller = self.look_up(&proof.key).await?;
                self.found.put(proof.key.clone(), caller.clone(), emptied);
                caller
            }
        };
        let speaks = proof
            .issuer
            .as_ref()
            .is_none_or(|issuer| self.issuers.speaks_for(issuer, &caller.authority));
        if speaks {
            Ok(caller)
        } else {
            Err(Defect::ForeignAuthority.into())
        }
    }

    async fn look_up(&self, key: &Key) -> Result<Caller, NotProved> {
        match key {
            Key::Token(hash) => {
                let token = acting::for_all(lines::token(&self.database, hash)).await?;
                let token = token.filter(|token| !token.revoked);
                let token = token.ok_or(Defect::TokenUnknown)?;
                Ok(Caller {
                    authority: token.authority,
                    client: token.client,
                    role: token.role,
                    narrowing: token.narrowing.map(Arc::new),
                })
            }
            Key::Credentials(hashes) if hashes.is_empty() => Err(Defect::CredentialUnknown.into()),
            Key::Credentials(hashes) => {
                let found = acting::for_all(credentials::proved(&self.database, hashes)).await?;
                let mut callers = found.into_iter().map(|row| Caller {
                    authority: row.authority,
                    client: row.client,
                    role: row.role,
                    narrowing: row.narrowing.map(Arc::new),
                });
                let caller = callers.next().ok_or(Defect::CredentialUnknown)?;
                if callers.all(|other| other == caller) {
                    Ok(caller)
                } else {
                    Err(Defect::CredentialAmbiguous.into())
                }
            }
        }
    }

    /// Whether a client of another authority has a credential.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_taken_elsewhere(
        &self,
        authority: &AuthorityId,
        credential: &Credential,
    ) -> Result<bool, StoreError> {
        let hashes = [hash_of(&credential.canonical())];
        let found = acting::for_all(credentials::proved(&self.database, &hashes)).await?;
        Ok(found.iter().any(|row| row.authority != *authority))
    }

    /// Notes that a credential was refused, and why; never the credential.
    pub fn note_refused(&self, method: &str, defect: Defect) {
        self.found.count(defect);
        tracing::warn!(reason = defect.word(), method, "a credential was refused");
    }

    /// How many credentials were refused since the start, by reason.
    pub fn refused_credentials(&self) -> BTreeMap<Defect, u64> {
        let kept = self.found.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.refused.clone()
    }
}
