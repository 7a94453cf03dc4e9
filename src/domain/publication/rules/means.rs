//! Means and rates of all against those of the parts.

use super::{Check, percentages::mean};
use crate::domain::publication::{
    cell::Cell,
    finding::Rule,
    number::{Number, same},
    unit::Unit,
    view::View,
    words::{Role, normal},
};

const LEAST: &[&str] = &["minimum", "min", "shortest", "fastest", "quickest", "lowest"];
const MOST: &[&str] = &["maximum", "max", "longest", "slowest", "highest"];

impl Check<'_> {
    pub(super) fn means(&mut self) {
        for (_, view) in self.views() {
            for series in 0..view.series().len() {
                for item in 0..view.items().len() {
                    self.mean_of_parts(&view, series, item);
                }
            }
            for item in 0..view.items().len() {
                self.between_least_and_most(&view, item);
            }
        }
    }

    fn mean_of_parts(&mut self, view: &View<'_>, series: usize, item: usize) {
        let is_of_all = matches!(view.items()[item].role, Role::Total | Role::Average);
        let unit = view.unit(series, item);
        let is_average = view.items()[item].role == Role::Average && unit.adds_up();
        let is_mean = matches!(unit, Unit::WorkingDays | Unit::Rate) || is_average;
        let Some(stated) = view.number(series, item).filter(|_| is_of_all && is_mean) else {
            return;
        };
        let words = normal(view.series()[series].label());
        let is_extreme = words
            .split(' ')
            .any(|word| LEAST.contains(&word) || MOST.contains(&word));
        if view.series()[series].role == Role::Change || is_extreme {
            return;
        }
        // With several totals, each is of its own section; the last may be of all.
        let is_of_all = |other: &usize| {
            matches!(
                view.items()[*other].role,
                Role::Total | Role::Subtotal | Role::Average
            )
        };
        let previous = (0..item)
            .rev()
            .find(is_of_all)
            .filter(|previous| previous + 1 < item);
        let parts: Vec<usize> = (previous.map_or(0, |previous| previous + 1)..view.items().len())
            .filter(|part| previous.is_none() || *part < item)
            .filter(|part| view.items()[*part].role == Role::Part && !super::sums::is_heading(view, *part))
            .collect();
        let numbers: Option<Vec<Number>> = parts
            .iter()
            .map(|part| {
                view.number(series, *part)
                    .filter(|_| view.unit(series, *part) == unit)
            })
            .collect();
        let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else {
            return;
        };
        let values: Vec<f64> = numbers.iter().map(|number| number.value).collect();
        if same(values.iter().sum(), stated.value) {
            return;
        }
        let half = numbers.iter().map(Number::half).fold(stated.half(), f64::max);
        let weights = view.named(&view.series()[series].said.weight).and_then(|named| {
            let weights: Option<Vec<f64>> = parts.iter().map(|part| view.sum(&named, *part)).collect();
            weights.filter(|weights| weights.iter().sum::<f64>() > 0.0)
        });
        let places = vec![view.place(series, item)];
        if let Some(weights) = weights {
            let all: f64 = weights.iter().sum();
            let weighted = weights
                .iter()
                .zip(&values)
                .map(|(weight, value)| weight * value)
                .sum::<f64>()
                / all;
            if (weighted - stated.value).abs() <= half + stated.half() + 1e-9 {
                return;
            }
            let follows = stated.finer(weighted);
            let unweighted = mean(&values).filter(|mean| stated.rounds(*mean));
            let (rule, hint) = match unweighted {
                Some(mean) => (
                    Rule::MeanOfRates,
                    format!("the mean of the rows' figures, {}", stated.finer(mean)),
                ),
                None => (
                    Rule::OutsideRange,
                    "neither that nor the mean of the rows' figures".to_owned(),
                ),
            };
            let how = format!("Weighted by how many each is of, the mean is {follows}; {stated} is {hint}.");
            self.find(rule, places, stated.to_string(), follows, how);
            return;
        }
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Rates of parts of an area may be of different denominators; a mean of times may not.
        let is_time = unit == Unit::WorkingDays || is_average;
        if is_time && (stated.value < least - half || stated.value > most + half) {
            let follows = format!("{least} to {most}");
            let how = format!("A mean of figures from {least} to {most} cannot be {stated}.");
            self.find(Rule::OutsideRange, places, stated.to_string(), follows, how);
        }
    }

    /// A mean lies between the least and the most of the same line.
    fn between_least_and_most(&mut self, view: &View<'_>, item: usize) {
        let found = |known: &[&str]| -> Vec<(usize, Number)> {
            let is_one = |series: &usize| {
                let label = normal(view.series()[*series].label());
                label.split(' ').any(|word| known.contains(&word))
            };
            let named = (0..view.series().len()).filter(is_one);
            named
                .filter_map(|series| Some((series, view.number(series, item)?)))
                .collect()
        };
        let least = found(LEAST);
        let most = found(MOST);
        let means = found(&["average", "mean", "median"]);
        let ranges: Vec<(Number, Number)> = (0..view.series().len())
            .filter_map(|series| match view.cell(series, item) {
                Cell::Range(low, high) => Some((*low, *high)),
                _ => None,
            })
            .collect();
        let bounds = match (&least[..], &most[..], &ranges[..]) {
            ([(_, low)], [(_, high)], []) => (*low, *high),
            ([], [], [range]) if means.len() == 1 => *range,
            _ => return,
        };
        let (low, high) = bounds;
        for (series, mean) in &means {
            let half = mean.half();
            if mean.value < low.value - half || mean.value > high.value + half {
                let place = view.place(*series, item);
                let how = format!("{mean} does not lie between {low} and {high}.");
                self.find(
                    Rule::OutsideRange,
                    vec![place],
                    mean.to_string(),
                    format!("{low} to {high}"),
                    how,
                );
            }
        }
        if let ([(series, _)], true) = (&least[..], low.value > high.value) {
            let how = format!("The least, {low}, is more than the most, {high}.");
            let place = view.place(*series, item);
            self.find(
                Rule::OutsideRange,
                vec![place],
                low.to_string(),
                format!("at most {high}"),
                how,
            );
        }
    }
}
