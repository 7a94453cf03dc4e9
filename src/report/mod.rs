//! Reports: figures that were counted become a page, a workbook, files for programs and JSON.
//!
//! This stands beside the four floors and names the domain only. [`plan`] says as data what each report is made of;
//! [`compose`] lays figures out by it, states them in sentences and works out what is missing; the result is a
//! [`document::Document`], which [`html`], [`xlsx`], [`csv`] and [`json`] each write in their own form, so that all
//! forms say the same. Nothing here reads a clock or a file: the same input makes the same bytes.

pub mod kind;
pub mod input;
pub mod words;
pub mod plan;
pub mod document;
pub mod compose;
pub mod grid;
pub mod html;
pub mod xlsx;
pub mod csv;
pub mod json;
pub mod comparison;
pub mod subject;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use self::{document::Document, kind::Format};

/// A file that a report is made into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name: small letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub content: Vec<u8>,
}

/// Why a report could not be written. None of these is expected of a report that was composed here.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The page.
    #[error("the page could not be written: {0}")]
    Html(#[from] askama::Error),
    /// The workbook.
    #[error("the workbook could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The workbook's parts.
    #[error("the workbook could not be put together: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A CSV file.
    #[error("a table could not be written: {0}")]
    Csv(#[from] ::csv::Error),
    /// JSON.
    #[error("JSON could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// Writing to memory.
    #[error("writing failed: {0}")]
    Write(#[from] std::io::Error),
}

/// The files of a report in some forms, in the order of the forms.
///
/// # Errors
/// See [`RenderError`].
pub fn files(document: &Document, formats: &[Format]) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for format in formats {
        match format {
            Format::Html => files.push(html::file(document)?),
            Format::Xlsx => files.push(xlsx::file(document)?),
            Format::Csv => files.extend(csv::files(document)?),
            Format::Json => files.push(json::file(document)?),
        }
    }
    Ok(files)
}
