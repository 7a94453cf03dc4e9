//! What a program needs to know of each refusal.

use super::Refusal;
use crate::domain::word::Word;

impl Refusal {
    /// What a program needs to know of it, by name.
    pub fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotRegistered
            | Self::StepNotInProcedure { .. }
            | Self::CaseNotUpheld
            | Self::LinkTargetUnknown
            | Self::InterestUndecided
            | Self::EscalationNotRefusable { .. }
            | Self::ConversionRefused { .. }
            | Self::AdvocateConflict
            | Self::StepNeeds { .. }
            | Self::TieRefused { .. }
            | Self::PolicyContradiction { .. }
            | Self::ActionSourceUnknown
            | Self::ActionUnchanged
            | Self::TrainingCancelled
            | Self::NoRemedyAgreed
            | Self::NoPublicReport
            | Self::CaseNotDecided
            | Self::CredentialTaken => Vec::new(),
            Self::StateRefusesStep { state, .. } => vec![("state", state.word().to_owned())],
            Self::StageNotCurrent { current } => vec![("stage", current.to_string())],
            Self::DateBeforeAnchor { anchor_on } => vec![("anchor_date", anchor_on.to_string())],
            Self::AlreadyDone { on, .. } => on.iter().map(|on| ("date", on.to_string())).collect(),
            Self::ClockNotRunning { clock }
            | Self::ClockNotExtendable { clock, .. }
            | Self::ClockNotPausable { clock, .. }
            | Self::AgreementNeeded { clock, .. } => vec![("clock", clock.word().to_owned())],
            Self::ExtensionOverCap { cap, .. } => vec![("cap", cap.to_string())],
            Self::ExtensionShortens { due_on }
            | Self::ExtensionTooLate { due_on, .. }
            | Self::ComplaintOutOfTime { due_on, .. }
            | Self::ResubmissionOutOfTime { due_on, .. }
            | Self::EscalationOutOfTime { due_on, .. } => vec![("due_date", due_on.to_string())],
            Self::FindingsMissing { concerns } => {
                let numbers: Vec<String> = concerns.iter().map(u8::to_string).collect();
                vec![("concerns", numbers.join(","))]
            }
            Self::PartUnknown { of, number } => {
                vec![("part", (*of).to_owned()), ("number", number.to_string())]
            }
            Self::NotIndependent { role, .. } => vec![("role", role.word().to_owned())],
            Self::ReferralTestsFailed { failed } => {
                let words: Vec<&str> = failed.iter().map(|test| test.word()).collect();
                vec![("tests", words.join(","))]
            }
            Self::ImportStepRefused { step, refusal } => {
                let mut metadata = refusal.metadata();
                metadata.push(("step", step.to_string()));
                metadata
            }
            Self::ConcernUnknown { concern } => vec![("concern", concern.to_string())],
            Self::NoFurtherStage { stage, .. } | Self::StageUnderWay { stage } => {
                vec![("stage", stage.to_string())]
            }
            Self::CaseDecided { on } => vec![("date", on.to_string())],
            Self::EnquiryUnknown { enquiry } => vec![("enquiry", enquiry.to_string())],
            Self::RemedyUnknown { remedy } => vec![("remedy", remedy.to_string())],
            Self::ReferenceDataChanged { list, code } => {
                vec![("list", list.word().to_owned()), ("code", code.clone())]
            }
            Self::NameTaken { list, name } => {
                vec![("list", list.word().to_owned()), ("name", name.clone())]
            }
            Self::LimitReached { limit, .. } => vec![("limit", limit.to_string())],
            Self::ActionSourceDiffers { kind } => vec![("kind", (*kind).to_owned())],
            Self::ActionStageUnknown { stage } => vec![("stage", stage.to_string())],
            Self::ActionStatusRefusesStep { status, .. } => vec![("status", status.word().to_owned())],
            Self::TrainingActionUnknown { action } => vec![("action", action.to_string())],
            Self::PaymentNotAgreed { remedy } | Self::RemedyNotCompleted { remedy } => {
                vec![("remedy", remedy.to_string())]
            }
            Self::InspectionTooShort { until } => vec![("until_date", until.to_string())],
            Self::EarlierStepMissing { step } => vec![("step", (*step).to_owned())],
            Self::DutyUnknown { duty } | Self::DutyNotTriggered { duty } => vec![("duty", duty.to_string())],
            Self::DraftUnknown { draft } => vec![("draft", draft.to_string())],
            Self::HolidayUnknown { date } => vec![("date", date.to_string())],
            Self::Edition(refusal) => refusal.metadata(),
            Self::Release(refusal) => refusal.metadata(),
            Self::Retention(refusal) => refusal.metadata(),
        }
    }
}
