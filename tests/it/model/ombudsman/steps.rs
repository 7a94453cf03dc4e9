//! What an officer may record of a case of the Ombudsman: one step of a story.

use chrono::NaiveDate;
use redress::api::wire::{
    ComplianceOutcome, Decision, DraftResponse, EnquiryKind, MonitoringOfficerStep, PublicReportStep,
    TaxonomyVersion,
};

/// A step: about which case of the story, dated when, and what.
#[derive(Debug, Clone)]
pub struct Step {
    pub of: usize,
    pub on: NaiveDate,
    pub what: What,
}

/// The final decision.
#[derive(Debug, Clone, Copy)]
pub struct Decided {
    pub decision: Decision,
    pub taxonomy: TaxonomyVersion,
    pub satisfactory: bool,
    pub public_report: bool,
    /// When the letter came, where somebody said.
    pub received: Option<NaiveDate>,
}

/// What is asked. A date that a variant lacks is the step's.
#[derive(Debug, Clone)]
pub enum What {
    /// With the date of the notice, or none; from the annual list; with the reference of this case of the story.
    Register {
        notified: Option<NaiveDate>,
        listed: bool,
        reference_of: usize,
    },
    /// To a complaint on the register, or to one that there is not.
    Link {
        known: bool,
    },
    Notify,
    Enquire {
        kind: EnquiryKind,
        letter: Option<NaiveDate>,
    },
    Answer(i32),
    ExtendEnquiry {
        number: i32,
        due: NaiveDate,
    },
    Draft {
        letter: Option<NaiveDate>,
    },
    Comment {
        number: i32,
        response: DraftResponse,
    },
    Decide(Decided),
    Agree {
        due: NaiveDate,
        pays: bool,
        service: bool,
    },
    ExtendRemedy {
        number: i32,
        due: NaiveDate,
    },
    Complete {
        number: i32,
        paid: Option<NaiveDate>,
    },
    Refuse(i32),
    Evidence(i32),
    Satisfy(i32),
    Comply(ComplianceOutcome),
    Report(PublicReportStep),
    ExtendReport {
        further: bool,
        due: NaiveDate,
    },
    Duty {
        triggered: bool,
    },
    DutyStep {
        number: i32,
        step: MonitoringOfficerStep,
    },
    Publish,
}

impl What {
    /// The step's name in the table of what was reached.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Register { .. } => "register",
            Self::Link { .. } => "link",
            Self::Notify => "notify",
            Self::Enquire { .. } => "enquire",
            Self::Answer(_) => "answer",
            Self::ExtendEnquiry { .. } => "extend_enquiry",
            Self::Draft { .. } => "draft",
            Self::Comment { .. } => "comment",
            Self::Decide(_) => "decide",
            Self::Agree { .. } => "agree",
            Self::ExtendRemedy { .. } => "extend_remedy",
            Self::Complete { .. } => "complete",
            Self::Refuse(_) => "refuse",
            Self::Evidence(_) => "evidence",
            Self::Satisfy(_) => "satisfy",
            Self::Comply(_) => "comply",
            Self::Report(_) => "report",
            Self::ExtendReport { .. } => "extend_report",
            Self::Duty { .. } => "duty",
            Self::DutyStep { .. } => "duty_step",
            Self::Publish => "publish",
        }
    }
}
