//! What a release says, as read from its text. Everything is owned: the release may come from another deployment, with
//! codes, measures and tables that this one has never heard of.

use chrono::DateTime;

use crate::domain::{
    disclosure::policy::Policy,
    financial_year::Period,
    ids::{AuthorityId, Position},
    release::grid::BENCHMARK_GRID,
    statistics::{AsOf, BLANK, Basis, Figure, Filter, Key, Measure, Row, Table, dimensions, measures},
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
    /// The table as the statistics of this version know it, to hold it beside others; none where they know nothing of
    /// it. A column whose measure they know in another version counts something else, so that nothing links it with
    /// what is counted now; it is left out.
    pub fn to_table(&self, period: Period, position: Position) -> Option<Table> {
        let known =
            |id: &String| measures().find(|measure| format!("{}@{}", measure.id, measure.version) == *id);
        let columns: Vec<(usize, &'static Measure)> = (0..)
            .zip(&self.measures)
            .filter_map(|(place, id)| Some((place, known(id)?)))
            .collect();
        columns.first()?;
        let dimension = |id: &String| dimensions().find(|dimension| dimension.id == id);
        let value = |value: &String| Some(value.clone()).filter(|value| value != BLANK);
        let row = |row: &ReleasedRow| Row {
            keys: row
                .keys
                .iter()
                .map(|(value, display_name)| Key {
                    value: value.clone(),
                    display_name: display_name.clone(),
                })
                .collect(),
            figures: columns
                .iter()
                .map(|(place, _)| row.figures.get(*place).copied().unwrap_or(Figure::Unknown))
                .collect(),
        };
        Some(Table {
            id: BENCHMARK_GRID.table(&self.id).map_or("", |table| table.id),
            title: "",
            measures: columns.iter().map(|(_, measure)| *measure).collect(),
            dimensions: self.dimensions.iter().map(dimension).collect::<Option<_>>()?,
            rows: self.rows.iter().map(row).collect(),
            total: row(&self.total),
            basis: Basis::from_word(&self.basis)?,
            period,
            filters: self
                .filters
                .iter()
                .map(|(id, values)| {
                    Some(Filter {
                        dimension: dimension(id)?,
                        values: values.iter().map(value).collect(),
                    })
                })
                .collect::<Option<_>>()?,
            as_of: AsOf {
                position,
                recorded_at: DateTime::UNIX_EPOCH,
            },
            series: Vec::new(),
        })
    }

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
