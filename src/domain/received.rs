//! A release as a regional body received it. What a body has received is the only source of register figures in its
//! comparisons, whether it was published in the same deployment or brought in from another one.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{
    financial_year::Period,
    ids::{AuthorityId, CodeId, RecordNumber},
    recorded::Recorded,
    refusal::Refusal,
};

/// A release on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenIn {
    /// The authority whose figures they are.
    pub authority: AuthorityId,
    /// The release, where the authority is one of this deployment.
    pub release: Option<RecordNumber>,
    /// The id of its grid.
    pub grid: String,
    /// The period.
    pub period: Period,
    /// The version.
    pub version: u32,
    /// Whether other members may see in comparisons whose figures they are.
    pub named: bool,
    /// Its canonical text.
    pub text: Arc<str>,
    /// SHA-256 of the text, in hexadecimal digits.
    pub digest: String,
}

impl TakenIn {
    /// What it is known by in the body: one version is taken in once.
    pub fn reference(&self) -> String {
        let (authority, grid, version) = (&self.authority, &self.grid, self.version);
        format!("{authority} {grid} {} {version}", self.period.starts_on())
    }
}

/// Something that happened to a release that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was taken in.
    TakenIn(TakenIn),
    /// Its authority withdrew it.
    Withdrawn {
        /// Why, by the authority's own list.
        reason: CodeId,
    },
}

/// Something that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Take it in.
    TakeIn(TakenIn),
    /// Take note of its withdrawal.
    Withdraw {
        /// Why.
        reason: CodeId,
    },
}

/// A release that a body received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What was taken in.
    pub taken_in: TakenIn,
    /// When.
    pub recorded_time: DateTime<Utc>,
    /// Why its authority withdrew it, and when that was heard.
    pub withdrawn: Option<(CodeId, DateTime<Utc>)>,
}

impl Received {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        match (recorded.event, state) {
            (Event::TakenIn(taken_in), None) => Some(Self {
                taken_in: taken_in.clone(),
                recorded_time: recorded.time,
                withdrawn: None,
            }),
            (Event::Withdrawn { reason }, Some(state)) => Some(Self {
                withdrawn: Some((reason.clone(), recorded.time)),
                ..state
            }),
            (_, state) => state,
        }
    }
}

/// Answers what a command does to a release that was received.
///
/// # Errors
/// When it has been withdrawn, or there is none.
pub fn decide(state: Option<&Received>, command: &Command) -> Result<Vec<Event>, Refusal> {
    match (state, command) {
        (None, Command::TakeIn(taken_in)) => Ok(vec![Event::TakenIn(taken_in.clone())]),
        (None, Command::Withdraw { .. }) => Err(Refusal::NotRegistered),
        (Some(_), Command::TakeIn(_)) => Err(Refusal::AlreadyDone {
            what: "the receipt",
            on: None,
        }),
        (Some(state), Command::Withdraw { .. }) if state.withdrawn.is_some() => Ok(Vec::new()),
        (Some(_), Command::Withdraw { reason }) => Ok(vec![Event::Withdrawn {
            reason: reason.clone(),
        }]),
    }
}
