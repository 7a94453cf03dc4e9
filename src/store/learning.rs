//! Reading learning actions and training sessions: pages of their numbers, and counts of what became of actions.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows},
    statement::Statement,
    value::Value,
};
use crate::domain::{
    financial_year::Period,
    ids::{AuthorityId, Position, RecordNumber},
    learning::{
        action::{ActionStatus, SourceKind},
        progress::Group,
    },
    word::Word,
};

/// Where a page begins: after this date and, on it, after this number.
pub type After = (NaiveDate, RecordNumber);

/// The record that the actions of a list come from, where only its are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FromRecord {
    /// A representation.
    Representation(RecordNumber),
    /// A case of the Ombudsman.
    Case(RecordNumber),
}

/// Which actions a page is of. Words of closed lists and codes; an empty list restricts nothing.
#[derive(Debug, Clone)]
pub struct ActionPage {
    /// Only those that are outstanding.
    pub outstanding: bool,
    /// Only those that come from this record.
    pub from_record: Option<FromRecord>,
    /// Any of these values, each with the column that it restricts: `status`, `source_kind`, `team`, `service` or
    /// `owner`.
    pub allowed: Vec<(&'static str, String)>,
    /// Raised on this date or later.
    pub raised_from: NaiveDate,
    /// Raised on this date or earlier.
    pub raised_until: NaiveDate,
    /// Due before this date.
    pub due_before: NaiveDate,
}

/// Which training sessions a page is of.
#[derive(Debug, Clone)]
pub struct TrainingPage {
    /// Held on this date or later.
    pub held_from: NaiveDate,
    /// Held on this date or earlier.
    pub held_until: NaiveDate,
    /// Any of these subjects; none restricts nothing.
    pub subjects: Vec<String>,
    /// Also those that were cancelled.
    pub include_cancelled: bool,
}

/// Dates before and after all that the register takes.
pub const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
/// See [`EARLIEST`].
pub const LATEST: NaiveDate = NaiveDate::from_ymd_opt(2300, 1, 1).expect("a date");

/// A value that the column may have, for each column that is restricted.
const ALLOWED: [Column; 2] = [Column::text("of"), Column::text("value")];

/// The columns of a list of actions that values may restrict.
const RESTRICTED: [&str; 5] = ["status", "source_kind", "team", "service", "owner"];

/// A page of actions: `which` says which of them are looked through, by an index in the order of the list.
fn action_page(which: &str) -> Statement {
    let any = |column: &&str| {
        format!(
            "AND (action.{column} IN (SELECT value FROM {{given}} WHERE of = '{column}')
                OR NOT EXISTS (SELECT 1 FROM {{given}} WHERE of = '{column}'))"
        )
    };
    let any: Vec<String> = RESTRICTED.iter().map(any).collect();
    let text = format!(
        "SELECT due_on, number
         FROM action
         WHERE authority = $2
           {which}
           AND (due_on, number) > ($3, $4)
           AND due_on < $5
           AND raised_on >= $6
           AND raised_on <= $7
           {any}
         ORDER BY due_on, number
         LIMIT $8",
        any = any.join("\n           "),
    );
    Statement::given(&ALLOWED, &text)
}

static ACTIONS: LazyLock<Statement> = LazyLock::new(|| action_page(""));
static OUTSTANDING: LazyLock<Statement> = LazyLock::new(|| action_page("AND outstanding = true"));
static OF_REPRESENTATION: LazyLock<Statement> = LazyLock::new(|| {
    action_page("AND representation = $9 AND (outstanding = true OR CAST($10 AS BOOLEAN) = false)")
});
static OF_CASE: LazyLock<Statement> = LazyLock::new(|| {
    action_page("AND ombudsman_case = $9 AND (outstanding = true OR CAST($10 AS BOOLEAN) = false)")
});

static TRAINING: LazyLock<Statement> = LazyLock::new(|| {
    Statement::given(
        &ALLOWED,
        "SELECT held_on, number
         FROM training
         WHERE authority = $2
           AND (held_on, number) > ($3, $4)
           AND held_on >= $5
           AND held_on <= $6
           AND (cancelled = false OR CAST($7 AS BOOLEAN) = true)
           AND (subject IN (SELECT value FROM {given} WHERE of = 'subject')
                OR NOT EXISTS (SELECT 1 FROM {given} WHERE of = 'subject'))
         ORDER BY held_on, number
         LIMIT $8",
    )
});

