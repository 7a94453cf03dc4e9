//! Measures that count concerns and themes, of which one representation may have several.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Measure, Reckoning, Unit, Which};

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
        id: "compliment_themes",
        wording: "Themes of compliments; a compliment may have several.",
        numerator: "Pairs of a compliment and a theme",
        unit: Unit::Theme,
        bases: &[Basis::Received],
        ..CONCERNS
    },
];
