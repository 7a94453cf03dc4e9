//! The form of published tables in CSV: each line begins with what it is.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::form::{Document, Filter, Header, Statement, Table};
use crate::domain::publication::{
    FilterDraft, HeaderDraft, PublicationDraft, RowDraft, StatementDraft, TableDraft,
};

/// What is wrong with a file, and in which line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub text: String,
}

/// A document with the lines that its parts stand in.
#[derive(Debug, Default)]
pub struct Lined {
    /// The document.
    pub draft: PublicationDraft,
    /// Paths of parts with their lines.
    lines: Vec<(String, u64)>,
}

impl Lined {
    /// The line of the part that a path leads to or through.
    pub fn line_of(&self, path: &str) -> Option<u64> {
        let leads = |known: &&(String, u64)| path.starts_with(known.0.as_str());
        self.lines
            .iter()
            .filter(leads)
            .max_by_key(|(known, _)| known.len())
            .map(|(_, line)| *line)
    }
}

/// The keys whose values are lists, with `|` between their elements.
const LISTS: [&str; 4] = ["parts", "bands", "mentions", "values"];

/// Reads every document of a file.
///
/// # Errors
/// The first line that cannot be read.
pub fn read(text: &str) -> Result<Vec<Lined>, LineProblem> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut documents: Vec<Lined> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| LineProblem {
            line: error.position().map_or(0, csv::Position::line),
            text: error.to_string(),
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let fields: Vec<&str> = record.iter().collect();
        let [keyword, fields @ ..] = &fields[..] else {
            continue;
        };
        if (keyword.is_empty() && fields.iter().all(|field| field.is_empty())) || keyword.starts_with('#') {
            continue;
        }
        take(&mut documents, keyword, fields, line).map_err(|text| LineProblem { line, text })?;
    }
    Ok(documents)
}

fn take(documents: &mut Vec<Lined>, keyword: &str, fields: &[&str], line: u64) -> Result<(), String> {
    if keyword == "document" {
        let draft = keyed::<Document>(fields)?.into();
        let lines = vec![(String::new(), line)];
        documents.push(Lined { draft, lines });
        return Ok(());
    }
    let document = documents
        .last_mut()
        .ok_or("a document must come first: document,id=…,year=…")?;
    let tables = document.draft.tables.len();
    match keyword {
        "table" => {
            document
                .draft
                .tables
                .push(TableDraft::from(keyed::<Table>(fields)?));
            document.lines.push((format!("tables[{tables}]"), line));
            return Ok(());
        }
        "statement" => {
            let place = document.draft.statements.len();
            document
                .draft
                .statements
                .push(StatementDraft::from(keyed::<Statement>(fields)?));
            document.lines.push((format!("statements[{place}]"), line));
            return Ok(());
        }
        _ => {}
    }
    let line_of = in_table(&mut document.draft.tables, keyword, fields)?;
    document.lines.extend(line_of.map(|path| (path, line)));
    Ok(())
}

