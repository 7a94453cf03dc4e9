//! What can happen to a representation.

use chrono::NaiveDate;

use super::{
    Acceptance, Advocacy, Appointment, ClockMove, Closure, ContactArrangement, Conversion, Correction, Cost,
    Deferral, Delay, EarlyReferral, Extension, Forwarding, JointHandling, Milestone, Pause, Plan,
    Registration, Rejection, Revocation, SkipBasis, Tied, ToldDeadline, Withdrawal, facts::Concern,
};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    outcome::Finding,
    retention::Basis,
    word::Word,
};

/// The finding on one concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConcernFinding {
    /// The concern's number, from 1.
    pub concern: u8,
    /// What was found.
    pub finding: Finding,
    /// Whether the adjudicating officer agrees with the investigator; none where that does not arise.
    pub adjudicator_agrees: Option<bool>,
}

/// How a stage under way was left for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overtaking {
    /// It was left out, by agreement or because the authority thinks it fit.
    Skipped(SkipBasis),
    /// It was overdue.
    Overdue,
}

impl Word for Overtaking {
    const ALL: &'static [Self] = &[
        Self::Skipped(SkipBasis::Agreed),
        Self::Skipped(SkipBasis::AuthorityThinksFit),
        Self::Overdue,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Skipped(SkipBasis::Agreed) => "skipped_agreed",
            Self::Skipped(SkipBasis::AuthorityThinksFit) => "skipped_authority_thinks_fit",
            Self::Overdue => "overdue",
        }
    }
}

/// The response that ends a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageResponse {
    /// When it was sent.
    pub on: NaiveDate,
    /// The overall finding.
    pub finding: Finding,
    /// Whether it was set by hand.
    pub overridden: bool,
    /// Why it was late, from the list of delay reasons.
    pub delay_reason: Option<CodeId>,
    /// Who signed it, from the list of officers.
    pub signed_by: Option<CodeId>,
    /// Whether it told the complainant of the next stage or of the Ombudsman.
    pub next_step_told: Option<bool>,
}

