//! Authorities, codes, policies and holidays.

mod answer;
mod steps;

pub use self::{
    answer::{authority, code, holiday, policy},
    steps::read_authority,
};
