//! The keys of authorities, each wrapped under a key that is not in the database. The one of the highest version wraps
//! new data keys; the others are there until none is left under them.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::{
    error::{Inconsistency, StoreError},
    given::{Column, Rows, Table},
    reading::Reading,
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::ids::AuthorityId;

/// A key of an authority as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorityKey {
    /// The authority.
    pub authority: AuthorityId,
    /// Which of its keys, from 1.
    pub version: i64,
    /// The id of the key that it is wrapped under.
    pub wrapped_by: String,
    /// The key, encrypted under that one.
    pub wrapped: Vec<u8>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When another one took its place.
    pub superseded_at: Option<DateTime<Utc>>,
}

const TABLE: Table = Table {
    name: "authority_key",
    key: &["authority", "version"],
    columns: &[
        Column::text("authority"),
        Column::int("version"),
        Column::text("wrapped_by"),
        Column::bytes("wrapped"),
        Column::instant("made_at"),
    ],
};

const WRAPPED_ANEW: [Column; 5] = [
    Column::text("authority"),
    Column::int("version"),
    Column::text("wrapped_before"),
    Column::text("wrapped_by"),
    Column::bytes("wrapped"),
];

static SAVE: LazyLock<Statement> = LazyLock::new(|| TABLE.insert_missing());

static SUPERSEDE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "UPDATE authority_key
         SET superseded_at = $3
         WHERE authority = $1
           AND version < $2
           AND superseded_at IS NULL",
    )
});

static OF_AUTHORITY: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT authority, version, wrapped_by, wrapped, made_at, superseded_at
         FROM authority_key
         WHERE authority = $1
         ORDER BY version",
    )
});

/// There are few of them, and they are read so when they are wrapped anew and at the start.
static EVERY: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT authority, version, wrapped_by, wrapped, made_at, superseded_at
         FROM authority_key
         ORDER BY authority, version",
    )
});

static WRAP_ANEW: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &WRAPPED_ANEW,
        "UPDATE authority_key
         SET wrapped_by = given.wrapped_by, wrapped = given.wrapped
         FROM {given}
         WHERE authority_key.authority = given.authority
           AND authority_key.version = given.version
           AND authority_key.wrapped_by = given.wrapped_before",
    )
});

static RETIRE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "DELETE FROM authority_key
         WHERE authority = $1
           AND version = $2
           AND superseded_at < $3
           AND NOT EXISTS (
             SELECT 1
             FROM data_key
             WHERE data_key.authority = $1
               AND data_key.authority_key = $2
               AND data_key.wrapped IS NOT NULL)",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &SUPERSEDE, &OF_AUTHORITY, &EVERY, &WRAP_ANEW, &RETIRE]
}

/// Stores a key of an authority unless there is one of that version, and notes that those before it are superseded.
///
/// # Errors
/// When the database fails.
pub async fn save_missing(unit: &mut UnitOfWork<'_>, key: &AuthorityKey) -> Result<(), StoreError> {
    let mut rows = Rows::new(TABLE.columns);
    rows.push([
        (&key.authority).into(),
        key.version.into(),
        key.wrapped_by.as_str().into(),
        key.wrapped.as_slice().into(),
        key.made_at.into(),
    ]);
    unit.execute(&SAVE, [rows.into()]).await?;
    let values = [(&key.authority).into(), key.version.into(), key.made_at.into()];
    unit.execute(&SUPERSEDE, values).await.map(drop)
}

/// The keys of an authority, in the order of their versions.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn of_authority<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
) -> Result<Vec<AuthorityKey>, StoreError> {
    let found: Vec<KeyTuple> = reading.into().fetch(&OF_AUTHORITY, [authority.into()]).await?;
    found.into_iter().map(|row| Ok(key_of(row)?)).collect()
}

/// The keys of every authority.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn every<'a, 'w: 'a>(reading: impl Into<Reading<'a, 'w>>) -> Result<Vec<AuthorityKey>, StoreError> {
    let found: Vec<KeyTuple> = reading.into().fetch(&EVERY, []).await?;
    found.into_iter().map(|row| Ok(key_of(row)?)).collect()
}

/// Stores a key as it was wrapped anew, unless somebody else has done so; answers whether it was stored.
///
/// # Errors
/// When the database fails.
pub async fn wrap_anew(
    unit: &mut UnitOfWork<'_>,
    before: &AuthorityKey,
    wrapped_by: &str,
    wrapped: &[u8],
) -> Result<bool, StoreError> {
    let mut rows = Rows::new(&WRAPPED_ANEW);
    rows.push([
        (&before.authority).into(),
        before.version.into(),
        before.wrapped_by.as_str().into(),
        wrapped_by.into(),
        wrapped.into(),
    ]);
    Ok(unit.execute(&WRAP_ANEW, [rows.into()]).await? == 1)
}

/// Removes a key that nothing is wrapped under any more and that was superseded before an instant; answers whether it
/// was removed.
///
/// # Errors
/// When the database fails.
pub async fn retire(
    unit: &mut UnitOfWork<'_>,
    key: &AuthorityKey,
    superseded_before: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let values = [
        (&key.authority).into(),
        key.version.into(),
        superseded_before.into(),
    ];
    Ok(unit.execute(&RETIRE, values).await? == 1)
}

type KeyTuple = (String, i64, String, Vec<u8>, DateTime<Utc>, Option<DateTime<Utc>>);

fn key_of(row: KeyTuple) -> Result<AuthorityKey, Inconsistency> {
    let (authority, version, wrapped_by, wrapped, made_at, superseded_at) = row;
    let wrong = Inconsistency::on("authority_key")
        .column("authority")
        .row(version);
    Ok(AuthorityKey {
        authority: AuthorityId::parse(&authority).map_err(|_| wrong)?,
        version,
        wrapped_by,
        wrapped,
        made_at,
        superseded_at,
    })
}
