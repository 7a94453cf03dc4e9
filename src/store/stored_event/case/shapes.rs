//! The payloads. A field that came later is absent from what was stored before; each says what that means.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    domain::ombudsman::{
        self, AgreedRemedy, Body, CaseRegistration, Compliance, Decision, DraftResponse, DutyEntry,
        DutyReason, DutyStep, EnquiryKind, Event, FinalDecision, PaymentBasis, Recommendation, ReportStep,
        Route, Taxonomy, Told,
    },
    store::{
        error::StoreError,
        stored_event::{code, codes, optional_code, optional_text, text, words},
    },
};

/// When: the case was notified, the decision published.
#[derive(Serialize, Deserialize)]
pub(super) struct On {
    pub on: NaiveDate,
}

/// Which one, and when: an enquiry answered, evidence of a remedy sent.
#[derive(Serialize, Deserialize)]
pub(super) struct Numbered {
    pub number: u8,
    pub on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Registered {
    reference: String,
    category: String,
    service: Option<String>,
    received_on: NaiveDate,
    representation: Option<i64>,
    /// Absent: nobody said.
    #[serde(default)]
    notified_on: Option<NaiveDate>,
    /// Absent: no.
    #[serde(default)]
    from_annual_list: bool,
}

impl Registered {
    pub(super) fn of(registration: &CaseRegistration) -> Self {
        let CaseRegistration {
            reference,
            category,
            service,
            received_on,
            notified_on,
            from_annual_list,
            representation,
        } = registration.clone();
        Self {
            reference,
            category: text(&category),
            service: optional_text(service.as_ref()),
            received_on,
            representation,
            notified_on,
            from_annual_list,
        }
    }

