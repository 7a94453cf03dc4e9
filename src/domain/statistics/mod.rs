//! Figures that say how they came to be: measures and dimensions as data, queries over them, and the tables that
//! reports are made of.
//!
//! The store counts groups of facts (one row for each combination of the columns that a query needs); everything
//! else, from an uphold rate to a median, is folded from those groups here, the same for both databases.
//!
//! To add a measure, put it into one of the files of `measures`; to add a dimension, into `dimensions`. Neither
//! needs SQL unless it reads a column that no other does.

mod dimension;
mod dimensions;
mod facts;
mod figure;
mod measure;
mod measures;
mod query;
mod report;
mod reports;
mod series;
mod table;
#[cfg(test)]
mod tests;
mod which;

pub use self::{
    dimension::{BLANK, Derived, Dimension, Source, Values},
    dimensions::dimensions,
    facts::{Column, Facts, Group},
    figure::Figure,
    measure::{Measure, MeasureKind, Reckoning},
    measures::measures,
    query::{Filter, Problem, Query, QueryDraft},
    report::{Report, ReportDefinition, TableDefinition},
    reports::{report, reports},
    series::{Change, Direction, Interval, Point, RowChange, SeriesDraft, label},
    table::{AsOf, Key, Row, Table},
    which::Which,
};
use super::word::Word;

/// What one row of a count stands for. Units are never mixed in one count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A representation, counted once.
    Representation,
    /// A stage of a representation.
    Stage,
    /// A concern: one category within one representation.
    Concern,
    /// A theme of a compliment.
    Theme,
    /// A case of the Ombudsman.
    OmbudsmanCase,
    /// An enquiry of the Ombudsman.
    Enquiry,
    /// A remedy.
    Remedy,
    /// A time that a complaint spends under one procedure: conversions end one and begin another.
    Spell,
    /// A cost or payment of a representation.
    Cost,
    /// A learning action.
    Action,
    /// A type of a learning action, which may have several.
    ActionType,
    /// A draft decision of the Ombudsman.
    Draft,
    /// An entry in the log of the monitoring officer's duties.
    Duty,
    /// What a figure that was given to the register counts, such as residents; its source is beside it.
    Given,
}

impl Word for Unit {
    const ALL: &'static [Self] = &[
        Self::Representation,
        Self::Stage,
        Self::Concern,
        Self::Theme,
        Self::OmbudsmanCase,
        Self::Enquiry,
        Self::Remedy,
        Self::Spell,
        Self::Cost,
        Self::Action,
        Self::ActionType,
        Self::Draft,
        Self::Duty,
        Self::Given,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Representation => "representation",
            Self::Stage => "stage",
            Self::Concern => "concern",
            Self::Theme => "theme",
            Self::OmbudsmanCase => "ombudsman_case",
            Self::Enquiry => "enquiry",
            Self::Remedy => "remedy",
            Self::Spell => "spell",
            Self::Cost => "cost",
            Self::Action => "action",
            Self::ActionType => "action_type",
            Self::Draft => "draft",
            Self::Duty => "duty",
            Self::Given => "given",
        }
    }
}

impl Unit {
    /// The unit in the plural, as a sentence needs it.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Representation => "representations",
            Self::Stage => "stages",
            Self::Concern => "concerns",
            Self::Theme => "themes",
            Self::OmbudsmanCase => "cases of the Ombudsman",
            Self::Enquiry => "enquiries",
            Self::Remedy => "remedies",
            Self::Spell => "complaints under each procedure",
            Self::Cost => "costs and payments",
            Self::Action => "learning actions",
            Self::ActionType => "types of learning actions",
            Self::Draft => "draft decisions",
            Self::Duty => "entries of the monitoring officer's log",
            Self::Given => "figures that were given",
        }
    }
}

/// The date that puts a unit into a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// When it was received: the representation, the Ombudsman's case, or the enquiry; of a figure that was given, the
    /// year that it is about.
    Received,
    /// When it started: a stage; of a learning action, when it was raised.
    Started,
    /// When it was concluded: closed, ended, decided, answered or completed.
    Concluded,
    /// When it was due, extensions included.
    Due,
    /// At any time in the period: it began before its end, and had not ended before its start.
    Present,
    /// When the Ombudsman recorded the outcome of compliance.
    Recorded,
}

impl Word for Basis {
    const ALL: &'static [Self] = &[
        Self::Received,
        Self::Started,
        Self::Concluded,
        Self::Due,
        Self::Present,
        Self::Recorded,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Started => "started",
            Self::Concluded => "concluded",
            Self::Due => "due",
            Self::Present => "present",
            Self::Recorded => "recorded",
        }
    }
}
