//! What became of each row: a line of JSON for each, and the sum of all.

use std::{
    fmt,
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use serde::Serialize;

use crate::api::wire::{ImportOutcome, ImportProblem};

/// Problems that are shown; the results file has all.
const SHOWN_MAX: usize = 10;

/// What became of one row.
pub struct Outcome<'a> {
    /// Its number.
    pub row: i64,
    /// Its reference.
    pub reference: &'a str,
    /// What became of it.
    pub came_of_it: ImportOutcome,
    /// The representation, where it is on the register.
    pub name: &'a str,
    /// What is wrong with it.
    pub problems: &'a [ImportProblem],
}

#[derive(Serialize)]
struct Line<'a> {
    row: i64,
    reference: &'a str,
    outcome: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<LineProblem<'a>>,
}

#[derive(Serialize)]
struct LineProblem<'a> {
    field: &'a str,
    description: &'a str,
}

/// The results of one run.
pub struct Results {
    file: BufWriter<File>,
    is_dry: bool,
    /// Rows by what became of them.
    pub tally: Tally,
}

/// Rows by what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Imported, or would be.
    pub imported: u64,
    /// There already.
    pub already_there: u64,
    /// Refused.
    pub refused: u64,
    is_dry: bool,
    shown: Vec<String>,
}

/// The file of results beside a file of rows.
pub fn path_beside(rows: &Path) -> PathBuf {
    let mut name = rows.as_os_str().to_owned();
    name.push(".results.jsonl");
    name.into()
}

impl Results {
    /// Begins a results file in the place of the last run's.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn create(path: &Path, is_dry: bool) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::new(File::create(path)?),
            is_dry,
            tally: Tally {
                is_dry,
                ..Tally::default()
            },
        })
    }

    /// Notes what became of a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&mut self, outcome: &Outcome<'_>) -> io::Result<()> {
        let word = match (outcome.came_of_it, self.is_dry) {
            (ImportOutcome::Imported, true) => "would_be_imported",
            (ImportOutcome::Imported, false) => "imported",
            (ImportOutcome::AlreadyThere, _) => "already_there",
            (ImportOutcome::Refused | ImportOutcome::Unspecified, _) => "refused",
        };
        self.tally.add(outcome);
        let problem = |problem: &'_ ImportProblem| -> (String, String) {
            (problem.field.clone(), problem.description.clone())
        };
        let problems: Vec<(String, String)> = outcome.problems.iter().map(problem).collect();
        let line = Line {
            row: outcome.row,
            reference: outcome.reference,
            outcome: word,
            name: outcome.name,
            problems: problems
                .iter()
                .map(|(field, description)| LineProblem { field, description })
                .collect(),
        };
        serde_json::to_writer(&mut self.file, &line)?;
        self.file.write_all(b"\n")
    }

    /// Writes out what is noted so far.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<Tally> {
        self.file.flush()?;
        Ok(self.tally)
    }
}

impl Tally {
    fn add(&mut self, outcome: &Outcome<'_>) {
        match outcome.came_of_it {
            ImportOutcome::Imported => self.imported += 1,
            ImportOutcome::AlreadyThere => self.already_there += 1,
            ImportOutcome::Refused | ImportOutcome::Unspecified => self.refused += 1,
        }
        for problem in outcome.problems {
            if self.shown.len() < SHOWN_MAX {
                let ImportProblem { field, description } = problem;
                let space = if field.is_empty() { "" } else { " " };
                self.shown
                    .push(format!("row {}: {field}{space}{description}", outcome.row));
            }
        }
    }

    /// How many rows there were.
    pub fn rows(&self) -> u64 {
        self.imported + self.already_there + self.refused
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let imported = if self.is_dry {
            "would be imported"
        } else {
            "imported"
        };
        write!(
            f,
            "{} rows: {} {imported}, {} there already, {} refused",
            self.rows(),
            self.imported,
            self.already_there,
            self.refused
        )?;
        for line in &self.shown {
            write!(f, "\n  {line}")?;
        }
        Ok(())
    }
}
