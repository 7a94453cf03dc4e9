//! What a caller may ask for.

use chrono::NaiveDate;

use super::{
    AgreedRemedy, CaseRegistration, Compliance, DraftResponse, DutyEntry, DutyStep, EnquiryKind, Extended,
    FinalDecision, ReportStep, Told,
};
use crate::domain::ids::{CodeId, RecordNumber};

/// Something that a caller asks for. Numbers of parts count from 1.
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
        /// At which step.
        kind: EnquiryKind,
        /// When the council received it.
        received_on: NaiveDate,
        /// The date in the letter.
        letter_due_on: Option<NaiveDate>,
    },
    /// Record the answer to an enquiry.
    AnswerEnquiry {
        /// The enquiry.
        enquiry: u8,
        /// When.
        on: NaiveDate,
    },
    /// Record the final decision.
    Decide(FinalDecision),
    /// Record a remedy.
    AgreeRemedy(AgreedRemedy),
    /// Record what was done about a remedy.
    Remedy {
        /// The remedy.
        remedy: u8,
        /// What.
        step: RemedyStep,
    },
    /// Record that the Ombudsman told the council of the case.
    Notify {
        /// When.
        on: NaiveDate,
    },
    /// Record that the Ombudsman agreed to a later answer.
    ExtendEnquiry {
        /// The enquiry.
        enquiry: u8,
        /// What was agreed.
        to: Extended,
    },
    /// Record a draft decision.
    RecordDraft {
        /// When the council received it.
        on: NaiveDate,
        /// The date for comments in the letter.
        letter_due_on: Option<NaiveDate>,
    },
    /// Record the comments on a draft.
    CommentOnDraft {
        /// The draft.
        draft: u8,
        /// When.
        on: NaiveDate,
        /// What the council said.
        response: DraftResponse,
    },
    /// Record the outcome of compliance.
    RecordCompliance {
        /// Which.
        outcome: Compliance,
        /// When the Ombudsman recorded it.
        on: NaiveDate,
    },
    /// Record a step that a public report asks for.
    TakeReportStep {
        /// Which.
        step: ReportStep,
        /// When.
        on: NaiveDate,
    },
    /// Record that the Ombudsman agreed in writing to be told later.
    ExtendReport {
        /// Of what.
        of: Told,
        /// What was agreed.
        to: Extended,
    },
    /// Log whether the monitoring officer must report.
    LogDuty(DutyEntry),
    /// Record a step of the monitoring officer's duty.
    TakeDutyStep {
        /// The duty.
        duty: u8,
        /// Which.
        step: DutyStep,
        /// When.
        on: NaiveDate,
    },
    /// Record that the Ombudsman published its decision.
    Publish {
        /// When.
        on: NaiveDate,
    },
}

/// What is done about a remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemedyStep {
    /// It is carried out.
    Complete {
        /// When.
        on: NaiveDate,
        /// When the money was paid.
        paid_on: Option<NaiveDate>,
    },
    /// The Ombudsman agrees to a later date.
    Extend {
        /// What was agreed.
        to: Extended,
        /// Why.
        reason: CodeId,
    },
    /// The council refuses to do it.
    Refuse {
        /// When.
        on: NaiveDate,
    },
    /// Evidence is sent to the Ombudsman.
    SendEvidence {
        /// When.
        on: NaiveDate,
    },
    /// The Ombudsman is satisfied.
    Satisfy {
        /// When.
        on: NaiveDate,
    },
}
