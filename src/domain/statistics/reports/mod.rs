//! The reports there are.

mod children;
mod ombudsman;

use super::{
    Basis,
    report::{ReportDefinition, TableDefinition},
};

/// What most tables have in common.
const TABLE: TableDefinition = TableDefinition {
    id: "",
    title: "",
    measures: &[],
    dimensions: &[],
    filters: &[],
    basis: Basis::Received,
    include_empty: false,
    series: (None, 0),
};

const REPORTS: &[ReportDefinition] = &[
    ReportDefinition {
        id: "children_annual",
        display_name: "Annual report of children's complaints and compliments",
        tables: children::TABLES,
    },
    ReportDefinition {
        id: "ombudsman_annual",
        display_name: "Annual report of the Ombudsman's cases",
        tables: ombudsman::TABLES,
    },
];

/// Every report, in the order of the catalogue.
pub fn reports() -> impl Iterator<Item = &'static ReportDefinition> {
    REPORTS.iter()
}

/// The report with this id.
pub fn report(id: &str) -> Option<&'static ReportDefinition> {
    REPORTS.iter().find(|report| report.id == id)
}
