//! The log of each authority: events in order, without gaps, each holding the hash of the one before.
//!
//! Whoever appends takes the row of the log's head first and holds it to the commit. Positions are therefore given
//! out in the order of commits, and a reader that has seen position n will never find anything new before it.

mod append;
mod read;
mod row;
mod verify;

pub use append::{append, lock_heads};
pub use read::{
    EventKind, head, kinds_between, logs, position_at, since, stream_since, stream_up_to, streams,
    streams_up_to, touched_since, version_at,
};
pub use row::{EventRow, Head, NewEvent};
pub use verify::{Fault, Verdict, verify_chain};

use super::statement::Statement;

/// Every statement of the log.
pub fn all() -> Vec<&'static Statement> {
    [append::all(), read::all(), verify::all()].concat()
}
