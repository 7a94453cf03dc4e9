//! Appending to logs of reads.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::{DateTime, Utc};

use super::entry::ReadEntry;
use crate::{
    domain::{ids::AuthorityId, sealed_read::SealedRead},
    store::{
        error::{Inconsistency, StoreError},
        given::{Column, Rows, Table},
        hash_chain::{self, Hash},
        statement::Statement,
        unit_of_work::UnitOfWork,
    },
};

const HEAD: Table = Table {
    name: "sealed_read_head",
    key: &["authority"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::bytes("hash"),
    ],
};

const ENTRY: Table = Table {
    name: "sealed_read",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::instant("recorded_at"),
        Column::text("client"),
        Column::text("method"),
        Column::text("view"),
        Column::text("purpose"),
        Column::text("officer"),
        Column::text("records"),
        Column::bytes("previous_hash"),
        Column::bytes("hash"),
    ],
};

const RECORD: Table = Table {
    name: "sealed_read_record",
    key: &["authority", "number", "stream_kind", "stream_number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("stream_kind"),
        Column::int("stream_number"),
    ],
};

/// From which number to which a head moves.
const MOVE: [Column; 5] = [
    Column::text("authority"),
    Column::int("number_before"),
    Column::int("number"),
    Column::bytes("hash"),
    Column::instant("recorded_at"),
];

static START: LazyLock<Statement> = LazyLock::new(|| HEAD.insert_missing());

static APPEND: LazyLock<Statement> = LazyLock::new(|| ENTRY.insert_returning(&["authority", "number"]));

static INDEX: LazyLock<Statement> = LazyLock::new(|| RECORD.insert());

static MOVE_HEADS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &MOVE,
        "UPDATE sealed_read_head
         SET number = given.number, hash = given.hash, recorded_at = given.recorded_at
         FROM {given}
         WHERE sealed_read_head.authority = given.authority
           AND sealed_read_head.number = given.number_before",
    )
});

/// On PostgreSQL the rows stay locked to the end of the transaction, taken in the order of the authorities; on SQLite
/// the transaction itself is the lock.
static LOCK_HEADS: LazyLock<Statement> = LazyLock::new(|| {
    let text = "SELECT sealed_read_head.authority, sealed_read_head.number, hash, recorded_at
         FROM {given}
         CROSS JOIN sealed_read_head
         WHERE sealed_read_head.authority = given.authority
         ORDER BY sealed_read_head.authority";
    Statement::given_by(
        &HEAD.key_columns(),
        text,
        &format!("{text}\n         FOR UPDATE OF sealed_read_head"),
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&START, &APPEND, &INDEX, &MOVE_HEADS, &LOCK_HEADS]
}

/// The end of an authority's log of reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadHead {
    /// The number of the last entry; 0 before the first.
    pub number: i64,
    /// Its hash; zeros before the first.
    pub hash: Hash,
    /// When it was recorded.
    pub recorded_at: Option<DateTime<Utc>>,
}

impl ReadHead {
    /// Gives a read the next place after this head, and makes it the head. It is not recorded before the one before it,
    /// whatever the clock of this server says.
    pub fn link(&mut self, read: &SealedRead, now: DateTime<Utc>) -> ReadEntry {
        let at = self.recorded_at.map_or(now, |last| last.max(now));
        let entry = ReadEntry::of(read, self.number + 1, at, &self.hash);
        self.number = entry.number;
        self.hash.copy_from_slice(&entry.hash);
        self.recorded_at = entry.recorded_time();
        entry
    }
}

/// A row of `sealed_read_head`.
pub(super) type HeadTuple = (String, i64, Vec<u8>, Option<DateTime<Utc>>);

pub(super) fn head_of(row: HeadTuple) -> Result<(AuthorityId, ReadHead), Inconsistency> {
    let (authority, number, hash, recorded_at) = row;
    let wrong = |column| {
        Inconsistency::on("sealed_read_head")
            .column(column)
            .row(&authority)
    };
    let hash = Hash::try_from(hash).map_err(|_| wrong("hash"))?;
    let head = ReadHead {
        number,
        hash,
        recorded_at,
    };
    let authority = AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?;
    Ok((authority, head))
}

