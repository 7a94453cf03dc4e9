//! The Ombudsman's decision, in the words of both taxonomies.

use chrono::NaiveDate;

use crate::domain::{ids::CodeId, word::Word};

/// The decision in the words used from 2013/14 to about 2023/24. A newer letter's "assessed and closed" is what they
/// call closed after initial enquiries; its "not for us" may not say more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    /// Incomplete or invalid.
    InvalidOrIncomplete,
    /// Advice given.
    AdviceGiven,
    /// Referred back for local resolution.
    ReferredBack,
    /// Closed after initial enquiries.
    ClosedAfterInitialEnquiries,
    /// Investigated, not upheld.
    NotUpheld,
    /// Upheld.
    Upheld,
    /// Not for us: a newer letter that does not say which of the first three it is.
    NotForUs,
}

impl Word for Decision {
    const ALL: &'static [Self] = &[
        Self::InvalidOrIncomplete,
        Self::AdviceGiven,
        Self::ReferredBack,
        Self::ClosedAfterInitialEnquiries,
        Self::NotUpheld,
        Self::Upheld,
        Self::NotForUs,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::InvalidOrIncomplete => "invalid_or_incomplete",
            Self::AdviceGiven => "advice_given",
            Self::ReferredBack => "referred_back",
            Self::ClosedAfterInitialEnquiries => "closed_after_initial_enquiries",
            Self::NotUpheld => "not_upheld",
            Self::Upheld => "upheld",
            Self::NotForUs => "not_for_us",
        }
    }
}

/// The decision in the words of newer letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecisionClass {
    /// Not for us: invalid, advice given, or referred back.
    NotForUs,
    /// Assessed and closed: closed after initial enquiries.
    AssessedAndClosed,
    /// Investigated: upheld or not upheld.
    Investigated,
}

impl Word for DecisionClass {
    const ALL: &'static [Self] = &[Self::NotForUs, Self::AssessedAndClosed, Self::Investigated];

    fn word(self) -> &'static str {
        match self {
            Self::NotForUs => "not_for_us",
            Self::AssessedAndClosed => "assessed_and_closed",
            Self::Investigated => "investigated",
        }
    }
}

impl Decision {
    /// The same decision in the newer words.
    pub fn class(self) -> DecisionClass {
        match self {
            Self::InvalidOrIncomplete | Self::AdviceGiven | Self::ReferredBack | Self::NotForUs => {
                DecisionClass::NotForUs
            }
            Self::ClosedAfterInitialEnquiries => DecisionClass::AssessedAndClosed,
            Self::NotUpheld | Self::Upheld => DecisionClass::Investigated,
        }
    }
}

/// Which words the letter uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taxonomy {
    /// The six words from 2013/14 to about 2023/24.
    Older,
    /// Not for us, assessed and closed, investigated.
    Newer,
}

impl Word for Taxonomy {
    const ALL: &'static [Self] = &[Self::Older, Self::Newer];

    fn word(self) -> &'static str {
        match self {
            Self::Older => "older",
            Self::Newer => "newer",
        }
    }
}

/// The final decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinalDecision {
    /// In the older words; the newer ones follow from them.
    pub decision: Decision,
    /// Which words the letter itself uses, where that was said.
    pub taxonomy: Option<Taxonomy>,
    /// Its date.
    pub decided_on: NaiveDate,
    /// When the council received it; the date of the decision counts where that was not said.
    pub received_on: Option<NaiveDate>,
    /// The ground.
    pub ground: Option<CodeId>,
    /// Whether the council had offered a suitable remedy before the Ombudsman was involved.
    pub satisfactory_remedy_before_referral: bool,
    /// Whether there is a public report (Local Government Act 1974 s30).
    pub public_report: bool,
}

impl FinalDecision {
    /// When the council received it, which the duties of a public report count from.
    pub fn reached_council_on(&self) -> NaiveDate {
        self.received_on.unwrap_or(self.decided_on)
    }
}

/// What the Ombudsman recorded of the council's compliance with a case's recommendations (Compliance Manual 4). It
/// is counted in the year in which it was recorded, not in that of the decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compliance {
    /// Remedy complete and satisfied.
    Complete,
    /// Remedy completed late; satisfied.
    CompletedLate,
    /// Remedy not complete and not satisfied.
    NotComplete,
}

impl Word for Compliance {
    const ALL: &'static [Self] = &[Self::Complete, Self::CompletedLate, Self::NotComplete];

    fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::CompletedLate => "completed_late",
            Self::NotComplete => "not_complete",
        }
    }
}
