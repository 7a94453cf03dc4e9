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
    /// The working days that nine of ten did not exceed (nearest rank); the denominator says of how many.
    Percentile,
    /// Pounds. The numerator is pence; the denominator is 0 for a sum, and how many for a mean.
    Money,
    /// A count for each so many residents; the denominator is the residents.
    PerPopulation,
    /// An unweighted mean of percentages; the denominator says of how many. It is not the percentage of all together.
    MeanOfPercentages,
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
    /// The value of a column of days that so many per cent of those in the row that meet the rule do not exceed.
    Percentile(Which, Column, u8),
    /// The sum of a column of pence over those in the row that meet the rule.
    Sum(Which, Column),
    /// The mean of the same.
    MeanSum(Which, Column),
    /// Of those in the table that meet `among`, the percentage that is in the row and meets `of`.
    OfTable {
        /// The numerator.
        of: Which,
        /// The denominator.
        among: Which,
    },
    /// How many of the row meet the rule for each so many residents of the authority.
    PerPopulation(Which, u32),
    /// How many of the row meet `of` for each so many of the row that meet `among`.
    Ratio {
        /// The numerator.
        of: Which,
        /// The denominator.
        among: Which,
        /// For each so many.
        each: u32,
    },
    /// The sum of a column of numbers over those in the row that meet the rule.
    Total(Which, Column),
    /// Of that sum over the table, the percentage that is in the row.
    ShareOfTotal(Which, Column),
    /// How many per cent more of the row meet `of` than `over`; below 0 where they are fewer.
    Excess {
        /// What is compared.
        of: Which,
        /// With what.
        over: Which,
    },
    /// The unweighted mean, over the values of `by`, of the percentages that [`Reckoning::Rate`] has.
    MeanOfRates {
        /// The numerator.
        of: Which,
        /// The denominator.
        among: Which,
        /// What each percentage is of.
        by: Column,
    },
}

impl Reckoning {
    /// Every column that it reads; a column may come twice.
    pub fn columns(self) -> Vec<Column> {
        match self {
            Self::Count(which) | Self::ShareOfTable(which) | Self::PerPopulation(which, _) => which.columns(),
            Self::Rate { of, among } | Self::OfTable { of, among } | Self::Ratio { of, among, .. } => {
                [of.columns(), among.columns()].concat()
            }
            Self::Mean(which, column)
            | Self::Median(which, column)
            | Self::Percentile(which, column, _)
            | Self::Sum(which, column)
            | Self::Total(which, column)
            | Self::ShareOfTotal(which, column)
            | Self::MeanSum(which, column) => [which.columns(), vec![column]].concat(),
            Self::Excess { of, over } => [of.columns(), over.columns()].concat(),
            Self::MeanOfRates { of, among, by } => [of.columns(), among.columns(), vec![by]].concat(),
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
    /// Whether the figures of the rows of a table add up to its total, each unit being in one row.
    pub fn adds_up(&self) -> bool {
        matches!(
            self.reckoning,
            Reckoning::Count(_)
                | Reckoning::ShareOfTable(_)
                | Reckoning::Sum(..)
                | Reckoning::Total(..)
                | Reckoning::ShareOfTotal(..)
                | Reckoning::PerPopulation(..)
        )
    }

    /// What its value is.
    pub fn kind(&self) -> MeasureKind {
        match self.reckoning {
            Reckoning::Count(_) | Reckoning::Total(..) => MeasureKind::Count,
            Reckoning::ShareOfTable(_)
            | Reckoning::Rate { .. }
            | Reckoning::OfTable { .. }
            | Reckoning::ShareOfTotal(..)
            | Reckoning::Excess { .. } => MeasureKind::Percentage,
            Reckoning::Mean(..) => MeasureKind::Mean,
            Reckoning::Median(..) => MeasureKind::Median,
            Reckoning::Percentile(..) => MeasureKind::Percentile,
            Reckoning::Sum(..) | Reckoning::MeanSum(..) => MeasureKind::Money,
            Reckoning::PerPopulation(..) | Reckoning::Ratio { .. } => MeasureKind::PerPopulation,
            Reckoning::MeanOfRates { .. } => MeasureKind::MeanOfPercentages,
        }
    }
}
