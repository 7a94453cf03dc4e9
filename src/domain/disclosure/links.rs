//! How counts hang together: parts add up to wholes, a rule narrows, and one position of the log is not far from another.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    count::{Count, Place, Values},
    told::What,
    union::{Union, place, told_by},
};
use crate::domain::{
    ids::Position,
    reference::Reference,
    statistics::{Dimension, Facts, Group, Row, Source, Table, Unit, dimensions},
};

/// Where one value of a dimension leaves only so many of another.
const LEAVES: [(&str, &str, &str, [&str; 3]); 1] = [(
    "ending",
    "response",
    "timeliness",
    ["within_base", "within_agreed", "late"],
)];

/// So many records at most changed between two positions that a table of one tells something of the other.
pub const NEAR: i64 = 20;

impl Union {
    /// Notes what the rows of a table add up to: its total, its margins, and the groups of its values.
    pub(super) fn link_table(&mut self, table: &Table, reference: &Reference) {
        let views = views(table);
        let mut sums: BTreeMap<Count, BTreeSet<Count>> = BTreeMap::new();
        for row in &table.rows {
            for told in told_by(table, row).into_iter().filter(|told| !told.of_table) {
                let part = Count::of(table, &place(table, row, told), told.what);
                for view in &views {
                    let whole = Count::of(table, &seen(view, table, row, reference), told.what);
                    sums.entry(whole).or_default().insert(part.clone());
                }
            }
        }
        for row in table.rows.iter().chain([&table.total]) {
            self.link_rests(table, row);
        }
        for (whole, parts) in sums {
            let numbers = parts.iter().map(|part| self.number(part.clone())).collect();
            let number = self.number(whole.clone());
            self.add_up(number, &numbers);
            self.sums.push((whole, parts.into_iter().collect()));
        }
    }

    /// Notes that what a percentage is of, is those that it counts and the rest. A rate whose numerator is no part of
    /// its denominator has no rest.
    fn link_rests(&mut self, table: &Table, row: &Row) {
        for told in told_by(table, row) {
            let What::Rest { of, among } = told.what else {
                continue;
            };
            let place = place(table, row, told);
            let [rest, of, among] =
                [told.what, What::Those(of), What::Those(among)].map(|what| Count::of(table, &place, what));
            let parts = [rest, of].map(|part| self.number(part));
            let whole = self.number(among);
            self.add_up(whole, &parts.into());
        }
    }

    /// Notes that a count of several values is the sum of those of each.
    pub(super) fn link_values(&mut self) {
        let dimensions: BTreeSet<&'static str> = self
            .index
            .keys()
            .flat_map(|count| count.place.keys().copied())
            .collect();
        for dimension in dimensions {
            let counts: Vec<(Count, usize)> = self
                .index
                .iter()
                .map(|(count, number)| (count.clone(), *number))
                .collect();
            for (count, number) in counts {
                if let Some(values) = values_of(&count, dimension) {
                    let each = |value: Option<String>| count.with(dimension, [value].into());
                    let parts = values.into_iter().map(|value| self.number(each(value))).collect();
                    self.add_up(number, &parts);
                }
            }
        }
    }

    /// Notes that units that meet one more rule, or are narrowed by one more dimension, are no more.
    pub(super) fn link_narrower(&mut self) {
        let counts: Vec<(Count, usize)> = self
            .index
            .iter()
            .map(|(count, number)| (count.clone(), *number))
            .collect();
        for (count, number) in &counts {
            let fewer_rules = count.rules.iter().map(|rule| {
                let mut wider = count.clone();
                wider.rules.remove(rule);
                wider
            });
            let fewer_dimensions = count.place.keys().map(|dimension| count.without(dimension));
            let wider: Vec<Count> = fewer_rules.chain(fewer_dimensions).collect();
            for wider in wider {
                if let Some(wider) = self.index.get(&wider).copied() {
                    self.link(vec![(wider, 1), (*number, -1)], (0, super::program::MANY));
                }
            }
        }
    }

    /// Notes that counts at two positions, between which so many records changed, are no further apart than that.
    pub(super) fn link_positions(&mut self, (one, other): (Position, Position), changed: i64) {
        if changed > NEAR {
            return;
        }
        let pairs: Vec<(Count, usize)> = self
            .index
            .iter()
            .filter(|(count, _)| count.position == one)
            .map(|(count, number)| (count.clone(), *number))
            .collect();
        for (count, number) in pairs {
            if let Some(later) = self.index.get(&count.at(other)).copied() {
                let apart = changed * count.units_of_a_record();
                self.link(vec![(later, 1), (number, -1)], (-apart, apart));
            }
        }
        self.link_sums((one, other), changed);
    }

