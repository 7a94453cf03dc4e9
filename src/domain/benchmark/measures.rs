//! What is compared, as data (canonical measure dictionary, D): each measure says where its numerator and its
//! denominator come from.

use super::figures::{Amount, Cell, Part};

/// What a measure is: how its rate is reckoned, and by which chance its interval and limits are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A count alone, without a denominator.
    Count,
    /// A share in percent: the numerator is part of the denominator.
    Percent,
    /// A number for each so many of the denominator, which the numerator is no part of.
    PerEach(u32),
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its id, which is for ever.
    pub id: &'static str,
    /// Its version: another one is another measure.
    pub version: u32,
    /// What it is called.
    pub display_name: &'static str,
    /// What the numerator counts.
    pub numerator_name: &'static str,
    /// What the denominator counts; empty for a count.
    pub denominator_name: &'static str,
    /// How its rate is reckoned.
    pub scale: Scale,
    /// Where the numerator comes from.
    pub numerator: Amount,
    /// Where the denominator comes from; of a count nowhere.
    pub denominator: Amount,
}

/// The measure with this id.
pub fn measure(id: &str) -> Option<&'static Measure> {
    all().find(|measure| measure.id == id)
}

/// Every measure, in the order in which they are shown where none is chosen: those of the Ombudsman's figures, then those
/// of councils' own registers.
pub fn all() -> impl Iterator<Item = &'static Measure> {
    MEASURES.iter().chain(super::register::MEASURES)
}

const NOTHING: Amount = Amount(&[]);
const UPHELD: Cell = Cell::Given("ombudsman_upheld");
const NOT_UPHELD: Cell = Cell::Given("ombudsman_not_upheld");
const RECORDED: Amount = Amount(&[
    &[Cell::Given("compliance_recorded")],
    &[released("ombudsman_compliance", "compliance_recorded")],
]);
const R_UPHELD: Cell = released("ombudsman_investigated", "ombudsman_upheld");
const R_NOT_UPHELD: Cell = released("ombudsman_investigated", "ombudsman_not_upheld");

/// The total of a table that councils release.
const fn released(table: &'static str, measure: &'static str) -> Cell {
    Cell::Released {
        table,
        measure,
        part: Part::Count,
        row: &[],
    }
}

const RECEIVED: Amount = Amount(&[
    &[Cell::Given("ombudsman_received")],
    &[
        Cell::Given("received_adult_care"),
        Cell::Given("received_benefits_tax"),
        Cell::Given("received_corporate"),
        Cell::Given("received_education_childrens"),
        Cell::Given("received_environment"),
        Cell::Given("received_highways"),
        Cell::Given("received_housing"),
        Cell::Given("received_planning"),
        Cell::Given("received_other"),
    ],
    &[released("ombudsman_received", "ombudsman_received")],
]);
const DECIDED: Amount = Amount(&[
    &[Cell::Given("ombudsman_decided")],
    &[
        Cell::Given("decided_invalid"),
        Cell::Given("decided_advice"),
        Cell::Given("decided_referred_back"),
        Cell::Given("decided_closed"),
        NOT_UPHELD,
        UPHELD,
    ],
    &[released("ombudsman_decided", "ombudsman_decided")],
]);
const RESIDENTS: Amount = Amount(&[&[Cell::Given("residents")]]);

const fn count(id: &'static str, display_name: &'static str, numerator: Amount) -> Measure {
    Measure {
        id,
        version: 1,
        display_name,
        numerator_name: display_name,
        denominator_name: "",
        scale: Scale::Count,
        numerator,
        denominator: NOTHING,
    }
}

const fn category(
    id: &'static str,
    display_name: &'static str,
    cells: &'static [&'static [Cell]],
) -> Measure {
    count(id, display_name, Amount(cells))
}

