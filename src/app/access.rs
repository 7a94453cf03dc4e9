//! Who calls: tokens and the clients that they belong to.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use ring::digest::{SHA256, digest};

use super::{
    App,
    batch::Reply,
    submission::{Caller, Submission},
};
use crate::{
    domain::{access::TokenHash, history::Command, limits},
    store::{StoreError, lines, value::hex},
};

/// What a secret looks like: a word to be found by scanners of leaked secrets, then 256 bits.
const SECRET_PREFIX: &str = "redress_";

/// Tokens that were found good a moment ago, so that not every call asks the database.
#[derive(Clone, Default)]
pub struct GoodTokens(Arc<Mutex<HashMap<TokenHash, (Caller, Instant)>>>);

/// Most tokens kept; beyond that all are looked up again.
const KEPT_MAX: usize = 10_000;

impl GoodTokens {
    fn get(&self, hash: &str) -> Option<Caller> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (caller, found_at) = kept.get(hash)?;
        let good_for = Duration::from_secs(limits::TOKEN_CACHE_SECONDS);
        (found_at.elapsed() < good_for).then(|| caller.clone())
    }

    fn put(&self, hash: TokenHash, caller: Caller) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(hash, (caller, Instant::now()));
    }

    fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// A new secret and its hash.
#[derive(Clone)]
pub struct NewSecret {
    /// The secret, shown once.
    pub secret: String,
    /// Its hash, which is kept.
    pub hash: TokenHash,
}

/// The hash of a secret.
pub fn hash_of(secret: &str) -> TokenHash {
    hex(digest(&SHA256, secret.as_bytes()).as_ref())
}

impl App {
    /// The caller whose token has this secret; none if it is unknown or revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn caller(&self, secret: &str) -> Result<Option<Caller>, StoreError> {
        let hash = hash_of(secret);
        if let Some(caller) = self.tokens.get(&hash) {
            return Ok(Some(caller));
        }
        let Some(token) = lines::token(&self.database, &hash)
            .await?
            .filter(|token| !token.revoked)
        else {
            return Ok(None);
        };
        let caller = Caller {
            authority: token.authority,
            client: token.client,
            role: token.role,
        };
        self.tokens.put(hash, caller.clone());
        Ok(Some(caller))
    }

    /// A secret nobody has seen.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn new_secret(&self) -> Result<NewSecret, ring::error::Unspecified> {
        let mut bytes = [0_u8; 32];
        self.sources.random().fill(&mut bytes)?;
        let secret = format!("{SECRET_PREFIX}{}", hex(&bytes));
        let hash = hash_of(&secret);
        Ok(NewSecret { secret, hash })
    }

    /// Writes a submission, and lets what reads lists and tokens see at once what it changed.
    ///
    /// # Errors
    /// Why it was not written.
    pub async fn write(&self, submission: Submission) -> Reply {
        let changes_access = matches!(submission.command, Command::Access(_));
        let written = self.lanes.write(submission).await?;
        if changes_access {
            self.tokens.clear();
        }
        self.note_written(&written);
        Ok(written)
    }
}
