//! Comparisons, reckoned by hand.

mod comparing;
mod importing;
mod statistics;
