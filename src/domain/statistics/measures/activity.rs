//! Measures of figures that were given to the register: activity, and what other bodies published. A percentage of all
//! together (pooled) and a mean of percentages are two measures, because reports have taken one for the other.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

/// What the measures of this file have in common.
const GIVEN: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "None.",
    source: DICTIONARY,
    unit: Unit::Given,
    default_basis: Basis::Received,
    bases: &[Basis::Received],
    reckoning: Reckoning::Count(Which::All),
};

const UPHELD: Which = Which::Is(Column::GivenKind, "ombudsman_upheld");
const NOT_UPHELD: Which = Which::Is(Column::GivenKind, "ombudsman_not_upheld");
const INVESTIGATED: Which = Which::OneOf(Column::GivenKind, &["ombudsman_upheld", "ombudsman_not_upheld"]);
const REMEDIED: Which = Which::Is(Column::GivenKind, "ombudsman_satisfactory_remedies");
const RECORDED: Which = Which::Is(Column::GivenKind, "compliance_recorded");
const SATISFIED: Which = Which::Is(Column::GivenKind, "compliance_satisfied");

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "given_figures",
        wording: "Figures given to the register for the year; figures of different kinds or years are not to be added.",
        numerator: "The figures as given",
        ..GIVEN
    },
    Measure {
        id: "given_upheld",
        wording: "Cases that the Ombudsman upheld, as published.",
        numerator: "Cases upheld",
        reckoning: Reckoning::Count(UPHELD),
        ..GIVEN
    },
    Measure {
        id: "given_not_upheld",
        wording: "Cases that the Ombudsman investigated and did not uphold, as published.",
        numerator: "Cases not upheld",
        reckoning: Reckoning::Count(NOT_UPHELD),
        ..GIVEN
    },
    Measure {
        id: "given_investigated",
        wording: "Cases that the Ombudsman investigated, as published.",
        numerator: "Cases upheld and not upheld",
        reckoning: Reckoning::Count(INVESTIGATED),
        ..GIVEN
    },
    Measure {
        id: "given_uphold_rate_pooled",
        wording: "Of the cases investigated of all bodies together, the percentage upheld.",
        numerator: "Cases upheld of all bodies of the row",
        denominator: "Cases investigated of all bodies of the row",
        reckoning: Reckoning::Rate {
            of: UPHELD,
            among: INVESTIGATED,
        },
        ..GIVEN
    },
    Measure {
        id: "given_uphold_rate_mean",
        wording: "Unweighted mean of the uphold rates of the bodies.",
        numerator: "The uphold rate of each body",
        denominator: "Bodies with a case investigated",
        exclusions: "Bodies without a case investigated.",
        reckoning: Reckoning::MeanOfRates {
            of: UPHELD,
            among: INVESTIGATED,
            by: Column::GivenBody,
        },
        ..GIVEN
    },
    Measure {
        id: "given_satisfactory_remedies",
        wording: "Cases upheld with a satisfactory remedy before, as published.",
        numerator: "Cases upheld with a satisfactory remedy before referral",
        reckoning: Reckoning::Count(REMEDIED),
        ..GIVEN
    },
    Measure {
        id: "given_satisfactory_remedy_rate_pooled",
        wording: "Of the cases upheld of all bodies together, the percentage with a satisfactory remedy before.",
        numerator: "Cases upheld with a satisfactory remedy before referral",
        denominator: "Cases upheld of all bodies of the row",
        reckoning: Reckoning::Rate {
            of: REMEDIED,
            among: UPHELD,
        },
        ..GIVEN
    },
    Measure {
        id: "given_compliance_rate_pooled",
        wording: "Of the outcomes of compliance of all bodies together, the percentage with satisfaction.",
        numerator: "Outcomes with satisfaction",
        denominator: "Outcomes recorded",
        reckoning: Reckoning::Rate {
            of: SATISFIED,
            among: RECORDED,
        },
        ..GIVEN
    },
    Measure {
        id: "given_upheld_per_100000",
        wording: "Cases upheld for each 100,000 residents, as far as both are given.",
        numerator: "Cases upheld",
        denominator: "Residents of the bodies of the row",
        reckoning: Reckoning::Ratio {
            of: UPHELD,
            among: Which::Is(Column::GivenKind, "residents"),
            each: 100_000,
        },
        ..GIVEN
    },
];
