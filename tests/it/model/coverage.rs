//! What the stories reached: from each state by each step, what it was answered.

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Formatter},
};

use redress::api::wire::{ClockName, ClockState, ErrorReason};

use super::reached::Reached;

/// What was reached, and how often.
#[derive(Default)]
pub struct Coverage {
    /// State before, step, state after.
    pub moves: BTreeMap<(&'static str, &'static str, &'static str), usize>,
    /// Step, refusal.
    pub refusals: BTreeMap<(&'static str, &'static str), usize>,
    /// Clock, state that it was shown in.
    pub clocks: BTreeMap<(&'static str, &'static str), usize>,
}

impl Coverage {
    pub fn moved(&mut self, from: Option<&'static str>, step: &'static str, to: Option<&'static str>) {
        let plain = |state: Option<&'static str>| {
            let state = state.unwrap_or("none");
            state
                .trim_start_matches("CASE_STATE_")
                .trim_start_matches("STATE_")
        };
        *self.moves.entry((plain(from), step, plain(to))).or_default() += 1;
    }

    pub fn refused(&mut self, step: &'static str, reason: ErrorReason) {
        *self.refusals.entry((step, reason.as_str_name())).or_default() += 1;
    }

    /// How the clocks of a record are shown.
    pub fn shown(&mut self, clocks: impl IntoIterator<Item = (ClockName, ClockState)>) {
        for (clock, state) in clocks {
            let clock = clock.as_str_name().trim_start_matches("CLOCK_NAME_");
            let state = state.as_str_name().trim_start_matches("CLOCK_STATE_");
            *self.clocks.entry((clock, state)).or_default() += 1;
        }
    }

    fn moves(&self, from: &str, step: &str, to: &str) -> bool {
        self.moves
            .keys()
            .any(|(before, what, after)| (*before, *what, *after) == (from, step, to))
    }

    fn refuses(&self, step: &str, reason: &str) -> bool {
        let mut keys = self.refusals.keys();
        keys.any(|(what, why)| *what == step && why.trim_start_matches("ERROR_REASON_") == reason)
    }

    /// What a noun's stories must reach and was not reached.
    pub fn missed(&self, reached: &Reached) -> Vec<String> {
        let taken = |step: &str| {
            let mut moves = self.moves.keys();
            moves.any(|(before, what, after)| *what == step && before == after)
        };
        let moves = reached.moves.iter();
        let moves = moves.filter(|(from, step, to)| !self.moves(from, step, to));
        let steps = reached.steps.iter().filter(|step| !taken(step));
        let refusals = reached
            .refusals
            .iter()
            .flat_map(|(step, reasons)| reasons.iter().map(move |reason| (*step, *reason)));
        let refusals = refusals.filter(|(step, reason)| !self.refuses(step, reason));
        let clocks = reached.clocks.iter();
        let clocks = clocks.flat_map(|(clock, states)| states.iter().map(move |state| (*clock, *state)));
        let clocks = clocks.filter(|one| !self.clocks.contains_key(one));
        moves
            .map(|one| format!("{one:?}"))
            .chain(steps.map(|step| (*step).to_owned()))
            .chain(refusals.chain(clocks).map(|one| format!("{one:?}")))
            .collect()
    }

    /// What was reached although it is said to be impossible, with why it should be.
    pub fn impossible(&self, reached: &Reached) -> Vec<String> {
        let moves = reached.impossible.moves.iter();
        let moves = moves.filter(|one| self.has_move(one.0, one.1));
        let refusals = reached.impossible.refusals.iter();
        let refusals = refusals.filter(|one| {
            if one.0 == "*" {
                self.refusals.keys().any(|(step, _)| self.refuses(step, one.1))
            } else {
                self.refuses(one.0, one.1)
            }
        });
        moves.chain(refusals).map(|one| format!("{one:?}")).collect()
    }

    /// Whether any step led from one state to another.
    fn has_move(&self, from: &str, to: &str) -> bool {
        self.moves
            .keys()
            .any(|(before, _, after)| (*before, *after) == (from, to))
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
        for ((clock, state), times) in &self.clocks {
            writeln!(out, "{times:6} {clock} is {state}")?;
        }
        Ok(())
    }
}
