//! Representations and their steps.

mod answer;
mod filter;
mod register;
mod steps;

pub(crate) use self::answer::code;
pub use self::{
    answer::representation,
    filter::{filter, values},
};
