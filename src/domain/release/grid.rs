//! The grid: which tables every release has.
//!
//! It holds what councils compare, and no more. Services are in their areas and ethnicities in the five groups of the
//! Census; nothing about a person stands beside an outcome, so that no table says what became of all of a few. Counts
//! are shown once for each thing, and rates are made of them.

use crate::domain::statistics::{Basis, ReportDefinition, TableDefinition};

type Filters = &'static [(&'static str, &'static [&'static str])];

const RECEIVED: &[&str] = &["representations_received"];
const COMPLAINTS: Filters = &[("kind", &["complaint"])];
const STAGES: &[&str] = &[
    "stages_concluded",
    "stage_within_agreed",
    "stage_within_agreed_rate",
    "stage_mean_working_days",
    "stage_median_working_days",
    "escalation_rate_of_cohort",
];
/// Complaints about children's services, by whoever.
const OF_CHILDREN: Filters = &[("kind", &["complaint"]), ("service_area", &["childrens"])];

const fn table(
    id: &'static str,
    title: &'static str,
    measures: &'static [&'static str],
    dimensions: &'static [&'static str],
    filters: Filters,
) -> TableDefinition {
    TableDefinition {
        id,
        title,
        measures,
        dimensions,
        filters,
        basis: Basis::Received,
        include_empty: false,
        series: (None, 0),
    }
}

/// The grid of the benchmark.
pub static BENCHMARK_GRID: ReportDefinition = ReportDefinition {
    id: "benchmark_grid",
    display_name: "Benchmark grid",
    tables: &[
        table(
            "kinds",
            "Representations received by kind",
            RECEIVED,
            &["kind"],
            &[],
        ),
        table(
            "procedures",
            "Complaints received, and of those with a finding the share upheld, by procedure",
            &["representations_received", "upheld_rate"],
            &["procedure"],
            COMPLAINTS,
        ),
        table(
            "service_areas",
            "Complaints received by the area of the service",
            RECEIVED,
            &["service_area"],
            COMPLAINTS,
        ),
        TableDefinition {
            basis: Basis::Concluded,
            ..table(
                "first_stages",
                "First stages answered, in time, after how long, and how often followed by the next, by procedure",
                STAGES,
                &["procedure"],
                &[("stage", &["1"])],
            )
        },
        TableDefinition {
            basis: Basis::Concluded,
            ..table(
                "later_stages",
                "Later stages answered, in time, after how long, and how often followed by the next",
                STAGES,
                &["procedure", "stage"],
                &[
                    ("procedure", &["children_statutory", "corporate_code"]),
                    ("stage", &["2", "3"]),
                ],
            )
        },
        table(
            "children_made_by",
            "Statutory complaints of children by whether a child or an advocate made them",
            RECEIVED,
            &["child_or_advocate"],
            &[("procedure", &["children_statutory"])],
        ),
        table(
            "children_ethnicity",
            "Complaints about children's services by the ethnic group of the child",
            RECEIVED,
            &["service_user_ethnic_group"],
            OF_CHILDREN,
        ),
        table(
            "children_age",
            "Complaints about children's services by the age of the child",
            RECEIVED,
            &["service_user_age_band"],
            OF_CHILDREN,
        ),
        table(
            "children_sex",
            "Complaints about children's services by the sex of the child",
            RECEIVED,
            &["service_user_sex"],
            OF_CHILDREN,
        ),
        table(
            "ombudsman_received",
            "Cases that the Ombudsman received by category",
            &["ombudsman_received"],
            &["ombudsman_category"],
            &[],
        ),
        TableDefinition {
            basis: Basis::Concluded,
            ..table(
                "ombudsman_decided",
                "Cases that the Ombudsman decided by decision",
                &["ombudsman_decided"],
                &["decision"],
                &[],
            )
        },
        TableDefinition {
            basis: Basis::Concluded,
            ..table(
                "ombudsman_investigated",
                "Cases that the Ombudsman investigated",
                &[
                    "ombudsman_investigated",
                    "ombudsman_upheld",
                    "ombudsman_not_upheld",
                    "ombudsman_uphold_rate",
                    "ombudsman_satisfactory_remedy",
                    "ombudsman_satisfactory_remedy_rate",
                ],
                &[],
                &[],
            )
        },
        TableDefinition {
            basis: Basis::Recorded,
            ..table(
                "ombudsman_compliance",
                "Outcomes of compliance with what the Ombudsman recommended",
                &[
                    "compliance_recorded",
                    "compliance_satisfied",
                    "compliance_late",
                    "compliance_rate",
                    "compliance_late_rate",
                ],
                &[],
                &[],
            )
        },
    ],
};
