//! The annual report of what the Local Government and Social Care Ombudsman received, decided and recommended.

use super::{TABLE, table};
use crate::domain::statistics::{Basis, TableDefinition};

pub(super) const TABLES: &[TableDefinition] = &[
    TableDefinition {
        id: "ombudsman_received_by_category",
        title: "Cases received by the Ombudsman, by category",
        measures: &["ombudsman_received"],
        dimensions: &["ombudsman_category"],
        include_empty: true,
        ..TABLE
    },
    TableDefinition {
        id: "ombudsman_decisions",
        title: "Cases decided by the Ombudsman, by decision",
        measures: &["ombudsman_decided", "ombudsman_investigated"],
        dimensions: &["decision"],
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "ombudsman_investigated_by_service",
        title: "Cases investigated by the Ombudsman, by service",
        measures: &[
            "ombudsman_investigated",
            "ombudsman_upheld",
            "ombudsman_not_upheld",
            "ombudsman_uphold_rate",
        ],
        dimensions: &["ombudsman_service"],
        filters: &[("decision_class", &["investigated"])],
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "ombudsman_enquiries_by_service",
        title: "Enquiries of the Ombudsman answered, by service",
        measures: &["enquiries_answered", "enquiry_mean_working_days"],
        dimensions: &["ombudsman_service"],
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "ombudsman_remedies",
        title: "Cases upheld and remedied before the Ombudsman was involved, by service",
        measures: &[
            "ombudsman_upheld",
            "ombudsman_satisfactory_remedy",
            "ombudsman_satisfactory_remedy_rate",
        ],
        dimensions: &["ombudsman_service"],
        filters: &[("decision", &["upheld"])],
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        id: "ombudsman_remedies_due",
        title: "Remedies due, by kind",
        measures: &["remedies_agreed", "remedies_completed", "remedies_completed_late"],
        dimensions: &["remedy_kind"],
        basis: Basis::Due,
        ..TABLE
    },
    TableDefinition {
        id: "compliance",
        title: "Remedies completed, by service",
        measures: &["remedies_completed", "remedies_completed_late"],
        dimensions: &["ombudsman_service"],
        basis: Basis::Concluded,
        ..TABLE
    },
    TableDefinition {
        series: (None, 6),
        ..table(
            "ombudsman_received_years",
            "Cases received by the Ombudsman by category over seven years",
            &["ombudsman_received"],
            &["ombudsman_category"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        series: (None, 6),
        ..table(
            "ombudsman_investigated_years",
            "Cases investigated by the Ombudsman and the percentage upheld over seven years",
            &[
                "ombudsman_decided",
                "ombudsman_investigated",
                "ombudsman_upheld",
                "ombudsman_uphold_rate",
                "ombudsman_satisfactory_remedy_rate",
            ],
            &[],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "ombudsman_decisions_by_category",
            "Cases decided by the Ombudsman, by category and decision",
            &["ombudsman_decided"],
            &["ombudsman_category", "decision"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "ombudsman_decision_classes",
            "Cases decided by the Ombudsman in its newer words, by ground",
            &["ombudsman_decided"],
            &["decision_class", "ground"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "ombudsman_cases_by_service",
            "Cases decided by the Ombudsman, by service",
            &["ombudsman_decided", "ombudsman_investigated", "ombudsman_upheld"],
            &["ombudsman_service"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "ombudsman_local_findings",
            "Cases upheld by the Ombudsman, by what the council had found before",
            &[
                "ombudsman_upheld",
                "ombudsman_upheld_and_upheld_before",
                "ombudsman_upheld_before_rate",
            ],
            &["ombudsman_service", "local_finding"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Concluded,
        ..table(
            "ombudsman_per_population",
            "Cases upheld by the Ombudsman for each 100,000 residents",
            &["ombudsman_upheld", "ombudsman_upheld_per_100000"],
            &[],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Recorded,
        ..table(
            "ombudsman_compliance",
            "Outcomes of compliance that the Ombudsman recorded, by service",
            &[
                "compliance_recorded",
                "compliance_satisfied",
                "compliance_late",
                "compliance_rate",
                "compliance_late_rate",
            ],
            &["ombudsman_service"],
            &[],
        )
    },
    TableDefinition {
        basis: Basis::Due,
        ..table(
            "ombudsman_remedies_by_service",
            "Remedies due, by service: completed, late, overdue and paid",
            &[
                "remedies_agreed",
                "remedies_completed",
                "remedies_completed_late",
                "remedies_overdue",
                "remedies_with_payment",
                "remedy_payments",
            ],
            &["ombudsman_service", "recommendation"],
            &[],
        )
    },
    table(
        "ombudsman_enquiries",
        "Enquiries of the Ombudsman by step",
        &[
            "enquiries_received",
            "enquiries_answered",
            "enquiry_mean_working_days",
            "enquiries_in_time_rate",
        ],
        &["enquiry_kind"],
        &[],
    ),
    table(
        "ombudsman_duties",
        "The monitoring officer's log",
        &["duties_assessed", "duties_triggered"],
        &["duty_reason", "duty_route"],
        &[],
    ),
    table(
        "ombudsman_drafts",
        "Draft decisions of the Ombudsman",
        &["draft_decisions"],
        &["draft_response", "draft_timeliness"],
        &[],
    ),
    TableDefinition {
        basis: Basis::Started,
        ..table(
            "ombudsman_learning",
            "Learning actions from the Ombudsman's recommendations",
            &["actions_raised", "actions_done", "actions_overdue"],
            &["action_service"],
            &[("action_source", &["ombudsman_recommendation"])],
        )
    },
];
