//! What one council released for a year, as the figures of its tables.

use std::collections::HashMap;

use super::{
    figures::{Part, Value},
    interval::whole,
};
use crate::domain::{ids::CodeId, release::ReleasedTable, statistics::Figure};

/// The figures of a council's release.
#[derive(Debug, Clone, PartialEq)]
pub struct Released {
    /// The council: a code of [`crate::domain::lists::List::Bodies`].
    pub body: CodeId,
    /// Whether it agreed to be named beside its figures.
    pub is_named: bool,
    tables: HashMap<String, Table>,
}

#[derive(Debug, Clone, PartialEq)]
struct Table {
    /// The measures as `id@version`, in the order of the figures.
    measures: Vec<String>,
    /// The figures by the keys of their row; of the total without keys.
    rows: HashMap<Vec<String>, Vec<Figure>>,
}

impl Released {
    /// What a council released.
    pub fn of(body: CodeId, is_named: bool, tables: &[ReleasedTable]) -> Self {
        let table = |table: &ReleasedTable| {
            let rows = table.rows.iter().map(|row| {
                let keys = row
                    .keys
                    .iter()
                    .map(|(value, _)| value.clone().unwrap_or_default());
                (keys.collect(), row.figures.clone())
            });
            let mut rows: HashMap<Vec<String>, Vec<Figure>> = rows.collect();
            rows.insert(Vec::new(), table.total.figures.clone());
            let measures = table.measures.clone();
            (table.id.clone(), Table { measures, rows })
        };
        Self {
            body,
            is_named,
            tables: tables.iter().map(table).collect(),
        }
    }

    /// Part of a figure, with the measure that it was counted by. A table does not list rows without anything: of one
    /// that is not there nothing was counted.
    pub(super) fn cell(&self, table: &str, measure: &str, part: Part, row: &[&str]) -> Option<(&str, Value)> {
        let table = self.tables.get(table)?;
        let is_it = |definition: &String| definition.split_once('@').is_some_and(|(id, _)| id == measure);
        let place = table.measures.iter().position(is_it)?;
        let keys: Vec<String> = row.iter().map(|key| (*key).to_owned()).collect();
        let value = match table.rows.get(&keys) {
            Some(figures) => part.of(figures.get(place)?),
            None if matches!(part, Part::Count | Part::Less) => Value::Number(0),
            None => Value::NotApplicable,
        };
        table
            .measures
            .get(place)
            .map(|definition| (definition.as_str(), value))
    }
}

impl Part {
    fn of(self, figure: &Figure) -> Value {
        match (*figure, self) {
            (Figure::Number { value, .. }, Self::Count) => whole(value).map_or(Value::Unknown, Value::Number),
            (Figure::Number { value, .. }, Self::Less) => {
                whole(value).map_or(Value::Unknown, |count| Value::Number(-count))
            }
            // A rate that does not say of how many it is cannot be put together with others.
            (Figure::Unknown, _) | (Figure::Number { denominator: 0, .. }, Self::Of | Self::Among) => {
                Value::Unknown
            }
            (Figure::Number { numerator, .. }, Self::Of) => Value::Number(numerator),
            (Figure::Number { denominator, .. }, Self::Among) => Value::Number(denominator),
            (Figure::Suppressed, _) => Value::Suppressed,
            (Figure::NotApplicable, _) => Value::NotApplicable,
        }
    }
}
