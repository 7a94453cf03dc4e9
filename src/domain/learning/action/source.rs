//! What an action comes from.

use crate::domain::{
    ids::{RecordNumber, StreamKind},
    word::Word,
};

/// What an action comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A concern of a representation.
    Concern,
    /// What came out at a stage of a complaint.
    Stage,
    /// A recommendation of the officer who investigated.
    InvestigatorRecommendation,
    /// A recommendation of a review panel (SI 2006/1738 reg 20).
    PanelRecommendation,
    /// A recommendation of the Ombudsman (Local Government Act 1974 s31).
    OmbudsmanRecommendation,
    /// A compliment.
    Compliment,
    /// A comment.
    Comment,
    /// An audit or review of the council's own.
    Audit,
}

impl Word for SourceKind {
    const ALL: &'static [Self] = &[
        Self::Concern,
        Self::Stage,
        Self::InvestigatorRecommendation,
        Self::PanelRecommendation,
        Self::OmbudsmanRecommendation,
        Self::Compliment,
        Self::Comment,
        Self::Audit,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::Stage => "stage",
            Self::InvestigatorRecommendation => "investigator_recommendation",
            Self::PanelRecommendation => "panel_recommendation",
            Self::OmbudsmanRecommendation => "ombudsman_recommendation",
            Self::Compliment => "compliment",
            Self::Comment => "comment",
            Self::Audit => "audit",
        }
    }
}

impl SourceKind {
    /// Whether it names a stage, without which it says too little.
    pub fn needs_stage(self) -> bool {
        matches!(
            self,
            Self::Stage | Self::InvestigatorRecommendation | Self::PanelRecommendation
        )
    }

    /// The kind of record that it is from; an audit is from none.
    pub fn record(self) -> Option<StreamKind> {
        match self {
            Self::Concern
            | Self::Stage
            | Self::InvestigatorRecommendation
            | Self::PanelRecommendation
            | Self::Compliment
            | Self::Comment => Some(StreamKind::Representation),
            Self::OmbudsmanRecommendation => Some(StreamKind::Case),
            Self::Audit => None,
        }
    }
}

/// The record that an action comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// None: an audit or review.
    Council,
    /// A representation.
    Representation {
        /// Its number.
        number: RecordNumber,
        /// Its stage.
        stage: Option<u8>,
        /// Its concern, from 1.
        concern: Option<u8>,
    },
    /// A case of the Ombudsman.
    Case {
        /// Its number.
        number: RecordNumber,
        /// Its remedy, from 1.
        remedy: Option<u8>,
    },
}

impl Origin {
    /// The record, with its kind.
    pub fn record(self) -> Option<(StreamKind, RecordNumber)> {
        match self {
            Self::Council => None,
            Self::Representation { number, .. } => Some((StreamKind::Representation, number)),
            Self::Case { number, .. } => Some((StreamKind::Case, number)),
        }
    }

    /// The representation.
    pub fn representation(self) -> Option<RecordNumber> {
        match self {
            Self::Representation { number, .. } => Some(number),
            Self::Council | Self::Case { .. } => None,
        }
    }

    /// The case of the Ombudsman.
    pub fn case(self) -> Option<RecordNumber> {
        match self {
            Self::Case { number, .. } => Some(number),
            Self::Council | Self::Representation { .. } => None,
        }
    }
}

/// What an action comes from, and the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// The record.
    pub origin: Origin,
}
