//! A small report for tests.

use chrono::{DateTime, NaiveDate};

use super::{
    input::{Approval, Figures, Input, Learning, SignOff, Texts},
    kind::Kind,
    plan,
};
use crate::domain::{
    disclosure::Published,
    financial_year::{FinancialYear, Period},
    learning::{
        action::{ActionStatus, SourceKind},
        progress::{Group, Progress},
    },
    reference::Reference,
    statistics::{AsOf, Column, Query, Table, TableDefinition},
};

/// The counted values of one group, by column.
type Values<'a> = &'a [(Column, &'a str)];

fn query(table: &str) -> (Query, &'static str, &'static str) {
    let definition = plan::definition(Kind::Childrens);
    let table = definition.tables.iter().find(|known| known.id == table);
    let table = table.expect("a table of the children's report");
    let year = Period::financial_year(FinancialYear(2023));
    // The groups that a test gives are those that its table counts.
    let all = TableDefinition {
        filters: &[],
        ..*table
    };
    let query = all.query(year, None, &Reference::of_deployment());
    (query.expect("a sound table"), table.id, table.title)
}

/// A table that counts some groups.
pub fn table(id: &str, groups: &[(Values<'_>, i64)]) -> Table {
    let (query, id, title) = query(id);
    let value = |values: Values<'_>, column: &Column| {
        let found = values.iter().find(|(known, _)| known == column);
        found.map(|(_, value)| (*value).to_owned())
    };
    let groups: Vec<crate::domain::statistics::Group> = groups
        .iter()
        .map(|(values, count)| crate::domain::statistics::Group {
            values: query
                .columns()
                .iter()
                .map(|column| value(values, column))
                .collect(),
            count: *count,
        })
        .collect();
    let as_of = AsOf {
        position: 4_711,
        recorded_at: DateTime::from_timestamp_micros(1_725_264_000_000_000).expect("an instant"),
    };
    Table::fold(&query, &groups, &Reference::of_deployment(), as_of).named(id, title)
}

/// Complaints by procedure.
pub fn procedure(counts: &[(&str, i64)]) -> Table {
    let groups: Vec<(Vec<(Column, &str)>, i64)> = counts
        .iter()
        .map(|(word, count)| {
            (
                vec![(Column::Kind, "complaint"), (Column::Procedure, *word)],
                *count,
            )
        })
        .collect();
    let groups: Vec<(Values<'_>, i64)> = groups
        .iter()
        .map(|(values, count)| (values.as_slice(), *count))
        .collect();
    table("all_complaints_procedure", &groups)
}

/// Statutory complaints by their finding.
pub fn outcome(counts: &[(&str, i64)]) -> Table {
    let groups: Vec<(Vec<(Column, &str)>, i64)> = counts
        .iter()
        .map(|(word, count)| {
            let values = vec![
                (Column::Kind, "complaint"),
                (Column::ProcedureNow, "children_statutory"),
                (Column::State, "concluded"),
                (Column::Finding, *word),
            ];
            (values, *count)
        })
        .collect();
    let groups: Vec<(Values<'_>, i64)> = groups
        .iter()
        .map(|(values, count)| (values.as_slice(), *count))
        .collect();
    table("children_outcome", &groups)
}

/// The same tables for the public.
pub fn published(tables: Vec<Table>) -> Figures {
    Figures::Published(Published::of(tables))
}

fn actions(source: SourceKind, status: ActionStatus, actions: i64, overdue: i64) -> Group {
    Group {
        status,
        source,
        code: Some("north".to_owned()),
        actions,
        overdue,
        done_late: 0,
        due_changed: 0,
        impact_checked: 0,
        change_seen: 0,
        shared: 0,
    }
}

/// A small report on children's complaints.
pub fn input() -> Input {
    let groups = [
        actions(SourceKind::Stage, ActionStatus::Done, 4, 0),
        actions(SourceKind::Concern, ActionStatus::Open, 2, 1),
    ];
    let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    Input {
        kind: Kind::Childrens,
        authority: "Northwick Council".to_owned(),
        period: Period::financial_year(FinancialYear(2023)),
        position: 4_711,
        recorded_at: DateTime::from_timestamp_micros(1_725_264_000_000_000).expect("an instant"),
        now: Figures::Whole(vec![
            procedure(&[
                ("children_statutory", 156),
                ("corporate_code", 13),
                ("informal", 60),
            ]),
            outcome(&[("upheld", 10), ("partly_upheld", 55), ("not_upheld", 91)]),
        ]),
        before: Some(Figures::Whole(vec![
            procedure(&[("children_statutory", 167), ("informal", 48)]),
            outcome(&[("upheld", 60), ("not_upheld", 107)]),
        ])),
        learning: Learning {
            now: Progress::of(&groups, &groups),
            teams: [("north".to_owned(), "Team North".to_owned())].into(),
            ..Learning::default()
        },
        texts: Texts {
            narrative: [(
                "introduction".to_owned(),
                "The year was busy.\n\nMore children were heard.".to_owned(),
            )]
            .into(),
            ..Texts::default()
        },
        sign_off: SignOff {
            approvals: vec![Approval {
                by: "Director of children's services".to_owned(),
                on: Some(day("2024-09-02")),
            }],
            published_on: Some(day("2024-11-12")),
            responded_by: "Cabinet".to_owned(),
            response: "Cabinet notes the report.".to_owned(),
        },
    }
}
