//! Columns that say how others changed: a difference, percentage points, or a word.

use super::{Check, fitting};
use crate::domain::publication::{
    cell::Cell,
    direction::Direction,
    finding::Rule,
    number::{Number, plain, same},
    view::View,
    words::Role,
};

/// What a cell says of a change.
enum Said {
    Difference(Number),
    Direction(Direction),
}

impl Check<'_> {
    pub(super) fn changes(&mut self) {
        for (_, view) in self.views() {
            for series in 0..view.series().len() {
                let head = &view.series()[series];
                let is_change = head.role == Role::Change || !head.said.from.is_empty();
                if is_change {
                    self.changes_of(&view, series);
                }
            }
        }
    }

    fn changes_of(&mut self, view: &View<'_>, series: usize) {
        let said = &view.series()[series].said;
        let stated = view.named(&said.from).zip(view.named(&said.to));
        let is_stated = stated.is_some();
        let pairs = match stated {
            Some((from, to)) => vec![(from[0], to[0])],
            None => pairs(view, series),
        };
        let best = pairs
            .into_iter()
            .map(|pair| {
                let told = (0..view.items().len()).filter_map(|item| holds(view, series, pair, item));
                let told: Vec<bool> = told.collect();
                let fit = told.iter().filter(|fits| **fits).count();
                (pair, fit, told.len() - fit)
            })
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        let Some((pair, fit, unfit)) = best else {
            return;
        };
        if !is_stated && (fit == 0 || fit < 2 * unfit) {
            return;
        }
        for item in 0..view.items().len() {
            if holds(view, series, pair, item) == Some(false) {
                self.wrong_change(view, series, pair, item);
            }
        }
    }

    fn wrong_change(&mut self, view: &View<'_>, series: usize, (from, to): (usize, usize), item: usize) {
        let (Some(from), Some(to)) = (view.number(from, item), view.number(to, item)) else {
            return;
        };
        let difference = to.value - from.value;
        let places = vec![view.place(series, item)];
        match said(view, series, item) {
            Some(Said::Difference(number)) => {
                let follows = plain(difference);
                let how = format!("From {from} to {to} is {follows}, and {number} is stated.");
                self.find(Rule::Difference, places, number.to_string(), follows, how);
            }
            Some(Said::Direction(direction)) => {
                let follows = direction_of(difference).name();
                let how = format!(
                    "From {from} to {to} is {follows}, and {} is stated.",
                    direction.name()
                );
                self.find(Rule::Direction, places, direction.name(), follows, how);
            }
            None => {}
        }
    }
}

/// The direction of a difference.
pub(super) fn direction_of(difference: f64) -> Direction {
    if same(difference, 0.0) {
        Direction::Same
    } else if difference > 0.0 {
        Direction::Up
    } else {
        Direction::Down
    }
}

fn said(view: &View<'_>, series: usize, item: usize) -> Option<Said> {
    match view.cell(series, item) {
        Cell::Number(number) if !fitting::is_percent(&view.unit(series, item)) => {
            Some(Said::Difference(*number))
        }
        Cell::Text(text) => Direction::of(text).map(Said::Direction),
        _ => None,
    }
}

/// Whether what is said of a change is so; none where that cannot be said.
fn holds(view: &View<'_>, series: usize, (from, to): (usize, usize), item: usize) -> Option<bool> {
    let difference = view.number(to, item)?.value - view.number(from, item)?.value;
    let is_signed =
        (0..view.items().len()).any(|item| view.number(series, item).is_some_and(|one| one.value < 0.0));
    Some(match said(view, series, item)? {
        Said::Difference(number) => number.rounds(difference) || (!is_signed && number.rounds(-difference)),
        Said::Direction(Direction::Similar) => true,
        Said::Direction(direction) => direction == direction_of(difference),
    })
}

/// The pairs of series that a change can be between: each with a period, from the earlier to the later.
fn pairs(view: &View<'_>, series: usize) -> Vec<(usize, usize)> {
    let heads = view.series();
    let start = |one: usize| {
        heads[one]
            .period
            .as_ref()
            .and_then(|when| when.period)
            .map(|period| period.starts_on())
    };
    let others: Vec<usize> = (0..heads.len())
        .filter(|one| *one != series && heads[*one].role != Role::Change && start(*one).is_some())
        .collect();
    let mut pairs = Vec::new();
    for from in &others {
        let later = others.iter().filter(|to| start(**to) > start(*from));
        pairs.extend(later.map(|to| (*from, *to)));
    }
    pairs
}