/// Counts the actions raised in a period as they were at a position, by status, source and a code.
fn counts(code: &str, joined: &str) -> Statement {
    Statement::new(&format!(
        "SELECT a.status,
                a.source_kind,
                {code},
                COUNT(*),
                COUNT(CASE WHEN a.status IN ('proposed', 'open') AND a.due_on < $5 THEN 1 END),
                COUNT(CASE WHEN a.done_on > a.due_on THEN 1 END),
                COUNT(CASE WHEN a.due_on <> a.original_due_on THEN 1 END),
                COUNT(a.impact),
                COUNT(CASE WHEN a.impact = 'change_seen' THEN 1 END),
                COUNT(a.shared_on)
         FROM action_fact AS a{joined}
         WHERE a.authority = $1
           AND a.from_position <= $2
           AND a.to_position > $2
           AND a.raised_on BETWEEN $3 AND $4
         GROUP BY 1, 2, 3"
    ))
}

static BY_TEAM: LazyLock<Statement> = LazyLock::new(|| counts("a.team", ""));
static BY_TYPE: LazyLock<Statement> = LazyLock::new(|| {
    let joined = "
         JOIN action_type_fact AS t
           ON t.authority = a.authority
          AND t.number = a.number
          AND t.from_position <= $2
          AND t.to_position > $2";
    counts("t.action_type", joined)
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![
        &ACTIONS,
        &OUTSTANDING,
        &OF_REPRESENTATION,
        &OF_CASE,
        &TRAINING,
        &BY_TEAM,
        &BY_TYPE,
    ]
}

/// A page of actions, by due date and number.
///
/// # Errors
/// When the database fails.
pub async fn actions(
    database: &Database,
    authority: &AuthorityId,
    page: &ActionPage,
    (after_on, after): After,
    limit: i64,
) -> Result<Vec<After>, StoreError> {
    let mut allowed = Rows::new(&ALLOWED);
    for (column, value) in &page.allowed {
        allowed.push([(*column).into(), value.as_str().into()]);
    }
    let mut values: Vec<Value> = vec![
        allowed.into(),
        authority.into(),
        after_on.into(),
        after.into(),
        page.due_before.into(),
        page.raised_from.into(),
        page.raised_until.into(),
        limit.into(),
    ];
    let statement = match page.from_record {
        None if page.outstanding => &OUTSTANDING,
        None => &ACTIONS,
        Some(record) => {
            let (statement, number) = match record {
                FromRecord::Representation(number) => (&OF_REPRESENTATION, number),
                FromRecord::Case(number) => (&OF_CASE, number),
            };
            values.extend([number.into(), page.outstanding.into()]);
            statement
        }
    };
    database.fetch(statement, values).await
}

/// A page of training sessions, by the day on which they were held and by number.
///
/// # Errors
/// When the database fails.
pub async fn training(
    database: &Database,
    authority: &AuthorityId,
    page: &TrainingPage,
    (after_on, after): After,
    limit: i64,
) -> Result<Vec<After>, StoreError> {
    let mut allowed = Rows::new(&ALLOWED);
    for subject in &page.subjects {
        allowed.push(["subject".into(), subject.as_str().into()]);
    }
    let values: [Value; 8] = [
        allowed.into(),
        authority.into(),
        after_on.into(),
        after.into(),
        page.held_from.into(),
        page.held_until.into(),
        page.include_cancelled.into(),
        limit.into(),
    ];
    database.fetch(&TRAINING, values).await
}

/// The actions raised in a period as they were at a position, in groups by team and in groups by type. `today` is the
/// day that what is overdue is reckoned on.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn progress(
    database: &Database,
    authority: &AuthorityId,
    period: Period,
    position: Position,
    today: NaiveDate,
) -> Result<(Vec<Group>, Vec<Group>), StoreError> {
    let values: [Value; 5] = [
        authority.into(),
        position.into(),
        period.starts_on().into(),
        period.ends_on().into(),
        today.into(),
    ];
    let by_team = groups(database.fetch(&BY_TEAM, values.clone()).await?)?;
    let by_type = groups(database.fetch(&BY_TYPE, values).await?)?;
    Ok((by_team, by_type))
}

/// A group as it is read: its status, source and code, and seven counts.
type GroupRow = (String, String, Option<String>, i64, i64, i64, i64, i64, i64, i64);

fn groups(rows: Vec<GroupRow>) -> Result<Vec<Group>, StoreError> {
    let wrong = |column| Inconsistency::on("action_fact").column(column);
    let group = |row: GroupRow| {
        let (
            status,
            source,
            code,
            actions,
            overdue,
            done_late,
            due_changed,
            impact_checked,
            change_seen,
            shared,
        ) = row;
        Ok(Group {
            status: ActionStatus::from_word(&status).ok_or_else(|| wrong("status"))?,
            source: SourceKind::from_word(&source).ok_or_else(|| wrong("source_kind"))?,
            code,
            actions,
            overdue,
            done_late,
            due_changed,
            impact_checked,
            change_seen,
            shared,
        })
    };
    rows.into_iter().map(group).collect()
}
