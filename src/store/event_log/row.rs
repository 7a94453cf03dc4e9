//! An event and the head of a log as they are stored.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use crate::{
    domain::{
        ids::{AuthorityId, Position, Stream, StreamKind},
        word::Word,
    },
    store::{
        error::Inconsistency,
        hash_chain::{self, Hash},
    },
};

/// The end of an authority's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The position of the last event; 0 before the first.
    pub position: Position,
    /// The hash of the last event; zeros before the first.
    pub hash: Hash,
    /// When the last event was recorded.
    pub recorded_at: Option<DateTime<Utc>>,
}

/// An event that has no place in the log yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// The stream that it belongs to.
    pub stream: Stream,
    /// Its place in the stream, from 1.
    pub version: i64,
    /// What happened.
    pub kind: String,
    /// The version of the payload's shape.
    pub schema_version: i64,
    /// When it is recorded.
    pub recorded_at: DateTime<Utc>,
    /// The date that it speaks of.
    pub effective_on: Option<NaiveDate>,
    /// The client that asked for it.
    pub actor: String,
    /// The person for whom the client says it acted.
    pub on_behalf_of: Option<String>,
    /// The request that it answers.
    pub request_id: String,
    /// References and coded facts, as JSON.
    pub payload: String,
    /// What it brought that is sealed, as JSON: see [`crate::store::sealed::mentions`].
    pub sealed: String,
}

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The stream that it belongs to.
    pub stream: Stream,
    /// Its place in the authority's log.
    pub position: Position,
    /// Its place in the stream, from 1.
    pub version: i64,
    /// What happened.
    pub kind: String,
    /// The version of the payload's shape.
    pub schema_version: i64,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The date that it speaks of.
    pub effective_on: Option<NaiveDate>,
    /// The client that asked for it.
    pub actor: String,
    /// The person for whom the client says it acted.
    pub on_behalf_of: Option<String>,
    /// The request that it answers.
    pub request_id: String,
    /// References and coded facts, as JSON.
    pub payload: String,
    /// What it brought that is sealed, as JSON.
    pub sealed: String,
    /// The hash of the event before it.
    pub previous_hash: Hash,
    /// The hash over every other column.
    pub hash: Hash,
}

impl Head {
    /// The head of a log without events.
    pub fn start() -> Self {
        Self {
            position: 0,
            hash: hash_chain::START,
            recorded_at: None,
        }
    }

    /// Gives an event the next place after this head, and makes it the head. The instant is cut to microseconds;
    /// it should not be before the one of the head, which the caller sees to.
    pub fn link(&mut self, event: NewEvent) -> EventRow {
        let mut row = EventRow {
            stream: event.stream,
            position: self.position + 1,
            version: event.version,
            kind: event.kind,
            schema_version: event.schema_version,
            recorded_at: event.recorded_at.trunc_subsecs(6),
            effective_on: event.effective_on,
            actor: event.actor,
            on_behalf_of: event.on_behalf_of,
            request_id: event.request_id,
            payload: event.payload,
            sealed: event.sealed,
            previous_hash: self.hash,
            hash: hash_chain::START,
        };
        row.hash = hash_chain::hash_of(&row);
        *self = Self::at(&row);
        row
    }

    fn at(last: &EventRow) -> Self {
        Self {
            position: last.position,
            hash: last.hash,
            recorded_at: Some(last.recorded_at),
        }
    }
}

/// The columns of [`EventTuple`].
pub(super) const EVENT_COLUMNS: &str = "event.authority, event.position, event.stream_kind, event.stream_number,
             event.version, event.kind, event.schema_version, event.recorded_at, event.effective_on, event.actor,
             event.on_behalf_of, event.request_id, event.payload, event.sealed, event.previous_hash, event.hash";

/// A row of `event`; sixteen columns is what sqlx reads without a derived type.
pub(super) type EventTuple = (
    String,
    Position,
    String,
    i64,
    i64,
    String,
    i64,
    DateTime<Utc>,
    Option<NaiveDate>,
    String,
    Option<String>,
    String,
    String,
    String,
    Vec<u8>,
    Vec<u8>,
);

/// A row of `log_head`.
pub(super) type HeadTuple = (String, Position, Vec<u8>, Option<DateTime<Utc>>);

impl TryFrom<EventTuple> for EventRow {
    type Error = Inconsistency;

    fn try_from(row: EventTuple) -> Result<Self, Inconsistency> {
        let (
            authority,
            position,
            stream_kind,
            number,
            version,
            kind,
            schema_version,
            recorded_at,
            effective_on,
            actor,
            on_behalf_of,
            request_id,
            payload,
            sealed,
            previous_hash,
            hash,
        ) = row;
        let wrong = |column| Inconsistency::on("event").column(column).row(position);
        let authority = AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?;
        let stream_kind = StreamKind::from_word(&stream_kind).ok_or_else(|| wrong("stream_kind"))?;
        Ok(Self {
            stream: Stream {
                authority,
                kind: stream_kind,
                number,
            },
            position,
            version,
            kind,
            schema_version,
            recorded_at,
            effective_on,
            actor,
            on_behalf_of,
            request_id,
            payload,
            sealed,
            previous_hash: previous_hash.try_into().map_err(|_| wrong("previous_hash"))?,
            hash: hash.try_into().map_err(|_| wrong("hash"))?,
        })
    }
}

/// The authority and the head of a row.
pub(super) fn head_of(row: HeadTuple) -> Result<(AuthorityId, Head), Inconsistency> {
    let (authority, position, hash, recorded_at) = row;
    let wrong = |column| Inconsistency::on("log_head").column(column).row(&authority);
    let id = AuthorityId::parse(&authority).map_err(|_| wrong("authority"))?;
    let hash = hash.try_into().map_err(|_| wrong("hash"))?;
    Ok((
        id,
        Head {
            position,
            hash,
            recorded_at,
        },
    ))
}
