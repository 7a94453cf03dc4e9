//! A table as an edition keeps it: the question that made it, so that a later version of the program, whose reports may
//! have other tables, makes the same one.

use crate::domain::{
    financial_year::Period,
    ids::Position,
    reference::Reference,
    statistics::{BLANK, Basis, Interval, Query, QueryDraft, SeriesDraft},
};

/// A table and the digest of its canonical text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedTable {
    /// Its id in the report.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its measures, each as `id@version`.
    pub measures: Vec<String>,
    /// Ids of its dimensions.
    pub dimensions: Vec<String>,
    /// Its filters: the id of a dimension, and values.
    pub filters: Vec<(String, Vec<String>)>,
    /// Its basis.
    pub basis: Basis,
    /// Whether values without anything are listed too.
    pub include_empty: bool,
    /// What the period and the years before are cut into, and how many years before there are; both nothing without a
    /// series.
    pub series: (Option<Interval>, u8),
    /// SHA-256 of its canonical text, in hexadecimal digits.
    pub digest: String,
}

/// This version of the program cannot make the table again: it has no such measure or dimension any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the table {id} cannot be made again: {why}")]
pub struct Unmakeable {
    /// The table.
    pub id: String,
    /// What this version does not know.
    pub why: String,
}

impl PinnedTable {
    /// A table of a report whose digest is not known yet.
    pub fn of(id: &str, title: &str, query: &Query, series: (Option<Interval>, u8)) -> Self {
        let measures = query.measures().iter();
        let filters = query.filters().iter().map(|filter| {
            let values = filter.values.iter();
            let values = values.map(|value| value.clone().unwrap_or_else(|| BLANK.to_owned()));
            (filter.dimension.id.to_owned(), values.collect())
        });
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            measures: measures
                .map(|measure| format!("{}@{}", measure.id, measure.version))
                .collect(),
            dimensions: query
                .dimensions()
                .iter()
                .map(|dimension| dimension.id.to_owned())
                .collect(),
            filters: filters.collect(),
            basis: query.basis(),
            include_empty: query.includes_empty(),
            series,
            digest: String::new(),
        }
    }

    /// The question that makes it, at a position with the lists of then.
    ///
    /// # Errors
    /// When this version of the program has not all of it.
    pub fn query(
        &self,
        period: Period,
        position: Position,
        reference: &Reference,
    ) -> Result<Query, Unmakeable> {
        let draft = QueryDraft {
            measures: self.measures.clone(),
            dimensions: self.dimensions.clone(),
            filters: self.filters.clone(),
            basis: Some(self.basis),
            period,
            position: Some(position),
            include_empty: self.include_empty,
            series: SeriesDraft {
                interval: self.series.0,
                years_before: self.series.1,
                ..SeriesDraft::default()
            },
        };
        Query::of(&draft, reference).map_err(|problems| {
            let why = problems
                .iter()
                .map(|problem| format!("{} {}", problem.field, problem.text));
            Unmakeable {
                id: self.id.clone(),
                why: why.collect::<Vec<_>>().join("; "),
            }
        })
    }
}
