//! The keys of authorities in memory, as their holder opened them: used for a bounded time, and asked for again.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use ring::rand::SecureRandom;
use zeroize::Zeroizing;

use super::{
    authority_keys::AuthorityKey,
    cipher::{CipherKey, KEY_BYTES, Place, SealingError},
    key_provider::KeyProvider,
    keys::{KeyId, WrappedKey},
    master_key::DataKey,
};
use crate::domain::{
    ids::{AuthorityId, Position},
    limits,
};

/// How long keys are used.
#[derive(Debug, Clone, Copy)]
pub struct KeyTimes {
    /// Before their holder is asked again.
    pub fresh: Duration,
    /// Where their holder does not answer.
    pub away: Duration,
    /// Before a holder that did not answer is asked again.
    pub again: Duration,
}

impl Default for KeyTimes {
    fn default() -> Self {
        Self {
            fresh: Duration::from_secs(limits::KEY_FRESH_SECONDS),
            away: Duration::from_secs(limits::KEY_AWAY_SECONDS_MAX),
            again: Duration::from_secs(limits::KEY_ASK_AGAIN_SECONDS),
        }
    }
}

/// The keys of an authority.
#[derive(Clone)]
struct Held {
    keys: BTreeMap<i64, Arc<CipherKey>>,
    /// When their holder last opened all of them.
    opened: Instant,
    /// When to ask again.
    ask: Instant,
}

/// The keys of authorities that are in memory.
pub struct KeyRing {
    provider: Arc<dyn KeyProvider>,
    times: KeyTimes,
    held: Mutex<HashMap<AuthorityId, Held>>,
}

/// Without the keys.
impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyRing(<sealed>)")
    }
}

impl KeyRing {
    /// No keys yet.
    pub fn new(provider: Arc<dyn KeyProvider>, times: KeyTimes) -> Self {
        Self {
            provider,
            times,
            held: Mutex::default(),
        }
    }

    /// Whoever holds the keys that these are wrapped under.
    pub fn provider(&self) -> &dyn KeyProvider {
        &*self.provider
    }

    /// How long keys are used.
    pub fn times(&self) -> KeyTimes {
        self.times
    }

