//! One question at two positions: what differs, and which units make the difference.

use std::collections::BTreeMap;

use super::{
    contribution::{Contributor, Standing},
    facts::Group,
    figure::Figure,
    query::Query,
    table::{AsOf, Key, Row, Table, in_order},
};
use crate::domain::{ids::RecordNumber, reference::Reference};

/// A question's units at a position, with the lists of then.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The units.
    pub units: &'a [Contributor],
    /// The lists.
    pub reference: &'a Reference,
    /// Where in the log.
    pub as_of: AsOf,
}

/// One row at two positions.
#[derive(Debug, Clone, PartialEq)]
pub struct RowDifference {
    /// The values of the dimensions; none in the total.
    pub keys: Vec<Key>,
    /// The figures before and after, by each measure.
    pub figures: Vec<(Figure, Figure)>,
}

/// How a unit's place in a table changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContributionChange {
    /// It was not counted before.
    Entered,
    /// It is counted no more.
    Left,
    /// It is counted in another row.
    Moved,
    /// It is counted in the same row by other measures, or with another amount.
    Changed,
}

/// A unit that makes a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributorDifference {
    /// The record.
    pub number: RecordNumber,
    /// Which part of it.
    pub part: String,
    /// How its place changed.
    pub change: ContributionChange,
    /// Where it stood.
    pub before: Option<Standing>,
    /// Where it stands.
    pub after: Option<Standing>,
}

/// What differs between two positions. What those units add that stand in a row after, less what those did that stood
/// in it before, is the row's difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The rows of either table, in their order.
    pub rows: Vec<RowDifference>,
    /// The figures over all rows.
    pub total: RowDifference,
    /// What makes the differences, by record and part.
    pub contributors: Vec<ContributorDifference>,
}

/// A question's groups at a position, with the lists of then.
#[derive(Debug, Clone, Copy)]
pub struct Grouped<'a> {
    /// The groups.
    pub groups: &'a [Group],
    /// The lists.
    pub reference: &'a Reference,
    /// Where in the log.
    pub as_of: AsOf,
}

impl<'a> Side<'a> {
    fn grouped(&self, groups: &'a [Group]) -> Grouped<'a> {
        Grouped {
            groups,
            reference: self.reference,
            as_of: self.as_of,
        }
    }
}

impl Comparison {
    /// Compares a question's units at two positions.
    pub fn of(query: &Query, before: Side<'_>, after: Side<'_>) -> Self {
        let groups =
            |side: Side<'_>| -> Vec<Group> { side.units.iter().map(|unit| unit.group.clone()).collect() };
        let (old, new) = (groups(before), groups(after));
        let (rows, total) = differences(query, before.grouped(&old), after.grouped(&new));
        Self {
            rows,
            total,
            contributors: contributors(query, before, after),
        }
    }
}

/// The rows in which any figure differs between two positions, the total last if it does.
pub fn changed(query: &Query, before: Grouped<'_>, after: Grouped<'_>) -> Vec<RowDifference> {
    let (rows, total) = differences(query, before, after);
    let differs = |row: &RowDifference| row.figures.iter().any(|(before, after)| before != after);
    rows.into_iter().chain([total]).filter(differs).collect()
}

fn table(query: &Query, side: Grouped<'_>) -> (Table, Vec<Figure>) {
    let table = Table::fold(query, side.groups, side.reference, side.as_of);
    let nothing = Table::row_of_nothing(query, side.groups, side.reference);
    (table, nothing)
}

fn differences(
    query: &Query,
    before: Grouped<'_>,
    after: Grouped<'_>,
) -> (Vec<RowDifference>, RowDifference) {
    let (old, nothing_before) = table(query, before);
    let (new, nothing_after) = table(query, after);
    let mut rows: Vec<(Vec<Key>, Option<Row>, Option<Row>)> = Vec::new();
    for row in new.rows {
        rows.push((row.keys.clone(), None, Some(row)));
    }
    let values = |keys: &[Key]| -> Vec<Option<String>> { keys.iter().map(|key| key.value.clone()).collect() };
    let mut places: BTreeMap<Vec<Option<String>>, usize> = BTreeMap::new();
    for (place, (keys, ..)) in rows.iter().enumerate() {
        places.insert(values(keys), place);
    }
    for row in old.rows {
        match places
            .get(&values(&row.keys))
            .and_then(|place| rows.get_mut(*place))
        {
            Some(found) => found.1 = Some(row),
            None => rows.push((row.keys.clone(), Some(row), None)),
        }
    }
    rows.sort_by_cached_key(|(keys, ..)| in_order(query.dimensions(), keys, after.reference));
    let figures =
        |row: Option<Row>, nothing: &[Figure]| row.map_or_else(|| nothing.to_vec(), |row| row.figures);
    let row = |(keys, old, new): (Vec<Key>, Option<Row>, Option<Row>)| {
        let (old, new) = (figures(old, &nothing_before), figures(new, &nothing_after));
        RowDifference {
            keys,
            figures: old.into_iter().zip(new).collect(),
        }
    };
    let total = RowDifference {
        keys: Vec::new(),
        figures: old.total.figures.into_iter().zip(new.total.figures).collect(),
    };
    (rows.into_iter().map(row).collect(), total)
}

fn contributors(query: &Query, before: Side<'_>, after: Side<'_>) -> Vec<ContributorDifference> {
    let mut units: BTreeMap<(RecordNumber, PartOrder), (Option<Standing>, Option<Standing>)> =
        BTreeMap::new();
    for unit in before.units {
        let standing = Standing::of(query, &unit.group, before.reference);
        units
            .entry((unit.number, PartOrder::of(&unit.part)))
            .or_default()
            .0 = standing;
    }
    for unit in after.units {
        let standing = Standing::of(query, &unit.group, after.reference);
        units
            .entry((unit.number, PartOrder::of(&unit.part)))
            .or_default()
            .1 = standing;
    }
    let difference = |((number, part), (before, after)): (_, (Option<Standing>, Option<Standing>))| {
        let change = change(before.as_ref(), after.as_ref())?;
        let PartOrder(_, part) = part;
        Some(ContributorDifference {
            number,
            part,
            change,
            before,
            after,
        })
    };
    units.into_iter().filter_map(difference).collect()
}

/// How a unit's place changed; `None` where no figure differs by it.
pub fn change(before: Option<&Standing>, after: Option<&Standing>) -> Option<ContributionChange> {
    let counted = |standing: &&Standing| standing.counts();
    match (before.filter(counted), after.filter(counted)) {
        (None, None) => None,
        (None, Some(_)) => Some(ContributionChange::Entered),
        (Some(_), None) => Some(ContributionChange::Left),
        (Some(before), Some(after)) if before == after => None,
        (Some(before), Some(after)) if before.keys == after.keys => Some(ContributionChange::Changed),
        (Some(_), Some(_)) => Some(ContributionChange::Moved),
    }
}

/// Parts in order: numbers as numbers, then words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartOrder(u64, String);

impl PartOrder {
    /// The place of a part.
    pub fn of(part: &str) -> Self {
        Self(part.parse().unwrap_or(u64::MAX), part.to_owned())
    }
}