/// Measures of what the Ombudsman publishes; what nobody published is read from releases.
const MEASURES: &[Measure] = &[
    count("received", "Complaints received by the Ombudsman", RECEIVED),
    count("decided", "Complaints decided by the Ombudsman", DECIDED),
    count(
        "investigated",
        "Complaints investigated by the Ombudsman",
        Amount(&[&[UPHELD, NOT_UPHELD], &[R_UPHELD, R_NOT_UPHELD]]),
    ),
    count(
        "upheld",
        "Complaints upheld by the Ombudsman",
        Amount(&[&[UPHELD], &[R_UPHELD]]),
    ),
    count(
        "not_upheld",
        "Complaints investigated and not upheld by the Ombudsman",
        Amount(&[&[NOT_UPHELD], &[R_NOT_UPHELD]]),
    ),
    Measure {
        id: "uphold_rate",
        version: 1,
        display_name: "Uphold rate",
        numerator_name: "Complaints upheld",
        denominator_name: "Complaints investigated",
        scale: Scale::Percent,
        numerator: Amount(&[&[UPHELD], &[R_UPHELD]]),
        denominator: Amount(&[&[UPHELD, NOT_UPHELD], &[R_UPHELD, R_NOT_UPHELD]]),
    },
    Measure {
        id: "satisfactory_remedy_rate",
        version: 1,
        display_name: "Satisfactory remedy rate",
        numerator_name: "Complaints upheld with a satisfactory remedy before the complaint came to the Ombudsman",
        denominator_name: "Complaints upheld",
        scale: Scale::Percent,
        numerator: Amount(&[
            &[Cell::Given("ombudsman_satisfactory_remedies")],
            &[released(
                "ombudsman_investigated",
                "ombudsman_satisfactory_remedy",
            )],
        ]),
        denominator: Amount(&[&[UPHELD], &[R_UPHELD]]),
    },
    Measure {
        id: "compliance_rate",
        version: 1,
        display_name: "Compliance rate",
        numerator_name: "Outcomes of compliance complete, or completed late",
        denominator_name: "Outcomes of compliance recorded",
        scale: Scale::Percent,
        numerator: Amount(&[
            &[Cell::Given("compliance_satisfied")],
            &[Cell::Given("compliance_on_time"), Cell::Given("compliance_late")],
            &[released("ombudsman_compliance", "compliance_satisfied")],
        ]),
        denominator: RECORDED,
    },
    Measure {
        id: "compliance_on_time_rate",
        version: 1,
        display_name: "Compliance on time",
        numerator_name: "Outcomes of compliance complete in time",
        denominator_name: "Outcomes of compliance recorded",
        scale: Scale::Percent,
        numerator: Amount(&[
            &[Cell::Given("compliance_on_time")],
            &[
                released("ombudsman_compliance", "compliance_satisfied"),
                Cell::Released {
                    table: "ombudsman_compliance",
                    measure: "compliance_late",
                    part: Part::Less,
                    row: &[],
                },
            ],
        ]),
        denominator: RECORDED,
    },
    Measure {
        id: "compliance_late_rate",
        version: 1,
        display_name: "Compliance late",
        numerator_name: "Outcomes of compliance completed late",
        denominator_name: "Outcomes of compliance recorded",
        scale: Scale::Percent,
        numerator: Amount(&[
            &[Cell::Given("compliance_late")],
            &[released("ombudsman_compliance", "compliance_late")],
        ]),
        denominator: RECORDED,
    },
    Measure {
        id: "received_per_100000",
        version: 1,
        display_name: "Complaints received by the Ombudsman for each 100,000 residents",
        numerator_name: "Complaints received by the Ombudsman",
        denominator_name: "Residents",
        scale: Scale::PerEach(100_000),
        numerator: RECEIVED,
        denominator: RESIDENTS,
    },
    Measure {
        id: "upheld_per_100000",
        version: 1,
        display_name: "Complaints upheld by the Ombudsman for each 100,000 residents",
        numerator_name: "Complaints upheld by the Ombudsman",
        denominator_name: "Residents",
        scale: Scale::PerEach(100_000),
        numerator: Amount(&[&[UPHELD], &[R_UPHELD]]),
        denominator: RESIDENTS,
    },
    category(
        "received_adult_care",
        "Complaints about adult care services received by the Ombudsman",
        &[&[Cell::Given("received_adult_care")]],
    ),
    Measure {
        id: "received_adult_care_per_100000",
        version: 1,
        display_name: "Complaints about adult care services received by the Ombudsman for each 100,000 residents",
        numerator_name: "Complaints about adult care services received by the Ombudsman",
        denominator_name: "Residents",
        scale: Scale::PerEach(100_000),
        numerator: Amount(&[&[Cell::Given("received_adult_care")]]),
        denominator: RESIDENTS,
    },
    Measure {
        id: "received_adult_care_per_1000",
        version: 1,
        display_name: "Complaints about adult care services received by the Ombudsman for each 1,000 adults served",
        numerator_name: "Complaints about adult care services received by the Ombudsman",
        denominator_name: "Adults that adult social care serves",
        scale: Scale::PerEach(1_000),
        numerator: Amount(&[&[Cell::Given("received_adult_care")]]),
        denominator: Amount(&[&[Cell::Given("adults_served")]]),
    },
    category(
        "received_benefits_tax",
        "Complaints about benefits and tax received by the Ombudsman",
        &[&[Cell::Given("received_benefits_tax")]],
    ),
    category(
        "received_corporate",
        "Complaints about corporate and other services received by the Ombudsman",
        &[&[Cell::Given("received_corporate")]],
    ),
    category(
        "received_education_childrens",
        "Complaints about education and children's services received by the Ombudsman",
        &[&[Cell::Given("received_education_childrens")]],
    ),
    Measure {
        id: "received_education_childrens_per_1000",
        version: 1,
        display_name: "Complaints about education and children's services received by the Ombudsman for each 1,000 \
                       children served",
        numerator_name: "Complaints about education and children's services received by the Ombudsman",
        denominator_name: "Children that children's social care serves",
        scale: Scale::PerEach(1_000),
        numerator: Amount(&[&[Cell::Given("received_education_childrens")]]),
        denominator: Amount(&[&[Cell::Given("children_served")]]),
    },
    category(
        "received_environment",
        "Complaints about environmental services, public protection and regulation received by the Ombudsman",
        &[&[Cell::Given("received_environment")]],
    ),
    category(
        "received_highways",
        "Complaints about highways and transport received by the Ombudsman",
        &[&[Cell::Given("received_highways")]],
    ),
    category(
        "received_housing",
        "Complaints about housing received by the Ombudsman",
        &[&[Cell::Given("received_housing")]],
    ),
    category(
        "received_planning",
        "Complaints about planning and development received by the Ombudsman",
        &[&[Cell::Given("received_planning")]],
    ),
    category(
        "received_other",
        "Other complaints received by the Ombudsman",
        &[&[Cell::Given("received_other")]],
    ),
];
