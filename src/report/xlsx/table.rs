//! A sheet with one table.

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Url, Workbook, Worksheet};

use super::Styles;
use crate::report::{
    RenderError,
    document::{MARKS, Sheet},
    grid::{Grid, Header, Holds, Value},
};

/// Where the heads of the table stand, from 0: after the title, what the table is, and the way back.
const HEAD: u32 = 3;

/// The name of the sheet of a table.
pub(super) fn name(sheet: &Sheet) -> String {
    format!("Table_{}", sheet.number)
}

/// Adds the sheet of a table.
pub(super) fn write(workbook: &mut Workbook, sheet: &Sheet, styles: &Styles) -> Result<(), RenderError> {
    let grid = Grid::of(sheet);
    let marked = |mark: &str| {
        let is_it = |value: &Value| matches!(value, Value::Mark(known) if *known == mark);
        grid.rows.iter().flatten().any(is_it)
    };
    let marks = MARKS.iter().filter(|(mark, _)| marked(mark));
    let marks: Vec<String> = marks.map(|(mark, means)| format!("{mark} {means}.")).collect();
    let about: Vec<&str> = ["This worksheet contains one table.", sheet.subtitle.as_str()]
        .into_iter()
        .chain(sheet.notes.iter().map(String::as_str))
        .chain(marks.iter().map(String::as_str))
        .collect();
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(name(sheet))?;
    worksheet.write_with_format(
        0,
        0,
        format!("Table {}: {}", sheet.number, sheet.title),
        &styles.title,
    )?;
    worksheet.write_with_format(1, 0, about.join(" "), &unwrapped(styles))?;
    worksheet.write_url_with_format(
        2,
        0,
        Url::new("internal:'Contents'!A1").set_text("Back to the contents"),
        &link(styles),
    )?;
    write_grid(worksheet, HEAD, &grid, &name(sheet), &sheet.title, styles)
}

/// Writes a table with its heads at a row, and marks it as one.
pub(super) fn write_grid(
    worksheet: &mut Worksheet,
    head: u32,
    grid: &Grid,
    name: &str,
    title: &str,
    styles: &Styles,
) -> Result<(), RenderError> {
    let mut row_number = head;
    for row in &grid.rows {
        row_number += 1;
        for (column, (value, header)) in (0..).zip(row.iter().zip(&grid.headers)) {
            let format = match header.holds {
                Holds::Whole => &styles.whole,
                Holds::Decimal => &styles.decimal,
                Holds::Money => &styles.money,
                Holds::Text => &styles.text,
            };
            match value {
                Value::Number(number) => worksheet.write_with_format(row_number, column, *number, format)?,
                // A string is never a formula here, whatever it begins with.
                Value::Text(text) => {
                    worksheet.write_string_with_format(row_number, column, text, &styles.text)?
                }
                Value::Mark(mark) => {
                    worksheet.write_string_with_format(row_number, column, *mark, &styles.mark)?
                }
            };
        }
    }
    let columns: Vec<TableColumn> = grid
        .headers
        .iter()
        .map(|header| {
            TableColumn::new()
                .set_header(&header.name)
                .set_header_format(&styles.head)
        })
        .collect();
    let table = Table::new()
        .set_name(name)
        .set_columns(&columns)
        .set_autofilter(false)
        .set_banded_rows(false)
        .set_style(TableStyle::None)
        .set_alt_text_title(title);
    let last = u16::try_from(grid.headers.len().saturating_sub(1)).unwrap_or(u16::MAX);
    worksheet.add_table(head, 0, row_number, last, &table)?;
    let widths: Vec<usize> = grid
        .headers
        .iter()
        .enumerate()
        .map(|(column, header)| width(header, column, grid))
        .collect();
    for (column, width) in (0..).zip(&widths) {
        worksheet.set_column_width(column, column_width(*width))?;
    }
    let heads = grid.headers.iter().map(|header| header.name.as_str());
    worksheet.set_row_height(head, height(heads.zip(&widths)))?;
    for (row, values) in (head + 1..).zip(&grid.rows) {
        let texts = values.iter().map(|value| match value {
            Value::Text(text) => text.as_str(),
            Value::Number(_) | Value::Mark(_) => "",
        });
        worksheet.set_row_height(row, height(texts.zip(&widths)))?;
    }
    worksheet.set_freeze_panes(head + 1, 1)?;
    worksheet.set_repeat_rows(head, head)?;
    set_print(worksheet);
    Ok(())
}

/// Wide enough for most of what a column holds, in characters; the rest is wrapped.
fn width(header: &Header, column: usize, grid: &Grid) -> usize {
    let longest = |value: &Value| match value {
        Value::Text(text) => text.chars().count(),
        Value::Number(_) | Value::Mark(_) => 10,
    };
    let values = grid.rows.iter().filter_map(|row| row.get(column));
    let widest = values.map(longest).max().unwrap_or(0);
    let least = if header.holds == Holds::Text { 18 } else { 16 };
    widest.clamp(least, 60)
}

/// The width of a column of so many characters, in the unit of workbooks.
pub(super) fn column_width(characters: usize) -> f64 {
    1.2 * f64::from(u32::try_from(characters).unwrap_or(u32::MAX))
}

/// High enough for the texts of a row, each in a column of so many characters, in points. Not every office finds the
/// height of wrapped text by itself.
pub(super) fn height<'t>(texts: impl Iterator<Item = (&'t str, &'t usize)>) -> f64 {
    let lines = texts.map(|(text, width)| text.chars().count().div_ceil(*width).max(1));
    16.0 * f64::from(u32::try_from(lines.max().unwrap_or(1)).unwrap_or(1)) + 2.0
}

/// How a sheet is printed: across the page, and on as many pages as it is long.
pub(super) fn set_print(worksheet: &mut Worksheet) {
    const A4: u8 = 9;
    worksheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
}

pub(super) fn unwrapped(styles: &Styles) -> rust_xlsxwriter::Format {
    styles.text.clone().unset_text_wrap()
}

pub(super) fn link(styles: &Styles) -> rust_xlsxwriter::Format {
    unwrapped(styles)
        .set_font_color(rust_xlsxwriter::Color::RGB(0x00_5E_A5))
        .set_underline(rust_xlsxwriter::FormatUnderline::Single)
}
