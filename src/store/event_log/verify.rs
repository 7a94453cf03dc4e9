//! Checking a log: every hash, every link, every position, and its end.
//!
//! The rows are read as they are stored and not through [`super::EventRow`], because a parser forgives: an instant
//! that was rewritten with another number of decimals would parse to the same instant, and hash the same.

use std::sync::LazyLock;

use super::{read::head, row::Head};
use crate::{
    domain::ids::{AuthorityId, Position},
    store::{
        database::Database,
        error::StoreError,
        hash_chain::{self, Columns, Hash},
        statement::Statement,
        value::instant_text,
    },
};

/// Events that are checked at a time.
const PAGE: i64 = 1_000;

/// What a check of a log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Everything is as it was written.
    Whole {
        /// The head up to which it was checked.
        head: Head,
    },
    /// Something was changed. Events after this position were not checked.
    Broken {
        /// The first position that is not as it was written.
        position: Position,
        /// What is wrong there.
        fault: Fault,
    },
}

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

/// The columns of [`RawEvent`], with the instants and dates of PostgreSQL in the text that was hashed.
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

static MORE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT position FROM event WHERE authority = $1 AND position > $2 ORDER BY position LIMIT 1",
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&RAW, &MORE]
}

/// Checks the log of an authority from its start, page by page, while others may append to it.
///
/// # Errors
/// When the database cannot be asked; whatever it holds is a verdict and not an error.
pub async fn verify_chain(database: &Database, authority: &AuthorityId) -> Result<Verdict, StoreError> {
    let mut end = End {
        position: 0,
        hash: hash_chain::START,
        recorded_at: None,
    };
    // From the lowest number there is, so that an event before the first is seen too.
    let mut after = Position::MIN;
    let mut size = PAGE;
    loop {
        let found = database
            .fetch(&RAW, [authority.into(), after.into(), size.into()])
            .await;
        let page: Vec<RawEvent> = match found {
            Ok(page) => page,
            // One row of the page cannot be decoded; read one by one, the first that fails is it.
            Err(error) if is_undecodable(&error) && size > 1 => {
                size = 1;
                continue;
            }
            Err(error) if is_undecodable(&error) => return Ok(broken(end.position + 1, Fault::Unreadable)),
            Err(error) => return Err(error),
        };
        for event in &page {
            if let Err((position, fault)) = end.follow(authority, event) {
                return Ok(broken(position, fault));
            }
        }
        after = end.position;
        if page.is_empty() {
            // The head is read after the last event was, so it stands there, or further on if more were appended.
            let head = stored_head(database, authority).await?;
            let further = head.as_ref().is_some_and(|head| head.position > end.position);
            if !(further && has_more(database, authority, after).await?) {
                return Ok(end.verdict(head));
            }
        }
    }
}

fn broken(position: Position, fault: Fault) -> Verdict {
    Verdict::Broken { position, fault }
}

fn is_undecodable(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Driver(sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
    )
}

/// The stored head, or nothing if it cannot be read.
async fn stored_head(database: &Database, authority: &AuthorityId) -> Result<Option<Head>, StoreError> {
    match head(database, authority).await {
        Ok(head) => Ok(Some(head)),
        Err(StoreError::Inconsistent(_)) => Ok(None),
        Err(error) if is_undecodable(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether events were appended after a position since it was the last.
async fn has_more(database: &Database, authority: &AuthorityId, after: Position) -> Result<bool, StoreError> {
    let more: Vec<(Position,)> = database.fetch(&MORE, [authority.into(), after.into()]).await?;
    Ok(!more.is_empty())
}

/// A row of `event` without its authority, as it is stored.
type RawEvent = (
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

/// How far the log has been checked.
struct End {
    position: Position,
    hash: Hash,
    recorded_at: Option<String>,
}

impl End {
    /// Checks that an event follows and makes it the end.
    fn follow(&mut self, authority: &AuthorityId, event: &RawEvent) -> Result<(), (Position, Fault)> {
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
        ) = event;
        let expected = self.position + 1;
        if *position != expected {
            return Err((expected.min(*position), Fault::Missing));
        }
        if previous_hash.as_slice() != self.hash {
            return Err((expected, Fault::Link));
        }
        let columns = Columns {
            authority: authority.as_str(),
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
        let computed = columns.hash();
        if hash.as_slice() != computed {
            return Err((expected, Fault::Hash));
        }
        *self = Self {
            position: expected,
            hash: computed,
            recorded_at: Some(recorded_at.clone()),
        };
        Ok(())
    }

    /// The verdict on a log that ends here, by its stored head.
    fn verdict(&self, head: Option<Head>) -> Verdict {
        match head {
            Some(head) if head.position != self.position => {
                // The first event that is lacking, or the first that the head does not know of.
                broken(head.position.min(self.position) + 1, Fault::Head)
            }
            Some(head)
                if head.hash == self.hash && head.recorded_at.map(instant_text) == self.recorded_at =>
            {
                Verdict::Whole { head }
            }
            Some(_) | None => broken(self.position, Fault::Head),
        }
    }
}
