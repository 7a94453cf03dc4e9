//! What a public report asks of the council (Local Government Act 1974 ss30 and 31).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Extended;
use crate::domain::{ids::Position, word::Word};

/// A step that the Act asks for after a public report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportStep {
    /// Public notice was given (s30(5)).
    NoticeGiven,
    /// Copies could be inspected from this date, free of charge (s30(4)).
    InspectionOpened,
    /// Copies could be inspected until this date.
    InspectionEnded,
    /// The report was laid before the authority and considered (s31(2)).
    Considered,
    /// The Ombudsman was told what was done or is proposed (s31(2)).
    OmbudsmanTold,
    /// A further report was received (s31(2A)).
    FurtherReport,
    /// The further report was considered (s31(2C)).
    FurtherConsidered,
    /// The Ombudsman was told of the action on the further report (s31(2C)).
    FurtherOmbudsmanTold,
    /// A statement was published in a newspaper (s31(2D)).
    StatementPublished,
}

impl Word for ReportStep {
    const ALL: &'static [Self] = &[
        Self::NoticeGiven,
        Self::InspectionOpened,
        Self::InspectionEnded,
        Self::Considered,
        Self::OmbudsmanTold,
        Self::FurtherReport,
        Self::FurtherConsidered,
        Self::FurtherOmbudsmanTold,
        Self::StatementPublished,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::NoticeGiven => "notice_given",
            Self::InspectionOpened => "inspection_opened",
            Self::InspectionEnded => "inspection_ended",
            Self::Considered => "considered",
            Self::OmbudsmanTold => "ombudsman_told",
            Self::FurtherReport => "further_report",
            Self::FurtherConsidered => "further_considered",
            Self::FurtherOmbudsmanTold => "further_ombudsman_told",
            Self::StatementPublished => "statement_published",
        }
    }
}

impl ReportStep {
    /// The step that must have been taken before; none where it follows the report itself.
    pub fn follows(self) -> Option<Self> {
        match self {
            Self::NoticeGiven | Self::InspectionOpened | Self::Considered | Self::FurtherReport => None,
            Self::InspectionEnded => Some(Self::InspectionOpened),
            Self::OmbudsmanTold => Some(Self::Considered),
            Self::FurtherConsidered | Self::StatementPublished => Some(Self::FurtherReport),
            Self::FurtherOmbudsmanTold => Some(Self::FurtherConsidered),
        }
    }
}

/// What the Ombudsman is told of: the report, or a further one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// The report (s31(2)).
    Report,
    /// The further report (s31(2C)).
    FurtherReport,
}

/// How far the council has come with a public report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportSteps {
    /// Each step taken, when, and where in the log.
    pub taken: BTreeMap<ReportStep, (NaiveDate, Position)>,
    /// Longer than three months, agreed in writing with the Ombudsman.
    pub longer: BTreeMap<Told, Extended>,
}

impl ReportSteps {
    /// When a step was taken.
    pub fn on(&self, step: ReportStep) -> Option<NaiveDate> {
        self.taken.get(&step).map(|(on, _)| *on)
    }
}
