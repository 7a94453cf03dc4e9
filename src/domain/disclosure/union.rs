//! The union of what is said: every count that tables tell or withhold, and how the counts hang together.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    count::{Count, Place},
    policy::{Mode, Policy},
    positions::Positions,
    program::{Link, MANY},
    told::{Told, What, told},
    work::Work,
};
use crate::domain::{
    ids::Position,
    statistics::{Row, Table},
};

/// How a count stands in what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody says it; it only links others.
    Latent,
    /// It was said, or withheld, before: nothing can be done about it any more.
    Before,
    /// It is about to be said.
    Ours,
}

/// A count and what is known of it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Known {
    /// The least and the most that it can be.
    pub(super) bounds: (i64, i64),
    /// The same by what was said before alone.
    pub(super) before: (i64, i64),
    /// The same while it is shown.
    pub(super) shown: (i64, i64),
    /// The least that it can be while it is withheld, where it is ours: in a release zero is shown.
    pub(super) least: i64,
    /// What it is, where it is ours.
    pub(super) truth: Option<i64>,
    /// How it stands.
    pub(super) standing: Standing,
    /// Whether it is ours and was withheld before, and so has to be withheld again.
    pub(super) is_kept: bool,
    /// Whether it is a figure of a table, which must have other values that it could be where it is withheld.
    pub(super) is_figure: bool,
    /// Whether nobody says it, and what is known of it may come of what is about to be said.
    pub(super) is_by_ours: bool,
    /// Whether it is small and withheld.
    pub(super) is_secret: bool,
    /// How many figures of ours tell it, which are withheld with it.
    pub(super) figures: u32,
}

/// What must not be told of what is withheld.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Guarding {
    /// Every figure.
    #[default]
    Figures,
    /// What is known to be small.
    Secrets,
}

/// The union of what is said.
#[derive(Debug, Clone, Default)]
pub(super) struct Union {
    pub(super) index: BTreeMap<Count, usize>,
    pub(super) known: Vec<Known>,
    pub(super) links: BTreeSet<Link>,
    /// How the positions stand to each other that tables were counted at.
    pub(super) positions: Positions,
    /// The parts of each count that a table breaks down, by what they add up to and the dimensions that they have.
    pub(super) sums: BTreeMap<(Count, Vec<&'static str>), BTreeSet<Count>>,
    /// What must not be told.
    pub(super) guarding: Guarding,
    /// The positions that something of ours was counted at.
    pub(super) ours_at: BTreeSet<Position>,
    /// What is left of the work that asking it may take.
    pub(super) work: Work,
}

/// How the tables that are taken in were, or will be, said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Saying {
    /// By which policy.
    pub(super) policy: Policy,
    /// Whether they are about to be said, and can still be withheld.
    pub(super) ours: bool,
    /// Whether a count of zero is always shown, so that what is withheld is 1 at least.
    pub(super) shows_zero: bool,
}

impl Known {
    /// Whether anything is known of it beyond that it is a count.
    pub(super) fn is_bounded(&self) -> bool {
        self.bounds != (0, MANY)
    }

    /// The bounds that it has while it is withheld. Where zero is shown, whoever sees that it is withheld knows that it
    /// is not zero.
    pub(super) fn withheld(&self) -> (i64, i64) {
        (self.before.0.max(self.least), self.before.1)
    }

    /// Whether it is withheld, and not only less than known.
    pub(super) fn is_withheld(&self) -> bool {
        self.standing == Standing::Ours
            && self.bounds == self.withheld()
            && self.bounds.0 < self.bounds.1
            && self.truth.is_none_or(|truth| truth >= self.least)
    }
}

impl Union {
    /// Takes in what a table says.
    pub(super) fn say(&mut self, table: &Table, saying: Saying) {
        for row in table.rows.iter().chain([&table.total]) {
            // A rate whose numerator is no part of its denominator has no rest.
            let is_count = |told: &Told| told.value.is_none_or(|value| value >= 0);
            for told in told_by(table, row).into_iter().filter(is_count) {
                let count = self.count(table, &place(table, row, told), told.what);
                // Between two rounded counts lies no count that is rounded itself.
                let is_between = matches!(told.what, What::Rest { .. }) && saying.policy.mode == Mode::Round;
                let value = told.value.filter(|_| !is_between);
                self.take(count, Told { value, ..told }, saying);
            }
        }
    }

