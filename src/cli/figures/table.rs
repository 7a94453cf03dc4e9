//! Files of one published table: CSV, a sheet of a workbook, JSON.

use std::{collections::BTreeMap, fs, path::Path};

use calamine::{Data, DataRef, Reader as _, Xlsx, XlsxError};

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
    // Cell by cell: `worksheet_range` makes room for everything between two cells, however far apart they are.
    let mut reader = book.worksheet_cells_reader(&name.ok_or("the workbook has no such sheet")?)?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut cells = 0;
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        let text = text_of(cell.get_value());
        if text.is_empty() {
            continue;
        }
        cells += 1;
        if cells > CELLS_MAX {
            return Err(format!("the sheet has more than {CELLS_MAX} cells").into());
        }
        rows.entry(row).or_default().insert(column, text);
    }
    lines_of(&rows)
}

/// Cells that are read of a sheet: every English council, with a hundred figures each and more.
const CELLS_MAX: usize = 100_000;
/// Rows from the first that says anything to the last, and columns.
const SPAN_MAX: u32 = 2_000;

/// The lines of a sheet, from its first cell on.
fn lines_of(rows: &BTreeMap<u32, BTreeMap<u32, String>>) -> Result<Vec<Vec<String>>, Failure> {
    let columns = || rows.values().flat_map(BTreeMap::keys);
    let ends = |first: Option<&u32>, last: Option<&u32>| Some(*first?..=*last?);
    let (Some(down), Some(across)) = (
        ends(rows.keys().next(), rows.keys().next_back()),
        ends(columns().min(), columns().max()),
    ) else {
        return Ok(Vec::new());
    };
    if down.end() - down.start() >= SPAN_MAX || across.end() - across.start() >= SPAN_MAX {
        return Err(format!("the cells of the sheet are more than {SPAN_MAX} rows or columns apart").into());
    }
    let cell = |row, column| rows.get(&row).and_then(|row| row.get(&column));
    let line = |row| {
        across
            .clone()
            .map(move |column| cell(row, column).cloned().unwrap_or_default())
    };
    Ok(down.map(|row| line(row).collect()).collect())
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Float(number) => number.to_string(),
        other => Data::from(other.clone()).to_string(),
    }
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
