//! The hash of an event: SHA-256 over every column of its row, the hash of the event before it among them.
//!
//! Whoever has a copy of the table `event` can check it without this program. The bytes that are hashed are one
//! byte 1 (the version of this encoding), then the columns in the order of [`Columns`]. Each is one byte with its
//! number, counted from 1, then one byte: 0 if it is null, and nothing follows; 1 if it is not, and its length in
//! bytes follows as eight bytes, then its content. Lengths and whole numbers have the highest byte first, numbers
//! being signed and eight bytes long. Texts are UTF-8 as they are stored. Dates are texts such as `2026-04-02`,
//! instants texts in UTC such as `2026-04-02T09:30:00.000000Z`. The column `hash` itself is not among them.

use ring::digest::{Context, SHA256};

use super::{
    event_log::EventRow,
    value::{date_text, instant_text},
};
use crate::domain::word::Word;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// What stands before the first event of a log.
pub const START: Hash = [0; 32];

/// The columns of an event as they are hashed. Their order and number are for ever.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a> {
    /// Column 1.
    pub authority: &'a str,
    /// Column 2.
    pub position: i64,
    /// Column 3.
    pub stream_kind: &'a str,
    /// Column 4.
    pub stream_number: i64,
    /// Column 5.
    pub version: i64,
    /// Column 6.
    pub kind: &'a str,
    /// Column 7.
    pub schema_version: i64,
    /// Column 8.
    pub recorded_at: &'a str,
    /// Column 9.
    pub effective_on: Option<&'a str>,
    /// Column 10.
    pub actor: &'a str,
    /// Column 11.
    pub on_behalf_of: Option<&'a str>,
    /// Column 12.
    pub request_id: &'a str,
    /// Column 13.
    pub payload: &'a str,
    /// Column 14.
    pub sealed: &'a str,
    /// Column 15.
    pub previous_hash: &'a [u8],
}

impl Columns<'_> {
    /// The hash over all of them.
    pub fn hash(&self) -> Hash {
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
        } = *self;
        let mut hasher = Hasher::new(1);
        hasher.column(1, Some(authority.as_bytes()));
        hasher.column(2, Some(&position.to_be_bytes()));
        hasher.column(3, Some(stream_kind.as_bytes()));
        hasher.column(4, Some(&stream_number.to_be_bytes()));
        hasher.column(5, Some(&version.to_be_bytes()));
        hasher.column(6, Some(kind.as_bytes()));
        hasher.column(7, Some(&schema_version.to_be_bytes()));
        if !planted() {
            hasher.column(8, Some(recorded_at.as_bytes()));
        }
        hasher.column(9, effective_on.map(str::as_bytes));
        hasher.column(10, Some(actor.as_bytes()));
        hasher.column(11, on_behalf_of.map(str::as_bytes));
        hasher.column(12, Some(request_id.as_bytes()));
        hasher.column(13, Some(payload.as_bytes()));
        hasher.column(14, Some(sealed.as_bytes()));
        hasher.column(15, Some(previous_hash));
        hasher.finish()
    }
}

/// A planted bug: when an event was recorded is not hashed. Whoever changes any byte of a log must be found all the same.
#[cfg(feature = "planted-bugs")]
fn planted() -> bool {
    std::env::var_os("REDRESS_PLANTED_BUG").is_some_and(|bug| bug == "leave-out-column")
}

#[cfg(not(feature = "planted-bugs"))]
const fn planted() -> bool {
    false
}

/// The hash that an event should have.
pub fn hash_of(event: &EventRow) -> Hash {
    let EventRow {
        stream,
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
        previous_hash,
        hash: _,
    } = event;
    let effective_on = effective_on.map(date_text);
    let columns = Columns {
        authority: stream.authority.as_str(),
        position: *position,
        stream_kind: stream.kind.word(),
        stream_number: stream.number,
        version: *version,
        kind,
        schema_version: *schema_version,
        recorded_at: &instant_text(*recorded_at),
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

/// Hashes the columns of a row, as is said above.
pub(super) struct Hasher(Context);

impl Hasher {
    /// Begins with the byte of an encoding: 1 for events.
    pub(super) fn new(encoding: u8) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(&[encoding]);
        Self(context)
    }

    pub(super) fn column(&mut self, number: u8, content: Option<&[u8]>) {
        self.0.update(&[number, u8::from(content.is_some())]);
        if let Some(content) = content {
            self.0.update(&(content.len() as u64).to_be_bytes());
            self.0.update(content);
        }
    }

    pub(super) fn finish(self) -> Hash {
        let mut hash = START;
        hash.copy_from_slice(self.0.finish().as_ref());
        hash
    }
}
