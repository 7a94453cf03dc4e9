//! What a printed percentage can be of, and what else it would fit.

use super::Check;
use crate::domain::publication::{
    cell::Cell,
    document::When,
    finding::Place,
    number::{Number, plain, same},
    unit::Unit,
    view::View,
    words::Role,
};

/// How many series of counts are tried for what a percentage is of: all pairs of them are.
const NEAREST: usize = 8;
/// How many totals that stand elsewhere are tried.
const ELSEWHERE: usize = 30;
/// How many findings are told what else they would fit: each looks through the whole document.
const EXPLAINED: usize = 200;

/// What the percentages of a series are of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Way {
    /// A series, of the sum of others in the same line.
    OfSeries { part: usize, whole: Vec<usize> },
    /// A series, of its own total as stated.
    OfTotal { part: usize, total: usize },
    /// A series, of the sum of its parts.
    OfSum { part: usize, sum: f64 },
    /// A series, of a number.
    OfNumber { part: usize, number: f64 },
    /// A series, of a total that stands elsewhere in the document.
    OfElsewhere { part: usize, number: f64 },
    /// The growth from one series to another.
    Growth { from: usize, to: usize },
}

/// A fraction: what is on top, and what it is divided by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fraction {
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Fraction {
    pub(super) fn percent(self) -> f64 {
        100.0 * self.top / self.bottom
    }
}

impl Way {
    /// The fraction for an item; none where a number is not shown, or there is nothing to divide by.
    pub(super) fn fraction(&self, view: &View<'_>, item: usize) -> Option<Fraction> {
        let value = |series: usize| view.number(series, item).map(|number| number.value);
        let (top, bottom) = match self {
            Self::OfSeries { part, whole } => (value(*part)?, view.sum(whole, item)?),
            Self::OfTotal { part, total } => (value(*part)?, view.number(*part, *total)?.value),
            Self::OfSum { part, sum: bottom }
            | Self::OfNumber { part, number: bottom }
            | Self::OfElsewhere { part, number: bottom } => (value(*part)?, *bottom),
            Self::Growth { from, to } => (value(*to)? - value(*from)?, value(*from)?),
        };
        (bottom > 0.0).then_some(Fraction { top, bottom })
    }

    /// Whether a printed percentage fits; none where that cannot be said.
    pub(super) fn fits(&self, view: &View<'_>, series: usize, item: usize) -> Option<bool> {
        let exact = self.fraction(view, item)?.percent();
        match printed(view, series, item)? {
            Printed::Number(number) => Some(number.rounds(exact) || self.is_unsigned(&number, exact)),
            Printed::Below(limit) => Some(exact <= limit.value + limit.half()),
        }
    }

    /// A decrease is often printed without its sign.
    fn is_unsigned(&self, number: &Number, exact: f64) -> bool {
        matches!(self, Self::Growth { .. }) && number.value > 0.0 && number.rounds(-exact)
    }
}

/// A percentage as printed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Printed {
    Number(Number),
    Below(Number),
}

/// The percentage in a cell, or beside the count in it.
pub(super) fn printed(view: &View<'_>, series: usize, item: usize) -> Option<Printed> {
    match view.cell(series, item) {
        Cell::Shared { share, .. } => Some(Printed::Number(*share)),
        Cell::Number(number) if is_percent(&view.unit(series, item)) => Some(Printed::Number(*number)),
        Cell::Below(limit) if is_percent(&view.unit(series, item)) => Some(Printed::Below(*limit)),
        _ => None,
    }
}

pub(super) fn is_percent(unit: &Unit) -> bool {
    *unit == Unit::Percent
}

/// Whether a series counts something that percentages can be of.
pub(super) fn counts(view: &View<'_>, series: usize) -> bool {
    let head = &view.series()[series];
    let has_number = |item: usize| view.number(series, item).is_some() && view.unit(series, item).adds_up();
    head.role != Role::Change && (0..view.items().len()).any(has_number)
}

/// The ways that a series says, by naming what is on top and what it is divided by.
pub(super) fn said(view: &View<'_>, series: usize, table_whole: Option<f64>) -> Option<Vec<Way>> {
    let said = &view.series()[series].said;
    if !said.from.is_empty() || !said.to.is_empty() {
        let (from, to) = (view.named(&said.from)?, view.named(&said.to)?);
        return Some(vec![Way::Growth {
            from: from[0],
            to: to[0],
        }]);
    }
    if said.whole.is_empty() && said.part.is_empty() {
        return None;
    }
    let whole = view.named(&said.whole);
    let not_whole = |one: &usize| whole.as_ref().is_none_or(|whole| !whole.contains(one));
    let attached = (0..view.items().len()).any(|item| view.cell(series, item).share().is_some());
    let nearest = || {
        let near = nearest_counts(view, series).into_iter().find(not_whole);
        if attached { Some(series) } else { near }
    };
    let part = match view.named(&said.part) {
        Some(part) => Some(part[0]),
        None => nearest(),
    }?;
    if let Some(whole) = whole {
        return Some(vec![Way::OfSeries { part, whole }]);
    }
    if let Some(number) = Number::parse(&said.whole) {
        let number = number.value;
        return Some(vec![Way::OfNumber { part, number }]);
    }
    let of_table = table_whole.map(|number| Way::OfNumber { part, number });
    if said.whole.trim() == "table" {
        return of_table.map(|way| vec![way]);
    }
    let of_itself = of_itself(view, part);
    Some(if of_itself.is_empty() {
        of_table.into_iter().collect()
    } else {
        of_itself
    })
}

