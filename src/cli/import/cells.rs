//! The cells of one row, read as fields; everything that is wrong is collected.

use std::{borrow::Cow, collections::HashMap};

use chrono::{Datelike, NaiveDate};

use super::mapping::{Mapping, Rule};
use crate::api::wire::{self, Date, ImportProblem};

/// Where the cells of a row are.
pub enum Row<'a> {
    /// In the columns of a table; a row may be shorter than the headings.
    Table {
        /// The column of each field.
        places: &'a HashMap<&'static str, usize>,
        /// The cells.
        cells: &'a [Cow<'a, str>],
    },
    /// In an object of JSON.
    Object(&'a serde_json::Map<String, serde_json::Value>),
}

/// Reads the fields of a row. A reading method answers `None` where there is nothing, or once it has recorded why.
pub struct Cells<'a> {
    row: Row<'a>,
    mapping: &'a Mapping,
    problems: Vec<ImportProblem>,
}

impl<'a> Cells<'a> {
    /// Reads a row by a mapping.
    pub fn new(row: Row<'a>, mapping: &'a Mapping) -> Self {
        Self {
            row,
            mapping,
            problems: Vec::new(),
        }
    }

    /// What was wrong.
    pub fn into_problems(self) -> Vec<ImportProblem> {
        self.problems
    }

    /// Records what is wrong with a field, and in which column it stands.
    pub fn refuse(&mut self, field: &str, description: impl Into<String>) {
        let column = self.mapping.rule(field).and_then(|rule| rule.column.as_deref());
        let description = description.into();
        let description = match column {
            Some(column) if column != field => format!("{description} (column {column:?})"),
            _ => description,
        };
        self.problems.push(ImportProblem {
            field: field.to_owned(),
            description,
        });
    }

    /// What a field's cell says, without space around it.
    fn cell(&self, rule: &Rule, field: &str) -> Option<Cow<'a, str>> {
        let text = match &self.row {
            Row::Table { places, cells } => {
                let cell: &'a Cow<'a, str> = cells.get(*places.get(field)?)?;
                Cow::Borrowed(cell.trim())
            }
            Row::Object(object) => match object.get(rule.column.as_deref()?)? {
                serde_json::Value::String(text) => Cow::Borrowed(text.trim()),
                serde_json::Value::Null => return None,
                serde_json::Value::Array(values) => {
                    let texts: Vec<String> = values.iter().map(text_of).collect();
                    Cow::Owned(texts.join(self.mapping.separator()))
                }
                other => Cow::Owned(other.to_string()),
            },
        };
        (!text.is_empty()).then_some(text)
    }

    /// What a field says: what its cell means, or its default.
    pub fn text(&self, field: &str) -> Option<String> {
        let rule = self.mapping.rule(field)?;
        let text = match self.cell(rule, field) {
            Some(cell) => rule.meaning(&cell).to_owned(),
            None => rule.default.clone()?,
        };
        (!text.is_empty()).then_some(text)
    }

    /// The same, empty where there is nothing: as the contract has it.
    pub fn or_empty(&self, field: &str) -> String {
        self.text(field).unwrap_or_default()
    }

    /// The values of a cell that holds several.
    pub fn several(&self, field: &str) -> Vec<String> {
        let Some(rule) = self.mapping.rule(field) else {
            return Vec::new();
        };
        let cell = self
            .cell(rule, field)
            .or(rule.default.as_deref().map(Cow::Borrowed));
        let Some(cell) = cell else { return Vec::new() };
        cell.split(self.mapping.separator())
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(|one| rule.meaning(one).to_owned())
            .collect()
    }

    /// A date.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        let text = self.text(field)?;
        let read = |format: &String| NaiveDate::parse_from_str(&text, format).ok();
        let date = self.mapping.dates().iter().find_map(read);
        if date.is_none() {
            self.refuse(field, format!("{text:?} is no date as the mapping writes them"));
        }
        date.map(wire_date)
    }

    /// Yes or no.
    pub fn yes(&mut self, field: &str) -> Option<bool> {
        let text = self.text(field)?;
        match text.to_lowercase().as_str() {
            "yes" | "y" | "true" | "1" => Some(true),
            "no" | "n" | "false" | "0" => Some(false),
            _ => {
                self.refuse(field, format!("{text:?} is neither yes nor no"));
                None
            }
        }
    }

    /// A whole number.
    pub fn number(&mut self, field: &str) -> Option<i32> {
        let text = self.text(field)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.refuse(field, format!("{text:?} is no whole number"));
        }
        number
    }

    /// A value of an enum of the contract, by its name without the enum's own: `partly upheld` for
    /// `FINDING_PARTLY_UPHELD`.
    pub fn value<T>(&mut self, field: &str, prefix: &str, read: fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(field)?;
        self.value_of(field, &text, prefix, read)
    }

    /// The same of a text that was read.
    pub fn value_of<T>(
        &mut self,
        field: &str,
        text: &str,
        prefix: &str,
        read: fn(&str) -> Option<T>,
    ) -> Option<T> {
        let name = text.trim().to_uppercase().replace([' ', '-'], "_");
        let name = match name.strip_prefix(prefix) {
            Some(rest) => format!("{prefix}{rest}"),
            None => format!("{prefix}{name}"),
        };
        let value = (!name.ends_with("UNSPECIFIED")).then(|| read(&name)).flatten();
        if value.is_none() {
            self.refuse(field, format!("{text:?} is none of the values that there are"));
        }
        value
    }

    /// A person, where anything is told of one.
    pub fn person(
        &self,
        [full_name, address, email, telephone, reference]: [&str; 5],
    ) -> Option<wire::Person> {
        let person = wire::Person {
            full_name: self.or_empty(full_name),
            address: self.or_empty(address),
            email: self.or_empty(email),
            telephone: self.or_empty(telephone),
            external_reference: self.or_empty(reference),
        };
        (person != wire::Person::default()).then_some(person)
    }

    /// Equality answers, where there are any.
    pub fn equality(&self, fields: &[&str; 10]) -> Option<wire::Equality> {
        let [
            age,
            disability,
            ethnicity,
            sex,
            gender,
            marriage,
            pregnancy,
            religion,
            orientation,
            source,
        ] = fields.map(|field| self.or_empty(field));
        let equality = wire::Equality {
            age_band: age,
            disability,
            ethnicity,
            sex,
            gender_reassignment: gender,
            marriage,
            pregnancy,
            religion,
            sexual_orientation: orientation,
            source,
        };
        (equality != wire::Equality::default()).then_some(equality)
    }
}

fn text_of(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A date on the wire.
pub fn wire_date(date: NaiveDate) -> Date {
    let part = |part: u32| i32::try_from(part).unwrap_or_default();
    Date {
        year: date.year(),
        month: part(date.month()),
        day: part(date.day()),
    }
}
