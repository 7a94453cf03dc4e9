//! Reading the lines of the Ombudsman's cases: pages of their numbers, and those of a year.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::StoreError,
    given::{Column, Rows},
    statement::Statement,
    value::Value,
};
use crate::domain::{
    ids::{AuthorityId, RecordNumber},
    ombudsman::annual_list::AnnualList,
};

/// Which cases a page is of. Words of closed lists and codes; what is empty restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct CasePage {
    /// Any of these states.
    pub states: Vec<&'static str>,
    /// Any of these services.
    pub services: Vec<String>,
    /// Any of these categories.
    pub categories: Vec<String>,
    /// Exactly this reference.
    pub reference: Option<String>,
    /// Linked to exactly this representation.
    pub representation: Option<RecordNumber>,
    /// Received between these dates, both included.
    pub received: (Option<NaiveDate>, Option<NaiveDate>),
    /// Decided between these dates, both included.
    pub decided: (Option<NaiveDate>, Option<NaiveDate>),
    /// Only those that are linked to no representation.
    pub unlinked: bool,
    /// Only those with a duty outstanding.
    pub duty_outstanding: bool,
}

/// A value that the column may have, for each column that is restricted.
const ALLOWED: [Column; 2] = [Column::text("of"), Column::text("value")];

/// A page of the cases for which a condition holds, which an index may be of.
fn page_where(condition: &str) -> Statement {
    let any = |column: &str| {
        format!(
            "({column} IN (SELECT value FROM {{given}} WHERE of = '{column}')
                OR NOT EXISTS (SELECT 1 FROM {{given}} WHERE of = '{column}'))"
        )
    };
    let text = format!(
        "SELECT number
         FROM ombudsman_case
         WHERE authority = $2
           AND number > $3
           AND {condition}
           AND {state}
           AND {service}
           AND {category}
           AND (CAST($4 AS TEXT) IS NULL OR reference = $4)
           AND (CAST($5 AS BIGINT) IS NULL OR representation = $5)
           AND (CAST($6 AS BIGINT) = 0 OR representation IS NULL)
           AND (CAST($7 AS DATE) IS NULL OR received_on >= $7)
           AND (CAST($8 AS DATE) IS NULL OR received_on <= $8)
           AND (CAST($9 AS DATE) IS NULL OR decided_on >= $9)
           AND (CAST($10 AS DATE) IS NULL OR decided_on <= $10)
         ORDER BY number
         LIMIT $11",
        state = any("state"),
        service = any("service"),
        category = any("category"),
    );
    Statement::given(&ALLOWED, &text)
}

static CASES: LazyLock<Statement> = LazyLock::new(|| page_where("number > 0"));
static WITH_DUTY: LazyLock<Statement> = LazyLock::new(|| page_where("duty_outstanding"));

fn of_year_by(column: &str) -> Statement {
    Statement::new(&format!(
        "SELECT number
         FROM ombudsman_case
         WHERE authority = $1
           AND {column} >= $2
           AND {column} <= $3
         ORDER BY number"
    ))
}

static RECEIVED: LazyLock<Statement> = LazyLock::new(|| of_year_by("received_on"));
static DECIDED: LazyLock<Statement> = LazyLock::new(|| of_year_by("decided_on"));
static COMPLIANCE: LazyLock<Statement> = LazyLock::new(|| of_year_by("compliance_on"));

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&CASES, &WITH_DUTY, &RECEIVED, &DECIDED, &COMPLIANCE]
}

/// The numbers of a page of cases after a number, in order.
///
/// # Errors
/// When the database fails.
pub async fn page(
    database: &Database,
    authority: &AuthorityId,
    page: &CasePage,
    after: RecordNumber,
    limit: i64,
) -> Result<Vec<RecordNumber>, StoreError> {
    let mut allowed = Rows::new(&ALLOWED);
    for state in &page.states {
        allowed.push(["state".into(), (*state).into()]);
    }
    for (column, codes) in [("service", &page.services), ("category", &page.categories)] {
        for code in codes {
            allowed.push([column.into(), code.as_str().into()]);
        }
    }
    let values: [Value; 11] = [
        allowed.into(),
        authority.into(),
        after.into(),
        page.reference.as_deref().into(),
        page.representation.into(),
        i64::from(page.unlinked).into(),
        page.received.0.into(),
        page.received.1.into(),
        page.decided.0.into(),
        page.decided.1.into(),
        limit.into(),
    ];
    let statement = if page.duty_outstanding { &WITH_DUTY } else { &CASES };
    Ok(numbers(database.fetch(statement, values).await?))
}

/// The numbers of the cases that a list of these dates should hold, in order.
///
/// # Errors
/// When the database fails.
pub async fn of_year(
    database: &Database,
    authority: &AuthorityId,
    list: AnnualList,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<RecordNumber>, StoreError> {
    let statement = match list {
        AnnualList::Received => &RECEIVED,
        AnnualList::Decided => &DECIDED,
        AnnualList::Compliance => &COMPLIANCE,
    };
    let values = [authority.into(), from.into(), until.into()];
    Ok(numbers(database.fetch(statement, values).await?))
}

fn numbers(found: Vec<(RecordNumber,)>) -> Vec<RecordNumber> {
    found.into_iter().map(|(number,)| number).collect()
}
