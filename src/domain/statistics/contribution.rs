//! What each unit adds to a figure, so that a cell can be turned into the list of what it counts.
//!
//! Nothing here knows how a measure is reckoned: a unit adds what the figure of a table with nothing else in it says.
//! A test holds for every measure and dimension that these add up to the cell.

use chrono::NaiveDate;

use super::{
    Unit,
    facts::{Facts, Group},
    figure::{Counted, Figure},
    measure::{Measure, MeasureKind},
    query::Query,
    table::passes,
};
use crate::domain::{
    ids::{RecordNumber, StreamKind},
    reference::Reference,
};

impl Unit {
    /// What kind of record it is, or is part of.
    pub fn record(self) -> StreamKind {
        match self {
            Self::Representation | Self::Stage | Self::Concern | Self::Theme => StreamKind::Representation,
            Self::OmbudsmanCase | Self::Enquiry | Self::Remedy => StreamKind::Case,
        }
    }
}

/// A unit that a question is about, with the record that it is or is part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// The record.
    pub number: RecordNumber,
    /// Which part of it: a stage's number, a concern's category; empty where the unit is the record.
    pub part: String,
    /// The date that puts it into the period.
    pub on: NaiveDate,
    /// The one unit, alike in every column of the question with itself.
    pub group: Group,
}

/// How much is added to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contribution {
    /// To the numerator.
    pub numerator: i64,
    /// To the denominator.
    pub denominator: i64,
}

/// Where a unit stands in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its row: the values of the question's dimensions; `None` is blank.
    pub keys: Vec<Option<String>>,
    /// What it adds to its row, by each measure of the question.
    pub contributions: Vec<Contribution>,
}

impl Standing {
    /// Where a unit stands; `None` where a filter leaves it out.
    pub fn of(query: &Query, group: &Group, reference: &Reference) -> Option<Self> {
        let facts = Facts::of(query.columns(), group);
        passes(query.filters(), &facts, reference).then(|| Self {
            keys: keys(query, &facts, reference),
            contributions: query
                .measures()
                .iter()
                .map(|measure| to_its_row(measure, facts))
                .collect(),
        })
    }

    /// Whether it adds anything to any figure.
    pub fn counts(&self) -> bool {
        self.contributions
            .iter()
            .any(|found| *found != Contribution::default())
    }
}

/// Which of a figure's two counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigurePart {
    /// What is counted on top.
    Numerator,
    /// What it is divided by.
    Denominator,
}

/// A figure of a question's table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The measure.
    pub measure: &'static Measure,
    /// The row; `None` is the total.
    pub keys: Option<Vec<Option<String>>>,
}

impl Cell {
    /// The figure.
    pub fn figure(&self, query: &Query, groups: &[Group], reference: &Reference) -> Figure {
        let counted = groups
            .iter()
            .map(|group| (Facts::of(query.columns(), group), group.count));
        let counted: Vec<Counted<'_>> = counted
            .filter(|(facts, _)| passes(query.filters(), facts, reference))
            .collect();
        let all: Vec<&Counted<'_>> = counted.iter().collect();
        let row: Vec<&Counted<'_>> = counted
            .iter()
            .filter(|(facts, _)| self.holds(query, facts, reference))
            .collect();
        Figure::of(self.measure, &row, &all)
    }

    /// How much a unit adds to one of the figure's counts; `None` where it is not among what is counted.
    pub fn amount(
        &self,
        part: FigurePart,
        query: &Query,
        group: &Group,
        reference: &Reference,
    ) -> Option<i64> {
        let facts = Facts::of(query.columns(), group);
        if !passes(query.filters(), &facts, reference) {
            return None;
        }
        let found = if self.holds(query, &facts, reference) {
            to_its_row(self.measure, facts)
        } else {
            to_other_rows(self.measure, facts)
        };
        match part {
            // A unit that took no days is part of a mean's sum all the same.
            FigurePart::Numerator if self.measure.kind() == MeasureKind::Mean && found.denominator != 0 => {
                Some(found.numerator)
            }
            FigurePart::Numerator => Some(found.numerator).filter(|amount| *amount != 0),
            FigurePart::Denominator => Some(found.denominator).filter(|amount| *amount != 0),
        }
    }

    fn holds(&self, query: &Query, facts: &Facts<'_>, reference: &Reference) -> bool {
        let is_row = |row: &Vec<Option<String>>| *row == keys(query, facts, reference);
        self.keys.as_ref().is_none_or(is_row)
    }
}

fn keys(query: &Query, facts: &Facts<'_>, reference: &Reference) -> Vec<Option<String>> {
    let dimensions = query.dimensions().iter();
    dimensions
        .map(|dimension| dimension.value(facts, reference))
        .collect()
}

fn to_its_row(measure: &Measure, facts: Facts<'_>) -> Contribution {
    let unit = (facts, 1);
    Contribution::of(Figure::of(measure, &[&unit], &[&unit]))
}

/// A share divides by the whole table, so that a unit adds to the denominator of every row.
fn to_other_rows(measure: &Measure, facts: Facts<'_>) -> Contribution {
    let unit = (facts, 1);
    Contribution::of(Figure::of(measure, &[], &[&unit]))
}

impl Contribution {
    fn of(figure: Figure) -> Self {
        match figure {
            Figure::Number {
                numerator,
                denominator,
                ..
            } => Self {
                numerator,
                denominator,
            },
            Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => Self::default(),
        }
    }
}
