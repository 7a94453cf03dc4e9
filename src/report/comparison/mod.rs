//! A comparison of councils as a page and as files for programs: each measure with its picture, and the same figures in
//! a table beside it.

mod csv;
mod funnel;
mod page;
mod strip;
#[cfg(test)]
mod tests;

use super::{File, RenderError};
use crate::domain::{
    benchmark::Comparison,
    financial_year::FinancialYear,
    ids::Position,
    reference::{PeerGroup, Reference},
};

/// A form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page that needs no other file.
    Html,
    /// Two tables.
    Csv,
}

/// What is written down.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Who asked: its name.
    pub asked_by: &'a str,
    /// The group.
    pub group: &'a PeerGroup,
    /// The year that the figures are about.
    pub year: FinancialYear,
    /// Each measure.
    pub comparisons: &'a [Comparison],
    /// The lists that the bodies are in.
    pub reference: &'a Reference,
    /// The position of the log that the figures are of.
    pub position: Position,
}

/// The files of a comparison, in the order of the forms.
///
/// # Errors
/// See [`RenderError`].
pub fn files(input: &Input<'_>, formats: &[Format]) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for format in formats {
        match format {
            Format::Html => files.push(page::file(input)?),
            Format::Csv => files.extend(csv::files(input)?),
        }
    }
    Ok(files)
}
