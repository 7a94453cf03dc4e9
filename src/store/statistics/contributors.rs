//! The units behind a count: the same question without the count, in the order of the dates that put them into the
//! period.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::NaiveDate;
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::{alias, basis_date, conditions, expression, in_period, source};
use crate::{
    domain::{
        ids::{AuthorityId, RecordNumber},
        limits,
        statistics::{AsOf, Basis, Column, Contributor, Group, Query, Unit, dimensions, measures},
        word::Word,
    },
    store::{
        database::Database,
        error::{Inconsistency, StoreError},
        statement::Statement,
        value::Value,
    },
};

/// Where reading begins: at this date and, on it, at this record.
pub type StartingAt = (NaiveDate, RecordNumber);

/// Units of a question's period at a position, from a place on, at most [`limits::UNITS_READ_MAX`]. What a filter
/// keeps by a rule, the reader keeps.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn units(
    database: &Database,
    authority: &AuthorityId,
    query: &Query,
    as_of: AsOf,
    (from_on, from): StartingAt,
) -> Result<Vec<Contributor>, StoreError> {
    if !query.unit().has_records() {
        return Ok(Vec::new());
    }
    let most = i64::try_from(limits::UNITS_READ_MAX).unwrap_or(i64::MAX);
    let mut values = common(authority, query, as_of);
    values.extend([from_on.into(), from.into(), most.into()]);
    let conditions = conditions(query.filters(), query.unit(), query.basis(), &mut values);
    let statement = in_order(query.unit(), query.basis(), query.columns(), &conditions);
    read(database, &statement, values, query).await
}

/// The units of one record in a question's period at a position.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn units_of(
    database: &Database,
    authority: &AuthorityId,
    query: &Query,
    as_of: AsOf,
    record: RecordNumber,
) -> Result<Vec<Contributor>, StoreError> {
    if !query.unit().has_records() {
        return Ok(Vec::new());
    }
    let mut values = common(authority, query, as_of);
    values.push(record.into());
    let conditions = conditions(query.filters(), query.unit(), query.basis(), &mut values);
    let statement = of_record(query.unit(), query.basis(), query.columns(), &conditions);
    read(database, &statement, values, query).await
}

/// What both statements begin with, which the columns know by their places.
fn common(authority: &AuthorityId, query: &Query, as_of: AsOf) -> Vec<Value> {
    let mut values: Vec<Value> = vec![
        authority.into(),
        as_of.position.into(),
        query.period().starts_on().into(),
        query.period().ends_on().into(),
    ];
    if query.columns().iter().any(|column| column.is_judged()) {
        values.push(as_of.day().into());
    }
    values
}

/// How many values that are.
fn common_values(columns: &[Column]) -> usize {
    4 + usize::from(columns.iter().any(|column| column.is_judged()))
}

async fn read(
    database: &Database,
    statement: &Statement,
    values: Vec<Value>,
    query: &Query,
) -> Result<Vec<Contributor>, StoreError> {
    let rows: Vec<UnitRow> = database.fetch(statement, values).await?;
    rows.into_iter()
        .map(|row| row.contributor(query.columns().len()))
        .collect()
}

/// What a unit is known by beside its record's number.
fn parts(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Representation | Unit::OmbudsmanCase | Unit::Action | Unit::Given => &[],
        Unit::Stage => &["u.stage"],
        Unit::Concern => &["u.category"],
        Unit::Theme => &["u.theme"],
        Unit::Enquiry => &["u.enquiry"],
        Unit::Remedy => &["u.remedy"],
        Unit::Spell => &["u.spell"],
        Unit::Cost => &["u.cost"],
        Unit::ActionType => &["u.action_type"],
        Unit::Draft => &["u.draft"],
        Unit::Duty => &["u.duty"],
    }
}

