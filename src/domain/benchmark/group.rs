//! What is said of the group as a whole.

use super::{interval::number, measures::Scale, place::quantile};

/// The rate of all bodies together: everything counted, divided by everything that it is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// The rate; of a count the sum.
    pub value: f64,
    /// All numerators together.
    pub numerator: i64,
    /// All denominators together; 0 for a count.
    pub denominator: i64,
}

/// The group. Bodies under the smallest n are in everything here but in ranks and quarters.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Group {
    /// How many bodies it has.
    pub bodies: usize,
    /// Of how many the figure is known.
    pub known: usize,
    /// Of how many it was withheld.
    pub suppressed: usize,
    /// Of how many it is not known.
    pub unknown: usize,
    /// Of how many there is nothing to divide by.
    pub not_applicable: usize,
    /// How many are left out because too few are not named.
    pub left_out: usize,
    /// All together; none where nothing is known.
    pub pooled: Option<Pooled>,
    /// The unweighted mean of the bodies' rates, a small body counting as much as a large one.
    pub mean: Option<f64>,
    /// The rate in the middle.
    pub median: Option<f64>,
    /// The rate that a quarter of the bodies do not exceed.
    pub lower_quartile: Option<f64>,
    /// The rate that three quarters of the bodies do not exceed.
    pub upper_quartile: Option<f64>,
}

impl Group {
    /// Adds what is known of each body: its numerator, denominator and rate.
    pub(super) fn with(mut self, scale: Scale, known: &[(i64, i64, f64)]) -> Self {
        let mut rates: Vec<f64> = known.iter().map(|(_, _, rate)| *rate).collect();
        rates.sort_by(f64::total_cmp);
        let numerator = known.iter().map(|(numerator, _, _)| numerator).sum();
        let denominator = known.iter().map(|(_, denominator, _)| denominator).sum();
        self.known = known.len();
        self.pooled = rate(scale, numerator, denominator)
            .filter(|_| !known.is_empty())
            .map(|value| Pooled {
                value,
                numerator,
                denominator,
            });
        let bodies = i64::try_from(rates.len()).unwrap_or(i64::MAX);
        self.mean = (!rates.is_empty()).then(|| rates.iter().sum::<f64>() / number(bodies));
        self.lower_quartile = quantile(&rates, 1);
        self.median = quantile(&rates, 2);
        self.upper_quartile = quantile(&rates, 3);
        self
    }
}

/// A rate on its scale; none where there is nothing to divide by.
pub(super) fn rate(scale: Scale, numerator: i64, denominator: i64) -> Option<f64> {
    match scale {
        Scale::Count => Some(number(numerator)),
        Scale::Percent | Scale::PerEach(_) if denominator == 0 => None,
        Scale::Percent => Some(number(numerator) * 100.0 / number(denominator)),
        Scale::PerEach(each) => Some(number(numerator) * f64::from(each) / number(denominator)),
    }
}
