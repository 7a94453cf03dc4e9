//! Finding one figure among the tables of a report.

use crate::{
    domain::statistics::{Figure, Measure, Row, Table},
    report::{input::Input, plan::At, words},
};

/// The tables of a report, by id, now and before.
pub(super) struct Lookup<'a> {
    pub(super) input: &'a Input,
}

/// A figure that is found, and may be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Found {
    /// A number.
    Number {
        /// Its value.
        value: f64,
        /// The numerator.
        numerator: i64,
        /// The denominator.
        denominator: i64,
    },
    /// It is withheld.
    Withheld,
    /// There is no such figure: nothing to divide by, or not known.
    Nothing,
}

impl<'a> Lookup<'a> {
    pub(super) fn of(input: &'a Input) -> Self {
        Self { input }
    }

    /// A table of the period.
    pub(super) fn table(&self, id: &str) -> Option<&'a Table> {
        self.input.now.tables().iter().find(|table| table.id == id)
    }

    /// The same table of the period before.
    pub(super) fn table_before(&self, id: &str) -> Option<&'a Table> {
        let before = self.input.before.as_ref()?;
        before.tables().iter().find(|table| table.id == id)
    }

    /// A figure of the period; none where there is no such table.
    pub(super) fn now(&self, at: At) -> Option<Found> {
        found(self.table(at.table)?, at)
    }

    /// The same of the period before; none where nothing is held of it.
    pub(super) fn before(&self, at: At) -> Option<Found> {
        found(self.table_before(at.table)?, at)
    }

    /// The period before, as a sentence compares with it.
    pub(super) fn than(&self) -> String {
        words::before(self.input.period).map_or_else(String::new, words::in_period)
    }
}

impl Found {
    /// A count.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a count is a whole number below 2^53"
    )]
    pub(super) fn count(self) -> Option<i64> {
        match self {
            Self::Number { value, .. } => Some(value as i64),
            Self::Withheld | Self::Nothing => None,
        }
    }
}

impl From<&Figure> for Found {
    fn from(figure: &Figure) -> Self {
        match *figure {
            Figure::Number {
                value,
                numerator,
                denominator,
                ..
            } => Self::Number {
                value,
                numerator,
                denominator,
            },
            Figure::Suppressed => Self::Withheld,
            Figure::Unknown | Figure::NotApplicable => Self::Nothing,
        }
    }
}

/// The place of a measure in a table.
pub(super) fn column(table: &Table, measure: &str) -> Option<usize> {
    let is_it = |known: &&Measure| known.id == measure;
    table.measures.iter().position(is_it)
}

/// The row of a value of the first dimension.
pub(super) fn row<'t>(table: &'t Table, value: Option<&str>) -> Option<&'t Row> {
    let is_it = |row: &&Row| row.keys.first().is_some_and(|key| key.value.as_deref() == value);
    table.rows.iter().find(is_it)
}

fn found(table: &Table, at: At) -> Option<Found> {
    let column = column(table, at.measure)?;
    let figure = match at.row {
        None => table.total.figures.get(column),
        Some(value) => match row(table, Some(value)) {
            Some(row) => row.figures.get(column),
            // What has nothing has no row.
            None if table.total.figures.get(column) == Some(&Figure::Suppressed) => {
                return Some(Found::Withheld);
            }
            None => return Some(absent()),
        },
    };
    figure.map(Found::from)
}

/// The figure of a row that is not there.
fn absent() -> Found {
    Found::Number {
        value: 0.0,
        numerator: 0,
        denominator: 0,
    }
}
