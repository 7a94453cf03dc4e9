//! Policy as data: how long each clock runs, from what, and how far it may be extended.

use chrono::{NaiveDate, NaiveTime};

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
    /// Making the complaint, from when its grounds arose (SI 2006/1738 reg 9; SI 2009/309 reg 12).
    MakingComplaint,
    /// Answering stage 2, counted from the agreed statement of complaint instead of the request.
    ResponseFromStatement,
    /// Answering a complaint that was converted, counted from the conversion instead of receipt.
    ResponseFromConversion,
    /// Appointing the chair of the review panel.
    PanelChair,
    /// Sending the papers out before the review panel meets.
    PanelPapers,
    /// The review panel's meeting (SI 2006/1738 reg 19(4)).
    PanelMeeting,
    /// The review panel's report (SI 2006/1738 reg 20).
    PanelReport,
    /// The authority's response to the review panel (SI 2006/1738 reg 20).
    PanelResponse,
    /// Looking again at a complaint that was deferred for proceedings (SI 2006/1738 reg 8).
    DeferralReview,
    /// The complainant's time to resubmit once the proceedings have ended (SI 2006/1738 reg 8).
    Resubmission,
    /// Replying to a comment whose maker asked for a reply.
    Reply,
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
        Self::MakingComplaint,
        Self::ResponseFromStatement,
        Self::ResponseFromConversion,
        Self::PanelChair,
        Self::PanelPapers,
        Self::PanelMeeting,
        Self::PanelReport,
        Self::PanelResponse,
        Self::DeferralReview,
        Self::Resubmission,
        Self::Reply,
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
            Self::MakingComplaint => "making_complaint",
            Self::ResponseFromStatement => "response_from_statement",
            Self::ResponseFromConversion => "response_from_conversion",
            Self::PanelChair => "panel_chair",
            Self::PanelPapers => "panel_papers",
            Self::PanelMeeting => "panel_meeting",
            Self::PanelReport => "panel_report",
            Self::PanelResponse => "panel_response",
            Self::DeferralReview => "deferral_review",
            Self::Resubmission => "resubmission",
            Self::Reply => "reply",
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
    /// When the grounds of the complaint arose, or came to notice.
    GroundsArose,
    /// The conversion to this procedure.
    Conversion,
    /// The agreement of the statement of complaint.
    StatementAgreed,
    /// The date for which the review panel is arranged.
    PanelArranged,
    /// The date on which the review panel met.
    PanelMet,
    /// The authority's receipt of the review panel's report.
    PanelReport,
    /// The deferral, or the latest review of it.
    Deferral,
    /// The end of the proceedings that the complaint was deferred for.
    ProceedingsEnd,
}

impl Word for Anchor {
    const ALL: &'static [Self] = &[
        Self::StageStart,
        Self::Acknowledgement,
        Self::StageEnd,
        Self::GroundsArose,
        Self::Conversion,
        Self::StatementAgreed,
        Self::PanelArranged,
        Self::PanelMet,
        Self::PanelReport,
        Self::Deferral,
        Self::ProceedingsEnd,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::StageStart => "stage_start",
            Self::Acknowledgement => "acknowledgement",
            Self::StageEnd => "stage_end",
            Self::GroundsArose => "grounds_arose",
            Self::Conversion => "conversion",
            Self::StatementAgreed => "statement_agreed",
            Self::PanelArranged => "panel_arranged",
            Self::PanelMet => "panel_met",
            Self::PanelReport => "panel_report",
            Self::Deferral => "deferral",
            Self::ProceedingsEnd => "proceedings_end",
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
    /// Months after the anchor's date, ending on the corresponding date.
    MonthsAfter,
    /// Working days strictly before the anchor's date.
    WorkingDaysBefore,
    /// Days of the calendar strictly after the anchor's date.
    Days,
}

impl Word for TimeUnit {
    const ALL: &'static [Self] = &[
        Self::WorkingDays,
        Self::Months,
        Self::MonthsAfter,
        Self::WorkingDaysBefore,
        Self::Days,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::Months => "months",
            Self::MonthsAfter => "months_after",
            Self::WorkingDaysBefore => "working_days_before",
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
    /// The longest whole length in working days that pauses may lead to, counted from the anchor as if there were
    /// none; 0 where the clock cannot be paused.
    pub pause_cap: u16,
    /// Whether the complainant may ask for the next stage once it is overdue.
    pub overdue_opens_next: bool,
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
            pause_cap: 0,
            overdue_opens_next: false,
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

    /// The same, counted in another unit.
    #[must_use]
    pub const fn counted_in(mut self, unit: TimeUnit) -> Self {
        self.unit = unit;
        self
    }

    /// The same, with pauses that may hold it up to this whole length.
    #[must_use]
    pub const fn pausable_to(mut self, length: u16) -> Self {
        self.pause_cap = length;
        self
    }

    /// The same, with a right to the next stage once it is overdue.
    #[must_use]
    pub const fn opening_next_when_overdue(mut self) -> Self {
        self.overdue_opens_next = true;
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

/// When the weekly list shows a clock as amber or red, in working days left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Amber from this many working days left.
    pub amber: u16,
    /// Red from this many working days left; what is overdue is red.
    pub red: u16,
}

impl Thresholds {
    /// The defaults: a week's warning, and two days (a choice of this register; the reports name no number).
    pub const DEFAULT: Self = Self { amber: 5, red: 2 };
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
    /// The last time of a working day, in the council's own time, that counts as receipt on that day; what comes later
    /// counts as received on the next working day. None where the whole day counts.
    pub receipt_until: Option<NaiveTime>,
    /// When its clocks turn amber and red.
    pub thresholds: Thresholds,
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
