//! `redress deadline`: works out one due date and says which days were passed over, and why.

use std::error::Error;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use chrono::{Datelike, NaiveDate};
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::domain::calendar::{Calendar, Reckoning, Skipped};

/// The most working days that may be asked for; the longest statutory limit is 65.
const WORKING_DAYS_MAX: i64 = 1000;

/// The years that a date may be given in.
const YEAR_MIN: i32 = 1900;
const YEAR_MAX: i32 = 2200;

/// Works out a due date: the N-th working day after a date, in England and Wales.
#[derive(Debug, Args)]
pub struct Deadline {
    /// The date of the event that the count runs from, as YYYY-MM-DD; it is not counted itself.
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: NaiveDate,

    /// How many working days to count, 0 to 1000.
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(0..=WORKING_DAYS_MAX)
    )]
    working_days: u16,

    /// Count with the holidays that had been announced by the end of this day, as YYYY-MM-DD.
    #[arg(long, value_name = "DATE", value_parser = date)]
    known_on: Option<NaiveDate>,

    /// How to write the answer.
    #[arg(long, value_enum, default_value_t = Output::Table)]
    output: Output,
}

/// How to write the answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Output {
    /// The due date on the first line, then a line for each day passed over.
    Table,
    /// One JSON object.
    Json,
}

impl Deadline {
    /// Writes the answer to standard output.
    ///
    /// # Errors
    ///
    /// When standard output cannot be written to, unless its reader has gone away: somebody who
    /// pipes the answer into `head -1` has what they wanted.
    pub fn run(self) -> Result<(), Box<dyn Error>> {
        let answer = self.answer()?;
        let mut stdout = io::stdout().lock();
        match stdout.write_all(answer.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn answer(&self) -> Result<String, Box<dyn Error>> {
        let Self {
            from,
            working_days,
            known_on,
            output,
        } = self;
        let mut calendar = Calendar::england_and_wales();
        if let Some(known_on) = known_on {
            calendar = calendar.known_on(*known_on);
        }
        let reckoning = calendar.reckon(*from, *working_days);
        match output {
            Output::Table => Ok(table(&calendar, &reckoning)?),
            Output::Json => Ok(json(*known_on, &reckoning)?),
        }
    }
}

fn table(calendar: &Calendar, reckoning: &Reckoning) -> Result<String, std::fmt::Error> {
    let mut text = format!("{}\n", reckoning.due_on);
    for Skipped { date, reason } in &reckoning.skipped {
        writeln!(text, "  {date} {}  {reason}", date.format("%A"))?;
    }
    if reckoning.provisional {
        let years = calendar.published_years();
        let (first, last) = (years.start(), years.end());
        writeln!(
            text,
            "provisional: some of these days lie outside {first} to {last}, \
             the years whose bank holidays were published"
        )?;
    }
    Ok(text)
}

fn json(known_on: Option<NaiveDate>, reckoning: &Reckoning) -> Result<String, serde_json::Error> {
    let Reckoning {
        anchor_on,
        working_days,
        due_on,
        skipped,
        provisional,
    } = reckoning;
    let mut text = serde_json::to_string_pretty(&DeadlineJson {
        from: anchor_on.to_string(),
        working_days: *working_days,
        known_on: known_on.map(|day| day.to_string()),
        due_on: due_on.to_string(),
        skipped: skipped.iter().map(SkippedJson::of).collect(),
        provisional: *provisional,
    })?;
    text.push('\n');
    Ok(text)
}

/// The answer as JSON. It has a shape of its own, so that the domain can change without it.
#[derive(Debug, Serialize)]
struct DeadlineJson {
    from: String,
    working_days: u16,
    known_on: Option<String>,
    due_on: String,
    skipped: Vec<SkippedJson>,
    provisional: bool,
}

#[derive(Debug, Serialize)]
struct SkippedJson {
    date: String,
    weekday: String,
    reason: String,
}

impl SkippedJson {
    fn of(skipped: &Skipped) -> Self {
        let Skipped { date, reason } = skipped;
        Self {
            date: date.to_string(),
            weekday: date.format("%A").to_string(),
            reason: reason.to_string(),
        }
    }
}

/// Reads a date in the one form that is taken.
pub(super) fn date(text: &str) -> Result<NaiveDate, String> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    // The parser also takes "2022-9-8" and "+2022-09-08"; one way of writing a date is enough.
    let date = date
        .filter(|date| date.to_string() == text)
        .ok_or("not a date of the form YYYY-MM-DD")?;
    if !(YEAR_MIN..=YEAR_MAX).contains(&date.year()) {
        return Err(format!("the year is not between {YEAR_MIN} and {YEAR_MAX}"));
    }
    Ok(date)
}

#[cfg(test)]
mod tests;
