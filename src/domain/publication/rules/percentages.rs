//! Percentages in tables against the numbers that they are of.

use super::{
    Check,
    fitting::{self, Fraction, Printed, Way, printed},
    sums::is_heading,
};
use crate::domain::publication::{
    finding::Rule,
    number::{Number, plain, same},
    view::View,
    words::{Role, normal},
};

impl Check<'_> {
    pub(super) fn percentages(&mut self) {
        for (document, view) in self.views() {
            for series in 0..view.series().len() {
                if view.series()[series].role != Role::Note && is_of_percentages(&view, series) {
                    self.series_of_percentages(document, &view, series);
                }
            }
        }
    }

    fn series_of_percentages(&mut self, document: usize, view: &View<'_>, series: usize) {
        let table_whole = self.whole_of(document, view).map(|whole| whole.number.value);
        let said = fitting::said(view, series, table_whole);
        let is_said = said.is_some();
        let ways = said.unwrap_or_else(|| {
            let mut ways = fitting::guessed(view, series, table_whole);
            ways.extend(self.of_elsewhere(document, view, series));
            ways
        });
        let best = ways
            .into_iter()
            .map(|way| {
                let (fit, unfit) = tally(view, series, &way);
                (way, fit, unfit)
            })
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        match best {
            Some((way, fit, unfit)) if is_said || is_believed(view, series, &way, (fit, unfit)) => {
                for item in 0..view.items().len() {
                    let fits = way.fits(view, series, item) != Some(false);
                    if !(fits
                        || is_sum_of_rounded(view, series, item)
                        || is_of_row_before(view, series, item, &way))
                    {
                        self.wrong_percentage(document, view, (series, item), &way);
                    }
                }
            }
            _ => {
                self.whole_numbers(view, series);
                self.hundred(view, series);
            }
        }
    }

    fn wrong_percentage(
        &mut self,
        document: usize,
        view: &View<'_>,
        (series, item): (usize, usize),
        way: &Way,
    ) {
        let (Some(fraction), Some(printed)) = (way.fraction(view, item), printed(view, series, item)) else {
            return;
        };
        let exact = fraction.percent();
        let number = match printed {
            Printed::Number(number) | Printed::Below(number) => number,
        };
        let places = vec![view.place(series, item)];
        let stated = format!(
            "{}%",
            Number {
                is_percent: false,
                ..number
            }
        );
        let follows = format!("{}%", number.finer(exact));
        let Fraction { top, bottom } = fraction;
        if let Way::Growth { from, to } = way {
            let (from, to) = (view.number(*from, item), view.number(*to, item));
            let ends = from
                .zip(to)
                .map(|(from, to)| format!("from {from} to {to}"))
                .unwrap_or_default();
            let how = format!(
                "{ends} is {follows}, and {stated} is stated{}.",
                cut(&number, exact)
            );
            self.find(Rule::Growth, places, stated, follows, how);
            return;
        }
        let of = format!("{} of {} is {follows}", plain(top), plain(bottom));
        if top > bottom {
            let how = format!("{} of {} is more than the whole.", plain(top), plain(bottom));
            self.find(
                Rule::MoreThanWhole,
                places,
                stated,
                format!("at most {}", plain(bottom)),
                how,
            );
        } else if let Some(mean) = mean_of_rates(view, item, way, &number) {
            let how = format!(
                "{of}; {stated} is the mean of the rows' percentages, {}%.",
                number.finer(mean)
            );
            self.find(Rule::MeanOfRates, places, stated, follows, how);
        } else if number.is_cut_from(exact) {
            let how = format!("{of}, and {stated} is stated{}.", cut(&number, exact));
            self.find(Rule::Share, places, stated, follows, how);
        } else {
            let when = view.when(series, item);
            let others = self.other_fits(document, (top, bottom), &number, &when);
            let (rule, hint) = named(&others, &stated);
            self.find(rule, places, stated, follows, format!("{of}{hint}."));
        }
    }

    /// Percentages without numbers: whether any whole number of what they are said to be of gives them.
    fn whole_numbers(&mut self, view: &View<'_>, series: usize) {
        let whole = &view.series()[series].said.whole;
        let (named, fixed) = (view.named(whole), Number::parse(whole));
        for item in 0..view.items().len() {
            let Some(Printed::Number(percent)) = printed(view, series, item) else {
                continue;
            };
            let of_item = named.as_ref().and_then(|named| view.sum(named, item));
            let Some(whole) = fixed.map(|number| number.value).or(of_item) else {
                continue;
            };
            if !has_whole_number(&percent, whole) {
                let how = format!("No whole number of {} is {percent}.", plain(whole));
                let place = view.place(series, item);
                self.find(
                    Rule::NoWholeNumber,
                    vec![place],
                    percent.to_string(),
                    "another percentage",
                    how,
                );
            }
        }
    }
}

/// What a finding says of the other numbers that a percentage fits.
pub(super) fn named(others: &[String], stated: &str) -> (Rule, String) {
    if others.is_empty() {
        (Rule::Share, format!(", and {stated} is stated"))
    } else {
        (
            Rule::OtherDenominator,
            format!("; {stated} fits {}", others.join(", and ")),
        )
    }
}

/// Says that a number was cut off where it should have been rounded.
pub(super) fn cut(number: &Number, exact: f64) -> &'static str {
    if number.is_cut_from(exact) {
        ", cut off and not rounded"
    } else {
        ""
    }
}

