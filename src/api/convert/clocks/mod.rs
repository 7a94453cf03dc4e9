//! Clocks on the wire.

mod answer;
mod ask;

pub use self::{
    answer::{clock, explanation, list, preview},
    ask::{clock_asked, parse_place, place, selection, supposed},
};
