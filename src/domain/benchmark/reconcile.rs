//! A council's own register beside what the Ombudsman published of it.

use super::figures::{Sources, Value};
use crate::domain::{
    financial_year::{FinancialYear, Period},
    ids::CodeId,
    reference::Reference,
    statistics::{Basis, Report, ReportDefinition, Table, TableDefinition},
};

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

/// What the register counts, for the year and about its edges.
pub const REGISTER: ReportDefinition = ReportDefinition {
    id: "reconciliation",
    display_name: "The register beside what was published",
    tables: &[
        TableDefinition {
            id: "received",
            title: "Cases received by the Ombudsman",
            measures: &["ombudsman_received", "ombudsman_unknown_until_listed"],
            dimensions: &["ombudsman_category"],
            ..TABLE
        },
        TableDefinition {
            id: "decided",
            title: "Cases decided by the Ombudsman",
            measures: &["ombudsman_decided", "ombudsman_unknown_until_listed"],
            dimensions: &["decision"],
            basis: Basis::Concluded,
            ..TABLE
        },
        TableDefinition {
            id: "remedied",
            title: "Cases upheld and remedied before",
            measures: &["ombudsman_satisfactory_remedy", "ombudsman_unknown_until_listed"],
            basis: Basis::Concluded,
            ..TABLE
        },
        TableDefinition {
            id: "compliance",
            title: "Outcomes of compliance",
            measures: &["compliance_recorded", "compliance_satisfied", "compliance_late"],
            basis: Basis::Recorded,
            ..TABLE
        },
    ],
};

/// Where the register holds what a kind of figure counts.
struct Counted {
    /// The kind, from [`crate::domain::lists::List::FigureKinds`].
    kind: &'static str,
    table: &'static str,
    measure: &'static str,
    /// The row; none for the total.
    row: Option<&'static str>,
}

const fn counted(
    kind: &'static str,
    (table, measure): (&'static str, &'static str),
    row: Option<&'static str>,
) -> Counted {
    Counted {
        kind,
        table,
        measure,
        row,
    }
}

const RECEIVED: (&str, &str) = ("received", "ombudsman_received");
const DECIDED: (&str, &str) = ("decided", "ombudsman_decided");

const LINES: &[Counted] = &[
    counted("received_adult_care", RECEIVED, Some("adult_care_services")),
    counted("received_benefits_tax", RECEIVED, Some("benefits_and_tax")),
    counted("received_corporate", RECEIVED, Some("corporate_and_other")),
    counted(
        "received_education_childrens",
        RECEIVED,
        Some("education_and_childrens"),
    ),
    counted("received_environment", RECEIVED, Some("environmental")),
    counted("received_highways", RECEIVED, Some("highways_and_transport")),
    counted("received_housing", RECEIVED, Some("housing")),
    counted("received_planning", RECEIVED, Some("planning_and_development")),
    counted("received_other", RECEIVED, Some("other")),
    counted("ombudsman_received", RECEIVED, None),
    counted("decided_invalid", DECIDED, Some("invalid_or_incomplete")),
    counted("decided_advice", DECIDED, Some("advice_given")),
    counted("decided_referred_back", DECIDED, Some("referred_back")),
    counted("decided_closed", DECIDED, Some("closed_after_initial_enquiries")),
    counted("decided_not_for_us", DECIDED, Some("not_for_us")),
    counted("ombudsman_not_upheld", DECIDED, Some("not_upheld")),
    counted("ombudsman_upheld", DECIDED, Some("upheld")),
    counted("ombudsman_decided", DECIDED, None),
    counted(
        "ombudsman_satisfactory_remedies",
        ("remedied", "ombudsman_satisfactory_remedy"),
        None,
    ),
    counted("compliance_recorded", ("compliance", "compliance_recorded"), None),
    counted(
        "compliance_satisfied",
        ("compliance", "compliance_satisfied"),
        None,
    ),
    counted("compliance_late", ("compliance", "compliance_late"), None),
];

/// The measure of cases that the council learned of from the Ombudsman's list alone.
const UNKNOWN_UNTIL_LISTED: &str = "ombudsman_unknown_until_listed";
/// Days on each side of the year's edge in which the Ombudsman may date a case otherwise than the council does.
const EDGE_DAYS: u64 = 14;

