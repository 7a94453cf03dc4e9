//! Evidence that counts stay unknown: registers that say all the same and differ in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use super::{
    attack::Component,
    nearby::Nearby,
    program::{Link, MANY, Program},
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

    /// A register of a component that says all that is said now. What was shown when it was found is as it was shown.
    pub(super) fn register_of(&self, component: &Component) -> Option<Vec<i64>> {
        let unknowns = || component.numbers.iter().zip(&component.shown);
        let registers = self.0.iter().rev().take(REGISTERS_MAX).filter_map(|register| {
            let values = unknowns().map(|(number, shown)| register.get(number).copied().or(*shown));
            values.collect::<Option<Vec<i64>>>()
        });
        registers
            .into_iter()
            .find(|values| component.program.is_met_by(values))
    }

    /// Notes a register.
    pub(super) fn note(&mut self, component: &Component, point: Vec<i64>) {
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

/// How many of the registers that were found last are tried as one that says all that is said now.
const REGISTERS_MAX: usize = 16;

/// What other registers are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// All counts as small as can be together.
    Smaller,
    /// All as great.
    Greater,
    /// As many as can be between what was found.
    Between,
}

/// Looks for values of an unknown: the least, the greatest, and those between. Each register in which it has one is told,
/// until that answers that there are enough; answers whether there were.
pub(super) fn values_of(program: &Program, unknown: usize, mut tell: impl FnMut(Vec<i64>) -> bool) -> bool {
    let mut ends = [None, None];
    for (end, greatest) in ends.iter_mut().zip([false, true]) {
        if let Some(point) = program.extreme(unknown, greatest) {
            *end = point.get(unknown).copied();
            if tell(point) {
                return true;
            }
        }
    }
    let [Some(least), Some(most)] = ends else {
        return false;
    };
    let mut between = (least + 1..most).take(POSSIBLE_MIN);
    between.any(|value| program.point_with(unknown, value).is_some_and(&mut tell))
}

impl Component {
    /// Looks for registers in which many of the guarded counts are others at once: all smaller, all greater, all between.
    /// It finds much of what looking for each would, and those that are left are looked for alone.
    pub(super) fn look_for_many(&self, guarded: &BTreeSet<usize>, found: &mut Evidence) {
        for look in [Look::Smaller, Look::Greater, Look::Between, Look::Between] {
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
        let cost = match look {
            Look::Smaller => 1.0,
            Look::Greater => -1.0,
            Look::Between => return self.all_between(unknowns, found),
        };
        self.program
            .least(unknowns.iter().map(|unknown| (*unknown, cost)))
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

    /// Whether an unknown can have enough values: by what is found nearby, or in the whole. Every register that is found
    /// shows a value of each unknown.
    pub(super) fn could_be_others(
        &self,
        unknown: usize,
        nearby: Option<&Nearby<'_>>,
        found: &mut Evidence,
    ) -> bool {
        let number = self.numbers[unknown];
        found.is_enough(number)
            || nearby.is_some_and(|nearby| nearby.could_be_others(unknown, found))
            || values_of(&self.program, unknown, |point| {
                found.note(self, point);
                found.is_enough(number)
            })
    }
}
