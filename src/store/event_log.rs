//! The log of each authority: events in order, without gaps, each holding the hash of the one before.
//!
//! Whoever appends takes the row of the log's head first and holds it to the commit. Positions are therefore given
//! out in the order of commits, and a reader that has seen position n will never find anything new before it.

mod append;
mod read;
mod row;
mod hashes;
mod raw;
mod verify;

pub use append::{append, lock_heads};
pub use hashes::hashes;
pub use raw::{Chain, Fault, RawEvent, RawPage, raw_since};
pub use read::{
    EventKind, head, kinds_between, logs, position_at, since, stream_since, stream_up_to, streams,
    streams_up_to, touched_since, version_at,
};
pub use row::{EventRow, Head, NewEvent};
pub use verify::{Verdict, verify_chain, verify_each};

use super::statement::Statement;

/// Every statement of the log.
pub fn all() -> Vec<&'static Statement> {
    [
        append::all(),
        read::all(),
        hashes::all(),
        raw::all(),
        verify::all(),
    ]
    .concat()
}
