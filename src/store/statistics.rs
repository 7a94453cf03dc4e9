//! Counting: one statement for each question, made of identifiers that are constants and of bound values.
//!
//! A fact counts at a position of the log when `from_position <= position < to_position`, so that every figure
//! can be counted again as it was known at any time. A question reads the facts of its own authority and period,
//! by the index on the date of its basis.

mod columns;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, sync::LazyLock};

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use self::columns::{expression, in_period};
use super::{database::Database, error::StoreError, statement::Statement, value::Value};
use crate::domain::{
    ids::AuthorityId,
    limits,
    statistics::{AsOf, Basis, Column, Filter, Group, Query, Source, Unit, dimensions, measures},
    word::Word,
};

/// Counts the groups of a question at a position; `None` where there are more than [`limits::GROUPS_MAX`].
///
/// # Errors
/// When the database fails.
pub async fn count(
    database: &Database,
    authority: &AuthorityId,
    query: &Query,
    as_of: AsOf,
) -> Result<Option<Vec<Group>>, StoreError> {
    // In no table: the lists hold them.
    if query.unit() == Unit::Given {
        return Ok(Some(Vec::new()));
    }
    let period = query.period();
    let mut values: Vec<Value> = vec![
        authority.into(),
        as_of.position.into(),
        period.starts_on().into(),
        period.ends_on().into(),
    ];
    // What is overdue is judged on the day of the position, so that an old answer is made again as it was.
    if query.columns().iter().any(|column| column.is_judged()) {
        values.push(as_of.day().into());
    }
    let conditions = conditions(query.filters(), query.unit(), query.basis(), &mut values);
    let statement = statement(query.unit(), query.basis(), query.columns(), &conditions);
    let rows: Vec<GroupRow> = database.fetch(&statement, values).await?;
    let groups: Vec<Group> = rows.into_iter().map(|GroupRow(group)| group).collect();
    Ok((groups.len() <= limits::GROUPS_MAX).then_some(groups))
}

/// The statement that counts the groups of a unit by columns.
fn statement(unit: Unit, basis: Basis, columns: &[Column], conditions: &str) -> Statement {
    let selected = columns.iter().map(|column| expression(*column, unit, basis));
    let selected: Vec<String> = selected.chain(["COUNT(*)".to_owned()]).collect();
    let places: Vec<String> = (1..=columns.len()).map(|place| place.to_string()).collect();
    let grouped = if places.is_empty() {
        String::new()
    } else {
        format!("\nGROUP BY {}", places.join(", "))
    };
    let (selected, source) = (selected.join(",\n       "), source(unit));
    let (alias, in_period, limit) = (alias(unit), in_period(unit, basis), limits::GROUPS_MAX + 1);
    Statement::new(&format!(
        "SELECT {selected}
FROM {source}
WHERE {alias}.authority = $1
  AND {alias}.from_position <= $2
  AND {alias}.to_position > $2
  AND {in_period}{conditions}{grouped}
LIMIT {limit}"
    ))
}

/// The conditions of the filters that a column alone decides; what a filter keeps by a rule, the fold keeps.
fn conditions(filters: &[Filter], unit: Unit, basis: Basis, values: &mut Vec<Value>) -> String {
    let mut conditions = String::new();
    for filter in filters {
        let Source::Column(column) = filter.dimension.source else {
            continue;
        };
        let column = expression(column, unit, basis);
        let mut parameters = Vec::new();
        for value in filter.values.iter().flatten() {
            values.push(value.as_str().into());
            parameters.push(format!("${}", values.len()));
        }
        let blank = filter.values.contains(&None);
        let condition = match (parameters.is_empty(), blank) {
            (true, _) => format!("{column} IS NULL"),
            (false, false) => format!("{column} IN ({})", parameters.join(", ")),
            (false, true) => format!("({column} IN ({}) OR {column} IS NULL)", parameters.join(", ")),
        };
        conditions.push_str("\n  AND ");
        conditions.push_str(&condition);
    }
    conditions
}

/// The name that a unit's own table goes by.
fn alias(unit: Unit) -> &'static str {
    match unit {
        Unit::Representation => "r",
        Unit::OmbudsmanCase => "c",
        Unit::Action => "a",
        Unit::Stage
        | Unit::Concern
        | Unit::Theme
        | Unit::Enquiry
        | Unit::Remedy
        | Unit::Spell
        | Unit::Cost
        | Unit::ActionType
        | Unit::Draft
        | Unit::Duty
        | Unit::Given => "u",
    }
}

/// A unit's own table, joined to what it is part of in the version of the same position.
fn source(unit: Unit) -> String {
    let part = |table: &str, whole: &str, alias: &str| {
        format!(
            "{table} AS u
JOIN {whole} AS {alias}
  ON {alias}.authority = u.authority
 AND {alias}.number = u.number
 AND {alias}.from_position <= $2
 AND {alias}.to_position > $2"
        )
    };
    match unit {
        Unit::Representation => "representation_fact AS r".to_owned(),
        Unit::Stage => part("stage_fact", "representation_fact", "r"),
        Unit::Concern => part("concern_fact", "representation_fact", "r"),
        Unit::Theme => part("theme_fact", "representation_fact", "r"),
        Unit::OmbudsmanCase => "case_fact AS c".to_owned(),
        Unit::Enquiry => part("enquiry_fact", "case_fact", "c"),
        Unit::Remedy => part("remedy_fact", "case_fact", "c"),
        Unit::Spell => part("spell_fact", "representation_fact", "r"),
        Unit::Cost => part("cost_fact", "representation_fact", "r"),
        Unit::Action => "action_fact AS a".to_owned(),
        Unit::ActionType => part("action_type_fact", "action_fact", "a"),
        Unit::Draft => part("draft_fact", "case_fact", "c"),
        // A figure that was given is in no table, and never counted here.
        Unit::Duty | Unit::Given => part("duty_fact", "case_fact", "c"),
    }
}

/// For each unit and basis, the statement that reads every column that the catalogue can ask for.
static EVERY_COLUMN: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let mut statements = Vec::new();
    for unit in Unit::ALL.iter().filter(|unit| **unit != Unit::Given) {
        let of_unit = || measures().filter(|measure| measure.unit == *unit);
        let of_dimensions = dimensions()
            .filter(|dimension| dimension.units.contains(unit))
            .flat_map(|dimension| dimension.columns().to_vec());
        let read = of_unit()
            .flat_map(|measure| measure.reckoning.columns())
            .chain(of_dimensions);
        let columns: Vec<Column> = read.collect::<BTreeSet<_>>().into_iter().collect();
        let bases: BTreeSet<Basis> = of_unit().flat_map(|measure| measure.bases).copied().collect();
        statements.extend(
            bases
                .into_iter()
                .map(|basis| statement(*unit, basis, &columns, "")),
        );
    }
    statements
});

/// Every statement of this file, as far as they can be written down.
pub fn all() -> Vec<&'static Statement> {
    EVERY_COLUMN.iter().collect()
}

/// A row of as many texts as the question has columns, and the count.
struct GroupRow(Group);

impl<'r, R> FromRow<'r, R> for GroupRow
where
    R: Row,
    usize: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let columns = row.len().saturating_sub(1);
        let values = (0..columns)
            .map(|place| row.try_get(place))
            .collect::<Result<_, _>>()?;
        Ok(Self(Group {
            values,
            count: row.try_get(columns)?,
        }))
    }
}
