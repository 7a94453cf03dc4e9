//! What the stories reached: from each state by each step, what it was answered.

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Formatter},
};

use redress::api::wire::{ErrorReason, State};

use super::reached::{MOVES, REFUSALS, STEPS};

/// What was reached, and how often.
#[derive(Default)]
pub struct Coverage {
    /// State before, step, state after.
    pub moves: BTreeMap<(&'static str, &'static str, &'static str), usize>,
    /// Step, refusal.
    pub refusals: BTreeMap<(&'static str, &'static str), usize>,
}

impl Coverage {
    pub fn moved(&mut self, from: Option<State>, step: &'static str, to: State) {
        let from = from.map_or("none", |state| state.as_str_name());
        *self.moves.entry((from, step, to.as_str_name())).or_default() += 1;
    }

    pub fn refused(&mut self, step: &'static str, reason: ErrorReason) {
        *self.refusals.entry((step, reason.as_str_name())).or_default() += 1;
    }

    /// What [`super::reached`] has and was not reached.
    pub fn missed(&self) -> Vec<String> {
        let is_reached = |one: &&(&str, &str, &str)| {
            let (from, step, to) = **one;
            let plain = |state: &'static str| state.trim_start_matches("STATE_");
            self.moves
                .keys()
                .any(|(before, what, after)| plain(before) == from && *what == step && plain(after) == to)
        };
        let taken = |step: &&&str| {
            self.moves
                .keys()
                .any(|(before, what, after)| what == *step && before == after)
        };
        let refusals = REFUSALS
            .iter()
            .flat_map(|(step, reasons)| reasons.iter().map(move |reason| (*step, *reason)));
        let refused = |one: &(&str, &str)| {
            let mut keys = self.refusals.keys();
            keys.any(|(step, reason)| *step == one.0 && reason.trim_start_matches("ERROR_REASON_") == one.1)
        };
        let moves = MOVES
            .iter()
            .filter(|one| !is_reached(one))
            .map(|one| format!("{one:?}"));
        let steps = STEPS
            .iter()
            .filter(|step| !taken(step))
            .map(|step| (*step).to_owned());
        let refusals = refusals.filter(|one| !refused(one)).map(|one| format!("{one:?}"));
        moves.chain(steps).chain(refusals).collect()
    }
}

impl Display for Coverage {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for ((from, step, to), times) in &self.moves {
            writeln!(out, "{times:6} {from} {step} {to}")?;
        }
        for ((step, reason), times) in &self.refusals {
            writeln!(out, "{times:6} {step} {reason}")?;
        }
        Ok(())
    }
}
