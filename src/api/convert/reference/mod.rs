//! Authorities, codes, policies and holidays.

mod answer;
mod calendar;
mod figures;
mod steps;

pub use self::{
    answer::{authority, changed_holiday, code, holiday, policy, rule},
    calendar::read_holiday,
    figures::{figure_given, given_figure},
    steps::{read_authority, read_policy},
};
