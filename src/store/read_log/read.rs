//! Reading logs of reads.

use std::sync::LazyLock;

use super::entry::ReadEntry;
use crate::{
    domain::ids::{AuthorityId, Stream},
    store::{database::Database, error::StoreError, statement::Statement},
};

/// The columns of an entry but for its authority, with the instant of PostgreSQL in the text that was hashed.
fn with_columns(text: &str) -> Statement {
    let with = |recorded_at: &str| {
        let columns = format!(
            "entry.number, {recorded_at}, entry.client, entry.method, entry.view, entry.purpose, entry.officer,
             entry.records, entry.previous_hash, entry.hash"
        );
        text.replace("{columns}", &columns)
    };
    Statement::by(
        &with("entry.recorded_at"),
        &with(r#"to_char(entry.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"#),
    )
}

static PAGE: LazyLock<Statement> = LazyLock::new(|| {
    with_columns(
        "SELECT {columns}
         FROM sealed_read AS entry
         WHERE entry.authority = $1
           AND entry.number > $2
         ORDER BY entry.number
         LIMIT $3",
    )
});

static OF_RECORD: LazyLock<Statement> = LazyLock::new(|| {
    with_columns(
        "SELECT {columns}
         FROM sealed_read_record AS of
         JOIN sealed_read AS entry
           ON entry.authority = of.authority
          AND entry.number = of.number
         WHERE of.authority = $1
           AND of.stream_kind = $4
           AND of.stream_number = $5
           AND of.number > $2
         ORDER BY of.number
         LIMIT $3",
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&PAGE, &OF_RECORD]
}

type EntryTuple = (
    i64,
    String,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
    Vec<u8>,
    Vec<u8>,
);

fn entry(authority: &AuthorityId, row: EntryTuple) -> ReadEntry {
    let (number, recorded_at, client, method, view, purpose, officer, records, previous_hash, hash) = row;
    ReadEntry {
        authority: authority.as_str().to_owned(),
        number,
        recorded_at,
        client,
        method,
        view,
        purpose,
        officer,
        records,
        previous_hash,
        hash,
    }
}

/// The entries after a number, in order, as many as asked for at most.
///
/// # Errors
/// When the database fails.
pub async fn entries(
    database: &Database,
    authority: &AuthorityId,
    after: i64,
    limit: i64,
) -> Result<Vec<ReadEntry>, StoreError> {
    let rows: Vec<EntryTuple> = database
        .fetch(&PAGE, [authority.into(), after.into(), limit.into()])
        .await?;
    Ok(rows.into_iter().map(|row| entry(authority, row)).collect())
}

/// The entries about a record after a number, in order, as many as asked for at most.
///
/// # Errors
/// When the database fails.
pub async fn entries_of(
    database: &Database,
    stream: &Stream,
    after: i64,
    limit: i64,
) -> Result<Vec<ReadEntry>, StoreError> {
    let Stream {
        authority,
        kind,
        number,
    } = stream;
    let values = [
        authority.into(),
        after.into(),
        limit.into(),
        (*kind).into(),
        (*number).into(),
    ];
    let rows: Vec<EntryTuple> = database.fetch(&OF_RECORD, values).await?;
    Ok(rows.into_iter().map(|row| entry(authority, row)).collect())
}
