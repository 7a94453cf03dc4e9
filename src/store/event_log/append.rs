//! Appending to logs.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::row::{EventRow, Head, HeadTuple, head_of};
use crate::{
    domain::ids::{AuthorityId, Position},
    store::{
        error::StoreError,
        given::{Column, Rows, Table},
        hash_chain,
        statement::Statement,
        unit_of_work::UnitOfWork,
        value::Value,
    },
};

const EVENT: Table = Table {
    name: "event",
    key: &["authority", "position"],
    columns: &[
        Column::text("authority"),
        Column::int("position"),
        Column::text("stream_kind"),
        Column::int("stream_number"),
        Column::int("version"),
        Column::text("kind"),
        Column::int("schema_version"),
        Column::instant("recorded_at"),
        Column::date("effective_on"),
        Column::text("actor"),
        Column::text("on_behalf_of"),
        Column::text("request_id"),
        Column::text("payload"),
        Column::text("sealed"),
        Column::bytes("previous_hash"),
        Column::bytes("hash"),
    ],
};

const HEAD: Table = Table {
    name: "log_head",
    key: &["authority"],
    columns: &[
        Column::text("authority"),
        Column::int("position"),
        Column::bytes("hash"),
    ],
};

/// From which position to which a head moves.
const MOVE: [Column; 5] = [
    Column::text("authority"),
    Column::int("position_before"),
    Column::int("position"),
    Column::bytes("hash"),
    Column::instant("recorded_at"),
];

static APPEND: LazyLock<Statement> = LazyLock::new(|| EVENT.insert_returning(&["authority", "position"]));

static MOVE_HEADS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &MOVE,
        "UPDATE log_head
         SET position = given.position, hash = given.hash, recorded_at = given.recorded_at
         FROM {given}
         WHERE log_head.authority = given.authority
           AND log_head.position = given.position_before",
    )
});

static START_LOGS: LazyLock<Statement> = LazyLock::new(|| HEAD.insert_missing());

/// On PostgreSQL the rows stay locked to the end of the transaction; on SQLite the transaction itself is the lock.
/// In the order of the authorities, so that two that lock several do not wait for each other.
static LOCK_HEADS: LazyLock<Statement> = LazyLock::new(|| {
    let text = "SELECT log_head.authority, log_head.position, log_head.hash, log_head.recorded_at
         FROM {given}
         CROSS JOIN log_head
         WHERE log_head.authority = given.authority
         ORDER BY log_head.authority";
    Statement::given_by(
        &HEAD.key_columns(),
        text,
        &format!("{text}\n         FOR UPDATE OF log_head"),
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&APPEND, &MOVE_HEADS, &START_LOGS, &LOCK_HEADS]
}

/// Takes the heads of these logs until the unit ends, and starts the logs that do not exist yet.
///
/// # Errors
/// When the database fails, or another server holds a head for too long.
pub async fn lock_heads(
    unit: &mut UnitOfWork<'_>,
    authorities: &BTreeSet<AuthorityId>,
) -> Result<BTreeMap<AuthorityId, Head>, StoreError> {
    let mut heads = select_heads(unit, authorities).await?;
    let missing: Vec<&AuthorityId> = authorities
        .iter()
        .filter(|authority| !heads.contains_key(*authority))
        .collect();
    if !missing.is_empty() {
        let mut rows = Rows::new(HEAD.columns);
        for authority in missing {
            rows.push([authority.into(), 0.into(), (&hash_chain::START).into()]);
        }
        // Two servers may both find a log missing. The second waits here for the first, inserts nothing, and reads
        // in the next statement where the first one got to.
        unit.execute(&START_LOGS, [rows.into()]).await?;
        heads = select_heads(unit, authorities).await?;
    }
    Ok(heads)
}

async fn select_heads(
    unit: &mut UnitOfWork<'_>,
    authorities: &BTreeSet<AuthorityId>,
) -> Result<BTreeMap<AuthorityId, Head>, StoreError> {
    let mut rows = Rows::new(&HEAD.key_columns());
    for authority in authorities {
        rows.push([authority.into()]);
    }
    let found: Vec<HeadTuple> = unit.fetch(&LOCK_HEADS, [rows.into()]).await?;
    found.into_iter().map(|row| Ok(head_of(row)?)).collect()
}

/// Appends events that were linked to heads of [`lock_heads`], and moves the heads.
///
/// # Errors
/// `AppendMismatch`, and the unit is poisoned, when the log is not where the events think it is.
pub async fn append(unit: &mut UnitOfWork<'_>, events: &[EventRow]) -> Result<(), StoreError> {
    if events.is_empty() {
        return Ok(());
    }
    let mut rows = Rows::new(EVENT.columns);
    let mut expected: Vec<(&str, Position)> = Vec::with_capacity(events.len());
    for event in events {
        rows.push(event_values(event));
        expected.push((event.stream.authority.as_str(), event.position));
    }
    let mut stored: Vec<(String, Position)> = unit.fetch(&APPEND, [rows.into()]).await?;
    stored.sort_unstable();
    expected.sort_unstable();
    if !stored
        .iter()
        .map(|(authority, position)| (authority.as_str(), *position))
        .eq(expected)
    {
        unit.poison();
        return Err(StoreError::AppendMismatch(events[0].position));
    }
    move_heads(unit, events).await
}

async fn move_heads(unit: &mut UnitOfWork<'_>, events: &[EventRow]) -> Result<(), StoreError> {
    // The first and the last event of each log: the head must stand before the one and will stand at the other.
    let mut ends: BTreeMap<&AuthorityId, (&EventRow, &EventRow)> = BTreeMap::new();
    for event in events {
        let (first, last) = ends.entry(&event.stream.authority).or_insert((event, event));
        *first = if event.position < first.position {
            event
        } else {
            *first
        };
        *last = if event.position > last.position {
            event
        } else {
            *last
        };
    }
    let mut rows = Rows::new(&MOVE);
    for (authority, (first, last)) in &ends {
        rows.push([
            (*authority).into(),
            (first.position - 1).into(),
            last.position.into(),
            (&last.hash).into(),
            last.recorded_at.into(),
        ]);
    }
    let moved = unit.execute(&MOVE_HEADS, [rows.into()]).await?;
    if moved == ends.len() as u64 {
        Ok(())
    } else {
        unit.poison();
        Err(StoreError::AppendMismatch(events[0].position))
    }
}

/// The values of [`EVENT`]'s columns.
fn event_values(event: &EventRow) -> [Value; 16] {
    let stream = &event.stream;
    [
        (&stream.authority).into(),
        event.position.into(),
        stream.kind.into(),
        stream.number.into(),
        event.version.into(),
        event.kind.as_str().into(),
        event.schema_version.into(),
        event.recorded_at.into(),
        event.effective_on.into(),
        event.actor.as_str().into(),
        event.on_behalf_of.as_deref().into(),
        event.request_id.as_str().into(),
        event.payload.as_str().into(),
        event.sealed.as_str().into(),
        (&event.previous_hash).into(),
        (&event.hash).into(),
    ]
}
