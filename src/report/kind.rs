//! Which reports there are, for whom, and in which forms.

use crate::domain::word::Word;

/// A report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The year of children's social care complaints (SI 2006/1738 reg 13).
    Childrens,
    /// The year of adult social care complaints (SI 2009/309 reg 18).
    Adults,
    /// The year of corporate complaints.
    Corporate,
    /// The year of the Ombudsman's cases.
    Ombudsman,
    /// The complaints performance and service improvement report (Complaint Handling Code 8.1).
    Code,
    /// A quarter, for directors.
    Quarterly,
    /// What is due and overdue this week.
    Weekly,
}

impl Word for Kind {
    const ALL: &'static [Self] = &[
        Self::Childrens,
        Self::Adults,
        Self::Corporate,
        Self::Ombudsman,
        Self::Code,
        Self::Quarterly,
        Self::Weekly,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Childrens => "childrens",
            Self::Adults => "adults",
            Self::Corporate => "corporate",
            Self::Ombudsman => "ombudsman",
            Self::Code => "code",
            Self::Quarterly => "quarterly",
            Self::Weekly => "weekly",
        }
    }
}

impl Kind {
    /// Whether it is about a financial year.
    pub fn is_annual(self) -> bool {
        !matches!(self, Self::Quarterly | Self::Weekly)
    }
}

/// Whom a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// The authority itself: every figure is shown.
    Authority,
    /// The public: small numbers are withheld.
    Public,
}

impl Word for Audience {
    const ALL: &'static [Self] = &[Self::Authority, Self::Public];

    fn word(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::Public => "public",
        }
    }
}

/// A form that a report is made in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// One page that needs nothing else.
    Html,
    /// A workbook.
    Xlsx,
    /// A file for each table, with their metadata.
    Csv,
    /// Everything, for programs.
    Json,
}

impl Word for Format {
    const ALL: &'static [Self] = &[Self::Html, Self::Xlsx, Self::Csv, Self::Json];

    fn word(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}
