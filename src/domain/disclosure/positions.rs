//! The positions of the log that something was counted at, for each kind of record: between which of them nothing of it
//! changed, so that what is counted at them is the same, and how far apart the others are.

use std::collections::BTreeMap;

use super::linked::Changed;
use crate::domain::ids::{Position, StreamKind};

/// The kinds of record that figures count.
const COUNTED: [StreamKind; 2] = [StreamKind::Representation, StreamKind::Case];

/// How positions stand to each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions {
    /// The first position since which nothing of a kind changed, for those that are not that position themselves.
    same: BTreeMap<(StreamKind, Position), Position>,
    /// How many records of a kind changed between two positions, where they are few.
    pub(super) apart: BTreeMap<(StreamKind, (Position, Position)), i64>,
}

impl Positions {
    /// From how much changed between each two.
    pub(super) fn of(changed: &[Changed]) -> Self {
        let mut positions = Self::default();
        for record in COUNTED {
            let mut few: Vec<((Position, Position), i64)> = changed
                .iter()
                .filter_map(|((one, other), apart)| {
                    Some(((*one.min(other), *one.max(other)), apart.of(record)?))
                })
                .collect();
            few.sort_unstable();
            for ((one, other), _) in few.iter().filter(|(_, changed)| *changed == 0) {
                let first = positions.of_record(record, *one);
                positions.same.insert((record, *other), first);
            }
            for ((one, other), changed) in few {
                let both = (
                    positions.of_record(record, one),
                    positions.of_record(record, other),
                );
                if both.0 != both.1 {
                    let least = positions.apart.entry((record, both)).or_insert(changed);
                    *least = changed.min(*least);
                }
            }
        }
        positions
    }

    /// The first position at which records of a kind were as they are at this one.
    pub(super) fn of_record(&self, record: StreamKind, position: Position) -> Position {
        self.same.get(&(record, position)).copied().unwrap_or(position)
    }
}
