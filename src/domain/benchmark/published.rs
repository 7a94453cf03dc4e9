//! A published table as it was read from a file, made into figures: what it says, what it contradicts itself in, and
//! what could not be taken. Nothing is dropped in silence.

use std::collections::{BTreeMap, HashSet};

use super::{
    group::rate,
    layout::{Column, Holds, Layout},
    measures::Scale,
    stated::{StatedRate, rounded},
};
use crate::domain::{ids::CodeId, limits};

/// A table as read: the texts of its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The header of each column.
    pub headers: Vec<String>,
    /// The rows; a row may be shorter than the headers.
    pub rows: Vec<Vec<String>>,
}

/// A number that does not follow from the others in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The row, from 1.
    pub row: usize,
    /// The header of its column.
    pub column: String,
    /// What is stated.
    pub stated: String,
    /// What follows from the others.
    pub follows: String,
    /// How it follows.
    pub how: String,
}

/// A cell, or a whole row, that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// The row, from 1.
    pub row: usize,
    /// The header of its column; empty for the whole row.
    pub column: String,
    /// What stands there.
    pub text: String,
    /// Why it was not taken.
    pub why: &'static str,
}

/// What a table says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Each figure: its kind, its body, its value.
    pub figures: Vec<(String, CodeId, i64)>,
    /// Rows about bodies that nobody knows: the row and the name.
    pub unknown_bodies: Vec<(usize, String)>,
    /// Headers that no column of the layout has.
    pub unknown_columns: Vec<String>,
    /// What contradicts itself.
    pub contradictions: Vec<Contradiction>,
    /// What was not taken.
    pub not_taken: Vec<NotTaken>,
}

/// Why a table cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No header names the bodies.
    #[error("must have a column with the names of the bodies")]
    NoBodies,
    /// No header names figures.
    #[error("must have a column with figures")]
    NoFigures,
    /// Two headers mean the same.
    #[error("must not have two columns that hold the same")]
    Twice,
}

/// Reads a table. `body` finds a body by its name.
///
/// # Errors
/// When it has no bodies or no figures, or two columns that hold the same.
pub fn read(
    table: &Table,
    layout: &Layout,
    body: impl Fn(&str) -> Option<CodeId>,
) -> Result<Reading, Unreadable> {
    let columns: Vec<Option<&Column>> = table.headers.iter().map(|header| layout.column(header)).collect();
    let held = |wanted: fn(&Holds) -> bool| {
        let held = columns
            .iter()
            .flatten()
            .filter(move |column| wanted(&column.holds));
        held.collect::<Vec<_>>()
    };
    if held(|holds| matches!(holds, Holds::Body)).is_empty() {
        return Err(Unreadable::NoBodies);
    }
    let figures = held(|holds| matches!(holds, Holds::Figure(_)));
    if figures.is_empty() {
        return Err(Unreadable::NoFigures);
    }
    let kinds: HashSet<&Holds> = figures.iter().map(|column| &column.holds).collect();
    let bodies = held(|holds| matches!(holds, Holds::Body)).len();
    if kinds.len() < figures.len() || bodies > 1 {
        return Err(Unreadable::Twice);
    }
    let mut reading = Reading::default();
    for (header, column) in table.headers.iter().zip(&columns) {
        if column.is_none() {
            reading.unknown_columns.push(header.clone());
        }
    }
    let mut seen = HashSet::new();
    for (place, cells) in table.rows.iter().enumerate() {
        let row = Row {
            number: place + 1,
            headers: &table.headers,
            columns: &columns,
            cells,
        };
        row.read(&mut reading, &mut seen, &body);
    }
    Ok(reading)
}

struct Row<'t> {
    number: usize,
    headers: &'t [String],
    columns: &'t [Option<&'t Column>],
    cells: &'t [String],
}

