//! The lists, policies and calendar of each authority, kept in memory and read again when their log has moved.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use super::{
    App,
    streams::fold,
    submission::{Caller, Written},
};
use crate::{
    domain::{
        history::Record,
        ids::{AuthorityId, Position, Stream},
        limits,
    },
    store::{Database, StoreError, acting, event_log},
};

/// How long lists are believed without asking, where other servers may change them. The lane decides by its own
/// reading, so nothing wrong is stored meanwhile; a new code may be refused for this long.
const BELIEVED: Duration = Duration::from_secs(1);

struct Kept {
    record: Arc<Record>,
    version: i64,
    read_at: Instant,
}

/// The lists of each authority, as last read, and some that they were before.
#[derive(Clone, Default)]
pub struct References {
    latest: Arc<Mutex<HashMap<AuthorityId, Kept>>>,
    /// Versions never change, so these are never stale; the oldest asked for goes first.
    past: Arc<Mutex<VecDeque<Past>>>,
}

struct Past {
    authority: AuthorityId,
    version: i64,
    record: Arc<Record>,
}

impl References {
    fn get(&self, authority: &AuthorityId, believed: Option<Duration>) -> Option<Arc<Record>> {
        let kept = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(authority)?;
        let fresh = believed.is_none_or(|believed| found.read_at.elapsed() < believed);
        fresh.then(|| found.record.clone())
    }

    /// What is kept of exactly this version.
    pub(super) fn of_version(&self, authority: &AuthorityId, version: i64) -> Option<Arc<Record>> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = latest.get(authority).filter(|kept| kept.version == version) {
            return Some(found.record.clone());
        }
        drop(latest);
        let past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |past: &&Past| past.version == version && past.authority == *authority;
        past.iter().find(is_it).map(|found| found.record.clone())
    }

    /// Keeps lists as they were.
    pub(super) fn put_past(&self, authority: &AuthorityId, version: i64, record: Arc<Record>) {
        let mut past = self.past.lock().unwrap_or_else(PoisonError::into_inner);
        if past.len() >= limits::PAST_LISTS_KEPT_MAX {
            past.pop_front();
        }
        past.push_back(Past {
            authority: authority.clone(),
            version,
            record,
        });
    }

    /// Keeps what was read, unless a later version is kept: two calls may end in another order than they began.
    fn put(&self, authority: &AuthorityId, record: Arc<Record>, version: i64) {
        let mut kept = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.get(authority).is_none_or(|known| known.version <= version) {
            kept.insert(
                authority.clone(),
                Kept {
                    record,
                    version,
                    read_at: Instant::now(),
                },
            );
        }
    }
}

impl App {
    /// The lists of an authority; none if it is not registered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reference_record(&self, authority: &AuthorityId) -> Result<Option<Arc<Record>>, StoreError> {
        // On SQLite no other process writes, and this one puts what it writes.
        let believed = match self.database {
            Database::Sqlite(_) => None,
            Database::Postgres(_) => Some(BELIEVED),
        };
        // What is kept in memory stands behind the same wall as what is stored.
        if !acting::permits(authority) {
            return Ok(None);
        }
        if let Some(record) = self.references.get(authority, believed) {
            return Ok(Some(record));
        }
        let stream = Stream::reference(authority);
        let rows = event_log::stream_up_to(&self.database, &stream, Position::MAX).await?;
        let Some(known) = fold(&rows)?.remove(&stream) else {
            return Ok(None);
        };
        if let Some(record) = &known.record {
            self.references.put(authority, record.clone(), known.version);
        }
        Ok(known.record)
    }

    /// Lets everything that reads lists see what a write has just changed in them.
    pub(super) fn note_written(&self, written: &Written) {
        if let Some(state) = &written.state
            && written.position > 0
            && let Record::Reference(_) = &*state.record
        {
            self.references
                .put(&written.stream.authority, state.record.clone(), written.version);
        }
    }

    /// Every authority that has a register and that the caller may act for, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn authorities(&self, caller: &Caller) -> Result<Vec<(AuthorityId, Arc<Record>)>, StoreError> {
        let mut registered = Vec::new();
        let logs = event_log::logs(&self.database);
        let mut logs = if caller.authority.is_system() {
            acting::for_all(logs).await?
        } else {
            logs.await?
        };
        logs.retain(|authority| caller.acts_for(authority));
        for authority in logs {
            acting::turn_to(&authority);
            if let Some(record) = self.reference_record(&authority).await? {
                registered.push((authority, record));
            }
        }
        Ok(registered)
    }
}
