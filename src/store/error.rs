//! What can go wrong in the store, in words that may be logged: no personal data, nothing that a row holds.

use std::fmt;

use super::{cipher::SealingError, statement::Dialect};
use crate::domain::ids::Position;

/// Why the store could not do what it was asked.
#[derive(thiserror::Error)]
pub enum StoreError {
    /// The database or the way to it failed.
    #[error("the database failed: {}", summary(.0))]
    Driver(sqlx::Error),
    /// A row holds what this program never writes.
    #[error("{0}")]
    Inconsistent(Inconsistency),
    /// A statement of this unit of work failed or was abandoned, so nothing of it may be stored.
    #[error("a statement of the unit of work failed before, so nothing of it is stored")]
    Poisoned,
    /// The log did not take the events at the positions that they were given.
    #[error("the log of an authority moved while events were appended to it, before position {0}")]
    AppendMismatch(Position),
    /// COMMIT failed, so nobody knows whether the work is stored. Never retried: the request ids sort it out.
    #[error("it is not known whether the work was stored: {}", summary(.0))]
    CommitUnknown(sqlx::Error),
    /// A text could not be sealed or opened, or a key not be read.
    #[error(transparent)]
    Sealing(#[from] SealingError),
    /// The SQLite in this program has the bug that can corrupt a database when its log is reset.
    #[error("SQLite {0} can corrupt a database; 3.51.3 or later is needed")]
    Version(String),
    /// Another process holds the SQLite file.
    #[error("another process holds the database file")]
    Locked,
    /// The lock file or the database file could not be made or opened.
    #[error("the database file cannot be used: {0}")]
    File(std::io::Error),
    /// The database was written by a later release than this one.
    #[error("the database has migration {0}, which this release does not know; use the later release")]
    SchemaNewer(i64),
    /// A migration could not be run, or is not the one that was run before.
    #[error("the migrations failed: {0}")]
    Migration(String),
    /// The database's address is of neither kind.
    #[error("the database's address is neither a path nor a postgres:// address")]
    Location,
}

/// Refusals by a database that pass: out of space, busy or read-only files (SQLite 5, 6, 8, 10, 13), and PostgreSQL's
/// classes of lost connections (08), serialization failures (40), exhausted resources (53), lock waits (55) and
/// operators' interventions (57).
const PASSING: [&str; 10] = ["5", "6", "8", "10", "13", "08", "40", "53", "55", "57"];

impl StoreError {
    /// Whether the same work may succeed later. What the database refuses for the work's own sake does not.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Driver(sqlx::Error::Database(refusal)) => {
                let code = refusal.code().unwrap_or_default();
                // SQLite's extended codes hold the plain one in their low byte.
                let plain = code.parse::<u32>().map(|code| (code & 0xff).to_string());
                let class = match (plain, code.len()) {
                    (_, 5) => code.chars().take(2).collect(),
                    (Ok(plain), _) => plain,
                    (Err(_), _) => code.into_owned(),
                };
                PASSING.contains(&class.as_str())
            }
            Self::Driver(_) | Self::Poisoned | Self::AppendMismatch(_) => true,
            Self::Sealing(error) => error.may_pass(),
            _ => false,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Driver(error)
    }
}

impl From<Inconsistency> for StoreError {
    fn from(inconsistency: Inconsistency) -> Self {
        Self::Inconsistent(inconsistency)
    }
}

/// The same words as `Display`: a derived one would print the driver's detail, which quotes the row.
impl fmt::Debug for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoreError({self})")
    }
}

/// What the driver says, less what it quotes. PostgreSQL's messages repeat values ("invalid input syntax …"),
/// so a refusal by the database is told by its code and the names of the schema only.
fn summary(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            let table = refusal.table().unwrap_or("?");
            let constraint = refusal.constraint().unwrap_or("?");
            format!("code {code}, table {table}, constraint {constraint}")
        }
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index} holds another type"),
        sqlx::Error::Decode(_) => "a value of another type was found".to_owned(),
        other => other.to_string(),
    }
}

/// A place in the tables that holds what this program never writes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the table {table} is inconsistent in column {column} at row {row}: {why}")]
pub struct Inconsistency {
    table: &'static str,
    column: &'static str,
    row: String,
    why: &'static str,
}

impl Inconsistency {
    /// Something is wrong with this table.
    pub fn on(table: &'static str) -> Self {
        Self {
            table,
            column: "?",
            row: "?".to_owned(),
            why: "not a value that is ever written",
        }
    }

    /// Names the column.
    #[must_use]
    pub fn column(self, column: &'static str) -> Self {
        Self { column, ..self }
    }

    /// Names the row by its key, which must be a number or a code.
    #[must_use]
    pub fn row(self, row: impl fmt::Display) -> Self {
        Self {
            row: row.to_string(),
            ..self
        }
    }

    /// Says what is wrong.
    #[must_use]
    pub fn why(self, why: &'static str) -> Self {
        Self { why, ..self }
    }
}

/// A statement was given another number of values than it takes. SQLite would silently take NULL.
pub(super) fn wrong_number(dialect: Dialect, takes: usize, given: usize) -> sqlx::Error {
    sqlx::Error::Protocol(format!(
        "a statement on {dialect:?} takes {takes} values and was given {given}"
    ))
}
