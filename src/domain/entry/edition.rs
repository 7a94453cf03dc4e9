//! The row of an edition of a report.

use chrono::NaiveDate;

use crate::domain::{
    edition::{Audience, Edition, EditionState},
    ids::{Position, RecordNumber},
};

/// Where an edition is now. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditionLine {
    /// The edition.
    pub number: RecordNumber,
    /// The report that it is of.
    pub report: String,
    /// The first day of its period.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The latest position that its tables were made at.
    pub made_at: Position,
    /// Whom it is for.
    pub audience: Audience,
    /// Where it is in its life.
    pub state: EditionState,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
}

impl EditionLine {
    /// The row of an edition.
    pub fn of(number: RecordNumber, edition: &Edition) -> Self {
        let preparation = &edition.preparation;
        Self {
            number,
            report: preparation.report.clone(),
            starts_on: preparation.period.starts_on(),
            ends_on: preparation.period.ends_on(),
            made_at: edition.latest().0,
            audience: preparation.audience,
            state: edition.state(),
            published_on: edition.published_on,
        }
    }
}
