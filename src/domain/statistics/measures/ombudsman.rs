//! Measures that count cases of the Ombudsman, enquiries and remedies.

use super::DICTIONARY;
use crate::domain::{
    ombudsman::Decision,
    statistics::{Basis, Column, Measure, Reckoning, Unit, Which},
};

/// What the measures of cases have in common.
const CASES: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "None.",
    source: "Local Government and Social Care Ombudsman, Interpreting our complaints data",
    unit: Unit::OmbudsmanCase,
    default_basis: Basis::Concluded,
    bases: &[Basis::Received, Basis::Concluded],
    reckoning: Reckoning::Count(Which::All),
};

/// What the measures of enquiries have in common.
const ENQUIRIES: Measure = Measure {
    source: DICTIONARY,
    unit: Unit::Enquiry,
    exclusions: "Enquiries not answered.",
    bases: &[Basis::Received, Basis::Concluded, Basis::Due],
    ..CASES
};

/// What the measures of remedies have in common.
const REMEDIES: Measure = Measure {
    source: DICTIONARY,
    unit: Unit::Remedy,
    bases: &[Basis::Concluded, Basis::Due],
    ..CASES
};

const UPHELD: Which = Which::Decided(Decision::Upheld);

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "ombudsman_received",
        wording: "Cases that the Ombudsman received about the council.",
        numerator: "Cases received by the Ombudsman in the period",
        default_basis: Basis::Received,
        bases: &[Basis::Received],
        ..CASES
    },
    Measure {
        id: "ombudsman_decided",
        wording: "Cases that the Ombudsman decided.",
        numerator: "Cases with a decision of any kind",
        exclusions: "Cases not decided.",
        reckoning: Reckoning::Count(Which::CaseDecided),
        ..CASES
    },
    Measure {
        id: "ombudsman_investigated",
        wording: "Cases that the Ombudsman investigated to the end.",
        numerator: "Cases upheld or not upheld",
        exclusions: "Cases not decided, and those decided without an investigation.",
        reckoning: Reckoning::Count(Which::CaseInvestigated),
        ..CASES
    },
    Measure {
        id: "ombudsman_upheld",
        wording: "Cases that the Ombudsman upheld.",
        numerator: "Cases upheld: fault found, or a remedy accepted before a finding",
        reckoning: Reckoning::Count(UPHELD),
        ..CASES
    },
    Measure {
        id: "ombudsman_not_upheld",
        wording: "Cases that the Ombudsman investigated and did not uphold.",
        numerator: "Cases not upheld",
        reckoning: Reckoning::Count(Which::Decided(Decision::NotUpheld)),
        ..CASES
    },
    Measure {
        id: "ombudsman_uphold_rate",
        wording: "Of the cases investigated, the percentage upheld.",
        numerator: "Cases upheld",
        denominator: "Cases upheld or not upheld",
        exclusions: "Cases not decided, and those decided without an investigation.",
        reckoning: Reckoning::Rate {
            of: UPHELD,
            among: Which::CaseInvestigated,
        },
        ..CASES
    },
    Measure {
        id: "ombudsman_satisfactory_remedy",
        wording: "Cases upheld where the council had offered a suitable remedy before the Ombudsman was involved.",
        numerator: "Cases upheld with a satisfactory remedy before referral",
        reckoning: Reckoning::Count(Which::CaseRemediedBefore),
        ..CASES
    },
    Measure {
        id: "ombudsman_satisfactory_remedy_rate",
        wording: "Of the cases upheld, the percentage where the council had offered a suitable remedy before.",
        numerator: "Cases upheld with a satisfactory remedy before referral",
        denominator: "Cases upheld",
        reckoning: Reckoning::Rate {
            of: Which::CaseRemediedBefore,
            among: UPHELD,
        },
        ..CASES
    },
    Measure {
        id: "enquiries_answered",
        wording: "Enquiries of the Ombudsman that the council answered.",
        numerator: "Enquiries answered",
        reckoning: Reckoning::Count(Which::EnquiryAnswered),
        ..ENQUIRIES
    },
    Measure {
        id: "enquiry_mean_working_days",
        wording: "Mean working days that the council took over each enquiry; not the mean of the averages of services.",
        numerator: "Working days from the receipt of each enquiry to its answer",
        denominator: "Enquiries answered",
        reckoning: Reckoning::Mean(Which::EnquiryAnswered, Column::EnquiryWorkingDays),
        ..ENQUIRIES
    },
    Measure {
        id: "remedies_agreed",
        wording: "Remedies that the council agreed to.",
        numerator: "Remedies due in the period",
        default_basis: Basis::Due,
        bases: &[Basis::Due],
        ..REMEDIES
    },
    Measure {
        id: "remedies_completed",
        wording: "Remedies completed, in time or late.",
        numerator: "Remedies completed",
        exclusions: "Remedies still to be carried out.",
        reckoning: Reckoning::Count(Which::RemedyCompleted),
        ..REMEDIES
    },
    Measure {
        id: "remedies_completed_late",
        wording: "Remedies completed after their due date.",
        numerator: "Remedies completed late",
        exclusions: "Remedies still to be carried out.",
        reckoning: Reckoning::Count(Which::RemedyLate),
        ..REMEDIES
    },
];
