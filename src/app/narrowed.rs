//! Lists for clients that may see a part of the records.

use std::{collections::BTreeSet, future::Future};

use super::{App, records::Snapshot, submission::Caller};
use crate::{
    domain::{
        ids::{RecordNumber, Stream},
        limits,
    },
    store::{StoreError, event_log::EventRow},
};

impl App {
    /// Of these events, those of records that a caller may see as they stand now.
    pub(super) async fn of_its_part(
        &self,
        caller: &Caller,
        mut rows: Vec<EventRow>,
    ) -> Result<Vec<EventRow>, StoreError> {
        let streams: BTreeSet<Stream> = rows.iter().map(|row| row.stream.clone()).collect();
        let records = self.records(&Vec::from_iter(streams)).await?;
        let seen = records
            .into_iter()
            .filter(|snapshot| caller.sees(&snapshot.record));
        let seen: BTreeSet<Stream> = seen.map(|snapshot| snapshot.stream).collect();
        rows.retain(|row| seen.contains(&row.stream));
        Ok(rows)
    }
}

/// What was found for a page.
pub struct Listed {
    /// The records, in order.
    pub found: Vec<Snapshot>,
    /// The last record that was looked at, where the search ended before the list did.
    pub looked_until: Option<RecordNumber>,
}

/// The records after a number that a caller may see, at most so many. For a narrowed client, records are looked
/// through until enough are found; after [`limits::NARROWED_SCANNED_MAX`] the search ends all the same.
///
/// # Errors
/// Those of the list.
pub async fn listed<F, E>(
    caller: &Caller,
    mut after: RecordNumber,
    limit: usize,
    list: impl Fn(RecordNumber, usize) -> F,
) -> Result<Listed, E>
where
    F: Future<Output = Result<Vec<Snapshot>, E>>,
{
    if caller.narrowing.is_none() {
        let found = list(after, limit).await?;
        return Ok(Listed {
            found,
            looked_until: None,
        });
    }
    let mut found = Vec::new();
    let mut looked = 0;
    loop {
        let page = list(after, limits::PAGE_SIZE_MAX).await?;
        looked += page.len();
        let is_last = page.len() < limits::PAGE_SIZE_MAX;
        after = page.last().map_or(after, |last| last.stream.number);
        found.extend(page.into_iter().filter(|snapshot| caller.sees(&snapshot.record)));
        let is_enough = found.len() >= limit;
        if is_enough || is_last || looked >= limits::NARROWED_SCANNED_MAX {
            found.truncate(limit);
            let looked_until = (!is_enough && !is_last).then_some(after);
            return Ok(Listed { found, looked_until });
        }
    }
}
