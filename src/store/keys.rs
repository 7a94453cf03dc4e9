//! The data keys, each wrapped under the master key: one for each person and each record, so that to destroy one
//! is to erase what was sealed under it.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows, Table},
    master_key::MasterKey,
    reading::Reading,
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::ids::{AuthorityId, Position, RecordNumber};

/// What a data key is for; unique in its authority.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(String);

impl KeyId {
    /// The key of a record's own texts.
    pub fn of_record(record: RecordNumber) -> Self {
        Self(format!("record/{record}"))
    }

    /// The key of a person in a record, such as its `complainant`.
    pub fn of_person(record: RecordNumber, role: &str) -> Self {
        Self(format!("person/{record}/{role}"))
    }

    /// The id as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }
}

/// A data key as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// The authority whose key it is.
    pub authority: AuthorityId,
    /// What it is for.
    pub id: KeyId,
    /// The position of the event that first used it.
    pub made_at: Position,
    /// The key, encrypted under the master key.
    pub ciphertext: Vec<u8>,
}

const TABLE: Table = Table {
    name: "data_key",
    key: &["authority", "key_id"],
    columns: &[
        Column::text("authority"),
        Column::text("key_id"),
        Column::bytes("wrapped"),
        Column::int("made_at_position"),
    ],
};

const DESTROYED: [Column; 3] = [
    Column::text("authority"),
    Column::text("key_id"),
    Column::instant("destroyed_at"),
];

static SAVE: LazyLock<Statement> = LazyLock::new(|| TABLE.insert());

static FIND: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &TABLE.key_columns(),
        "SELECT data_key.authority, data_key.key_id, wrapped, made_at_position
         FROM {given}
         CROSS JOIN data_key
         WHERE data_key.authority = given.authority
           AND data_key.key_id = given.key_id
           AND wrapped IS NOT NULL",
    )
});

static ANY: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT authority, key_id, wrapped, made_at_position
         FROM data_key
         WHERE wrapped IS NOT NULL
         LIMIT 1",
    )
});

static DESTROY: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &DESTROYED,
        "UPDATE data_key
         SET wrapped = NULL, destroyed_at = given.destroyed_at
         FROM {given}
         WHERE data_key.authority = given.authority
           AND data_key.key_id = given.key_id
           AND data_key.destroyed_at IS NULL",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &FIND, &ANY, &DESTROY]
}

/// Stores new data keys.
///
/// # Errors
/// When the database fails, or a key of that id exists.
pub async fn save(unit: &mut UnitOfWork<'_>, keys: &[WrappedKey]) -> Result<(), StoreError> {
    let mut rows = Rows::new(TABLE.columns);
    for WrappedKey {
        authority,
        id,
        made_at,
        ciphertext,
    } in keys
    {
        rows.push([
            authority.into(),
            id.as_str().into(),
            ciphertext.as_slice().into(),
            (*made_at).into(),
        ]);
    }
    if !rows.is_empty() {
        unit.execute(&SAVE, [rows.into()]).await?;
    }
    Ok(())
}

/// Destroys keys, and with them everything that was sealed under them.
///
/// # Errors
/// When the database fails.
pub async fn destroy(
    unit: &mut UnitOfWork<'_>,
    keys: &[(AuthorityId, KeyId)],
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut rows = Rows::new(&DESTROYED);
    for (authority, id) in keys {
        rows.push([authority.into(), id.as_str().into(), at.into()]);
    }
    if !rows.is_empty() {
        unit.execute(&DESTROY, [rows.into()]).await?;
    }
    Ok(())
}

/// Finds out at the start whether the master key is the one that this database was written with, rather than when
/// somebody first asks for a record.
///
/// Answers whether there was a key to check by.
///
/// # Errors
/// When it is another key, or the database fails.
pub async fn check(database: &Database, master: &MasterKey) -> Result<bool, StoreError> {
    let found: Vec<KeyTuple> = database.fetch(&ANY, []).await?;
    let Some(row) = found.into_iter().next() else {
        return Ok(false);
    };
    master.unwrap(&wrapped_key(row)?)?;
    Ok(true)
}

/// Those of the keys that exist and have not been destroyed.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn find<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    keys: &[(AuthorityId, KeyId)],
) -> Result<Vec<WrappedKey>, StoreError> {
    let mut rows = Rows::new(&TABLE.key_columns());
    for (authority, id) in keys {
        rows.push([authority.into(), id.as_str().into()]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<KeyTuple> = reading.into().fetch(&FIND, [rows.into()]).await?;
    found.into_iter().map(wrapped_key).collect()
}

/// A row of `data_key` that holds a key.
type KeyTuple = (String, String, Vec<u8>, Position);

fn wrapped_key(row: KeyTuple) -> Result<WrappedKey, StoreError> {
    let (authority, id, ciphertext, made_at) = row;
    let wrong = || Inconsistency::on("data_key").column("authority").row(made_at);
    let authority = AuthorityId::parse(&authority).map_err(|_| wrong())?;
    Ok(WrappedKey {
        authority,
        id: KeyId(id),
        made_at,
        ciphertext,
    })
}
