//! Editions of reports, their steps, and what is answered of them.

mod answer;
mod filter;
mod prepare;
mod steps;

pub use self::{
    answer::edition,
    filter::edition_filter,
    prepare::{Asked, prepare, restate},
};
use crate::{
    api::{
        convert::values::Wire,
        wire,
        write::{Draft, Terms},
    },
    app::submission::Secret,
    domain::{
        edition::{Audience, Command, EditionState},
        history,
    },
};

impl Wire for Audience {
    type Value = wire::Audience;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Public, wire::Audience::Public),
        (Self::Authority, wire::Audience::Authority),
    ];
}

impl Wire for EditionState {
    type Value = wire::EditionState;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Prepared, wire::EditionState::Prepared),
        (Self::Published, wire::EditionState::Published),
        (Self::Restated, wire::EditionState::Restated),
    ];
}

/// A step of an edition.
pub fn draft(command: Command, secret: Option<Secret>, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Edition(command),
        secrets: secret.into_iter().collect(),
        terms,
    }
}
