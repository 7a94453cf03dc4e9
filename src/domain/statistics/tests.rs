//! The catalogue holds together, questions are checked, and groups fold into the figures that they should.

mod catalogue;
mod definitions;
mod rules;
mod folding;
mod questions;

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::*;
use crate::domain::{
    financial_year::{FinancialYear, Period},
    ids::CodeId,
    lists::{Code, List},
    recorded::Recorded,
    reference::{self, Authority, AuthorityType, Reference},
};

fn recorded<E>(event: E) -> Recorded<E> {
    Recorded {
        position: 1,
        time: DateTime::<Utc>::UNIX_EPOCH,
        event,
    }
}

/// A council with three teams, of which two are in a group. Made once: some tests ask about it hundreds of times.
fn council() -> &'static Reference {
    static COUNCIL: LazyLock<Reference> = LazyLock::new(registered);
    &COUNCIL
}

fn registered() -> Reference {
    let authority = Authority {
        display_name: "A council".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    };
    let first = reference::Event::AuthorityRegistered(authority);
    let mut council = Reference::evolve(None, recorded(&first));
    for (id, name, group) in [
        ("west", "Team West", Some("1")),
        ("east", "Team East", None),
        ("ant", "Ant", Some("1")),
    ] {
        let code = Code {
            id: CodeId::parse(id).expect("an id"),
            display_name: name.to_owned(),
            aliases: Vec::new(),
            parent: None,
            group: group.map(str::to_owned),
            valid_from: None,
            valid_until: None,
        };
        let saved = reference::Event::CodeSaved {
            list: List::Teams,
            code,
        };
        council = Reference::evolve(council, recorded(&saved));
    }
    council.expect("a registered council")
}

fn draft(measures: &[&str], dimensions: &[&str]) -> QueryDraft {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    QueryDraft {
        measures: owned(measures),
        dimensions: owned(dimensions),
        filters: Vec::new(),
        basis: None,
        period: Period::financial_year(FinancialYear(2023)),
        position: None,
        include_empty: false,
        series: SeriesDraft::default(),
    }
}

/// A group with these values; a column of the query that is not named is blank.
fn group(query: &Query, count: i64, values: &[(Column, &str)]) -> Group {
    for (column, _) in values {
        assert!(
            query.columns().contains(column),
            "the query does not read {column:?}"
        );
    }
    let of = |column: &Column| {
        values
            .iter()
            .find(|(named, _)| named == column)
            .map(|(_, value)| (*value).to_owned())
    };
    Group {
        values: query.columns().iter().map(of).collect(),
        count,
    }
}

fn fold(query: &Query, groups: &[Group]) -> Table {
    let as_of = AsOf {
        position: 7,
        recorded_at: DateTime::<Utc>::UNIX_EPOCH,
    };
    Table::fold(query, groups, council(), as_of)
}

/// The rows as one line each: keys, and figures as numerator/denominator=value.
fn lines(table: &Table) -> Vec<String> {
    let figure = |figure: &Figure| match figure {
        Figure::Number {
            value,
            denominator: 0,
            ..
        } => format!("{value}"),
        Figure::Number {
            value,
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}={value:.1}"),
        Figure::Suppressed | Figure::Unknown | Figure::NotApplicable => format!("{figure:?}"),
    };
    let line = |row: &Row| {
        let keys = row
            .keys
            .iter()
            .map(|key| key.value.clone().unwrap_or_else(|| BLANK.to_owned()));
        keys.chain(row.figures.iter().map(figure))
            .collect::<Vec<_>>()
            .join(" ")
    };
    table.rows.iter().chain([&table.total]).map(line).collect()
}
