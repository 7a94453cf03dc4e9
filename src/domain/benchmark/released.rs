//! What one council released for a year, as the cells of its tables.

use std::collections::HashMap;

use super::figures::Value;
use crate::domain::ids::CodeId;

/// A cell with the measure that it was counted by, as `id@version`.
type Counted = (String, Value);

/// The cells of a council's release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The council: a code of [`crate::domain::lists::List::Bodies`].
    pub body: CodeId,
    /// Whether it agreed to be named beside its figures.
    pub is_named: bool,
    /// By table, measure without its version, and row.
    cells: HashMap<(String, String, Vec<String>), Counted>,
}

impl Released {
    /// Of a council, without any cell yet.
    pub fn of(body: CodeId, is_named: bool) -> Self {
        Self {
            body,
            is_named,
            cells: HashMap::new(),
        }
    }

    /// Takes a cell in: its table, its measure as `id@version`, the keys of its row (none for the total), its value.
    pub fn take(&mut self, table: &str, measure: &str, row: Vec<String>, value: Value) {
        let id = measure.split_once('@').map_or(measure, |(id, _)| id);
        let key = (table.to_owned(), id.to_owned(), row);
        self.cells.insert(key, (measure.to_owned(), value));
    }

    /// A cell, with the measure that it was counted by.
    pub(super) fn cell(&self, table: &str, measure: &str, row: &[&str]) -> Option<(&str, Value)> {
        let row = row.iter().map(|key| (*key).to_owned()).collect();
        let found = self.cells.get(&(table.to_owned(), measure.to_owned(), row));
        found.map(|(definition, value)| (definition.as_str(), *value))
    }
}
