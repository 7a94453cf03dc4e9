//! Streams read from the log and folded.

use std::{collections::HashMap, sync::Arc};

use super::memory::Known;
use crate::{
    domain::{history::Record, ids::Stream, recorded::Recorded},
    store::{StoreError, event_log::EventRow, stored_event},
};

/// Folds the events of many streams, given in the order of each stream's versions.
///
/// # Errors
/// When an event is not one that this version knows.
pub fn fold(rows: &[EventRow]) -> Result<HashMap<Stream, Known>, StoreError> {
    let mut states: HashMap<Stream, Known> = HashMap::new();
    for of_stream in rows.chunk_by(|one, next| one.stream == next.stream) {
        let mut record: Option<Record> = None;
        for row in of_stream {
            let event = stored_event::read(&row.kind, row.schema_version, &row.payload)?;
            let recorded = Recorded {
                position: row.position,
                time: row.recorded_at,
                event: &event,
            };
            record = Record::evolve(record, recorded);
        }
        if let (Some(record), Some(last)) = (record, of_stream.last()) {
            let known = Known {
                record: Some(Arc::new(record)),
                version: last.version,
            };
            states.insert(last.stream.clone(), known);
        }
    }
    Ok(states)
}
