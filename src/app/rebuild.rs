//! Refilling the read tables from the log, record by record: what is projected live is projected here again, at the
//! same positions.

use std::{collections::BTreeSet, sync::Arc};

use super::project::{project, reproject_clocks};
use crate::{
    domain::{
        history::{Event, Record},
        ids::{AuthorityId, Position, Stream, StreamKind},
        recorded::Recorded,
        reference::{self, Reference},
    },
    store::{
        Acting, Database, StoreError, UnitOfWork, acting,
        event_log::{self, EventRow},
        projection::Projection,
        rebuild, stored_event,
    },
};

/// Records refilled at once.
const RECORDS_AT_ONCE: i64 = 500;

/// How an authority's lists became what they are.
struct ReferenceHistory {
    /// Each state with the position from which it was true.
    states: Vec<(Position, Arc<Record>)>,
    /// The positions at which the calendar changed.
    calendar_changes: Vec<Position>,
}

/// Empties and refills the read tables of every authority. Answers how many streams there were. An
/// authority is done in one transaction that holds its log, so that nothing is written or half there meanwhile.
///
/// # Errors
/// When the database fails or the log holds what this version does not know.
pub async fn rebuild(database: &Database) -> Result<u64, StoreError> {
    let mut records = 0;
    for authority in acting::for_all(event_log::logs(database)).await? {
        let rebuilding = rebuild_authority(database, &authority);
        records += acting::for_authority(&authority, rebuilding).await?;
    }
    let mut writer = database.open_writer().await?;
    let mut unit = writer.begin("rebuild", Acting::ForAll).await?;
    rebuild::note_done(&mut unit).await?;
    unit.commit().await?;
    Ok(records)
}

/// Refills them if a migration left that to be done, as after an upgrade.
///
/// # Errors
/// See [`rebuild`].
pub async fn rebuild_if_due(database: &Database) -> Result<(), StoreError> {
    if rebuild::is_due(database).await? {
        tracing::info!("the read tables are refilled from the log, once after an upgrade");
        let streams = rebuild(database).await?;
        tracing::info!(streams, "the read tables were refilled");
    }
    Ok(())
}

async fn rebuild_authority(database: &Database, authority: &AuthorityId) -> Result<u64, StoreError> {
    let mut writer = database.open_writer().await?;
    let mut unit = writer.begin("rebuild", authority).await?;
    let records = rebuild_in(&mut unit, database, authority).await?;
    unit.commit().await?;
    Ok(records)
}

/// Empties and refills the read tables of an authority in a unit of work, whose log it then holds.
pub(super) async fn rebuild_in(
    unit: &mut UnitOfWork<'_>,
    database: &Database,
    authority: &AuthorityId,
) -> Result<u64, StoreError> {
    event_log::lock_heads(unit, &BTreeSet::from([authority.clone()])).await?;
    let history = ReferenceHistory::read(database, authority).await?;
    rebuild::empty(unit, authority).await?;
    let (mut after, mut records) = (0, 0);
    loop {
        let begun = rebuild::streams_begun_after(database, authority, after, RECORDS_AT_ONCE).await?;
        let Some((last, _)) = begun.last() else { break };
        after = *last;
        records += begun.len() as u64;
        let streams: Vec<Stream> = begun.into_iter().map(|(_, stream)| stream).collect();
        let events = event_log::streams(database, &streams).await?;
        let mut projection = Projection::default();
        for of_stream in events.chunk_by(|one, next| one.stream == next.stream) {
            history.project(&mut projection, of_stream)?;
        }
        projection.write(unit).await?;
    }
    Ok(records)
}

impl ReferenceHistory {
    async fn read(database: &Database, authority: &AuthorityId) -> Result<Self, StoreError> {
        let rows = event_log::stream_up_to(database, &Stream::reference(authority), Position::MAX).await?;
        let mut history = Self {
            states: Vec::new(),
            calendar_changes: Vec::new(),
        };
        for upto in 1..=rows.len() {
            let row = &rows[upto - 1];
            let event = stored_event::read(&row.kind, row.schema_version, &row.payload)?;
            if matches!(event, Event::Reference(reference::Event::HolidayAdded(_))) {
                history.calendar_changes.push(row.position);
            }
            let before = history.states.last().map(|(_, record)| (**record).clone());
            let recorded = Recorded {
                position: row.position,
                time: row.recorded_at,
                event: &event,
            };
            if let Some(record) = Record::evolve(before, recorded) {
                history.states.push((row.position, Arc::new(record)));
            }
        }
        Ok(history)
    }

    /// The lists as they were at a position.
    fn at(&self, position: Position) -> Option<&Reference> {
        let place = self.states.partition_point(|(from, _)| *from <= position);
        self.states.get(place.checked_sub(1)?)?.1.reference()
    }

    fn project(&self, projection: &mut Projection, rows: &[EventRow]) -> Result<(), StoreError> {
        let mut before: Option<Record> = None;
        let mut changes = self.calendar_changes.iter().copied().peekable();
        for row in rows {
            if row.stream.kind == StreamKind::Reference {
                return Ok(());
            }
            while let Some(at) = changes.next_if(|at| *at < row.position) {
                self.move_clocks(projection, &row.stream, at, before.as_ref());
            }
            let event = stored_event::read(&row.kind, row.schema_version, &row.payload)?;
            let recorded = Recorded {
                position: row.position,
                time: row.recorded_at,
                event: &event,
            };
            let Some(after) = Record::evolve(before.clone(), recorded) else {
                continue;
            };
            let reference = self.at(row.position);
            project(
                projection,
                &row.stream,
                row.position,
                before.as_ref(),
                &after,
                reference,
            );
            before = Some(after);
        }
        if let Some(row) = rows.last() {
            for at in changes {
                self.move_clocks(projection, &row.stream, at, before.as_ref());
            }
        }
        Ok(())
    }

    fn move_clocks(
        &self,
        projection: &mut Projection,
        stream: &Stream,
        at: Position,
        record: Option<&Record>,
    ) {
        if let (Some(record), Some(old), Some(new)) = (record, self.at(at - 1), self.at(at)) {
            reproject_clocks(projection, stream, at, record, (old, new));
        }
    }
}
