//! What the council learns from representations: actions, and the training that it holds.

pub mod action;
pub mod progress;
pub mod training;

pub use self::{action::Action, training::Training};
