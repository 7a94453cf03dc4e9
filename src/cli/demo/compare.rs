//! Each published figure beside ours.

use super::published::{Cell, Comparable, PublishedFigure};
use crate::api::wire;

/// How a published figure and ours stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are equal, as they should be.
    Equal,
    /// They differ, and it is known why.
    DiffersForAReason,
    /// They differ, and nobody knows why.
    Differs,
    /// They are equal although it was said why they should differ.
    EqualAgainstReason,
}

/// One published figure beside ours.
pub(super) struct Compared<'a> {
    pub(super) published: &'a PublishedFigure,
    /// The same figure of ours; absent where there is no value.
    pub(super) ours: Option<f64>,
    /// The figure by our own definition, where there is another.
    pub(super) own: Option<f64>,
    /// The measure's id and version.
    pub(super) measure: String,
    /// The title of the table that ours is from.
    pub(super) title: &'a str,
}

/// Every published figure beside ours.
pub(super) struct Comparison<'a> {
    pub(super) figures: Vec<Compared<'a>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn of(published: &'a [PublishedFigure], tables: &'a [wire::Table]) -> Self {
        let compare = |published: &'a PublishedFigure| {
            let table = find(tables, &published.cell);
            let measures = table.map(|table| table.measures.as_slice()).unwrap_or_default();
            let measure = measures
                .iter()
                .find(|measure| measure.id == published.cell.measure);
            Compared {
                published,
                ours: value(tables, &published.cell, published.comparable),
                own: published
                    .own
                    .as_ref()
                    .and_then(|own| value(tables, own, published.comparable)),
                measure: measure
                    .map(|measure| format!("{}@{}", measure.id, measure.version))
                    .unwrap_or_default(),
                title: table.map(|table| table.title.as_str()).unwrap_or_default(),
            }
        };
        Self {
            figures: published.iter().map(compare).collect(),
        }
    }

    /// Whether no figure differs without a known reason.
    pub(super) fn is_as_expected(&self) -> bool {
        self.figures
            .iter()
            .all(|figure| figure.verdict() != Verdict::Differs)
    }
}

impl Compared<'_> {
    /// Ours less the published one, both as published; absent where we have none.
    pub(super) fn difference(&self) -> Option<f64> {
        let ours = self.ours?;
        let ours = match self.published.comparable {
            Comparable::Count | Comparable::Denominator => ours,
            Comparable::Percent | Comparable::WorkingDays => ours.round(),
            Comparable::Tenth => (ours * 10.0).round() / 10.0,
        };
        Some(ours - self.published.value)
    }

    pub(super) fn verdict(&self) -> Verdict {
        // Both are whole numbers by now, or tenths.
        let unequal_from = match self.published.comparable {
            Comparable::Tenth => 0.05,
            _ => 0.5,
        };
        let equal = self
            .difference()
            .is_some_and(|difference| difference.abs() < unequal_from);
        match (equal, self.published.reason.is_some()) {
            (true, false) => Verdict::Equal,
            (false, true) => Verdict::DiffersForAReason,
            (false, false) => Verdict::Differs,
            (true, true) => Verdict::EqualAgainstReason,
        }
    }
}

/// The table of a cell, of the cell's year.
fn find<'a>(tables: &'a [wire::Table], cell: &Cell) -> Option<&'a wire::Table> {
    let of_year = |table: &wire::Table| table.start_date.is_some_and(|start| start.year == cell.year);
    tables
        .iter()
        .find(|table| table.id == cell.table && of_year(table))
}

fn value(tables: &[wire::Table], cell: &Cell, comparable: Comparable) -> Option<f64> {
    let table = find(tables, cell)?;
    let place = table
        .measures
        .iter()
        .position(|measure| measure.id == cell.measure)?;
    let row = if cell.row == "total" {
        table.total.as_ref()?
    } else {
        table.rows.iter().find(|row| keys(row) == cell.row)?
    };
    let figure = row.figures.get(place)?;
    if figure.state() != wire::FigureState::Number {
        return None;
    }
    match comparable {
        Comparable::Count | Comparable::Percent | Comparable::WorkingDays | Comparable::Tenth => {
            Some(figure.value)
        }
        Comparable::Denominator => i32::try_from(figure.denominator).ok().map(f64::from),
    }
}

fn keys(row: &wire::Row) -> String {
    row.keys
        .iter()
        .map(|key| key.value.as_str())
        .collect::<Vec<_>>()
        .join("/")
}
