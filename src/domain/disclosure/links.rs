//! How counts of one position hang together: parts add up to wholes, and a rule narrows.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    count::{Count, Place, Values},
    program::{Link, MANY},
    told::What,
    union::{Union, place, told_by},
};
use crate::domain::{
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

impl Union {
    /// Notes what holds of the counts, whoever says them.
    pub(super) fn link_counts(&mut self) {
        self.link_values();
        self.link_narrower();
        for ((record, positions), changed) in self.positions.apart.clone() {
            self.link_positions(record, positions, changed);
        }
    }

    /// Notes what the rows of a table add up to: its total, its margins, and the groups of its values.
    pub(super) fn link_table(&mut self, table: &Table, reference: &Reference) {
        let views = views(table);
        let mut sums: BTreeMap<Count, BTreeSet<Count>> = BTreeMap::new();
        for row in &table.rows {
            for told in told_by(table, row).into_iter().filter(|told| !told.of_table) {
                let part = self.count(table, &place(table, row, told), told.what);
                for view in &views {
                    let whole = self.count(table, &seen(view, table, row, reference), told.what);
                    sums.entry(whole).or_default().insert(part.clone());
                }
            }
        }
        self.link_rests(table);
        for (whole, parts) in sums {
            let numbers = parts.iter().map(|part| self.number(part.clone())).collect();
            let number = self.number(whole.clone());
            self.add_up(number, &numbers);
            let dimensions = parts
                .first()
                .map_or_else(Vec::new, |part| part.place.keys().copied().collect());
            self.sums.entry((whole, dimensions)).or_default().extend(parts);
        }
    }

    /// Notes that what a percentage is of, is those that it counts and the rest. A rate whose numerator is no part of
    /// its denominator has no rest.
    pub(super) fn link_rests(&mut self, table: &Table) {
        for row in table.rows.iter().chain([&table.total]) {
            self.link_rest(table, row);
        }
    }

    fn link_rest(&mut self, table: &Table, row: &Row) {
        for told in told_by(table, row) {
            let What::Rest { of, among } = told.what else {
                continue;
            };
            let place = place(table, row, told);
            let [rest, of, among] =
                [told.what, What::Those(of), What::Those(among)].map(|what| self.count(table, &place, what));
            let parts = [rest, of].map(|part| self.number(part));
            let whole = self.number(among);
            self.add_up(whole, &parts.into());
        }
    }

    /// Notes that a count of several values is the sum of those of each.
    fn link_values(&mut self) {
        let dimensions: BTreeSet<&'static str> = self
            .index
            .keys()
            .flat_map(|count| count.place.keys().copied())
            .collect();
        for dimension in dimensions {
            let sums: Vec<(Count, usize, Values)> = self
                .index
                .iter()
                .filter_map(|(count, number)| Some((count.clone(), *number, values_of(count, dimension)?)))
                .collect();
            for (count, number, values) in sums {
                let each = |value: Option<String>| count.with(dimension, [value].into());
                let parts = values.into_iter().map(|value| self.number(each(value))).collect();
                self.add_up(number, &parts);
            }
        }
    }

    /// Notes that units that meet one more rule, or are narrowed by one more dimension, are no more. Where they are one
    /// of the parts of a sum, that says so already.
    fn link_narrower(&mut self) {
        let parts: BTreeSet<(usize, usize)> = self.links.iter().flat_map(Link::parts).collect();
        let mut narrower = Vec::new();
        for (count, number) in &self.index {
            let fewer_rules = count.rules.iter().map(|rule| {
                let mut wider = count.clone();
                wider.rules.remove(rule);
                wider
            });
            let fewer_dimensions = count.place.keys().map(|dimension| count.without(dimension));
            let wider = fewer_rules
                .chain(fewer_dimensions)
                .filter_map(|wider| self.index.get(&wider));
            let pairs = wider.map(|wider| (*wider, *number));
            narrower.extend(pairs.filter(|pair| !parts.contains(pair)));
        }
        for (wider, number) in narrower {
            self.link(vec![(wider, 1), (number, -1)], (0, MANY));
        }
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
