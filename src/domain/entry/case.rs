//! The rows of a case of the Ombudsman.

use chrono::NaiveDate;

use super::Timeliness;
use crate::domain::{
    clock::Clock,
    ids::{CodeId, RecordNumber},
    ombudsman::{CaseState, Decision, OmbudsmanCase},
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
}

impl CaseLine {
    pub(super) fn of(number: RecordNumber, state: &OmbudsmanCase) -> Self {
        Self {
            number,
            reference: state.registration.reference.clone(),
            state: state.state(),
            representation: state.representation,
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
            })
            .collect()
    }
}

/// What figures count once a remedy. Its key is (number, remedy).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyFact {
    /// The case.
    pub number: RecordNumber,
    /// The remedy.
    pub remedy: u8,
    /// What it is.
    pub kind: CodeId,
    /// What is to be paid, in pence.
    pub amount_pence: Option<i64>,
    /// When it is due.
    pub due_on: NaiveDate,
    /// When it was done.
    pub completed_on: Option<NaiveDate>,
    /// How its completion stands against the due date.
    pub timeliness: Timeliness,
}

impl RemedyFact {
    pub(super) fn all(number: RecordNumber, state: &OmbudsmanCase) -> Vec<Self> {
        let remedies = (1..).zip(&state.remedies);
        remedies
            .map(|(remedy, known)| Self {
                number,
                remedy,
                kind: known.agreed.kind.clone(),
                amount_pence: known.agreed.amount_pence,
                due_on: known.agreed.due_on,
                completed_on: known.completed_on,
                timeliness: match known.completed_on {
                    None => Timeliness::Unanswered,
                    Some(_) if known.is_completed_late() => Timeliness::Late,
                    Some(_) => Timeliness::WithinBase,
                },
            })
            .collect()
    }
}
