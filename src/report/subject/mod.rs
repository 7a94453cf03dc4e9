//! What is kept about one person, as a ZIP of files that can be read without a program (UK GDPR art. 15): a page of
//! contents, a page for each record, and all of it as CSV. What is about another person is marked or withheld, and free
//! text is marked, so that an officer can redact it.

#[cfg(test)]
mod tests;

use std::io::{Cursor, Write};

use askama::Template;
use chrono::NaiveDate;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{File, RenderError, csv::guarded, words};

/// What stands in the place of what is withheld.
const WITHHELD: &str = "Withheld: this is about another person.";

/// How a line may be told to the person who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A coded fact, or the person's own.
    Own,
    /// Free text, which may name others.
    FreeText,
    /// About another person.
    AnotherPerson,
}

impl Mark {
    /// The mark in words; nothing where there is none.
    pub fn words(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::FreeText => "Free text: read before it is disclosed",
            Self::AnotherPerson => "About another person",
        }
    }
}

/// A line of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// What is recorded.
    pub value: String,
    /// How it may be told.
    pub mark: Mark,
}

/// A record of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The record's name.
    pub name: String,
    /// What kind of record it is, in words.
    pub kind: &'static str,
    /// When it was erased, if it was.
    pub erased_on: Option<NaiveDate>,
    /// What is recorded, in order.
    pub lines: Vec<Line>,
}

/// What is kept about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Whose records.
    pub authority: String,
    /// Whom it is for, in words.
    pub person: &'static str,
    /// When it was put together.
    pub made_on: NaiveDate,
    /// Whether what is about another person is left out.
    pub withholds: bool,
    /// The records.
    pub pages: Vec<Page>,
}

#[derive(Template)]
#[template(path = "contents.html")]
struct Contents<'b> {
    bundle: &'b Bundle,
    made_on: String,
    style: &'static str,
    /// The file, the record, its kind, and how many lines of it are marked.
    records: Vec<(String, &'b Page, usize)>,
}

#[derive(Template)]
#[template(path = "record.html")]
struct Record<'b> {
    page: &'b Page,
    erased_on: Option<String>,
    style: &'static str,
    lines: Vec<Line>,
}

/// The bundle as one file.
///
/// # Errors
/// When writing fails, which it does not in memory.
pub fn file(bundle: &Bundle) -> Result<File, RenderError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for File { name, content, .. } in files(bundle)? {
        zip.start_file(name, options)?;
        zip.write_all(&content)?;
    }
    Ok(File {
        name: "subject-access.zip".to_owned(),
        media_type: "application/zip",
        content: zip.finish()?.into_inner(),
    })
}

/// The files in it.
fn files(bundle: &Bundle) -> Result<Vec<File>, RenderError> {
    let style = include_str!("style.css");
    let is_marked = |line: &&Line| line.mark != Mark::Own;
    let records = (1..).zip(&bundle.pages).map(|(number, page)| {
        let marked = page.lines.iter().filter(is_marked).count();
        (name_of(number), page, marked)
    });
    let contents = Contents {
        bundle,
        made_on: words::date(bundle.made_on),
        style,
        records: records.collect(),
    };
    let mut files = vec![html("contents.html".to_owned(), &contents)?];
    for (number, page) in (1..).zip(&bundle.pages) {
        let record = Record {
            page,
            erased_on: page.erased_on.map(words::date),
            style,
            lines: page
                .lines
                .iter()
                .map(|line| told(line, bundle.withholds))
                .collect(),
        };
        files.push(html(name_of(number), &record)?);
    }
    files.push(table(bundle)?);
    Ok(files)
}

fn name_of(number: usize) -> String {
    format!("record-{number:02}.html")
}

/// A line as it is told.
fn told(line: &Line, withholds: bool) -> Line {
    let mut told = line.clone();
    if withholds && line.mark == Mark::AnotherPerson {
        WITHHELD.clone_into(&mut told.value);
    }
    told
}

fn html(name: String, page: &impl Template) -> Result<File, RenderError> {
    Ok(File {
        name,
        media_type: "text/html; charset=utf-8",
        content: page.render()?.into_bytes(),
    })
}

fn table(bundle: &Bundle) -> Result<File, RenderError> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(["record", "what", "recorded", "mark"])?;
    for page in &bundle.pages {
        for line in &page.lines {
            let Line { label, value, mark } = told(line, bundle.withholds);
            let row = [page.name.as_str(), &label, &value, mark.words()];
            writer.write_record(row.map(guarded))?;
        }
    }
    Ok(File {
        name: "records.csv".to_owned(),
        media_type: "text/csv; charset=utf-8; header=present",
        content: writer.into_inner().map_err(::csv::IntoInnerError::into_error)?,
    })
}
