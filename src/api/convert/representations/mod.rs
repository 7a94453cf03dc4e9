//! Representations and their steps.

mod answer;
mod filter;
mod concerns;
mod equality;
mod sealed;
mod register;
mod steps;
mod history;
mod import;

pub(crate) use self::answer::code;
pub use self::{
    answer::representation,
    filter::{filter, look_up, values},
    history::historical_step,
    register::read_representation,
    steps::Stepped,
};
