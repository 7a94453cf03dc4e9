//! What can happen to an action, and what can be asked for.

use chrono::NaiveDate;

use super::Source;
use crate::domain::{ids::CodeId, word::Word};

/// What an action is recorded with. Its text is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRegistration {
    /// What it comes from.
    pub source: Source,
    /// What kinds of action it is, from [`crate::domain::lists::List::ActionTypes`]; at least one.
    pub types: Vec<CodeId>,
    /// Who is to carry it out, from [`crate::domain::lists::List::Officers`].
    pub owner: Option<CodeId>,
    /// The team that is to carry it out.
    pub team: Option<CodeId>,
    /// The service that it is about.
    pub service: Option<CodeId>,
    /// When it was raised.
    pub raised_on: NaiveDate,
    /// When it is due.
    pub due_on: NaiveDate,
}

/// Whether the council accepts an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acceptance {
    /// It does.
    Accepted,
    /// It does in part.
    PartlyAccepted,
    /// It does not.
    Rejected,
}

impl Word for Acceptance {
    const ALL: &'static [Self] = &[Self::Accepted, Self::PartlyAccepted, Self::Rejected];

    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::PartlyAccepted => "partly_accepted",
            Self::Rejected => "rejected",
        }
    }
}

/// The decision on an action. Its reason in words is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether the council accepts it.
    pub acceptance: Acceptance,
    /// When that was decided.
    pub decided_on: NaiveDate,
    /// Why, from [`crate::domain::lists::List::ActionDecisionReasons`].
    pub reason: Option<CodeId>,
}

/// What becomes different of who carries an action out, and by when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// The new owner.
    pub owner: Option<CodeId>,
    /// The new team.
    pub team: Option<CodeId>,
    /// The new due date and why, from [`crate::domain::lists::List::ExtensionReasons`].
    pub due: Option<(NaiveDate, CodeId)>,
}

/// What a check of an action's impact showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ImpactOutcome {
    /// The difference that was meant.
    ChangeSeen,
    /// None that can be seen.
    NoChangeSeen,
    /// It cannot be said yet.
    TooEarly,
}

impl Word for ImpactOutcome {
    const ALL: &'static [Self] = &[Self::ChangeSeen, Self::NoChangeSeen, Self::TooEarly];

    fn word(self) -> &'static str {
        match self {
            Self::ChangeSeen => "change_seen",
            Self::NoChangeSeen => "no_change_seen",
            Self::TooEarly => "too_early",
        }
    }
}

/// A check whether an action made a difference. Its note is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImpactCheck {
    /// When it was made.
    pub checked_on: NaiveDate,
    /// What it showed.
    pub outcome: ImpactOutcome,
    /// When it is to be made again.
    pub next_check_on: Option<NaiveDate>,
}

/// Whom the learning was shared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing {
    /// Where, from [`crate::domain::lists::List::SharingPlaces`].
    pub place: CodeId,
    /// When.
    pub shared_on: NaiveDate,
}

/// Something that happened to an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was recorded.
    Recorded(ActionRegistration),
    /// The council decided whether it accepts it.
    Decided(Verdict),
    /// Its owner, team or due date became another.
    Updated(Update),
    /// It was carried out.
    Completed {
        /// When.
        on: NaiveDate,
        /// When the evidence was seen, where there was any yet.
        evidenced_on: Option<NaiveDate>,
    },
    /// The evidence was seen.
    Evidenced {
        /// When.
        on: NaiveDate,
    },
    /// It was checked whether it made a difference.
    ImpactAssessed(ImpactCheck),
    /// The learning was shared.
    Shared(Sharing),
    /// It is not carried out after all.
    Cancelled {
        /// When that was decided.
        on: NaiveDate,
    },
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Recorded(registration) => Some(registration.raised_on),
            Self::Decided(verdict) => Some(verdict.decided_on),
            Self::Completed { on, .. } | Self::Evidenced { on } | Self::Cancelled { on } => Some(*on),
            Self::ImpactAssessed(check) => Some(check.checked_on),
            Self::Shared(sharing) => Some(sharing.shared_on),
            Self::Updated(_) => None,
        }
    }
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Record an action.
    Record(ActionRegistration),
    /// Record whether the council accepts it.
    Decide(Verdict),
    /// Change its owner, team or due date.
    Update(Update),
    /// Record that it was carried out.
    Complete {
        /// When.
        on: NaiveDate,
        /// When the evidence was seen.
        evidenced_on: Option<NaiveDate>,
    },
    /// Record the evidence.
    RecordEvidence {
        /// When it was seen.
        on: NaiveDate,
    },
    /// Record a check whether it made a difference.
    AssessImpact(ImpactCheck),
    /// Record whom the learning was shared with.
    Share(Sharing),
    /// Record that it is not carried out after all.
    Cancel {
        /// When that was decided.
        on: NaiveDate,
    },
}
