//! The keys of authorities: at hand when something is sealed or opened, rotated, and wrapped anew, while the service runs.

use std::{
    collections::BTreeSet,
    fmt,
    path::Path,
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use tokio::{
    sync::{Mutex, watch},
    time::sleep,
};

use super::{App, sources::Sources};
use crate::{
    domain::{ids::AuthorityId, limits},
    store::{
        Database, SealingError, StoreError, Writer, acting,
        authority_keys::{self, AuthorityKey},
        event_log,
        keys::{self, WrappedKey},
        master_key,
        sealed::Sealer,
    },
};

/// Time between two looks at whether there is something to wrap anew.
const LOOK_EVERY: Duration = Duration::from_mins(10);

/// The keys of authorities.
#[derive(Clone)]
pub struct Keys {
    database: Database,
    sealer: Sealer,
    sources: Sources,
    /// Held by whoever asks the provider, so that a crowd asks once.
    asking: Arc<Mutex<()>>,
    /// Until when nobody asks the provider, because it did not answer a moment ago.
    away_until: Arc<std::sync::Mutex<Option<Instant>>>,
    /// Held by whoever wraps keys anew.
    wrapping: Arc<Mutex<()>>,
}

/// Without the keys.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(<sealed>)")
    }
}

/// How the keys of an authority stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyState {
    /// Its keys, in the order of their versions; the last one wraps new data keys.
    pub keys: Vec<AuthorityKey>,
    /// The id of the key that new ones are wrapped under.
    pub present: String,
    /// Data keys that are still wrapped under an earlier one.
    pub left: i64,
}

/// What was wrapped anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WrappedAnew {
    /// Keys of authorities.
    pub authority_keys: u64,
    /// Data keys.
    pub data_keys: u64,
    /// Keys of authorities that nothing was left under and that were removed.
    pub retired: u64,
}

