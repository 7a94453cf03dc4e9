//! The data keys, each wrapped under the key of its authority: one for each person and each record, so that to destroy one
//! is to erase what was sealed under it.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows, Table},
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

    /// The key that hashes what persons of an authority are looked up by.
    pub fn of_look_ups() -> Self {
        Self("look_ups".to_owned())
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
    /// The version of the authority's key that it is encrypted under; 0 for the master key itself.
    pub under: i64,
    /// The key, encrypted.
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
        Column::int("authority_key"),
    ],
};

const WRAPPED_ANEW: [Column; 5] = [
    Column::text("authority"),
    Column::text("key_id"),
    Column::int("under_before"),
    Column::int("under"),
    Column::bytes("wrapped"),
];

const DESTROYED: [Column; 3] = [
    Column::text("authority"),
    Column::text("key_id"),
    Column::instant("destroyed_at"),
];

static SAVE: LazyLock<Statement> = LazyLock::new(|| TABLE.insert());

static FIND: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &TABLE.key_columns(),
        "SELECT data_key.authority, data_key.key_id, wrapped, made_at_position, authority_key
         FROM {given}
         CROSS JOIN data_key
         WHERE data_key.authority = given.authority
           AND data_key.key_id = given.key_id
           AND wrapped IS NOT NULL",
    )
});

static ANY: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT authority, key_id, wrapped, made_at_position, authority_key
         FROM data_key
         WHERE wrapped IS NOT NULL
           AND authority_key = 0
         LIMIT 1",
    )
});

static OTHERS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT authority, key_id, wrapped, made_at_position, authority_key
         FROM data_key
         WHERE authority = $1
           AND authority_key < $2
           AND wrapped IS NOT NULL
         ORDER BY authority_key, key_id
         LIMIT $3",
    )
});

static WRAP_ANEW: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &WRAPPED_ANEW,
        "UPDATE data_key
         SET wrapped = given.wrapped, authority_key = given.under
         FROM {given}
         WHERE data_key.authority = given.authority
           AND data_key.key_id = given.key_id
           AND data_key.authority_key = given.under_before
           AND data_key.wrapped IS NOT NULL",
    )
});

static LEFT: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT COUNT(*)
         FROM data_key
         WHERE authority = $1
           AND authority_key < $2
           AND wrapped IS NOT NULL",
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

static FORGET_LOOK_UPS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &TABLE.key_columns(),
        "DELETE FROM look_up
         WHERE (authority, key_id) IN (SELECT authority, key_id FROM {given})",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![
        &SAVE,
        &FIND,
        &ANY,
        &OTHERS,
        &WRAP_ANEW,
        &LEFT,
        &DESTROY,
        &FORGET_LOOK_UPS,
    ]
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
        under,
        ciphertext,
    } in keys
    {
        rows.push([
            authority.into(),
            id.as_str().into(),
            ciphertext.as_slice().into(),
            (*made_at).into(),
            (*under).into(),
        ]);
    }
    if !rows.is_empty() {
        unit.execute(&SAVE, [rows.into()]).await?;
    }
    Ok(())
}

/// Destroys keys, and with them everything that was sealed under them; nobody is found by it any more.
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
        forget_look_ups(unit, keys).await?;
    }
    Ok(())
}

/// Removes what the persons of these keys are looked up by.
///
/// # Errors
/// When the database fails.
pub async fn forget_look_ups(
    unit: &mut UnitOfWork<'_>,
    keys: &[(AuthorityId, KeyId)],
) -> Result<(), StoreError> {
    let mut rows = Rows::new(&TABLE.key_columns());
    for (authority, id) in keys {
        rows.push([authority.into(), id.as_str().into()]);
    }
    if !rows.is_empty() {
        unit.execute(&FORGET_LOOK_UPS, [rows.into()]).await?;
    }
    Ok(())
}

/// A data key that is wrapped under the master key itself, as all were before authorities had keys; nothing if there is
/// none left.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn any_without_authority_key(database: &Database) -> Result<Option<WrappedKey>, StoreError> {
    let found: Vec<KeyTuple> = database.fetch(&ANY, []).await?;
    found.into_iter().next().map(wrapped_key).transpose()
}

/// Some data keys of an authority that are wrapped under an earlier one of its keys than this.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn under_others<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    version: i64,
    limit: i64,
) -> Result<Vec<WrappedKey>, StoreError> {
    let values = [authority.into(), version.into(), limit.into()];
    let found: Vec<KeyTuple> = reading.into().fetch(&OTHERS, values).await?;
    found.into_iter().map(wrapped_key).collect()
}

/// How many there are of them.
///
/// # Errors
/// When the database fails.
pub async fn count_under_others(
    database: &Database,
    authority: &AuthorityId,
    version: i64,
) -> Result<i64, StoreError> {
    let found: Vec<(i64,)> = database.fetch(&LEFT, [authority.into(), version.into()]).await?;
    Ok(found.first().map_or(0, |(count,)| *count))
}

/// Stores data keys as they were wrapped anew: each with the version that it was wrapped under before. One that was
/// destroyed or wrapped anew by somebody else meanwhile is left as it is.
///
/// # Errors
/// When the database fails.
pub async fn wrap_anew(unit: &mut UnitOfWork<'_>, keys: &[(i64, WrappedKey)]) -> Result<(), StoreError> {
    let mut rows = Rows::new(&WRAPPED_ANEW);
    for (before, key) in keys {
        rows.push([
            (&key.authority).into(),
            key.id.as_str().into(),
            (*before).into(),
            key.under.into(),
            key.ciphertext.as_slice().into(),
        ]);
    }
    if !rows.is_empty() {
        unit.execute(&WRAP_ANEW, [rows.into()]).await?;
    }
    Ok(())
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
type KeyTuple = (String, String, Vec<u8>, Position, i64);

fn wrapped_key(row: KeyTuple) -> Result<WrappedKey, StoreError> {
    let (authority, id, ciphertext, made_at, under) = row;
    let wrong = || Inconsistency::on("data_key").column("authority").row(made_at);
    let authority = AuthorityId::parse(&authority).map_err(|_| wrong())?;
    Ok(WrappedKey {
        authority,
        id: KeyId(id),
        made_at,
        under,
        ciphertext,
    })
}
