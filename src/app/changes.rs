//! Reading a log from a position, as far as the caller may see it.

pub mod outlet;
pub mod watch;
pub mod watches;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, NaiveDate, Utc};

use super::{App, records::Snapshot, streams::states_at, submission::Caller};
use crate::{
    domain::{
        history::Record,
        ids::{AuthorityId, Position, Stream, StreamKind},
        limits,
    },
    store::{
        Inconsistency, StoreError,
        event_log::{self, EventRow},
    },
};

/// One event of a log, without its payload.
#[derive(Debug, Clone)]
pub struct Change {
    /// What it changed.
    pub stream: Stream,
    /// Its place in the log.
    pub position: Position,
    /// How many events had made the stream then.
    pub version: i64,
    /// What happened, such as `representation.registered`.
    pub kind: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The date that it speaks of.
    pub effective_on: Option<NaiveDate>,
    /// The client that asked for it.
    pub actor: String,
    /// The request that it answers.
    pub request_id: String,
    /// The record as it stood right after it, where that was asked for.
    pub record: Option<Snapshot>,
}

/// Which changes to tell of.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// What the caller may see.
    pub visible: Vec<StreamKind>,
    /// Any of these kinds, or of what they begin with before the dot; all where it is empty.
    pub kinds: Vec<String>,
    /// Of this record only.
    pub record: Option<Stream>,
    /// Whether each change of a record brings it as it stood then.
    pub include_records: bool,
    /// The narrowed client that is told, which hears of the records of its part alone; none where whoever is told may
    /// hear of all that is visible.
    pub narrowed: Option<Caller>,
}

