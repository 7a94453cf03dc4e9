//! What a report is made of: figures that were counted, and what people wrote and decided.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::kind::Kind;
use crate::domain::{
    disclosure::Published, financial_year::Period, ids::Position, learning::progress::Progress,
    statistics::Table,
};

/// The tables of a report for one period.
#[derive(Debug, Clone)]
pub enum Figures {
    /// Every figure, for the authority itself.
    Whole(Vec<Table>),
    /// What may leave the authority.
    Published(Published),
}

impl Figures {
    /// The tables.
    pub fn tables(&self) -> &[Table] {
        match self {
            Self::Whole(tables) => tables,
            Self::Published(published) => published.tables(),
        }
    }

    /// Whether small numbers are withheld from them.
    pub fn are_published(&self) -> bool {
        matches!(self, Self::Published(_))
    }
}

/// Learning actions: those raised in the period, and what became of those of the period before.
#[derive(Debug, Clone, Default)]
pub struct Learning {
    /// Those raised in the period.
    pub now: Progress,
    /// Those raised in the period before, as they stand now.
    pub before: Progress,
    /// How teams are displayed, by code.
    pub teams: BTreeMap<String, String>,
    /// How types of action are displayed, by code.
    pub types: BTreeMap<String, String>,
    /// Upheld or partly upheld complaints of the period without any action.
    pub upheld_without_action: i64,
}

/// Everything that a report is made of.
#[derive(Debug, Clone)]
pub struct Input {
    /// Which report.
    pub kind: Kind,
    /// The council's name.
    pub authority: String,
    /// The period.
    pub period: Period,
    /// The log position that all of it was counted at.
    pub position: Position,
    /// When that position was recorded.
    pub recorded_at: DateTime<Utc>,
    /// The tables of the period.
    pub now: Figures,
    /// The same tables for the period before; none where the register holds nothing of it.
    pub before: Option<Figures>,
    /// The learning.
    pub learning: Learning,
    /// What people wrote.
    pub texts: Texts,
    /// Who approved and published it.
    pub sign_off: SignOff,
}

/// What people wrote for a report, apart from its figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// By the id of the place that each is for.
    pub narrative: BTreeMap<String, String>,
    /// The self-assessment against the Complaint Handling Code, by section.
    pub self_assessment: BTreeMap<u8, Assessed>,
}

/// How a council judges itself against one section of the Complaint Handling Code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// Whether it meets the section.
    pub meets: Meets,
    /// Why, or what is to be done.
    pub commentary: String,
}

/// Whether something is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meets {
    /// It is.
    Yes,
    /// Some of it is.
    Partly,
    /// It is not.
    No,
}

impl Meets {
    /// The answer in words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::Partly => "In part",
            Self::No => "No",
        }
    }
}

/// Who approved a report, on which way, when it is published, and what the governance body answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignOff {
    /// Who approved it, in order: a post or a body, and when.
    pub approvals: Vec<Approval>,
    /// When it is published.
    pub published_on: Option<NaiveDate>,
    /// The body that answered it, such as the cabinet.
    pub responded_by: String,
    /// What it answered; empty where nothing is recorded.
    pub response: String,
}

/// One step on the way of approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// A post or a body.
    pub by: String,
    /// When; none while it is still to come.
    pub on: Option<NaiveDate>,
}
