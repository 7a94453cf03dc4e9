//! Why a step of an edition of a report is refused.

use chrono::NaiveDate;

use crate::domain::ids::Position;

/// A step that the rules of editions do not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditionRefusal {
    /// It was published.
    #[error("the edition was published on {on}; what changes after that is a restatement")]
    Published {
        /// When.
        on: NaiveDate,
    },
    /// It was not published.
    #[error("the edition has not been published")]
    NotPublished,
    /// Another step of the route comes first.
    #[error("the route of approval is gone in its order; the step {next} comes next")]
    StepOutOfOrder {
        /// The step that comes next.
        next: String,
    },
    /// A step of the route has not approved.
    #[error("the edition is published when every step of its route has approved; {next} has not")]
    NotApproved {
        /// The first that has not.
        next: String,
    },
    /// The position is not later than that of the tables as they stand.
    #[error("a restatement is made at a later position than the tables have, which is {position}")]
    PositionNotLater {
        /// The position of the tables.
        position: Position,
    },
    /// Nothing changed.
    #[error("the tables are what they were, so there is nothing to restate")]
    Unchanged,
}

impl EditionRefusal {
    /// The law, Code or rule of this register that it comes from.
    pub fn law(&self) -> &'static str {
        match self {
            Self::Published { .. }
            | Self::NotPublished
            | Self::StepOutOfOrder { .. }
            | Self::NotApproved { .. } => {
                "Complaint Handling Code 8.1 to 8.3: the report goes through governance and is published with the \
                 response; SI 2006/1738 reg 13; SI 2009/309 reg 18"
            }
            Self::PositionNotLater { .. } | Self::Unchanged => {
                "rule of the register: what was published stays, and a restatement says what changed since"
            }
        }
    }

    /// What a program needs to know of it, by name.
    pub fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotPublished | Self::Unchanged => Vec::new(),
            Self::Published { on } => vec![("date", on.to_string())],
            Self::StepOutOfOrder { next } | Self::NotApproved { next } => vec![("step", next.clone())],
            Self::PositionNotLater { position } => vec![("position", position.to_string())],
        }
    }
}
