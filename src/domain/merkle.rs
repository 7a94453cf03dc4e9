//! The tree of RFC 6962 over a log: its root stands for every event up to a size, a short proof shows that one event
//! is in it (section 2.1.1), and another that a later tree has an earlier one at its beginning (section 2.1.2).
//!
//! SHA-256; what is hashed for a leaf begins with a byte 0, for a node with a byte 1. The leaf of an event is its
//! chain hash, which covers every column, so a tree needs 32 bytes an event and not the events themselves.

mod frontier;
mod proof;
mod ranges;
#[cfg(test)]
mod tests;

use ring::digest::{Context, SHA256};

pub use frontier::Frontier;
pub use proof::{is_consistent, is_included};
pub use ranges::{Nodes, Range, consistency_ranges, hash_of, inclusion_ranges};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash of a leaf.
pub fn leaf(content: &[u8]) -> Hash {
    digest(&[&[0], content])
}

/// The hash of a node over its two parts.
pub fn node(left: &Hash, right: &Hash) -> Hash {
    digest(&[&[1], left, right])
}

/// The root of a tree without leaves.
pub fn empty() -> Hash {
    digest(&[])
}

fn digest(parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The largest power of two that is smaller than a number of leaves, which is where RFC 6962 splits a tree; at least
/// two leaves.
fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}
