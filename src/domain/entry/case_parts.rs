//! The rows of what the Ombudsman recommends, drafts, and brings the monitoring officer to report.

use chrono::NaiveDate;

use super::Timeliness;
use crate::domain::{
    clock::{Clock, Due},
    ids::{CodeId, RecordNumber},
    ombudsman::{CaseClocks, DraftResponse, DutyReason, OmbudsmanCase, PaymentBasis, Recommendation, Route},
};

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
    /// When it is due, with the extension.
    pub due_on: NaiveDate,
    /// When it was done.
    pub completed_on: Option<NaiveDate>,
    /// How its completion stands against the due date.
    pub timeliness: Timeliness,
    /// For whom it is.
    pub recommendation: Recommendation,
    /// When it was due before the Ombudsman agreed to more.
    pub base_due_on: NaiveDate,
    /// What the payment is for.
    pub basis: Option<PaymentBasis>,
    /// The service whose budget pays.
    pub budget: Option<CodeId>,
    /// When the money was paid.
    pub paid_on: Option<NaiveDate>,
    /// When evidence was last sent.
    pub evidence_sent_on: Option<NaiveDate>,
    /// When the Ombudsman was satisfied.
    pub satisfied_on: Option<NaiveDate>,
    /// When the council refused to do it.
    pub refused_on: Option<NaiveDate>,
}

impl RemedyFact {
    pub(super) fn all(number: RecordNumber, state: &OmbudsmanCase, clocks: &[Clock]) -> Vec<Self> {
        let remedies = (1..).zip(&state.remedies).zip(clocks);
        remedies
            .map(|((remedy, known), clock)| Self {
                number,
                remedy,
                kind: known.agreed.kind.clone(),
                amount_pence: known.agreed.amount_pence,
                due_on: known.due_on(),
                completed_on: known.completed_on(),
                timeliness: Timeliness::of(clock),
                recommendation: known.agreed.recommendation,
                base_due_on: known.agreed.due_on,
                basis: known.agreed.basis,
                budget: known.agreed.budget.clone(),
                paid_on: known.paid_on,
                evidence_sent_on: known.evidence_sent_on,
                satisfied_on: known.satisfied_on,
                refused_on: known.refused.map(|(on, _)| on),
            })
            .collect()
    }
}

/// What figures count once a kind of a remedy: the first and each further one. Its key is (number, remedy, kind).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyKindFact {
    /// The case.
    pub number: RecordNumber,
    /// The remedy.
    pub remedy: u8,
    /// The kind.
    pub kind: CodeId,
}

impl RemedyKindFact {
    pub(super) fn all(number: RecordNumber, state: &OmbudsmanCase) -> Vec<Self> {
        let kinds = (1..).zip(&state.remedies).flat_map(|(remedy, known)| {
            let agreed = &known.agreed;
            let kinds = std::iter::once(&agreed.kind).chain(&agreed.further_kinds);
            kinds.map(move |kind| (remedy, kind.clone()))
        });
        kinds
            .map(|(remedy, kind)| Self { number, remedy, kind })
            .collect()
    }
}

/// What figures count once a draft decision. Its key is (number, draft).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFact {
    /// The case.
    pub number: RecordNumber,
    /// The draft.
    pub draft: u8,
    /// When the council received it.
    pub received_on: NaiveDate,
    /// When comments were due.
    pub due_on: Option<NaiveDate>,
    /// When the council commented.
    pub commented_on: Option<NaiveDate>,
    /// What it said.
    pub response: Option<DraftResponse>,
    /// How the comments stand against the due date.
    pub timeliness: Timeliness,
}

impl DraftFact {
    pub(super) fn all(number: RecordNumber, state: &OmbudsmanCase, clocks: &[Clock]) -> Vec<Self> {
        let drafts = (1..).zip(&state.drafts).zip(clocks);
        drafts
            .map(|((draft, known), clock)| Self {
                number,
                draft,
                received_on: known.received_on,
                due_on: clock.due.map(|due| due.agreed_on),
                commented_on: known.commented.map(|(_, on, _)| on),
                response: known.commented.map(|(response, ..)| response),
                timeliness: Timeliness::of(clock),
            })
            .collect()
    }
}

/// What figures count once an entry in the log of the monitoring officer's duties. Its key is (number, duty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyFact {
    /// The case.
    pub number: RecordNumber,
    /// The entry.
    pub duty: u8,
    /// When the monitoring officer judged it.
    pub assessed_on: NaiveDate,
    /// Whether a report is due.
    pub triggered: bool,
    /// Why.
    pub reason: DutyReason,
    /// Under which section.
    pub route: Option<Route>,
    /// When the report was made.
    pub reported_on: Option<NaiveDate>,
    /// When it must be considered.
    pub due_on: Option<NaiveDate>,
    /// When it was.
    pub considered_on: Option<NaiveDate>,
    /// When the response was sent.
    pub responded_on: Option<NaiveDate>,
    /// How the consideration stands against the due date.
    pub timeliness: Timeliness,
}

impl DutyFact {
    pub(super) fn all(number: RecordNumber, state: &OmbudsmanCase, clocks: &CaseClocks) -> Vec<Self> {
        let duties = (1..).zip(&state.duties).zip(&clocks.duties);
        duties
            .map(|((duty, known), clock)| {
                let due: Option<Due> = clock.as_ref().and_then(|clock| clock.due);
                Self {
                    number,
                    duty,
                    assessed_on: known.entry.assessed_on,
                    triggered: known.entry.triggered.is_some(),
                    reason: known.entry.reason,
                    route: known.entry.triggered.map(|(route, _)| route),
                    reported_on: known.reported.map(|(on, _)| on),
                    due_on: due.map(|due| due.agreed_on),
                    considered_on: known.considered.map(|(on, _)| on),
                    responded_on: known.responded.map(|(on, _)| on),
                    timeliness: clock.as_ref().map_or(Timeliness::Unanswered, Timeliness::of),
                }
            })
            .collect()
    }
}
