//! Evidence that counts stay unknown: registers that say all the same and differ in them.

use std::collections::{BTreeMap, BTreeSet};

use super::attack::Component;

/// How many values a count that is withheld must be able to have.
pub(super) const POSSIBLE_MIN: usize = 3;

/// Registers that say all that is said, as they were found: for each, what the counts are in it that hang together with
/// those that it was looked for. The other counts can be what they are.
///
/// A register stays evidence while more is withheld, and when a count is shown that is in it what it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence(Vec<BTreeMap<usize, i64>>);

impl Evidence {
    /// Whether a count has enough values in these registers.
    pub(super) fn is_enough(&self, number: usize) -> bool {
        let values = self.0.iter().filter_map(|register| register.get(&number));
        values.collect::<BTreeSet<_>>().len() >= POSSIBLE_MIN
    }

    fn note(&mut self, component: &Component, point: Vec<i64>) {
        self.0
            .push(component.numbers.iter().copied().zip(point).collect());
    }

    /// What is still evidence when a count is shown.
    pub(super) fn shown(&self, number: usize, (low, high): (i64, i64)) -> Self {
        let says_so = |register: &&BTreeMap<usize, i64>| {
            let value = register.get(&number);
            value.is_none_or(|value| (low..=high).contains(value))
        };
        Self(self.0.iter().filter(says_so).cloned().collect())
    }

    /// Adds what was found while less was withheld.
    pub(super) fn add(&mut self, more: Self) {
        self.0.extend(more.0);
    }
}

/// How often registers are looked for in which many counts are others at once.
const AT_ONCE: usize = 4;

impl Component {
    /// Looks for registers in which many of the guarded counts are others at once: all smaller, all greater, then some
    /// so and some so. It finds most of what looking for each would, and the few that are left are looked for alone.
    pub(super) fn look_for_many(&self, guarded: &BTreeSet<usize>, found: &mut Evidence) {
        for time in 0..AT_ONCE {
            let in_doubt = |number: &usize| guarded.contains(number) && !found.is_enough(*number);
            let cost = |(place, number): (usize, &usize)| match (in_doubt(number), time) {
                (false, _) => 0.0,
                (true, 0) => 1.0,
                (true, 1) => -1.0,
                (true, time) if place % time == 0 => 1.0,
                (true, _) => -1.0,
            };
            let costs: Vec<f64> = self.numbers.iter().enumerate().map(cost).collect();
            if costs.iter().all(|cost| *cost == 0.0) {
                return;
            }
            if let Some(point) = self.program.least(&costs) {
                found.note(self, point);
            }
        }
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
