//! Releases, their steps, what a body receives, and what is answered of them.

mod answer;
mod ask;
mod receive;
mod steps;

pub use self::{
    answer::{pulled, received, release},
    ask::{Asked, preview, publish, release_filter},
    receive::arrivals,
    steps::disclosure_policy,
};
use crate::{
    api::{
        convert::values::Wire,
        wire,
        write::{Draft, Terms},
    },
    domain::{
        disclosure::policy::Mode,
        history,
        release::{Command, ReleaseState, WithheldBecause},
    },
};

impl Wire for ReleaseState {
    type Value = wire::ReleaseState;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Previewed, wire::ReleaseState::Previewed),
        (Self::SignedOff, wire::ReleaseState::SignedOff),
        (Self::Published, wire::ReleaseState::Published),
        (Self::Withdrawn, wire::ReleaseState::Withdrawn),
    ];
}

impl Wire for Mode {
    type Value = wire::DisclosureMode;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Withhold, wire::DisclosureMode::Withhold),
        (Self::Round, wire::DisclosureMode::Round),
    ];
}

impl Wire for WithheldBecause {
    type Value = wire::WithheldBecause;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Small, wire::WithheldBecause::Small),
        (Self::Protects, wire::WithheldBecause::Protects),
        (Self::Derived, wire::WithheldBecause::Derived),
    ];
}

/// A step of a release.
pub fn draft(command: Command, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Release(command),
        secrets: Vec::new(),
        terms,
    }
}
