//! What a caller can ask for.

use chrono::NaiveDate;

use super::{
    Acceptance, Advocacy, Appointment, Closure, Concern, ConcernFinding, ContactArrangement, Conversion,
    Correction, Cost, Deferral, Delay, EarlyReferral, Escalation, Extension, Forwarding, JointHandling,
    LinkKind, Milestone, Pause, Plan, Registration, Rejection, Revocation, ToldDeadline, Withdrawal,
};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    outcome::Finding,
};

/// The response of a stage, as a caller reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conclusion {
    /// The stage.
    pub stage: u8,
    /// When it was sent.
    pub on: NaiveDate,
    /// A finding to take instead of the derived one.
    pub overriding_finding: Option<Finding>,
    /// Why it was late, from the list of delay reasons.
    pub delay_reason: Option<CodeId>,
    /// Who signed it, from the list of officers.
    pub signed_by: Option<CodeId>,
    /// Whether it told the complainant of the next stage or of the Ombudsman.
    pub next_step_told: Option<bool>,
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put a representation on the register.
    Register(Registration),
    /// Put one on the register with what had happened before.
    Import {
        /// What it is registered with.
        registration: Registration,
        /// What happened then, in order.
        steps: Vec<Command>,
    },
    /// Record its acknowledgement.
    Acknowledge {
        /// When it was sent.
        on: NaiveDate,
        /// The date by which it promised the response.
        told_due_on: Option<NaiveDate>,
    },
    /// Record a due date that was told.
    TellDeadline(ToldDeadline),
    /// Lengthen a clock of the current stage.
    ExtendClock {
        /// The extension.
        extension: Extension,
        /// The new due date as it was told.
        told_due_on: Option<NaiveDate>,
    },
    /// Take an extension back.
    RevokeExtension {
        /// Its number, from 1.
        extension: u8,
        /// When and why.
        revocation: Revocation,
    },
    /// Hold a clock of the current stage.
    PauseClock(Pause),
    /// End a pause.
    ResumeClock {
        /// Its number, from 1.
        pause: u8,
        /// The first day that counts again.
        on: NaiveDate,
    },
    /// Take a pause back.
    RevokePause {
        /// Its number, from 1.
        pause: u8,
        /// When and why.
        revocation: Revocation,
    },
    /// Say why a clock is late.
    ExplainDelay(Delay),
    /// Record findings.
    RecordFindings {
        /// The stage that found so.
        stage: u8,
        /// One finding a concern.
        findings: Vec<ConcernFinding>,
    },
    /// Record that the response was sent.
    ConcludeStage(Conclusion),
    /// Open the next stage.
    Escalate(Escalation),
    /// Decide to consider it.
    Accept(Acceptance),
    /// Decide not to consider it.
    Reject(Rejection),
    /// Let it wait for proceedings.
    Defer(Deferral),
    /// Look at a deferral again and let it go on.
    ReviewDeferral {
        /// When.
        on: NaiveDate,
    },
    /// Record the end of the proceedings.
    EndProceedings {
        /// When.
        on: NaiveDate,
    },
    /// Let it go on after a deferral.
    Resume {
        /// When.
        on: NaiveDate,
        /// Why a resubmission out of time is accepted.
        late_acceptance_reason: Option<CodeId>,
    },
    /// Handle it under another procedure.
    Convert(Conversion),
    /// Appoint somebody.
    Appoint(Appointment),
    /// End an appointment.
    EndAppointment {
        /// Its number, from 1.
        appointment: u8,
        /// When.
        on: NaiveDate,
    },
    /// Record what is known of advocacy.
    RecordAdvocacy(Advocacy),
    /// Record how an adult's complaint will be handled.
    AgreePlan(Plan),
    /// Record that another body works on it too.
    HandleJointly(JointHandling),
    /// Arrange the review panel's meeting.
    ArrangePanel {
        /// For when.
        meets_on: NaiveDate,
    },
    /// Record a milestone of the current stage.
    RecordMilestone {
        /// Which.
        milestone: Milestone,
        /// When.
        on: NaiveDate,
    },
    /// Refer it to the Ombudsman without stage 3.
    ReferEarly(EarlyReferral),
    /// Record a withdrawal.
    Withdraw(Withdrawal),
    /// Take a withdrawal back.
    RetractWithdrawal {
        /// When.
        on: NaiveDate,
    },
    /// Close it.
    Close {
        /// When.
        on: NaiveDate,
        /// How.
        closure: Closure,
    },
    /// Add points to it.
    AddConcerns {
        /// When they were made.
        on: NaiveDate,
        /// The points.
        concerns: Vec<Concern>,
    },
    /// Link it to another.
    Link {
        /// The other.
        other: RecordNumber,
        /// How they belong together.
        kind: LinkKind,
    },
    /// Join it to another and end it.
    Join {
        /// The other.
        into: RecordNumber,
        /// When.
        on: NaiveDate,
    },
    /// Pass it on.
    Forward(Forwarding),
    /// Record a cost or payment.
    RecordCost(Cost),
    /// Record that a cost was paid.
    PayCost {
        /// Its number, from 1.
        cost: u8,
        /// When.
        on: NaiveDate,
    },
    /// Arrange contact that had become unreasonable.
    ArrangeContact(ContactArrangement),
    /// End that arrangement.
    EndContactArrangement {
        /// When.
        on: NaiveDate,
    },
    /// Put right what was recorded wrongly.
    Correct(Correction),
}

impl Command {
    /// The representation that it names beside its own.
    pub fn other_record(&self) -> Option<RecordNumber> {
        match self {
            Self::Register(registration) => registration.split.as_ref().map(|split| split.from),
            Self::Link { other, .. } => Some(*other),
            Self::Join { into, .. } => Some(*into),
            _ => None,
        }
    }
}
