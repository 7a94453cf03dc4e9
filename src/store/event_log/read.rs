//! Reading logs, from the pool or within a unit of work.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::{DateTime, NaiveDate, Utc};

use super::row::{EVENT_COLUMNS, EventRow, EventTuple, Head, HeadTuple, head_of};
use crate::{
    domain::{
        ids::{AuthorityId, Position, Stream, StreamKind},
        word::Word,
    },
    store::{
        error::{Inconsistency, StoreError},
        given::{Column, Rows},
        reading::Reading,
        statement::Statement,
    },
};

/// A stream, and the position after which it is not read.
const STREAM_UP_TO: [Column; 4] = [
    Column::text("authority"),
    Column::text("stream_kind"),
    Column::int("stream_number"),
    Column::int("position_max"),
];

static READ_HEAD: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new("SELECT authority, position, hash, recorded_at FROM log_head WHERE authority = $1")
});

static LOGS: LazyLock<Statement> =
    LazyLock::new(|| Statement::new("SELECT authority FROM log_head ORDER BY authority"));

static STREAMS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &STREAM_UP_TO,
        &format!(
            "SELECT {EVENT_COLUMNS}
         FROM {{given}}
         CROSS JOIN event
         WHERE event.authority = given.authority
           AND event.stream_kind = given.stream_kind
           AND event.stream_number = given.stream_number
           AND event.position <= given.position_max
         ORDER BY event.authority, event.stream_kind, event.stream_number, event.version"
        ),
    )
});

static SINCE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(&format!(
        "SELECT {EVENT_COLUMNS}
         FROM event
         WHERE authority = $1
           AND position > $2
         ORDER BY position
         LIMIT $3"
    ))
});

// By version, which within a stream is the order of the log: the index of streams then needs no sorting.
static STREAM_SINCE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(&format!(
        "SELECT {EVENT_COLUMNS}
         FROM event
         WHERE authority = $1
           AND stream_kind = $2
           AND stream_number = $3
           AND position > $4
           AND position <= $5
         ORDER BY version
         LIMIT $6"
    ))
});

static POSITION_AT: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position
         FROM event
         WHERE authority = $1
           AND recorded_at <= $2
         ORDER BY recorded_at DESC, position DESC
         LIMIT 1",
    )
});

static TOUCHED_SINCE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT stream_kind, stream_number
         FROM event
         WHERE authority = $1
           AND position > $2
         ORDER BY position",
    )
});

static VERSION_AT: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT version
         FROM event
         WHERE authority = $1
           AND stream_kind = $2
           AND stream_number = $3
           AND position <= $4
         ORDER BY version DESC
         LIMIT 1",
    )
});

// The events of one stream between two positions, without what they hold.
static KINDS_BETWEEN: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position, kind, recorded_at, effective_on
         FROM event
         WHERE authority = $1
           AND stream_kind = $2
           AND stream_number = $3
           AND position > $4
           AND position <= $5
         ORDER BY version",
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![
        &READ_HEAD,
        &LOGS,
        &STREAMS,
        &SINCE,
        &POSITION_AT,
        &TOUCHED_SINCE,
        &STREAM_SINCE,
        &VERSION_AT,
        &KINDS_BETWEEN,
    ]
}

/// The head of a log.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn head<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
) -> Result<Head, StoreError> {
    let found: Vec<HeadTuple> = reading.into().fetch(&READ_HEAD, [authority.into()]).await?;
    match found.into_iter().next() {
        Some(row) => Ok(head_of(row)?.1),
        None => Ok(Head::start()),
    }
}

/// The authorities that have a log, in order.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn logs<'a, 'w: 'a>(reading: impl Into<Reading<'a, 'w>>) -> Result<Vec<AuthorityId>, StoreError> {
    let found: Vec<(String,)> = reading.into().fetch(&LOGS, []).await?;
    let wrong = || Inconsistency::on("log_head").column("authority");
    found
        .into_iter()
        .map(|(text,)| AuthorityId::parse(&text).map_err(|_| wrong().into()))
        .collect()
}

/// The whole of many streams, in the order of the streams and of their versions.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn streams<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    streams: &[Stream],
) -> Result<Vec<EventRow>, StoreError> {
    streams_up_to(reading, streams, Position::MAX).await
}

