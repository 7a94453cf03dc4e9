//! Totals and what they are the sums of.

use super::Check;
use crate::domain::publication::{
    cell::Cell,
    document::Header,
    finding::Rule,
    number::{plain, same},
    view::View,
    when,
    words::{Role, normal},
};

/// The least and the most that parts can add up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) least: f64,
    pub(super) most: f64,
}

impl Bounds {
    pub(super) fn of<'c>(cells: impl Iterator<Item = &'c Cell>) -> Self {
        let none = Self {
            least: 0.0,
            most: 0.0,
        };
        cells.map(Cell::bounds).fold(none, |sum, (least, most)| Self {
            least: sum.least + least,
            most: sum.most + most,
        })
    }

    /// Whether a cell can be one of the values between the two.
    pub(super) fn meet(&self, cell: &Cell) -> bool {
        let (least, most) = cell.bounds();
        let error = 1e-6;
        least <= self.most + error && most >= self.least - error
    }

    pub(super) fn text(&self) -> String {
        if same(self.least, self.most) {
            plain(self.least)
        } else if self.most.is_finite() {
            format!("{} to {}", plain(self.least), plain(self.most))
        } else {
            format!("at least {}", plain(self.least))
        }
    }
}

/// A total that was held against its parts.
struct Held {
    series: usize,
    total: usize,
    parts: Vec<usize>,
    fits: bool,
}

impl Check<'_> {
    pub(super) fn sums(&mut self) {
        for (_, view) in self.views() {
            if view.table.multiple {
                continue;
            }
            for total in 0..view.items().len() {
                let held: Vec<Held> = (0..view.series().len())
                    .filter_map(|series| hold(&view, series, total))
                    .collect();
                if believed(&view, total, &held) {
                    for held in held.iter().filter(|held| !held.fits) {
                        self.wrong_total(&view, held);
                    }
                }
            }
        }
    }

    fn wrong_total(&mut self, view: &View<'_>, held: &Held) {
        let Some(stated) = view.number(held.series, held.total) else {
            return;
        };
        let cells = || held.parts.iter().map(|part| view.cell(held.series, *part));
        let bounds = Bounds::of(cells());
        let shown: Vec<String> = cells().map(shown).collect();
        let sum = if shown.len() > 20 {
            format!("the {} parts", shown.len())
        } else {
            shown.join(" + ")
        };
        let rest = stated.value - bounds.least;
        let alone = held.parts.iter().find(|part| {
            let one = view.number(held.series, **part).map(|number| number.value);
            one.is_some_and(|one| one > 0.0 && same(one, -rest))
        });
        let prefix = (2..held.parts.len()).find(|count| {
            let first = Bounds::of(
                held.parts[..*count]
                    .iter()
                    .map(|part| view.cell(held.series, *part)),
            );
            same(first.least, stated.value) && same(first.most, stated.value)
        });
        let hint = match (alone, prefix) {
            (Some(part), _) => format!("; without \"{}\" they make it", view.items()[*part].label()),
            (None, Some(count)) => format!("; the first {count} make it"),
            (None, None) => String::new(),
        };
        let how = format!("{sum} = {}, and {stated} is stated{hint}.", bounds.text());
        let place = view.place(held.series, held.total);
        self.find(Rule::Total, vec![place], stated.to_string(), bounds.text(), how);
    }
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) | Cell::Shared { count: number, .. } => number.to_string(),
        Cell::Below(limit) => format!("<{limit}"),
        Cell::Above(limit) => format!("{limit}+"),
        Cell::Range(low, high) => format!("{low}-{high}"),
        Cell::NotApplicable => "0".to_owned(),
        Cell::Withheld | Cell::Blank | Cell::Text(_) => "?".to_owned(),
    }
}

/// Whether nothing but words stands with this item, as with the heading of a section.
pub(super) fn is_heading(view: &View<'_>, item: usize) -> bool {
    (0..view.series().len()).all(|series| matches!(view.cell(series, item), Cell::Blank | Cell::Text(_)))
}

/// Whether an item is a part that is added up.
pub(super) fn is_part(view: &View<'_>, series: usize, item: usize) -> bool {
    view.items()[item].role == Role::Part && view.unit(series, item).adds_up() && !is_heading(view, item)
}

fn is_sum(header: &Header) -> bool {
    matches!(header.role, Role::Total | Role::Subtotal)
}

/// Holds a total against every set of parts that it can be the sum of.
fn hold(view: &View<'_>, series: usize, total: usize) -> Option<Held> {
    let head = &view.items()[total];
    let adds_up = is_sum(head) && view.unit(series, total).adds_up();
    let is_over_time = view
        .items()
        .iter()
        .any(|item| item.period.is_some() || when::is_part_of_year(item.label()));
    if is_over_time && is_stock(view.series()[series].label()) {
        return None;
    }
    let counts = !matches!(view.series()[series].role, Role::Change | Role::Average);
    if !(adds_up && counts && view.number(series, total).is_some()) {
        return None;
    }
    let candidates = candidates(view, series, total);
    let fits = |parts: &Vec<usize>| {
        let bounds = Bounds::of(parts.iter().map(|part| view.cell(series, *part)));
        bounds.meet(view.cell(series, total))
    };
    let best = candidates.iter().find(|parts| fits(parts));
    let parts = best.or(candidates.first())?.clone();
    Some(Held {
        series,
        total,
        fits: best.is_some() || is_mean(view, series, total, &parts),
        parts,
    })
}