    /// Makes a key for an authority, wrapped under the present key of the provider.
    ///
    /// # Errors
    /// When the provider does not wrap it, or the system gives no randomness.
    pub async fn make(
        &self,
        random: &(dyn SecureRandom + Send + Sync),
        authority: &AuthorityId,
        version: i64,
        made_at: DateTime<Utc>,
    ) -> Result<AuthorityKey, SealingError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random
            .fill(bytes.as_mut())
            .map_err(|_| SealingError::NoRandomness)?;
        let wrapped_by = self.provider.current().await?;
        let place = place_of_authority(authority, version);
        let wrapped = self.provider.wrap(&wrapped_by, &place, bytes.as_slice()).await?;
        Ok(AuthorityKey {
            authority: authority.clone(),
            version,
            wrapped_by,
            wrapped,
            made_at,
            superseded_at: None,
        })
    }

    /// The key of an authority wrapped under the provider's present key; nothing if it is already.
    ///
    /// # Errors
    /// When the provider does not open or wrap it.
    pub async fn under_present(&self, key: &AuthorityKey) -> Result<Option<(String, Vec<u8>)>, SealingError> {
        let present = self.provider.current().await?;
        if key.wrapped_by == present {
            return Ok(None);
        }
        let place = place_of_authority(&key.authority, key.version);
        let bytes = self
            .provider
            .unwrap(&key.wrapped_by, &place, &key.wrapped)
            .await?;
        let wrapped = self.provider.wrap(&present, &place, &bytes).await?;
        Ok(Some((present, wrapped)))
    }

    /// Checks that the provider opens the key of an authority.
    ///
    /// # Errors
    /// When it does not.
    pub async fn check(&self, key: &AuthorityKey) -> Result<(), SealingError> {
        let place = place_of_authority(&key.authority, key.version);
        let opened = self.provider.unwrap(&key.wrapped_by, &place, &key.wrapped).await;
        opened.map(drop)
    }

    /// Whether the keys of an authority need not be asked for yet.
    pub fn is_fresh(&self, authority: &AuthorityId) -> bool {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(authority).is_some_and(|held| Instant::now() < held.ask)
    }

    /// Whether the keys of an authority are at hand, fresh or not.
    pub fn is_usable(&self, authority: &AuthorityId) -> bool {
        self.key(authority, None).is_ok()
    }

    /// Whether this version of the key of an authority is at hand; the master key itself, which is version 0, is with the
    /// provider.
    pub fn holds(&self, authority: &AuthorityId, version: i64) -> bool {
        version == 0 || self.key(authority, Some(version)).is_ok()
    }

    /// The version of the present key of an authority, if it is at hand.
    pub fn present(&self, authority: &AuthorityId) -> Option<i64> {
        self.key(authority, None).ok().map(|(version, _)| version)
    }

    /// Has the provider open the keys of an authority, all of them, and holds them from then on. Where it does not
    /// answer, what it opened before is held on.
    ///
    /// # Errors
    /// When it does not open one, or does not answer and what it opened before is too old.
    pub async fn hold(&self, authority: &AuthorityId, stored: &[AuthorityKey]) -> Result<(), SealingError> {
        let began = Instant::now();
        let mut keys = BTreeMap::new();
        for key in stored {
            let place = place_of_authority(&key.authority, key.version);
            match self.provider.unwrap(&key.wrapped_by, &place, &key.wrapped).await {
                Ok(bytes) => {
                    keys.insert(key.version, Arc::new(CipherKey::new(&bytes)?));
                }
                Err(SealingError::Away) => return self.hold_on(authority, stored),
                Err(error) => {
                    self.forget(authority);
                    return Err(error);
                }
            }
        }
        let held = Held {
            keys,
            opened: began,
            ask: began + self.times.fresh,
        };
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(authority.clone(), held);
        Ok(())
    }

    fn hold_on(&self, authority: &AuthorityId, stored: &[AuthorityKey]) -> Result<(), SealingError> {
        let mut all = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let held = all.get_mut(authority).ok_or(SealingError::Away)?;
        held.keys
            .retain(|version, _| stored.iter().any(|key| key.version == *version));
        // A key that was made since cannot be used, and nothing may be sealed under the one before it.
        if held.opened.elapsed() > self.times.away || held.keys.len() < stored.len() {
            all.remove(authority);
            return Err(SealingError::Away);
        }
        held.ask = Instant::now() + self.times.again;
        tracing::warn!(authority = %authority, "the holder of the keys does not answer; what it opened is used on");
        Ok(())
    }

    /// Forgets the keys of an authority, so that its holder is asked again.
    pub fn forget(&self, authority: &AuthorityId) {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(authority);
    }

    /// The key of an authority of a version, or its present one.
    fn key(
        &self,
        authority: &AuthorityId,
        version: Option<i64>,
    ) -> Result<(i64, Arc<CipherKey>), SealingError> {
        let all = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let held = all.get(authority).ok_or(SealingError::NotHeld)?;
        if self.provider.may_be_away() && held.opened.elapsed() > self.times.away {
            return Err(SealingError::Away);
        }
        let found = match version {
            Some(version) => held.keys.get_key_value(&version),
            None => held.keys.last_key_value(),
        };
        let (version, key) = found.ok_or(SealingError::NotHeld)?;
        Ok((*version, key.clone()))
    }

    pub(super) fn make_data_key(
        &self,
        random: &dyn SecureRandom,
        authority: &AuthorityId,
        id: &KeyId,
        made_at: Position,
    ) -> Result<(WrappedKey, DataKey), SealingError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random
            .fill(bytes.as_mut())
            .map_err(|_| SealingError::NoRandomness)?;
        let wrapped = self.wrap(random, authority, id, made_at, bytes.as_slice())?;
        Ok((wrapped, DataKey(CipherKey::new(bytes.as_slice())?)))
    }

    fn wrap(
        &self,
        random: &dyn SecureRandom,
        authority: &AuthorityId,
        id: &KeyId,
        made_at: Position,
        bytes: &[u8],
    ) -> Result<WrappedKey, SealingError> {
        if made_at > limits::KEY_POSITION_MAX {
            return Err(SealingError::Exhausted);
        }
        let (under, key) = self.key(authority, None)?;
        let ciphertext = key.encrypt(random, &place_of_data_key(authority, under, id), bytes)?;
        Ok(WrappedKey {
            authority: authority.clone(),
            id: id.clone(),
            made_at,
            under,
            ciphertext,
        })
    }

    pub(super) fn bytes_of(&self, wrapped: &WrappedKey) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        let (_, key) = self.key(&wrapped.authority, Some(wrapped.under))?;
        let place = place_of_data_key(&wrapped.authority, wrapped.under, &wrapped.id);
        key.decrypt(&place, &wrapped.ciphertext)
    }

    pub(super) fn unwrap(&self, wrapped: &WrappedKey) -> Result<DataKey, SealingError> {
        if wrapped.under == 0 {
            return CipherKey::new(&self.provider.bytes_directly(wrapped)?).map(DataKey);
        }
        CipherKey::new(&self.bytes_of(wrapped)?).map(DataKey)
    }

    pub(super) fn wrap_anew(
        &self,
        random: &dyn SecureRandom,
        wrapped: &WrappedKey,
    ) -> Result<WrappedKey, SealingError> {
        let bytes = match wrapped.under {
            0 => self.provider.bytes_directly(wrapped)?,
            _ => self.bytes_of(wrapped)?,
        };
        self.wrap(random, &wrapped.authority, &wrapped.id, wrapped.made_at, &bytes)
    }
}

fn place_of_authority(authority: &AuthorityId, version: i64) -> Place {
    Place::new(
        "redress authority key 1",
        &[authority.as_str().as_bytes(), &version.to_be_bytes()],
    )
}

fn place_of_data_key(authority: &AuthorityId, under: i64, id: &KeyId) -> Place {
    Place::new(
        "redress data key 2",
        &[
            authority.as_str().as_bytes(),
            &under.to_be_bytes(),
            id.as_str().as_bytes(),
        ],
    )
}
