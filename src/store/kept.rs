//! Reading the records that are kept by a retention rule: what has ended long enough ago, what was erased, and which
//! cases are about a representation.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    reading::Reading,
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::{
    ids::{AuthorityId, Position, RecordNumber, Stream, StreamKind},
    word::Word,
};

static ENDED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT kind, number, ended_on
         FROM kept_record
         WHERE authority = $1
           AND erased_at = 0
           AND ended_on <= $2
           AND (ended_on, number) > ($3, $4)
         ORDER BY ended_on, number
         LIMIT $5",
    )
});

static ERASED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT kind, number, erased_at
         FROM kept_record
         WHERE authority = $1
           AND erased_at > $2
         ORDER BY erased_at
         LIMIT $3",
    )
});

static ABOUT: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number
         FROM kept_record
         WHERE authority = $1
           AND about = $2
         ORDER BY number",
    )
});

/// The only row of the table of the ledger.
const THIS: &str = "this";

static LEDGER: LazyLock<Statement> =
    LazyLock::new(|| Statement::new("SELECT id FROM erasure_ledger WHERE of = $1"));

static REMEMBER_LEDGER: LazyLock<Statement> =
    LazyLock::new(|| Statement::new("INSERT INTO erasure_ledger (of, id) VALUES ($1, $2)"));

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&ENDED, &ERASED, &ABOUT, &LEDGER, &REMEMBER_LEDGER]
}

/// A place in the list of what has ended: the day, and the record's number.
pub type Place = (NaiveDate, RecordNumber);

/// Records that ended on a day or before it and were not erased, in the order in which they ended, after a place.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn ended_by(
    database: &Database,
    authority: &AuthorityId,
    by: NaiveDate,
    after: Place,
    limit: i64,
) -> Result<Vec<(Place, Stream)>, StoreError> {
    let values = [
        authority.into(),
        by.into(),
        after.0.into(),
        after.1.into(),
        limit.into(),
    ];
    let found: Vec<(String, RecordNumber, NaiveDate)> = database.fetch(&ENDED, values).await?;
    let row = |(kind, number, on): (String, RecordNumber, NaiveDate)| {
        Ok(((on, number), stream(authority, &kind, number)?))
    };
    found.into_iter().map(row).collect()
}

/// Records that were erased after a position, each with the position of that, in order.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn erased_after(
    database: &Database,
    authority: &AuthorityId,
    after: Position,
    limit: i64,
) -> Result<Vec<(Position, Stream)>, StoreError> {
    let values = [authority.into(), after.into(), limit.into()];
    let found: Vec<(String, RecordNumber, Position)> = database.fetch(&ERASED, values).await?;
    let row =
        |(kind, number, at): (String, RecordNumber, Position)| Ok((at, stream(authority, &kind, number)?));
    found.into_iter().map(row).collect()
}

/// The cases of the Ombudsman that are about a representation.
///
/// # Errors
/// When the database fails.
pub async fn cases_about<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    representation: RecordNumber,
) -> Result<Vec<Stream>, StoreError> {
    let values = [authority.into(), representation.into()];
    let found: Vec<(RecordNumber,)> = reading.into().fetch(&ABOUT, values).await?;
    Ok(found
        .into_iter()
        .map(|(number,)| Stream::case(authority, number))
        .collect())
}

fn stream(authority: &AuthorityId, kind: &str, number: RecordNumber) -> Result<Stream, StoreError> {
    let wrong = || Inconsistency::on("kept_record").column("kind").row(number);
    let kind = StreamKind::from_word(kind).ok_or_else(wrong)?;
    Ok(Stream {
        authority: authority.clone(),
        kind,
        number,
    })
}

/// The id of the ledger of erasures that this database goes with, if it goes with one.
///
/// # Errors
/// When the database fails.
pub async fn ledger_id(database: &Database) -> Result<Option<String>, StoreError> {
    let found: Vec<(String,)> = database.fetch(&LEDGER, [THIS.into()]).await?;
    Ok(found.into_iter().next().map(|(id,)| id))
}

/// Remembers the ledger of erasures that this database goes with from now on.
///
/// # Errors
/// When the database fails.
pub async fn remember_ledger(unit: &mut UnitOfWork<'_>, id: &str) -> Result<(), StoreError> {
    unit.execute(&REMEMBER_LEDGER, [THIS.into(), id.into()])
        .await
        .map(drop)
}
