//! Measures of councils' own registers, which only their releases hold: the tables of
//! [`crate::domain::release::grid::BENCHMARK_GRID`].

use super::{
    figures::{Amount, Cell, Part},
    measures::{Measure, Scale},
};

const RESIDENTS: Amount = Amount(&[&[Cell::Given("residents")]]);
const COMPLAINTS: Amount = Amount(&[&[Cell::Released {
    table: "procedures",
    measure: "representations_received",
    part: Part::Count,
    row: &[],
}]]);

/// A share that is released as a rate: its numerator and its denominator are parts of one figure.
macro_rules! rate {
    ($id:literal, $name:literal, $of:literal, $among:literal, $table:literal, $measure:literal, $row:expr) => {
        Measure {
            id: $id,
            version: 1,
            display_name: $name,
            numerator_name: $of,
            denominator_name: $among,
            scale: Scale::Percent,
            numerator: Amount(&[&[Cell::Released {
                table: $table,
                measure: $measure,
                part: Part::Of,
                row: $row,
            }]]),
            denominator: Amount(&[&[Cell::Released {
                table: $table,
                measure: $measure,
                part: Part::Among,
                row: $row,
            }]]),
        }
    };
}

/// A stage that is answered in time.
macro_rules! on_time {
    ($id:literal, $name:literal, $table:literal, $row:expr) => {
        rate!(
            $id,
            $name,
            "Stages answered by the due date as last agreed",
            "Stages answered",
            $table,
            "stage_within_agreed_rate",
            $row
        )
    };
}

/// A stage that is followed by the next.
macro_rules! escalated {
    ($id:literal, $name:literal, $table:literal, $row:expr) => {
        rate!(
            $id,
            $name,
            "Stages answered for which the next was asked",
            "Stages answered",
            $table,
            "escalation_rate_of_cohort",
            $row
        )
    };
}

/// Complaints with a finding that were upheld.
macro_rules! upheld {
    ($id:literal, $name:literal, $row:expr) => {
        rate!(
            $id,
            $name,
            "Complaints upheld wholly or partly",
            "Complaints with a finding",
            "procedures",
            "upheld_rate",
            $row
        )
    };
}

/// Complaints about the services of an area, for each thousand people whom it serves.
macro_rules! served {
    ($id:literal, $name:literal, $of:literal, $area:literal, ($among:literal, $kind:literal)) => {
        Measure {
            id: $id,
            version: 1,
            display_name: $name,
            numerator_name: $of,
            denominator_name: $among,
            scale: Scale::PerEach(1_000),
            numerator: Amount(&[&[Cell::Released {
                table: "service_areas",
                measure: "representations_received",
                part: Part::Count,
                row: &[$area],
            }]]),
            denominator: Amount(&[&[Cell::Given($kind)]]),
        }
    };
}

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "complaints_received",
        version: 1,
        display_name: "Complaints received by the council",
        numerator_name: "Complaints received by the council",
        denominator_name: "",
        scale: Scale::Count,
        numerator: COMPLAINTS,
        denominator: Amount(&[]),
    },
    Measure {
        id: "complaints_received_per_100000",
        version: 1,
        display_name: "Complaints received by the council for each 100,000 residents",
        numerator_name: "Complaints received by the council",
        denominator_name: "Residents",
        scale: Scale::PerEach(100_000),
        numerator: COMPLAINTS,
        denominator: RESIDENTS,
    },
    served!(
        "childrens_received_per_1000",
        "Complaints about children's social care received by the council for each 1,000 children served",
        "Complaints about children's social care received by the council",
        "childrens",
        ("Children that children's social care serves", "children_served")
    ),
    served!(
        "adults_received_per_1000",
        "Complaints about adult social care received by the council for each 1,000 adults served",
        "Complaints about adult social care received by the council",
        "adults",
        ("Adults that adult social care serves", "adults_served")
    ),
    upheld!(
        "childrens_upheld_rate",
        "Children's statutory complaints upheld by the council",
        &["children_statutory"]
    ),
    upheld!(
        "adults_upheld_rate",
        "Adult social care complaints upheld by the council",
        &["adult_statutory"]
    ),
    upheld!(
        "corporate_upheld_rate",
        "Corporate complaints upheld by the council",
        &["corporate_code"]
    ),
    on_time!(
        "childrens_stage_1_on_time_rate",
        "Children's stage 1 on time",
        "first_stages",
        &["children_statutory"]
    ),
    on_time!(
        "childrens_stage_2_on_time_rate",
        "Children's stage 2 on time",
        "later_stages",
        &["children_statutory", "2"]
    ),
    on_time!(
        "childrens_stage_3_on_time_rate",
        "Children's stage 3 on time",
        "later_stages",
        &["children_statutory", "3"]
    ),
    on_time!(
        "adults_on_time_rate",
        "Adult social care complaints on time",
        "first_stages",
        &["adult_statutory"]
    ),
    on_time!(
        "corporate_stage_1_on_time_rate",
        "Corporate stage 1 on time",
        "first_stages",
        &["corporate_code"]
    ),
    on_time!(
        "corporate_stage_2_on_time_rate",
        "Corporate stage 2 on time",
        "later_stages",
        &["corporate_code", "2"]
    ),
    escalated!(
        "childrens_stage_1_escalation_rate",
        "Children's stage 1 followed by stage 2",
        "first_stages",
        &["children_statutory"]
    ),
    escalated!(
        "childrens_stage_2_escalation_rate",
        "Children's stage 2 followed by stage 3",
        "later_stages",
        &["children_statutory", "2"]
    ),
    escalated!(
        "corporate_stage_1_escalation_rate",
        "Corporate stage 1 followed by stage 2",
        "first_stages",
        &["corporate_code"]
    ),
];
