//! What each unit adds to a figure, so that a cell can be turned into the list of what it counts.
//!
//! A test holds for every measure and dimension that these add up to the cell.

use chrono::NaiveDate;

use super::{
    Unit,
    facts::{Column, Facts, Group},
    figure::{Counted, Figure},
    measure::{Measure, Reckoning},
    query::Query,
    table::passes,
    which::Which,
};
use crate::domain::{
    ids::{RecordNumber, StreamKind},
    reference::Reference,
};

impl Unit {
    /// What kind of record it is, or is part of.
    pub fn record(self) -> StreamKind {
        match self {
            Self::Representation | Self::Stage | Self::Concern | Self::Theme | Self::Spell | Self::Cost => {
                StreamKind::Representation
            }
            Self::OmbudsmanCase | Self::Enquiry | Self::Remedy | Self::Draft | Self::Duty => StreamKind::Case,
            Self::Action | Self::ActionType => StreamKind::Action,
            Self::Given => StreamKind::Reference,
        }
    }

    /// Whether there are records behind what is counted. Figures that were given have none.
    pub fn has_records(self) -> bool {
        self != Self::Given
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
                .map(|measure| contribution(measure.reckoning, &facts, true))
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
        Figure::of(self.measure, &row, &all, reference.residents(query.period()))
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
        let reckoning = match (self.measure.reckoning, &self.keys) {
            // As in `Figure::of`: all rows together hold every unit of the denominator, each once.
            (Reckoning::OfTable { among, .. }, None) => Reckoning::OfTable { of: among, among },
            (reckoning, _) => reckoning,
        };
        let found = contribution(reckoning, &facts, self.holds(query, &facts, reference));
        let is_mean = matches!(reckoning, Reckoning::Mean(..) | Reckoning::MeanSum(..));
        match part {
            // A unit that took no days is part of a mean's sum all the same.
            FigurePart::Numerator if is_mean && found.denominator != 0 => Some(found.numerator),
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

/// What a unit adds to a figure: to that of its own row, or to that of another, which a share of the table divides by it
/// all the same. Residents, and the percentages that an unweighted mean is of, are no units.
fn contribution(reckoning: Reckoning, facts: &Facts<'_>, in_row: bool) -> Contribution {
    let one = |which: Which| i64::from(which.holds(facts));
    let number = |which: Which, column: Column| facts.number(column).filter(|_| which.holds(facts));
    let here = |count: i64| if in_row { count } else { 0 };
    let (numerator, denominator) = match reckoning {
        Reckoning::Count(which) | Reckoning::PerPopulation(which, _) => (here(one(which)), 0),
        Reckoning::ShareOfTable(which) => (here(one(which)), one(which)),
        Reckoning::OfTable { of, among } => (here(one(of)), one(among)),
        Reckoning::Rate { of, among } | Reckoning::Ratio { of, among, .. } => {
            (here(one(of)), here(one(among)))
        }
        Reckoning::Excess { of, over } => (here(one(of) - one(over)), here(one(over))),
        Reckoning::Mean(which, column) | Reckoning::MeanSum(which, column) => match number(which, column) {
            Some(found) => (here(found), here(1)),
            None => (0, 0),
        },
        Reckoning::Median(which, column) | Reckoning::Percentile(which, column, _) => {
            (0, here(i64::from(number(which, column).is_some())))
        }
        Reckoning::Sum(which, column) | Reckoning::Total(which, column) => {
            (here(number(which, column).unwrap_or_default()), 0)
        }
        Reckoning::ShareOfTotal(which, column) => {
            let found = number(which, column).unwrap_or_default();
            (here(found), found)
        }
        Reckoning::MeanOfRates { .. } => (0, 0),
    };
    Contribution {
        numerator,
        denominator,
    }
}
