//! Figures made of counts: what becomes of them when the counts are rounded or withheld.

use super::{
    linked::Why,
    policy::{Mode, Policy},
};
use crate::domain::statistics::{Figure, Measure, MeasureKind, Table};

/// A figure as it is shown under a policy, where it is shown at all. With rounded counts a share is made of those, and
/// a mean or a median is in whole days: a decimal would tell how many they are.
pub(super) fn shown(measure: &Measure, figure: &Figure, policy: Policy) -> Figure {
    let Figure::Number {
        value,
        numerator,
        denominator,
    } = *figure
    else {
        return *figure;
    };
    if policy.mode == Mode::Withhold {
        return *figure;
    }
    match measure.kind() {
        MeasureKind::Count => {
            let count = policy.shown(numerator);
            Figure::Number {
                value: float(count),
                numerator: count,
                denominator: 0,
            }
        }
        MeasureKind::Percentage => {
            let (on_top, below) = (policy.shown(numerator), policy.shown(denominator));
            Figure::Number {
                value: 100.0 * float(on_top.min(below)) / float(below.max(1)),
                numerator: on_top.min(below),
                denominator: below,
            }
        }
        _ => Figure::Number {
            value: value.round(),
            numerator: 0,
            denominator: policy.shown(denominator),
        },
    }
}

/// Where means of some rows are withheld, that of all rows together would tell them, unless they are of enough and of
/// more than one. Beside rounded counts the means of the rows and of all together would tell how many each row is of.
pub(super) fn withhold_totals(table: &Table, why: &mut [Vec<Option<Why>>], policy: Policy) {
    let Some((total, rows)) = why.split_last_mut() else {
        return;
    };
    for (column, measure) in table.measures.iter().enumerate() {
        let rows_with_figures = table
            .rows
            .iter()
            .filter(|row| denominator(&row.figures[column]).is_some())
            .count();
        let adds_nothing = matches!(measure.kind(), MeasureKind::Count | MeasureKind::Percentage);
        let withheld = rows
            .iter()
            .zip(&table.rows)
            .filter(|(why, _)| why[column].is_some());
        let of: Vec<i64> = withheld
            .filter_map(|(_, row)| denominator(&row.figures[column]))
            .collect();
        let hides = of.len() > 1 && of.iter().sum::<i64>() >= i64::from(policy.threshold);
        let tells = match policy.mode {
            Mode::Withhold => !of.is_empty() && !hides,
            Mode::Round => rows_with_figures > 1,
        };
        if !adds_nothing && tells {
            total[column] = total[column].or(Some(Why::Derived));
        }
    }
}

fn denominator(figure: &Figure) -> Option<i64> {
    match figure {
        Figure::Number { denominator, .. } => Some(*denominator),
        Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "no register counts 2^53 of anything")]
fn float(count: i64) -> f64 {
    count as f64
}
