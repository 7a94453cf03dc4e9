//! The annual report that SI 2009/309 regulation 18 calls for, with what adult social care reports beside it.
//!
//! Tables named `as_published` count as councils were found to count in 2023/24; the others count by the project's
//! own definitions.

use super::{Filters, RECEIVED, RECEIVED_AND_SHARE, table};
use crate::domain::statistics::{Basis, TableDefinition};

const STATUTORY: Filters = &[("procedure", &["adult_statutory"])];
/// Every complaint about an adults' service, statutory or not.
const COMPLAINTS: Filters = &[("kind", &["complaint"]), ("service_area", &["adults"])];
const COMPLIMENTS: Filters = &[("kind", &["compliment"]), ("service_area", &["adults"])];
const ADULTS: Filters = &[("service_area", &["adults"])];
const OMBUDSMAN: Filters = &[("ombudsman_category", &["adult_care_services"])];

pub(super) const TABLES: &[TableDefinition] = &[
    table(
        "adults_procedure",
        "Complaints about adults' services by procedure",
        RECEIVED_AND_SHARE,
        &["procedure"],
        COMPLAINTS,
    ),
    table(
        "adults_well_founded",
        "Statutory complaints received, well-founded, and known to have been referred to the Ombudsman",
        &[
            "complaints_made",
            "complaints_well_founded",
            "upheld_rate",
            "upheld_of_received_rate",
            "complaints_to_ombudsman",
        ],
        &[],
        STATUTORY,
    ),
    table(
        "adults_outcome",
        "Statutory complaints by outcome",
        &[
            "representations_received",
            "share_of_received",
            "share_of_concluded",
            "share_with_a_finding",
            "upheld_rate",
        ],
        &["published_outcome"],
        STATUTORY,
    ),
    TableDefinition {
        include_empty: true,
        ..table(
            "adults_method",
            "Statutory complaints by method",
            RECEIVED_AND_SHARE,
            &["method"],
            STATUTORY,
        )
    },
    TableDefinition {
        include_empty: true,
        ..table(
            "adults_team",
            "Statutory complaints by service area",
            RECEIVED_AND_SHARE,
            &["team"],
            &[("procedure", &["adult_statutory"]), ("service_area", &["adults"])],
        )
    },
    TableDefinition {
        include_empty: true,
        ..table(
            "adults_guideline_as_published",
            "Statutory complaints by the guideline of 20 working days, as published",
            RECEIVED_AND_SHARE,
            &["published_guideline"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "adults_timeliness",
            "Responses to statutory complaints by timeliness: by the guideline, and by the agreed date",
            &[
                "stages_concluded",
                "stage_within_base",
                "stage_within_base_rate",
                "stage_within_agreed",
                "stage_within_agreed_rate",
                "stage_late_against_base_rate",
                "stage_late",
                "stage_late_rate",
                "stage_mean_working_days",
                "stage_median_working_days",
                "stage_p90_working_days",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "adults_achievable",
            "Responses in time so far, and the most still achievable",
            &[
                "cohort_stages",
                "cohort_stages_open",
                "cohort_stages_overdue",
                "cohort_within_agreed_rate",
                "cohort_achievable_rate",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "adults_delays",
            "Late responses to statutory complaints by the reason for the delay",
            &["stage_late", "stage_delay_explained_rate"],
            &["delay_reason"],
            STATUTORY,
        )
    },
    table(
        "adults_sex",
        "Statutory complaints by the sex of the service user",
        &[
            "representations_received",
            "share_of_received",
            "service_user_sex_known_rate",
        ],
        &["service_user_sex"],
        STATUTORY,
    ),
    table(
        "adults_age",
        "Statutory complaints by the age of the service user",
        &[
            "representations_received",
            "share_of_received",
            "service_user_age_band_known_rate",
        ],
        &["service_user_age_band"],
        STATUTORY,
    ),
    table(
        "adults_ethnicity",
        "Statutory complaints by the ethnicity of the service user",
        &[
            "representations_received",
            "share_of_received",
            "service_user_ethnicity_known_rate",
        ],
        &["service_user_ethnicity"],
        STATUTORY,
    ),
    table(
        "adults_disability",
        "Statutory complaints by the disability of the service user",
        &[
            "representations_received",
            "share_of_received",
            "service_user_disability_known_rate",
        ],
        &["service_user_disability"],
        STATUTORY,
    ),
    table(
        "adults_complainant_sex",
        "Statutory complaints by the sex of the complainant",
        &["representations_received", "complainant_sex_known_rate"],
        &["complainant_sex"],
        STATUTORY,
    ),
    table(
        "adults_complainant_ethnicity",
        "Statutory complaints by the ethnicity of the complainant",
        &["representations_received", "complainant_ethnicity_known_rate"],
        &["complainant_ethnicity"],
        STATUTORY,
    ),
    table(
        "adults_points",
        "Points raised in statutory complaints, each counted",
        &[
            "points_raised",
            "share_of_points",
            "share_of_cases",
            "concern_upheld_rate",
        ],
        &["category"],
        STATUTORY,
    ),
    table(
        "adults_point_outcomes",
        "Outcome of each concern of statutory complaints, by category",
        &["concerns_raised"],
        &["category", "concern_finding"],
        STATUTORY,
    ),
    TableDefinition {
        include_empty: true,
        ..table(
            "adults_by_month",
            "Statutory complaints by month",
            RECEIVED,
            &["month"],
            STATUTORY,
        )
    },
    TableDefinition {
        include_empty: true,
        ..table(
            "adults_compliments_by_month",
            "Compliments about adults' services by month",
            RECEIVED,
            &["month"],
            COMPLIMENTS,
        )
    },
    TableDefinition {
        include_empty: true,
        ..table(
            "adults_compliments_over_complaints",
            "Compliments and formal complaints about adults' services by month, and by how much the one exceed the other",
            &[
                "compliments_received",
                "complaints_made",
                "compliments_exceed_complaints",
            ],
            &["month"],
            &[
                ("service_area", &["adults"]),
                ("procedure", &["adult_statutory", "blank"]),
            ],
        )
    },
    table(
        "adults_compliments",
        "Compliments about adults' services by who gave them",
        RECEIVED_AND_SHARE,
        &["compliment_source"],
        COMPLIMENTS,
    ),
    table(
        "adults_providers",
        "Complaints about commissioned providers",
        RECEIVED,
        &["provider"],
        COMPLAINTS,
    ),
    table(
        "adults_joint",
        "Statutory complaints handled with another body",
        RECEIVED,
        &["partner"],
        STATUTORY,
    ),
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "adults_ombudsman_decisions",
            "Cases about adult care decided by the Ombudsman",
            &["ombudsman_decided"],
            &["decision"],
            OMBUDSMAN,
        )
    },
    table(
        "adults_ombudsman_received",
        "Cases about adult care received by the Ombudsman",
        &["ombudsman_received"],
        &["case_state"],
        OMBUDSMAN,
    ),
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "adults_local_findings",
            "Cases about adult care upheld by the Ombudsman, by what the council had found before",
            &["ombudsman_upheld", "ombudsman_upheld_and_upheld_before"],
            &["local_finding"],
            OMBUDSMAN,
        )
    },
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "adults_actions",
            "Learning actions about adults' services",
            &[
                "actions_raised",
                "actions_done",
                "actions_in_time_rate",
                "actions_overdue",
            ],
            &["action_source"],
            &[],
        )
    },
    table(
        "adults_long_term_support",
        "Adults in long-term support",
        &["given_figures"],
        &["figure_year"],
        &[("figure_kind", &["long_term_support"])],
    ),
    TableDefinition {
        series: (None, 2),
        ..table(
            "adults_guideline_years",
            "The guideline of 20 working days, as published, over three years",
            RECEIVED_AND_SHARE,
            &["published_guideline"],
            STATUTORY,
        )
    },
    TableDefinition {
        series: (None, 4),
        ..table(
            "adults_years",
            "Representations about adults' services over five years",
            RECEIVED,
            &["kind"],
            ADULTS,
        )
    },
    table(
        "adults_comments",
        "Comments about adults' services",
        &["comments_received"],
        &["reply_wanted"],
        &[("kind", &["comment"]), ("service_area", &["adults"])],
    ),
];
