//! The rows of a case of the Ombudsman.

use chrono::NaiveDate;

use super::Timeliness;
use crate::domain::{
    clock::Clock,
    ids::{CodeId, RecordNumber},
    ombudsman::{CaseState, Compliance, Decision, EnquiryKind, OmbudsmanCase, Taxonomy},
};

/// Where a case is now. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    /// The case.
    pub number: RecordNumber,
    /// The Ombudsman's reference.
    pub reference: String,
    /// Where it is in its life.
    pub state: CaseState,
    /// The complaint that it grew out of.
    pub representation: Option<RecordNumber>,
    /// The Ombudsman's category.
    pub category: CodeId,
    /// The council's service.
    pub service: Option<CodeId>,
    /// When the Ombudsman received it.
    pub received_on: NaiveDate,
    /// When it was decided.
    pub decided_on: Option<NaiveDate>,
    /// When the outcome of compliance was recorded.
    pub compliance_on: Option<NaiveDate>,
    /// Whether a duty is outstanding.
    pub duty_outstanding: bool,
}

impl CaseLine {
    pub(super) fn of(number: RecordNumber, state: &OmbudsmanCase) -> Self {
        Self {
            number,
            reference: state.registration.reference.clone(),
            state: state.state(),
            representation: state.representation,
            category: state.registration.category.clone(),
            service: state.registration.service.clone(),
            received_on: state.registration.received_on,
            decided_on: state.decision.as_ref().map(|decision| decision.decided_on),
            compliance_on: state.compliance.map(|(_, on)| on),
            duty_outstanding: !state.outstanding().is_empty(),
        }
    }
}

/// What figures count once a case. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFact {
    /// The case.
    pub number: RecordNumber,
    /// The Ombudsman's category.
    pub category: CodeId,
    /// The council's service.
    pub service: Option<CodeId>,
    /// Where it is in its life.
    pub state: CaseState,
    /// When the Ombudsman received it.
    pub received_on: NaiveDate,
    /// When it was decided.
    pub decided_on: Option<NaiveDate>,
    /// The decision.
    pub decision: Option<Decision>,
    /// The ground of the decision.
    pub ground: Option<CodeId>,
    /// Whether the council had offered a suitable remedy before.
    pub satisfactory_remedy: bool,
    /// Whether there is a public report.
    pub public_report: bool,
    /// When the Ombudsman told the council of it.
    pub notified_on: Option<NaiveDate>,
    /// Whether the council learned of it from the annual list alone.
    pub unknown_until_listed: bool,
    /// The words that the letter uses.
    pub taxonomy: Option<Taxonomy>,
    /// The outcome of compliance.
    pub compliance: Option<Compliance>,
    /// When the Ombudsman recorded it.
    pub compliance_on: Option<NaiveDate>,
    /// When the decision was published.
    pub published_on: Option<NaiveDate>,
    /// The complaint that it grew out of, or that it was referred back to.
    pub representation: Option<RecordNumber>,
}

impl CaseFact {
    pub(super) fn of(number: RecordNumber, state: &OmbudsmanCase) -> Self {
        let registration = &state.registration;
        let decision = state.decision.as_ref();
        Self {
            number,
            category: registration.category.clone(),
            service: registration.service.clone(),
            state: state.state(),
            received_on: registration.received_on,
            decided_on: decision.map(|decision| decision.decided_on),
            decision: decision.map(|decision| decision.decision),
            ground: decision.and_then(|decision| decision.ground.clone()),
            satisfactory_remedy: decision
                .is_some_and(|decision| decision.satisfactory_remedy_before_referral),
            public_report: decision.is_some_and(|decision| decision.public_report),
            notified_on: state.notified_on,
            unknown_until_listed: state.is_unknown_until_listed(),
            taxonomy: decision.and_then(|decision| decision.taxonomy),
            compliance: state.compliance.map(|(outcome, _)| outcome),
            compliance_on: state.compliance.map(|(_, on)| on),
            published_on: state.published_on,
            representation: state.representation,
        }
    }
}

/// What figures count once an enquiry. Its key is (number, enquiry).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnquiryFact {
    /// The case.
    pub number: RecordNumber,
    /// The enquiry.
    pub enquiry: u8,
    /// When the council received it.
    pub received_on: NaiveDate,
    /// When it was due.
    pub due_on: Option<NaiveDate>,
    /// When it was answered.
    pub answered_on: Option<NaiveDate>,
    /// How the answer stands against the due date.
    pub timeliness: Timeliness,
    /// Working days to the answer; none without one.
    pub working_days: Option<u16>,
    /// At which step it was made.
    pub kind: EnquiryKind,
    /// When it was due before the Ombudsman agreed to more.
    pub base_due_on: Option<NaiveDate>,
}

impl EnquiryFact {
    pub(super) fn all(number: RecordNumber, state: &OmbudsmanCase, clocks: &[Clock]) -> Vec<Self> {
        let enquiries = (1..).zip(&state.enquiries).zip(clocks);
        enquiries
            .map(|((enquiry, known), clock)| Self {
                number,
                enquiry,
                received_on: known.received_on,
                due_on: clock.due.map(|due| due.agreed_on),
                answered_on: known.answered.map(|(on, _)| on),
                timeliness: Timeliness::of(clock),
                working_days: known.answered.map(|_| clock.working_days_taken),
                kind: known.kind,
                base_due_on: base(clock),
            })
            .collect()
    }
}

/// The due date before any extension.
fn base(clock: &Clock) -> Option<NaiveDate> {
    clock.due.map(|due| due.base_on)
}
