//! A release: a fixed grid of tables of one financial year, made safe to share with other authorities.
//!
//! Its content is one canonical text, kept for ever in the event that pinned it, so that whoever asks for a version
//! gets the same bytes whatever became of the register, of the lists and of this program since.

mod content;
mod decide;
pub mod grid;
mod life;
mod read;
#[cfg(test)]
pub(crate) mod tests;
mod write;

pub use self::{
    content::{Content, ReleasedRow, ReleasedTable},
    decide::decide,
    life::{
        Command, Event, FigureInClear, Preview, Publication, Puller, Pulls, Release, ReleaseState, SignOff,
        Withdrawal, WithheldBecause, WithheldFigure,
    },
    read::{Unreadable, read},
    write::{Header, write},
};
