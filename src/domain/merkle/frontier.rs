//! A tree that only grows, of which nothing is kept but what its root is made of.

use super::{Hash, empty, node};

/// The tree so far: the roots of its complete parts, the largest first. At most 64 hashes, however many leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    parts: Vec<Hash>,
}

impl Frontier {
    /// How many leaves there are.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // Each complete part of the same size as the new one is joined with it, as in a binary addition.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.parts.pop() {
                hash = node(&left, &hash);
            }
        }
        self.parts.push(hash);
        self.size += 1;
    }

    /// The root of the tree so far.
    pub fn root(&self) -> Hash {
        let parts = self.parts.iter().rev().copied();
        parts
            .reduce(|right, left| node(&left, &right))
            .unwrap_or_else(empty)
    }
}
