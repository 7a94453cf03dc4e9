//! What the Ombudsman asks before it decides: enquiries, and comments on a draft.

use chrono::NaiveDate;

use crate::domain::{ids::Position, word::Word};

/// At which step of the Ombudsman's process an enquiry is made (Manual for Councils 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EnquiryKind {
    /// Whether to investigate at all.
    Assessment,
    /// In an investigation.
    Investigation,
}

impl Word for EnquiryKind {
    const ALL: &'static [Self] = &[Self::Assessment, Self::Investigation];

    fn word(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Investigation => "investigation",
        }
    }
}

/// A later due date that the Ombudsman agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extended {
    /// The date.
    pub due_on: NaiveDate,
    /// When it was agreed.
    pub agreed_on: NaiveDate,
}

/// One enquiry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// At which step.
    pub kind: EnquiryKind,
    /// When the council received it.
    pub received_on: NaiveDate,
    /// The date in the Ombudsman's letter, where it names one.
    pub letter_due_on: Option<NaiveDate>,
    /// The latest later date agreed.
    pub extended: Option<Extended>,
    /// Where in the log it was recorded.
    pub recorded_at: Position,
    /// When it was answered, and where in the log.
    pub answered: Option<(NaiveDate, Position)>,
}

/// What the council said to a draft decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DraftResponse {
    /// It accepts the draft.
    Accepted,
    /// It contests it, or a part of it.
    Contested,
}

impl Word for DraftResponse {
    const ALL: &'static [Self] = &[Self::Accepted, Self::Contested];

    fn word(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Contested => "contested",
        }
    }
}

/// One draft decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// When the council received it.
    pub received_on: NaiveDate,
    /// The date for comments in the letter, where it names one.
    pub letter_due_on: Option<NaiveDate>,
    /// Where in the log it was recorded.
    pub recorded_at: Position,
    /// What the council said, when, and where in the log.
    pub commented: Option<(DraftResponse, NaiveDate, Position)>,
}
