//! More time, less time and told time: what lengthens, holds or announces a clock.

use chrono::NaiveDate;

use crate::domain::{
    ids::{CodeId, Position},
    policy::ClockName,
};

/// More time on one clock.
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
    /// The officer who agreed to it, where that was recorded.
    pub agreed_by: Option<CodeId>,
    /// When the complainant was told.
    pub told_on: Option<NaiveDate>,
}

/// An extension that a clock of a stage was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenExtension {
    /// The extension.
    pub extension: Extension,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// Where in the log.
    pub at: Position,
    /// When it was taken back, as one that should not have been recorded, and why.
    pub revoked: Option<Revocation>,
}

/// Why an extension or a pause was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// When.
    pub on: NaiveDate,
    /// From the list of correction reasons.
    pub reason: CodeId,
}

/// A clock that waits for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// The clock.
    pub clock: ClockName,
    /// From the list of pause reasons, such as waiting for an advocate.
    pub reason: CodeId,
    /// The first day that is not counted.
    pub from: NaiveDate,
    /// When the complainant was told.
    pub told_on: Option<NaiveDate>,
}

/// A pause of a clock of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPause {
    /// The pause.
    pub pause: Pause,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// Where in the log.
    pub at: Position,
    /// The first day that counts again.
    pub until: Option<NaiveDate>,
    /// When it was taken back, and why.
    pub revoked: Option<Revocation>,
}

/// A due date that was told to the complainant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldDeadline {
    /// The clock.
    pub clock: ClockName,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// The date that was told.
    pub due_on: NaiveDate,
    /// When it was told.
    pub told_on: NaiveDate,
}

/// Why a clock is late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    /// The clock.
    pub clock: ClockName,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// From the list of delay reasons.
    pub reason: CodeId,
    /// When it was recorded as the reason.
    pub on: NaiveDate,
}

/// How an adult's complaint is to be handled, and how long the response may take (SI 2009/309 reg 13(7)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// When it was agreed, or decided where the offer to discuss was declined.
    pub on: NaiveDate,
    /// The response period in working days from receipt.
    pub length: u16,
    /// Whether the complainant took part in the discussion that was offered.
    pub discussed: bool,
    /// When the complainant was told in writing.
    pub told_on: Option<NaiveDate>,
}
