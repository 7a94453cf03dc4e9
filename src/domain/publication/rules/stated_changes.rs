//! Changes that sentences state: the direction, the size, the words for it.

use super::{
    Check,
    changes::direction_of,
    percentages::cut,
    statements::{Stated, period_of},
};
use crate::domain::publication::{
    direction::{Degree, Direction},
    document::{Statement, StatementKind},
    finding::Rule,
    number::{Number, plain},
    unit::Unit,
};

/// What may still be called similar, and what no longer slight, as shares of what it was.
const SIMILAR_MOST: f64 = 0.10;
const SLIGHT_MOST: f64 = 0.25;
/// What is not yet large.
const LARGE_LEAST: f64 = 0.05;

/// The two ends of a change.
#[derive(Debug, Clone, Copy)]
struct Ends {
    from: Number,
    to: Number,
    /// Whether they are percentages.
    percent: bool,
}

impl Ends {
    fn difference(self) -> f64 {
        self.to.value - self.from.value
    }

    fn growth(self) -> Option<f64> {
        (self.from.value > 0.0).then(|| 100.0 * self.difference() / self.from.value)
    }

    fn text(self) -> String {
        format!("from {} to {}", self.from, self.to)
    }
}

impl<'a> Check<'a> {
    pub(super) fn stated_changes(&mut self) {
        for stated in self.stated(StatementKind::Change) {
            let direction = Direction::of(&stated.statement.said.says);
            match self.ends(&stated) {
                Some(ends) => {
                    self.direction(&stated, ends, direction);
                    self.degree(&stated, ends, direction);
                    self.growth(&stated, ends);
                    self.difference(&stated, ends);
                }
                None => self.possible_growth(&stated, direction),
            }
        }
    }

    /// The ends as stated, or as the tables have them.
    fn ends(&self, stated: &Stated<'a>) -> Option<Ends> {
        let Statement { from, to, said, .. } = stated.statement;
        let found = |period: &str| {
            let fact = self.ledger.find(
                stated.document,
                &said.measure,
                &said.row,
                &period_of(stated, period),
            );
            fact.filter(|_| !said.measure.is_empty()).map(|fact| fact.number)
        };
        let to_period = if said.to_period.is_empty() {
            &said.period
        } else {
            &said.to_period
        };
        let from = from.or_else(|| found(&said.from_period).filter(|_| !said.from_period.is_empty()))?;
        let to = to.or_else(|| found(to_period))?;
        let percent = (from.is_percent && to.is_percent) || Unit::of(&said.unit) == Unit::Percent;
        Some(Ends { from, to, percent })
    }

    fn direction(&mut self, stated: &Stated<'a>, ends: Ends, direction: Option<Direction>) {
        let Some(direction) = direction else {
            return;
        };
        let actual = direction_of(ends.difference());
        let holds = match direction {
            Direction::Similar => ends
                .growth()
                .is_none_or(|growth| growth.abs() <= 100.0 * SIMILAR_MOST),
            direction => direction == actual,
        };
        if !holds {
            let growth = ends
                .growth()
                .map_or(String::new(), |growth| format!(", {growth:+.1}%"));
            let how = format!(
                "{} is {} ({:+}{growth}), and \"{}\" is stated.",
                ends.text(),
                actual.name(),
                ends.difference(),
                stated.statement.said.says
            );
            self.find(
                Rule::Direction,
                vec![stated.place.clone()],
                direction.name(),
                actual.name(),
                how,
            );
        }
    }

    fn degree(&mut self, stated: &Stated<'a>, ends: Ends, direction: Option<Direction>) {
        let (Some(degree), Some(growth)) = (Degree::of(&stated.statement.said.says), ends.growth()) else {
            return;
        };
        if direction.is_some_and(|direction| direction != direction_of(ends.difference())) {
            return;
        }
        let ratio = ends.to.value / ends.from.value;
        let (holds, rule) = match degree {
            Degree::Slight => (
                growth.abs() <= 100.0 * SLIGHT_MOST || ends.difference().abs() < 3.0,
                Rule::Degree,
            ),
            Degree::Large => (growth.abs() >= 100.0 * LARGE_LEAST, Rule::Degree),
            Degree::Doubled => ((1.75..=2.25).contains(&ratio), Rule::Growth),
            Degree::MoreThanDoubled => (ratio > 2.0, Rule::Growth),
            Degree::Halved => ((0.4..=0.6).contains(&ratio), Rule::Growth),
        };
        if !holds {
            let says = &stated.statement.said.says;
            let how = format!("{} is {growth:+.1}%, and \"{says}\" is stated.", ends.text());
            self.find(
                rule,
                vec![stated.place.clone()],
                says.clone(),
                format!("{growth:+.1}%"),
                how,
            );
        }
    }

