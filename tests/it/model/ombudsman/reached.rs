//! What the stories of cases must reach: every move from one state to another, every step that was taken, and every
//! refusal that a step of a case can have.

use crate::model::{impossible, reached::Reached};

/// Of cases.
pub static REACHED: Reached = Reached {
    moves: MOVES,
    steps: STEPS,
    refusals: REFUSALS,
    impossible: &impossible::CASES,
};

const MOVES: &[(&str, &str, &str)] = &[("x", "x", "x")];

const STEPS: &[&str] = &[];

const REFUSALS: &[(&str, &[&str])] = &[];
