//! Reading releases: pages of their numbers, what was published to a regional body, and what it has received.

use std::sync::LazyLock;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows},
    statement::Statement,
    value::Value,
};
use crate::domain::{
    disclosure::Apart,
    financial_year::FinancialYear,
    ids::{AuthorityId, Position, RecordNumber, Stream},
};

/// A value that the column may have, for each column that is restricted.
const ALLOWED: [Column; 2] = [Column::text("of"), Column::text("value")];

static RELEASES: LazyLock<Statement> = LazyLock::new(|| {
    let any = |column: &str| {
        format!(
            "AND (CAST({column} AS TEXT) IN (SELECT value FROM {{given}} WHERE of = '{column}')
                OR NOT EXISTS (SELECT 1 FROM {{given}} WHERE of = '{column}'))"
        )
    };
    Statement::given(
        &ALLOWED,
        &format!(
            "SELECT number
         FROM release
         WHERE authority = $2
           AND number > $3
           {state}
           {year}
         ORDER BY number
         LIMIT $4",
            state = any("state"),
            year = any("year"),
        ),
    )
});

static OFFERED: LazyLock<Statement> = LazyLock::new(|| {
    let received = "SELECT 1
                    FROM received_release AS received
                    WHERE received.authority = $1
                      AND received.from_authority = offered.authority
                      AND received.grid = offered.grid
                      AND received.year = offered.year
                      AND received.version = offered.version";
    Statement::new(&format!(
        "SELECT offered.authority, offered.number
         FROM release_recipient AS offered
         WHERE offered.recipient = $1
           AND (offered.authority, offered.number) > ($2, $3)
           AND ((offered.state = 'published' AND NOT EXISTS ({received}))
                OR (offered.state = 'withdrawn' AND EXISTS ({received} AND received.state = 'published')))
         ORDER BY offered.authority, offered.number
         LIMIT $4"
    ))
});

static FIND: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number, digest
         FROM received_release
         WHERE authority = $1
           AND from_authority = $2
           AND grid = $3
           AND year = $4
           AND version = $5",
    )
});

static RECEIVED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number
         FROM received_release
         WHERE authority = $1
           AND number > $2
         ORDER BY number
         LIMIT $3",
    )
});

static CURRENT: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number
         FROM received_release AS received
         WHERE authority = $1
           AND year >= $2
           AND year <= $3
           AND state = 'published'
           AND NOT EXISTS (SELECT 1
                           FROM received_release AS later
                           WHERE later.authority = received.authority
                             AND later.from_authority = received.from_authority
                             AND later.grid = received.grid
                             AND later.year = received.year
                             AND later.version > received.version
                             AND later.state = 'published')
         ORDER BY year, from_authority, grid",
    )
});

static CHANGED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT stream_kind, COUNT(DISTINCT stream_number)
         FROM event
         WHERE authority = $1
           AND position > $2
           AND position <= $3
           AND stream_kind IN ('representation', 'case')
         GROUP BY stream_kind",
    )
});

static ANY: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position
         FROM event
         WHERE authority = $1
           AND position > $2
           AND position <= $3
           AND stream_kind IN ('representation', 'case', 'action', 'training', 'reference')
         ORDER BY position
         LIMIT 1",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&RELEASES, &OFFERED, &FIND, &RECEIVED, &CURRENT, &CHANGED, &ANY]
}

/// A page of releases in the order of their previews. `allowed` are values that `state` or `year` may have, each with
/// its column; none restricts nothing.
///
/// # Errors
/// When the database fails.
pub async fn releases(
    database: &Database,
    authority: &AuthorityId,
    allowed: &[(&'static str, String)],
    after: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let mut rows = Rows::new(&ALLOWED);
    for (column, value) in allowed {
        rows.push([(*column).into(), value.as_str().into()]);
    }
    let values: [Value; 4] = [rows.into(), authority.into(), after.into(), limit.into()];
    numbers(database, &RELEASES, values).await
}

/// A page of the releases that were published to a body and that it has not, or that were withdrawn and of which it has
/// not heard that, after one of them; in a stable order.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn offered(
    database: &Database,
    body: &AuthorityId,
    after: (&str, RecordNumber),
    limit: i64,
) -> Result<Vec<Stream>, StoreError> {
    let (authority, number) = after;
    let values: [Value; 4] = [body.into(), authority.into(), number.into(), limit.into()];
    let found: Vec<(String, RecordNumber)> = database.fetch(&OFFERED, values).await?;
    let stream = |(authority, number): (String, RecordNumber)| {
        let wrong = || {
            Inconsistency::on("release_recipient")
                .column("authority")
                .row(number)
        };
        let authority = AuthorityId::parse(&authority).map_err(|_| wrong())?;
        Ok(Stream::release(&authority, number))
    };
    found.into_iter().map(stream).collect()
}

/// The release of this version that a body received, with its digest.
///
/// # Errors
/// When the database fails.
pub async fn find_received(
    database: &Database,
    body: &AuthorityId,
    (from, grid, year, version): (&AuthorityId, &str, FinancialYear, u32),
) -> Result<Option<(RecordNumber, String)>, StoreError> {
    let values: [Value; 5] = [
        body.into(),
        from.into(),
        grid.into(),
        i64::from(year.0).into(),
        i64::from(version).into(),
    ];
    let found: Vec<(RecordNumber, String)> = database.fetch(&FIND, values).await?;
    Ok(found.into_iter().next())
}

/// A page of what a body received, in the order in which it came.
///
/// # Errors
/// When the database fails.
pub async fn received(
    database: &Database,
    body: &AuthorityId,
    after: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let values: [Value; 3] = [body.into(), after.into(), limit.into()];
    numbers(database, &RECEIVED, values).await
}

/// The latest version that is not withdrawn of each authority, grid and year that a body received.
///
/// # Errors
/// When the database fails.
pub async fn current(
    database: &Database,
    body: &AuthorityId,
    (first, last): (FinancialYear, FinancialYear),
) -> Result<Vec<RecordNumber>, StoreError> {
    let values: [Value; 3] = [body.into(), i64::from(first.0).into(), i64::from(last.0).into()];
    numbers(database, &CURRENT, values).await
}

/// How many records changed after one position up to another.
///
/// # Errors
/// When the database fails.
pub async fn changed_between(
    database: &Database,
    authority: &AuthorityId,
    (after, until): (Position, Position),
) -> Result<Apart, StoreError> {
    let values: [Value; 3] = [authority.into(), after.into(), until.into()];
    let found: Vec<(String, i64)> = database.fetch(&CHANGED, values).await?;
    let of = |kind: &str| {
        let counts = found.iter().filter(|(found, _)| found == kind);
        counts.map(|(_, count)| *count).sum::<i64>()
    };
    Ok(Apart {
        representations: of("representation"),
        cases: of("case"),
    })
}

/// Whether a record or the lists changed after one position up to another.
///
/// # Errors
/// When the database fails.
pub async fn has_changed(
    database: &Database,
    authority: &AuthorityId,
    (after, until): (Position, Position),
) -> Result<bool, StoreError> {
    let values: [Value; 3] = [authority.into(), after.into(), until.into()];
    let found: Vec<(Position,)> = database.fetch(&ANY, values).await?;
    Ok(!found.is_empty())
}

async fn numbers<const N: usize>(
    database: &Database,
    statement: &'static Statement,
    values: [Value; N],
) -> Result<Vec<RecordNumber>, StoreError> {
    let found: Vec<(RecordNumber,)> = database.fetch(statement, values).await?;
    Ok(found.into_iter().map(|(number,)| number).collect())
}
