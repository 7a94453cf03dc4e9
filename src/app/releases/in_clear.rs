//! What the Ombudsman has published of the authority: whoever compares can read it there, so that withholding it in a
//! release would keep nothing. It counts as said only where it is what the register counts too; otherwise it is a
//! count of something else.

use crate::domain::{
    disclosure::{Policy, Said, SaidIn},
    financial_year::FinancialYear,
    ids::AuthorityId,
    lists::List,
    reference::Reference,
    statistics::{Figure, Row, Table},
};

/// The cells of the grid that kinds of given figures are: the kind, the table, its row (none for the total) and the
/// measure.
const CELLS: &[(&str, &str, Option<&str>, &str)] = &[
    ("ombudsman_received", RECEIVED, None, "ombudsman_received"),
    (
        "received_adult_care",
        RECEIVED,
        Some("adult_care_services"),
        "ombudsman_received",
    ),
    (
        "received_benefits_tax",
        RECEIVED,
        Some("benefits_and_tax"),
        "ombudsman_received",
    ),
    (
        "received_corporate",
        RECEIVED,
        Some("corporate_and_other"),
        "ombudsman_received",
    ),
    (
        "received_education_childrens",
        RECEIVED,
        Some("education_and_childrens"),
        "ombudsman_received",
    ),
    (
        "received_environment",
        RECEIVED,
        Some("environmental"),
        "ombudsman_received",
    ),
    (
        "received_highways",
        RECEIVED,
        Some("highways_and_transport"),
        "ombudsman_received",
    ),
    (
        "received_housing",
        RECEIVED,
        Some("housing"),
        "ombudsman_received",
    ),
    (
        "received_planning",
        RECEIVED,
        Some("planning_and_development"),
        "ombudsman_received",
    ),
    ("received_other", RECEIVED, Some("other"), "ombudsman_received"),
    ("ombudsman_decided", DECIDED, None, "ombudsman_decided"),
    (
        "decided_invalid",
        DECIDED,
        Some("invalid_or_incomplete"),
        "ombudsman_decided",
    ),
    (
        "decided_advice",
        DECIDED,
        Some("advice_given"),
        "ombudsman_decided",
    ),
    (
        "decided_referred_back",
        DECIDED,
        Some("referred_back"),
        "ombudsman_decided",
    ),
    (
        "decided_closed",
        DECIDED,
        Some("closed_after_initial_enquiries"),
        "ombudsman_decided",
    ),
    (
        "decided_not_for_us",
        DECIDED,
        Some("not_for_us"),
        "ombudsman_decided",
    ),
    ("ombudsman_upheld", DECIDED, Some("upheld"), "ombudsman_decided"),
    (
        "ombudsman_not_upheld",
        DECIDED,
        Some("not_upheld"),
        "ombudsman_decided",
    ),
    ("ombudsman_upheld", INVESTIGATED, None, "ombudsman_upheld"),
    ("ombudsman_not_upheld", INVESTIGATED, None, "ombudsman_not_upheld"),
    (
        "ombudsman_satisfactory_remedies",
        INVESTIGATED,
        None,
        "ombudsman_satisfactory_remedy",
    ),
    ("compliance_recorded", COMPLIANCE, None, "compliance_recorded"),
    ("compliance_satisfied", COMPLIANCE, None, "compliance_satisfied"),
    ("compliance_late", COMPLIANCE, None, "compliance_late"),
];

const RECEIVED: &str = "ombudsman_received";
const DECIDED: &str = "ombudsman_decided";
const INVESTIGATED: &str = "ombudsman_investigated";
const COMPLIANCE: &str = "ombudsman_compliance";

/// What of tables of an authority was published, as tables in which nothing else stands.
pub(super) fn published(authority: &AuthorityId, tables: &[Table], reference: &Reference) -> Said {
    Said {
        tables: tables
            .iter()
            .map(|table| of_table(authority, table, reference))
            .collect(),
        policy: Policy::default(),
        within: SaidIn::Elsewhere,
        counted: Vec::new(),
    }
}

fn of_table(authority: &AuthorityId, table: &Table, reference: &Reference) -> Table {
    let year = FinancialYear::of(table.period.starts_on());
    let is_published = |row: &Row, measure: &str, figure: &Figure| {
        let key = row.keys.first().and_then(|key| key.value.as_deref());
        let cells = CELLS
            .iter()
            .filter(|(_, id, of_row, of)| *id == table.id && *of_row == key && *of == measure);
        let given = cells.filter_map(|(kind, ..)| given(authority, kind, year, reference));
        let counted = match figure {
            Figure::Number { numerator, .. } => Some(*numerator),
            Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => None,
        };
        given.into_iter().any(|value| Some(value) == counted)
    };
    let row = |row: &Row| Row {
        keys: row.keys.clone(),
        figures: table
            .measures
            .iter()
            .zip(&row.figures)
            .map(|(measure, figure)| {
                if is_published(row, measure.id, figure) {
                    *figure
                } else {
                    Figure::Unknown
                }
            })
            .collect(),
    };
    Table {
        rows: table.rows.iter().map(row).collect(),
        total: row(&table.total),
        ..table.clone()
    }
}

/// The figure of this kind that was given of an authority as a body that others publish figures of.
fn given(authority: &AuthorityId, kind: &str, year: FinancialYear, reference: &Reference) -> Option<i64> {
    let body = &reference.list(List::Bodies).named(authority.as_str())?.id;
    let mut given = reference.given().iter();
    let found = given.find(|figure| {
        figure.kind.as_str() == kind && figure.body.as_ref() == Some(body) && figure.year == year
    });
    found.map(|figure| figure.value)
}
