//! The report of corporate complaints, the Complaint Handling Code's report on performance and service improvement
//! (8.1 to 8.3), and a summary of all procedures side by side.

use super::{Filters, RECEIVED, RECEIVED_AND_SHARE, table};
use crate::domain::statistics::{Basis, Interval, TableDefinition};

const CORPORATE: Filters = &[("procedure", &["corporate_code", "corporate_local"])];
const CODE: Filters = &[("procedure", &["corporate_code"])];
const COMPLAINTS: Filters = &[("kind", &["complaint"])];
const REFUSED: Filters = &[("kind", &["complaint"]), ("state", &["not_accepted"])];

/// The measures of a stage's timeliness.
const TIMELINESS: &[&str] = &[
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
];

pub(super) const CORPORATE_TABLES: &[TableDefinition] = &[
    table(
        "corporate_service",
        "Corporate complaints by service",
        RECEIVED_AND_SHARE,
        &["service"],
        CORPORATE,
    ),
    table(
        "corporate_team",
        "Corporate complaints by team",
        RECEIVED,
        &["team"],
        CORPORATE,
    ),
    table(
        "corporate_method",
        "Corporate complaints by method",
        RECEIVED_AND_SHARE,
        &["method"],
        CORPORATE,
    ),
    table(
        "corporate_outcome",
        "Corporate complaints by outcome",
        &[
            "representations_received",
            "share_of_received",
            "share_of_concluded",
            "share_with_a_finding",
            "upheld_rate",
        ],
        &["published_outcome"],
        CORPORATE,
    ),
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "corporate_timeliness",
            "Stages of corporate complaints answered, by timeliness",
            TIMELINESS,
            &["stage"],
            CORPORATE,
        )
    },
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "corporate_stage_events",
            "Stages of corporate complaints started",
            &[
                "stage_events",
                "cohort_within_agreed_rate",
                "cohort_achievable_rate",
            ],
            &["stage"],
            CORPORATE,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "corporate_resolved",
            "Stages of corporate complaints answered and resolved there",
            &[
                "stages_concluded",
                "resolved_at_stage",
                "resolved_at_stage_rate",
                "escalation_rate_of_cohort",
            ],
            &["stage"],
            CORPORATE,
        )
    },
    table(
        "corporate_concerns",
        "Concerns raised in corporate complaints",
        &[
            "concerns_raised",
            "share_of_concerns",
            "share_of_cases",
            "concern_upheld_rate",
        ],
        &["category"],
        CORPORATE,
    ),
    TableDefinition {
        series: (None, 4),
        ..table(
            "corporate_years",
            "Corporate complaints over five years",
            RECEIVED,
            &["service"],
            CORPORATE,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "corporate_costs",
            "What the stages of corporate complaints cost",
            &["stages_concluded", "stage_cost", "stage_mean_cost"],
            &["stage"],
            CORPORATE,
        )
    },
];

