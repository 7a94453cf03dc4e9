//! Registers near one that is known.
//!
//! A register in which a withheld count is another one mostly differs in a few counts that are linked with it: one
//! complaint more here, one fewer there. Such a one is looked for among the counts nearby, with all others as they are in a
//! register that is known. The whole is asked only where that does not find enough: it can have thousands of unknowns.

use std::collections::BTreeSet;

use super::{
    attack::Component,
    evidence::{Evidence, values_of},
    program::Program,
};

/// How many counts are nearby, at most: few first, and more where they are not enough.
const NEARBY_MAX: [usize; 2] = [150, 600];

/// A component, and a register that says all that is said.
pub(super) struct Nearby<'a> {
    component: &'a Component,
    /// What each unknown is in that register.
    base: Vec<i64>,
    /// The links that each unknown is in.
    links_of: Vec<Vec<usize>>,
}

impl<'a> Nearby<'a> {
    /// Beside a register of the evidence, or one that is looked for and noted; none where none was found.
    pub(super) fn of(component: &'a Component, found: &mut Evidence) -> Option<Self> {
        let base = found.register_of(component).or_else(|| {
            let point = component.program.least([])?;
            found.note(component, point.clone());
            Some(point)
        })?;
        let mut links_of = vec![Vec::new(); base.len()];
        for (number, link) in component.program.links.iter().enumerate() {
            for (unknown, _) in &link.terms {
                links_of[*unknown].push(number);
            }
        }
        Some(Self {
            component,
            base,
            links_of,
        })
    }

    /// Looks for registers in which an unknown is another, and answers whether it has enough values then.
    pub(super) fn could_be_others(&self, unknown: usize, found: &mut Evidence) -> bool {
        let mut reached = 0;
        NEARBY_MAX.into_iter().any(|most| {
            let free = self.around(unknown, most);
            let is_more = free.len() > reached && free.len() < self.base.len();
            reached = free.len();
            is_more && self.could_be_others_among(&free, unknown, found)
        })
    }

    fn could_be_others_among(&self, free: &[usize], unknown: usize, found: &mut Evidence) -> bool {
        let number = self.component.numbers[unknown];
        values_of(&self.with_numbers(free), 0, |point| {
            let mut register = self.base.clone();
            for (unknown, value) in free.iter().zip(point) {
                register[*unknown] = value;
            }
            if self.component.program.is_met_by(&register) {
                found.note(self.component, register);
            }
            found.is_enough(number)
        })
    }

    /// The unknowns that are nearest to one by links, itself the first.
    fn around(&self, unknown: usize, most: usize) -> Vec<usize> {
        let (mut near, mut seen) = (vec![unknown], BTreeSet::from([unknown]));
        let mut reached = 0;
        while let Some(from) = near.get(reached).copied() {
            reached += 1;
            for link in &self.links_of[from] {
                for (other, _) in &self.component.program.links[*link].terms {
                    if near.len() < most && seen.insert(*other) {
                        near.push(*other);
                    }
                }
            }
        }
        near
    }

    /// The program of some unknowns, in their order, with the others as they are in the register.
    fn with_numbers(&self, free: &[usize]) -> Program {
        let whole = &self.component.program;
        let mut program = Program::within(&whole.work);
        let mut places = vec![None; self.base.len()];
        for unknown in free {
            places[*unknown] = Some(program.unknown(whole.bounds[*unknown], 0.0));
        }
        let links: BTreeSet<usize> = free
            .iter()
            .flat_map(|unknown| &self.links_of[*unknown])
            .copied()
            .collect();
        for number in links {
            program.links.push(whole.links[number].among(&places, &self.base));
        }
        program
    }
}