/// Why a key was not rotated.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The present key is another one than the caller believes.
    #[error("the present key is of another version")]
    NotPresent {
        /// Its version; 0 if there is none yet.
        version: i64,
    },
    /// The store failed, or whoever holds the keys.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Keys {
    pub(super) fn new(database: &Database, sealer: &Sealer, sources: &Sources) -> Self {
        Self {
            database: database.clone(),
            sealer: sealer.clone(),
            sources: sources.clone(),
            asking: Arc::default(),
            away_until: Arc::default(),
            wrapping: Arc::default(),
        }
    }

    /// Finds out at the start whether the keys are the ones that this database was written with, rather than when
    /// somebody first asks for a record. A new database is given a key to check by.
    pub(super) async fn check(&self) -> Result<(), StoreError> {
        let ring = self.sealer.ring();
        if let Some(data_key) = keys::any_without_authority_key(&self.database).await? {
            ring.provider().bytes_directly(&data_key)?;
        }
        let mut checked = BTreeSet::new();
        for key in authority_keys::every(&self.database).await? {
            // One of each key that they are wrapped under, so that none is found to be lacking later.
            if checked.insert(key.wrapped_by.clone()) {
                ring.check(&key).await?;
            }
        }
        self.ready(&AuthorityId::system()).await
    }

    /// Sees to it that the keys of an authority are at hand, and makes the first one. Keys that are at hand and were not
    /// asked for lately are asked for without being waited for.
    ///
    /// # Errors
    /// When the database fails, or whoever holds the keys does not open them.
    pub async fn ready(&self, authority: &AuthorityId) -> Result<(), StoreError> {
        let ring = self.sealer.ring();
        if ring.is_fresh(authority) && ring.is_usable(authority) {
            return Ok(());
        }
        if ring.is_usable(authority) {
            let (keys, authority) = (self.clone(), authority.clone());
            tokio::spawn(async move {
                let Ok(_asking) = keys.asking.try_lock() else {
                    return;
                };
                if let Err(error) = keys.ask(&authority).await {
                    tracing::error!(%error, "the keys of an authority could not be asked for again");
                }
            });
            return Ok(());
        }
        let _asking = self.asking.lock().await;
        if ring.is_fresh(authority) && ring.is_usable(authority) {
            return Ok(());
        }
        if self.is_away() {
            return Err(SealingError::Away.into());
        }
        self.ask(authority).await
    }

    /// Whether something of an authority can be sealed now.
    pub(super) fn are_usable(&self, authority: &AuthorityId) -> bool {
        self.sealer.ring().is_usable(authority)
    }

    fn is_away(&self) -> bool {
        let until = self.away_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    /// Sees to it that the keys that these are wrapped under are at hand: another server may have rotated one.
    ///
    /// # Errors
    /// As [`Keys::ready`].
    pub async fn at_hand_for(&self, wrapped: &[WrappedKey]) -> Result<(), StoreError> {
        for key in wrapped {
            if !self.sealer.ring().holds(&key.authority, key.under) {
                let _asking = self.asking.lock().await;
                self.ask(&key.authority).await?;
            }
        }
        Ok(())
    }

    async fn ask(&self, authority: &AuthorityId) -> Result<(), StoreError> {
        let asked = acting::for_authority(authority, self.ask_now(authority)).await;
        if let Err(StoreError::Sealing(SealingError::Away)) = &asked {
            let until = Instant::now() + self.sealer.ring().times().again;
            *self.away_until.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
        }
        asked
    }

    async fn ask_now(&self, authority: &AuthorityId) -> Result<(), StoreError> {
        let mut stored = authority_keys::of_authority(&self.database, authority).await?;
        if stored.is_empty() {
            self.make(authority, 1).await?;
            // Read back rather than kept, because another server may have made it first.
            stored = authority_keys::of_authority(&self.database, authority).await?;
        }
        Ok(self.sealer.ring().hold(authority, &stored).await?)
    }

    async fn make(&self, authority: &AuthorityId, version: i64) -> Result<(), StoreError> {
        let random = self.sources.random();
        let made_at = self.sources.now();
        let ring = self.sealer.ring();
        let key = ring.make(&*random, authority, version, made_at).await?;
        let mut writer = self.database.open_writer().await?;
        let mut unit = writer.begin("make_authority_key", authority).await?;
        authority_keys::save_missing(&mut unit, &key).await?;
        unit.commit().await
    }

    /// How the keys of an authority stand.
    ///
    /// # Errors
    /// When the database fails, or whoever holds the keys does not answer.
    pub async fn state(&self, authority: &AuthorityId) -> Result<KeyState, StoreError> {
        let keys = authority_keys::of_authority(&self.database, authority).await?;
        let version = keys.last().map_or(0, |key| key.version);
        Ok(KeyState {
            keys,
            present: self.sealer.ring().provider().current().await?,
            left: keys::count_under_others(&self.database, authority, version).await?,
        })
    }

    /// Gives an authority another key, which wraps new data keys at once and the others as they are wrapped anew. The
    /// version is the one that the caller wants replaced; if the one after it is the present one, it has been.
    ///
    /// # Errors
    /// When another version is the present one, the database fails, or whoever holds the keys does not answer.
    pub async fn rotate(&self, authority: &AuthorityId, version: i64) -> Result<(), RotationError> {
        let keys = authority_keys::of_authority(&self.database, authority).await?;
        let present = keys.last().map_or(0, |key| key.version);
        if present == version {
            self.make(authority, version + 1).await?;
        } else if present != version + 1 {
            return Err(RotationError::NotPresent { version: present });
        }
        let _asking = self.asking.lock().await;
        Ok(self.ask(authority).await?)
    }

    /// Wraps anew what is not wrapped under the present keys, in small units of work, and goes on wherever it broke off:
    /// how far it has come is in the rows themselves. Nothing waits for it but another one of it.
    ///
    /// # Errors
    /// When the database fails, or whoever holds the keys does not open or wrap one.
    pub async fn wrap_anew(&self) -> Result<WrappedAnew, StoreError> {
        let _wrapping = self.wrapping.lock().await;
        acting::for_all(self.wrap_all_anew()).await
    }

    async fn wrap_all_anew(&self) -> Result<WrappedAnew, StoreError> {
        self.sealer.ring().provider().read_again()?;
        let mut writer = self.database.open_writer().await?;
        let mut done = WrappedAnew::default();
        let stored = authority_keys::every(&self.database).await?;
        for key in &stored {
            if let Some((wrapped_by, wrapped)) = self.sealer.ring().under_present(key).await? {
                let mut unit = writer.begin("wrap_authority_key_anew", &key.authority).await?;
                let saved = authority_keys::wrap_anew(&mut unit, key, &wrapped_by, &wrapped).await?;
                unit.commit().await?;
                done.authority_keys += u64::from(saved);
            }
        }
        let mut authorities: BTreeSet<AuthorityId> = stored.into_iter().map(|key| key.authority).collect();
        authorities.extend(event_log::logs(&self.database).await?);
        for authority in &authorities {
            done.data_keys += self.wrap_data_keys_anew(&mut writer, authority).await?;
        }
        done.retired = self.retire(&mut writer).await?;
        Ok(done)
    }

    async fn wrap_data_keys_anew(
        &self,
        writer: &mut Writer,
        authority: &AuthorityId,
    ) -> Result<u64, StoreError> {
        let mut done = 0;
        loop {
            let version = self.sealer.ring().present(authority).unwrap_or(i64::MAX);
            let limit = limits::KEYS_ANEW_MAX;
            let page = keys::under_others(&self.database, authority, version, limit).await?;
            if page.is_empty() {
                return Ok(done);
            }
            self.ready(authority).await?;
            self.at_hand_for(&page).await?;
            let mut anew = Vec::with_capacity(page.len());
            for key in page {
                let before = key.under;
                match self.sealer.wrap_anew(&key) {
                    Ok(key) if key.under > before => anew.push((before, key)),
                    // Asked for with a version that was not at hand yet, and so for all of them.
                    Ok(_) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            if anew.is_empty() {
                return Ok(done);
            }
            let mut unit = writer.begin("wrap_data_keys_anew", authority).await?;
            keys::wrap_anew(&mut unit, &anew).await?;
            unit.commit().await?;
            done += anew.len() as u64;
        }
    }

    /// Removes the keys that were superseded long ago and that nothing is wrapped under any more.
    async fn retire(&self, writer: &mut Writer) -> Result<u64, StoreError> {
        let before = self.sources.now() - TimeDelta::seconds(limits::KEY_SUPERSEDED_SECONDS);
        let mut retired = 0;
        for key in authority_keys::every(&self.database).await? {
            if key.superseded_at.is_none_or(|at| at >= before) {
                continue;
            }
            let mut unit = writer.begin("retire_authority_key", &key.authority).await?;
            let removed = authority_keys::retire(&mut unit, &key, before).await?;
            unit.commit().await?;
            retired += u64::from(removed);
        }
        Ok(retired)
    }
}

impl App {
    /// The keys of authorities.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Wraps keys anew at the start and now and then, until told to stop.
    pub async fn keep_keys(&self, mut stop: watch::Receiver<bool>) {
        loop {
            match self.keys.wrap_anew().await {
                Ok(done) if done == WrappedAnew::default() => {}
                Ok(WrappedAnew {
                    authority_keys,
                    data_keys,
                    retired,
                }) => tracing::info!(authority_keys, data_keys, retired, "keys were wrapped anew"),
                Err(error) => tracing::error!(%error, "keys could not be wrapped anew"),
            }
            tokio::select! {
                () = sleep(LOOK_EVERY) => {}
                _told = stop.wait_for(|stop| *stop) => return,
            }
        }
    }
}

/// Puts a new master key before those of a file, and answers its id.
///
/// # Errors
/// When the file cannot be read or written, or holds something else.
pub fn add_master_key(file: &Path) -> Result<String, SealingError> {
    master_key::add_key(file, &*Sources::system().random())
}
