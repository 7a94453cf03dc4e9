//! Policy as data: how long each clock runs, from what, and how far it may be extended.

use chrono::NaiveDate;

use super::{ids::Position, procedure::Procedure, word::Word};

/// What a clock times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClockName {
    /// Acknowledging the complaint, or the request for a stage.
    Acknowledgement,
    /// Answering the stage.
    Response,
    /// The outermost limit on the whole procedure (SI 2009/309 reg 14).
    Longstop,
    /// The complainant's time to ask for the next stage.
    RequestWindow,
    /// Answering an enquiry of the Ombudsman.
    Enquiry,
    /// Carrying out a remedy.
    Remedy,
    /// Commenting on a draft decision of the Ombudsman.
    DraftComments,
    /// Giving public notice of a public report (Local Government Act 1974 s30(5)).
    PublicNotice,
    /// Keeping copies of a public report open to inspection (s30(4)); a length, never a deadline.
    PublicInspection,
    /// Telling the Ombudsman of the action on a public report (s31(2)).
    PublicReportResponse,
    /// Considering a report of the monitoring officer (Local Government and Housing Act 1989 s5(5)).
    MonitoringOfficerReport,
}

impl Word for ClockName {
    const ALL: &'static [Self] = &[
        Self::Acknowledgement,
        Self::Response,
        Self::Longstop,
        Self::RequestWindow,
        Self::Enquiry,
        Self::Remedy,
        Self::DraftComments,
        Self::PublicNotice,
        Self::PublicInspection,
        Self::PublicReportResponse,
        Self::MonitoringOfficerReport,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Response => "response",
            Self::Longstop => "longstop",
            Self::RequestWindow => "request_window",
            Self::Enquiry => "enquiry",
            Self::Remedy => "remedy",
            Self::DraftComments => "draft_comments",
            Self::PublicNotice => "public_notice",
            Self::PublicInspection => "public_inspection",
            Self::PublicReportResponse => "public_report_response",
            Self::MonitoringOfficerReport => "monitoring_officer_report",
        }
    }
}

/// What a clock counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The start of the stage: receipt for the first, the request for a later one.
    StageStart,
    /// The acknowledgement of the stage.
    Acknowledgement,
    /// The end of the stage.
    StageEnd,
}

impl Word for Anchor {
    const ALL: &'static [Self] = &[Self::StageStart, Self::Acknowledgement, Self::StageEnd];

    fn word(self) -> &'static str {
        match self {
            Self::StageStart => "stage_start",
            Self::Acknowledgement => "acknowledgement",
            Self::StageEnd => "stage_end",
        }
    }
}

/// What a length is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// Working days strictly after the anchor's date.
    WorkingDays,
    /// Months commencing on the anchor's date.
    Months,
    /// Days of the calendar strictly after the anchor's date.
    Days,
}

impl Word for TimeUnit {
    const ALL: &'static [Self] = &[Self::WorkingDays, Self::Months, Self::Days];

    fn word(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::Months => "months",
            Self::Days => "days",
        }
    }
}

/// How far extensions may lengthen a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtensionCap {
    /// Not at all.
    NotExtendable,
    /// To this whole length, in the clock's unit.
    UpTo(u16),
    /// To whatever is agreed.
    Unlimited,
}

/// The rule of one clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockRule {
    /// What it times.
    pub clock: ClockName,
    /// The stage; 0 for the representation as a whole.
    pub stage: u8,
    /// What it counts from.
    pub anchor: Anchor,
    /// How long, in `unit`.
    pub length: u16,
    /// What the length is counted in.
    pub unit: TimeUnit,
    /// How far extensions may lengthen it.
    pub cap: ExtensionCap,
    /// Whether the complainant must agree to an extension.
    pub agreement_needed: bool,
    /// Whether a step after the due date is refused unless it is accepted for a reason.
    pub hard: bool,
}

impl ClockRule {
    /// A clock in working days that cannot be extended.
    pub const fn working_days(clock: ClockName, stage: u8, anchor: Anchor, length: u16) -> Self {
        Self {
            clock,
            stage,
            anchor,
            length,
            unit: TimeUnit::WorkingDays,
            cap: ExtensionCap::NotExtendable,
            agreement_needed: false,
            hard: false,
        }
    }

    /// The same, extendable to this whole length.
    #[must_use]
    pub const fn extendable_to(mut self, length: u16) -> Self {
        self.cap = ExtensionCap::UpTo(length);
        self
    }

    /// The same, extendable to whatever the complainant agrees to.
    #[must_use]
    pub const fn extendable_by_agreement(mut self) -> Self {
        self.cap = ExtensionCap::Unlimited;
        self.agreement_needed = true;
        self
    }

    /// The same, with a due date that bars what comes after it.
    #[must_use]
    pub const fn hard(mut self) -> Self {
        self.hard = true;
        self
    }

    /// The same, counted in months.
    #[must_use]
    pub const fn in_months(mut self) -> Self {
        self.unit = TimeUnit::Months;
        self
    }

    /// The same, counted in days of the calendar.
    #[must_use]
    pub const fn in_days(mut self) -> Self {
        self.unit = TimeUnit::Days;
        self
    }
}

/// What a policy governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Governs {
    /// Complaints under a procedure.
    Procedure(Procedure),
    /// The Ombudsman's enquiries and remedies.
    Ombudsman,
}

/// One version of the rules of one procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its number in the authority, from 1.
    pub number: u16,
    /// What it governs.
    pub governs: Governs,
    /// The first date that it is in force for.
    pub valid_from: NaiveDate,
    /// The law, Code or local policy that it comes from.
    pub source: String,
    /// Its clocks.
    pub clocks: Vec<ClockRule>,
    /// Where in the log it was saved; a clock that was started before keeps the version that it had.
    pub saved_at: Position,
}

impl Policy {
    /// The rule of one clock.
    pub fn rule(&self, clock: ClockName, stage: u8) -> Option<&ClockRule> {
        self.clocks
            .iter()
            .find(|rule| rule.clock == clock && rule.stage == stage)
    }

    /// Whether it governs what was started at this place in the log, with this anchor.
    pub fn is_in_force(&self, governs: Governs, anchor_on: NaiveDate, started_at: Position) -> bool {
        self.governs == governs && self.valid_from <= anchor_on && self.saved_at < started_at
    }
}
