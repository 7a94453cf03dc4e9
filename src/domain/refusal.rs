//! Why a step is refused: the rule, and the paragraph of law or Code behind it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    ids::RecordNumber,
    learning::action::ActionStatus,
    lists::List,
    policy::ClockName,
    representation::{ReferralTest, Role, State},
    word::Word,
};

/// A step that the rules do not allow. The text is the rule in a sentence; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such record.
    #[error("the record is not on the register")]
    NotRegistered,
    /// The kind of representation or its procedure knows no such step.
    #[error("a representation handled as {handled_as} has no {step}")]
    StepNotInProcedure {
        /// The step.
        step: &'static str,
        /// The kind or procedure.
        handled_as: &'static str,
    },
    /// The state does not accept the step.
    #[error("a representation that is {} accepts no {step}", state.word())]
    StateRefusesStep {
        /// The step.
        step: &'static str,
        /// The state.
        state: State,
    },
    /// The stage named is not under way.
    #[error("the stage named is not the one under way, which is stage {current}")]
    StageNotCurrent {
        /// The latest stage.
        current: u8,
    },
    /// The step is dated before the event that it follows.
    #[error("the step may not be dated before the event that it follows, {anchor_on}")]
    DateBeforeAnchor {
        /// The date of that event.
        anchor_on: NaiveDate,
    },
    /// What the step records has been recorded.
    #[error("{what} has been recorded already")]
    AlreadyDone {
        /// What.
        what: &'static str,
        /// When it was done, where that has a date.
        on: Option<NaiveDate>,
    },
    /// No such clock runs.
    #[error("no {} clock is running", clock.word())]
    ClockNotRunning {
        /// The clock.
        clock: ClockName,
    },
    /// The clock cannot be extended.
    #[error("the {} clock cannot be extended", clock.word())]
    ClockNotExtendable {
        /// The clock.
        clock: ClockName,
        /// The source of the policy.
        law: String,
    },
    /// The extension passes the cap.
    #[error("the {} clock may be extended to {cap} at the most", clock.word())]
    ExtensionOverCap {
        /// The clock.
        clock: ClockName,
        /// The longest whole length, in the clock's unit.
        cap: u16,
        /// The source of the policy.
        law: String,
    },
    /// The extension would not lengthen the clock.
    #[error("an extension never brings a due date nearer or leaves it where it is, {due_on}")]
    ExtensionShortens {
        /// The date now due.
        due_on: NaiveDate,
    },
    /// The due date had passed when the extension was decided.
    #[error("the clock was due on {due_on}; what is late cannot be extended")]
    ExtensionTooLate {
        /// The date that was due.
        due_on: NaiveDate,
        /// The source of the policy.
        law: String,
    },
    /// The complainant must agree.
    #[error("the {} clock is extended only if the complainant agrees", clock.word())]
    AgreementNeeded {
        /// The clock.
        clock: ClockName,
        /// The source of the policy.
        law: String,
    },
    /// A stage is concluded only when each concern has its finding.
    #[error("every concern needs a finding before the stage is concluded")]
    FindingsMissing {
        /// The concerns without one.
        concerns: Vec<u8>,
    },
    /// No concern has that number.
    #[error("there is no concern {concern}")]
    ConcernUnknown {
        /// The number.
        concern: u8,
    },
    /// The last stage was reached.
    #[error("stage {stage} is the last of this procedure; the complainant may go to the Ombudsman")]
    NoFurtherStage {
        /// The stage.
        stage: u8,
        /// The law or Code.
        law: &'static str,
    },
    /// The request came after a hard window.
    #[error("the next stage had to be asked for by {due_on}; a later request needs a reason to accept it")]
    EscalationOutOfTime {
        /// The last day.
        due_on: NaiveDate,
        /// The source of the policy.
        law: String,
    },
    /// A stage is under way.
    #[error("stage {stage} is under way and must be concluded first")]
    StageUnderWay {
        /// The stage.
        stage: u8,
    },
    /// The Ombudsman has decided.
    #[error("the Ombudsman decided the case on {on}")]
    CaseDecided {
        /// When.
        on: NaiveDate,
    },
    /// Remedies belong to upheld cases.
    #[error("a remedy is agreed in a case that the Ombudsman has upheld")]
    CaseNotUpheld,
    /// No such enquiry.
    #[error("the case has no enquiry {enquiry}")]
    EnquiryUnknown {
        /// The number.
        enquiry: u8,
    },
    /// No such remedy.
    #[error("the case has no remedy {remedy}")]
    RemedyUnknown {
        /// The number.
        remedy: u8,
    },
    /// The representation to link to is not there.
    #[error("the representation to link to is not on this register")]
    LinkTargetUnknown,
    /// A code is no longer in its list.
    #[error("the code {code} is not in the list {} any more", list.word())]
    ReferenceDataChanged {
        /// The list.
        list: List,
        /// The code.
        code: String,
    },
    /// Another code of the list has that name.
    #[error("another code of the list {} has that name", list.word())]
    NameTaken {
        /// The list.
        list: List,
        /// The name.
        name: String,
    },
    /// The policy would contradict itself or an earlier one.
    #[error("the policy cannot be saved: {why}")]
    PolicyContradiction {
        /// Why.
        why: &'static str,
    },
    /// Pauses do not hold the clock.
    #[error("the {} clock cannot be paused", clock.word())]
    ClockNotPausable {
        /// The clock.
        clock: ClockName,
        /// The source of the policy.
        law: String,
    },
    /// The record has no part with that number.
    #[error("there is no {of} {number}")]
    PartUnknown {
        /// What of.
        of: &'static str,
        /// The number.
        number: u8,
    },
    /// The complaint was made late, and nobody has decided to consider it all the same.
    #[error("the complaint had to be made by {due_on}; considering it later must be decided, with a reason")]
    ComplaintOutOfTime {
        /// The last day.
        due_on: NaiveDate,
        /// The source of the policy.
        law: String,
    },
    /// Nobody has decided that the person has sufficient interest.
    #[error(
        "whether the person has sufficient interest must be decided; without it the complaint is refused"
    )]
    InterestUndecided,
    /// Once the procedure applies, the complainant may take every stage of it.
    #[error(
        "a later stage is not refused: the way out is a withdrawal, a deferral or an agreed early referral"
    )]
    EscalationNotRefusable {
        /// The law, or the Ombudsman's decisions.
        law: &'static str,
    },
    /// The resubmission after proceedings came too late.
    #[error(
        "the complaint had to be resubmitted by {due_on}; a later resubmission needs a reason to accept it"
    )]
    ResubmissionOutOfTime {
        /// The last day.
        due_on: NaiveDate,
        /// The source of the policy.
        law: String,
    },
    /// The representation does not go over to that procedure.
    #[error("it cannot be converted: {why}")]
    ConversionRefused {
        /// Why.
        why: &'static str,
        /// The law or rule.
        law: &'static str,
    },
    /// The person is not independent enough.
    #[error("the {} {why}", role.word())]
    NotIndependent {
        /// What the person was to be.
        role: Role,
        /// Why not.
        why: &'static str,
        /// The law.
        law: &'static str,
    },
    /// An advocate may not have a conflict of interest.
    #[error("an advocate who has a conflict of interest is not appointed")]
    AdvocateConflict,
    /// Tests of an early referral are not met.
    #[error("an early referral needs every test to be met")]
    ReferralTestsFailed {
        /// Those that are not.
        failed: Vec<ReferralTest>,
    },
    /// Another step comes first.
    #[error("{step} needs {needs} first")]
    StepNeeds {
        /// The step.
        step: &'static str,
        /// What it needs.
        needs: &'static str,
    },
    /// Representations do not belong together so.
    #[error("the representations cannot be tied so: {why}")]
    TieRefused {
        /// Why.
        why: &'static str,
    },
    /// A step of what is imported is refused.
    #[error("step {step} of its history: {refusal}")]
    ImportStepRefused {
        /// The step, from 1.
        step: usize,
        /// Why.
        refusal: Box<Refusal>,
    },
    /// The record holds as many as it may.
    #[error("at most {limit} {of} are kept here")]
    LimitReached {
        /// Of what.
        of: &'static str,
        /// How many.
        limit: usize,
    },
    /// The record that an action comes from is not there.
    #[error("the record that the action comes from is not on this register")]
    ActionSourceUnknown,
    /// The record that an action comes from is of another kind than the source says.
    #[error("the record that the action comes from is a {kind}, which the source does not fit")]
    ActionSourceDiffers {
        /// What it is.
        kind: &'static str,
    },
    /// The representation that an action comes from never reached the stage.
    #[error("the representation that the action comes from never reached stage {stage}")]
    ActionStageUnknown {
        /// The stage.
        stage: u8,
    },
    /// The status does not accept the step.
    #[error("an action that is {} accepts no {step}", status.word())]
    ActionStatusRefusesStep {
        /// The step.
        step: &'static str,
        /// The status.
        status: ActionStatus,
    },
    /// An update that changes nothing.
    #[error("the update says nothing that the action does not say already")]
    ActionUnchanged,
    /// A session that was cancelled.
    #[error("the training session was cancelled")]
    TrainingCancelled,
    /// An action that a session names is not there.
    #[error("the action {action} that the training session names is not on this register")]
    TrainingActionUnknown {
        /// Its number.
        action: RecordNumber,
    },
    /// No money was agreed for the remedy.
    #[error("remedy {remedy} is one for which no payment was agreed")]
    PaymentNotAgreed {
        /// The remedy.
        remedy: u8,
    },
    /// The Ombudsman is satisfied only with what is done.
    #[error("remedy {remedy} has not been completed")]
    RemedyNotCompleted {
        /// The remedy.
        remedy: u8,
    },
    /// Compliance is recorded for a case with recommendations.
    #[error("the case has no remedy to comply with")]
    NoRemedyAgreed,
    /// The report must be open to inspection for longer.
    #[error("copies of the report must be open to inspection until {until}")]
    InspectionTooShort {
        /// The last day.
        until: NaiveDate,
    },
    /// The step follows one that was not taken.
    #[error("the step {step} comes before it and has not been recorded")]
    EarlierStepMissing {
        /// The step that it follows, by its word.
        step: &'static str,
    },
    /// The Ombudsman issued no public report.
    #[error("the Ombudsman has issued no public report in this case")]
    NoPublicReport,
    /// No such duty.
    #[error("the case has no entry {duty} in the log of the monitoring officer's duties")]
    DutyUnknown {
        /// The number.
        duty: u8,
    },
    /// No report is due.
    #[error("by entry {duty} the monitoring officer has no report to make")]
    DutyNotTriggered {
        /// The number.
        duty: u8,
    },
    /// The Ombudsman has not decided.
    #[error("the Ombudsman has not decided the case")]
    CaseNotDecided,
    /// No such draft.
    #[error("the case has no draft decision {draft}")]
    DraftUnknown {
        /// The number.
        draft: u8,
    },
    /// The date is no bank holiday that could be withdrawn.
    #[error("{date} is no bank holiday that could be withdrawn")]
    HolidayUnknown {
        /// The date.
        date: NaiveDate,
    },
}

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
            | Self::CaseNotDecided => Vec::new(),
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
        }
    }
}
