//! The monitoring officer's duty to report (Local Government and Housing Act 1989 ss5 and 5A).

use chrono::NaiveDate;

use crate::domain::{ids::Position, word::Word};

/// Which section asks for the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// Section 5(2): functions of the council or a committee.
    Section5,
    /// Section 5A: functions of the executive.
    Section5A,
}

impl Word for Route {
    const ALL: &'static [Self] = &[Self::Section5, Self::Section5A];

    fn word(self) -> &'static str {
        match self {
            Self::Section5 => "section_5",
            Self::Section5A => "section_5a",
        }
    }
}

/// Why the monitoring officer reports, or does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyReason {
    /// The Ombudsman issued a public report and no statement.
    PublicReport,
    /// The council refused to comply, or did not.
    NonCompliance,
    /// The fault has wider implications.
    WiderImplications,
    /// Fault was found, and the monitoring officer reports on each.
    FaultFound,
    /// Fault was found and remedied; nothing wider follows from it.
    Remedied,
    /// Reported together with other cases.
    ReportedTogether,
}

impl Word for DutyReason {
    const ALL: &'static [Self] = &[
        Self::PublicReport,
        Self::NonCompliance,
        Self::WiderImplications,
        Self::FaultFound,
        Self::Remedied,
        Self::ReportedTogether,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::PublicReport => "public_report",
            Self::NonCompliance => "non_compliance",
            Self::WiderImplications => "wider_implications",
            Self::FaultFound => "fault_found",
            Self::Remedied => "remedied",
            Self::ReportedTogether => "reported_together",
        }
    }
}

/// Which body considers the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// The full council.
    Council,
    /// A committee.
    Committee,
    /// The executive, with copies to all members.
    Executive,
}

impl Word for Body {
    const ALL: &'static [Self] = &[Self::Council, Self::Committee, Self::Executive];

    fn word(self) -> &'static str {
        match self {
            Self::Council => "council",
            Self::Committee => "committee",
            Self::Executive => "executive",
        }
    }
}

/// What follows once a report is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyStep {
    /// The report was made and its copies sent to the members.
    Reported,
    /// The body considered it.
    Considered,
    /// The body's response was prepared and sent.
    Responded,
}

impl Word for DutyStep {
    const ALL: &'static [Self] = &[Self::Reported, Self::Considered, Self::Responded];

    fn word(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Considered => "considered",
            Self::Responded => "responded",
        }
    }
}

/// An entry in the log of duties: whether a report is due, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyEntry {
    /// When the monitoring officer judged it.
    pub assessed_on: NaiveDate,
    /// Why.
    pub reason: DutyReason,
    /// Under which section and to which body; none where no report is due.
    pub triggered: Option<(Route, Body)>,
}

/// One duty of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What was judged.
    pub entry: DutyEntry,
    /// When the report was made, and where in the log.
    pub reported: Option<(NaiveDate, Position)>,
    /// When it was considered, and where in the log.
    pub considered: Option<(NaiveDate, Position)>,
    /// When the response was sent, and where in the log.
    pub responded: Option<(NaiveDate, Position)>,
}

impl Duty {
    /// When a step was taken.
    pub fn on(&self, step: DutyStep) -> Option<NaiveDate> {
        let taken = match step {
            DutyStep::Reported => self.reported,
            DutyStep::Considered => self.considered,
            DutyStep::Responded => self.responded,
        };
        taken.map(|(on, _)| on)
    }
}
