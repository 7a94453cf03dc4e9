//! Measures that count concerns and themes, of which one representation may have several.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

/// What the measures of this file have in common.
const CONCERNS: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "None.",
    source: DICTIONARY,
    unit: Unit::Concern,
    default_basis: Basis::Received,
    bases: &[Basis::Received, Basis::Concluded],
    reckoning: Reckoning::Count(Which::All),
};

/// Concerns on which something was found.
const FOUND: Which = Which::OneOf(
    Column::ConcernFinding,
    &["upheld", "partly_upheld", "not_upheld", "inconclusive"],
);

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "concerns_raised",
        wording: "Concerns raised: two of one representation in the same category are one.",
        numerator: "Pairs of a representation and a category",
        ..CONCERNS
    },
    Measure {
        id: "share_of_concerns",
        wording: "Share of all concerns that the table counts.",
        numerator: "Concerns of the row",
        denominator: "All concerns of the table; not the representations",
        reckoning: Reckoning::ShareOfTable(Which::All),
        ..CONCERNS
    },
    Measure {
        id: "points_raised",
        wording: "Points complained of, each counted: two of one representation in the same category are two.",
        numerator: "Points of the representations",
        reckoning: Reckoning::Total(Which::All, Column::Points),
        ..CONCERNS
    },
    Measure {
        id: "share_of_points",
        wording: "Share of all points that the table counts; not of the representations.",
        numerator: "Points of the row",
        denominator: "All points of the table",
        reckoning: Reckoning::ShareOfTotal(Which::All, Column::Points),
        ..CONCERNS
    },
    Measure {
        id: "share_of_cases",
        wording: "Of the representations that have a concern, the percentage that has one of the row.",
        numerator: "Representations with a concern of the row",
        denominator: "Representations of the table with any concern",
        reckoning: Reckoning::OfTable {
            of: Which::All,
            among: Which::Is(Column::FirstOfRecord, "yes"),
        },
        ..CONCERNS
    },
    Measure {
        id: "concerns_with_a_finding",
        wording: "Concerns with a finding.",
        numerator: "Concerns found upheld, partly upheld, not upheld or inconclusive",
        exclusions: "Concerns without a finding, withdrawn or out of scope.",
        reckoning: Reckoning::Count(FOUND),
        ..CONCERNS
    },
    Measure {
        id: "concern_upheld_rate",
        wording: "Of the concerns with a finding, the percentage upheld wholly or partly.",
        numerator: "Concerns upheld or partly upheld",
        denominator: "Concerns found upheld, partly upheld, not upheld or inconclusive",
        exclusions: "Concerns without a finding, withdrawn or out of scope.",
        reckoning: Reckoning::Rate {
            of: Which::OneOf(Column::ConcernFinding, &["upheld", "partly_upheld"]),
            among: FOUND,
        },
        ..CONCERNS
    },
    Measure {
        id: "share_of_themes",
        wording: "Share of all themes that the table counts; not of the compliments.",
        numerator: "Themes of the row",
        denominator: "All themes of the table",
        unit: Unit::Theme,
        bases: &[Basis::Received],
        reckoning: Reckoning::ShareOfTable(Which::All),
        ..CONCERNS
    },
    Measure {
        id: "compliment_themes",
        wording: "Themes of compliments; a compliment may have several.",
        numerator: "Pairs of a compliment and a theme",
        unit: Unit::Theme,
        bases: &[Basis::Received],
        ..CONCERNS
    },
];
