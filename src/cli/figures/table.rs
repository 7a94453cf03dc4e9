//! Files of one published table: CSV, a sheet of a workbook, JSON.

use std::{fs, path::Path};

use calamine::{Data, Reader as _, Xlsx, XlsxError};

/// The texts of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

type Failure = Box<dyn std::error::Error>;

/// Reads a file by its extension. Above the headers may stand a title: `header_row` says which row they are, from 1.
pub(super) fn read(path: &Path, sheet: Option<&str>, header_row: usize) -> Result<Table, Failure> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let lines = match extension.map(str::to_lowercase).as_deref() {
        Some("csv") => csv(&fs::read(path)?)?,
        Some("json") => return json(&fs::read_to_string(path)?),
        Some("xlsx") => workbook(path, sheet)?,
        _ => return Err("the file must end in .csv, .xlsx or .json".into()),
    };
    of_lines(lines, header_row)
}

/// The headers and the rows below them. Empty rows are left out, and empty cells at the end of a row.
fn of_lines(lines: Vec<Vec<String>>, header_row: usize) -> Result<Table, Failure> {
    let mut lines = lines
        .into_iter()
        .skip(header_row.saturating_sub(1))
        .map(|mut line| {
            while line.last().is_some_and(|cell| cell.trim().is_empty()) {
                line.pop();
            }
            line
        });
    let headers = lines
        .next()
        .filter(|headers| !headers.is_empty())
        .ok_or("there are no headers")?;
    let rows = lines.filter(|line| !line.is_empty());
    Ok(Table {
        headers,
        rows: rows.collect(),
    })
}

pub(super) fn csv(content: &[u8]) -> Result<Vec<Vec<String>>, Failure> {
    // What Excel puts in front of a UTF-8 file.
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(content);
    let mut lines = Vec::new();
    for record in reader.records() {
        lines.push(record?.iter().map(str::to_owned).collect());
    }
    Ok(lines)
}

fn workbook(path: &Path, sheet: Option<&str>) -> Result<Vec<Vec<String>>, Failure> {
    let mut book: Xlsx<_> = calamine::open_workbook(path).map_err(|error: XlsxError| error.to_string())?;
    let names = book.sheet_names();
    let name = match sheet {
        Some(sheet) => names.into_iter().find(|name| name == sheet),
        None => names.into_iter().next(),
    };
    let range = book.worksheet_range(&name.ok_or("the workbook has no such sheet")?)?;
    let text = |cell: &Data| match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    };
    Ok(range.rows().map(|row| row.iter().map(text).collect()).collect())
}

/// A list of objects, each a row; their names are the headers, in the order in which each comes first.
pub(super) fn json(text: &str) -> Result<Table, Failure> {
    let rows: Vec<Vec<(String, String)>> = serde_json::from_str::<Vec<Row>>(text)?
        .into_iter()
        .map(|row| row.0)
        .collect();
    let mut headers: Vec<String> = Vec::new();
    for (name, _) in rows.iter().flatten() {
        if !headers.contains(name) {
            headers.push(name.clone());
        }
    }
    let cells = |row: &Vec<(String, String)>| {
        let cell = |header: &String| row.iter().find(|(name, _)| name == header);
        let cells = headers
            .iter()
            .map(|header| cell(header).map(|(_, cell)| cell.clone()).unwrap_or_default());
        cells.collect()
    };
    Ok(Table {
        rows: rows.iter().map(cells).collect(),
        headers,
    })
}

/// An object with its members in their order.
struct Row(Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for Row {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> serde::de::Visitor<'de> for Members {
            type Value = Row;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object with a member for each column")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, serde_json::Value>()? {
                    let text = match value {
                        serde_json::Value::String(text) => text,
                        serde_json::Value::Null => String::new(),
                        other => other.to_string(),
                    };
                    members.push((name, text));
                }
                Ok(Row(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}
