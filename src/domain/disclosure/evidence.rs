//! Evidence that counts stay unknown: registers that say all the same and differ in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{
    attack::Component,
    program::{Link, MANY},
};

/// How many values a count that is withheld must be able to have.
pub(super) const POSSIBLE_MIN: usize = 3;

/// Registers that say all that is said, as they were found: for each, what the counts are in it that hang together with
/// those that it was looked for. The other counts can be what they are.
///
/// A register stays evidence while more is withheld, and when a count is shown that is in it what it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence(Vec<Rc<BTreeMap<usize, i64>>>);

impl Evidence {
    /// Whether a count has enough values in these registers.
    pub(super) fn is_enough(&self, number: usize) -> bool {
        self.values(number).len() >= POSSIBLE_MIN
    }

    fn values(&self, number: usize) -> BTreeSet<i64> {
        let values = self.0.iter().filter_map(|register| register.get(&number));
        values.copied().collect()
    }

    fn note(&mut self, component: &Component, point: Vec<i64>) {
        let register = component.numbers.iter().copied().zip(point);
        self.0.push(Rc::new(register.collect()));
    }

    /// What is still evidence when a count is shown.
    pub(super) fn shown(&self, number: usize, (low, high): (i64, i64)) -> Self {
        let says_so = |register: &&Rc<BTreeMap<usize, i64>>| {
            let value = register.get(&number);
            value.is_none_or(|value| (low..=high).contains(value))
        };
        Self(self.0.iter().filter(says_so).cloned().collect())
    }

    /// Adds what was found while less was withheld, beyond what was known then: each register once.
    pub(super) fn add(&mut self, more: Self) {
        for register in more.0 {
            if !self.0.iter().any(|known| Rc::ptr_eq(known, &register)) {
                self.0.push(register);
            }
        }
    }
}

/// In how many ways counts are parted into halves.
const HALVINGS: usize = 6;

/// What other registers are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// All counts as small as can be together.
    Smaller,
    /// All as great.
    Greater,
    /// As many as can be between what was found.
    Between,
    /// Half of them small and half great: what adds up to a total cannot be all small.
    Halves {
        /// Which halves.
        halving: usize,
        /// Whether the other half is small.
        other: bool,
    },
}

impl Component {
    /// Looks for registers in which many of the guarded counts are others at once: all smaller, all greater, half of them
    /// smaller and half greater, all between. It finds most of what looking for each would, and the few that are left
    /// are looked for alone.
    pub(super) fn look_for_many(&self, guarded: &BTreeSet<usize>, found: &mut Evidence) {
        let looks = [Look::Smaller, Look::Greater, Look::Between, Look::Between];
        let halves = (0..HALVINGS).flat_map(|halving| {
            [false, true]
                .map(|other| Look::Halves { halving, other })
                .into_iter()
                .chain([Look::Between])
        });
        for look in looks.into_iter().chain(halves) {
            let numbers = self.numbers.iter().enumerate();
            let in_doubt: Vec<usize> = numbers
                .filter(|(_, number)| guarded.contains(number) && !found.is_enough(**number))
                .map(|(unknown, _)| unknown)
                .collect();
            if in_doubt.len() < 2 {
                return;
            }
            if let Some(point) = self.look(look, &in_doubt, found) {
                found.note(self, point);
            }
        }
    }

    fn look(&self, look: Look, unknowns: &[usize], found: &Evidence) -> Option<Vec<i64>> {
        let is_small = |place: usize| match look {
            Look::Smaller | Look::Between => true,
            Look::Greater => false,
            Look::Halves { halving, other } => (place >> halving).is_multiple_of(2) == other,
        };
        if look == Look::Between {
            return self.all_between(unknowns, found);
        }
        let costs = unknowns.iter().enumerate();
        self.program
            .least(costs.map(|(place, unknown)| (*unknown, if is_small(place) { 1.0 } else { -1.0 })))
    }

    /// As many as can be between the least and the greatest values that were found of them.
    fn all_between(&self, unknowns: &[usize], found: &Evidence) -> Option<Vec<i64>> {
        let mut program = self.program.clone();
        for unknown in unknowns {
            let values = found.values(self.numbers[*unknown]);
            if let (Some(least), Some(most)) = (values.first(), values.last())
                && least + 1 < *most
            {
                let [fewer, more] = [(); 2].map(|()| program.unknown((0, MANY), 1.0));
                program.links.push(Link {
                    terms: vec![(*unknown, 1), (fewer, 1)],
                    low: least + 1,
                    high: 2 * MANY,
                });
                program.links.push(Link {
                    terms: vec![(*unknown, 1), (more, -1)],
                    low: -MANY,
                    high: most - 1,
                });
            }
        }
        let costs = program.costs.clone();
        let mut point = program.least(costs.into_iter().enumerate())?;
        point.truncate(self.numbers.len());
        Some(point)
    }

    /// Whether an unknown can have enough values. Every register that is found shows a value of each unknown.
    pub(super) fn could_be_others(&self, unknown: usize, found: &mut Evidence) -> bool {
        let number = self.numbers[unknown];
        if found.is_enough(number) {
            return true;
        }
        let least = self.noted(self.program.extreme(unknown, false), unknown, found);
        if found.is_enough(number) {
            return true;
        }
        let most = self.noted(self.program.extreme(unknown, true), unknown, found);
        let (Some(least), Some(most)) = (least, most) else {
            return found.is_enough(number);
        };
        let mut between = (least + 1..most).take(POSSIBLE_MIN);
        found.is_enough(number)
            || between.any(|value| {
                self.noted(self.program.point_with(unknown, value), unknown, found);
                found.is_enough(number)
            })
    }

    /// Notes a register, and answers what an unknown is in it.
    fn noted(&self, point: Option<Vec<i64>>, unknown: usize, found: &mut Evidence) -> Option<i64> {
        let point = point?;
        let value = point.get(unknown).copied();
        found.note(self, point);
        value
    }
}
