//! The workbook, after the Analysis Function's checklist for spreadsheets: a cover, contents with links, notes, one
//! marked and named table a sheet that begins in column A, no merged, hidden or empty cells, marks for what is not
//! there, panes frozen under the heads, a title and a language set.

mod front;
mod language;
mod table;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook};

use super::{File, RenderError, document::Document};

/// The workbook as a file.
///
/// # Errors
/// When writing fails.
pub fn file(document: &Document) -> Result<File, RenderError> {
    let mut workbook = Workbook::new();
    let created =
        ExcelDateTime::parse_from_str(&document.recorded_at.format("%Y-%m-%dT%H:%M:%S").to_string())?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!(
                "{}: {}, {}",
                document.authority, document.title, document.period
            ))
            .set_subject(&document.about)
            .set_author(&document.authority)
            .set_company(&document.authority)
            .set_keywords("complaints, compliments, annual report")
            .set_creation_datetime(&created),
    );
    let styles = Styles::new();
    front::write(&mut workbook, document, &styles)?;
    for sheet in document.sheets() {
        table::write(&mut workbook, sheet, &styles)?;
    }
    Ok(File {
        name: "report.xlsx".to_owned(),
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content: language::set(&workbook.save_to_buffer()?)?,
    })
}

/// How cells look. One typeface without serifs, in a size that can be read.
struct Styles {
    title: Format,
    text: Format,
    head: Format,
    mark: Format,
    whole: Format,
    decimal: Format,
    money: Format,
}

impl Styles {
    fn new() -> Self {
        let text = Format::new().set_font_name("Arial").set_font_size(12);
        let wrapped = text.clone().set_text_wrap().set_align(FormatAlign::Top);
        let right = text
            .clone()
            .set_align(FormatAlign::Right)
            .set_align(FormatAlign::Top);
        Self {
            title: text.clone().set_bold().set_font_size(16),
            head: wrapped.clone().set_bold(),
            mark: right.clone(),
            whole: right.clone().set_num_format("#,##0"),
            decimal: right.clone().set_num_format("#,##0.0"),
            money: right.set_num_format("#,##0.00"),
            text: wrapped,
        }
    }
}