    /// A record that changed came into one part, went out of one, or both: over all parts, what changed is no more than
    /// twice the records, less what the whole changed by.
    fn link_sums(&mut self, (one, other): (Position, Position), changed: i64) {
        let sums = self.sums.clone();
        let by: fn(&[Count]) -> Vec<&'static str> = |parts| {
            parts
                .first()
                .map_or_else(Vec::new, |part| part.place.keys().copied().collect())
        };
        let of_other: BTreeMap<(&Count, Vec<&str>), &Vec<Count>> = sums
            .iter()
            .filter(|(whole, _)| whole.position == other)
            .map(|(whole, parts)| ((whole, by(parts)), parts))
            .collect();
        for (whole, parts) in sums.iter().filter(|(whole, _)| whole.position == one) {
            let later = whole.at(other);
            let Some(later_parts) = of_other.get(&(&later, by(parts))) else {
                continue;
            };
            let units = changed * whole.units_of_a_record();
            let mut of_both: BTreeSet<Count> = parts.iter().cloned().collect();
            of_both.extend(later_parts.iter().map(|part| part.at(one)));
            let mut moved = Vec::new();
            for part in of_both {
                let (more, fewer) = (self.latent((0, units)), self.latent((0, units)));
                // A row that is not in a table has nobody in it.
                let mut terms = vec![(more, -1), (fewer, 1)];
                let at_other = part.at(other);
                terms.extend(
                    later_parts
                        .contains(&at_other)
                        .then(|| (self.number(at_other), 1)),
                );
                terms.extend(parts.contains(&part).then(|| (self.number(part), -1)));
                self.link(terms, (0, 0));
                moved.extend([(more, 1), (fewer, 1)]);
            }
            let whole_moved = self
                .exactly(&later)
                .zip(self.exactly(whole))
                .map_or(0, |(then, now)| (then - now).abs());
            self.link(moved, (0, 2 * units - whole_moved));
        }
    }

    fn exactly(&self, count: &Count) -> Option<i64> {
        let (low, high) = self.get(count)?.bounds;
        (low == high).then_some(low)
    }
}

/// The values that a count is the sum of, in one dimension; none where it is of one value, or of whoever knows which.
fn values_of(count: &Count, dimension: &str) -> Option<Values> {
    if let Some(values) = count.place.get(dimension) {
        return (values.len() != 1).then(|| values.clone());
    }
    let left = LEAVES.iter().find(|(of, value, left, _)| {
        *left == dimension && count.place.get(of) == Some(&[Some((*value).to_owned())].into())
    });
    left.map(|(_, _, _, values)| values.iter().map(|value| Some((*value).to_owned())).collect())
}

/// A way to look at the rows of a table: what becomes of each dimension.
type View = Vec<Option<&'static Dimension>>;

/// Every way to look at the rows of a table with less than it has.
fn views(table: &Table) -> Vec<View> {
    let unit = table.measures.first().map_or(Unit::Given, |measure| measure.unit);
    let mut views: Vec<View> = vec![Vec::new()];
    for dimension in &table.dimensions {
        let ways: Vec<Option<&'static Dimension>> = [None, Some(*dimension)]
            .into_iter()
            .chain(groups(dimension, unit).map(Some))
            .collect();
        views = views
            .iter()
            .flat_map(|view| {
                ways.iter()
                    .map(move |way| view.iter().copied().chain([*way]).collect())
            })
            .collect();
    }
    let whole: View = table
        .dimensions
        .iter()
        .map(|dimension| Some(*dimension))
        .collect();
    views.retain(|view| *view != whole);
    views
}

/// The dimensions whose values are groups of the values of this one.
fn groups(dimension: &'static Dimension, unit: Unit) -> impl Iterator<Item = &'static Dimension> {
    dimensions().filter(move |group| {
        matches!(dimension.source, Source::Column(_))
            && matches!(group.source, Source::Derived(_))
            && group.columns() == dimension.columns()
            && group.units.contains(&unit)
    })
}

/// Where a row is in such a view.
fn seen(view: &View, table: &Table, row: &Row, reference: &Reference) -> Place {
    let mut place = Place::new();
    for ((way, own), key) in view.iter().zip(&table.dimensions).zip(&row.keys) {
        let Some(dimension) = way else {
            continue;
        };
        let group = Group {
            values: vec![key.value.clone()],
            count: 1,
        };
        let value = if dimension == own {
            key.value.clone()
        } else {
            dimension.value(&Facts::of(dimension.columns(), &group), reference)
        };
        place.push((dimension.id, value));
    }
    place
}
