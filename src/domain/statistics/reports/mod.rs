//! The reports there are.

mod adults;
mod children;
mod children_more;
mod children_years;
mod corporate;
mod ombudsman;
mod peers;

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

type Filters = &'static [(&'static str, &'static [&'static str])];

const RECEIVED: &[&str] = &["representations_received"];
const RECEIVED_AND_SHARE: &[&str] = &["representations_received", "share_of_received"];

/// A table on the basis of receipt.
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
        ..TABLE
    }
}

/// The children's tables, of all files.
const CHILDREN: &[TableDefinition] =
    &joined::<CHILDREN_COUNT>([children::TABLES, children_more::TABLES, children_years::TABLES]);
const CHILDREN_COUNT: usize =
    children::TABLES.len() + children_more::TABLES.len() + children_years::TABLES.len();

/// One list of three.
const fn joined<const COUNT: usize>(lists: [&[TableDefinition]; 3]) -> [TableDefinition; COUNT] {
    let mut all = [TABLE; COUNT];
    let (mut list, mut place, mut next) = (0, 0, 0);
    while next < COUNT {
        if place < lists[list].len() {
            all[next] = lists[list][place];
            place += 1;
            next += 1;
        } else {
            list += 1;
            place = 0;
        }
    }
    all
}

const REPORTS: &[ReportDefinition] = &[
    ReportDefinition {
        id: "children_annual",
        display_name: "Annual report of children's complaints and compliments",
        tables: CHILDREN,
    },
    ReportDefinition {
        id: "ombudsman_annual",
        display_name: "Annual report of the Ombudsman's cases",
        tables: ombudsman::TABLES,
    },
    ReportDefinition {
        id: "adults_annual",
        display_name: "Annual report of adults' complaints and compliments",
        tables: adults::TABLES,
    },
    ReportDefinition {
        id: "corporate_annual",
        display_name: "Annual report of corporate complaints",
        tables: corporate::CORPORATE_TABLES,
    },
    ReportDefinition {
        id: "code_annual",
        display_name: "Annual report on performance and service improvement under the Complaint Handling Code",
        tables: corporate::CODE_TABLES,
    },
    ReportDefinition {
        id: "summary_annual",
        display_name: "All procedures side by side",
        tables: corporate::SUMMARY_TABLES,
    },
    ReportDefinition {
        id: "peers_annual",
        display_name: "The Ombudsman's figures of other councils",
        tables: peers::TABLES,
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
