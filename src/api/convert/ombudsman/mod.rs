//! The Ombudsman's cases and their steps.

mod values;
mod answer;
mod steps;
mod enquiries;
mod remedies;
mod reports;
mod filter;
mod annual_list;

pub use self::{
    annual_list::{Asked, annual_list, reconciliation},
    answer::case,
    filter::filter,
};
