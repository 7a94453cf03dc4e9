//! Measures of how representations were handled, of advocacy, of what was not considered, and of costs.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

/// What the measures of representations have in common.
const REPRESENTATIONS: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "What is no complaint.",
    source: DICTIONARY,
    unit: Unit::Representation,
    default_basis: Basis::Received,
    bases: &[Basis::Received, Basis::Concluded],
    reckoning: Reckoning::Count(Which::All),
};

/// What the measures of costs have in common.
const COSTS: Measure = Measure {
    exclusions: "None.",
    unit: Unit::Cost,
    ..REPRESENTATIONS
};

const COMPLAINT: Which = Which::Is(Column::Kind, "complaint");
const OFFERED: Which = Which::Each(&[COMPLAINT, Which::Is(Column::AdvocacyOffered, "yes")]);
const ACCEPTED: Which = Which::Each(&[COMPLAINT, Which::Is(Column::AdvocacyAnswer, "accepted")]);
const REFUSED: Which = Which::Each(&[COMPLAINT, Which::Is(Column::AdvocacyAnswer, "refused")]);
const TOLD: Which = Which::Each(&[COMPLAINT, Which::Is(Column::AdvocacyTold, "yes")]);
const ADVOCACY: &str = "Children Act 1989 s26A(4) and (5): advocacy is monitored";
const CODE_REFUSED: &str = "Complaint Handling Code 8.1: types of complaint refused";
const UPHELD_WITHOUT: Which = Which::Each(&[COMPLAINT, Which::Upheld, Which::Is(Column::HasAction, "no")]);

const fn counted(
    id: &'static str,
    wording: &'static str,
    numerator: &'static str,
    rule: Which,
    source: &'static str,
) -> Measure {
    Measure {
        id,
        wording,
        numerator,
        source,
        reckoning: Reckoning::Count(rule),
        ..REPRESENTATIONS
    }
}

const fn share(
    id: &'static str,
    wording: &'static str,
    (numerator, denominator): (&'static str, &'static str),
    (of, among): (Which, Which),
    source: &'static str,
) -> Measure {
    Measure {
        id,
        wording,
        numerator,
        denominator,
        source,
        reckoning: Reckoning::Rate { of, among },
        ..REPRESENTATIONS
    }
}

