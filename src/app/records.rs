//! Reading one record as it stood at a position.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    App,
    memory::Known,
    streams::fold,
    submission::{Caller, Written, WrittenState},
};
use crate::{
    domain::{
        history::Record,
        ids::{AuthorityId, Position, Stream},
        representation::ClockMove,
    },
    store::{
        StoreError,
        event_log::{self, Head},
        receipts::{self, Receipt, RequestKey},
    },
};

/// A record as it stood at a place in its log.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The record.
    pub stream: Stream,
    /// How many events made it.
    pub version: i64,
    /// The place of the last of them; 0 where nothing was written.
    pub position: Position,
    /// Its state.
    pub record: Arc<Record>,
    /// The authority's lists, policies and calendar at that place; none in the log of the deployment itself.
    pub reference: Option<Arc<Record>>,
    /// The clocks that a change of the calendar would move, where nothing was to be changed.
    pub moved: Vec<(Stream, ClockMove)>,
}

/// The sealed fields of a record, opened.
#[derive(Default)]
pub struct Opened(BTreeMap<String, Vec<u8>>);

impl Opened {
    /// Fields with what they hold.
    pub(super) fn new(fields: BTreeMap<String, Vec<u8>>) -> Self {
        Self(fields)
    }

    /// What a field holds.
    pub fn content(&self, field: &str) -> Option<&[u8]> {
        self.0.get(field).map(Vec::as_slice)
    }

    /// The same as text.
    pub fn text(&self, field: &str) -> Option<String> {
        String::from_utf8(self.content(field)?.to_vec()).ok()
    }
}

impl App {
    /// Where an authority's log has come to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn head(&self, authority: &AuthorityId) -> Result<Head, StoreError> {
        event_log::head(&self.database, authority).await
    }

    /// A record as it is now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&self, stream: &Stream) -> Result<Option<Snapshot>, StoreError> {
        let reference = self.reference_record(&stream.authority).await?;
        let rows = event_log::stream_up_to(&self.database, stream, Position::MAX).await?;
        let position = rows.last().map_or(0, |row| row.position);
        Ok(fold(&rows)?
            .remove(stream)
            .and_then(|known| snapshot(stream, known, position, reference)))
    }

    /// Many records as they are now, in the order asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records(&self, streams: &[Stream]) -> Result<Vec<Snapshot>, StoreError> {
        let Some(first) = streams.first() else {
            return Ok(Vec::new());
        };
        let reference = self.reference_record(&first.authority).await?;
        let rows = event_log::streams(&self.database, streams).await?;
        let mut positions: BTreeMap<Stream, Position> = BTreeMap::new();
        for row in &rows {
            positions.insert(row.stream.clone(), row.position);
        }
        let mut states = fold(&rows)?;
        let of = |stream: &Stream| {
            let position = positions.get(stream).copied()?;
            snapshot(stream, states.remove(stream)?, position, reference.clone())
        };
        Ok(streams.iter().filter_map(of).collect())
    }

    /// The record that a write led to, as it stood then: read from the log where an earlier call wrote it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn written(&self, written: Written) -> Result<Option<Snapshot>, StoreError> {
        let Written {
            stream,
            version,
            position,
            state,
        } = written;
        if let Some(state) = state {
            let WrittenState {
                record,
                reference,
                moved,
            } = state;
            return Ok(Some(Snapshot {
                stream,
                version,
                position,
                record,
                reference,
                moved,
            }));
        }
        let reference_stream = Stream::reference(&stream.authority);
        let mut streams = vec![stream.clone()];
        if stream != reference_stream {
            // Asked for twice, its events would come twice and be folded twice.
            streams.push(reference_stream.clone());
        }
        let rows = event_log::streams_up_to(&self.database, &streams, position).await?;
        let mut states = fold(&rows)?;
        let reference = states
            .get(&reference_stream)
            .and_then(|known| known.record.clone());
        Ok(states
            .remove(&stream)
            .and_then(|known| snapshot(&stream, known, position, reference)))
    }

    /// What a request did, if it was answered before with this payload.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answered(
        &self,
        caller: &Caller,
        authority: &AuthorityId,
        (method, request_id): (&str, String),
        fingerprint: &[u8; 32],
    ) -> Result<Option<Written>, StoreError> {
        let (client, method) = (caller.actor(authority), method.to_owned());
        let key = RequestKey {
            authority: authority.clone(),
            client,
            method,
            request_id,
        };
        let found = receipts::find(&self.database, &[key]).await?;
        let same = found
            .into_iter()
            .find(|receipt| receipt.fingerprint == *fingerprint);
        Ok(same.map(
            |Receipt {
                 stream,
                 version,
                 position,
                 ..
             }| Written {
                stream,
                version,
                position,
                state: None,
            },
        ))
    }

    /// An authority's lists as they were at a position.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reference_at(
        &self,
        authority: &AuthorityId,
        position: Position,
    ) -> Result<Option<Arc<Record>>, StoreError> {
        let stream = Stream::reference(authority);
        let rows = event_log::stream_up_to(&self.database, &stream, position).await?;
        Ok(fold(&rows)?.remove(&stream).and_then(|known| known.record))
    }
}

fn snapshot(
    stream: &Stream,
    known: Known,
    position: Position,
    reference: Option<Arc<Record>>,
) -> Option<Snapshot> {
    let record = known.record?;
    Some(Snapshot {
        stream: stream.clone(),
        version: known.version,
        position,
        record,
        reference,
        moved: Vec::new(),
    })
}
