//! Releases: the text that is for ever, and what happens from a preview to a withdrawal.

mod life;
mod text;

pub(crate) use self::life::{preview, taken_in};