impl Row<'_> {
    /// The cells that hold something, each with its header and column.
    fn held(&self) -> impl Iterator<Item = (&str, &Column, &str)> {
        let cells = self.headers.iter().zip(self.columns).zip(self.cells);
        cells.filter_map(|((header, column), cell)| {
            let cell = cell.trim();
            Some((header.as_str(), (*column)?, cell)).filter(|_| !cell.is_empty())
        })
    }

    fn read(
        &self,
        reading: &mut Reading,
        seen: &mut HashSet<CodeId>,
        body: &impl Fn(&str) -> Option<CodeId>,
    ) {
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        for (header, column, cell) in self.held() {
            if let Holds::Figure(kind) = &column.holds {
                match whole(cell) {
                    Some(count) => {
                        counts.insert(kind, count);
                    }
                    None => reading.not_taken.push(NotTaken {
                        row: self.number,
                        column: header.to_owned(),
                        text: cell.to_owned(),
                        why: "it is no whole number",
                    }),
                }
            }
        }
        let name = self.held().find(|(_, column, _)| column.holds == Holds::Body);
        let Some((_, _, name)) = name else {
            if !counts.is_empty() {
                reading.not_taken.push(self.whole_row("", "it names no body"));
            }
            return;
        };
        self.check(&counts, reading);
        match body(name) {
            None => reading.unknown_bodies.push((self.number, name.to_owned())),
            Some(code) if !seen.insert(code.clone()) => {
                let why = "another row is about the same body";
                reading.not_taken.push(self.whole_row(name, why));
            }
            Some(code) => {
                let figures = counts.into_iter();
                reading
                    .figures
                    .extend(figures.map(|(kind, count)| (kind.to_owned(), code.clone(), count)));
            }
        }
    }

    fn whole_row(&self, name: &str, why: &'static str) -> NotTaken {
        NotTaken {
            row: self.number,
            column: String::new(),
            text: name.to_owned(),
            why,
        }
    }

    /// Reckons sums and percentages anew.
    fn check(&self, counts: &BTreeMap<&str, i64>, reading: &mut Reading) {
        let added = |kinds: &[String]| {
            let parts = kinds.iter().map(|kind| counts.get(kind.as_str()).copied());
            parts.sum::<Option<i64>>()
        };
        for (header, column, cell) in self.held() {
            let found = match &column.holds {
                Holds::Rate { of, among } => added(of).zip(added(among)).and_then(|(of, among)| {
                    let stated = StatedRate::parse(cell)?;
                    let follows = rate(Scale::Percent, of, among)?;
                    let how = format!(
                        "{of} of {among} are {}%",
                        rounded(follows, stated.decimals.max(1))
                    );
                    (!stated.is(follows)).then(|| (rounded(follows, stated.decimals), how))
                }),
                Holds::Figure(_) | Holds::Derived => {
                    let sum = column
                        .sums
                        .iter()
                        .find_map(|kinds| added(kinds).map(|sum| (sum, kinds)));
                    sum.zip(whole(cell)).and_then(|((sum, kinds), stated)| {
                        let how = format!("its {} parts add up to {sum}", kinds.len());
                        (sum != stated).then(|| (sum.to_string(), how))
                    })
                }
                Holds::Body | Holds::Ignored => None,
            };
            reading
                .contradictions
                .extend(found.map(|(follows, how)| Contradiction {
                    row: self.number,
                    column: header.to_owned(),
                    stated: cell.to_owned(),
                    follows,
                    how,
                }));
        }
    }
}

/// A whole number, with or without commas between thousands, or as a spreadsheet writes one (`12.0`).
fn whole(cell: &str) -> Option<i64> {
    let cell = cell.replace(',', "");
    let cell = cell.trim_end_matches('0').strip_suffix('.').unwrap_or(&cell);
    let digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = digits.then(|| cell.parse().ok()).flatten()?;
    (number <= limits::GIVEN_VALUE_MAX).then_some(number)
}

/// What a body may also be called: its name without what kind of council it is.
pub fn short_name(name: &str) -> String {
    const AROUND: [&str; 12] = [
        "london borough of",
        "royal borough of",
        "city of",
        "metropolitan borough council",
        "metropolitan district council",
        "london borough council",
        "county borough council",
        "borough council",
        "district council",
        "county council",
        "city council",
        "council",
    ];
    let mut short = name.trim().to_lowercase();
    for words in AROUND {
        let rest = short.strip_prefix(words).or_else(|| short.strip_suffix(words));
        let rest = rest.map(|rest| rest.trim().to_owned());
        short = rest.filter(|rest| !rest.is_empty()).unwrap_or(short);
    }
    short
}
