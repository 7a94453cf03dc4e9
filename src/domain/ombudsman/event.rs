//! What can happen to a case of the Ombudsman, and what can be asked for.

use chrono::NaiveDate;

use super::{
    AgreedRemedy, Compliance, DraftResponse, DutyEntry, DutyStep, EnquiryKind, Extended, FinalDecision,
    ReportStep, Told,
};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    representation::ClockMove,
    retention::Basis,
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
    /// When the Ombudsman told the council of it.
    pub notified_on: Option<NaiveDate>,
    /// Whether the council learned of it from the Ombudsman's annual list.
    pub from_annual_list: bool,
    /// The complaint that it grew out of.
    pub representation: Option<RecordNumber>,
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
        /// At which step.
        kind: EnquiryKind,
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
        /// When the money was paid.
        paid_on: Option<NaiveDate>,
    },
    /// The Ombudsman told the council of the case.
    Notified {
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman agreed to a later answer to an enquiry.
    EnquiryExtended {
        /// Its number, from 1.
        enquiry: u8,
        /// What was agreed.
        to: Extended,
    },
    /// A draft decision came.
    DraftReceived {
        /// When.
        on: NaiveDate,
        /// The date for comments in the letter.
        letter_due_on: Option<NaiveDate>,
    },
    /// The council commented on a draft.
    DraftCommented {
        /// Its number, from 1.
        draft: u8,
        /// When.
        on: NaiveDate,
        /// What it said.
        response: DraftResponse,
    },
    /// The Ombudsman agreed to a later date for a remedy.
    RemedyExtended {
        /// Its number, from 1.
        remedy: u8,
        /// What was agreed.
        to: Extended,
        /// Why.
        reason: CodeId,
    },
    /// The council refused to carry a remedy out.
    RemedyRefused {
        /// Its number, from 1.
        remedy: u8,
        /// When.
        on: NaiveDate,
    },
    /// Evidence of a remedy was sent to the Ombudsman.
    EvidenceSent {
        /// Its number, from 1.
        remedy: u8,
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman was satisfied with a remedy.
    RemedySatisfied {
        /// Its number, from 1.
        remedy: u8,
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman recorded the outcome of compliance.
    ComplianceRecorded {
        /// Which.
        outcome: Compliance,
        /// When.
        on: NaiveDate,
    },
    /// A step that a public report asks for was taken.
    ReportStepTaken {
        /// Which.
        step: ReportStep,
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman agreed in writing to be told later.
    ReportExtended {
        /// Of what.
        of: Told,
        /// What was agreed.
        to: Extended,
    },
    /// The monitoring officer judged whether a report is due.
    DutyLogged(DutyEntry),
    /// A step of the monitoring officer's duty was taken.
    DutyStepTaken {
        /// The duty's number, from 1.
        duty: u8,
        /// Which.
        step: DutyStep,
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman published its decision.
    Published {
        /// When.
        on: NaiveDate,
    },
    /// A change of the calendar moved one of its clocks.
    ClockMoved(ClockMove),
    /// Its keys were destroyed; nobody can open its texts any more.
    Erased {
        /// What that rested on.
        basis: Basis,
        /// When.
        on: NaiveDate,
    },
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Registered(registration) => Some(registration.received_on),
            Self::EnquiryRecorded { received_on, .. } => Some(*received_on),
            Self::Decided(decision) => Some(decision.decided_on),
            Self::DutyLogged(entry) => Some(entry.assessed_on),
            Self::EnquiryExtended { to, .. }
            | Self::RemedyExtended { to, .. }
            | Self::ReportExtended { to, .. } => Some(to.agreed_on),
            Self::EnquiryAnswered { on, .. }
            | Self::RemedyCompleted { on, .. }
            | Self::Notified { on }
            | Self::DraftReceived { on, .. }
            | Self::DraftCommented { on, .. }
            | Self::RemedyRefused { on, .. }
            | Self::EvidenceSent { on, .. }
            | Self::RemedySatisfied { on, .. }
            | Self::ComplianceRecorded { on, .. }
            | Self::ReportStepTaken { on, .. }
            | Self::DutyStepTaken { on, .. }
            | Self::Published { on }
            | Self::Erased { on, .. } => Some(*on),
            Self::Linked { .. } | Self::RemedyAgreed(_) | Self::ClockMoved(_) => None,
        }
    }
}
