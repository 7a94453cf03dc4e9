//! What can happen to a representation, and what can be asked for.

use chrono::NaiveDate;

use super::facts::Registration;
use crate::domain::{ids::CodeId, outcome::Finding, policy::ClockName, word::Word};

/// How a representation was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closure {
    /// Resolved: after a stage, or informally.
    Resolved,
    /// The complainant did not take it further.
    Lapsed,
}

impl Word for Closure {
    const ALL: &'static [Self] = &[Self::Resolved, Self::Lapsed];

    fn word(self) -> &'static str {
        match self {
            Self::Resolved => "resolved",
            Self::Lapsed => "lapsed",
        }
    }
}

/// More time on one clock of the current stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The clock.
    pub clock: ClockName,
    /// The clock's whole length with this extension, in the clock's unit.
    pub length: u16,
    /// From the list of extension reasons.
    pub reason: CodeId,
    /// When it was decided.
    pub decided_on: NaiveDate,
    /// Whether the complainant agreed to it.
    pub complainant_agreed: bool,
    /// When the complainant was told.
    pub told_on: Option<NaiveDate>,
}

/// The finding on one concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConcernFinding {
    /// The concern's number, from 1.
    pub concern: u8,
    /// What was found.
    pub finding: Finding,
}

/// Something that happened to a representation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// It was put on the register.
    Registered(Registration),
    /// It, or its current stage, was acknowledged.
    Acknowledged {
        /// When.
        on: NaiveDate,
    },
    /// A clock of the current stage was lengthened.
    ClockExtended(Extension),
    /// Something was found on concerns at the current stage.
    FindingsRecorded {
        /// One finding a concern; they replace earlier ones of the same stage.
        findings: Vec<ConcernFinding>,
    },
    /// The response of the current stage was sent.
    StageConcluded {
        /// When.
        on: NaiveDate,
        /// The overall finding.
        finding: Finding,
        /// Whether it was set by hand.
        overridden: bool,
    },
    /// The next stage was opened at the complainant's request.
    Escalated {
        /// When it was asked for.
        requested_on: NaiveDate,
        /// Why a request out of time was accepted.
        late_acceptance_reason: Option<CodeId>,
    },
    /// The complainant withdrew.
    Withdrawn {
        /// When.
        on: NaiveDate,
        /// From the list of withdrawal reasons.
        reason: CodeId,
    },
    /// It was closed.
    Closed {
        /// When.
        on: NaiveDate,
        /// How.
        closure: Closure,
    },
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Registered(registration) => Some(registration.received_on),
            Self::ClockExtended(extension) => Some(extension.decided_on),
            Self::FindingsRecorded { .. } => None,
            Self::Escalated { requested_on, .. } => Some(*requested_on),
            Self::Acknowledged { on }
            | Self::StageConcluded { on, .. }
            | Self::Withdrawn { on, .. }
            | Self::Closed { on, .. } => Some(*on),
        }
    }
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Put a representation on the register.
    Register(Registration),
    /// Record its acknowledgement.
    Acknowledge {
        /// When it was sent.
        on: NaiveDate,
    },
    /// Lengthen a clock of the current stage.
    ExtendClock(Extension),
    /// Record findings.
    RecordFindings {
        /// The stage that found so.
        stage: u8,
        /// One finding a concern.
        findings: Vec<ConcernFinding>,
    },
    /// Record that the response was sent.
    ConcludeStage {
        /// The stage.
        stage: u8,
        /// When it was sent.
        on: NaiveDate,
        /// A finding to take instead of the derived one.
        overriding_finding: Option<Finding>,
    },
    /// Open the next stage.
    Escalate {
        /// When it was asked for.
        requested_on: NaiveDate,
        /// Why a request out of time is accepted.
        late_acceptance_reason: Option<CodeId>,
    },
    /// Record a withdrawal.
    Withdraw {
        /// When.
        on: NaiveDate,
        /// Why.
        reason: CodeId,
    },
    /// Close it.
    Close {
        /// When.
        on: NaiveDate,
        /// How.
        closure: Closure,
    },
}
