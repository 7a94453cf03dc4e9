//! The sheets before the tables: cover, contents, what the law asks for, what is missing, and notes.

use rust_xlsxwriter::{Url, Workbook};

use super::{
    Styles,
    table::{column_width, height, link, name, set_print, unwrapped, write_grid},
};
use crate::report::{
    RenderError,
    document::{Document, MARKS},
    grid::{Grid, Header, Holds, Value},
};

/// Adds them.
pub(super) fn write(
    workbook: &mut Workbook,
    document: &Document,
    styles: &Styles,
) -> Result<(), RenderError> {
    cover(workbook, document, styles)?;
    contents(workbook, document, styles)?;
    let lists = [
        (
            "Checklist",
            "What the law asks for, and where it is",
            checklist(document),
        ),
        ("Missing", "What is missing", missing(document)),
        (
            "Withheld",
            "What was withheld so that nobody can be recognised",
            withheld(document),
        ),
        ("Notes", "How the figures are counted", notes(document)),
    ];
    for (sheet, title, grid) in lists {
        if grid.rows.is_empty() {
            continue;
        }
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(sheet)?;
        worksheet.write_with_format(0, 0, title, &styles.title)?;
        worksheet.write_with_format(1, 0, "This worksheet contains one table.", &unwrapped(styles))?;
        write_grid(worksheet, 2, &grid, sheet, title, styles)?;
    }
    Ok(())
}

fn cover(workbook: &mut Workbook, document: &Document, styles: &Styles) -> Result<(), RenderError> {
    let marks: Vec<String> = MARKS
        .iter()
        .map(|(mark, means)| format!("{mark} {means}"))
        .collect();
    let published = match document.sign_off.published_on {
        Some(day) => format!("Published on {}.", crate::report::words::date(day)),
        None => "Not published yet.".to_owned(),
    };
    let lines = [
        document.authority.clone(),
        format!("Period: {} ({} to {}).", document.period, document.days.0, document.days.1),
        published,
        document.about.clone(),
        format!("Figures were counted at {}.", document.counted_at()),
        format!("Marks that stand for a figure: {}.", marks.join("; ")),
        "Percentages and working days are rounded to one decimal, half away from zero; totals are counted and not \
         added up."
            .to_owned(),
    ];
    let worksheet = workbook.add_worksheet();
    worksheet.set_name("Cover")?;
    worksheet.set_column_width(0, column_width(WIDTH))?;
    set_print(worksheet);
    let title = format!("{}, {}", document.title, document.period);
    worksheet.set_row_height(0, 24 * u32::try_from(title.len().div_ceil(70)).unwrap_or(1))?;
    worksheet.write_with_format(0, 0, title, &styles.title.clone().set_text_wrap())?;
    for (row, line) in (1..).zip(lines) {
        worksheet.set_row_height(row, height([(line.as_str(), &WIDTH)].into_iter()))?;
        worksheet.write_string_with_format(row, 0, line, &styles.text)?;
    }
    Ok(())
}

/// The width of the cover, in characters.
const WIDTH: usize = 90;

fn contents(workbook: &mut Workbook, document: &Document, styles: &Styles) -> Result<(), RenderError> {
    let mut grid = Grid {
        headers: heads(&["Worksheet", "Title"]),
        rows: Vec::new(),
    };
    for sheet in document.sheets() {
        grid.rows
            .push(vec![Value::Text(name(sheet)), Value::Text(sheet.title.clone())]);
    }
    let worksheet = workbook.add_worksheet();
    worksheet.set_name("Contents")?;
    worksheet.write_with_format(0, 0, "Contents", &styles.title)?;
    worksheet.write_with_format(
        1,
        0,
        "This worksheet contains one table: every table of the workbook, with links.",
        &unwrapped(styles),
    )?;
    if grid.rows.is_empty() {
        return Ok(());
    }
    write_grid(worksheet, 2, &grid, "Contents", "Contents", styles)?;
    for (row, sheet) in (3..).zip(document.sheets()) {
        let name = name(sheet);
        let url = Url::new(format!("internal:'{name}'!A1")).set_text(&name);
        worksheet.write_url_with_format(row, 0, url, &link(styles))?;
    }
    Ok(())
}

fn heads(names: &[&str]) -> Vec<Header> {
    let header = |name: &&str| Header {
        id: (*name).to_owned(),
        name: (*name).to_owned(),
        holds: Holds::Text,
    };
    names.iter().map(header).collect()
}

/// Texts in rows; what is empty says so, because no cell is left blank.
fn texts(names: &[&str], rows: Vec<Vec<String>>) -> Grid {
    let value = |text: String| match text.as_str() {
        "" => Value::Mark("[z]"),
        _ => Value::Text(text),
    };
    Grid {
        headers: heads(names),
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().map(value).collect())
            .collect(),
    }
}

fn checklist(document: &Document) -> Grid {
    let rows = document.checklist.iter().map(|item| {
        vec![
            item.text.clone(),
            item.source.clone(),
            item.section.clone(),
            item.state.to_owned(),
        ]
    });
    texts(
        &["What is asked for", "Source", "Where it is", "Is it there?"],
        rows.collect(),
    )
}

fn missing(document: &Document) -> Grid {
    let rows = document.missing.iter().map(|missing| {
        let section = match missing.section {
            0 => "The whole report".to_owned(),
            number => number.to_string(),
        };
        vec![missing.text.clone(), section, missing.source.clone()]
    });
    texts(&["What is missing", "Section", "Source"], rows.collect())
}

fn withheld(document: &Document) -> Grid {
    let rows = document.withheld.iter().map(|text| vec![text.clone()]);
    texts(&["What was withheld"], rows.collect())
}

fn notes(document: &Document) -> Grid {
    let rows = document.definitions.iter().map(|definition| {
        vec![
            definition.name.clone(),
            definition.wording.clone(),
            definition.numerator.clone(),
            definition.denominator.clone(),
            definition.exclusions.clone(),
            definition.source.clone(),
            format!("{}, version {}", definition.id, definition.version),
        ]
    });
    let names = [
        "Figure",
        "What it says",
        "Numerator",
        "Denominator",
        "Left out",
        "Source",
        "Id",
    ];
    texts(&names, rows.collect())
}