    pub(super) fn read(self) -> Result<CaseRegistration, StoreError> {
        Ok(CaseRegistration {
            category: code(&self.category)?,
            service: optional_code(self.service.as_deref())?,
            reference: self.reference,
            received_on: self.received_on,
            notified_on: self.notified_on,
            from_annual_list: self.from_annual_list,
            representation: self.representation,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Linked {
    pub representation: i64,
}

#[derive(Serialize, Deserialize)]
pub(super) struct EnquiryRecorded {
    /// Absent: in an investigation.
    #[serde(default, with = "words::optional")]
    pub kind: Option<EnquiryKind>,
    pub received_on: NaiveDate,
    pub letter_due_on: Option<NaiveDate>,
}

impl EnquiryRecorded {
    pub(super) fn read(self) -> Event {
        Event::EnquiryRecorded {
            kind: self.kind.unwrap_or(EnquiryKind::Investigation),
            received_on: self.received_on,
            letter_due_on: self.letter_due_on,
        }
    }
}

/// A later date for an enquiry, or for a remedy with a reason.
#[derive(Serialize, Deserialize)]
pub(super) struct Extended {
    pub number: u8,
    due_on: NaiveDate,
    agreed_on: NaiveDate,
    pub reason: Option<String>,
}

impl Extended {
    pub(super) fn of(number: u8, to: ombudsman::Extended, reason: Option<String>) -> Self {
        let ombudsman::Extended { due_on, agreed_on } = to;
        Self {
            number,
            due_on,
            agreed_on,
            reason,
        }
    }

    pub(super) fn to(&self) -> ombudsman::Extended {
        ombudsman::Extended {
            due_on: self.due_on,
            agreed_on: self.agreed_on,
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Received {
    pub on: NaiveDate,
    pub letter_due_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct DraftCommented {
    pub number: u8,
    pub on: NaiveDate,
    #[serde(with = "words")]
    pub response: DraftResponse,
}

#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the fields have the domain's names")]
pub(super) struct Decided {
    #[serde(with = "words")]
    decision: Decision,
    decided_on: NaiveDate,
    ground: Option<String>,
    satisfactory_remedy_before_referral: bool,
    public_report: bool,
    /// Absent: nobody said.
    #[serde(default, with = "words::optional")]
    taxonomy: Option<Taxonomy>,
    /// Absent: nobody said.
    #[serde(default)]
    received_on: Option<NaiveDate>,
}

impl Decided {
    pub(super) fn of(decided: &FinalDecision) -> Self {
        let FinalDecision {
            decision,
            taxonomy,
            decided_on,
            received_on,
            ground,
            satisfactory_remedy_before_referral,
            public_report,
        } = decided.clone();
        Self {
            decision,
            decided_on,
            ground: optional_text(ground.as_ref()),
            satisfactory_remedy_before_referral,
            public_report,
            taxonomy,
            received_on,
        }
    }

    pub(super) fn read(self) -> Result<FinalDecision, StoreError> {
        Ok(FinalDecision {
            decision: self.decision,
            taxonomy: self.taxonomy,
            decided_on: self.decided_on,
            received_on: self.received_on,
            ground: optional_code(self.ground.as_deref())?,
            satisfactory_remedy_before_referral: self.satisfactory_remedy_before_referral,
            public_report: self.public_report,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct RemedyAgreed {
    kind: String,
    amount_pence: Option<i64>,
    due_on: NaiveDate,
    /// Absent: what its kind makes it.
    #[serde(default, with = "words::optional")]
    recommendation: Option<Recommendation>,
    /// Absent: none.
    #[serde(default)]
    further_kinds: Vec<String>,
    /// Absent: nobody said.
    #[serde(default, with = "words::optional")]
    basis: Option<PaymentBasis>,
    /// Absent: nobody said.
    #[serde(default)]
    budget: Option<String>,
}

impl RemedyAgreed {
    pub(super) fn of(agreed: &AgreedRemedy) -> Self {
        let AgreedRemedy {
            recommendation,
            kind,
            further_kinds,
            amount_pence,
            basis,
            budget,
            due_on,
        } = agreed;
        Self {
            kind: text(kind),
            amount_pence: *amount_pence,
            due_on: *due_on,
            recommendation: Some(*recommendation),
            further_kinds: further_kinds.iter().map(text).collect(),
            basis: *basis,
            budget: optional_text(budget.as_ref()),
        }
    }

    pub(super) fn read(self) -> Result<AgreedRemedy, StoreError> {
        let kind = code(&self.kind)?;
        Ok(AgreedRemedy {
            recommendation: self
                .recommendation
                .unwrap_or_else(|| Recommendation::of_kind(&kind)),
            kind,
            further_kinds: codes(&self.further_kinds)?,
            amount_pence: self.amount_pence,
            basis: self.basis,
            budget: optional_code(self.budget.as_deref())?,
            due_on: self.due_on,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct RemedyCompleted {
    pub number: u8,
    pub on: NaiveDate,
    /// Absent: nobody said, or nothing was to be paid.
    #[serde(default)]
    pub paid_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ComplianceRecorded {
    #[serde(with = "words")]
    pub outcome: Compliance,
    pub on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ReportStepTaken {
    #[serde(with = "words")]
    pub step: ReportStep,
    pub on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ReportExtended {
    further_report: bool,
    due_on: NaiveDate,
    agreed_on: NaiveDate,
}

impl ReportExtended {
    pub(super) fn of(of: Told, to: ombudsman::Extended) -> Self {
        let ombudsman::Extended { due_on, agreed_on } = to;
        Self {
            further_report: of == Told::FurtherReport,
            due_on,
            agreed_on,
        }
    }

    pub(super) fn read(self) -> Event {
        let Self {
            further_report,
            due_on,
            agreed_on,
        } = self;
        Event::ReportExtended {
            of: if further_report {
                Told::FurtherReport
            } else {
                Told::Report
            },
            to: ombudsman::Extended { due_on, agreed_on },
        }
    }
}

/// Route and body are there together, or no report is due.
#[derive(Serialize, Deserialize)]
pub(super) struct DutyLogged {
    assessed_on: NaiveDate,
    #[serde(with = "words")]
    reason: DutyReason,
    #[serde(with = "words::optional")]
    route: Option<Route>,
    #[serde(with = "words::optional")]
    body: Option<Body>,
}

impl DutyLogged {
    pub(super) fn of(entry: DutyEntry) -> Self {
        let DutyEntry {
            assessed_on,
            reason,
            triggered,
        } = entry;
        Self {
            assessed_on,
            reason,
            route: triggered.map(|(route, _)| route),
            body: triggered.map(|(_, body)| body),
        }
    }

    pub(super) fn read(self) -> DutyEntry {
        DutyEntry {
            assessed_on: self.assessed_on,
            reason: self.reason,
            triggered: self.route.zip(self.body),
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct DutyStepTaken {
    pub number: u8,
    #[serde(with = "words")]
    pub step: DutyStep,
    pub on: NaiveDate,
}