    fn take(&mut self, count: Count, told: Told, saying: Saying) {
        // A rate of nothing is withheld with what it is of, and does not say that it is of something.
        let least = i64::from(saying.shows_zero && told.is_figure);
        let bounds = match told.value {
            Some(value) if saying.ours => saying.policy.behind(saying.policy.shown(value)),
            Some(value) => saying.policy.behind(value),
            None => (least, MANY),
        };
        let mut count = count;
        // Two measures that should count the same and do not are two counts.
        while let Some(known) = self.get(&count)
            && (known.bounds.1 < bounds.0 || bounds.1 < known.bounds.0)
        {
            count.rules.insert("counted otherwise".to_owned());
            if self.get(&count).is_some() {
                break;
            }
        }
        if saying.ours {
            self.ours_at.insert(count.position);
        }
        let number = self.number(count);
        let Some(known) = self.known.get_mut(number) else {
            return;
        };
        let (low, high) = known.bounds;
        known.bounds = (low.max(bounds.0), high.min(bounds.1));
        known.shown = known.bounds;
        if saying.ours {
            known.is_kept |=
                known.standing == Standing::Before && known.is_figure && known.before.0 < known.before.1;
            known.standing = Standing::Ours;
            known.truth = told.value;
            known.least = i64::from(saying.shows_zero);
            known.figures += 1;
        } else {
            known.before = known.bounds;
            known.standing = Standing::Before;
        }
        known.is_figure |= told.is_figure;
    }

    /// What a figure counts, at the first position at which it was the same.
    pub(super) fn count(&self, table: &Table, place: &Place, what: What) -> Count {
        let mut count = Count::of(table, place, what);
        count.position = self.positions.of_record(count.record(), count.position);
        count
    }

    /// What is known of a count.
    pub(super) fn get(&self, count: &Count) -> Option<&Known> {
        self.known.get(*self.index.get(count)?)
    }

    /// The number of a count; one that nobody speaks of yet becomes a latent one.
    pub(super) fn number(&mut self, count: Count) -> usize {
        let next = self.known.len();
        let number = *self.index.entry(count).or_insert(next);
        if number == next {
            self.latent((0, MANY));
        }
        number
    }

    /// Notes that nobody is in a count.
    pub(super) fn nobody(&mut self, count: Count) {
        let is_ours = self.ours_at.contains(&count.position);
        let number = self.number(count);
        if let Some(known) = self.known.get_mut(number) {
            (known.bounds, known.before, known.shown) = ((0, 0), (0, 0), (0, 0));
            known.is_by_ours = is_ours;
        }
    }

    /// An unknown of what changed between two positions. Where something of ours was counted at one of them, what is
    /// known of it may come of ours.
    pub(super) fn latent_between(&mut self, (one, other): (Position, Position), bounds: (i64, i64)) -> usize {
        let number = self.latent(bounds);
        if let Some(known) = self.known.get_mut(number)
            && [one, other]
                .iter()
                .any(|position| self.ours_at.contains(position))
        {
            known.standing = Standing::Ours;
        }
        number
    }

    /// An unknown that is no count of the tables.
    pub(super) fn latent(&mut self, bounds: (i64, i64)) -> usize {
        self.known.push(Known {
            bounds,
            before: bounds,
            shown: bounds,
            least: 1,
            truth: None,
            standing: Standing::Latent,
            is_kept: false,
            is_figure: false,
            is_by_ours: false,
            is_secret: false,
            figures: 0,
        });
        self.known.len() - 1
    }

    /// Notes that some counts add up to another.
    pub(super) fn add_up(&mut self, whole: usize, parts: &BTreeSet<usize>) {
        if parts.contains(&whole) {
            return;
        }
        let terms = parts.iter().map(|part| (*part, 1)).chain([(whole, -1)]);
        self.link(terms.collect(), (0, 0));
    }

    /// Notes the bounds of a sum. What cannot be true of what is known is not noted: it would be a mistake about the
    /// definitions, and would make everything impossible.
    pub(super) fn link(&mut self, terms: Vec<(usize, i64)>, (low, high): (i64, i64)) {
        let can_be = |pick: fn((i64, i64)) -> (i64, i64)| -> i64 {
            let of = |(unknown, factor): &(usize, i64)| {
                let (small, great) = self.known.get(*unknown).map_or((0, MANY), |known| known.bounds);
                let (small, great) = pick((small, great));
                if *factor < 0 {
                    factor * great
                } else {
                    factor * small
                }
            };
            terms.iter().map(of).sum()
        };
        let least = can_be(|bounds| bounds);
        let most = can_be(|(small, great)| (great, small));
        if least <= high && low <= most {
            self.links.insert(Link { terms, low, high });
        }
    }
}

/// Everything that the figures of a row tell.
pub(super) fn told_by(table: &Table, row: &Row) -> Vec<Told> {
    let figures = table.measures.iter().zip(&row.figures);
    figures
        .flat_map(|(measure, figure)| told(measure, row.keys.is_empty(), figure))
        .collect()
}

/// Where the units are that a figure of a row counts.
pub(super) fn place(table: &Table, row: &Row, told: Told) -> Place {
    if told.of_table {
        return Place::new();
    }
    let dimensions = table.dimensions.iter().zip(&row.keys);
    dimensions
        .map(|(dimension, key)| (dimension.id, key.value.clone()))
        .collect()
}