/// Many streams as they stood when the log was at a position.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn streams_up_to<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    streams: &[Stream],
    position: Position,
) -> Result<Vec<EventRow>, StoreError> {
    let mut rows = Rows::new(&STREAM_UP_TO);
    for Stream {
        authority,
        kind,
        number,
    } in streams
    {
        rows.push([
            authority.into(),
            (*kind).into(),
            (*number).into(),
            position.into(),
        ]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    events(reading.into().fetch(&STREAMS, [rows.into()]).await?)
}

/// One stream as it stood when the log was at a position.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn stream_up_to<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    stream: &Stream,
    position: Position,
) -> Result<Vec<EventRow>, StoreError> {
    streams_up_to(reading, std::slice::from_ref(stream), position).await
}

/// The events of a log after a position, in order, as many as asked for at most.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn since<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    after: Position,
    limit: i64,
) -> Result<Vec<EventRow>, StoreError> {
    events(
        reading
            .into()
            .fetch(&SINCE, [authority.into(), after.into(), limit.into()])
            .await?,
    )
}

/// The events of one stream after a position and up to another, in order, as many as asked for at most.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn stream_since<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    stream: &Stream,
    after: Position,
    up_to: Position,
    limit: i64,
) -> Result<Vec<EventRow>, StoreError> {
    let Stream {
        authority,
        kind,
        number,
    } = stream;
    let values = [
        authority.into(),
        (*kind).into(),
        (*number).into(),
        after.into(),
        up_to.into(),
        limit.into(),
    ];
    events(reading.into().fetch(&STREAM_SINCE, values).await?)
}

/// Where a log stood at an instant; 0 if it had no events yet.
///
/// # Errors
/// When the database fails.
pub async fn position_at<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    instant: DateTime<Utc>,
) -> Result<Position, StoreError> {
    let found: Vec<(Position,)> = reading
        .into()
        .fetch(&POSITION_AT, [authority.into(), instant.into()])
        .await?;
    Ok(found.first().map_or(0, |(position,)| *position))
}

/// How many events had made a stream when the log was at a position; 0 if none had.
///
/// # Errors
/// When the database fails.
pub async fn version_at<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    stream: &Stream,
    position: Position,
) -> Result<i64, StoreError> {
    let Stream {
        authority,
        kind,
        number,
    } = stream;
    let values = [
        authority.into(),
        (*kind).into(),
        (*number).into(),
        position.into(),
    ];
    let found: Vec<(i64,)> = reading.into().fetch(&VERSION_AT, values).await?;
    Ok(found.first().map_or(0, |(version,)| *version))
}

/// An event without what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventKind {
    /// Its place in the log.
    pub position: Position,
    /// What happened.
    pub kind: String,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The date that it speaks of.
    pub effective_on: Option<NaiveDate>,
}

/// What happened to one stream after a position and up to another, in order.
///
/// # Errors
/// When the database fails.
pub async fn kinds_between<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    stream: &Stream,
    after: Position,
    up_to: Position,
) -> Result<Vec<EventKind>, StoreError> {
    let Stream {
        authority,
        kind,
        number,
    } = stream;
    let values = [
        authority.into(),
        (*kind).into(),
        (*number).into(),
        after.into(),
        up_to.into(),
    ];
    let found: Vec<KindTuple> = reading.into().fetch(&KINDS_BETWEEN, values).await?;
    let event = |(position, kind, recorded_at, effective_on): KindTuple| EventKind {
        position,
        kind,
        recorded_at,
        effective_on,
    };
    Ok(found.into_iter().map(event).collect())
}

type KindTuple = (Position, String, DateTime<Utc>, Option<NaiveDate>);

/// The streams that have events after a position, each once.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn touched_since<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    position: Position,
) -> Result<BTreeSet<Stream>, StoreError> {
    // One row for each event: were they made distinct by the database, SQLite would read them in the order of the
    // streams, and so the whole log.
    let found: Vec<(String, i64)> = reading
        .into()
        .fetch(&TOUCHED_SINCE, [authority.into(), position.into()])
        .await?;
    let wrong = |number| Inconsistency::on("event").column("stream_kind").row(number);
    let stream = |(kind, number): (String, i64)| {
        let kind = StreamKind::from_word(&kind).ok_or_else(|| wrong(number))?;
        Ok(Stream {
            authority: authority.clone(),
            kind,
            number,
        })
    };
    found.into_iter().map(stream).collect()
}

fn events(rows: Vec<EventTuple>) -> Result<Vec<EventRow>, StoreError> {
    rows.into_iter().map(|row| Ok(row.try_into()?)).collect()
}
