//! Where a representation is in its life.

use chrono::NaiveDate;

use super::{Rejection, Withdrawal};
use crate::domain::{
    ids::{Position, RecordNumber},
    word::Word,
};

/// How a representation was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closure {
    /// Resolved: after a stage, or informally.
    Resolved,
    /// The complainant did not take it further.
    Lapsed,
}

impl Word for Closure {
    const ALL: &'static [Self] = &[Self::Resolved, Self::Lapsed];

    fn word(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Lapsed => "lapsed",
        }
    }
}

/// Where a representation is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A complaint with work under way.
    Open,
    /// A complaint whose latest stage is concluded.
    Answered,
    /// A complaint that waits for proceedings; `answered` says whether it goes on as answered.
    Deferred {
        /// Whether its latest stage was concluded when it was deferred.
        answered: bool,
    },
    /// Closed.
    Closed {
        /// When.
        on: NaiveDate,
        /// How.
        closure: Closure,
        /// Where in the log.
        at: Position,
    },
    /// Withdrawn.
    Withdrawn {
        /// The withdrawal.
        withdrawal: Withdrawal,
        /// Whether its latest stage was concluded before.
        answered: bool,
        /// Where in the log.
        at: Position,
    },
    /// Not accepted.
    Rejected {
        /// The decision.
        rejection: Rejection,
        /// Where in the log.
        at: Position,
    },
    /// Referred to the Ombudsman after stage 2, without stage 3.
    ReferredEarly {
        /// When.
        on: NaiveDate,
        /// Where in the log.
        at: Position,
    },
    /// Joined to another representation.
    Joined {
        /// When.
        on: NaiveDate,
        /// The other.
        into: RecordNumber,
        /// Where in the log.
        at: Position,
    },
    /// What is no complaint, on the register.
    Recorded,
}

impl Progress {
    /// The date and place in the log at which it ended, if it has.
    pub fn ended(&self) -> Option<(NaiveDate, Position)> {
        match self {
            Self::Closed { on, at, .. } | Self::ReferredEarly { on, at } | Self::Joined { on, at, .. } => {
                Some((*on, *at))
            }
            Self::Withdrawn { withdrawal, at, .. } => Some((withdrawal.on, *at)),
            Self::Rejected { rejection, at } => Some((rejection.on, *at)),
            Self::Open | Self::Answered | Self::Deferred { .. } | Self::Recorded => None,
        }
    }
}

/// The name of a [`Progress`] without what it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// See [`Progress::Open`].
    Open,
    /// See [`Progress::Answered`].
    Answered,
    /// Closed as resolved.
    Concluded,
    /// See [`Progress::Withdrawn`].
    Withdrawn,
    /// Closed as lapsed.
    Lapsed,
    /// See [`Progress::Recorded`].
    Recorded,
    /// See [`Progress::Deferred`].
    Deferred,
    /// See [`Progress::Rejected`].
    NotAccepted,
    /// See [`Progress::ReferredEarly`].
    ReferredEarly,
    /// See [`Progress::Joined`].
    Joined,
}

impl Word for State {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Answered,
        Self::Concluded,
        Self::Withdrawn,
        Self::Lapsed,
        Self::Recorded,
        Self::Deferred,
        Self::NotAccepted,
        Self::ReferredEarly,
        Self::Joined,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Concluded => "concluded",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Recorded => "recorded",
            Self::Deferred => "deferred",
            Self::NotAccepted => "not_accepted",
            Self::ReferredEarly => "referred_early",
            Self::Joined => "joined",
        }
    }
}

impl Progress {
    /// Its name.
    pub fn state(&self) -> State {
        match self {
            Self::Open => State::Open,
            Self::Answered => State::Answered,
            Self::Deferred { .. } => State::Deferred,
            Self::Closed {
                closure: Closure::Resolved,
                ..
            } => State::Concluded,
            Self::Closed {
                closure: Closure::Lapsed,
                ..
            } => State::Lapsed,
            Self::Withdrawn { .. } => State::Withdrawn,
            Self::Rejected { .. } => State::NotAccepted,
            Self::ReferredEarly { .. } => State::ReferredEarly,
            Self::Joined { .. } => State::Joined,
            Self::Recorded => State::Recorded,
        }
    }
}
