//! Every reason for which a call is refused: its code, its details, and that nothing was changed.

mod cases;
mod case_lives;
mod casework;
mod catalogue;
mod common;
pub mod expect;
mod representations;
mod reference;
mod learning;
mod unavailable;
mod editions;
mod releases;
mod records;