    fn growth(&mut self, stated: &Stated<'a>, ends: Ends) {
        let (Some(percent), Some(growth)) = (stated.statement.percent, ends.growth()) else {
            return;
        };
        // The words carry the sign.
        let fits =
            |exact: f64| percent.rounds(exact) || (percent.value >= 0.0 && percent.rounds(exact.abs()));
        if fits(growth) {
            return;
        }
        let places = vec![stated.place.clone()];
        let printed = format!(
            "{}%",
            Number {
                is_percent: false,
                ..percent
            }
        );
        let follows = format!("{}%", percent.finer(growth));
        if ends.percent && fits(ends.difference()) {
            let how = format!(
                "{} is {} percentage points; in percent it is {follows}.",
                ends.text(),
                plain(ends.difference())
            );
            self.find(Rule::Points, places, printed, follows, how);
            return;
        }
        let exact = if percent.value >= 0.0 {
            growth.abs()
        } else {
            growth
        };
        let how = format!(
            "{} is {follows}, and {printed} is stated{}.",
            ends.text(),
            cut(&percent, exact)
        );
        self.find(Rule::Growth, places, printed, follows, how);
    }

    fn difference(&mut self, stated: &Stated<'a>, ends: Ends) {
        let Statement { value, points, .. } = stated.statement;
        let difference = ends.difference();
        for number in [*value, *points].into_iter().flatten() {
            let half = if ends.percent {
                ends.from.half() + ends.to.half()
            } else {
                number.half()
            };
            let away = (number.value.abs() - difference.abs()).abs();
            if away > half + 1e-9 {
                let follows = plain(difference);
                let how = format!("{} is {follows}, and {number} is stated.", ends.text());
                self.find(
                    Rule::Difference,
                    vec![stated.place.clone()],
                    number.to_string(),
                    follows,
                    how,
                );
            }
        }
    }

    /// A growth whose other end is not told: whether any whole number gives it.
    fn possible_growth(&mut self, stated: &Stated<'a>, direction: Option<Direction>) {
        let Statement {
            percent, from, to, ..
        } = stated.statement;
        let (Some(percent), Some(known)) = (*percent, to.or(*from)) else {
            return;
        };
        if known.is_percent || !known.is_whole() || known.value <= 0.0 {
            return;
        }
        let sign = if direction == Some(Direction::Down) && percent.value > 0.0 {
            -1.0
        } else {
            1.0
        };
        let growth = sign * percent.value / 100.0;
        let about = if to.is_some() {
            known.value / (1.0 + growth)
        } else {
            known.value * (1.0 + growth)
        };
        if !about.is_finite() || growth <= -1.0 {
            return;
        }
        let near = [
            about.floor() - 1.0,
            about.floor(),
            about.ceil(),
            about.ceil() + 1.0,
        ];
        let exact = |other: f64| {
            let (from, to) = if to.is_some() {
                (other, known.value)
            } else {
                (known.value, other)
            };
            100.0 * (to - from) / from
        };
        let signed = Number {
            value: sign * percent.value,
            ..percent
        };
        let possible = near
            .iter()
            .any(|other| *other > 0.0 && signed.rounds(exact(*other)));
        if !possible {
            let around = [about.floor(), about.ceil()]
                .map(|other| format!("{} gives {}%", plain(other), percent.finer(exact(other))));
            let printed = format!(
                "{}%",
                Number {
                    is_percent: false,
                    ..percent
                }
            );
            let how = format!(
                "No whole number changes by {printed} here: {}.",
                around.join(", ")
            );
            self.find(
                Rule::NoWholeNumber,
                vec![stated.place.clone()],
                printed,
                "another percentage",
                how,
            );
        }
    }
}
