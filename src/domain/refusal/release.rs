//! Why a step of a release is refused.

use std::fmt;

use crate::domain::{release::ReleaseState, word::Word};

/// A figure that could be worked out, or narrowed down too far, from everything that has left the authority. It is
/// named and its value never is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAway {
    /// The id of its table.
    pub table: String,
    /// The values of its row's keys, blank as `blank`; none for the total.
    pub row: Vec<String>,
    /// Its measure, as `id@version`.
    pub measure: String,
}

impl fmt::Display for GivenAway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = if self.row.is_empty() {
            "total".to_owned()
        } else {
            self.row.join("/")
        };
        write!(f, "{} {row} {}", self.table, self.measure)
    }
}

/// A step that the rules of releases do not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseRefusal {
    /// The state does not accept the step.
    #[error("a release that is {} accepts no {step}", state.word())]
    StateRefusesStep {
        /// The step.
        step: &'static str,
        /// The state.
        state: ReleaseState,
    },
    /// The version was published by another release.
    #[error("version {version} of this grid and year has been published; preview the next one")]
    VersionPublished {
        /// The version.
        version: u32,
    },
    /// Something left the authority while the release was attacked.
    #[error("something else has left the authority meanwhile; publish again")]
    Overtaken,
    /// It gives somebody away.
    #[error("the release would give away {}", told(cells))]
    GivesAway {
        /// The figures, at most [`crate::domain::limits::GIVEN_AWAY_TOLD_MAX`].
        cells: Vec<GivenAway>,
    },
    /// A recipient is no regional body of this deployment.
    #[error("{body} is no regional body of this deployment")]
    RecipientUnknown {
        /// The first that is none.
        body: String,
    },
    /// The body has that version with other bytes.
    #[error("version {version} was received before with other bytes, and a version never changes")]
    BytesDiffer {
        /// The version.
        version: u32,
    },
}

fn told(cells: &[GivenAway]) -> String {
    let told: Vec<String> = cells.iter().map(GivenAway::to_string).collect();
    told.join("; ")
}

impl ReleaseRefusal {
    /// The law or rule of this register that it comes from.
    pub fn law(&self) -> &'static str {
        match self {
            Self::StateRefusesStep { .. } | Self::VersionPublished { .. } | Self::BytesDiffer { .. } => {
                "rule of the register: a release is previewed, signed off, published and withdrawn in that order, and a \
                 version has the same bytes for ever"
            }
            Self::Overtaken | Self::GivesAway { .. } => {
                "UK GDPR article 5(1)(c) and (f): no release is published from which, together with all that was \
                 published before, a small number can be worked out"
            }
            Self::RecipientUnknown { .. } => {
                "UK GDPR article 5(1)(f): a release goes to named regional bodies and to nobody else"
            }
        }
    }

    /// What a program needs to know of it, by name.
    pub fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::StateRefusesStep { state, .. } => vec![("state", state.word().to_owned())],
            Self::VersionPublished { version } | Self::BytesDiffer { version } => {
                vec![("version", version.to_string())]
            }
            Self::Overtaken => Vec::new(),
            Self::GivesAway { cells } => vec![("cells", told(cells))],
            Self::RecipientUnknown { body } => vec![("body", body.clone())],
        }
    }
}
