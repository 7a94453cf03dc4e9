//! The Ombudsman's cases and their steps.

mod answer;
mod steps;

pub use self::{answer::case, steps::filter};