/// Whether a heading counts what there is at a moment, which is not added up over time.
fn is_stock(label: &str) -> bool {
    let label = normal(label);
    let moments = [
        "open at",
        "at end",
        "at the end",
        "outstanding",
        "brought forward",
        "carried forward",
        "as at",
        "backlog",
    ];
    moments.iter().any(|moment| label.contains(moment))
}

/// Whether what stands under "total" is the mean of the others, as with a measure that does not add up.
fn is_mean(view: &View<'_>, series: usize, total: usize, parts: &[usize]) -> bool {
    let numbers: Vec<f64> = parts
        .iter()
        .filter_map(|part| view.number(series, *part))
        .map(|one| one.value)
        .collect();
    let stated = view.number(series, total);
    let declared = !view.items()[total].said.role.is_empty();
    let Ok(count) = u32::try_from(numbers.len()) else {
        return false;
    };
    count > 1
        && !declared
        && stated.is_some_and(|stated| {
            stated.value > 0.0 && stated.rounds(numbers.iter().sum::<f64>() / f64::from(count))
        })
}

/// The sets of parts that a total may be of, the likeliest first.
fn candidates(view: &View<'_>, series: usize, total: usize) -> Vec<Vec<usize>> {
    let heads = view.items();
    if let Some(named) = view.named_items(&heads[total].said.sum_of) {
        return vec![named];
    }
    let part = |item: &usize| is_part(view, series, *item);
    let previous = (0..total).rev().find(|item| is_sum(&heads[*item]));
    let next = (total + 1..heads.len()).find(|item| is_sum(&heads[*item]));
    let since: Vec<usize> = (previous.map_or(0, |item| item + 1)..total)
        .filter(part)
        .collect();
    let until: Vec<usize> = (total + 1..next.unwrap_or(heads.len())).filter(part).collect();
    let before: Vec<usize> = (0..total).filter(part).collect();
    let all: Vec<usize> = (0..heads.len()).filter(part).collect();
    let subtotals: Vec<usize> = (0..heads.len())
        .filter(|item| heads[*item].role == Role::Subtotal && view.number(series, *item).is_some())
        .collect();
    let beyond_subtotals = beyond(heads, &all);
    let with_rest: Vec<usize> = subtotals.iter().chain(&beyond_subtotals).copied().collect();
    let when = view.when(series, total);
    let of_period: Vec<usize> = all
        .iter()
        .copied()
        .filter(|item| view.when(series, *item).is(&when))
        .collect();
    let of_measure: Vec<usize> = all
        .iter()
        .copied()
        .filter(|item| heads[*item].said.measure == heads[total].said.measure)
        .collect();
    // What seems to stand beside the sums may be a part after all, such as "change of address".
    let unsaid: Vec<usize> = (0..heads.len())
        .filter(|item| !is_sum(&heads[*item]) && heads[*item].said.role.is_empty())
        .filter(|item| view.number(series, *item).is_some() && view.unit(series, *item).adds_up())
        .collect();
    let sets = if heads[total].role == Role::Subtotal {
        vec![since, until]
    } else {
        vec![
            all, before, since, until, subtotals, with_rest, of_period, of_measure, unsaid,
        ]
    };
    sets.into_iter().filter(|set| !set.is_empty()).collect()
}

/// The parts that stand after the last subtotal.
fn beyond(heads: &[Header], parts: &[usize]) -> Vec<usize> {
    let last = heads.iter().rposition(|head| head.role == Role::Subtotal);
    parts
        .iter()
        .copied()
        .filter(|part| last.is_none_or(|last| *part > last))
        .collect()
}

/// Whether an item is the sum that it seems to be. What is called a total of something may be a number of its own, and
/// a column called total may count more than the columns beside it; then it fits hardly anywhere.
fn believed(view: &View<'_>, total: usize, held: &[Held]) -> bool {
    let head = &view.items()[total];
    if !head.said.role.is_empty() || !head.said.sum_of.is_empty() {
        return true;
    }
    let parts = held.iter().map(|held| held.parts.len()).max().unwrap_or(0);
    let told = |held: &&Held| {
        view.number(held.series, held.total)
            .is_some_and(|number| number.value > 0.0)
    };
    let (fit, unfit): (Vec<&Held>, Vec<&Held>) = held.iter().filter(told).partition(|held| held.fits);
    let mostly = !fit.is_empty() && fit.len() >= unfit.len();
    let is_at_end = total == 0 || total + 1 == view.items().len();
    match (view.across, head.is_plain) {
        (false, true) => parts > 0,
        (false, false) => parts > 1 && (is_at_end || mostly),
        (true, _) => parts > 1 && mostly,
    }
}
