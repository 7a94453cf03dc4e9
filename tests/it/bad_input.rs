//! Requests that are wrong in themselves: every field that is wrong is named at once, and nothing is changed.

mod casework;
mod fields;
mod learning;
mod limits;
mod required;