/// A line of the last table; answers the path of what it begins.
fn in_table(tables: &mut [TableDraft], keyword: &str, fields: &[&str]) -> Result<Option<String>, String> {
    let number = tables.len().saturating_sub(1);
    let table = tables.last_mut();
    let table = table.ok_or_else(|| format!("`{keyword}` must stand under a table: table,id=…"))?;
    let rows = table.rows.len();
    match keyword {
        "columns" => {
            let [of_rows, labels @ ..] = fields else {
                return Err("columns need the heading of the labels and their own labels".to_owned());
            };
            if table.by.is_empty() {
                (*of_rows).clone_into(&mut table.by);
            }
            let end = labels.len() - labels.iter().rev().take_while(|label| label.is_empty()).count();
            table.columns = labels[..end]
                .iter()
                .map(|label| HeaderDraft {
                    label: (*label).to_owned(),
                    ..HeaderDraft::default()
                })
                .collect();
            return Ok(Some(format!("tables[{number}].columns")));
        }
        "row is" => {
            let row = table.rows.last_mut().ok_or("`row is` must stand under a row")?;
            let said: HeaderDraft = keyed::<Header>(fields)?.into();
            let HeaderDraft { label, role, .. } = row.header.clone();
            let role = if said.role.is_empty() {
                role
            } else {
                said.role.clone()
            };
            row.header = HeaderDraft { label, role, ..said };
        }
        "filter" => {
            for field in fields.iter().filter(|field| !field.is_empty()) {
                let (dimension, values) = field
                    .split_once('=')
                    .ok_or("a filter must be dimension=value|value")?;
                let (dimension, values) = (Value::from(dimension), list(values));
                let filter = [("dimension".to_owned(), dimension), ("values".to_owned(), values)];
                let filter: Filter = serde_json::from_value(filter.into_iter().collect()).map_err(kindly)?;
                table.filters.push(FilterDraft::from(filter));
            }
        }
        "row" | "part" | "total" | "subtotal" | "of which" | "average" | "note" | "change" => {
            let [label, values @ ..] = fields else {
                return Err("a row needs a label".to_owned());
            };
            let end = values.len() - values.iter().rev().take_while(|value| value.is_empty()).count();
            let beyond = end.max(table.columns.len()).min(values.len());
            let header = HeaderDraft {
                label: (*label).to_owned(),
                role: if keyword == "row" {
                    String::new()
                } else {
                    keyword.to_owned()
                },
                ..HeaderDraft::default()
            };
            table.rows.push(RowDraft {
                header,
                values: values[..beyond].iter().map(|value| (*value).to_owned()).collect(),
            });
            return Ok(Some(format!("tables[{number}].rows[{rows}]")));
        }
        _ => of_columns(table, keyword, fields)?,
    }
    Ok(None)
}

/// A line that says one thing of each column, under its label.
fn of_columns(table: &mut TableDraft, keyword: &str, fields: &[&str]) -> Result<(), String> {
    if !table.columns.is_empty()
        && fields.len() > table.columns.len() + 1
        && fields[table.columns.len() + 1..]
            .iter()
            .any(|field| !field.is_empty())
    {
        return Err(format!("`{keyword}` has more cells than there are columns"));
    }
    for (column, said) in table.columns.iter_mut().zip(fields.iter().skip(1)) {
        let part = match keyword {
            "measures" => &mut column.measure,
            "periods" => &mut column.period,
            "units" => &mut column.unit,
            "roles" => &mut column.role,
            "councils" => &mut column.council,
            "bases" => &mut column.basis,
            "parts" => &mut column.part,
            "wholes" => &mut column.whole,
            "froms" => &mut column.from,
            "tos" => &mut column.to,
            "weights" => &mut column.weight,
            "sums" => &mut column.sum_of,
            _ => return Err(unknown(keyword)),
        };
        (*said).clone_into(part);
    }
    let known = [
        "measures", "periods", "units", "roles", "councils", "bases", "parts", "wholes", "froms", "tos",
        "weights", "sums",
    ];
    if known.contains(&keyword) {
        Ok(())
    } else {
        Err(unknown(keyword))
    }
}

fn unknown(keyword: &str) -> String {
    format!(
        "`{keyword}` is no line of this form; a line begins with document, table, columns, measures, periods, units, \
         roles, parts, wholes, row, total, subtotal, of which, row is, filter or statement"
    )
}

/// Reads `key=value` fields as an object.
fn keyed<T: DeserializeOwned>(fields: &[&str]) -> Result<T, String> {
    let mut object = Map::new();
    for field in fields.iter().filter(|field| !field.is_empty()) {
        let (key, value) = field
            .split_once('=')
            .ok_or_else(|| format!("`{field}` must be key=value"))?;
        let key = key.trim();
        let value = match key {
            key if LISTS.contains(&key) => list(value),
            "multiple" | "selected" => Value::from(["yes", "true"].contains(&value.trim())),
            _ => Value::from(value.trim()),
        };
        if object.insert(key.to_owned(), value).is_some() {
            return Err(format!("`{key}` is given twice"));
        }
    }
    serde_json::from_value(Value::Object(object)).map_err(kindly)
}

fn list(values: &str) -> Value {
    values.split('|').map(|value| Value::from(value.trim())).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn kindly(error: serde_json::Error) -> String {
    error.to_string()
}
