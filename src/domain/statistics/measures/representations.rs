//! Measures that count a representation once.

use super::DICTIONARY;
use crate::domain::{
    outcome::Finding,
    statistics::{Basis, Column, Measure, Reckoning, Unit, Which},
};

/// What the measures of this file have in common.
const REPRESENTATIONS: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "None.",
    source: DICTIONARY,
    unit: Unit::Representation,
    default_basis: Basis::Received,
    bases: &[Basis::Received, Basis::Concluded],
    reckoning: Reckoning::Count(Which::All),
};

/// How the published children's tables for 2023/24 were found to count.
const AS_PUBLISHED: &str = "Annual report of children's complaints 2023/24, tables of stages, as published";

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "representations_received",
        wording: "Representations received.",
        numerator: "Representations received in the period",
        bases: &[Basis::Received],
        ..REPRESENTATIONS
    },
    Measure {
        id: "representations_closed",
        wording: "Representations closed: concluded, resolved informally, lapsed or withdrawn.",
        numerator: "Representations that left the open state",
        exclusions: "Those answered and not yet closed.",
        default_basis: Basis::Concluded,
        reckoning: Reckoning::Count(Which::Closed),
        ..REPRESENTATIONS
    },
    Measure {
        id: "representations_open",
        wording: "Complaints received in the period and not closed at the position asked for.",
        numerator: "Complaints with work under way, or answered and not yet closed",
        bases: &[Basis::Received],
        reckoning: Reckoning::Count(Which::NotClosed),
        ..REPRESENTATIONS
    },
    Measure {
        id: "share_of_received",
        wording: "Share of all representations that the table counts.",
        numerator: "Representations of the row",
        denominator: "All representations of the table, open and withdrawn ones too",
        reckoning: Reckoning::ShareOfTable(Which::All),
        ..REPRESENTATIONS
    },
    Measure {
        id: "share_of_concluded",
        wording: "Share of the representations that the table counts and that are not open.",
        numerator: "Representations of the row that are answered, closed or withdrawn",
        denominator: "All such representations of the table",
        exclusions: "Those with work under way.",
        reckoning: Reckoning::ShareOfTable(Which::Concluded),
        ..REPRESENTATIONS
    },
    Measure {
        id: "share_with_a_finding",
        wording: "Share of the complaints that the table counts and that have a finding.",
        numerator: "Complaints of the row with a finding",
        denominator: "All complaints of the table with a finding",
        exclusions: "Those open, withdrawn or not accepted.",
        reckoning: Reckoning::ShareOfTable(Which::WithFinding),
        ..REPRESENTATIONS
    },
    Measure {
        id: "upheld_rate",
        wording: "Of the complaints with a finding, the percentage upheld wholly or partly.",
        numerator: "Complaints upheld or partly upheld at the latest stage answered",
        denominator: "Complaints with a finding",
        exclusions: "Those open, withdrawn or not accepted.",
        reckoning: Reckoning::Rate {
            of: Which::Upheld,
            among: Which::WithFinding,
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "upheld_of_received_rate",
        wording: "Of the complaints received, the percentage found upheld wholly or partly, as published.",
        numerator: "Complaints upheld or partly upheld at the latest stage answered",
        denominator: "Complaints received, open and withdrawn ones too",
        source: AS_PUBLISHED,
        reckoning: Reckoning::Rate {
            of: Which::Upheld,
            among: Which::Is(Column::Kind, "complaint"),
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "upheld_share",
        wording: "Of the complaints with a finding, the percentage upheld wholly.",
        numerator: "Complaints upheld at the latest stage answered",
        denominator: "Complaints with a finding",
        exclusions: "Those open, withdrawn or not accepted.",
        reckoning: Reckoning::Rate {
            of: Which::Found(Finding::Upheld),
            among: Which::WithFinding,
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "partly_upheld_share",
        wording: "Of the complaints with a finding, the percentage upheld in part.",
        numerator: "Complaints partly upheld at the latest stage answered",
        denominator: "Complaints with a finding",
        exclusions: "Those open, withdrawn or not accepted.",
        reckoning: Reckoning::Rate {
            of: Which::Found(Finding::PartlyUpheld),
            among: Which::WithFinding,
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "published_stage_cases",
        wording: "Complaints, each counted once at the last stage that it reached, as published.",
        numerator: "Complaints that reached a stage",
        exclusions: "Every stage before the last; informal complaints.",
        source: AS_PUBLISHED,
        reckoning: Reckoning::Count(Which::ReachedStage),
        ..REPRESENTATIONS
    },
    Measure {
        id: "published_stage_mean_working_days",
        wording: "Mean working days of the last stage that each complaint reached, as published.",
        numerator: "Working days from the start of the last stage to its response or withdrawal",
        denominator: "Complaints whose last stage ended",
        exclusions: "Those open, and those withdrawn at stage 2 or 3; withdrawals at stage 1 are counted.",
        source: AS_PUBLISHED,
        reckoning: Reckoning::Mean(Which::ReachedStageTimed, Column::LastStageWorkingDays),
        ..REPRESENTATIONS
    },
];