pub(super) const CODE_TABLES: &[TableDefinition] = &[
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "code_flow",
            "Complaints under the Code brought forward, received, converted, closed and carried forward",
            &[
                "brought_forward",
                "complaints_received",
                "converted_in",
                "complaints_closed",
                "converted_out",
                "carried_forward",
            ],
            &["procedure"],
            CODE,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "code_timeliness",
            "Stages under the Code answered, by timeliness",
            TIMELINESS,
            &["stage"],
            CODE,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "code_acknowledged",
            "Stages under the Code acknowledged in time",
            &[
                "stages_concluded",
                "acknowledged_in_time_rate",
                "acknowledgement_mean_working_days",
            ],
            &["stage"],
            CODE,
        )
    },
    table(
        "code_outcome",
        "Complaints under the Code by outcome",
        &["representations_received", "share_with_a_finding", "upheld_rate"],
        &["published_outcome"],
        CODE,
    ),
    table(
        "code_refused",
        "Complaints refused, by type: why, and where the complainant was pointed to",
        &["complaints_not_accepted"],
        &["refusal_reason", "signpost"],
        REFUSED,
    ),
    table(
        "code_refused_by_procedure",
        "Complaints refused, deferred, and considered although made late",
        &[
            "complaints_not_accepted",
            "complaints_deferred",
            "complaints_made_late",
        ],
        &["procedure"],
        COMPLAINTS,
    ),
    table(
        "code_service_requests",
        "Service requests and what else is noted",
        RECEIVED,
        &["kind"],
        &[(
            "kind",
            &[
                "service_request",
                "ineligible_representation",
                "customer_care_issue",
                "comment",
            ],
        )],
    ),
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "code_learning",
            "Learning actions by source",
            &[
                "actions_raised",
                "actions_done",
                "actions_done_rate",
                "actions_in_time_rate",
                "actions_overdue",
                "actions_shared",
                "actions_with_change_seen",
            ],
            &["action_source"],
            &[],
        )
    },
    table(
        "code_points",
        "Concerns under the Code by category and finding",
        &["concerns_raised"],
        &["category", "concern_finding"],
        CODE,
    ),
    TableDefinition {
        basis: Basis::Recorded,
        ..table(
            "code_non_compliance",
            "Outcomes of compliance that the Ombudsman recorded",
            &[
                "compliance_recorded",
                "compliance_satisfied",
                "compliance_late",
                "compliance_rate",
                "compliance_late_rate",
            ],
            &["compliance"],
            &[],
        )
    },
    TableDefinition {
        series: (Some(Interval::Quarter), 0),
        ..table(
            "code_quarters",
            "Complaints under the Code by quarter",
            RECEIVED,
            &[],
            CODE,
        )
    },
];

pub(super) const SUMMARY_TABLES: &[TableDefinition] = &[
    TableDefinition {
        basis: Basis::Started,
        series: (None, 1),
        ..table(
            "summary_stages",
            "Stages started, by procedure, with the year before",
            &["stage_events"],
            &["procedure", "stage"],
            COMPLAINTS,
        )
    },
    TableDefinition {
        series: (None, 1),
        ..table(
            "summary_kinds",
            "Representations by kind, with the year before",
            RECEIVED_AND_SHARE,
            &["kind"],
            &[],
        )
    },
    TableDefinition {
        series: (None, 1),
        ..table(
            "summary_ombudsman",
            "Cases received by the Ombudsman, with the year before",
            &["ombudsman_received"],
            &[],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "summary_flow",
            "Complaints by procedure: brought forward, received, converted, closed and carried forward",
            &[
                "brought_forward",
                "complaints_received",
                "converted_in",
                "complaints_closed",
                "converted_out",
                "carried_forward",
            ],
            &["procedure"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "summary_conversions",
            "Complaints converted, by the procedures and the reason",
            &["converted_in"],
            &["from_procedure", "procedure", "conversion_reason"],
            &[("entered_by", &["converted"])],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "summary_timeliness",
            "Stages answered, by procedure and timeliness",
            TIMELINESS,
            &["procedure", "stage"],
            COMPLAINTS,
        )
    },
    table(
        "summary_outcomes",
        "Complaints by procedure and outcome",
        RECEIVED,
        &["procedure", "published_outcome"],
        COMPLAINTS,
    ),
    table(
        "summary_costs",
        "Costs and payments by stage and kind",
        &["costs_recorded", "costs_total", "costs_mean"],
        &["cost_stage", "cost_kind"],
        &[],
    ),
    table(
        "summary_per_population",
        "Complaints for each 1,000 residents",
        &["complaints_made", "complaints_per_1000"],
        &["service"],
        COMPLAINTS,
    ),
    TableDefinition {
        include_empty: true,
        ..table(
            "summary_months",
            "Complaints and compliments by month",
            &[
                "complaints_made",
                "compliments_received",
                "compliments_over_complaints",
            ],
            &["month"],
            &[],
        )
    },
    TableDefinition {
        series: (None, 4),
        ..table(
            "summary_years",
            "Representations by kind over five years",
            RECEIVED,
            &["kind"],
            &[],
        )
    },
];
