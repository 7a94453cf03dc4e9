//! Many rows in one statement: a JSON list bound as `$1` that either database turns into a relation.
//!
//! A statement costs the same trip for one row as for a hundred, so whatever is written or looked up for a batch
//! goes through here, one statement for each table. Where SQLite inserts many rows, they are bound one by one in lists of
//! [`ROWS_AT_ONCE`]: to read them out of JSON takes it longer than to store them.

use super::{
    statement::{Dialect, Statement},
    value::{Scalar, Value, date_text, hex, instant_text},
};

/// Rows that one insert of SQLite's takes as bound values: enough to make the trip cheap, and few enough that the
/// values of the widest table stay far below SQLite's 32,766.
pub const ROWS_AT_ONCE: usize = 64;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// A date.
    Date,
    /// An instant.
    Instant,
    /// Yes or no.
    Bool,
    /// Bytes, which JSON carries in hexadecimal.
    Bytes,
}

/// A column of given rows, and of the table that they go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column of texts.
    pub const fn text(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Text,
        }
    }

    /// A column of whole numbers.
    pub const fn int(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Int,
        }
    }

    /// A column of dates.
    pub const fn date(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Date,
        }
    }

    /// A column of instants.
    pub const fn instant(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Instant,
        }
    }

    /// A column of yes or no.
    pub const fn bool(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Bool,
        }
    }

    /// A column of bytes.
    pub const fn bytes(name: &'static str) -> Self {
        Self {
            name,
            kind: Kind::Bytes,
        }
    }

    /// The expression that reads this column from the list `value`, at an index.
    fn read(self, dialect: Dialect, index: usize) -> String {
        match (dialect, self.kind) {
            (Dialect::Sqlite, Kind::Bytes) => format!("unhex(value ->> {index})"),
            (Dialect::Sqlite, _) | (Dialect::Postgres, Kind::Text) => format!("value ->> {index}"),
            (Dialect::Postgres, Kind::Int) => format!("(value ->> {index})::bigint"),
            (Dialect::Postgres, Kind::Date) => format!("(value ->> {index})::date"),
            (Dialect::Postgres, Kind::Instant) => format!("(value ->> {index})::timestamptz"),
            (Dialect::Postgres, Kind::Bool) => format!("(value ->> {index})::boolean"),
            (Dialect::Postgres, Kind::Bytes) => format!("decode(value ->> {index}, 'hex')"),
        }
    }
}

/// The relation `given` of the rows bound as a parameter, to stand after FROM.
pub fn relation(dialect: Dialect, parameter: usize, columns: &[Column]) -> String {
    let read =
        |(index, column): (usize, &Column)| format!("{} AS {}", column.read(dialect, index), column.name);
    let columns: Vec<String> = columns.iter().enumerate().map(read).collect();
    let columns = columns.join(", ");
    match dialect {
        Dialect::Sqlite => format!("(SELECT {columns} FROM json_each(${parameter})) AS given"),
        Dialect::Postgres => format!(
            "(SELECT {columns} FROM json_array_elements(${parameter}::json) AS element (value)) AS given"
        ),
    }
}

/// A table that rows are written to, many at a time.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// All its columns, in the order that rows are given in.
    pub columns: &'static [Column],
}

impl Table {
    /// Inserts the given rows; one that exists is an error.
    pub fn insert(&self) -> Statement {
        self.insert_and("")
    }

    /// Inserts the given rows and answers these columns of each.
    pub fn insert_returning(&self, columns: &[&str]) -> Statement {
        self.insert_and(&format!("\nRETURNING {}", columns.join(", ")))
    }

    /// Inserts those of the given rows whose key is new.
    pub fn insert_missing(&self) -> Statement {
        self.insert_and(&format!("\nON CONFLICT ({}) DO NOTHING", self.key.join(", ")))
    }

    /// Inserts the given rows or puts them in the place of those that have their keys. No two of the given rows
    /// may have the same key: PostgreSQL refuses that.
    pub fn upsert(&self) -> Statement {
        let beside_key = self
            .columns
            .iter()
            .filter(|column| !self.key.contains(&column.name));
        let set: Vec<String> = beside_key
            .map(|column| format!("{0} = excluded.{0}", column.name))
            .collect();
        let action = if set.is_empty() {
            "NOTHING".to_owned()
        } else {
            format!("UPDATE SET {}", set.join(", "))
        };
        self.insert_and(&format!("\nON CONFLICT ({}) DO {action}", self.key.join(", ")))
    }

