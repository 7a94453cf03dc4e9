//! The row of a record that is kept by a retention rule.

use chrono::NaiveDate;

use super::NEVER;
use crate::domain::{
    history::Record,
    ids::{Position, RecordNumber, StreamKind},
    retention::{Kept, RetentionClass},
};

/// What the retention of a record is reckoned from. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// The record.
    pub number: RecordNumber,
    /// Its kind.
    pub kind: StreamKind,
    /// The class whose rule it is kept by.
    pub class: RetentionClass,
    /// When it ended; [`NEVER`] while it is under way.
    pub ended_on: NaiveDate,
    /// Where in the log it was erased; 0 where it was not.
    pub erased_at: Position,
    /// The representation that a case of the Ombudsman is about.
    pub about: Option<RecordNumber>,
}

impl KeptLine {
    /// The row of a record, if it is one that is kept by a rule.
    pub fn of(number: RecordNumber, kind: StreamKind, record: &Record) -> Option<Self> {
        let kept = Kept::of(record)?;
        Some(Self {
            number,
            kind,
            class: kept.class,
            ended_on: kept.ended_on.unwrap_or(NEVER),
            erased_at: kept.erasure.map_or(0, |erasure| erasure.at),
            about: record.case().and_then(|case| case.representation),
        })
    }
}
