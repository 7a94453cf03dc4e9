//! The read tables' rows: a pure function of the folded state, so that projecting is one upsert and rebuilding a
//! loop.
//!
//! A *line* says where a record is now; lists and filters read lines. A *fact* is what figures count; the store
//! keeps every version of a fact with the log positions between which it was true.

mod case;
mod representation;

use chrono::NaiveDate;

pub use self::{
    case::{CaseFact, CaseLine, EnquiryFact, RemedyFact},
    representation::{
        ConcernFact, RepresentationFact, RepresentationLine, StageEnding, StageFact, ThemeFact, alike,
    },
};
use super::{
    clock::{Clock, ClockState},
    ids::{RecordNumber, StreamKind},
    ombudsman::OmbudsmanCase,
    policy::{ClockName, TimeUnit},
    reference::Reference,
    representation::Representation,
};

/// One clock of one record. Its key is (record, stage, clock, ordinal).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockEntry {
    /// What kind of record it belongs to.
    pub kind: StreamKind,
    /// The record.
    pub number: RecordNumber,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// What it times.
    pub clock: ClockName,
    /// Which of several clocks of that name: an enquiry's number; otherwise 1.
    pub ordinal: u8,
    /// How it stands.
    pub state: ClockState,
    /// What it counts from.
    pub anchor_on: Option<NaiveDate>,
    /// The policy's length.
    pub length: u16,
    /// The length as extended.
    pub agreed_length: u16,
    /// What both are counted in.
    pub unit: TimeUnit,
    /// The due date before any extension.
    pub base_due_on: Option<NaiveDate>,
    /// The due date with the extensions.
    pub agreed_due_on: Option<NaiveDate>,
    /// When it stopped.
    pub stopped_on: Option<NaiveDate>,
    /// Working days from the anchor to the stop.
    pub working_days_taken: u16,
}

impl ClockEntry {
    fn of(clock: &Clock, kind: StreamKind, number: RecordNumber, ordinal: u8) -> Self {
        Self {
            kind,
            number,
            stage: clock.stage,
            clock: clock.name,
            ordinal,
            state: clock.state(),
            anchor_on: clock.due.map(|due| due.anchor_on),
            length: clock.length,
            agreed_length: clock.agreed_length,
            unit: clock.unit,
            base_due_on: clock.due.map(|due| due.base_on),
            agreed_due_on: clock.due.map(|due| due.agreed_on),
            stopped_on: clock.stop.map(super::clock::Stop::on),
            working_days_taken: clock.working_days_taken,
        }
    }
}

/// How a timed piece of work stands against its due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// Answered on or before the base due date.
    WithinBase,
    /// Answered after the base due date, on or before the agreed one.
    WithinAgreed,
    /// Answered after the agreed due date.
    Late,
    /// Not answered.
    Unanswered,
}

impl super::word::Word for Timeliness {
    const ALL: &'static [Self] = &[Self::WithinBase, Self::WithinAgreed, Self::Late, Self::Unanswered];

    fn word(self) -> &'static str {
        match self {
            Self::WithinBase => "within_base",
            Self::WithinAgreed => "within_agreed",
            Self::Late => "late",
            Self::Unanswered => "unanswered",
        }
    }
}

impl Timeliness {
    fn of(clock: &Clock) -> Self {
        match clock.state() {
            ClockState::Met => Self::WithinBase,
            ClockState::MetAsExtended => Self::WithinAgreed,
            ClockState::Missed => Self::Late,
            ClockState::Waiting | ClockState::Running | ClockState::Left | ClockState::Paused => {
                Self::Unanswered
            }
        }
    }
}

/// Every row of one representation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepresentationEntry {
    /// Where it is now.
    pub line: RepresentationLine,
    /// Its clocks.
    pub clocks: Vec<ClockEntry>,
    /// What figures count once a representation.
    pub fact: RepresentationFact,
    /// Once a stage.
    pub stages: Vec<StageFact>,
    /// Once a category.
    pub concerns: Vec<ConcernFact>,
    /// Once a theme.
    pub themes: Vec<ThemeFact>,
}

impl RepresentationEntry {
    /// The rows of a representation.
    pub fn of(number: RecordNumber, state: &Representation, reference: &Reference) -> Self {
        let clocks = state.clocks(reference);
        Self {
            line: RepresentationLine::of(number, state),
            clocks: clocks
                .iter()
                .map(|clock| ClockEntry::of(clock, StreamKind::Representation, number, 1))
                .collect(),
            fact: RepresentationFact::of(number, state, &clocks),
            stages: StageFact::all(number, state, &clocks),
            concerns: ConcernFact::all(number, state),
            themes: ThemeFact::all(number, state),
        }
    }
}

/// Every row of one case of the Ombudsman.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    /// Where it is now.
    pub line: CaseLine,
    /// Its clocks.
    pub clocks: Vec<ClockEntry>,
    /// What figures count once a case.
    pub fact: CaseFact,
    /// Once an enquiry.
    pub enquiries: Vec<EnquiryFact>,
    /// Once a remedy.
    pub remedies: Vec<RemedyFact>,
}

impl CaseEntry {
    /// The rows of a case.
    pub fn of(number: RecordNumber, state: &OmbudsmanCase, reference: &Reference) -> Self {
        let clocks = state.enquiry_clocks(reference);
        Self {
            line: CaseLine::of(number, state),
            clocks: (1..)
                .zip(&clocks)
                .map(|(ordinal, clock)| ClockEntry::of(clock, StreamKind::Case, number, ordinal))
                .collect(),
            fact: CaseFact::of(number, state),
            enquiries: EnquiryFact::all(number, state, &clocks),
            remedies: RemedyFact::all(number, state),
        }
    }
}