/// Whether a whole number of so many is a percentage when rounded.
pub(super) fn has_whole_number(percent: &Number, whole: f64) -> bool {
    let about = percent.value * whole / 100.0;
    let near = [
        about.floor() - 1.0,
        about.floor(),
        about.ceil(),
        about.ceil() + 1.0,
    ];
    whole <= 0.0
        || near
            .iter()
            .any(|part| *part >= 0.0 && percent.rounds(100.0 * part / whole))
}

/// Whether a series holds percentages: its heading says so, or each of its numbers is one.
fn is_of_percentages(view: &View<'_>, series: usize) -> bool {
    let head = &view.series()[series];
    let is_one = |item: usize| fitting::is_percent(&view.unit(series, item));
    let attached = (0..view.items().len()).any(|item| view.cell(series, item).share().is_some());
    let numbers: Vec<usize> = (0..view.items().len())
        .filter(|item| view.number(series, *item).is_some())
        .collect();
    let of_head = head
        .unit
        .as_ref()
        .or(head.guessed_unit.as_ref())
        .is_some_and(fitting::is_percent);
    attached
        || (!numbers.is_empty() && (of_head || numbers.iter().all(|item| is_one(*item))))
        || (of_head && (0..view.items().len()).any(|item| printed(view, series, item).is_some()))
}

/// Whether a total is the sum of percentages that were rounded, such as 99% or 101%.
fn is_sum_of_rounded(view: &View<'_>, series: usize, item: usize) -> bool {
    let number = |item: usize| match printed(view, series, item)? {
        Printed::Number(number) => Some(number.value),
        Printed::Below(_) => None,
    };
    let parts: Vec<usize> = (0..view.items().len())
        .filter(|part| view.items()[*part].role == Role::Part && !is_heading(view, *part))
        .collect();
    let sum: Option<f64> = parts.iter().map(|part| number(*part)).sum();
    let near = |sum: &f64| (sum - 100.0).abs() <= 3.0;
    let total = number(item).filter(|_| view.items()[item].role == Role::Total);
    sum.filter(near)
        .zip(total)
        .is_some_and(|(sum, total)| same(sum, total))
}

/// Whether the percentage of what is counted within a row is of that row.
fn is_of_row_before(view: &View<'_>, series: usize, item: usize, way: &Way) -> bool {
    let part = match way {
        Way::OfTotal { part, .. }
        | Way::OfSum { part, .. }
        | Way::OfNumber { part, .. }
        | Way::OfElsewhere { part, .. } => *part,
        Way::OfSeries { .. } | Way::Growth { .. } => return false,
    };
    let within = (0..item)
        .rev()
        .find(|before| view.items()[*before].role != Role::OfWhich);
    let fraction = within
        .filter(|_| view.items()[item].role == Role::OfWhich)
        .and_then(|within| Some((view.number(part, item)?, view.number(part, within)?)));
    match (fraction, printed(view, series, item)) {
        (Some((top, bottom)), Some(Printed::Number(number))) if bottom.value > 0.0 => {
            number.rounds(100.0 * top.value / bottom.value)
        }
        _ => false,
    }
}

/// How many percentages fit a way, and how many do not. One of nothing tells nothing.
fn tally(view: &View<'_>, series: usize, way: &Way) -> (usize, usize) {
    let (mut fit, mut unfit) = (0, 0);
    for item in 0..view.items().len() {
        let tells = way
            .fraction(view, item)
            .is_some_and(|fraction| fraction.top.abs() > 0.0);
        match way.fits(view, series, item) {
            Some(true) if tells => fit += 1,
            Some(false) => unfit += 1,
            _ => {}
        }
    }
    (fit, unfit)
}

/// Whether percentages that say nothing of what they are of are of this: most of them fit it.
fn is_believed(view: &View<'_>, series: usize, way: &Way, (fit, unfit): (usize, usize)) -> bool {
    let is_plain = match way {
        Way::OfTotal { .. } | Way::OfSum { .. } | Way::OfNumber { .. } => true,
        // "% upheld" names what is on top.
        Way::OfSeries { part, .. } => {
            let (of, top) = (
                normal(view.series()[series].label()),
                normal(view.series()[*part].label()),
            );
            let last = top.rsplit(' ').next().unwrap_or_default();
            last.len() > 3 && of.split(' ').any(|word| word == last)
        }
        Way::Growth { .. } => false,
        Way::OfElsewhere { .. } => return fit >= 3 && fit >= 3 * unfit,
    };
    (fit >= 2 && fit >= 2 * unfit) || (is_plain && fit >= 1 && unfit <= fit && fit + unfit <= 3)
}

/// The mean of the rows' rates, where a total is that and not the rate of the sums.
fn mean_of_rates(view: &View<'_>, item: usize, way: &Way, number: &Number) -> Option<f64> {
    if view.items()[item].role != Role::Total {
        return None;
    }
    let parts = (0..view.items().len()).filter(|part| view.items()[*part].role == Role::Part);
    let rates: Vec<f64> = parts
        .filter_map(|part| way.fraction(view, part).map(Fraction::percent))
        .collect();
    mean(&rates).filter(|mean| number.rounds(*mean))
}

/// The mean of numbers; none of none.
pub(super) fn mean(numbers: &[f64]) -> Option<f64> {
    let count = u32::try_from(numbers.len()).ok().filter(|count| *count > 0)?;
    Some(numbers.iter().sum::<f64>() / f64::from(count))
}