/// Something that happened to a representation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was put on the register.
    Registered(Registration),
    /// It was put on the register with what had happened before the register was kept here.
    Imported {
        /// What it is registered with.
        registration: Registration,
        /// What happened then, in order.
        steps: Vec<Event>,
    },
    /// It, or its current stage, was acknowledged.
    Acknowledged {
        /// When.
        on: NaiveDate,
    },
    /// A due date was told to the complainant.
    DeadlineTold(ToldDeadline),
    /// A clock of the current stage was lengthened.
    ClockExtended(Extension),
    /// An extension was taken back.
    ExtensionRevoked {
        /// Its number, from 1.
        extension: u8,
        /// When and why.
        revocation: Revocation,
    },
    /// A clock of the current stage was held.
    ClockPaused(Pause),
    /// A pause ended.
    ClockResumed {
        /// Its number, from 1.
        pause: u8,
        /// The first day that counts again.
        on: NaiveDate,
    },
    /// A pause was taken back.
    PauseRevoked {
        /// Its number, from 1.
        pause: u8,
        /// When and why.
        revocation: Revocation,
    },
    /// A change of the calendar moved one of its clocks.
    ClockMoved(ClockMove),
    /// Why a clock is late was recorded.
    DelayExplained(Delay),
    /// Something was found on concerns at the current stage.
    FindingsRecorded {
        /// One finding a concern; they replace earlier ones of the same stage.
        findings: Vec<ConcernFinding>,
    },
    /// The response of the current stage was sent.
    StageConcluded(StageResponse),
    /// The next stage was opened at the complainant's request.
    Escalated {
        /// When it was asked for.
        requested_on: NaiveDate,
        /// Why a request out of time was accepted.
        late_acceptance_reason: Option<CodeId>,
        /// How a stage still under way was left.
        overtaking: Option<Overtaking>,
    },
    /// The council decided that it will consider it.
    Accepted(Acceptance),
    /// The council decided that it will not consider it.
    Rejected(Rejection),
    /// It waits for proceedings.
    Deferred(Deferral),
    /// A deferral was looked at again and goes on.
    DeferralReviewed {
        /// When.
        on: NaiveDate,
    },
    /// The proceedings ended.
    ProceedingsEnded {
        /// When.
        on: NaiveDate,
    },
    /// The complaint went on after a deferral.
    Resumed {
        /// When it was resubmitted, or found fit to go on.
        on: NaiveDate,
        /// Why a resubmission out of time was accepted.
        late_acceptance_reason: Option<CodeId>,
    },
    /// It is handled under another procedure from now on.
    Converted(Conversion),
    /// Somebody was appointed.
    Appointed(Appointment),
    /// An appointment ended.
    AppointmentEnded {
        /// Its number, from 1.
        appointment: u8,
        /// When.
        on: NaiveDate,
    },
    /// Something became known of advocacy.
    AdvocacyRecorded(Advocacy),
    /// How an adult's complaint is handled was agreed.
    PlanAgreed(Plan),
    /// Another body works on it too.
    HandledJointly(JointHandling),
    /// The review panel's meeting was arranged.
    PanelArranged {
        /// For when.
        meets_on: NaiveDate,
    },
    /// A milestone of the current stage was reached.
    MilestoneReached {
        /// Which.
        milestone: Milestone,
        /// When.
        on: NaiveDate,
    },
    /// It was referred to the Ombudsman without stage 3.
    ReferredEarly(EarlyReferral),
    /// The complainant withdrew.
    Withdrawn(Withdrawal),
    /// The complainant took the withdrawal back.
    WithdrawalRetracted {
        /// When.
        on: NaiveDate,
    },
    /// It was closed.
    Closed {
        /// When.
        on: NaiveDate,
        /// How.
        closure: Closure,
    },
    /// Points were added to it.
    ConcernsAdded {
        /// When.
        on: NaiveDate,
        /// The points.
        concerns: Vec<Concern>,
    },
    /// Points of it were moved into a representation of their own.
    ConcernsMoved {
        /// The new representation.
        into: RecordNumber,
        /// Their numbers here.
        concerns: Vec<u8>,
    },
    /// It was linked to another, or the other to it.
    Linked(Tied),
    /// It was joined to another and ended.
    Joined {
        /// The other.
        into: RecordNumber,
        /// When.
        on: NaiveDate,
    },
    /// Another was joined to it; its points are points of this one now.
    TookOver {
        /// The other.
        from: RecordNumber,
        /// When.
        on: NaiveDate,
        /// Its points.
        concerns: Vec<Concern>,
    },
    /// It was passed on.
    Forwarded(Forwarding),
    /// A cost or payment was recorded.
    CostRecorded(Cost),
    /// A cost was paid.
    CostPaid {
        /// Its number, from 1.
        cost: u8,
        /// When.
        on: NaiveDate,
    },
    /// How contact is arranged.
    ContactArranged(ContactArrangement),
    /// The arrangement ended.
    ContactArrangementEnded {
        /// When.
        on: NaiveDate,
    },
    /// What was recorded wrongly was put right.
    Corrected(Correction),
    /// Its keys were destroyed; nobody can open its texts any more.
    Erased {
        /// What that rested on.
        basis: Basis,
        /// When.
        on: NaiveDate,
    },
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Registered(registration) | Self::Imported { registration, .. } => {
                Some(registration.received_on)
            }
            Self::ClockExtended(extension) => Some(extension.decided_on),
            Self::ExtensionRevoked { revocation, .. } | Self::PauseRevoked { revocation, .. } => {
                Some(revocation.on)
            }
            Self::ClockPaused(pause) => Some(pause.from),
            Self::DeadlineTold(told) => Some(told.told_on),
            Self::DelayExplained(delay) => Some(delay.on),
            Self::StageConcluded(response) => Some(response.on),
            Self::Escalated { requested_on, .. } => Some(*requested_on),
            Self::Accepted(acceptance) => Some(acceptance.on),
            Self::Rejected(rejection) => Some(rejection.on),
            Self::Deferred(deferral) => Some(deferral.on),
            Self::Converted(conversion) => Some(conversion.on),
            Self::Appointed(appointment) => Some(appointment.on),
            Self::PlanAgreed(plan) => Some(plan.on),
            Self::HandledJointly(joint) => Some(joint.on),
            Self::ReferredEarly(referral) => Some(referral.on),
            Self::Withdrawn(withdrawal) => Some(withdrawal.on),
            Self::Forwarded(forwarding) => Some(forwarding.on),
            Self::CostRecorded(cost) => cost.paid_on,
            Self::ContactArranged(arrangement) => Some(arrangement.from),
            Self::Corrected(correction) => Some(correction.on),
            Self::PanelArranged { meets_on } => Some(*meets_on),
            Self::Acknowledged { on }
            | Self::ClockResumed { on, .. }
            | Self::DeferralReviewed { on }
            | Self::ProceedingsEnded { on }
            | Self::Resumed { on, .. }
            | Self::AppointmentEnded { on, .. }
            | Self::MilestoneReached { on, .. }
            | Self::WithdrawalRetracted { on }
            | Self::Closed { on, .. }
            | Self::ConcernsAdded { on, .. }
            | Self::Joined { on, .. }
            | Self::TookOver { on, .. }
            | Self::CostPaid { on, .. }
            | Self::ContactArrangementEnded { on }
            | Self::Erased { on, .. } => Some(*on),
            Self::FindingsRecorded { .. }
            | Self::AdvocacyRecorded(_)
            | Self::ClockMoved(_)
            | Self::ConcernsMoved { .. }
            | Self::Linked(_) => None,
        }
    }
}
