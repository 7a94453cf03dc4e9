//! Reports: named lists of tables, as data over the same queries that callers can ask themselves.

use super::{
    Basis,
    query::{Problem, Query, QueryDraft},
    series::{Interval, SeriesDraft},
    table::{AsOf, Table},
};
use crate::domain::{financial_year::Period, ids::Position, reference::Reference};

/// One table of a report.
#[derive(Debug, Clone, Copy)]
pub struct TableDefinition {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Ids of its measures.
    pub measures: &'static [&'static str],
    /// Ids of its dimensions.
    pub dimensions: &'static [&'static str],
    /// Its filters: the id of a dimension, and values.
    pub filters: &'static [(&'static str, &'static [&'static str])],
    /// The basis of all its measures.
    pub basis: Basis,
    /// Whether values without anything are listed too.
    pub include_empty: bool,
    /// What the period and the years before are cut into, and how many years before there are; both nothing without a
    /// series.
    pub series: (Option<Interval>, u8),
}

impl TableDefinition {
    /// The query that makes the table.
    ///
    /// # Errors
    /// What is unsound in the definition; a test keeps every one sound.
    pub fn query(
        &self,
        period: Period,
        position: Option<Position>,
        reference: &Reference,
    ) -> Result<Query, Vec<Problem>> {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let draft = QueryDraft {
            measures: owned(self.measures),
            dimensions: owned(self.dimensions),
            filters: self
                .filters
                .iter()
                .map(|(id, values)| ((*id).to_owned(), owned(values)))
                .collect(),
            basis: Some(self.basis),
            period,
            position,
            include_empty: self.include_empty,
            series: SeriesDraft {
                interval: self.series.0,
                years_before: self.series.1,
                ..SeriesDraft::default()
            },
        };
        Query::of(&draft, reference)
    }
}

/// A named list of tables.
#[derive(Debug, Clone, Copy)]
pub struct ReportDefinition {
    /// Its id, such as `children_annual`.
    pub id: &'static str,
    /// Its display name.
    pub display_name: &'static str,
    /// Its tables, in order.
    pub tables: &'static [TableDefinition],
}

impl ReportDefinition {
    /// The table of this id.
    pub fn table(&self, id: &str) -> Option<&'static TableDefinition> {
        self.tables.iter().find(|table| table.id == id)
    }
}

/// Every table of a report, counted at one position.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The id of its definition.
    pub id: &'static str,
    /// Its display name.
    pub display_name: &'static str,
    /// The tables.
    pub tables: Vec<Table>,
    /// Where in the log all of it was counted.
    pub as_of: AsOf,
}
