//! The table of sealed texts.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::{
    error::{Inconsistency, StoreError},
    given::{Column, Rows, Table},
    keys::{KeyId, WrappedKey},
    reading::Reading,
    sealed::{Field, SealedRow},
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::ids::{AuthorityId, Position, RecordNumber};

/// A stored text with the state of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredText {
    /// The text.
    pub row: SealedRow,
    /// Its key.
    pub key: StoredKey,
}

/// The state of a text's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoredKey {
    /// The text can be opened with it.
    Held(WrappedKey),
    /// The text was erased: nobody can open it any more.
    Destroyed {
        /// When.
        at: DateTime<Utc>,
    },
}

const TABLE: Table = Table {
    name: "sealed",
    key: &["authority", "record", "field", "version"],
    columns: &[
        Column::text("authority"),
        Column::int("record"),
        Column::text("field"),
        Column::int("version"),
        Column::text("key_id"),
        Column::bytes("ciphertext"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| TABLE.insert());

/// The latest version of each text of a record.
static READ_RECORD: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT sealed.field, sealed.version, sealed.key_id, sealed.ciphertext,
             data_key.wrapped, data_key.made_at_position, data_key.destroyed_at, data_key.authority_key
         FROM sealed
         JOIN data_key
           ON data_key.authority = sealed.authority
          AND data_key.key_id = sealed.key_id
         WHERE sealed.authority = $1
           AND sealed.record = $2
           AND sealed.version = (
             SELECT max(latest.version)
             FROM sealed AS latest
             WHERE latest.authority = sealed.authority
               AND latest.record = sealed.record
               AND latest.field = sealed.field)
         ORDER BY sealed.field",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &READ_RECORD]
}

/// Stores sealed texts, after their keys.
///
/// # Errors
/// When the database fails, or that version of a text exists.
pub async fn save(unit: &mut UnitOfWork<'_>, texts: &[SealedRow]) -> Result<(), StoreError> {
    let mut rows = Rows::new(TABLE.columns);
    for SealedRow {
        field,
        key,
        ciphertext,
    } in texts
    {
        rows.push([
            (&field.authority).into(),
            field.record.into(),
            field.name.as_str().into(),
            field.version.into(),
            key.as_str().into(),
            ciphertext.as_slice().into(),
        ]);
    }
    if !rows.is_empty() {
        unit.execute(&SAVE, [rows.into()]).await?;
    }
    Ok(())
}

/// The texts of a record, each in its latest version, with their keys.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn read_record<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    record: RecordNumber,
) -> Result<Vec<StoredText>, StoreError> {
    let found: Vec<TextTuple> = reading
        .into()
        .fetch(&READ_RECORD, [authority.into(), record.into()])
        .await?;
    found
        .into_iter()
        .map(|row| Ok(stored_text(authority, record, row)?))
        .collect()
}

type TextTuple = (
    String,
    i64,
    String,
    Vec<u8>,
    Option<Vec<u8>>,
    Position,
    Option<DateTime<Utc>>,
    i64,
);

fn stored_text(
    authority: &AuthorityId,
    record: RecordNumber,
    row: TextTuple,
) -> Result<StoredText, Inconsistency> {
    let (name, version, key_id, ciphertext, wrapped, made_at, destroyed_at, under) = row;
    let id = KeyId::stored(key_id);
    let key = match (wrapped, destroyed_at) {
        (Some(ciphertext), None) => StoredKey::Held(WrappedKey {
            authority: authority.clone(),
            id: id.clone(),
            made_at,
            under,
            ciphertext,
        }),
        (None, Some(at)) => StoredKey::Destroyed { at },
        (Some(_), Some(_)) | (None, None) => {
            let wrong = Inconsistency::on("data_key").column("wrapped").row(id.as_str());
            return Err(wrong.why("a key must be either held or destroyed"));
        }
    };
    let field = Field {
        authority: authority.clone(),
        record,
        name,
        version,
    };
    Ok(StoredText {
        row: SealedRow {
            field,
            key: id,
            ciphertext,
        },
        key,
    })
}
