//! The answers that were given to requests, so that a request that is sent again gets the same one.

use std::sync::LazyLock;

use super::{
    error::{Inconsistency, StoreError},
    given::{Column, Rows, Table},
    reading::Reading,
    statement::Statement,
    unit_of_work::UnitOfWork,
};
use crate::domain::{
    ids::{AuthorityId, Position, Stream, StreamKind},
    word::Word,
};

/// What tells requests apart. A client may use the same id for another method.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestKey {
    /// The authority that the request is about.
    pub authority: AuthorityId,
    /// The client that sent it.
    pub client: String,
    /// The method that it calls.
    pub method: String,
    /// The id that the client gave it.
    pub request_id: String,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The request.
    pub key: RequestKey,
    /// SHA-256 of what was asked.
    pub fingerprint: [u8; 32],
    /// The stream that it changed.
    pub stream: Stream,
    /// The stream's version afterwards.
    pub version: i64,
    /// The position of its last event.
    pub position: Position,
}

const TABLE: Table = Table {
    name: "receipt",
    key: &["authority", "client", "method", "request_id"],
    columns: &[
        Column::text("authority"),
        Column::text("client"),
        Column::text("method"),
        Column::text("request_id"),
        Column::bytes("fingerprint"),
        Column::text("stream_kind"),
        Column::int("stream_number"),
        Column::int("version"),
        Column::int("position"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| TABLE.insert());

static FIND: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &TABLE.key_columns(),
        "SELECT receipt.authority, receipt.client, receipt.method, receipt.request_id, fingerprint,
             stream_kind, stream_number, version, position
         FROM {given}
         CROSS JOIN receipt
         WHERE receipt.authority = given.authority
           AND receipt.client = given.client
           AND receipt.method = given.method
           AND receipt.request_id = given.request_id",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &FIND]
}

/// The receipts of those requests that were answered before.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn find<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    keys: &[RequestKey],
) -> Result<Vec<Receipt>, StoreError> {
    let mut rows = Rows::new(&TABLE.key_columns());
    for key in keys {
        let RequestKey {
            authority,
            client,
            method,
            request_id,
        } = key;
        rows.push([
            authority.into(),
            client.as_str().into(),
            method.as_str().into(),
            request_id.as_str().into(),
        ]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<ReceiptTuple> = reading.into().fetch(&FIND, [rows.into()]).await?;
    found.into_iter().map(|row| Ok(receipt(row)?)).collect()
}

/// Stores the receipts of a batch. One that exists is an error: the caller has looked before.
///
/// # Errors
/// When the database fails.
pub async fn save(unit: &mut UnitOfWork<'_>, receipts: &[Receipt]) -> Result<(), StoreError> {
    let mut rows = Rows::new(TABLE.columns);
    for Receipt {
        key,
        fingerprint,
        stream,
        version,
        position,
    } in receipts
    {
        rows.push([
            (&key.authority).into(),
            key.client.as_str().into(),
            key.method.as_str().into(),
            key.request_id.as_str().into(),
            fingerprint.into(),
            stream.kind.into(),
            stream.number.into(),
            (*version).into(),
            (*position).into(),
        ]);
    }
    if !rows.is_empty() {
        unit.execute(&SAVE, [rows.into()]).await?;
    }
    Ok(())
}

type ReceiptTuple = (String, String, String, String, Vec<u8>, String, i64, i64, i64);

fn receipt(row: ReceiptTuple) -> Result<Receipt, Inconsistency> {
    let (authority, client, method, request_id, fingerprint, kind, number, version, position) = row;
    let wrong = |column| Inconsistency::on("receipt").column(column).row(position);
    let authority = AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?;
    let kind = StreamKind::from_word(&kind).ok_or_else(|| wrong("stream_kind"))?;
    let fingerprint = fingerprint.try_into().map_err(|_| wrong("fingerprint"))?;
    let stream = Stream {
        authority: authority.clone(),
        kind,
        number,
    };
    Ok(Receipt {
        key: RequestKey {
            authority,
            client,
            method,
            request_id,
        },
        fingerprint,
        stream,
        version,
        position,
    })
}
