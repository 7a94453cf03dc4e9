//! A table as rows of plain values, for files that programs read: of how many a percentage or mean is has a column of
//! its own.

use super::document::{Cell, Sheet, Unit};

/// A table of plain values.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The columns.
    pub headers: Vec<Header>,
    /// The rows, the total last.
    pub rows: Vec<Vec<Value>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its id, unlike that of any other column: small letters, digits and `_`.
    pub id: String,
    /// Its heading, unlike any other.
    pub name: String,
    /// What its values are.
    pub holds: Holds,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Texts.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers with one decimal.
    Decimal,
    /// Pounds and pence.
    Money,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// The mark of a figure that is not there.
    Mark(&'static str),
}

impl Grid {
    /// The plain values of a table.
    pub fn of(sheet: &Sheet) -> Self {
        let mut headers: Vec<Header> = Vec::new();
        for head in &sheet.heads {
            push(&mut headers, &identifier(head), head, Holds::Text);
        }
        for column in &sheet.columns {
            let holds = match column.unit {
                Unit::Count => Holds::Whole,
                Unit::Percent | Unit::Excess | Unit::MeanPercent | Unit::WorkingDays | Unit::Rate => {
                    Holds::Decimal
                }
                Unit::Pounds => Holds::Money,
                Unit::Text => Holds::Text,
            };
            push(&mut headers, &column.id, &column.name, holds);
            if column.unit.has_n() {
                let name = column.name.trim_end_matches(column.unit.suffix());
                push(
                    &mut headers,
                    &format!("{}_n", column.id),
                    &format!("{name}: of how many"),
                    Holds::Whole,
                );
            }
        }
        let lines = sheet.rows.iter().chain(&sheet.total);
        let row = |line: &super::document::Line| {
            let mut values: Vec<Value> = line.keys.iter().cloned().map(Value::Text).collect();
            for (cell, column) in line.cells.iter().zip(&sheet.columns) {
                values.push(value(cell));
                if column.unit.has_n() {
                    values.push(of_how_many(cell));
                }
            }
            values
        };
        Self {
            rows: lines.map(row).collect(),
            headers,
        }
    }
}

fn push(headers: &mut Vec<Header>, id: &str, name: &str, holds: Holds) {
    let mut header = Header {
        id: id.to_owned(),
        name: name.to_owned(),
        holds,
    };
    let mut number = 2;
    let is_taken = |headers: &[Header], header: &Header| {
        let same = |known: &Header| known.id == header.id || known.name.eq_ignore_ascii_case(&header.name);
        headers.iter().any(same)
    };
    while is_taken(headers, &header) {
        header.id = format!("{id}_{number}");
        header.name = format!("{name} ({number})");
        number += 1;
    }
    headers.push(header);
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Number { value, .. } => Value::Number(*value),
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Withheld | Cell::NotApplicable | Cell::Unknown => Value::Mark(cell.mark().unwrap_or_default()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no register counts 2^53 of anything")]
fn of_how_many(cell: &Cell) -> Value {
    match cell {
        Cell::Number { denominator, .. } => Value::Number(*denominator as f64),
        _ => value(cell),
    }
}

/// A heading as an id: "Group of teams" is `group_of_teams`.
pub fn identifier(heading: &str) -> String {
    let letters = heading.chars().map(|letter| match letter {
        letter if letter.is_ascii_alphanumeric() => letter.to_ascii_lowercase(),
        _ => '_',
    });
    letters.collect()
}
