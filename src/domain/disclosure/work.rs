//! How much may be reckoned for an answer that somebody waits for.

use std::{cell::Cell, rc::Rc};

/// What is left of the work that the programs of one question may take together; without an end unless it is bounded.
///
/// It is told in unknowns times links, which is about what solving a program takes and the same on every machine: what is
/// answered never depends on how fast one is.
#[derive(Debug, Clone, Default)]
pub(super) struct Work(Option<Rc<Cell<u64>>>);

impl Work {
    /// So much and no more.
    pub(super) fn of(most: u64) -> Self {
        Self(Some(Rc::new(Cell::new(most))))
    }

    /// Whether it is bounded.
    pub(super) fn is_bounded(&self) -> bool {
        self.0.is_some()
    }

    /// What is left; nothing where it is not bounded.
    pub(super) fn left(&self) -> Option<u64> {
        self.0.as_ref().map(|left| left.get())
    }

    /// Whether nothing is left, so that what was not found by now was perhaps not looked for.
    pub(super) fn is_done(&self) -> bool {
        self.left() == Some(0)
    }

    /// Takes some of it; false where that is all, or more than all, that was left.
    pub(super) fn take(&self, some: u64) -> bool {
        let Some(left) = &self.0 else {
            return true;
        };
        let is_enough = left.get() > some;
        left.set(left.get().saturating_sub(some));
        is_enough
    }
}

#[cfg(test)]
mod tests {
    use super::{super::program::Program, Work};

    #[test]
    fn what_is_bounded_is_shared_and_comes_to_its_end() {
        let work = Work::of(10);
        let mut program = Program::within(&work);
        let unknown = program.unknown((1, 5), 0.0);
        assert_eq!(program.extreme(unknown, true), Some(vec![5]));
        assert!(work.clone().take(9) && !work.is_done());
        assert!(!work.take(1) && work.is_done());
        assert_eq!(
            program.extreme(unknown, true),
            None,
            "what is not reckoned is not found"
        );
        assert!(Work::default().take(u64::MAX) && !Work::default().is_done());
    }
}
