//! A training session: its state, folded from its events.

mod decide;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::decide::decide;
use crate::domain::{
    ids::{CodeId, RecordNumber},
    recorded::Recorded,
};

/// A session as it was held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// When it was held.
    pub held_on: NaiveDate,
    /// What it was about, from [`crate::domain::lists::List::TrainingSubjects`].
    pub subject: CodeId,
    /// The teams that it was for.
    pub teams: Vec<CodeId>,
    /// How many came.
    pub attendees: u16,
    /// How long it took, in minutes.
    pub minutes: u16,
    /// The learning actions that it carries out.
    pub actions: Vec<RecordNumber>,
}

/// Something that happened to what is recorded of a session. Reasons are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was recorded.
    Recorded(Session),
    /// What was recorded of it was replaced.
    Corrected(Session),
    /// It was not held, or was recorded twice.
    Cancelled,
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Recorded(session) | Self::Corrected(session) => Some(session.held_on),
            Self::Cancelled => None,
        }
    }
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Record a session.
    Record(Session),
    /// Replace what was recorded of it.
    Correct(Session),
    /// Cancel it.
    Cancel,
}

impl Command {
    /// The session that it brings.
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::Record(session) | Self::Correct(session) => Some(session),
            Self::Cancel => None,
        }
    }
}

/// A session and what became of its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// The session, as last corrected.
    pub session: Session,
    /// When it was recorded.
    pub recorded_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// When it was corrected, in order.
    pub corrections: Vec<DateTime<Utc>>,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
}

impl Training {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        let time = recorded.time;
        match (recorded.event, state) {
            (Event::Recorded(session), _) => Some(Self {
                session: session.clone(),
                recorded_time: time,
                updated_time: time,
                corrections: Vec::new(),
                is_cancelled: false,
            }),
            (_, None) => None,
            (Event::Corrected(session), Some(mut next)) => {
                next.session = session.clone();
                next.corrections.push(time);
                next.updated_time = time;
                Some(next)
            }
            (Event::Cancelled, Some(mut next)) => {
                next.is_cancelled = true;
                next.updated_time = time;
                Some(next)
            }
        }
    }
}
