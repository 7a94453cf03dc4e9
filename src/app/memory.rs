//! The folded states that a lane keeps, so that it need not replay a stream for every command.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::streams::fold;
use crate::{
    domain::{
        history::Record,
        ids::{AuthorityId, Position, Stream, StreamKind},
        limits,
    },
    store::{
        StoreError, UnitOfWork,
        event_log::{self, Head},
    },
};

/// A stream's state with its version: the number of its events.
#[derive(Debug, Clone)]
pub struct Known {
    /// The state; none of a stream without events.
    pub record: Option<Arc<Record>>,
    /// How many events made it.
    pub version: i64,
}

impl Known {
    /// A stream without events.
    pub const NOTHING: Self = Self {
        record: None,
        version: 0,
    };
}

/// States of streams, true at the position up to which each authority's log was seen.
#[derive(Debug, Default)]
pub struct Memory {
    states: HashMap<Stream, Known>,
    seen: BTreeMap<AuthorityId, Position>,
}

impl Memory {
    /// Forgets what other servers have changed since this lane last wrote. `heads` are locked, so nothing changes
    /// after this.
    pub async fn catch_up(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        heads: &BTreeMap<AuthorityId, Head>,
    ) -> Result<(), StoreError> {
        for (authority, head) in heads {
            match self.seen.get(authority) {
                Some(seen) if *seen == head.position => {}
                Some(seen) if head.position - *seen > limits::CATCH_UP_EVENTS_MAX => self.forget(authority),
                Some(seen) => {
                    for stream in event_log::touched_since(&mut *unit, authority, *seen).await? {
                        self.states.remove(&stream);
                    }
                }
                None => self.forget(authority),
            }
            self.seen.insert(authority.clone(), head.position);
        }
        Ok(())
    }

    fn forget(&mut self, authority: &AuthorityId) {
        self.states.retain(|stream, _| stream.authority != *authority);
    }

    /// The states of these streams: remembered, or replayed from the log.
    pub async fn states(
        &mut self,
        unit: &mut UnitOfWork<'_>,
        streams: BTreeSet<Stream>,
    ) -> Result<HashMap<Stream, Known>, StoreError> {
        let (remembered, missing): (Vec<Stream>, Vec<Stream>) = streams
            .into_iter()
            .partition(|stream| self.states.contains_key(stream));
        let mut states: HashMap<Stream, Known> = HashMap::new();
        for stream in remembered {
            if let Some(known) = self.states.get(&stream) {
                states.insert(stream, known.clone());
            }
        }
        let events = event_log::streams(&mut *unit, &missing).await?;
        states.extend(fold(&events)?);
        for stream in missing {
            states.entry(stream).or_insert(Known::NOTHING);
        }
        Ok(states)
    }

    /// Remembers the states that a committed batch led to, and how far the logs have come.
    pub fn absorb(&mut self, states: HashMap<Stream, Known>, heads: BTreeMap<AuthorityId, Head>) {
        self.seen.extend(
            heads
                .into_iter()
                .map(|(authority, head)| (authority, head.position)),
        );
        if self.states.len() + states.len() > limits::LANE_STATES_MAX {
            // What every command needs stays; records are replayed when they are next needed.
            let keep = |stream: &Stream| matches!(stream.kind, StreamKind::Reference | StreamKind::Access);
            self.states.retain(|stream, _| keep(stream));
        }
        self.states.extend(
            states
                .into_iter()
                .filter(|(stream, known)| known.record.is_some() && is_kept(stream.kind)),
        );
    }

    /// Forgets everything, after a transaction of which nobody knows how it ended.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// Whether states of a kind are kept. A release holds its whole text, and few steps are taken on it.
fn is_kept(kind: StreamKind) -> bool {
    !matches!(kind, StreamKind::Release | StreamKind::Received)
}
