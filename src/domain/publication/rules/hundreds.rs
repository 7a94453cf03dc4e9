//! Percentages without numbers: whether they add up to 100.

use super::{Check, fitting, sums::is_heading};
use crate::domain::publication::{
    cell::Cell,
    finding::Rule,
    number::{Number, plain},
    view::View,
    words::Role,
};

/// How far from 100 what does not add up to it may be and yet be meant to, where nothing says so.
const NEAR: f64 = 20.0;

/// What percentages add up to: the least and the most before they were rounded, and as printed.
struct Sum {
    parts: usize,
    least: f64,
    most: f64,
    printed: f64,
}

impl Sum {
    fn of(view: &View<'_>, series: usize, total: Option<usize>) -> Self {
        let parts = (0..view.items().len())
            .filter(|item| view.items()[*item].role == Role::Part && !is_heading(view, *item))
            .filter(|item| total.is_none_or(|total| *item < total) || total == Some(0));
        let mut sum = Self {
            parts: 0,
            least: 0.0,
            most: 0.0,
            printed: 0.0,
        };
        for part in parts {
            sum.parts += 1;
            let (least, most) = match view.cell(series, part) {
                Cell::Number(number) | Cell::Shared { share: number, .. } => {
                    sum.printed += number.value;
                    (number.value - number.half(), number.value + number.half())
                }
                other => other.bounds(),
            };
            sum.least += least;
            sum.most += most;
        }
        sum
    }

    fn may_be_hundred(&self) -> bool {
        self.least <= 100.0 + 1e-6 && self.most >= 100.0 - 1e-6
    }
}

impl Check<'_> {
    /// Percentages of which a total says 100, or of which the others of their table add up to it.
    pub(super) fn hundred(&mut self, view: &View<'_>, series: usize) {
        let of_total = view.series()[series].said.whole.trim() == "total";
        let total = (0..view.items().len()).find(|item| {
            let is_hundred = |number: Number| (number.value - 100.0).abs() < 1e-9;
            view.items()[*item].role == Role::Total && view.number(series, *item).is_some_and(is_hundred)
        });
        let sum = Sum::of(view, series, total);
        let is_meant = of_total || total.is_some() || as_the_others(view, series, &sum);
        if view.table.multiple || !is_meant || sum.parts < 2 || sum.may_be_hundred() {
            return;
        }
        if view.table.selected && sum.most < 100.0 {
            return;
        }
        let printed = format!("{}%", plain(sum.printed));
        let how = format!("The percentages add up to {printed}, further from 100% than rounding explains.");
        let place = view.place_of_series(series);
        self.find(Rule::Hundred, vec![place], printed, "100%", how);
    }
}

/// Whether the other series of a table, all of percentages, add up to 100 each, and this one nearly.
fn as_the_others(view: &View<'_>, series: usize, sum: &Sum) -> bool {
    let all_percent = |series: usize| {
        (0..view.items().len())
            .all(|item| fitting::printed(view, series, item).is_some() || is_heading(view, item))
    };
    let others: Vec<usize> = (0..view.series().len())
        .filter(|other| *other != series && view.series()[*other].role == Role::Part)
        .collect();
    let is_one = (0..view.series().len()).all(all_percent) && sum.parts >= 3;
    let fit = |other: &&usize| {
        let sum = Sum::of(view, **other, None);
        sum.parts >= 3 && sum.may_be_hundred()
    };
    let fitting = others.iter().filter(fit).count();
    let mostly = fitting > 0 && 2 * fitting >= others.len();
    is_one && mostly && (sum.printed - 100.0).abs() <= NEAR
}
