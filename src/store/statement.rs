//! A statement is written once, with `$1` for what varies, and read by both databases.

use std::sync::Arc;

use sqlx::AssertSqlSafe;

use super::given::{self, Column};

/// The two kinds of database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A file of this process.
    Sqlite,
    /// A server.
    Postgres,
}

/// One statement in both dialects. Each belongs to the `all` of its file, so that a test prepares it on both.
#[derive(Debug, Clone)]
pub struct Statement {
    sqlite: Arc<str>,
    postgres: Arc<str>,
    takes: usize,
}

impl Statement {
    /// A statement that both databases read alike.
    pub fn new(text: &str) -> Self {
        Self::by(text, text)
    }

    /// A statement that cannot be written alike. Each use says why beside it.
    pub fn by(sqlite: &str, postgres: &str) -> Self {
        Self {
            sqlite: sqlite.into(),
            postgres: postgres.into(),
            takes: highest_parameter(postgres),
        }
    }

    /// A statement over the rows of [`given::Rows`] bound as `$1`: `{given}` in the text becomes a relation
    /// named `given` with these columns.
    pub fn given(columns: &[Column], text: &str) -> Self {
        Self::given_by(columns, text, text)
    }

    /// As [`Statement::given`], where the two databases need different texts.
    pub fn given_by(columns: &[Column], sqlite: &str, postgres: &str) -> Self {
        let with = |dialect, text: &str| text.replace("{given}", &given::relation(dialect, 1, columns));
        Self::by(&with(Dialect::Sqlite, sqlite), &with(Dialect::Postgres, postgres))
    }

    /// The text in a dialect. It is safe by construction: statements are made of constants, and whatever comes
    /// from a caller is a bound value.
    pub(super) fn sql(&self, dialect: Dialect) -> AssertSqlSafe<Arc<str>> {
        AssertSqlSafe(match dialect {
            Dialect::Sqlite => self.sqlite.clone(),
            Dialect::Postgres => self.postgres.clone(),
        })
    }

    /// How many values it takes.
    pub(super) fn takes(&self) -> usize {
        self.takes
    }
}

/// The highest n of the `$n` in a text.
fn highest_parameter(text: &str) -> usize {
    let numbers = text.split('$').skip(1).map(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}
