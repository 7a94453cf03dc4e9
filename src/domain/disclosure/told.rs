//! What a figure tells: the counts that can be read off it.

use crate::domain::statistics::{Figure, Measure, Reckoning, Unit, Which};

/// A count that a figure tells, or would tell if it were shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// Which units it counts.
    pub(super) what: What,
    /// Whether it counts them in the whole table rather than in the row.
    pub(super) of_table: bool,
    /// The count; none where the figure is withheld.
    pub(super) value: Option<i64>,
    /// Whether the figure is the count itself, and not a rate or a mean of it.
    pub(super) is_figure: bool,
}

/// Which units a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// Those that meet the rule.
    Those(Which),
    /// Those that meet `among` and not `of`, which a percentage tells as well.
    Rest {
        /// The numerator.
        of: Which,
        /// The denominator.
        among: Which,
    },
}

/// Everything that a figure tells, or withholds. What is not known tells nothing, and figures that were given are of
/// other councils and tell nobody of ours.
pub(super) fn told(measure: &Measure, is_total: bool, figure: &Figure) -> Vec<Told> {
    if measure.unit == Unit::Given || *figure == Figure::Unknown {
        return Vec::new();
    }
    let (on_top, below) = parts(figure);
    let row = |which: Which, value: Option<i64>| Told {
        what: What::Those(which),
        of_table: false,
        value,
        is_figure: false,
    };
    let of_table = |which: Which| Told {
        of_table: true,
        ..row(which, below)
    };
    match measure.reckoning {
        Reckoning::Count(which) => vec![Told {
            is_figure: true,
            ..row(which, on_top)
        }],
        Reckoning::PerPopulation(which, _) => vec![row(which, on_top)],
        Reckoning::ShareOfTable(which) => vec![row(which, on_top), of_table(which)],
        Reckoning::OfTable { of, among } => {
            let of = if is_total { among } else { of };
            vec![row(of, on_top), of_table(among)]
        }
        Reckoning::Rate { of, among } => {
            let rest = Told {
                what: What::Rest { of, among },
                ..row(among, below.zip(on_top).map(|(all, part)| all - part))
            };
            vec![row(of, on_top), row(among, below), rest]
        }
        Reckoning::Ratio { of, among, .. } => vec![row(of, on_top), row(among, below)],
        // Its numerator is how many more there are.
        Reckoning::Excess { of, over } => {
            let value = below.zip(on_top).map(|(over, more)| over + more);
            vec![row(of, value), row(over, below)]
        }
        Reckoning::Mean(which, _)
        | Reckoning::Median(which, _)
        | Reckoning::Percentile(which, _, _)
        | Reckoning::MeanSum(which, _) => vec![row(which, below)],
        // Pounds and numbers of other things count nobody.
        Reckoning::Sum(..)
        | Reckoning::Total(..)
        | Reckoning::ShareOfTotal(..)
        | Reckoning::MeanOfRates { .. } => Vec::new(),
    }
}

/// The numerator and the denominator that can be read off a figure.
fn parts(figure: &Figure) -> (Option<i64>, Option<i64>) {
    match *figure {
        Figure::Number {
            numerator,
            denominator,
            ..
        } => (Some(numerator), Some(denominator)),
        // There is nothing to divide by.
        Figure::NotApplicable => (Some(0), Some(0)),
        Figure::Suppressed | Figure::Unknown => (None, None),
    }
}
