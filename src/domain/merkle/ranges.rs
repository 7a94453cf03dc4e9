//! Of which parts of a tree a proof is made, and the hash of such a part from complete ones.

use super::{Hash, node, split};

/// Leaves of a log, counted from 0, whose tree is one hash of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub begin: u64,
    /// The one after the last.
    pub end: u64,
}

/// What knows the roots of complete parts: of `1 << level` leaves from the leaf `index << level` on.
pub trait Nodes {
    /// The root of a complete part; nothing where it is not known.
    fn complete(&self, level: u32, index: u64) -> Option<Hash>;
}

/// The parts that prove that the leaf `index`, counted from 0, is in the tree of `size` leaves, from the leaf up;
/// nothing where it is not.
pub fn inclusion_ranges(index: u64, size: u64) -> Option<Vec<Range>> {
    if index >= size {
        return None;
    }
    let (mut begin, mut end, mut path) = (0, size, Vec::new());
    while end - begin > 1 {
        let middle = begin + split(end - begin);
        if index < middle {
            path.push(Range { begin: middle, end });
            end = middle;
        } else {
            path.push(Range { begin, end: middle });
            begin = middle;
        }
    }
    path.reverse();
    Some(path)
}

/// The parts that prove that the tree of `newer` leaves begins with the tree of `older`; nothing where `older` is
/// larger.
pub fn consistency_ranges(older: u64, newer: u64) -> Option<Vec<Range>> {
    if older > newer {
        return None;
    }
    // Every tree begins with the empty one and with itself.
    if older == 0 || older == newer {
        return Some(Vec::new());
    }
    let (mut begin, mut end, mut path) = (0, newer, Vec::new());
    while end != older {
        let middle = begin + split(end - begin);
        if older <= middle {
            path.push(Range { begin: middle, end });
            end = middle;
        } else {
            path.push(Range { begin, end: middle });
            begin = middle;
        }
    }
    // The whole older tree is known to whoever checks; a part of it is not.
    if begin > 0 {
        path.push(Range { begin, end });
    }
    path.reverse();
    Some(path)
}

/// The hash of the tree over a part, from its complete parts; nothing where one of them is not known.
pub fn hash_of(nodes: &(impl Nodes + ?Sized), Range { begin, end }: Range) -> Option<Hash> {
    let leaves = end.checked_sub(begin).filter(|leaves| *leaves > 0)?;
    if leaves.is_power_of_two() && begin % leaves == 0 {
        return nodes.complete(leaves.ilog2(), begin / leaves);
    }
    let middle = begin + split(leaves);
    let left = hash_of(nodes, Range { begin, end: middle })?;
    let right = hash_of(nodes, Range { begin: middle, end })?;
    Some(node(&left, &right))
}

/// The hashes of all leaves.
impl Nodes for [Hash] {
    fn complete(&self, level: u32, index: u64) -> Option<Hash> {
        if level == 0 {
            return self.get(usize::try_from(index).ok()?).copied();
        }
        let left = self.complete(level - 1, 2 * index)?;
        let right = self.complete(level - 1, 2 * index + 1)?;
        Some(node(&left, &right))
    }
}

impl Nodes for Vec<Hash> {
    fn complete(&self, level: u32, index: u64) -> Option<Hash> {
        self.as_slice().complete(level, index)
    }
}
