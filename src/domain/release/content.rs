//! What a release says, as read from its text. Everything is owned: the release may come from another deployment, with
//! codes, measures and tables that this one has never heard of.

use crate::domain::{
    disclosure::policy::Policy, financial_year::Period, ids::AuthorityId, statistics::Figure,
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
