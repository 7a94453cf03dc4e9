//! Streams read from the log and folded.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::memory::Known;
use crate::{
    domain::{
        history::Record,
        ids::{Position, Stream},
        recorded::Recorded,
    },
    store::{StoreError, event_log::EventRow, stored_event},
};

/// Folds the events of many streams, given in the order of each stream's versions.
///
/// # Errors
/// When an event is not one that this version knows.
pub fn fold(rows: &[EventRow]) -> Result<HashMap<Stream, Known>, StoreError> {
    let mut states: HashMap<Stream, Known> = HashMap::new();
    for of_stream in rows.chunk_by(|one, next| one.stream == next.stream) {
        let read = |row: &EventRow| stored_event::read(&row.kind, row.schema_version, &row.payload);
        let events = of_stream.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let recorded = of_stream.iter().zip(&events).map(|(row, event)| Recorded {
            position: row.position,
            time: row.recorded_at,
            event,
        });
        if let (Some(record), Some(last)) = (Record::replay(recorded), of_stream.last()) {
            let known = Known {
                record: Some(Arc::new(record)),
                version: last.version,
            };
            states.insert(last.stream.clone(), known);
        }
    }
    Ok(states)
}

/// The state of one stream as it stood at each of these positions, given its events in order.
///
/// # Errors
/// When an event is not one that this version knows.
pub fn states_at(
    rows: &[EventRow],
    positions: &BTreeSet<Position>,
) -> Result<BTreeMap<Position, Arc<Record>>, StoreError> {
    let mut states = BTreeMap::new();
    let mut rows = rows.iter().peekable();
    let mut state: Option<Arc<Record>> = None;
    for position in positions {
        let mut moving: Option<Record> = None;
        while let Some(row) = rows.next_if(|row| row.position <= *position) {
            let event = stored_event::read(&row.kind, row.schema_version, &row.payload)?;
            let before = moving.or_else(|| state.take().map(Arc::unwrap_or_clone));
            let recorded = Recorded {
                position: row.position,
                time: row.recorded_at,
                event: &event,
            };
            moving = Record::evolve(before, recorded);
        }
        state = moving.map(Arc::new).or(state);
        if let Some(state) = &state {
            states.insert(*position, state.clone());
        }
    }
    Ok(states)
}