    /// Removes the rows that have the given keys; rows are given with the columns of [`Table::key_columns`].
    pub fn delete(&self) -> Statement {
        let key = self.key.join(", ");
        let text = format!(
            "DELETE FROM {}\nWHERE ({key}) IN (SELECT {key} FROM {{given}})",
            self.name
        );
        Statement::given(&self.key_columns(), &text)
    }

    /// The columns of the key, in its order.
    pub fn key_columns(&self) -> Vec<Column> {
        let of = |name: &&str| self.columns.iter().find(|column| column.name == *name).copied();
        self.key.iter().filter_map(of).collect()
    }

    fn insert_and(&self, rest: &str) -> Statement {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let names = names.join(", ");
        // Without a WHERE, SQLite takes ON CONFLICT for the condition of a join.
        let text = format!(
            "INSERT INTO {} ({names})\nSELECT {names}\nFROM {{given}}\nWHERE true{rest}",
            self.name
        );
        let head = format!("INSERT INTO {} ({names}) VALUES ", self.name);
        let row = format!("({})", vec!["?"; self.columns.len()].join(", "));
        let bound = |rows: usize| format!("{head}{}{rest}", vec![row.as_str(); rows].join(", "));
        Statement::given(self.columns, &text).or_bound(&bound(1), &bound(ROWS_AT_ONCE))
    }
}

/// Rows for a statement that was made with the same columns.
#[derive(Clone, PartialEq)]
pub struct Rows {
    columns: Vec<Column>,
    /// Row by row.
    values: Vec<Value>,
}

impl Rows {
    /// No rows yet.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            values: Vec::new(),
        }
    }

    /// Adds a row, its values in the order of the columns.
    pub fn push<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert!(
            self.columns.len() == N
                && self
                    .columns
                    .iter()
                    .zip(&row)
                    .all(|(column, value)| Some(column.kind) == kind(value)),
            "a given row has other columns than {:?}",
            self.columns,
        );
        self.values.extend(row);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.values.len() / self.columns.len().max(1)
    }

    /// Whether there is none, and so nothing to ask the database.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Takes the first so many rows away, as values to bind.
    pub(super) fn take_first(&mut self, rows: usize) -> Vec<Value> {
        let rest = self.values.split_off(rows * self.columns.len());
        std::mem::replace(&mut self.values, rest)
    }

    /// The rows as a list of lists.
    pub(super) fn into_json(self) -> String {
        let width = self.columns.len().max(1);
        let mut json = "[".to_owned();
        for (index, value) in self.values.into_iter().enumerate() {
            json.push_str(match (index, index % width) {
                (0, 0) => "[",
                (_, 0) => "],[",
                _ => ",",
            });
            json.push_str(&written(value));
        }
        json.push_str(if json.len() > 1 { "]]" } else { "]" });
        json
    }
}

impl Scalar for Rows {
    fn value(of: Option<Self>) -> Value {
        of.map_or(Value::Text(None), Value::Rows)
    }
}

fn kind(value: &Value) -> Option<Kind> {
    match value {
        Value::Text(_) => Some(Kind::Text),
        Value::Int(_) => Some(Kind::Int),
        Value::Bool(_) => Some(Kind::Bool),
        Value::Date(_) => Some(Kind::Date),
        Value::Instant(_) => Some(Kind::Instant),
        Value::Bytes(_) => Some(Kind::Bytes),
        Value::Rows(_) => None,
    }
}

fn written(value: Value) -> String {
    let quoted = |text: String| format!("\"{text}\"");
    let written = match value {
        Value::Text(text) => text.map(|text| serde_json::Value::from(text).to_string()),
        Value::Int(number) => number.map(|number| number.to_string()),
        Value::Bool(yes) => yes.map(|yes| yes.to_string()),
        Value::Date(date) => date.map(|date| quoted(date_text(date))),
        Value::Instant(instant) => instant.map(|instant| quoted(instant_text(instant))),
        Value::Bytes(bytes) => bytes.map(|bytes| quoted(hex(&bytes))),
        Value::Rows(rows) => Some(rows.into_json()),
    };
    written.unwrap_or_else(|| "null".to_owned())
}
