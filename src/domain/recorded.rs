//! An event with its place in the log.

use chrono::{DateTime, Utc};

use super::ids::Position;

/// An event as the log holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded<E> {
    /// Its place in the authority's log.
    pub position: Position,
    /// When it was recorded.
    pub time: DateTime<Utc>,
    /// What happened.
    pub event: E,
}

impl<E> Recorded<E> {
    /// The same place with another event.
    pub fn with<F>(&self, event: F) -> Recorded<F> {
        Recorded {
            position: self.position,
            time: self.time,
            event,
        }
    }
}
