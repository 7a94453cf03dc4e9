//! Events as they are stored, and the check that one follows another.
//!
//! They are read as texts and not through [`super::EventRow`], because a parser forgives: an instant that was
//! rewritten with another number of decimals would parse to the same instant, and hash the same.

use std::sync::LazyLock;

use crate::{
    domain::ids::{AuthorityId, Position},
    store::{
        database::Database,
        error::StoreError,
        hash_chain::{self, Columns, Hash},
        statement::Statement,
    },
};

/// What is wrong at a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no event, though there are later ones; or one before the first.
    Missing,
    /// The row cannot be read at all.
    Unreadable,
    /// It does not hold the hash of the event before it.
    Link,
    /// Its hash is not the hash of its columns.
    Hash,
    /// The log ends before its head says, or after it, or with another hash.
    Head,
}

/// A row of the table `event`, every column as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEvent {
    /// Column 1.
    pub authority: String,
    /// Column 2.
    pub position: i64,
    /// Column 3.
    pub stream_kind: String,
    /// Column 4.
    pub stream_number: i64,
    /// Column 5.
    pub version: i64,
    /// Column 6.
    pub kind: String,
    /// Column 7.
    pub schema_version: i64,
    /// Column 8, as the text that is hashed.
    pub recorded_at: String,
    /// Column 9, as the text that is hashed.
    pub effective_on: Option<String>,
    /// Column 10.
    pub actor: String,
    /// Column 11.
    pub on_behalf_of: Option<String>,
    /// Column 12.
    pub request_id: String,
    /// Column 13.
    pub payload: String,
    /// Column 14.
    pub sealed: String,
    /// Column 15.
    pub previous_hash: Vec<u8>,
    /// The hash over all of them.
    pub hash: Vec<u8>,
}

impl RawEvent {
    /// The hash that its columns have.
    pub fn reckoned(&self) -> Hash {
        // Taken apart by name, so that a new column does not compile until it is hashed.
        let Self {
            authority,
            position,
            stream_kind,
            stream_number,
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
            hash: _,
        } = self;
        let columns = Columns {
            authority,
            position: *position,
            stream_kind,
            stream_number: *stream_number,
            version: *version,
            kind,
            schema_version: *schema_version,
            recorded_at,
            effective_on: effective_on.as_deref(),
            actor,
            on_behalf_of: on_behalf_of.as_deref(),
            request_id,
            payload,
            sealed,
            previous_hash,
        };
        columns.hash()
    }
}

/// How far a log has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The position of its last event; 0 before the first.
    pub position: Position,
    /// The hash of that event.
    pub hash: Hash,
    /// When it was recorded.
    pub recorded_at: Option<String>,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            position: 0,
            hash: hash_chain::START,
            recorded_at: None,
        }
    }
}

impl Chain {
    /// Checks that an event follows, and makes it the end.
    ///
    /// # Errors
    /// What is wrong, and at which position.
    pub fn follow(&mut self, event: &RawEvent) -> Result<(), (Position, Fault)> {
        let expected = self.position + 1;
        if event.position != expected {
            // Rows come in the order of their positions, so that one before the first can only come first.
            let at = if self.position == 0 {
                expected.min(event.position)
            } else {
                expected
            };
            return Err((at, Fault::Missing));
        }
        if event.previous_hash.as_slice() != self.hash {
            return Err((expected, Fault::Link));
        }
        let reckoned = event.reckoned();
        if event.hash.as_slice() != reckoned {
            return Err((expected, Fault::Hash));
        }
        *self = Self {
            position: expected,
            hash: reckoned,
            recorded_at: Some(event.recorded_at.clone()),
        };
        Ok(())
    }
}

/// The columns of [`RawEvent`] but for its authority, with the instants and dates of PostgreSQL in the text that was
/// hashed.
static RAW: LazyLock<Statement> = LazyLock::new(|| {
    let text = "SELECT position, stream_kind, stream_number, version, kind, schema_version, {recorded_at},
             {effective_on}, actor, on_behalf_of, request_id, payload, sealed, previous_hash, hash
         FROM event
         WHERE authority = $1
           AND position > $2
         ORDER BY position
         LIMIT $3";
    let with = |recorded_at, effective_on| {
        text.replace("{recorded_at}", recorded_at)
            .replace("{effective_on}", effective_on)
    };
    Statement::by(
        &with("recorded_at", "effective_on"),
        &with(
            r#"to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"#,
            "to_char(effective_on, 'YYYY-MM-DD')",
        ),
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&RAW]
}

/// A row of [`RAW`].
type RawTuple = (
    i64,
    String,
    i64,
    i64,
    String,
    i64,
    String,
    Option<String>,
    String,
    Option<String>,
    String,
    String,
    String,
    Vec<u8>,
    Vec<u8>,
);

fn raw_event(authority: &AuthorityId, row: RawTuple) -> RawEvent {
    let (
        position,
        stream_kind,
        stream_number,
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
    RawEvent {
        authority: authority.as_str().to_owned(),
        position,
        stream_kind,
        stream_number,
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
    }
}

/// Some rows of a log in the order of their positions.
#[derive(Debug)]
pub enum RawPage {
    /// The next rows; none where there are no more.
    Rows(Vec<RawEvent>),
    /// The next row cannot be decoded.
    Unreadable,
}

/// The rows after a position, as many as asked for at most.
///
/// # Errors
/// When the database cannot be asked.
pub async fn raw_since(
    database: &Database,
    authority: &AuthorityId,
    after: Position,
    limit: i64,
) -> Result<RawPage, StoreError> {
    let mut size = limit;
    loop {
        let found = database
            .fetch(&RAW, [authority.into(), after.into(), size.into()])
            .await;
        let rows: Vec<RawTuple> = match found {
            Ok(rows) => rows,
            // One row of the page cannot be decoded; read one by one, the first that fails is it.
            Err(error) if is_undecodable(&error) && size > 1 => {
                size = 1;
                continue;
            }
            Err(error) if is_undecodable(&error) => return Ok(RawPage::Unreadable),
            Err(error) => return Err(error),
        };
        let rows = rows.into_iter().map(|row| raw_event(authority, row));
        return Ok(RawPage::Rows(rows.collect()));
    }
}

/// Whether a row was there and could not be decoded.
pub(super) fn is_undecodable(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Driver(sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
    )
}
