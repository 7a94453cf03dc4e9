//! One figure, and how it is reckoned.

use super::{
    facts::{Column, Facts},
    measure::{Measure, Reckoning},
    which::Which,
};

/// A figure. Suppressed, zero, unknown and not applicable are four values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// It has a value.
    Number {
        /// A count, a percentage, or working days.
        value: f64,
        /// The numerator as counted; 0 for medians.
        numerator: i64,
        /// The denominator as counted; 0 for counts.
        denominator: i64,
    },
    /// Withheld so that nobody is given away.
    Suppressed,
    /// Not known.
    Unknown,
    /// There is nothing to divide by.
    NotApplicable,
}

/// The units of one row, or of all rows, by groups.
pub(super) type Counted<'a> = (Facts<'a>, i64);

impl Figure {
    /// Reckons a measure for a row of a table.
    pub(super) fn of(measure: &Measure, row: &[&Counted<'_>], table: &[&Counted<'_>]) -> Self {
        match measure.reckoning {
            Reckoning::Count(which) => {
                let numerator = count(row, which);
                Self::Number {
                    value: number(numerator),
                    numerator,
                    denominator: 0,
                }
            }
            Reckoning::ShareOfTable(which) => Self::percentage(count(row, which), count(table, which)),
            Reckoning::Rate { of, among } => Self::percentage(count(row, of), count(row, among)),
            Reckoning::Mean(which, days) => Self::mean(&histogram(row, which, days)),
            Reckoning::Median(which, days) => Self::median(&histogram(row, which, days)),
        }
    }

    /// A percentage of nothing is not applicable; it is not 0.
    fn percentage(numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::NotApplicable;
        }
        Self::Number {
            value: number(100 * numerator) / number(denominator),
            numerator,
            denominator,
        }
    }

    fn mean(histogram: &[(i64, i64)]) -> Self {
        let numerator = histogram.iter().map(|(days, count)| days * count).sum();
        let denominator = histogram.iter().map(|(_, count)| count).sum();
        if denominator == 0 {
            return Self::NotApplicable;
        }
        Self::Number {
            value: number(numerator) / number(denominator),
            numerator,
            denominator,
        }
    }

    /// The value in the middle, or the mean of the two there.
    fn median(histogram: &[(i64, i64)]) -> Self {
        let denominator: i64 = histogram.iter().map(|(_, count)| count).sum();
        let middle = (
            at(histogram, (denominator - 1) / 2),
            at(histogram, denominator / 2),
        );
        match middle {
            (Some(low), Some(high)) => Self::Number {
                value: number(low + high) / 2.0,
                numerator: 0,
                denominator,
            },
            _ => Self::NotApplicable,
        }
    }
}

fn count(counted: &[&Counted<'_>], which: Which) -> i64 {
    counted
        .iter()
        .filter(|(facts, _)| which.holds(facts))
        .map(|(_, count)| count)
        .sum()
}

/// How many took so many days, by days.
fn histogram(counted: &[&Counted<'_>], which: Which, days: Column) -> Vec<(i64, i64)> {
    let mut histogram: Vec<(i64, i64)> = counted
        .iter()
        .filter(|(facts, _)| which.holds(facts))
        .filter_map(|(facts, count)| Some((facts.number(days)?, *count)))
        .collect();
    histogram.sort_unstable();
    histogram
}

/// The value at a place, from 0, if every unit were written out in order.
fn at(histogram: &[(i64, i64)], place: i64) -> Option<i64> {
    let mut before = 0;
    histogram.iter().find_map(|(days, count)| {
        before += count;
        (place < before).then_some(*days)
    })
}

#[expect(clippy::cast_precision_loss, reason = "no register counts 2^53 of anything")]
fn number(count: i64) -> f64 {
    count as f64
}
