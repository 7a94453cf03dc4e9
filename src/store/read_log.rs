//! The log of reads of what is sealed: one for each authority, its entries in order, without gaps, each holding the
//! hash of the one before. An entry is committed before the read that it tells of is answered.

mod append;
mod entry;
mod read;
mod verify;

pub use append::{ReadHead, append, lock_heads};
pub use entry::{ReadEntry, Touched, touched};
pub use read::{entries, entries_of};
pub use verify::{ReadChain, ReadFault, ReadsVerdict, verify_reads};

use super::statement::Statement;

/// Every statement of the log of reads.
pub fn all() -> Vec<&'static Statement> {
    [append::all(), read::all(), verify::all()].concat()
}
