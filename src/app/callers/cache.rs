//! An issuer's keys, fetched and kept: fetched every minute, so that a withdrawn one is refused soon; fetched for a key
//! that is not known, but not more often than that; and kept for a bounded time if the issuer does not answer.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::{sync::Mutex as Turns, time::sleep};

use super::{
    fetch::{FetchError, Fetcher},
    json,
    keys::{self, Keys, SigningKey},
};
use crate::domain::{
    access::{Defect, bearer::Algorithm},
    limits,
};

/// How long what is known of keys is good.
#[derive(Debug, Clone, Copy)]
pub struct KeyTimes {
    /// How often they are fetched.
    pub refresh: Duration,
    /// How often they are fetched because a token names one that is not known.
    pub unknown: Duration,
    /// How long they are good without being fetched again.
    pub kept: Duration,
    /// How long the issuer may take to give a document.
    pub answer: Duration,
}

impl Default for KeyTimes {
    fn default() -> Self {
        Self {
            refresh: Duration::from_secs(limits::ISSUER_KEYS_SECONDS),
            unknown: Duration::from_secs(limits::ISSUER_UNKNOWN_KEY_SECONDS),
            kept: Duration::from_secs(limits::ISSUER_KEYS_KEPT_SECONDS),
            answer: Duration::from_secs(limits::ISSUER_ANSWER_SECONDS_MAX),
        }
    }
}

/// The keys of one issuer.
pub struct KeyCache {
    issuer: String,
    algorithms: Vec<Algorithm>,
    fetcher: Fetcher,
    times: KeyTimes,
    known: Mutex<Known>,
    /// Whoever holds it fetches; others wait for what is fetched.
    turns: Turns<()>,
}

#[derive(Default)]
struct Known {
    keys: Arc<Keys>,
    fetched_at: Option<Instant>,
    unknown_at: Option<Instant>,
}

impl KeyCache {
    /// The keys of an issuer, fetched from now on for as long as anybody holds them.
    pub fn start(issuer: String, algorithms: Vec<Algorithm>, fetcher: Fetcher, times: KeyTimes) -> Arc<Self> {
        let cache = Arc::new(Self {
            issuer,
            algorithms,
            fetcher,
            times,
            known: Mutex::default(),
            turns: Turns::default(),
        });
        let held = Arc::downgrade(&cache);
        tokio::spawn(async move {
            while let Some(cache) = held.upgrade() {
                let turn = cache.turns.lock().await;
                cache.fetch().await;
                drop(turn);
                drop(cache);
                sleep(times.refresh).await;
            }
        });
        cache
    }

    /// The key with an id.
    ///
    /// # Errors
    /// [`Defect::KeyUnknown`] if the issuer has none; [`Defect::KeysUnavailable`] if nobody knows.
    pub async fn key(&self, kid: &str) -> Result<SigningKey, Defect> {
        if let Ok(key) = self.look(kid) {
            return Ok(key);
        }
        // If the keys are being fetched, this waits for them.
        let _turn = self.turns.lock().await;
        match self.look(kid) {
            Err(_) if self.may_ask() => {
                self.fetch().await;
                self.look(kid)
            }
            looked => looked,
        }
    }

    fn look(&self, kid: &str) -> Result<SigningKey, Defect> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match known.fetched_at {
            Some(fetched_at) if fetched_at.elapsed() < self.times.kept => {
                known.keys.get(kid).cloned().ok_or(Defect::KeyUnknown)
            }
            _ => Err(Defect::KeysUnavailable),
        }
    }

    /// Whether it is time to ask for a key that is not known; it is not for a while afterwards.
    fn may_ask(&self) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let may = known
            .unknown_at
            .is_none_or(|at| at.elapsed() >= self.times.unknown);
        if may {
            known.unknown_at = Some(Instant::now());
        }
        may
    }

    async fn fetch(&self) {
        match self.fetched().await {
            Ok(keys) => {
                let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
                known.keys = Arc::new(keys);
                known.fetched_at = Some(Instant::now());
            }
            Err(error) => {
                tracing::warn!(issuer = %self.issuer, %error, "the keys of an issuer were not fetched");
            }
        }
    }

    /// Asks the issuer where its keys are (`OpenID` Connect Discovery 1.0, section 4), and fetches them.
    async fn fetched(&self) -> Result<Keys, FetchError> {
        let issuer = self.issuer.trim_end_matches('/');
        let address = format!("{issuer}/.well-known/openid-configuration");
        let document = self.fetcher.get(&address).await?;
        let document = json::object(&document).ok_or(FetchError::Document("it is not a JSON object"))?;
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        if text("issuer") != Some(self.issuer.as_str()) {
            return Err(FetchError::Document("it is of another issuer"));
        }
        let keys = text("jwks_uri").ok_or(FetchError::Document("it does not say where the keys are"))?;
        let keys = self.fetcher.get(keys).await?;
        keys::read(&keys, &self.algorithms).map_err(FetchError::Document)
    }
}
