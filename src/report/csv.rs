//! Each table as a CSV file in tidy form, with the metadata that the W3C's CSV on the Web asks for beside them.

use serde_json::{Value as Json, json};

use super::{
    File, RenderError,
    document::{Document, MARKS, Sheet},
    grid::{Grid, Header, Holds, Value},
};

const METADATA: &str = "csv-metadata.json";

/// A file for each table, and the metadata.
///
/// # Errors
/// When writing fails.
pub fn files(document: &Document) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    let mut described = Vec::new();
    for sheet in document.sheets() {
        let grid = Grid::of(sheet);
        files.push(File {
            name: name(sheet),
            media_type: "text/csv; charset=utf-8; header=present",
            content: content(&grid)?,
        });
        described.push(describe(sheet, &grid));
    }
    let metadata = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}],
        "dc:title": format!("{}: {}, {}", document.authority, document.title, document.period),
        "dc:description": document.about,
        "dc:publisher": document.authority,
        "dc:source": document.counted_at(),
        "tables": described,
    });
    files.push(File {
        name: METADATA.to_owned(),
        media_type: "application/csvm+json",
        content: with_newline(serde_json::to_vec_pretty(&metadata)?),
    });
    Ok(files)
}

/// The name of a table's file.
pub fn name(sheet: &Sheet) -> String {
    format!("{:02}-{}.csv", sheet.number, sheet.id)
}

fn content(grid: &Grid) -> Result<Vec<u8>, RenderError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(grid.headers.iter().map(|header| guarded(&header.name)))?;
    for row in &grid.rows {
        writer.write_record(row.iter().map(written))?;
    }
    Ok(writer.into_inner().map_err(::csv::IntoInnerError::into_error)?)
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => guarded(text),
        Value::Number(number) => number.to_string(),
        Value::Mark(mark) => (*mark).to_owned(),
    }
}

/// A text that no spreadsheet takes for a formula: one that begins as a formula does gets an apostrophe before it.
pub(super) fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn describe(sheet: &Sheet, grid: &Grid) -> Json {
    let marks: Vec<&str> = MARKS.iter().map(|(mark, _)| *mark).collect();
    let column = |header: &Header| {
        let Header { id, name, holds } = header;
        match holds {
            Holds::Text => json!({"name": id, "titles": name, "datatype": "string"}),
            Holds::Whole => json!({"name": id, "titles": name, "datatype": "integer", "null": marks}),
            Holds::Decimal | Holds::Money => {
                json!({"name": id, "titles": name, "datatype": "decimal", "null": marks})
            }
        }
    };
    let columns: Vec<Json> = grid.headers.iter().map(column).collect();
    let notes: Vec<&str> = [sheet.subtitle.as_str()]
        .into_iter()
        .chain(sheet.notes.iter().map(String::as_str))
        .collect();
    json!({
        "url": name(sheet),
        "dc:title": sheet.title,
        "dc:description": notes.join(" "),
        "dialect": {"header": true, "encoding": "utf-8"},
        "tableSchema": {"columns": columns},
    })
}

/// A text file ends with a new line.
pub(super) fn with_newline(mut text: Vec<u8>) -> Vec<u8> {
    text.push(b'\n');
    text
}
