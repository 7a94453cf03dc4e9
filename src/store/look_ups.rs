//! What persons are looked up by: keyed hashes, which whoever has the database and not the keys cannot compare with
//! anything, and which find a value only whole.

use std::sync::LazyLock;

use ring::hmac;

use super::{
    database::Database,
    error::StoreError,
    given::{Column, Rows, Table},
    keys::{self, KeyId},
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::{
    ids::{AuthorityId, RecordNumber},
    sealed_read::LookUpKind,
    word::Word,
};

/// The key that hashes what persons of an authority are looked up by.
pub struct LookUpKey(hmac::Key);

/// A hash that a person is looked up by.
pub type LookUpHash = [u8; 32];

impl LookUpKey {
    pub(super) fn new(bytes: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    /// The hash of a value. What kind it is goes into it, so that a reference is not found as an address.
    pub fn hash(&self, kind: LookUpKind, value: &str) -> LookUpHash {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(kind.word().as_bytes());
        context.update(&[0]);
        context.update(value.as_bytes());
        let mut hash = [0; 32];
        hash.copy_from_slice(context.sign().as_ref());
        hash
    }
}

/// What a person of a record is looked up by, all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonHashes {
    /// The authority.
    pub authority: AuthorityId,
    /// The record.
    pub record: RecordNumber,
    /// The key of the person.
    pub key: KeyId,
    /// Whether the person was known before, and perhaps by others.
    pub replaces: bool,
    /// The hashes.
    pub hashes: Vec<(LookUpKind, LookUpHash)>,
}

const TABLE: Table = Table {
    name: "look_up",
    key: &["authority", "kind", "hash", "record", "key_id"],
    columns: &[
        Column::text("authority"),
        Column::text("kind"),
        Column::bytes("hash"),
        Column::int("record"),
        Column::text("key_id"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| TABLE.insert_missing());

static FIND: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT DISTINCT record
         FROM look_up
         WHERE authority = $1
           AND kind = $2
           AND hash = $3
           AND record > $4
         ORDER BY record
         LIMIT $5",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &FIND]
}

/// Puts what persons are looked up by in the place of what they were looked up by before.
///
/// # Errors
/// When the database fails.
pub async fn save(unit: &mut UnitOfWork<'_>, persons: &[PersonHashes]) -> Result<(), StoreError> {
    let before: Vec<(AuthorityId, KeyId)> = persons
        .iter()
        .filter(|person| person.replaces)
        .map(|person| (person.authority.clone(), person.key.clone()))
        .collect();
    keys::forget_look_ups(unit, &before).await?;
    let mut rows = Rows::new(TABLE.columns);
    for (place, person) in persons.iter().enumerate() {
        // Of a person that several steps of one batch tell of, the last counts.
        let later = &persons[place + 1..];
        if later
            .iter()
            .any(|other| other.authority == person.authority && other.key == person.key)
        {
            continue;
        }
        for (kind, hash) in &person.hashes {
            rows.push([
                (&person.authority).into(),
                (*kind).into(),
                hash.into(),
                person.record.into(),
                person.key.as_str().into(),
            ]);
        }
    }
    if !rows.is_empty() {
        unit.execute(&SAVE, [rows.into()]).await?;
    }
    Ok(())
}

/// The records in which a person has this hash, after a number and in order, as many as asked for at most.
///
/// # Errors
/// When the database fails.
pub async fn find(
    database: &Database,
    authority: &AuthorityId,
    (kind, hash): (LookUpKind, &LookUpHash),
    after: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let values = [
        authority.into(),
        kind.into(),
        hash.into(),
        after.into(),
        limit.into(),
    ];
    let found: Vec<(RecordNumber,)> = database.fetch(&FIND, values).await?;
    Ok(found.into_iter().map(|(record,)| record).collect())
}
