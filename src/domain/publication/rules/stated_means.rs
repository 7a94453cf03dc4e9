//! Comparisons, means and dates that sentences state.

use super::{Check, changes::direction_of, statements::Stated};
use crate::domain::publication::{
    direction::Direction,
    document::{Band, Statement, StatementKind},
    finding::Rule,
    ledger::council_key,
    number::{plain, same},
    when,
    words::normal,
};

impl<'a> Check<'a> {
    pub(super) fn comparison(&mut self, stated: &Stated<'a>) {
        let Statement { from, to, said, .. } = stated.statement;
        let (Some(one), Some(other)) = (*from, *to) else {
            return;
        };
        let words = normal(&said.says);
        let difference = one.value - other.value;
        let holds = if ["within", "at most", "up to", "no more than"]
            .iter()
            .any(|word| words.contains(word))
        {
            difference <= 0.0
        } else if words.contains("at least") {
            difference >= 0.0
        } else {
            match Direction::of(&said.says) {
                Some(Direction::Similar) | None => true,
                Some(direction) => direction == direction_of(difference),
            }
        };
        if !holds {
            let how = format!(
                "{one} is said to be \"{}\" {other}; the difference is {}.",
                said.says,
                plain(difference)
            );
            let follows = format!("{one} against {other}");
            self.find(
                Rule::Comparison,
                vec![stated.place.clone()],
                said.says.clone(),
                follows,
                how,
            );
        }
    }

    pub(super) fn mean(&mut self, stated: &Stated<'a>) {
        let Statement {
            value,
            n,
            whole,
            excluded,
            bands,
            from,
            to,
            ..
        } = stated.statement;
        let Some(value) = *value else {
            return;
        };
        let places = || vec![stated.place.clone()];
        if let (Some(n), Some(whole), Some(excluded)) = (n, whole, excluded) {
            let of = whole.value - excluded.value;
            if !same(n.value, of) {
                let how = format!(
                    "{excluded} of {whole} are left out, so the mean is of {}, not of {n}.",
                    plain(of)
                );
                self.find(Rule::MeanNumber, places(), n.to_string(), plain(of), how);
            }
        }
        let count: f64 = bands.iter().map(|band| band.count).sum();
        if let Some(n) = n.filter(|n| count > 0.0 && !same(n.value, count)) {
            let how = format!(
                "The bands hold {}, and the mean is said to be of {n}.",
                plain(count)
            );
            self.find(Rule::MeanNumber, places(), n.to_string(), plain(count), how);
        }
        let mut bounds = (
            from.map_or(f64::NEG_INFINITY, |low| low.value),
            to.map_or(f64::INFINITY, |high| high.value),
        );
        if count > 0.0 {
            let least: f64 = bands.iter().map(|band| band.count * band.low).sum();
            let open = |band: &Band| band.count * band.high.unwrap_or(f64::INFINITY);
            let most: f64 = bands.iter().filter(|band| band.count > 0.0).map(open).sum();
            bounds = (bounds.0.max(least / count), bounds.1.min(most / count));
        }
        let half = value.half();
        if value.value < bounds.0 - half - 1e-9 || value.value > bounds.1 + half + 1e-9 {
            let text = |bound: f64| {
                if bound.is_finite() {
                    plain(bound)
                } else {
                    "any".to_owned()
                }
            };
            let follows = format!("{} to {}", text(bounds.0), text(bounds.1));
            let how = format!("What the mean is of lies so that it is from {follows}; {value} is stated.");
            self.find(Rule::OutsideRange, places(), value.to_string(), follows, how);
        }
    }

    pub(super) fn dates(&mut self) {
        let stated = self.stated(StatementKind::Date);
        for (number, one) in stated.iter().enumerate() {
            let said = &one.statement.said;
            let Some(date) = when::date(&said.value) else {
                continue;
            };
            let early = when::date(&said.from)
                .filter(|from| date < *from)
                .map(|from| (from, "before"));
            let late = when::date(&said.to)
                .filter(|to| date > *to)
                .map(|to| (to, "after"));
            if let Some((bound, side)) = early.or(late) {
                let how = format!("{}, {date}, lies {side} {bound}, which cannot be.", said.measure);
                self.find(
                    Rule::Date,
                    vec![one.place.clone()],
                    date.to_string(),
                    bound.to_string(),
                    how,
                );
            }
            let earlier = stated[..number].iter().find(|other| {
                let is_same = normal(&other.statement.said.measure) == normal(&said.measure);
                let council =
                    council_key(&other.publication.council) == council_key(&one.publication.council);
                let other_date = when::date(&other.statement.said.value);
                is_same
                    && council
                    && !said.measure.is_empty()
                    && other_date.is_some_and(|other| other != date)
            });
            if let Some(other) = earlier {
                let rule = if other.document == one.document {
                    Rule::SectionsDiffer
                } else {
                    Rule::DocumentsDiffer
                };
                let before = &other.statement.said.value;
                let how = format!("{}: {} and {before}.", said.measure, said.value);
                let places = vec![one.place.clone(), other.place.clone()];
                self.find(rule, places, said.value.clone(), before.clone(), how);
            }
        }
    }
}