/// Takes the heads of these logs until the unit ends, and starts the logs that do not exist yet.
///
/// # Errors
/// When the database fails, or another server holds a head for too long.
pub async fn lock_heads(
    unit: &mut UnitOfWork<'_>,
    authorities: &BTreeSet<AuthorityId>,
) -> Result<BTreeMap<AuthorityId, ReadHead>, StoreError> {
    let heads = select_heads(unit, authorities).await?;
    let mut rows = Rows::new(HEAD.columns);
    for authority in authorities
        .iter()
        .filter(|authority| !heads.contains_key(*authority))
    {
        rows.push([authority.into(), 0.into(), (&hash_chain::START).into()]);
    }
    if rows.is_empty() {
        return Ok(heads);
    }
    unit.execute(&START, [rows.into()]).await?;
    select_heads(unit, authorities).await
}

async fn select_heads(
    unit: &mut UnitOfWork<'_>,
    authorities: &BTreeSet<AuthorityId>,
) -> Result<BTreeMap<AuthorityId, ReadHead>, StoreError> {
    let mut rows = Rows::new(&HEAD.key_columns());
    for authority in authorities {
        rows.push([authority.into()]);
    }
    let found: Vec<HeadTuple> = unit.fetch(&LOCK_HEADS, [rows.into()]).await?;
    found.into_iter().map(|row| Ok(head_of(row)?)).collect()
}

/// Appends reads after the heads of [`lock_heads`], in their order, and moves the heads.
///
/// # Errors
/// `AppendMismatch`, and the unit is poisoned, when a log is not where its head says.
pub async fn append(
    unit: &mut UnitOfWork<'_>,
    heads: &mut BTreeMap<AuthorityId, ReadHead>,
    reads: &[&SealedRead],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = heads.clone();
    let (mut entries, mut records) = (Rows::new(ENTRY.columns), Rows::new(RECORD.columns));
    let mut expected: Vec<(String, i64)> = Vec::with_capacity(reads.len());
    for read in reads {
        let Some(head) = heads.get_mut(&read.authority) else {
            unit.poison();
            return Err(StoreError::AppendMismatch(0));
        };
        let entry = head.link(read, now);
        let number = entry.number;
        for record in &read.records {
            records.push([
                (&read.authority).into(),
                number.into(),
                record.kind.into(),
                record.number.into(),
            ]);
        }
        expected.push((entry.authority.clone(), number));
        entries.push([
            entry.authority.into(),
            number.into(),
            head.recorded_at.into(),
            entry.client.into(),
            entry.method.into(),
            entry.view.into(),
            entry.purpose.into(),
            entry.officer.into(),
            entry.records.into(),
            entry.previous_hash.as_slice().into(),
            entry.hash.as_slice().into(),
        ]);
    }
    let mut stored: Vec<(String, i64)> = unit.fetch(&APPEND, [entries.into()]).await?;
    stored.sort_unstable();
    expected.sort_unstable();
    if stored != expected {
        unit.poison();
        return Err(StoreError::AppendMismatch(0));
    }
    if !records.is_empty() {
        unit.execute(&INDEX, [records.into()]).await?;
    }
    move_heads(unit, &before, heads).await
}

async fn move_heads(
    unit: &mut UnitOfWork<'_>,
    before: &BTreeMap<AuthorityId, ReadHead>,
    after: &BTreeMap<AuthorityId, ReadHead>,
) -> Result<(), StoreError> {
    let mut rows = Rows::new(&MOVE);
    for (authority, head) in after {
        let was = before.get(authority).map_or(0, |head| head.number);
        rows.push([
            authority.into(),
            was.into(),
            head.number.into(),
            (&head.hash).into(),
            head.recorded_at.into(),
        ]);
    }
    let expected = rows.len() as u64;
    if unit.execute(&MOVE_HEADS, [rows.into()]).await? == expected {
        return Ok(());
    }
    unit.poison();
    Err(StoreError::AppendMismatch(0))
}
