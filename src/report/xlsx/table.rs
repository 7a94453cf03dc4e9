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
    for (column, header) in (0..).zip(&grid.headers) {
        worksheet.set_column_width(column, width(header, column, grid))?;
    }
    worksheet.set_freeze_panes(head + 1, 1)?;
    Ok(())
}

/// Wide enough for most of what a column holds; the rest is wrapped.
fn width(header: &Header, column: u16, grid: &Grid) -> f64 {
    let longest = |value: &Value| match value {
        Value::Text(text) => text.chars().count(),
        Value::Number(_) | Value::Mark(_) => 10,
    };
    let values = grid.rows.iter().filter_map(|row| row.get(usize::from(column)));
    let widest = values.map(longest).max().unwrap_or(0);
    let least = if header.holds == Holds::Text { 18 } else { 16 };
    let width = u32::try_from(widest.clamp(least, 60)).unwrap_or(60);
    f64::from(width) * 1.2
}

pub(super) fn unwrapped(styles: &Styles) -> rust_xlsxwriter::Format {
    styles.text.clone().unset_text_wrap()
}

pub(super) fn link(styles: &Styles) -> rust_xlsxwriter::Format {
    unwrapped(styles)
        .set_font_color(rust_xlsxwriter::Color::RGB(0x00_5E_A5))
        .set_underline(rust_xlsxwriter::FormatUnderline::Single)
}
