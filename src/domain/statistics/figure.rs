//! One figure, and how it is reckoned.

use std::collections::BTreeMap;

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
    /// Reckons a measure for a row of a table, in an authority of so many residents.
    pub(super) fn of(
        measure: &Measure,
        row: &[&Counted<'_>],
        table: &[&Counted<'_>],
        residents: Option<i64>,
    ) -> Self {
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
            Reckoning::Percentile(which, days, percent) => {
                Self::percentile(&histogram(row, which, days), percent)
            }
            Reckoning::Sum(which, pence) => Self::money(&histogram(row, which, pence), None),
            Reckoning::MeanSum(which, pence) => {
                let histogram = histogram(row, which, pence);
                let denominator = histogram.iter().map(|(_, count)| count).sum();
                Self::money(&histogram, Some(denominator))
            }
            Reckoning::OfTable { of, among } => Self::percentage(count(row, of), count(table, among)),
            Reckoning::PerPopulation(which, each) => Self::per_population(count(row, which), each, residents),
            Reckoning::Total(which, column) => {
                let numerator = total(row, which, column);
                Self::Number {
                    value: number(numerator),
                    numerator,
                    denominator: 0,
                }
            }
            Reckoning::ShareOfTotal(which, column) => {
                Self::percentage(total(row, which, column), total(table, which, column))
            }
            Reckoning::Excess { of, over } => {
                let over = count(row, over);
                Self::percentage(count(row, of) - over, over)
            }
            Reckoning::Ratio { of, among, each } => {
                match Self::per_population(count(row, of), each, Some(count(row, among))) {
                    Self::Unknown => Self::NotApplicable,
                    figure => figure,
                }
            }
            Reckoning::MeanOfRates { of, among, by } => Self::mean_of_rates(row, of, among, by),
        }
    }

    /// The figure of a row without any unit, for a measure that had this one elsewhere: a count of nothing is 0, and a
    /// share of nothing has no value.
    pub(super) fn nothing(self) -> Self {
        match self {
            Self::Number { denominator: 0, .. } => Self::Number {
                value: 0.0,
                numerator: 0,
                denominator: 0,
            },
            _ => Self::NotApplicable,
        }
    }

    /// Its value, if it has one.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Number { value, .. } => Some(*value),
            Self::Suppressed | Self::Unknown | Self::NotApplicable => None,
        }
    }

    /// The value at the nearest rank: the smallest that so many per cent do not exceed.
    fn percentile(histogram: &[(i64, i64)], percent: u8) -> Self {
        let denominator: i64 = histogram.iter().map(|(_, count)| count).sum();
        // Rounded up: of 11 the 90th percentile is the 10th.
        let rank = (denominator * i64::from(percent) + 99) / 100;
        match at(histogram, (rank - 1).max(0)) {
            Some(value) => Self::Number {
                value: number(value),
                numerator: 0,
                denominator,
            },
            None => Self::NotApplicable,
        }
    }

    /// A sum of pence, or the mean of so many, in pounds.
    fn money(histogram: &[(i64, i64)], among: Option<i64>) -> Self {
        let numerator: i64 = histogram.iter().map(|(pence, count)| pence * count).sum();
        let pounds = number(numerator) / PENCE;
        match among {
            Some(0) => Self::NotApplicable,
            Some(denominator) => Self::Number {
                value: pounds / number(denominator),
                numerator,
                denominator,
            },
            None => Self::Number {
                value: pounds,
                numerator,
                denominator: 0,
            },
        }
    }

    /// Without a population it is not known.
    fn per_population(numerator: i64, each: u32, residents: Option<i64>) -> Self {
        match residents {
            Some(denominator) if denominator > 0 => Self::Number {
                value: number(numerator * i64::from(each)) / number(denominator),
                numerator,
                denominator,
            },
            _ => Self::Unknown,
        }
    }

    /// Those without anything to divide by are left out.
    fn mean_of_rates(row: &[&Counted<'_>], of: Which, among: Which, by: Column) -> Self {
        let mut groups: BTreeMap<Option<&str>, Vec<&Counted<'_>>> = BTreeMap::new();
        for counted in row {
            groups.entry(counted.0.text(by)).or_default().push(counted);
        }
        let rates = groups
            .values()
            .map(|group| Self::percentage(count(group, of), count(group, among)));
        let rates: Vec<f64> = rates.filter_map(|rate| rate.value()).collect();
        let denominator = i64::try_from(rates.len()).unwrap_or(i64::MAX);
        if rates.is_empty() {
            return Self::NotApplicable;
        }
        Self::Number {
            value: rates.iter().sum::<f64>() / number(denominator),
            numerator: 0,
            denominator,
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

fn total(counted: &[&Counted<'_>], which: Which, column: Column) -> i64 {
    let histogram = histogram(counted, which, column);
    histogram.iter().map(|(value, count)| value * count).sum()
}

/// Pence in a pound.
const PENCE: f64 = 100.0;

/// How many have so many days, or pence, by those.
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
