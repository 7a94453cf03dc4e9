//! What a provider's representations come to.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    statement::Statement,
    value::Value,
};
use crate::domain::{
    ids::{AuthorityId, CodeId, Position, RecordNumber},
    outcome::Finding,
    representation::{Kind, State},
    word::Word,
};

static REPRESENTATIONS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number, kind, state, finding
         FROM representation_fact
         WHERE authority = $1
           AND provider = $2
           AND received_on >= $3
           AND received_on <= $4
           AND from_position <= $5
           AND to_position > $5
         ORDER BY received_on DESC, number DESC",
    )
});

static CATEGORIES: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT concern_fact.category, COUNT(*)
         FROM representation_fact
         CROSS JOIN concern_fact
         WHERE representation_fact.authority = $1
           AND representation_fact.provider = $2
           AND representation_fact.received_on >= $3
           AND representation_fact.received_on <= $4
           AND representation_fact.from_position <= $5
           AND representation_fact.to_position > $5
           AND representation_fact.kind = 'complaint'
           AND concern_fact.authority = representation_fact.authority
           AND concern_fact.number = representation_fact.number
           AND concern_fact.from_position <= $5
           AND concern_fact.to_position > $5
         GROUP BY concern_fact.category
         ORDER BY concern_fact.category",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&REPRESENTATIONS, &CATEGORIES]
}

/// A representation about the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The representation.
    pub number: RecordNumber,
    /// What it is.
    pub kind: Kind,
    /// Where it is in its life.
    pub state: State,
    /// What was found.
    pub finding: Option<Finding>,
}

/// Which provider, when it was received, and where the log is read at.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// The authority.
    pub authority: &'a AuthorityId,
    /// The provider.
    pub provider: &'a CodeId,
    /// The first day of receipt.
    pub from: NaiveDate,
    /// The last day of receipt.
    pub until: NaiveDate,
    /// The position.
    pub position: Position,
}

impl Span<'_> {
    fn values(self) -> [Value; 5] {
        [
            self.authority.into(),
            self.provider.into(),
            self.from.into(),
            self.until.into(),
            self.position.into(),
        ]
    }
}

/// The representations about a provider, latest first.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn representations(database: &Database, span: Span<'_>) -> Result<Vec<About>, StoreError> {
    let found: Vec<(RecordNumber, String, String, Option<String>)> =
        database.fetch(&REPRESENTATIONS, span.values()).await?;
    let about = |(number, kind, state, finding): (RecordNumber, String, String, Option<String>)| {
        let wrong = |column| {
            Inconsistency::on("representation_fact")
                .column(column)
                .row(number)
        };
        let finding = match finding {
            Some(word) => Some(Finding::from_word(&word).ok_or_else(|| wrong("finding"))?),
            None => None,
        };
        Ok(About {
            number,
            kind: Kind::from_word(&kind).ok_or_else(|| wrong("kind"))?,
            state: State::from_word(&state).ok_or_else(|| wrong("state"))?,
            finding,
        })
    };
    found.into_iter().map(about).collect()
}

/// How many of the complaints about a provider have a concern of each category.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn categories(database: &Database, span: Span<'_>) -> Result<Vec<(String, i64)>, StoreError> {
    database.fetch(&CATEGORIES, span.values()).await
}
