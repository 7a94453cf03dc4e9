//! What can be counted, and how it is defined.

use super::{Basis, Unit, facts::Column, which::Which};

/// What the value of a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasureKind {
    /// A count.
    Count,
    /// 100 × numerator / denominator.
    Percentage,
    /// A mean of working days: the numerator is their sum, the denominator how many.
    Mean,
    /// A median of working days; the denominator says of how many.
    Median,
}

/// How a measure is reckoned from groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoning {
    /// How many of the row meet the rule.
    Count(Which),
    /// Of all in the table that meet the rule, the percentage that is in the row.
    ShareOfTable(Which),
    /// Of those in the row that meet `among`, the percentage that meets `of` too.
    Rate {
        /// The numerator.
        of: Which,
        /// The denominator.
        among: Which,
    },
    /// The mean of a column of days over those in the row that meet the rule.
    Mean(Which, Column),
    /// The median of the same.
    Median(Which, Column),
}

impl Reckoning {
    /// Every column that it reads; a column may come twice.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Count(which) | Self::ShareOfTable(which) => which.columns().to_vec(),
            Self::Rate { of, among } => [of.columns(), among.columns()].concat(),
            Self::Mean(which, days) | Self::Median(which, days) => [which.columns(), &[days]].concat(),
        }
    }
}

/// The definition of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its id, such as `stage_within_agreed`.
    pub id: &'static str,
    /// Its version; a figure is comparable only with one of the same id and version.
    pub version: u16,
    /// What it says, in a sentence.
    pub wording: &'static str,
    /// What is counted on top.
    pub numerator: &'static str,
    /// What it is divided by; empty for counts.
    pub denominator: &'static str,
    /// What is left out.
    pub exclusions: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The basis that it takes when none is asked for.
    pub default_basis: Basis,
    /// Every basis that it can take.
    pub bases: &'static [Basis],
    /// How it is reckoned.
    pub reckoning: Reckoning,
}

impl Measure {
    /// What its value is.
    pub fn kind(&self) -> MeasureKind {
        match self.reckoning {
            Reckoning::Count(_) => MeasureKind::Count,
            Reckoning::ShareOfTable(_) | Reckoning::Rate { .. } => MeasureKind::Percentage,
            Reckoning::Mean(..) => MeasureKind::Mean,
            Reckoning::Median(..) => MeasureKind::Median,
        }
    }
}
