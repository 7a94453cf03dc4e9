//! The mapping file: what the columns hold that are called otherwise than in the Ombudsman's tables.

use std::{collections::BTreeMap, fs, path::Path};

use serde::Deserialize;

use crate::api::wire::FigureColumn;

/// A mapping as it is written; `docs/benchmarks.md` explains it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Mapping {
    /// The sheet of a workbook; the first where it is absent.
    pub(super) sheet: Option<String>,
    /// The row that the headers are in, from 1.
    pub(super) header_row: Option<usize>,
    /// The header of the column that names the bodies.
    body: Option<String>,
    /// What each header's figures count.
    figures: BTreeMap<String, String>,
    /// The kinds that a header's figures are the sum of.
    sums: BTreeMap<String, Vec<String>>,
    /// For a header with percentages, the kinds of which they are, and among which.
    rates: BTreeMap<String, Rate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rate {
    of: Vec<String>,
    among: Vec<String>,
}

impl Mapping {
    /// Reads a file.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let text = fs::read_to_string(path).map_err(|error| format!("{shown}: {error}"))?;
        toml::from_str(&text).map_err(|error| format!("{shown}: {error}"))
    }

    /// The columns that it tells of.
    pub(super) fn columns(&self) -> Vec<FigureColumn> {
        let named = |header: &str| FigureColumn {
            header: header.to_owned(),
            ..FigureColumn::default()
        };
        let bodies = self.body.iter().map(|header| FigureColumn {
            is_body: true,
            ..named(header)
        });
        let sum_of = |header: &str| self.sums.get(header).cloned().unwrap_or_default();
        let figures = self.figures.iter().map(|(header, kind)| FigureColumn {
            kind: kind.clone(),
            sum_of: sum_of(header),
            ..named(header)
        });
        let alone = self
            .sums
            .iter()
            .filter(|(header, _)| !self.figures.contains_key(*header));
        let derived = alone.map(|(header, kinds)| FigureColumn {
            sum_of: kinds.clone(),
            ..named(header)
        });
        let rates = self.rates.iter().map(|(header, rate)| FigureColumn {
            rate_of: rate.of.clone(),
            rate_among: rate.among.clone(),
            ..named(header)
        });
        bodies.chain(figures).chain(derived).chain(rates).collect()
    }
}