/// The part of a statement that both have: the columns of the question, then the date, then the parts.
fn selection(unit: Unit, basis: Basis, columns: &[Column]) -> String {
    let (alias, date) = (alias(unit), basis_date(unit, basis));
    let text = |column: &str| format!("CAST({column} AS TEXT)");
    let selected: Vec<String> = columns
        .iter()
        .map(|column| expression(*column, unit, basis))
        .chain([text(date)])
        .chain(parts(unit).iter().map(|part| text(part)))
        .chain([format!("{alias}.number")])
        .collect();
    format!(
        "SELECT {selected}
FROM {source}
WHERE {alias}.authority = $1
  AND {alias}.from_position <= $2
  AND {alias}.to_position > $2
  AND {in_period}",
        selected = selected.join(",\n       "),
        source = source(unit),
        in_period = in_period(unit, basis),
    )
}

/// By date and record. What stands before the first record of the first day is left out in a way that no index is
/// looked for.
fn in_order(unit: Unit, basis: Basis, columns: &[Column], conditions: &str) -> Statement {
    let (alias, date) = (alias(unit), basis_date(unit, basis));
    Statement::new(&format!(
        "{selection}
  AND {date} >= ${first}
  AND NOT ({date} = ${first} AND {alias}.number < ${second}){conditions}
ORDER BY {date}, {alias}.number
LIMIT ${third}",
        selection = selection(unit, basis, columns),
        first = common_values(columns) + 1,
        second = common_values(columns) + 2,
        third = common_values(columns) + 3,
    ))
}

fn of_record(unit: Unit, basis: Basis, columns: &[Column], conditions: &str) -> Statement {
    Statement::new(&format!(
        "{selection}
  AND {alias}.number = ${number}{conditions}",
        selection = selection(unit, basis, columns),
        number = common_values(columns) + 1,
        alias = alias(unit),
    ))
}

/// For each unit and basis, the statements that read every column that the catalogue can ask for.
static EVERY_COLUMN: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let mut columns: BTreeMap<(Unit, Basis), BTreeSet<Column>> = BTreeMap::new();
    for unit in Unit::ALL.iter().filter(|unit| unit.has_records()) {
        let of_dimensions = dimensions()
            .filter(|dimension| dimension.units.contains(unit))
            .flat_map(|dimension| dimension.columns().to_vec());
        let of_dimensions: BTreeSet<Column> = of_dimensions.collect();
        for measure in measures().filter(|measure| measure.unit == *unit) {
            for basis in measure.bases {
                let read = columns.entry((*unit, *basis)).or_default();
                read.extend(measure.reckoning.columns());
                read.extend(&of_dimensions);
            }
        }
    }
    let both = |((unit, basis), columns): ((Unit, Basis), BTreeSet<Column>)| {
        let columns: Vec<Column> = columns.into_iter().collect();
        [
            in_order(unit, basis, &columns, ""),
            of_record(unit, basis, &columns, ""),
        ]
    };
    columns.into_iter().flat_map(both).collect()
});

/// Every statement of this file, as far as they can be written down.
pub(super) fn all() -> Vec<&'static Statement> {
    EVERY_COLUMN.iter().collect()
}

/// A row of as many texts as the question has columns, a date, the parts, and the number of the record.
struct UnitRow {
    texts: Vec<Option<String>>,
    number: RecordNumber,
}

impl UnitRow {
    fn contributor(mut self, columns: usize) -> Result<Contributor, StoreError> {
        let wrong = || Inconsistency::on("fact").column("date").row(self.number);
        let mut rest = self.texts.split_off(columns).into_iter();
        let on = rest.next().flatten().and_then(|on| on.parse().ok());
        let on = on.ok_or_else(wrong)?;
        let parts: Vec<String> = rest.map(Option::unwrap_or_default).collect();
        Ok(Contributor {
            number: self.number,
            part: parts.join("/"),
            on,
            group: Group {
                values: self.texts,
                count: 1,
            },
        })
    }
}

impl<'r, R> FromRow<'r, R> for UnitRow
where
    R: Row,
    usize: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let texts = row.len().saturating_sub(1);
        Ok(Self {
            texts: (0..texts)
                .map(|place| row.try_get(place))
                .collect::<Result<_, _>>()?,
            number: row.try_get(texts)?,
        })
    }
}
