//! The mapping file: which column holds which field, how cells are read, and what stands where a cell is empty.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use serde::Deserialize;

use super::{Failure, fields};

/// How a date is written everywhere, whatever the mapping says.
const ISO_DATE: &str = "%Y-%m-%d";
/// What stands between the points of one cell where the mapping names nothing else.
const SEPARATOR: &str = ";";

/// A mapping as it is written; `docs/import.md` explains it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MappingFile {
    /// How dates are written, tried in order, such as `%d/%m/%Y`.
    dates: Vec<String>,
    /// What stands between several values in one cell.
    separator: Option<String>,
    /// The sheet of a workbook; the first where it is absent.
    sheet: Option<String>,
    /// The column of each field.
    columns: BTreeMap<String, String>,
    /// The value of a field without a column, or where its cell is empty.
    defaults: BTreeMap<String, String>,
    /// For a field, what its cells say and what that means.
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// A mapping that was checked.
#[derive(Debug, Clone)]
pub struct Mapping {
    dates: Vec<String>,
    separator: String,
    sheet: Option<String>,
    rules: HashMap<&'static str, Rule>,
    /// Whether a file was given; without one each column is named as its field.
    is_given: bool,
}

/// How one field is read.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// The heading of its column.
    pub column: Option<String>,
    /// What stands where there is no column or the cell is empty.
    pub default: Option<String>,
    values: BTreeMap<String, String>,
}

impl Rule {
    /// What a cell means.
    pub fn meaning<'a>(&'a self, cell: &'a str) -> &'a str {
        let known = (!self.values.is_empty()).then(|| self.values.get(&cell.to_lowercase()));
        known.flatten().map_or(cell, String::as_str)
    }
}

impl Mapping {
    /// Reads a mapping, TOML or JSON by its extension.
    ///
    /// # Errors
    /// When the file cannot be read, or names a field that there is not.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let named = |error: String| format!("{}: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
        let is_json = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let file: MappingFile = if is_json {
            serde_json::from_str(&text).map_err(|error| named(error.to_string()))?
        } else {
            toml::from_str(&text).map_err(|error| named(error.to_string()))?
        };
        Self::of(file).map_err(|error| named(error).into())
    }

    /// Checks a mapping.
    ///
    /// # Errors
    /// Every field that there is not, and dates that cannot be read.
    pub fn of(file: MappingFile) -> Result<Self, String> {
        let MappingFile {
            dates,
            separator,
            sheet,
            columns,
            defaults,
            values,
        } = file;
        let mut wrong = Vec::new();
        let mut rules: HashMap<&'static str, Rule> = HashMap::new();
        for (field, column) in columns {
            match fields::known(&field) {
                Some(field) => rules.entry(field).or_default().column = Some(column),
                None => wrong.push(format!("columns.{field} is no field")),
            }
        }
        for (field, default) in defaults {
            match fields::known(&field) {
                Some(field) => rules.entry(field).or_default().default = Some(default),
                None => wrong.push(format!("defaults.{field} is no field")),
            }
        }
        for (field, values) in values {
            let meant = fields::named(&field);
            if meant.is_empty() {
                wrong.push(format!("values.{field} is no field"));
            }
            let values = values
                .into_iter()
                .map(|(cell, value)| (cell.to_lowercase(), value));
            let values: BTreeMap<String, String> = values.collect();
            for field in meant {
                rules.entry(field).or_default().values.clone_from(&values);
            }
        }
        for format in &dates {
            if !(["%Y", "%y"].iter().any(|year| format.contains(year)) && format.contains("%d")) {
                wrong.push(format!("dates: {format:?} is no date such as %d/%m/%Y"));
            }
        }
        let separator = separator.unwrap_or_else(|| SEPARATOR.to_owned());
        if separator.is_empty() {
            wrong.push("separator must not be empty".to_owned());
        }
        if !wrong.is_empty() {
            return Err(wrong.join("; "));
        }
        let dates = std::iter::once(ISO_DATE.to_owned()).chain(dates).collect();
        Ok(Self {
            dates,
            separator,
            sheet,
            rules,
            is_given: true,
        })
    }

    /// Every column is named as its field.
    pub fn by_name() -> Self {
        let rule = |field: &'static str| {
            let column = Some(field.to_owned());
            (
                field,
                Rule {
                    column,
                    ..Rule::default()
                },
            )
        };
        Self {
            dates: vec![ISO_DATE.to_owned()],
            separator: SEPARATOR.to_owned(),
            sheet: None,
            rules: fields::all().map(rule).collect(),
            is_given: false,
        }
    }

    /// Whether it was given rather than supposed.
    pub fn is_given(&self) -> bool {
        self.is_given
    }

    /// How dates are written, tried in order.
    pub fn dates(&self) -> &[String] {
        &self.dates
    }

    /// What stands between several values in one cell.
    pub fn separator(&self) -> &str {
        &self.separator
    }

    /// The sheet of a workbook, where one is named.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// How a field is read; nothing where it is not told.
    pub fn rule(&self, field: &str) -> Option<&Rule> {
        self.rules.get(field)
    }

    /// Where each field's column is among these headings.
    ///
    /// # Errors
    /// Every column that the mapping names and the file lacks; for a file without a mapping, headings that are no field.
    pub fn places(&self, headings: &[String]) -> Result<HashMap<&'static str, usize>, String> {
        let mut places = HashMap::new();
        let mut lacking = Vec::new();
        for (field, rule) in &self.rules {
            let Some(column) = &rule.column else { continue };
            match headings
                .iter()
                .position(|heading| heading.trim() == column.trim())
            {
                Some(place) => {
                    places.insert(*field, place);
                }
                None if self.is_given => lacking.push(column.as_str()),
                None => {}
            }
        }
        if !self.is_given {
            let unknown = headings
                .iter()
                .filter(|heading| fields::known(heading.trim()).is_none());
            let unknown: Vec<&str> = unknown.map(String::as_str).collect();
            if !unknown.is_empty() {
                return Err(format!(
                    "these headings are no fields, and no --mapping says what they hold: {}",
                    unknown.join(", ")
                ));
            }
        }
        if lacking.is_empty() {
            Ok(places)
        } else {
            lacking.sort_unstable();
            Err(format!("the file lacks these columns: {}", lacking.join(", ")))
        }
    }
}
