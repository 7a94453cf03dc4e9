//! Comparing councils: measures as data, where each figure comes from, and what the figures say of each council and of
//! the group. Pure: figures in, comparisons out.

pub mod measures;
mod figures;
mod released;
mod interval;
mod place;
mod group;
mod compare;
mod tell;
mod stated;
mod words;
pub mod layout;
mod layouts;
pub mod published;
pub mod reconcile;
#[cfg(test)]
mod tests;

pub use self::{
    compare::{Asked, Compared, Comparison, DefinitionsDiffer, Note, Who, compare},
    figures::{Amount, Cell, Value},
    group::{Group, Pooled},
    interval::{Interval, Limits, limits_of_count, limits_of_share, of_count, wilson},
    layouts::KnownTable,
    measures::{Measure, Scale, measure},
    place::{Flag, Place},
    released::Released,
    stated::{Meaning, ReferenceRate, Stated, StatedRate},
};
