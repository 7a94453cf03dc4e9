//! The annual report of what the Local Government and Social Care Ombudsman received, decided and recommended.

use super::TABLE;
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
];
