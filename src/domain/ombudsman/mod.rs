//! A case of the Ombudsman: its state, folded from its events.

mod decision;
mod enquiry;
mod remedy;
mod public_report;
mod monitoring_officer;
mod event;
mod command;
mod evolve;
mod clocks;
mod duties;
mod decide;
pub mod annual_list;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::{
    clocks::{CaseClockBasis, CaseClocks},
    command::{Command, RemedyStep},
    decide::decide,
    decision::{Compliance, Decision, DecisionClass, FinalDecision, Taxonomy},
    duties::Outstanding,
    enquiry::{Draft, DraftResponse, Enquiry, EnquiryKind, Extended},
    event::{CaseRegistration, Event},
    monitoring_officer::{Body, Duty, DutyEntry, DutyReason, DutyStep, Route},
    public_report::{ReportStep, ReportSteps, Told},
    remedy::{AgreedRemedy, PaymentBasis, Recommendation, Remedy},
};
use super::{
    ids::{Position, RecordNumber},
    retention::Erasure,
    word::Word,
};

/// Where a case is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseState {
    /// Known to the council; nothing asked of it.
    Received,
    /// An enquiry waits for the council's answer.
    UnderEnquiry,
    /// Every enquiry is answered; the decision is awaited.
    AwaitingDecision,
    /// Decided, with remedies still to carry out.
    RemediesOpen,
    /// Decided, with no remedy left.
    Closed,
    /// A draft decision came; the final one is awaited.
    DraftDecision,
    /// Every remedy is done or refused; the Ombudsman has not recorded whether it is satisfied.
    AwaitingCompliance,
}

impl Word for CaseState {
    const ALL: &'static [Self] = &[
        Self::Received,
        Self::UnderEnquiry,
        Self::AwaitingDecision,
        Self::RemediesOpen,
        Self::Closed,
        Self::DraftDecision,
        Self::AwaitingCompliance,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::UnderEnquiry => "under_enquiry",
            Self::AwaitingDecision => "awaiting_decision",
            Self::RemediesOpen => "remedies_open",
            Self::Closed => "closed",
            Self::DraftDecision => "draft_decision",
            Self::AwaitingCompliance => "awaiting_compliance",
        }
    }
}

/// A case and everything that followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OmbudsmanCase {
    /// What it was registered with.
    pub registration: CaseRegistration,
    /// When it was registered.
    pub registered_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// When the Ombudsman told the council of it.
    pub notified_on: Option<NaiveDate>,
    /// The complaint that it grew out of.
    pub representation: Option<RecordNumber>,
    /// The enquiries, in order.
    pub enquiries: Vec<Enquiry>,
    /// The draft decisions, in order.
    pub drafts: Vec<Draft>,
    /// The final decision.
    pub decision: Option<FinalDecision>,
    /// Where in the log it was recorded; 0 before.
    pub decided_at: Position,
    /// The remedies, in order.
    pub remedies: Vec<Remedy>,
    /// The outcome of compliance, and when the Ombudsman recorded it.
    pub compliance: Option<(Compliance, NaiveDate)>,
    /// How far the council has come with a public report.
    pub report: ReportSteps,
    /// The log of the monitoring officer's duties, in order.
    pub duties: Vec<Duty>,
    /// When the Ombudsman published its decision.
    pub published_on: Option<NaiveDate>,
    /// Its erasure, after which nothing of it changes.
    pub erasure: Option<Erasure>,
}

impl OmbudsmanCase {
    /// Where it is in its life.
    pub fn state(&self) -> CaseState {
        let waits = self.enquiries.iter().any(|enquiry| enquiry.answered.is_none());
        let judged = self.compliance.is_some();
        match &self.decision {
            Some(_) if self.remedies.iter().any(Remedy::is_open) => CaseState::RemediesOpen,
            Some(_) if !self.remedies.is_empty() && !judged => CaseState::AwaitingCompliance,
            Some(_) => CaseState::Closed,
            None if waits => CaseState::UnderEnquiry,
            None if !self.drafts.is_empty() => CaseState::DraftDecision,
            None if self.enquiries.is_empty() => CaseState::Received,
            None => CaseState::AwaitingDecision,
        }
    }

    /// Whether the council knows of it from the annual list alone.
    pub fn is_unknown_until_listed(&self) -> bool {
        self.registration.from_annual_list && self.notified_on.is_none()
    }
}

/// The element with this number, counted from 1.
pub(crate) fn numbered<T>(elements: &[T], number: u8) -> Option<&T> {
    elements.get(usize::from(number).checked_sub(1)?)
}

/// The same, to change.
pub(crate) fn numbered_mut<T>(elements: &mut [T], number: u8) -> Option<&mut T> {
    elements.get_mut(usize::from(number).checked_sub(1)?)
}
