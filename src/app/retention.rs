//! Reading what is done about the retention of records, and which are due.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{App, records::Snapshot};
use crate::{
    domain::{
        history::Record,
        ids::{AuthorityId, Position, Stream, StreamKind},
        limits,
        ombudsman::CaseState,
        reference::Reference,
        retention::{Kept, Retention, hold_words},
    },
    store::{
        StoreError,
        kept::{self, Place},
        learning::EARLIEST,
    },
};

/// The place before every record.
pub const FROM_THE_START: Place = (EARLIEST, 0);

/// A record with what is done about its retention.
#[derive(Debug, Clone)]
pub struct KeptRecord {
    /// The record.
    pub record: Snapshot,
    /// What its retention is reckoned from.
    pub kept: Kept,
    /// What was done about its retention, if anything was.
    pub retention: Option<Snapshot>,
    /// The first day on which it may be destroyed, by the rule in force.
    pub due_on: Option<NaiveDate>,
    /// The words of the holds that stand.
    pub holds: Vec<&'static str>,
}

impl KeptRecord {
    /// The state of its retention.
    pub fn state(&self) -> Option<&Retention> {
        self.retention.as_ref()?.record.retention()
    }
}

/// A page of a review.
#[derive(Debug)]
pub struct Review {
    /// The records that are due, each with its place.
    pub due: Vec<(Place, KeptRecord)>,
    /// The place of the last record that was looked at, if there may be more after it.
    pub more_after: Option<Place>,
}

impl App {
    /// A record with what is done about its retention; `None` where it is not on the register.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_record(&self, record: &Stream) -> Result<Option<KeptRecord>, StoreError> {
        let found = self.kept_records(std::slice::from_ref(record)).await?;
        Ok(found.into_iter().next())
    }

    /// Many of them, in the order asked for. What is not on the register, and what no rule keeps, is left out.
    async fn kept_records(&self, streams: &[Stream]) -> Result<Vec<KeptRecord>, StoreError> {
        let Some(first) = streams.first() else {
            return Ok(Vec::new());
        };
        let lists = self.reference_record(&first.authority).await?;
        let nothing = Reference::of_deployment();
        let reference = reference_of(lists.as_ref(), &nothing);
        let retentions: Vec<Stream> = streams
            .iter()
            .map(|stream| Stream::retention(&stream.authority, stream.number))
            .collect();
        let retentions = self.records(&retentions).await?;
        let mut kept_records = Vec::new();
        for record in self.records(streams).await? {
            let Some(kept) = Kept::of(&record.record) else {
                continue;
            };
            let of_record = |retention: &&Snapshot| retention.stream.number == record.stream.number;
            let retention = retentions.iter().find(of_record).cloned();
            let state = retention
                .as_ref()
                .and_then(|retention| retention.record.retention());
            let holds = if kept.erasure.is_some() {
                Vec::new()
            } else {
                hold_words(state, self.has_open_case(&record).await?)
            };
            kept_records.push(KeptRecord {
                due_on: reference.retention_rule(kept.class).due_on(&kept),
                holds,
                kept,
                retention,
                record,
            });
        }
        Ok(kept_records)
    }

    /// Whether a record is an open case of the Ombudsman, or such a case is about it.
    async fn has_open_case(&self, record: &Snapshot) -> Result<bool, StoreError> {
        let is_open = |record: &Record| {
            record
                .case()
                .is_some_and(|case| case.state() != CaseState::Closed)
        };
        if record.stream.kind == StreamKind::Case {
            return Ok(is_open(&record.record));
        }
        let Stream {
            authority, number, ..
        } = &record.stream;
        let cases = kept::cases_about(&self.database, authority, *number).await?;
        let cases = self.records(&cases).await?;
        Ok(cases.iter().any(|case| is_open(&case.record)))
    }

    /// The records that are due at a date, held ones among them, in the order in which they ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn review_retention(
        &self,
        authority: &AuthorityId,
        as_at: NaiveDate,
        after: Place,
        size: usize,
    ) -> Result<Review, StoreError> {
        let lists = self.reference_record(authority).await?;
        let nothing = Reference::of_deployment();
        let rules = reference_of(lists.as_ref(), &nothing).retention_rules();
        let Some(by) = rules.iter().filter_map(|rule| rule.ended_by(as_at)).max() else {
            return Ok(Review {
                due: Vec::new(),
                more_after: None,
            });
        };
        let most = limits::REVIEW_EXAMINED_MAX;
        let ended = kept::ended_by(&self.database, authority, by, after, most).await?;
        let is_last = i64::try_from(ended.len()).unwrap_or(most) < most;
        let mut more_after = ended.last().map(|(place, _)| *place).filter(|_| !is_last);
        let mut due: Vec<(Place, KeptRecord)> = Vec::new();
        for looked_at in ended.chunks(size.max(1)) {
            let streams: Vec<Stream> = looked_at.iter().map(|(_, stream)| stream.clone()).collect();
            let is_due = |kept: &KeptRecord| kept.due_on.is_some_and(|due_on| due_on <= as_at);
            for kept in self.kept_records(&streams).await?.into_iter().filter(is_due) {
                if due.len() == size {
                    more_after = due.last().map(|(place, _)| *place);
                    return Ok(Review { due, more_after });
                }
                let ended_on = kept.kept.ended_on.unwrap_or(as_at);
                due.push(((ended_on, kept.record.stream.number), kept));
            }
        }
        Ok(Review { due, more_after })
    }

    /// A page of the records that were erased after a position, each with the position of that, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erased_records(
        &self,
        authority: &AuthorityId,
        after: Position,
        limit: usize,
    ) -> Result<Vec<(Position, KeptRecord)>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let erased = kept::erased_after(&self.database, authority, after, limit).await?;
        let (positions, streams): (Vec<Position>, Vec<Stream>) = erased.into_iter().unzip();
        let records = self.kept_records(&streams).await?;
        Ok(positions.into_iter().zip(records).collect())
    }
}

fn reference_of<'a>(record: Option<&'a Arc<Record>>, nothing: &'a Reference) -> &'a Reference {
    record.and_then(|record| record.reference()).unwrap_or(nothing)
}
