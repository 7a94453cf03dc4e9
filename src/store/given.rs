//! Many rows in one statement: a JSON list bound as `$1` that either database turns into a relation.
//!
//! A statement costs the same trip for one row as for a hundred, so whatever is written or looked up for a batch
//! goes through here, one statement for each table.

use super::{
    statement::{Dialect, Statement},
    value::{Scalar, Value, date_text, hex, instant_text},
};

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
#[derive(Debug, Clone, Copy)]
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
        Statement::given(self.columns, &text)
    }
}

/// Rows for a statement that was made with the same columns.
pub struct Rows {
    columns: Vec<Column>,
    json: String,
    len: usize,
}

impl Rows {
    /// No rows yet.
    pub fn new(columns: &[Column]) -> Self {
        Self {
            columns: columns.to_vec(),
            json: "[".to_owned(),
            len: 0,
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
                    .all(|(column, value)| column.kind == kind(value)),
            "a given row has other columns than {:?}",
            self.columns,
        );
        self.json.push_str(if self.len == 0 { "[" } else { ",[" });
        for (index, value) in row.into_iter().enumerate() {
            if index > 0 {
                self.json.push(',');
            }
            self.json.push_str(&json(value));
        }
        self.json.push(']');
        self.len += 1;
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none, and so nothing to ask the database.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Scalar for Rows {
    fn value(of: Option<Self>) -> Value {
        Value::Text(of.map(|rows| rows.json + "]"))
    }
}

fn kind(value: &Value) -> Kind {
    match value {
        Value::Text(_) => Kind::Text,
        Value::Int(_) => Kind::Int,
        Value::Bool(_) => Kind::Bool,
        Value::Date(_) => Kind::Date,
        Value::Instant(_) => Kind::Instant,
        Value::Bytes(_) => Kind::Bytes,
    }
}

fn json(value: Value) -> String {
    let quoted = |text: String| format!("\"{text}\"");
    let written = match value {
        Value::Text(text) => text.map(|text| serde_json::Value::from(text).to_string()),
        Value::Int(number) => number.map(|number| number.to_string()),
        Value::Bool(yes) => yes.map(|yes| yes.to_string()),
        Value::Date(date) => date.map(|date| quoted(date_text(date))),
        Value::Instant(instant) => instant.map(|instant| quoted(instant_text(instant))),
        Value::Bytes(bytes) => bytes.map(|bytes| quoted(hex(&bytes))),
    };
    written.unwrap_or_else(|| "null".to_owned())
}
