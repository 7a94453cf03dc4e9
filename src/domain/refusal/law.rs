//! The law, Code or rule behind each refusal.

use std::borrow::Cow;

use super::Refusal;

impl Refusal {
    /// The law, Code or rule of this register that it comes from.
    pub fn law(&self) -> Cow<'_, str> {
        match self {
            Self::ClockNotExtendable { law, .. }
            | Self::ExtensionOverCap { law, .. }
            | Self::ExtensionTooLate { law, .. }
            | Self::AgreementNeeded { law, .. }
            | Self::ClockNotPausable { law, .. }
            | Self::ComplaintOutOfTime { law, .. }
            | Self::ResubmissionOutOfTime { law, .. }
            | Self::EscalationOutOfTime { law, .. } => law.as_str().into(),
            Self::NoFurtherStage { law, .. }
            | Self::EscalationNotRefusable { law }
            | Self::ConversionRefused { law, .. }
            | Self::NotIndependent { law, .. } => (*law).into(),
            Self::InterestUndecided => {
                "Children Act 1989 s26(3)(e): other persons with sufficient interest, as the authority decides".into()
            }
            Self::AdvocateConflict => "Children Act 1989 s26A; an advocate is neither the subject of the \
                                       complaint nor manages it or the service"
                .into(),
            Self::ReferralTestsFailed { .. } => {
                "Getting the Best from Complaints: early referral after stage 2".into()
            }
            Self::TieRefused { .. } => {
                "rule of the register: one complaint is recorded once, and each point in one place".into()
            }
            Self::ImportStepRefused { refusal, .. } => refusal.law().into_owned().into(),
            Self::FindingsMissing { .. } => {
                "Complaint Handling Code 6.7: every point is answered with reasons; SI 2006/1738 reg 13"
                    .into()
            }
            Self::CaseDecided { .. } | Self::CaseNotUpheld => "Local Government Act 1974 ss30 and 31".into(),
            Self::ActionSourceUnknown
            | Self::ActionSourceDiffers { .. }
            | Self::ActionStageUnknown { .. }
            | Self::ActionStatusRefusesStep { .. }
            | Self::ActionUnchanged
            | Self::TrainingCancelled
            | Self::TrainingActionUnknown { .. } => {
                "Complaint Handling Code 6.6 and 8.1: learning is recorded and followed to its end; SI 2009/309 reg 18"
                    .into()
            }
            Self::Edition(refusal) => refusal.law().into(),
            Self::Release(refusal) => refusal.law().into(),
            Self::Retention(refusal) => refusal.law(),
            Self::NotRegistered
            | Self::StepNotInProcedure { .. }
            | Self::StateRefusesStep { .. }
            | Self::StageNotCurrent { .. }
            | Self::DateBeforeAnchor { .. }
            | Self::AlreadyDone { .. }
            | Self::ClockNotRunning { .. }
            | Self::ExtensionShortens { .. }
            | Self::ConcernUnknown { .. }
            | Self::StageUnderWay { .. }
            | Self::PartUnknown { .. }
            | Self::StepNeeds { .. }
            | Self::EnquiryUnknown { .. }
            | Self::RemedyUnknown { .. }
            | Self::LinkTargetUnknown
            | Self::ReferenceDataChanged { .. }
            | Self::NameTaken { .. }
            | Self::PolicyContradiction { .. }
            | Self::PaymentNotAgreed { .. }
            | Self::DutyUnknown { .. }
            | Self::DraftUnknown { .. }
            | Self::LimitReached { .. }
            | Self::HolidayUnknown { .. } => {
                "rule of the register: steps are recorded in the order of the procedure".into()
            }
            Self::CredentialTaken => "rule of the register: a credential proves one client".into(),
            Self::RemedyNotCompleted { .. } | Self::NoRemedyAgreed => {
                "Ombudsman's Compliance Manual 3 and 4: an outcome is recorded for what was recommended"
                    .into()
            }
            Self::InspectionTooShort { .. } => "Local Government Act 1974 s30(4): three weeks".into(),
            Self::EarlierStepMissing { .. } => {
                "Local Government Act 1974 ss30 and 31; Local Government and Housing Act 1989 s5".into()
            }
            Self::NoPublicReport => "Local Government Act 1974 s30".into(),
            Self::DutyNotTriggered { .. } => {
                "Local Government and Housing Act 1989 ss5(2) and 5A: a duty to report".into()
            }
            Self::CaseNotDecided => "Local Government Act 1974 s30: a decision is published once made".into(),
        }
    }
}