impl Wanted {
    fn lets(&self, row: &EventRow) -> bool {
        let named = |kind: &String| {
            let rest = row.kind.strip_prefix(kind.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.visible.contains(&row.stream.kind) && (self.kinds.is_empty() || self.kinds.iter().any(named))
    }
}

/// Some changes, and where to go on.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The changes, in the order of the log.
    pub changes: Vec<Change>,
    /// Everything up to here is among the changes so far, or is not wanted.
    pub next_after: Position,
    /// Where the log ended when it was read.
    pub head: Position,
}

/// Why there are no changes to tell.
#[derive(Debug, thiserror::Error)]
pub enum ChangesError {
    /// The position is beyond the end of the log.
    #[error("the log ends at {head}")]
    Ahead {
        /// The end.
        head: Position,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// Changes after a position: at most so many, of at most [`limits::CHANGES_SCANNED_MAX`] events. With their
    /// records, at most [`limits::CHANGES_WITH_RECORDS_MAX`].
    ///
    /// # Errors
    /// When the position is beyond the end of the log, or the database fails.
    pub async fn changes(
        &self,
        authority: &AuthorityId,
        after: Position,
        wanted: &Wanted,
        size: usize,
    ) -> Result<Changes, ChangesError> {
        // Whoever appends holds the row of the head to the commit, so whatever the head counts can be seen, and
        // nothing can appear before it any more. What is appended meanwhile is told too.
        let head = self.head(authority).await?.position;
        if after > head {
            return Err(ChangesError::Ahead { head });
        }
        let size = if wanted.include_records {
            size.min(limits::CHANGES_WITH_RECORDS_MAX)
        } else {
            size
        };
        let (rows, next_after) = match &wanted.record {
            Some(stream) => self.scan_stream(stream, (after, head), wanted, size).await?,
            None => self.scan(authority, (after, head), wanted, size).await?,
        };
        let rows = match &wanted.narrowed {
            Some(caller) => self.of_its_part(caller, rows).await?,
            None => rows,
        };
        let mut records = if wanted.include_records {
            self.records_after(authority, &rows).await?
        } else {
            BTreeMap::new()
        };
        let changes = rows.into_iter().map(|row| {
            let record = records.remove(&row.position);
            change(row, record)
        });
        Ok(Changes {
            changes: changes.collect(),
            next_after,
            head: head.max(next_after),
        })
    }

    async fn scan(
        &self,
        authority: &AuthorityId,
        (mut at, head): (Position, Position),
        wanted: &Wanted,
        size: usize,
    ) -> Result<(Vec<EventRow>, Position), StoreError> {
        let mut found = Vec::new();
        let mut scanned = 0;
        while at < head && found.len() < size && scanned < limits::CHANGES_SCANNED_MAX {
            // Mostly all is wanted, and then no more is read than is answered.
            let at_once = wanted.kinds.is_empty() && scanned == 0;
            let read = if at_once { size } else { limits::CHANGES_READ_MAX };
            let read = read.min(limits::CHANGES_SCANNED_MAX - scanned);
            let rows = event_log::since(&self.database, authority, at, limit(read)).await?;
            if rows.is_empty() {
                return Err(gap(at));
            }
            for row in rows {
                if row.position != at + 1 {
                    return Err(gap(at));
                }
                if found.len() == size {
                    break;
                }
                at = row.position;
                scanned += 1;
                if wanted.lets(&row) {
                    found.push(row);
                }
            }
        }
        Ok((found, at))
    }

    async fn scan_stream(
        &self,
        stream: &Stream,
        (mut at, head): (Position, Position),
        wanted: &Wanted,
        size: usize,
    ) -> Result<(Vec<EventRow>, Position), StoreError> {
        let mut found = Vec::new();
        while at < head && found.len() < size {
            let read = size - found.len();
            let rows = event_log::stream_since(&self.database, stream, at, head, limit(read)).await?;
            at = match rows.last() {
                Some(last) if rows.len() == read => last.position,
                _ => head,
            };
            found.extend(rows.into_iter().filter(|row| wanted.lets(row)));
        }
        Ok((found, at))
    }

    /// The record that each of these events changed, as it stood right after it, by the event's position.
    async fn records_after(
        &self,
        authority: &AuthorityId,
        changes: &[EventRow],
    ) -> Result<BTreeMap<Position, Snapshot>, StoreError> {
        let mut positions: BTreeMap<Stream, BTreeSet<Position>> = BTreeMap::new();
        for row in changes.iter().filter(|row| is_record(row.stream.kind)) {
            let of_stream = positions.entry(row.stream.clone()).or_default();
            of_stream.insert(row.position);
        }
        let all: BTreeSet<Position> = positions.values().flatten().copied().collect();
        let Some(last) = all.last() else {
            return Ok(BTreeMap::new());
        };
        let lists = Stream::reference(authority);
        let lists = event_log::stream_up_to(&self.database, &lists, *last).await?;
        let lists = states_at(&lists, &all)?;
        let streams: Vec<Stream> = positions.keys().cloned().collect();
        let rows = event_log::streams_up_to(&self.database, &streams, *last).await?;
        let mut records = BTreeMap::new();
        for of_stream in rows.chunk_by(|one, next| one.stream == next.stream) {
            let Some(wanted) = of_stream.first().and_then(|row| positions.get(&row.stream)) else {
                continue;
            };
            let states = states_at(of_stream, wanted)?;
            for row in of_stream {
                if let Some(record) = states.get(&row.position) {
                    let reference = lists.get(&row.position).cloned();
                    records.insert(row.position, snapshot(row, record, reference));
                }
            }
        }
        Ok(records)
    }
}

/// Whether a stream of this kind is a record that a change can bring.
fn is_record(kind: StreamKind) -> bool {
    match kind {
        StreamKind::Representation
        | StreamKind::Case
        | StreamKind::Action
        | StreamKind::Training
        | StreamKind::Edition => true,
        // A release holds its whole text, which its own methods give.
        StreamKind::Release
        | StreamKind::Received
        | StreamKind::Disclosed
        | StreamKind::Retention
        | StreamKind::Reference
        | StreamKind::Access => false,
    }
}

fn snapshot(row: &EventRow, record: &Arc<Record>, reference: Option<Arc<Record>>) -> Snapshot {
    Snapshot {
        stream: row.stream.clone(),
        version: row.version,
        position: row.position,
        record: record.clone(),
        reference,
        moved: Vec::new(),
    }
}

fn change(row: EventRow, record: Option<Snapshot>) -> Change {
    Change {
        stream: row.stream,
        position: row.position,
        version: row.version,
        kind: row.kind,
        recorded_at: row.recorded_at,
        effective_on: row.effective_on,
        actor: row.actor,
        request_id: row.request_id,
        record,
    }
}

/// The log says that there is more than can be found. Going on would skip it.
fn gap(after: Position) -> StoreError {
    Inconsistency::on("event")
        .column("position")
        .row(after)
        .why("is not followed by the next one")
        .into()
}

fn limit(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
