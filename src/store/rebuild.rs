//! Emptying the read tables, and finding the records to refill them with.

use std::sync::LazyLock;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::{
    ids::{AuthorityId, Position, Stream, StreamKind},
    word::Word,
};

/// Every read table. All begin with the authority.
pub const READ_TABLES: &[&str] = &[
    "representation",
    "ombudsman_case",
    "claimed_reference",
    "clock",
    "token",
    "representation_fact",
    "stage_fact",
    "concern_fact",
    "theme_fact",
    "case_fact",
    "enquiry_fact",
    "remedy_fact",
    "action",
    "training",
    "appointment",
    "action_fact",
    "action_type_fact",
    "remedy_kind_fact",
    "draft_fact",
    "duty_fact",
    "edition",
    "spell_fact",
    "cost_fact",
    "release",
    "release_recipient",
    "received_release",
    "credential",
    "kept_record",
];

static EMPTY: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let empty = |table: &&str| Statement::new(&format!("DELETE FROM {table} WHERE authority = $1"));
    READ_TABLES.iter().map(empty).collect()
});

static RECORDS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position, stream_kind, stream_number
         FROM event
         WHERE authority = $1
           AND position > $2
           AND version = 1
         ORDER BY position
         LIMIT $3",
    )
});

static DUE: LazyLock<Statement> = LazyLock::new(|| Statement::new("SELECT task FROM upkeep WHERE task = $1"));

static DONE: LazyLock<Statement> = LazyLock::new(|| Statement::new("DELETE FROM upkeep WHERE task = $1"));

/// What a migration calls this in the table of what is to be done.
const TASK: &str = "rebuild";

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    let mut all: Vec<&Statement> = EMPTY.iter().collect();
    all.extend([&*RECORDS, &*DUE, &*DONE]);
    all
}

/// Empties the read tables of one authority.
///
/// # Errors
/// When the database fails.
pub async fn empty(unit: &mut UnitOfWork<'_>, authority: &AuthorityId) -> Result<(), StoreError> {
    for statement in EMPTY.iter() {
        unit.execute(statement, [authority.into()]).await?;
    }
    Ok(())
}

/// Whether a migration left the read tables to be refilled.
///
/// # Errors
/// When the database fails.
pub async fn is_due(database: &Database) -> Result<bool, StoreError> {
    let due: Vec<(String,)> = database.fetch(&DUE, [TASK.into()]).await?;
    Ok(!due.is_empty())
}

/// Takes note that they were.
///
/// # Errors
/// When the database fails.
pub async fn note_done(unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
    unit.execute(&DONE, [TASK.into()]).await.map(drop)
}

/// The streams that began after a position, each with the position at which it began, in order.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn streams_begun_after(
    database: &Database,
    authority: &AuthorityId,
    after: Position,
    limit: i64,
) -> Result<Vec<(Position, Stream)>, StoreError> {
    let found: Vec<(Position, String, i64)> = database
        .fetch(&RECORDS, [authority.into(), after.into(), limit.into()])
        .await?;
    let wrong = |position| Inconsistency::on("event").column("stream_kind").row(position);
    let stream = |(position, kind, number): (Position, String, i64)| {
        let kind = StreamKind::from_word(&kind).ok_or_else(|| wrong(position))?;
        Ok((
            position,
            Stream {
                authority: authority.clone(),
                kind,
                number,
            },
        ))
    };
    found.into_iter().map(stream).collect()
}
