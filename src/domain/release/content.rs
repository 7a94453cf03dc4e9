//! What a release says, as read from its text. Everything is owned: the release may come from another deployment, with
//! codes, measures and tables that this one has never heard of.

use crate::domain::{
    disclosure::policy::Policy,
    financial_year::Period,
    ids::AuthorityId,
    statistics::{BLANK, Figure, Row, Table},
    word::Word,
};

/// A release.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The authority whose figures they are.
    pub authority: AuthorityId,
    /// The id of the grid.
    pub grid: String,
    /// The period: one whole financial year.
    pub period: Period,
    /// The version, from 1, among the releases of the same grid and period.
    pub version: u32,
    /// The policy that it was made by.
    pub policy: Policy,
    /// Its tables, in the order of the grid.
    pub tables: Vec<ReleasedTable>,
}

impl Content {
    /// The table of this id.
    pub fn table(&self, id: &str) -> Option<&ReleasedTable> {
        self.tables.iter().find(|table| table.id == id)
    }
}

/// A table of a release.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedTable {
    /// Its id in the grid.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The word of its basis.
    pub basis: String,
    /// Its filters: the id of a dimension, and values.
    pub filters: Vec<(String, Vec<String>)>,
    /// Its measures, each as `id@version`, in the order of the figures.
    pub measures: Vec<String>,
    /// Ids of its dimensions, in the order of the keys.
    pub dimensions: Vec<String>,
    /// Its rows.
    pub rows: Vec<ReleasedRow>,
    /// The figures over all rows; it has no keys.
    pub total: ReleasedRow,
}

/// A row of a released table.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleasedRow {
    /// The values of the dimensions, each with how it is displayed; `None` is blank.
    pub keys: Vec<(Option<String>, String)>,
    /// The figures of the measures.
    pub figures: Vec<Figure>,
}

impl ReleasedTable {
    /// A table that may leave the authority, as it is read from a text. Other periods of a series are not in it.
    pub fn of(table: &Table) -> Self {
        let row = |row: &Row| ReleasedRow {
            keys: row
                .keys
                .iter()
                .map(|key| (key.value.clone(), key.display_name.clone()))
                .collect(),
            figures: row.figures.clone(),
        };
        let value = |value: &Option<String>| value.as_deref().unwrap_or(BLANK).to_owned();
        Self {
            id: table.id.to_owned(),
            title: table.title.to_owned(),
            basis: table.basis.word().to_owned(),
            filters: table
                .filters
                .iter()
                .map(|filter| {
                    let values = filter.values.iter().map(value).collect();
                    (filter.dimension.id.to_owned(), values)
                })
                .collect(),
            measures: table
                .measures
                .iter()
                .map(|measure| format!("{}@{}", measure.id, measure.version))
                .collect(),
            dimensions: table
                .dimensions
                .iter()
                .map(|dimension| dimension.id.to_owned())
                .collect(),
            rows: table.rows.iter().map(row).collect(),
            total: row(&table.total),
        }
    }
}
