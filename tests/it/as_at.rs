//! Figures as at any moment: a random year whose answers stay what they were, cells that are the lists of what they
//! count, and differences that add up.

mod asking;
mod compared;
mod drilled;
mod moments;
mod year;
