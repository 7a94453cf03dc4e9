//! Why a step is refused: the rule, and the paragraph of law or Code behind it.

mod edition;
mod law;
mod metadata;
mod release;
mod retention;

use chrono::NaiveDate;

pub use self::{
    edition::EditionRefusal,
    release::{GivenAway, ReleaseRefusal},
    retention::RetentionRefusal,
};
use super::{
    ids::RecordNumber,
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
        status: super::learning::action::ActionStatus,
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
    /// Another client has that credential.
    #[error("another client has that credential")]
    CredentialTaken,
    /// A step that an edition of a report does not allow.
    #[error(transparent)]
    Edition(#[from] EditionRefusal),
    /// A step that a release does not allow.
    #[error(transparent)]
    Release(#[from] ReleaseRefusal),
    /// A step that the keeping and destroying of records does not allow.
    #[error(transparent)]
    Retention(#[from] RetentionRefusal),
}
