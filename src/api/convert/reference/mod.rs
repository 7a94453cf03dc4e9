//! Authorities, codes, policies and holidays.

mod answer;
mod calendar;
mod officers;
mod figures;
mod steps;

pub use self::{
    answer::{authority, changed_holiday, code, holiday, policy, rule},
    calendar::read_holiday,
    figures::{YEARS, figure_given, given_figure, read_confidence},
    officers::{officer, running},
    steps::{read_authority, read_policy},
};
