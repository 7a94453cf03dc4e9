//! The annual report that SI 2006/1738 regulation 13 calls for, with the compliments beside it.
//!
//! Tables named `as_published` count as councils were found to count in 2023/24; the others count by the project's
//! own definitions.

use super::{Filters, RECEIVED, RECEIVED_AND_SHARE, TABLE};
use crate::domain::statistics::{Basis, TableDefinition};

const STATUTORY: Filters = &[("procedure", &["children_statutory"])];
/// Every complaint about a children's service: statutory, under the local corporate procedure, or informal.
const COMPLAINTS: Filters = &[("kind", &["complaint"]), ("service_area", &["childrens"])];
const COMPLIMENTS: Filters = &[("kind", &["compliment"]), ("service_area", &["childrens"])];
/// So that the list of teams is that of the children's services.
const STATUTORY_OF_CHILDREN: Filters = &[
    ("procedure", &["children_statutory"]),
    ("service_area", &["childrens"]),
];

pub(super) const TABLES: &[TableDefinition] = &[
    TableDefinition {
        id: "all_complaints_procedure",
        title: "Complaints by procedure",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["procedure"],
        filters: COMPLAINTS,
        ..TABLE
    },
    TableDefinition {
        id: "children_made_by",
        title: "Statutory complaints by who made them",
        measures: RECEIVED,
        dimensions: &["made_by"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "children_child_or_advocate",
        title: "Statutory complaints made by a child, a young person or an advocate",
        measures: RECEIVED,
        dimensions: &["child_or_advocate"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "children_advocate",
        title: "Statutory complaints supported by an advocate",
        measures: RECEIVED,
        dimensions: &["advocate_supported"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "children_method",
        title: "Statutory complaints by method",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["method"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "children_outcome",
        title: "Statutory complaints by outcome",
        measures: &[
            "representations_received",
            "share_of_received",
            "share_of_concluded",
            "share_with_a_finding",
            "upheld_rate",
        ],
        dimensions: &["published_outcome"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "children_team",
        title: "Statutory complaints by team",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["team"],
        filters: STATUTORY_OF_CHILDREN,
        include_empty: true,
        ..TABLE
    },
    TableDefinition {
        id: "children_last_stage_as_published",
        title: "Statutory complaints by the last stage reached, as published",
        measures: &[
            "published_stage_cases",
            "share_of_received",
            "published_stage_mean_working_days",
        ],
        dimensions: &["last_stage"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "children_stage_as_published",
        title: "Statutory complaints by the last stage reached and working days, as published",
        measures: &["published_stage_cases"],
        dimensions: &["last_stage", "published_band"],
        filters: STATUTORY,
        ..TABLE
    },
    TableDefinition {
        id: "corporate_last_stage_as_published",
        title: "Corporate complaints by the last stage reached, as published",
        measures: &["published_stage_cases", "published_stage_mean_working_days"],
        dimensions: &["last_stage"],
        filters: &[
            ("procedure", &["corporate_code", "corporate_local"]),
            ("service_area", &["childrens"]),
        ],
        ..TABLE
    },
    TableDefinition {
        id: "children_stage_events",
        title: "Stages of statutory complaints started",
        measures: &["stage_events"],
        dimensions: &["stage"],
        filters: STATUTORY,
        basis: Basis::Started,
        ..TABLE
    },
    TableDefinition {
        id: "children_stage_endings",
        title: "Stages of statutory complaints by what ended them",
        measures: &["stages_ended"],
        dimensions: &["stage", "ending"],
        filters: STATUTORY,
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "children_stage_timeliness",
        title: "Stages of statutory complaints answered, by timeliness",
        measures: &[
            "stages_concluded",
            "stage_within_base",
            "stage_within_base_rate",
            "stage_within_agreed",
            "stage_within_agreed_rate",
            "stage_late",
            "stage_late_rate",
        ],
        dimensions: &["stage"],
        filters: STATUTORY,
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "children_mean_working_days",
        title: "Working days of the stages of statutory complaints answered",
        measures: &[
            "stages_concluded",
            "stage_mean_working_days",
            "stage_median_working_days",
        ],
        dimensions: &["stage"],
        filters: STATUTORY,
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "all_complaints_sex",
        title: "Complaints by the sex of the child or service user",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["service_user_sex"],
        filters: COMPLAINTS,
        ..TABLE
    },
    TableDefinition {
        id: "all_complaints_age",
        title: "Complaints by the age of the child or service user",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["service_user_age_band"],
        filters: COMPLAINTS,
        ..TABLE
    },
    TableDefinition {
        id: "all_complaints_ethnicity",
        title: "Complaints by the ethnicity of the child or service user",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["service_user_ethnicity"],
        filters: COMPLAINTS,
        ..TABLE
    },
    TableDefinition {
        id: "all_complaints_disability",
        title: "Complaints by the disability of the child or service user",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["service_user_disability"],
        filters: COMPLAINTS,
        ..TABLE
    },
    TableDefinition {
        id: "concern_categories",
        title: "Concerns raised in statutory complaints",
        measures: &["concerns_raised", "share_of_concerns"],
        dimensions: &["category"],
        filters: STATUTORY,
        include_empty: true,
        ..TABLE
    },
    TableDefinition {
        id: "compliment_themes",
        title: "Themes of compliments",
        measures: &["compliment_themes"],
        dimensions: &["theme"],
        filters: COMPLIMENTS,
        include_empty: true,
        ..TABLE
    },
    TableDefinition {
        id: "compliment_sources",
        title: "Compliments by who gave them",
        measures: RECEIVED_AND_SHARE,
        dimensions: &["compliment_source"],
        filters: COMPLIMENTS,
        include_empty: true,
        ..TABLE
    },
    TableDefinition {
        id: "compliment_teams",
        title: "Compliments by team",
        measures: RECEIVED,
        dimensions: &["team"],
        filters: COMPLIMENTS,
        include_empty: true,
        ..TABLE
    },
    TableDefinition {
        id: "compliment_team_groups",
        title: "Compliments by group of teams",
        measures: RECEIVED,
        dimensions: &["team_group"],
        filters: COMPLIMENTS,
        include_empty: true,
        ..TABLE
    },
];
