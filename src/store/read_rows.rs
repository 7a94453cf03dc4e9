//! The rows of the read tables as they are stored, whatever their columns, to be held against what the log makes.

use std::{collections::BTreeMap, sync::LazyLock};

use sqlx::{Column, FromRow, Row, TypeInfo, ValueRef, postgres::PgRow, sqlite::SqliteRow};

use super::{error::StoreError, reading::Reading, rebuild::READ_TABLES, statement::Statement};
use crate::domain::ids::AuthorityId;

/// A row: each column with its content; nothing where it is null.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadRow(pub BTreeMap<String, Option<Vec<u8>>>);

// On PostgreSQL a row is asked for as JSON, because what a column holds would otherwise have to be known by its type.
static ROWS: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let rows = |table: &&str| {
        Statement::by(
            &format!("SELECT * FROM {table} WHERE authority = $1"),
            &format!("SELECT row_to_json(whole_row)::text FROM {table} AS whole_row WHERE authority = $1"),
        )
    };
    READ_TABLES.iter().map(rows).collect()
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    ROWS.iter().collect()
}

/// The rows of an authority in a read table, sorted. They are all of them, so that this is for checks only.
///
/// # Errors
/// When the database fails.
pub async fn read_rows<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    table: &str,
) -> Result<Vec<ReadRow>, StoreError> {
    let place = READ_TABLES.iter().position(|known| *known == table);
    let Some(statement) = place.and_then(|place| ROWS.get(place)) else {
        return Ok(Vec::new());
    };
    let mut rows: Vec<ReadRow> = reading.into().fetch(statement, [authority.into()]).await?;
    rows.sort();
    Ok(rows)
}

impl<'r> FromRow<'r, SqliteRow> for ReadRow {
    fn from_row(row: &'r SqliteRow) -> Result<Self, sqlx::Error> {
        let mut cells = BTreeMap::new();
        for (place, column) in row.columns().iter().enumerate() {
            let raw = row.try_get_raw(place)?;
            let kind = raw.type_info().name().to_owned();
            let cell = if raw.is_null() {
                None
            } else if kind == "BLOB" {
                Some(row.try_get_unchecked::<Vec<u8>, _>(place)?)
            } else {
                // SQLite gives a number as the text of it.
                Some(row.try_get_unchecked::<String, _>(place)?.into_bytes())
            };
            cells.insert(column.name().to_owned(), cell);
        }
        Ok(Self(cells))
    }
}

impl<'r> FromRow<'r, PgRow> for ReadRow {
    fn from_row(row: &'r PgRow) -> Result<Self, sqlx::Error> {
        let text: String = row.try_get(0)?;
        let json: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&text).map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        let cell = |value: serde_json::Value| match value {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text.into_bytes()),
            other => Some(other.to_string().into_bytes()),
        };
        let cells = json.into_iter().map(|(column, value)| (column, cell(value)));
        Ok(Self(cells.collect()))
    }
}
