//! What the law still asks of the council in a case.

use super::{Compliance, Decision, OmbudsmanCase, ReportStep};
use crate::domain::word::Word;

/// A duty that nobody has yet recorded as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outstanding {
    /// The Ombudsman referred the complaint back, and the case is linked to none on the register.
    ReferralBack,
    /// A public report or a refusal to comply, and no report of the monitoring officer is logged (Local Government and
    /// Housing Act 1989 ss5(2) and 5A).
    MonitoringOfficerLog,
    /// The monitoring officer must report and has not.
    MonitoringOfficerReport,
    /// The monitoring officer reported, and the body has not considered it (s5(5): 21 days).
    MonitoringOfficerConsideration,
    /// Public notice of a public report (Local Government Act 1974 s30(5)).
    PublicNotice,
    /// Public inspection of a public report (s30(4)).
    PublicInspection,
    /// Considering a public report and telling the Ombudsman (s31(2)).
    PublicReportResponse,
    /// The same for a further report (s31(2C)).
    FurtherReportResponse,
}

impl Word for Outstanding {
    const ALL: &'static [Self] = &[
        Self::ReferralBack,
        Self::MonitoringOfficerLog,
        Self::MonitoringOfficerReport,
        Self::MonitoringOfficerConsideration,
        Self::PublicNotice,
        Self::PublicInspection,
        Self::PublicReportResponse,
        Self::FurtherReportResponse,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::ReferralBack => "referral_back",
            Self::MonitoringOfficerLog => "monitoring_officer_log",
            Self::MonitoringOfficerReport => "monitoring_officer_report",
            Self::MonitoringOfficerConsideration => "monitoring_officer_consideration",
            Self::PublicNotice => "public_notice",
            Self::PublicInspection => "public_inspection",
            Self::PublicReportResponse => "public_report_response",
            Self::FurtherReportResponse => "further_report_response",
        }
    }
}

impl OmbudsmanCase {
    /// Every duty that is outstanding, in the order of the list.
    pub fn outstanding(&self) -> Vec<Outstanding> {
        let is_due = |duty: &&Outstanding| self.is_outstanding(**duty);
        Outstanding::ALL.iter().filter(is_due).copied().collect()
    }

    fn is_outstanding(&self, duty: Outstanding) -> bool {
        let report = self.has_public_report();
        let not = |step| self.report.on(step).is_none();
        match duty {
            Outstanding::ReferralBack => {
                let decision = self.decision.as_ref().map(|decision| decision.decision);
                decision == Some(Decision::ReferredBack) && self.representation.is_none()
            }
            Outstanding::MonitoringOfficerLog => {
                let triggered = |duty: &super::Duty| duty.entry.triggered.is_some();
                (report || self.is_non_compliant()) && !self.duties.iter().any(triggered)
            }
            Outstanding::MonitoringOfficerReport => self
                .duties
                .iter()
                .any(|duty| duty.entry.triggered.is_some() && duty.reported.is_none()),
            Outstanding::MonitoringOfficerConsideration => self
                .duties
                .iter()
                .any(|duty| duty.reported.is_some() && duty.considered.is_none()),
            Outstanding::PublicNotice => report && not(ReportStep::NoticeGiven),
            Outstanding::PublicInspection => report && not(ReportStep::InspectionEnded),
            Outstanding::PublicReportResponse => report && not(ReportStep::OmbudsmanTold),
            Outstanding::FurtherReportResponse => {
                !not(ReportStep::FurtherReport) && not(ReportStep::FurtherOmbudsmanTold)
            }
        }
    }

    /// Whether the Ombudsman issued a public report.
    pub fn has_public_report(&self) -> bool {
        self.decision
            .as_ref()
            .is_some_and(|decision| decision.public_report)
    }

    /// Whether the council refused to comply or was recorded as not having complied.
    pub fn is_non_compliant(&self) -> bool {
        let refused = |remedy: &super::Remedy| remedy.refused.is_some() && remedy.completed.is_none();
        let recorded = self.compliance.map(|(outcome, _)| outcome);
        recorded == Some(Compliance::NotComplete) || self.remedies.iter().any(refused)
    }
}
