//! The children's report over the years: series of five and of seven, and quarters beside those of the year before.

use super::{Filters, RECEIVED, RECEIVED_AND_SHARE, table};
use crate::domain::statistics::{Basis, Interval, TableDefinition};

const STATUTORY: Filters = &[("procedure", &["children_statutory"])];
const COMPLAINTS: Filters = &[("kind", &["complaint"]), ("service_area", &["childrens"])];
const CHILDREN: Filters = &[("service_area", &["childrens"])];
const COMPLIMENTS: Filters = &[("kind", &["compliment"]), ("service_area", &["childrens"])];
const STAGE_1: Filters = &[("procedure", &["children_statutory"]), ("stage", &["1"])];

/// The tables after the others.
pub(super) const TABLES: &[TableDefinition] = &[
    TableDefinition {
        series: (None, 6),
        ..table(
            "children_procedure_years",
            "Complaints about children's services by procedure over seven years",
            RECEIVED,
            &["procedure"],
            COMPLAINTS,
        )
    },
    TableDefinition {
        series: (None, 6),
        ..table(
            "children_kind_years",
            "Representations about children's services over seven years",
            RECEIVED,
            &["kind"],
            CHILDREN,
        )
    },
    TableDefinition {
        series: (None, 6),
        ..table(
            "children_child_or_advocate_years",
            "Statutory complaints by a child, a young person or an advocate over seven years",
            RECEIVED,
            &["child_or_advocate"],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (None, 4),
        ..table(
            "children_last_stage_years",
            "Statutory complaints by the last stage reached, with four earlier years",
            &["published_stage_cases"],
            &["last_stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (None, 4),
        basis: Basis::Started,
        ..table(
            "children_stage_years",
            "Stages of statutory complaints started, with four earlier years",
            &["stage_events"],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (None, 4),
        ..table(
            "children_outcome_years",
            "Statutory complaints by outcome, with four earlier years",
            RECEIVED_AND_SHARE,
            &["published_outcome"],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (None, 4),
        basis: Basis::Concluded,
        ..table(
            "children_response_years",
            "Responses at stage 1 by working days, with four earlier years",
            &["stages_concluded"],
            &["days_band"],
            STAGE_1,
        )
    },
    TableDefinition {
        series: (None, 4),
        basis: Basis::Concluded,
        ..table(
            "children_working_days_years",
            "Working days of each stage, with four earlier years",
            &[
                "stages_concluded",
                "stage_mean_working_days",
                "stage_median_working_days",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (Some(Interval::Quarter), 1),
        ..table(
            "children_quarters",
            "Statutory complaints by quarter, with the year before",
            RECEIVED,
            &[],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (None, 6),
        ..table(
            "compliment_years",
            "Compliments about children's services over seven years",
            RECEIVED,
            &[],
            COMPLIMENTS,
        )
    },
];
