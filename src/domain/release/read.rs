//! Reads the canonical text of a release. It takes what [`super::write`] writes and nothing else, so that one content
//! has one text: what is read from another deployment is stored as it came, and found by its digest.

use std::{iter::Peekable, str::Lines};

use chrono::NaiveDate;

use super::{Content, ReleasedRow, ReleasedTable, write::FORM};
use crate::domain::{
    disclosure::policy::{Mode, Policy},
    edition::{TABLE_FORM, escaped, written},
    financial_year::{FinancialYear, Period},
    ids::{AuthorityId, CodeId},
    limits,
    statistics::{BLANK, Figure},
    word::Word,
};

/// Where a text stops being that of a release.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} {why}")]
pub struct Unreadable {
    /// The line, from 1; the one after the last where something is missing.
    pub line: usize,
    /// What is wrong with it, as the end of a sentence. It quotes nothing.
    pub why: &'static str,
}

/// Reads a release.
///
/// # Errors
/// The first line that is not as it should be.
pub fn read(text: &str) -> Result<Content, Unreadable> {
    let mut lines = Reader {
        lines: text.lines().peekable(),
        line: 0,
    };
    if text.len() > limits::RELEASE_TEXT_BYTES_MAX {
        return Err(lines.wrong("makes the text too long"));
    }
    // `lines` would take both for line feeds alone.
    if text.contains('\r') || !text.ends_with('\n') {
        return Err(lines.wrong("does not end in a line feed alone, as every line must"));
    }
    if lines.next()? != [FORM] {
        return Err(lines.wrong("is not the first line of a release that this version can read"));
    }
    let [authority] = lines.named("authority")?;
    let authority = AuthorityId::parse(&authority).map_err(|_| lines.wrong("names no authority"))?;
    let [grid] = lines.named("grid")?;
    CodeId::parse(&grid).map_err(|_| lines.wrong("names no grid"))?;
    let period = lines.period()?;
    let [version] = lines.named("version")?;
    let version = lines.number(&version)?;
    let [mode, threshold] = lines.named("policy")?;
    let mode = Mode::from_word(&mode).ok_or_else(|| lines.wrong("names no policy"))?;
    let threshold = lines.number(&threshold)?;
    let threshold = u8::try_from(threshold)
        .ok()
        .filter(|threshold| Policy::THRESHOLDS.contains(threshold))
        .ok_or_else(|| lines.wrong("has a threshold that no policy has"))?;
    let mut tables: Vec<ReleasedTable> = Vec::new();
    while lines.lines.peek().is_some() {
        let table = lines.table(period)?;
        if tables.iter().any(|other| other.id == table.id) {
            return Err(lines.wrong("ends a table of an id that another has"));
        }
        tables.push(table);
    }
    Ok(Content {
        authority,
        grid,
        period,
        version,
        policy: Policy { threshold, mode },
        tables,
    })
}

struct Reader<'t> {
    lines: Peekable<Lines<'t>>,
    line: usize,
}

