//! Which unknowns hang together by links.

use std::collections::BTreeMap;

use super::program::Link;

/// A forest of unknowns: those under one root hang together.
#[derive(Default)]
pub(super) struct Roots(BTreeMap<usize, usize>);

impl Roots {
    /// Of what is linked.
    pub(super) fn of(links: &[Link]) -> Self {
        let mut roots = Self::default();
        for link in links {
            for pair in link.terms.windows(2) {
                if let [(one, _), (other, _)] = pair {
                    roots.join(*one, *other);
                }
            }
        }
        roots
    }

    /// The root of an unknown.
    pub(super) fn root(&self, number: usize) -> usize {
        let mut root = number;
        while let Some(next) = self.0.get(&root) {
            root = *next;
        }
        root
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.0.insert(one.max(other), one.min(other));
        }
    }
}
