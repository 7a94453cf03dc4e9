//! Comparisons, reckoned by hand.

mod comparing;
mod dictionary;
mod importing;
mod statistics;
