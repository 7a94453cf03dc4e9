//! Files of rows: CSV, a sheet of a workbook, JSON Lines. One row is in memory at a time, except that a workbook's texts
//! are kept apart from its cells and are read first, as a whole.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    ops::ControlFlow,
    path::Path,
};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::{
    Failure,
    cells::{Cells, Row},
    json,
    mapping::Mapping,
    request::{self, History},
};
use crate::api::wire::ImportProblem;

/// A row as read.
pub struct FileRow {
    /// Its number: the line of JSON Lines, the row of a sheet, the record of a CSV with the headings as the first.
    pub row: i64,
    /// How far it reaches into what [`Source::length`] counts.
    pub place: u64,
    /// What it says, or what is wrong with it.
    pub history: Result<History, Vec<ImportProblem>>,
}

/// What a file is by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON Lines: `.jsonl` or `.ndjson`.
    JsonLines,
    /// Comma-separated values: `.csv`.
    Csv,
    /// A workbook: `.xlsx`.
    Xlsx,
}

impl Format {
    /// The format of a file.
    ///
    /// # Errors
    /// When the extension is none of those.
    pub fn of(path: &Path) -> Result<Self, Failure> {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension.map(str::to_lowercase).as_deref() {
            Some("jsonl" | "ndjson") => Ok(Self::JsonLines),
            Some("csv") => Ok(Self::Csv),
            Some("xlsx") => Ok(Self::Xlsx),
            _ => Err("the file must end in .csv, .xlsx, .jsonl or .ndjson".into()),
        }
    }
}

/// What takes the rows; it may say that it wants no more.
pub type Take<'t> = &'t mut dyn FnMut(FileRow) -> ControlFlow<()>;

/// Reads every row in order. `sized` is told once how much there is to read, as [`FileRow::place`] counts it.
///
/// # Errors
/// When the file cannot be read, or lacks a column.
pub fn read(
    path: &Path,
    mapping: &Mapping,
    sized: &mut dyn FnMut(u64),
    take: Take<'_>,
) -> Result<(), Failure> {
    let open = || File::open(path).map_err(|error| Failure::from(format!("{}: {error}", path.display())));
    match Format::of(path)? {
        Format::JsonLines => {
            let file = open()?;
            sized(file.metadata()?.len());
            json_lines(BufReader::new(file), mapping, take)
        }
        Format::Csv => {
            let file = open()?;
            sized(file.metadata()?.len());
            csv_records(file, mapping, take)
        }
        Format::Xlsx => {
            let mut book: Xlsx<_> =
                calamine::open_workbook(path).map_err(|error: XlsxError| error.to_string())?;
            let names = book.sheet_names();
            let sheet = match mapping.sheet() {
                Some(name) => names.into_iter().find(|sheet| sheet == name),
                None => names.into_iter().next(),
            };
            let sheet = sheet.ok_or("the workbook has no such sheet")?;
            let mut cells = book.worksheet_cells_reader(&sheet)?;
            let rows = cells.dimensions().end.0;
            sized(u64::from(rows) + 1);
            sheet_rows(&mut || cells.next_cell(), mapping, take)
        }
    }
}

/// The longest line that is read, in bytes: no row is as long, and a file of another kind may have no line ends.
const LINE_BYTES_MAX: u64 = 4 << 20;