pub(super) const MEASURES: &[Measure] = &[
    counted(
        "advocacy_told",
        "Complaints whose maker was told of advocacy.",
        "Complaints with a date on which the complainant was told",
        TOLD,
        ADVOCACY,
    ),
    counted(
        "advocates_offered",
        "Complaints whose maker was offered an advocate.",
        "Complaints with a date of the offer",
        OFFERED,
        ADVOCACY,
    ),
    counted(
        "advocates_accepted",
        "Complaints whose maker accepted the offer of an advocate.",
        "Complaints with the answer accepted",
        ACCEPTED,
        ADVOCACY,
    ),
    counted(
        "advocates_refused",
        "Complaints whose maker refused the offer of an advocate.",
        "Complaints with the answer refused",
        REFUSED,
        ADVOCACY,
    ),
    share(
        "advocate_offered_rate",
        "Of the complaints, the percentage whose maker was offered an advocate.",
        ("Complaints with a date of the offer", "Complaints"),
        (OFFERED, COMPLAINT),
        ADVOCACY,
    ),
    share(
        "advocate_refused_rate",
        "Of the offers of an advocate, the percentage refused.",
        (
            "Complaints with an offer and the answer refused",
            "Complaints with a date of the offer",
        ),
        (Which::Each(&[OFFERED, REFUSED]), OFFERED),
        ADVOCACY,
    ),
    counted(
        "complaints_not_accepted",
        "Complaints that the council decided not to consider.",
        "Complaints not accepted",
        Which::Each(&[COMPLAINT, Which::Is(Column::State, "not_accepted")]),
        CODE_REFUSED,
    ),
    counted(
        "complaints_deferred",
        "Complaints deferred for proceedings (SI 2006/1738 reg 8), whether they went on or not.",
        "Complaints with a deferral",
        Which::Each(&[COMPLAINT, Which::Is(Column::Deferred, "yes")]),
        DICTIONARY,
    ),
    counted(
        "complaints_made_late",
        "Complaints made out of time and considered all the same.",
        "Complaints with a reason for considering them although made late",
        Which::Each(&[COMPLAINT, Which::Given(Column::LateAcceptanceReason)]),
        DICTIONARY,
    ),
    counted(
        "findings_set_by_hand",
        "Complaints with a finding that was set by hand and does not follow from the findings on their points.",
        "Complaints with an overridden finding at any stage",
        Which::Each(&[COMPLAINT, Which::Is(Column::FindingOverridden, "yes")]),
        DICTIONARY,
    ),
    counted(
        "complaints_well_founded",
        "Complaints found upheld or partly upheld.",
        "Complaints upheld or partly upheld at the latest stage answered",
        Which::Each(&[COMPLAINT, Which::Upheld]),
        "SI 2009/309 reg 18: complaints that the authority decided were well-founded",
    ),
    counted(
        "complaints_to_ombudsman",
        "Complaints that the council knows were referred to the Ombudsman.",
        "Complaints that a case of the Ombudsman is linked to",
        Which::Each(&[COMPLAINT, Which::Is(Column::ReachedOmbudsman, "yes")]),
        "SI 2009/309 reg 18: complaints that the authority was informed have been referred",
    ),
    counted(
        "upheld_without_action",
        "Complaints upheld wholly or partly without a learning action.",
        "Complaints upheld or partly upheld that no learning action comes from, rejected ones left out",
        UPHELD_WITHOUT,
        DICTIONARY,
    ),
    share(
        "upheld_with_action_rate",
        "Of the complaints upheld wholly or partly, the percentage with a learning action.",
        (
            "Complaints upheld or partly upheld that a learning action comes from",
            "Complaints upheld or partly upheld",
        ),
        (
            Which::Each(&[COMPLAINT, Which::Upheld, Which::Is(Column::HasAction, "yes")]),
            Which::Each(&[COMPLAINT, Which::Upheld]),
        ),
        DICTIONARY,
    ),
    Measure {
        id: "comments_received",
        wording: "Comments received.",
        numerator: "Comments received in the period",
        exclusions: "Complaints, compliments and what else was noted.",
        bases: &[Basis::Received],
        reckoning: Reckoning::Count(Which::Is(Column::Kind, "comment")),
        ..REPRESENTATIONS
    },
    Measure {
        id: "compliments_received",
        wording: "Compliments received.",
        numerator: "Compliments received in the period",
        exclusions: "Complaints, comments and what else was noted.",
        bases: &[Basis::Received],
        reckoning: Reckoning::Count(Which::Is(Column::Kind, "compliment")),
        ..REPRESENTATIONS
    },
    Measure {
        id: "complaints_made",
        wording: "Complaints received, formal and informal, by the procedure that they are under now.",
        numerator: "Complaints received in the period",
        bases: &[Basis::Received],
        reckoning: Reckoning::Count(COMPLAINT),
        ..REPRESENTATIONS
    },
    Measure {
        id: "compliments_over_complaints",
        wording: "Compliments for each 100 complaints received.",
        numerator: "Compliments received in the period",
        denominator: "Complaints received in the period",
        exclusions: "Comments and what else was noted.",
        bases: &[Basis::Received],
        reckoning: Reckoning::Rate {
            of: Which::Is(Column::Kind, "compliment"),
            among: COMPLAINT,
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "compliments_exceed_complaints",
        wording: "By how many per cent compliments exceed complaints; below 0 where they are fewer.",
        numerator: "Compliments received in the period less complaints received in it",
        denominator: "Complaints received in the period",
        exclusions: "Comments and what else was noted.",
        bases: &[Basis::Received],
        reckoning: Reckoning::Excess {
            of: Which::Is(Column::Kind, "compliment"),
            over: COMPLAINT,
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "compliments_passed_on_rate",
        wording: "Of the compliments, the percentage passed on to the team that they praise.",
        numerator: "Compliments passed on",
        denominator: "Compliments received in the period",
        exclusions: "Complaints, comments and what else was noted.",
        bases: &[Basis::Received],
        reckoning: Reckoning::Rate {
            of: Which::Each(&[
                Which::Is(Column::Kind, "compliment"),
                Which::Is(Column::PassedOn, "yes"),
            ]),
            among: Which::Is(Column::Kind, "compliment"),
        },
        ..REPRESENTATIONS
    },
    Measure {
        id: "complaints_per_1000",
        wording: "Complaints received for each 1,000 residents.",
        numerator: "Complaints received in the period",
        denominator: "Residents, by the latest figure given for the year or one before",
        source: "Scottish Public Services Ombudsman, performance indicators of complaints (for comparison)",
        bases: &[Basis::Received],
        reckoning: Reckoning::PerPopulation(COMPLAINT, 1_000),
        ..REPRESENTATIONS
    },
    Measure {
        id: "costs_recorded",
        wording: "Costs and payments recorded.",
        numerator: "Costs and payments",
        ..COSTS
    },
    Measure {
        id: "costs_total",
        wording: "Costs and payments, added up.",
        numerator: "Amounts of the costs and payments",
        reckoning: Reckoning::Sum(Which::All, Column::Pence),
        ..COSTS
    },
    Measure {
        id: "costs_mean",
        wording: "Mean of the costs and payments.",
        numerator: "Amounts of the costs and payments",
        denominator: "Costs and payments",
        reckoning: Reckoning::MeanSum(Which::All, Column::Pence),
        ..COSTS
    },
];
