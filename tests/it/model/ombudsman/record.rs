//! What the model knows of a case, written from the Local Government Act 1974 Part III, the Manual for Councils and the
//! Compliance Manual.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use redress::api::wire::{
    CaseState, ComplianceOutcome, Decision, DecisionClass, DraftResponse, EnquiryKind, MonitoringOfficerStep,
    OutstandingDuty, PublicReportStep,
};

use super::steps::Decided;

/// A later date that the Ombudsman agreed to, and when.
#[derive(Debug, Clone, Copy, Default)]
pub struct Later {
    pub due: Option<NaiveDate>,
    pub agreed: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Enquiry {
    pub kind: EnquiryKind,
    pub received: NaiveDate,
    pub letter: Option<NaiveDate>,
    pub later: Later,
    pub answered: Option<NaiveDate>,
}

#[derive(Debug, Clone)]
pub struct Draft {
    pub received: NaiveDate,
    pub letter: Option<NaiveDate>,
    pub commented: Option<(NaiveDate, DraftResponse)>,
}

#[derive(Debug, Clone)]
pub struct Remedy {
    pub due: NaiveDate,
    pub pays: bool,
    pub service: bool,
    pub later: Later,
    pub completed: Option<NaiveDate>,
    pub paid: Option<NaiveDate>,
    pub refused: Option<NaiveDate>,
    pub evidence: Option<NaiveDate>,
    pub satisfied: Option<NaiveDate>,
}

/// An entry in the log of the monitoring officer's duties.
#[derive(Debug, Clone)]
pub struct Duty {
    pub assessed: NaiveDate,
    pub triggered: bool,
    pub steps: BTreeMap<MonitoringOfficerStep, NaiveDate>,
}

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    pub reference_of: usize,
    pub received: NaiveDate,
    pub notified: Option<NaiveDate>,
    pub listed: bool,
    pub linked: bool,
    pub enquiries: Vec<Enquiry>,
    pub drafts: Vec<Draft>,
    pub decision: Option<(NaiveDate, Decided)>,
    pub remedies: Vec<Remedy>,
    pub compliance: Option<(ComplianceOutcome, NaiveDate)>,
    pub steps: BTreeMap<PublicReportStep, NaiveDate>,
    /// Later dates for telling the Ombudsman: of the report, of the further one.
    pub response_later: [Later; 2],
    pub duties: Vec<Duty>,
    pub published: Option<NaiveDate>,
}

impl Case {
    pub fn new(on: NaiveDate, notified: Option<NaiveDate>, listed: bool, reference_of: usize) -> Self {
        Self {
            reference_of,
            received: on,
            notified,
            listed,
            linked: false,
            enquiries: Vec::new(),
            drafts: Vec::new(),
            decision: None,
            remedies: Vec::new(),
            compliance: None,
            steps: BTreeMap::new(),
            response_later: [Later::default(); 2],
            duties: Vec::new(),
            published: None,
        }
    }

    /// The date of the decision.
    pub fn decided(&self) -> Option<NaiveDate> {
        self.decision.map(|(on, _)| on)
    }

    pub fn upheld(&self) -> bool {
        self.decision
            .is_some_and(|(_, decided)| decided.decision == Decision::Upheld)
    }

    /// When the council received a public report: with the letter, or on the date of the decision.
    pub fn report_received(&self) -> Option<NaiveDate> {
        let (on, decided) = self.decision.filter(|(_, decided)| decided.public_report)?;
        Some(decided.received.unwrap_or(on))
    }

    pub fn state(&self) -> CaseState {
        if self.decision.is_none() {
            return if self.enquiries.iter().any(|enquiry| enquiry.answered.is_none()) {
                CaseState::UnderEnquiry
            } else if !self.drafts.is_empty() {
                CaseState::DraftDecision
            } else if self.enquiries.is_empty() {
                CaseState::Received
            } else {
                CaseState::AwaitingDecision
            };
        }
        let open = |remedy: &Remedy| remedy.completed.is_none() && remedy.refused.is_none();
        if self.remedies.iter().any(open) {
            CaseState::RemediesOpen
        } else if !self.remedies.is_empty() && self.compliance.is_none() {
            CaseState::AwaitingCompliance
        } else {
            CaseState::Closed
        }
    }

    /// The newer words (crosswalk of domain facts 3).
    pub fn class(&self) -> DecisionClass {
        match self.decision.map(|(_, decided)| decided.decision) {
            None | Some(Decision::Unspecified) => DecisionClass::Unspecified,
            Some(
                Decision::InvalidOrIncomplete
                | Decision::AdviceGiven
                | Decision::ReferredBack
                | Decision::NotForUs,
            ) => DecisionClass::NotForUs,
            Some(Decision::ClosedAfterInitialEnquiries) => DecisionClass::AssessedAndClosed,
            Some(Decision::NotUpheld | Decision::Upheld) => DecisionClass::Investigated,
        }
    }

    /// True while the council knows of it from the annual list alone.
    pub fn unknown_until_listed(&self) -> bool {
        self.listed && self.notified.is_none()
    }

    /// The case is due when its last remedy is (Compliance Manual 3).
    pub fn due(&self) -> Option<NaiveDate> {
        let due = |remedy: &Remedy| remedy.later.due.unwrap_or(remedy.due);
        self.remedies.iter().map(due).max()
    }

    /// What the law asks for and nobody has recorded.
    pub fn duties_outstanding(&self) -> BTreeSet<OutstandingDuty> {
        let mut duties = BTreeSet::new();
        let mut owed = |so: bool, duty| {
            if so {
                duties.insert(duty);
            }
        };
        let decision = self.decision.map(|(_, decided)| decided.decision);
        owed(
            decision == Some(Decision::ReferredBack) && !self.linked,
            OutstandingDuty::ReferralBack,
        );
        let triggered: Vec<&Duty> = self.duties.iter().filter(|duty| duty.triggered).collect();
        let refuses = self
            .remedies
            .iter()
            .any(|remedy| remedy.refused.is_some() && remedy.completed.is_none());
        // What the Ombudsman recorded as not done was not complied with either, whoever says so.
        let failed = self
            .compliance
            .is_some_and(|(outcome, _)| outcome == ComplianceOutcome::NotComplete);
        let reports = self.report_received().is_some();
        owed(
            self.upheld() && (reports || refuses || failed) && triggered.is_empty(),
            OutstandingDuty::MonitoringOfficerLog,
        );
        let has = |duty: &Duty, step| duty.steps.contains_key(&step);
        owed(
            triggered
                .iter()
                .any(|duty| !has(duty, MonitoringOfficerStep::Reported)),
            OutstandingDuty::MonitoringOfficerReport,
        );
        let considers = |duty: &&&Duty| {
            has(duty, MonitoringOfficerStep::Reported) && !has(duty, MonitoringOfficerStep::Considered)
        };
        owed(
            triggered.iter().any(|duty| considers(&duty)),
            OutstandingDuty::MonitoringOfficerConsideration,
        );
        let taken = |step| self.steps.contains_key(&step);
        owed(
            reports && !taken(PublicReportStep::NoticeGiven),
            OutstandingDuty::PublicNotice,
        );
        owed(
            reports && !taken(PublicReportStep::InspectionEnded),
            OutstandingDuty::PublicInspection,
        );
        owed(
            reports && !taken(PublicReportStep::OmbudsmanTold),
            OutstandingDuty::PublicReportResponse,
        );
        owed(
            taken(PublicReportStep::FurtherReport) && !taken(PublicReportStep::FurtherOmbudsmanTold),
            OutstandingDuty::FurtherReportResponse,
        );
        duties
    }
}