/// Why a published figure and the register may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// So many cases are dated within 14 days of the year's edge.
    YearsEdge(i64),
    /// So many cases became known from the Ombudsman's list alone.
    NoCouncilRecord(i64),
}

/// One kind of figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// What it counts, from [`crate::domain::lists::List::FigureKinds`].
    pub kind: &'static str,
    /// What was published.
    pub published: Value,
    /// Who published it; empty where nothing was.
    pub source: String,
    /// What the register counts.
    pub register: i64,
    /// What may explain a difference; empty where there is none.
    pub reasons: Vec<Reason>,
}

impl Reconciled {
    /// The register less what was published; none where nothing was.
    pub fn difference(&self) -> Option<i64> {
        Some(self.register - self.published.number()?)
    }
}

/// The days about the two edges of a year.
pub fn edges(year: FinancialYear) -> [Option<Period>; 2] {
    let days = chrono::Days::new(EDGE_DAYS);
    let last_before = year.starts_on().pred_opt();
    let about = |last: Option<chrono::NaiveDate>| {
        let last = last?;
        let from = last.checked_sub_days(days)?.succ_opt()?;
        Period::between(from, last.checked_add_days(days)?)
    };
    [about(last_before), about(Some(year.ends_on()))]
}

/// Whose figures, and which.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    /// The year.
    pub year: FinancialYear,
    /// The set that published figures are read from.
    pub set: Option<&'a CodeId>,
    /// The council's own code among the bodies, if it has one.
    pub own: Option<&'a CodeId>,
}

/// Holds the register against what was published. `about` are the same tables for [`edges`].
pub fn reconcile(
    whose: Whose<'_>,
    reference: &Reference,
    register: &Report,
    about: &[Report],
) -> Vec<Reconciled> {
    let sources = Sources {
        reference,
        set: whose.set,
        year: whose.year,
        released: None,
        body: whose.own,
        is_own: true,
    };
    let line = |line: &Counted| {
        let found = sources.given(line.kind);
        let counted = line.count(register, line.measure);
        let mut reconciled = Reconciled {
            kind: line.kind,
            published: found.value,
            source: found.sources.join("; "),
            register: counted,
            reasons: Vec::new(),
        };
        if reconciled.difference().is_some_and(|difference| difference != 0) {
            let edge: i64 = about.iter().map(|about| line.count(about, line.measure)).sum();
            let listed = line.count(register, UNKNOWN_UNTIL_LISTED);
            let reasons = [Reason::YearsEdge(edge), Reason::NoCouncilRecord(listed)];
            let has_cases = |reason: &Reason| match reason {
                Reason::YearsEdge(cases) | Reason::NoCouncilRecord(cases) => *cases > 0,
            };
            reconciled.reasons = reasons.into_iter().filter(has_cases).collect();
        }
        reconciled
    };
    LINES.iter().map(line).collect()
}

impl Counted {
    /// What a report counts for it; nothing where there is no such row.
    fn count(&self, report: &Report, measure: &str) -> i64 {
        let table = report.tables.iter().find(|table| table.id == self.table);
        table.and_then(|table| self.cell(table, measure)).unwrap_or(0)
    }

    fn cell(&self, table: &Table, measure: &str) -> Option<i64> {
        let place = table.measures.iter().position(|of| of.id == measure)?;
        let is_it = |value: Option<&str>| value == self.row;
        let row = match self.row {
            None => &table.total,
            Some(_) => table
                .rows
                .iter()
                .find(|row| is_it(row.keys.first().and_then(|key| key.value.as_deref())))?,
        };
        match row.figures.get(place)? {
            crate::domain::statistics::Figure::Number { numerator, .. } => Some(*numerator),
            _ => None,
        }
    }
}

impl Reason {
    /// How many cases it concerns.
    pub fn cases(self) -> i64 {
        match self {
            Self::YearsEdge(cases) | Self::NoCouncilRecord(cases) => cases,
        }
    }

    /// It in a sentence.
    pub fn text(self) -> String {
        match self {
            Self::YearsEdge(cases) => format!(
                "{cases} of the register are dated within {EDGE_DAYS} days of the year's edge, where the Ombudsman may \
                 count them in the other year."
            ),
            Self::NoCouncilRecord(cases) => format!(
                "{cases} of the register became known from the Ombudsman's list alone, so that their dates and \
                 categories are as listed."
            ),
        }
    }
}
