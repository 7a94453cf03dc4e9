//! What can happen to a case of the Ombudsman, and what can be asked for.

use chrono::NaiveDate;

use crate::domain::{
    ids::{CodeId, RecordNumber},
    representation::ClockMove,
    word::Word,
};

/// What a case is registered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRegistration {
    /// The Ombudsman's reference, such as `23 013 837`; unique in the authority.
    pub reference: String,
    /// The Ombudsman's category.
    pub category: CodeId,
    /// The council's own service that it is about.
    pub service: Option<CodeId>,
    /// When the Ombudsman received it.
    pub received_on: NaiveDate,
    /// The complaint that it grew out of.
    pub representation: Option<RecordNumber>,
}

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

/// The final decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinalDecision {
    /// In the older words; the newer ones follow from them.
    pub decision: Decision,
    /// Its date.
    pub decided_on: NaiveDate,
    /// The ground.
    pub ground: Option<CodeId>,
    /// Whether the council had offered a suitable remedy before the Ombudsman was involved.
    pub satisfactory_remedy_before_referral: bool,
    /// Whether there is a public report (Local Government Act 1974 s30).
    pub public_report: bool,
}

/// What the council agreed to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedRemedy {
    /// What it is.
    pub kind: CodeId,
    /// What is to be paid, in pence.
    pub amount_pence: Option<i64>,
    /// When it is due.
    pub due_on: NaiveDate,
}

/// Something that happened to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was put on the register.
    Registered(CaseRegistration),
    /// It was linked to the complaint that it grew out of.
    Linked {
        /// The complaint.
        representation: RecordNumber,
    },
    /// An enquiry came.
    EnquiryRecorded {
        /// When the council received it.
        received_on: NaiveDate,
        /// The date in the letter.
        letter_due_on: Option<NaiveDate>,
    },
    /// An enquiry was answered.
    EnquiryAnswered {
        /// Its number, from 1.
        enquiry: u8,
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman decided.
    Decided(FinalDecision),
    /// A remedy was agreed.
    RemedyAgreed(AgreedRemedy),
    /// A remedy was carried out.
    RemedyCompleted {
        /// Its number, from 1.
        remedy: u8,
        /// When.
        on: NaiveDate,
    },
    /// A change of the calendar moved one of its clocks.
    ClockMoved(ClockMove),
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Registered(registration) => Some(registration.received_on),
            Self::EnquiryRecorded { received_on, .. } => Some(*received_on),
            Self::EnquiryAnswered { on, .. } | Self::RemedyCompleted { on, .. } => Some(*on),
            Self::Decided(decision) => Some(decision.decided_on),
            Self::Linked { .. } | Self::RemedyAgreed(_) | Self::ClockMoved(_) => None,
        }
    }
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put a case on the register.
    Register(CaseRegistration),
    /// Link it to a complaint.
    Link {
        /// The complaint.
        representation: RecordNumber,
    },
    /// Record an enquiry.
    RecordEnquiry {
        /// When the council received it.
        received_on: NaiveDate,
        /// The date in the letter.
        letter_due_on: Option<NaiveDate>,
    },
    /// Record the answer to an enquiry.
    AnswerEnquiry {
        /// Its number, from 1.
        enquiry: u8,
        /// When.
        on: NaiveDate,
    },
    /// Record the final decision.
    Decide(FinalDecision),
    /// Record a remedy.
    AgreeRemedy(AgreedRemedy),
    /// Record that a remedy was carried out.
    CompleteRemedy {
        /// Its number, from 1.
        remedy: u8,
        /// When.
        on: NaiveDate,
    },
}
