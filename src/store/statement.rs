//! A statement is written once, with `$1` for what varies, and read by both databases.

use std::sync::Arc;

use sqlx::AssertSqlSafe;

use super::{
    given::{self, Column},
    value::Value,
};

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
    bound: Option<Bound>,
}

/// An insert of SQLite's with its rows as bound values, of one row and of [`given::ROWS_AT_ONCE`].
#[derive(Debug, Clone)]
struct Bound {
    one: Arc<str>,
    many: Arc<str>,
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
            bound: None,
        }
    }

    /// The same with rows that SQLite may be given as bound values instead: of one row, and of
    /// [`given::ROWS_AT_ONCE`].
    pub(super) fn or_bound(self, one: &str, many: &str) -> Self {
        let bound = Some(Bound {
            one: one.into(),
            many: many.into(),
        });
        Self { bound, ..self }
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

    /// What SQLite runs for these values, one after the other: rows to insert are bound as values, but for a few that are
    /// left over, which come as JSON in one statement more.
    pub(super) fn for_sqlite(&self, mut values: Vec<Value>) -> Vec<(AssertSqlSafe<Arc<str>>, Vec<Value>)> {
        let mut parts = Vec::new();
        if let (Some(bound), [Value::Rows(rows)]) = (&self.bound, values.as_mut_slice()) {
            while rows.len() >= given::ROWS_AT_ONCE {
                let taken = rows.take_first(given::ROWS_AT_ONCE);
                parts.push((AssertSqlSafe(bound.many.clone()), taken));
            }
            if rows.len() == 1 {
                parts.push((AssertSqlSafe(bound.one.clone()), rows.take_first(1)));
            }
            if rows.is_empty() {
                return parts;
            }
        }
        parts.push((AssertSqlSafe(self.sqlite.clone()), values));
        parts
    }

    /// Every text of it in a dialect.
    pub(super) fn texts(&self, dialect: Dialect) -> Vec<AssertSqlSafe<Arc<str>>> {
        let mut texts = vec![self.sql(dialect)];
        if let (Dialect::Sqlite, Some(Bound { one, many })) = (dialect, &self.bound) {
            texts.extend([AssertSqlSafe(one.clone()), AssertSqlSafe(many.clone())]);
        }
        texts
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