/// The ways that a series can have where it says none, the likeliest first.
pub(super) fn guessed(view: &View<'_>, series: usize, table_whole: Option<f64>) -> Vec<Way> {
    let mut parts = nearest_counts(view, series);
    let attached = (0..view.items().len()).any(|item| view.cell(series, item).share().is_some());
    if attached {
        parts.insert(0, series);
    }
    let mut ways = Vec::new();
    let is_change = view.series()[series].role == Role::Change;
    if !is_change {
        for part in &parts {
            ways.extend(of_itself(view, *part));
            ways.extend(table_whole.map(|number| Way::OfNumber { part: *part, number }));
        }
        for part in &parts {
            for whole in parts.iter().filter(|whole| *whole != part) {
                for whole in [vec![*whole], vec![*part, *whole]] {
                    ways.push(Way::OfSeries { part: *part, whole });
                }
            }
        }
    }
    for from in &parts {
        let others = parts.iter().filter(|to| *to != from);
        ways.extend(others.map(|to| Way::Growth { from: *from, to: *to }));
    }
    ways
}

/// A series of its own total, and of the sum of its parts.
fn of_itself(view: &View<'_>, part: usize) -> Vec<Way> {
    let mut ways = Vec::new();
    let totals = (0..view.items().len())
        .filter(|item| view.items()[*item].role == Role::Total && view.number(part, *item).is_some());
    ways.extend(totals.map(|total| Way::OfTotal { part, total }));
    let numbers: Option<Vec<f64>> = (0..view.items().len())
        .filter(|item| super::sums::is_part(view, part, *item))
        .map(|item| view.number(part, item).map(|number| number.value))
        .collect();
    ways.extend(numbers.map(|numbers| Way::OfSum {
        part,
        sum: numbers.iter().sum(),
    }));
    ways
}

/// The series of counts: those before it from the nearest on, then those after it.
fn nearest_counts(view: &View<'_>, series: usize) -> Vec<usize> {
    let before = (0..series).rev();
    let after = series + 1..view.series().len();
    before
        .chain(after)
        .filter(|one| counts(view, *one))
        .take(NEAREST)
        .collect()
}

/// The totals of a table for a period.
fn totals(view: &View<'_>, when: &When) -> Vec<f64> {
    let mut found = Vec::new();
    for item in (0..view.items().len()).filter(|item| view.items()[*item].role == Role::Total) {
        for series in 0..view.series().len() {
            let counted = view.unit(series, item).adds_up() && view.when(series, item).is(when);
            found.extend(
                view.number(series, item)
                    .filter(|_| counted)
                    .map(|number| number.value),
            );
        }
    }
    found
}

impl Check<'_> {
    /// A series of totals of other tables, and of what is counted by itself, in the same period.
    pub(super) fn of_elsewhere(&self, document: usize, view: &View<'_>, series: usize) -> Vec<Way> {
        if view.series()[series].role == Role::Change || view.items().is_empty() {
            return Vec::new();
        }
        let when = view.when(series, 0);
        let mut numbers: Vec<f64> = Vec::new();
        let facts = self.ledger.of_document(document);
        let facts =
            facts.filter(|fact| fact.key.row.is_empty() && fact.unit.adds_up() && fact.when.is(&when));
        let stated = facts.map(|fact| fact.number.value);
        let totals = view.publication.tables.iter().flat_map(|table| {
            let view = View {
                table,
                across: false,
                ..*view
            };
            totals(&view, &when)
        });
        for number in stated.chain(totals) {
            if number > 0.0 && !numbers.iter().any(|other| same(*other, number)) {
                numbers.push(number);
            }
        }
        numbers.truncate(ELSEWHERE);
        let parts: Vec<usize> = nearest_counts(view, series).into_iter().take(2).collect();
        let of = |part: usize| {
            numbers.iter().map(move |number| Way::OfElsewhere {
                part,
                number: *number,
            })
        };
        parts.into_iter().flat_map(of).collect()
    }

    /// What else in its document a percentage would fit: the same part of another whole, or the whole or the part
    /// without something. At most two.
    pub(super) fn other_fits(
        &self,
        document: usize,
        (part, whole): (f64, f64),
        percent: &Number,
        when: &When,
    ) -> Vec<String> {
        if self.findings.len() >= EXPLAINED {
            return Vec::new();
        }
        let fits = |top: f64, bottom: f64| {
            bottom > 0.0 && top >= 0.0 && top <= bottom && percent.rounds(100.0 * top / bottom)
        };
        let mut facts: Vec<_> = self
            .ledger
            .of_document(document)
            .filter(|fact| fact.when.is(when) && fact.unit.adds_up() && fact.number.value > 0.0)
            .take(300)
            .collect();
        // What is counted by itself is likelier meant than a row of a table.
        facts.sort_by_key(|fact| !fact.key.row.is_empty());
        let mut found: Vec<(String, &Place)> = Vec::new();
        let mut add = |text: String, place| {
            if !found.iter().any(|(other, _)| *other == text) {
                found.push((text, place));
            }
        };
        for fact in &facts {
            let other = fact.number.value;
            if !same(other, whole) && !same(other, part) && fits(part, other) && fact.key.row.is_empty() {
                add(format!("{} of {}", plain(part), fact.number), &fact.place);
            }
        }
        for fact in &facts {
            let less = fact.number.value;
            if less < whole && !same(less, part) && fits(part, whole - less) {
                let rest = plain(whole - less);
                add(
                    format!(
                        "{} of {rest} ({} without {})",
                        plain(part),
                        plain(whole),
                        fact.number
                    ),
                    &fact.place,
                );
            }
            if less < whole && fits(whole - less, whole) {
                let rest = plain(whole - less);
                add(
                    format!("{rest} of {0} ({0} without {1})", plain(whole), fact.number),
                    &fact.place,
                );
            }
        }
        found.truncate(2);
        found
            .into_iter()
            .map(|(text, place)| format!("{text}, as in {place}"))
            .collect()
    }
}
