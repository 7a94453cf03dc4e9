//! More tables of the children's report: each stage's timeliness, advocacy, and what the councils say that they cannot
//! count.

use super::{Filters, RECEIVED, RECEIVED_AND_SHARE, table};
use crate::domain::statistics::{Basis, TableDefinition};

const STATUTORY: Filters = &[("procedure", &["children_statutory"])];
const COMPLAINTS: Filters = &[("kind", &["complaint"]), ("service_area", &["childrens"])];
const CHILDREN: Filters = &[("service_area", &["childrens"])];
const OMBUDSMAN: Filters = &[("ombudsman_category", &["education_and_childrens"])];

/// The tables after the first ones.
pub(super) const TABLES: &[TableDefinition] = &[
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "children_flow",
            "Statutory complaints brought forward, received, converted, closed and carried forward",
            &[
                "brought_forward",
                "complaints_received",
                "converted_in",
                "complaints_closed",
                "converted_out",
                "carried_forward",
            ],
            &["procedure"],
            CHILDREN,
        )
    },
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "children_closed",
            "Complaints about children's services closed, by the way in which they were",
            &[
                "complaints_closed",
                "closed_concluded",
                "closed_informally",
                "closed_withdrawn",
                "closed_lapsed",
                "closed_not_accepted",
                "closed_otherwise",
            ],
            &["procedure"],
            CHILDREN,
        )
    },
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "children_achievable",
            "Stages answered in time so far, and the most still achievable",
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
            "children_late",
            "Stages of statutory complaints answered late, against the original and the agreed date",
            &[
                "stages_concluded",
                "stage_late_against_base",
                "stage_late_against_base_rate",
                "stages_extended",
                "stage_late",
                "stage_late_rate",
                "stage_p90_working_days",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "children_open_at_end",
            "Stages of statutory complaints open, and open and overdue, at the end of the period",
            &["stages_open_at_end", "stages_overdue_at_end"],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "children_days_bands",
            "Stages of statutory complaints answered, by working days",
            &["stages_concluded"],
            &["stage", "days_band"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "children_resolved",
            "Stages of statutory complaints answered and resolved there",
            &[
                "stages_concluded",
                "resolved_at_stage",
                "resolved_at_stage_rate",
                "escalation_rate_of_cohort",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "children_escalation",
            "Requests for the next stage in the period beside the responses in it",
            &[
                "stages_answered_in_period",
                "next_stage_requests",
                "escalation_rate_of_period",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "children_panel",
            "Review panels by each of their clocks, and stage 2 from the agreed statement",
            &[
                "stages_concluded",
                "panel_met_in_time_rate",
                "panel_reported_in_time_rate",
                "panel_answered_in_time_rate",
                "statement_in_time_rate",
                "statement_mean_working_days",
                "acknowledged_in_time_rate",
                "stage_form_rate",
            ],
            &["stage"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "children_delays",
            "Stages of statutory complaints answered late, by the reason for the delay",
            &["stage_late", "stage_delay_explained_rate"],
            &["stage", "delay_reason"],
            STATUTORY,
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "children_costs",
            "What the stages of statutory complaints cost",
            &["stages_concluded", "stage_cost", "stage_mean_cost"],
            &["stage"],
            STATUTORY,
        )
    },
    table(
        "children_advocacy",
        "Advocates for statutory complaints: told, offered, accepted and refused",
        &[
            "complaints_made",
            "advocacy_told",
            "advocates_offered",
            "advocates_accepted",
            "advocates_refused",
            "advocate_refused_rate",
        ],
        &["made_by"],
        STATUTORY,
    ),
    table(
        "children_concern_outcomes",
        "Outcome of each concern of statutory complaints, by category",
        &["concerns_raised"],
        &["category", "concern_finding"],
        STATUTORY,
    ),
    table(
        "children_concern_shares",
        "Concerns raised in statutory complaints, as a share of concerns and of complaints",
        &[
            "concerns_raised",
            "share_of_concerns",
            "share_of_cases",
            "concern_upheld_rate",
        ],
        &["category"],
        STATUTORY,
    ),
    table(
        "children_equality_known",
        "How complete the equality answers of complaints about children's services are",
        &[
            "complaints_made",
            "service_user_age_band_known_rate",
            "service_user_disability_known_rate",
            "service_user_ethnicity_known_rate",
            "service_user_sex_known_rate",
            "service_user_gender_reassignment_known_rate",
            "service_user_religion_known_rate",
            "service_user_sexual_orientation_known_rate",
            "complainant_age_band_known_rate",
            "complainant_disability_known_rate",
            "complainant_ethnicity_known_rate",
            "complainant_sex_known_rate",
        ],
        &["procedure"],
        COMPLAINTS,
    ),
    table(
        "children_complainant_sex",
        "Complaints about children's services by the sex of the complainant",
        RECEIVED_AND_SHARE,
        &["complainant_sex"],
        COMPLAINTS,
    ),
    table(
        "children_complainant_ethnicity",
        "Complaints about children's services by the ethnicity of the complainant",
        RECEIVED_AND_SHARE,
        &["complainant_ethnicity"],
        COMPLAINTS,
    ),
    table(
        "children_comments",
        "Comments about children's services",
        &["comments_received"],
        &["reply_wanted"],
        &[("kind", &["comment"]), ("service_area", &["childrens"])],
    ),
    table(
        "children_learning",
        "Statutory complaints upheld wholly or partly, and the learning from them",
        &[
            "complaints_well_founded",
            "upheld_without_action",
            "upheld_with_action_rate",
        ],
        &["team"],
        STATUTORY,
    ),
    TableDefinition {
        basis: Basis::Present,
        ..table(
            "learning_flow",
            "Learning actions brought forward, raised, settled and outstanding",
            &[
                "actions_brought_forward",
                "actions_raised_in_period",
                "actions_settled",
                "actions_carried_forward",
            ],
            &["action_source"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "learning_types",
            "Learning actions by type",
            &["action_types"],
            &["action_type"],
            &[],
        )
    },
    table(
        "children_withdrawals",
        "Statutory complaints withdrawn, by the stage and the reason",
        RECEIVED,
        &["last_stage", "withdrawal_reason"],
        &[("procedure", &["children_statutory"]), ("state", &["withdrawn"])],
    ),
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "children_ombudsman",
            "Cases about education and children's services decided by the Ombudsman",
            &["ombudsman_decided", "ombudsman_investigated", "ombudsman_upheld"],
            &["decision"],
            OMBUDSMAN,
        )
    },
    table(
        "children_ombudsman_received",
        "Cases about education and children's services received by the Ombudsman",
        &["ombudsman_received"],
        &["ombudsman_service"],
        OMBUDSMAN,
    ),
    table(
        "children_activity",
        "Contacts and referrals",
        &["given_figures"],
        &["figure_kind", "figure_year"],
        &[("figure_kind", &["contacts", "referrals", "open_referrals"])],
    ),
];
