//! How counts at two positions of the log hang together, for whoever knows that little was recorded between them: no
//! count changes by more than the records that changed, over the rows of a table they change it a few times only, and
//! what is not of the values of those records does not change at all.

use std::collections::{BTreeMap, BTreeSet};

use super::{count::Count, program::MANY, union::Union};
use crate::domain::ids::{Position, StreamKind};

/// So many records at most changed between two positions that a table of one tells something of the other.
const NEAR: i64 = 20;

/// How many records changed between two positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Apart {
    /// Representations.
    pub representations: i64,
    /// Cases of the Ombudsman.
    pub cases: i64,
}

impl Apart {
    /// Whether so few changed of either that one position tells something of the other.
    pub fn is_near(self) -> bool {
        self.representations.min(self.cases) <= NEAR
    }

    /// How many records of a kind changed, where they are few.
    pub(super) fn of(self, record: StreamKind) -> Option<i64> {
        let changed = match record {
            StreamKind::Representation => self.representations,
            StreamKind::Case => self.cases,
            _ => return None,
        };
        (changed <= NEAR).then_some(changed)
    }
}

/// How many of the records that changed have a value of a dimension, before or after.
type Touched = BTreeMap<(&'static str, Option<String>), usize>;

impl Union {
    /// Notes what the counts of a kind of record at two positions have to do with each other, where so many changed.
    pub(super) fn link_positions(
        &mut self,
        record: StreamKind,
        positions: (Position, Position),
        changed: i64,
    ) {
        self.fill_in(record, positions);
        let (one, other) = positions;
        let counts: Vec<Count> = self
            .index
            .keys()
            .filter(|count| count.position == one && count.record() == record)
            .cloned()
            .collect();
        let mut touched: Touched = BTreeMap::new();
        for count in counts {
            let Some(later) = self.index.get(&count.at(other)).copied() else {
                continue;
            };
            let number = self.number(count.clone());
            let units = count.units_of_a_record();
            self.link(
                vec![(later, 1), (number, -1)],
                (-changed * units, changed * units),
            );
            for (dimension, values) in &count.place {
                let [value] = values.iter().collect::<Vec<_>>()[..] else {
                    continue;
                };
                let key = (*dimension, value.clone());
                let records = match touched.get(&key) {
                    Some(records) => *records,
                    None => self.latent_between(positions, (0, changed)),
                };
                touched.insert(key, records);
                self.link(vec![(later, 1), (number, -1), (records, -units)], (-2 * MANY, 0));
                self.link(vec![(number, 1), (later, -1), (records, -units)], (-2 * MANY, 0));
            }
        }
        self.link_touched(2 * changed - self.came(positions, record), &touched);
        self.link_sums(record, positions, changed);
    }

    /// A row that is not in a table at one position has nobody in it, whichever table counts it at the other.
    fn fill_in(&mut self, record: StreamKind, (one, other): (Position, Position)) {
        for (here, there) in [(one, other), (other, one)] {
            let mut counted: BTreeMap<Vec<&'static str>, Vec<&Count>> = BTreeMap::new();
            for count in self.index.keys() {
                if count.position == there && count.record() == record {
                    let dimensions = count.place.keys().copied().collect();
                    counted.entry(dimensions).or_default().push(count);
                }
            }
            let tables = self.sums.keys().filter(|(whole, _)| whole.position == here);
            let rows = tables.flat_map(|(whole, dimensions)| {
                let rows = counted.get(dimensions).into_iter().flatten();
                rows.filter(|row| row.at(here).is_a_row_of(whole))
            });
            let absent: Vec<Count> = rows
                .map(|row| row.at(here))
                .filter(|row| !self.index.contains_key(row))
                .collect();
            for row in absent {
                self.nobody(row);
            }
        }
    }

    /// A record that changed is of one value of a dimension, or moved from one to another; one that came or went is of
    /// one: of all values together, so many at most.
    fn link_touched(&mut self, at_most: i64, touched: &Touched) {
        let dimensions: BTreeSet<&'static str> = touched.keys().map(|(dimension, _)| *dimension).collect();
        for dimension in dimensions {
            let of_it = touched.iter().filter(|((of, _), _)| *of == dimension);
            let records = of_it.map(|(_, records)| (*records, 1)).collect();
            self.link(records, (0, at_most));
        }
    }

    /// How many records more or fewer there are at the second position, by what counts all of them.
    fn came(&self, (one, other): (Position, Position), record: StreamKind) -> i64 {
        let all = self
            .index
            .keys()
            .filter(|count| count.position == one && count.is_of_all(record));
        let by = all.filter_map(|count| Some((self.exactly(&count.at(other))? - self.exactly(count)?).abs()));
        by.max().unwrap_or(0)
    }

    /// A record that changed came into one part, went out of one, or both: over all parts, what changed is no more than
    /// twice the records, less what the whole changed by.
    fn link_sums(&mut self, record: StreamKind, (one, other): (Position, Position), changed: i64) {
        let sums: Vec<_> = self
            .sums
            .iter()
            .filter(|((whole, _), _)| whole.position == one && whole.record() == record)
            .collect();
        let mut both = Vec::new();
        for ((whole, dimensions), parts) in sums {
            let Some(later) = self.sums.get(&(whole.at(other), dimensions.clone())) else {
                continue;
            };
            let of_both: BTreeSet<Count> = parts
                .iter()
                .cloned()
                .chain(later.iter().map(|part| part.at(one)))
                .collect();
            both.push((whole.clone(), of_both));
        }
        for (whole, of_both) in both {
            let units = changed * whole.units_of_a_record();
            // What went out of parts is more than what came into them by as much as the whole fell.
            let (then, now) = (self.exactly(&whole.at(other)), self.exactly(&whole));
            let fell_by = then.zip(now).map_or(0, |(then, now)| (now - then).max(0));
            let mut came = Vec::new();
            for part in of_both {
                let Some(later) = self.index.get(&part.at(other)).copied() else {
                    continue;
                };
                let more = self.latent_between((one, other), (0, units));
                let now = self.number(part);
                self.link(vec![(later, 1), (now, -1), (more, -1)], (-2 * MANY, 0));
                came.push((more, 1));
            }
            self.link(came, (-MANY, units - fell_by));
        }
    }

    fn exactly(&self, count: &Count) -> Option<i64> {
        let (low, high) = self.get(count)?.bounds;
        (low == high).then_some(low)
    }
}