fn json_lines(mut file: impl BufRead, mapping: &Mapping, take: Take<'_>) -> Result<(), Failure> {
    let mut line = String::new();
    let mut place = 0;
    for row in 1.. {
        line.clear();
        let read = file.by_ref().take(LINE_BYTES_MAX).read_line(&mut line)?;
        if read == 0 {
            return Ok(());
        }
        if read as u64 == LINE_BYTES_MAX {
            return Err(format!("line {row} is longer than {LINE_BYTES_MAX} bytes").into());
        }
        place += read as u64;
        if line.trim().is_empty() {
            continue;
        }
        let history = json::history(&line, mapping);
        if take(FileRow { row, place, history }).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

fn csv_records(file: impl Read, mapping: &Mapping, take: Take<'_>) -> Result<(), Failure> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let headings = reader.headers()?.iter();
    // What Excel puts in front of a UTF-8 file.
    let headings: Vec<String> = headings
        .map(|heading| heading.trim_start_matches('\u{feff}').to_owned())
        .collect();
    let places = mapping.places(&headings)?;
    let mut record = csv::StringRecord::new();
    for row in 2.. {
        let read = reader.read_record(&mut record);
        let place = reader.position().byte();
        let history = match read {
            Ok(false) => return Ok(()),
            Ok(true) if record.iter().all(str::is_empty) => continue,
            Ok(true) if record.len() > headings.len() => Err(vec![problem(format!(
                "it has {} cells under {} headings",
                record.len(),
                headings.len()
            ))]),
            Ok(true) => {
                let cells: Vec<Cow<'_, str>> = record.iter().map(Cow::Borrowed).collect();
                table_row(&places, &cells, mapping)
            }
            Err(error) => match error.kind() {
                csv::ErrorKind::Utf8 { .. } => Err(vec![problem("it is not UTF-8".to_owned())]),
                _ => return Err(error.into()),
            },
        };
        if take(FileRow { row, place, history }).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Gathers cells into rows. The first row that has any is the headings.
fn sheet_rows<'c>(
    next: &mut dyn FnMut() -> Result<Option<calamine::Cell<DataRef<'c>>>, XlsxError>,
    mapping: &Mapping,
    take: Take<'_>,
) -> Result<(), Failure> {
    let mut places: Option<HashMap<&'static str, usize>> = None;
    let mut cells: Vec<Cow<'_, str>> = Vec::new();
    let mut under_way: Option<u32> = None;
    loop {
        let cell = next()?;
        let (row, column) = cell.as_ref().map_or((u32::MAX, 0), calamine::Cell::get_position);
        if let Some(done) = under_way.filter(|done| *done != row)
            && cells.iter().any(|cell| !cell.is_empty())
        {
            match &places {
                None => {
                    let headings: Vec<String> = cells.iter().map(ToString::to_string).collect();
                    places = Some(mapping.places(&headings)?);
                }
                Some(places) => {
                    let read = FileRow {
                        row: i64::from(done) + 1,
                        place: u64::from(done) + 1,
                        history: table_row(places, &cells, mapping),
                    };
                    if take(read).is_break() {
                        return Ok(());
                    }
                }
            }
        }
        if under_way != Some(row) {
            cells.clear();
            under_way = Some(row);
        }
        let Some(cell) = cell else { return Ok(()) };
        let column = usize::try_from(column).unwrap_or(usize::MAX).min(COLUMNS_MAX);
        cells.resize(cells.len().max(column + 1), Cow::Borrowed(""));
        cells[column] = cell_text(cell.get_value()).into();
    }
}

/// The last column of a workbook, from 0.
const COLUMNS_MAX: usize = 16_383;

/// What a cell says. A date is written as the mapping always reads it.
fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Float(number) => number.to_string(),
        other => calamine::Data::from(other.clone()).to_string(),
    }
}

fn table_row(
    places: &HashMap<&'static str, usize>,
    cells: &[Cow<'_, str>],
    mapping: &Mapping,
) -> Result<History, Vec<ImportProblem>> {
    of_cells(Cells::new(Row::Table { places, cells }, mapping))
}

/// Reads a row by its fields.
pub fn of_cells(mut cells: Cells<'_>) -> Result<History, Vec<ImportProblem>> {
    let history = request::history(&mut cells);
    let problems = cells.into_problems();
    if problems.is_empty() {
        Ok(history)
    } else {
        Err(problems)
    }
}

/// Something that is wrong with a whole row.
pub fn problem(description: String) -> ImportProblem {
    ImportProblem {
        field: String::new(),
        description,
    }
}