impl Reader<'_> {
    fn wrong(&self, why: &'static str) -> Unreadable {
        Unreadable {
            line: self.line.max(1),
            why,
        }
    }

    /// The cells of the next line.
    fn next(&mut self) -> Result<Vec<String>, Unreadable> {
        self.line += 1;
        let line = self.lines.next().ok_or_else(|| self.wrong("is missing"))?;
        let cells = line.split('\t').map(|cell| {
            let plain = unescaped(cell)?;
            (escaped(&plain) == cell).then_some(plain)
        });
        cells
            .collect::<Option<_>>()
            .ok_or_else(|| self.wrong("holds a backslash that stands for nothing"))
    }

    /// The rest of the next line, which starts with this cell.
    fn rest(&mut self, name: &'static str) -> Result<Vec<String>, Unreadable> {
        let mut cells = self.next()?;
        if cells.first().is_none_or(|cell| cell != name) {
            return Err(self.wrong("is not the line that belongs there"));
        }
        cells.remove(0);
        Ok(cells)
    }

    /// The same for a line of so many cells more.
    fn named<const CELLS: usize>(&mut self, name: &'static str) -> Result<[String; CELLS], Unreadable> {
        let cells = self.rest(name)?;
        cells
            .try_into()
            .map_err(|_| self.wrong("has another number of cells"))
    }

    fn number(&self, cell: &str) -> Result<u32, Unreadable> {
        let number = cell.parse().ok();
        number
            .filter(|number: &u32| *number > 0 && number.to_string() == cell)
            .ok_or_else(|| self.wrong("holds no number from 1"))
    }

    fn period(&mut self) -> Result<Period, Unreadable> {
        let [starts_on, ends_on] = self.named("period")?;
        let day = |cell: &str| {
            let day: Option<NaiveDate> = cell.parse().ok();
            day.filter(|day| day.to_string() == cell)
        };
        let period = day(&starts_on)
            .zip(day(&ends_on))
            .and_then(|(starts_on, ends_on)| Period::between(starts_on, ends_on));
        period
            .filter(|period| Period::financial_year(FinancialYear::of(period.starts_on())) == *period)
            .ok_or_else(|| self.wrong("is no whole financial year"))
    }

    fn table(&mut self, period: Period) -> Result<ReleasedTable, Unreadable> {
        if self.next()? != [TABLE_FORM] {
            return Err(self.wrong("does not begin a table"));
        }
        let [id, title] = self.named("table")?;
        if self.period()? != period {
            return Err(self.wrong("is another period than the release's"));
        }
        let [basis] = self.named("basis")?;
        let mut filters = Vec::new();
        while self.lines.peek().is_some_and(|line| line.starts_with("filter\t")) {
            let mut values = self.rest("filter")?;
            let dimension = values.remove(0);
            filters.push((dimension, values));
        }
        let measures = self.rest("measures")?;
        let dimensions = self.rest("dimensions")?;
        let mut rows = Vec::new();
        while self.lines.peek().is_some_and(|line| line.starts_with("row\t")) {
            rows.push(self.row("row", dimensions.len(), measures.len())?);
        }
        let total = self.row("total", 0, measures.len())?;
        Ok(ReleasedTable {
            id,
            title,
            basis,
            filters,
            measures,
            dimensions,
            rows,
            total,
        })
    }

    fn row(&mut self, name: &'static str, keys: usize, figures: usize) -> Result<ReleasedRow, Unreadable> {
        let cells = self.rest(name)?;
        if cells.len() != 2 * keys + figures {
            return Err(self.wrong("has another number of cells"));
        }
        let (of_keys, of_figures) = cells.split_at(2 * keys);
        let key = |pair: &[String]| {
            let [value, display_name] = pair else {
                return (None, String::new());
            };
            ((value != BLANK).then(|| value.clone()), display_name.clone())
        };
        let figures: Option<Vec<Figure>> = of_figures.iter().map(|cell| figure(cell)).collect();
        Ok(ReleasedRow {
            keys: of_keys.chunks_exact(2).map(key).collect(),
            figures: figures.ok_or_else(|| self.wrong("holds a figure that is none"))?,
        })
    }
}

fn figure(cell: &str) -> Option<Figure> {
    let figure = match cell {
        "suppressed" => Figure::Suppressed,
        "unknown" => Figure::Unknown,
        "not_applicable" => Figure::NotApplicable,
        number => {
            let (value, counts) = number.split_once(' ')?;
            let (numerator, denominator) = counts.split_once('/')?;
            let value: f64 = value.parse().ok()?;
            Figure::Number {
                value: Some(value).filter(|value| value.is_finite())?,
                numerator: numerator.parse().ok()?,
                denominator: denominator.parse().ok()?,
            }
        }
    };
    (written(&figure) == cell).then_some(figure)
}

fn unescaped(cell: &str) -> Option<String> {
    let mut plain = String::with_capacity(cell.len());
    let mut characters = cell.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                _ => return None,
            },
            other => other,
        });
    }
    Some(plain)
}
