//! Bringing a published table in.

use std::{fmt::Write, path::PathBuf};

use chrono::{Datelike, NaiveDate};

use super::{mapping::Mapping, table};
use crate::{
    api::{
        convert::values::Wire,
        wire::{
            Date, FigureNotTaken, ImportPublishedFiguresRequest, ImportPublishedFiguresResponse,
            PublishedFigureRow, benchmarks_service_client::BenchmarksServiceClient,
        },
    },
    cli::{
        Outcome,
        client::{CallArgs, print, request_id},
        report::financial_year,
    },
    domain::{reference::Confidence, word::Word},
};

/// Which table, and where it comes from.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The table: .csv, .xlsx or .json (a list of objects).
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The council whose register takes it, such as northwick.
    #[arg(long)]
    authority: String,
    /// Which of the Ombudsman's tables it is: lgsco-received, lgsco-decided or lgsco-compliance; any other needs --mapping.
    #[arg(long, default_value = "", hide_default_value = true)]
    table: String,
    /// What columns hold that are called otherwise (docs/benchmarks.md), in TOML.
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// The financial year of the figures, such as 2023-24.
    #[arg(long, value_parser = financial_year, value_name = "YEAR")]
    year: i32,
    /// Where they come from.
    #[arg(long)]
    source: String,
    /// The day on which that was published or read, such as 2024-07-24.
    #[arg(long, value_name = "DATE")]
    source_date: Option<NaiveDate>,
    /// How sure they are: A read in the source, B in a copy, C general knowledge, D a choice of one's own.
    #[arg(long, value_parser = confidence, value_name = "A..D")]
    confidence: Option<Confidence>,
    /// The set that they are given in, such as region.
    #[arg(long, default_value = "", hide_default_value = true)]
    set: String,
    /// Only say what would be taken.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    call: CallArgs,
}

/// Brings it in, and prints what contradicts itself and what was not taken.
pub(super) async fn run(args: Import) -> Outcome {
    let mapping = match &args.mapping {
        Some(path) => Mapping::read(path)?,
        None => Mapping::default(),
    };
    if args.table.is_empty() && args.mapping.is_none() {
        return Err("--table or --mapping must say what the columns hold".into());
    }
    let read = table::read(
        &args.file,
        mapping.sheet.as_deref(),
        mapping.header_row.unwrap_or(1),
    );
    let read = read.map_err(|error| format!("{}: {error}", args.file.display()))?;
    let request = ImportPublishedFiguresRequest {
        parent: format!("authorities/{}", args.authority),
        table: args.table,
        columns: mapping.columns(),
        headers: read.headers,
        rows: read
            .rows
            .into_iter()
            .map(|cells| PublishedFigureRow { cells })
            .collect(),
        financial_year: args.year,
        set: args.set,
        source: args.source,
        source_date: args.source_date.map(date),
        confidence: args.confidence.map_or(0, Confidence::to_wire),
        request_id: request_id(),
        validate_only: args.dry_run,
    };
    let (channel, token) = args.call.connect().await?;
    let mut client = BenchmarksServiceClient::with_interceptor(channel, token);
    let answer = client.import_published_figures(request).await?.into_inner();
    print(&told(&answer, args.dry_run))?;
    match answer.contradiction_count {
        0 => Ok(()),
        1 => Err("1 contradiction was found".into()),
        count => Err(format!("{count} contradictions were found").into()),
    }
}

/// What was taken and what was not, in lines.
pub(super) fn told(answer: &ImportPublishedFiguresResponse, is_only_asked: bool) -> String {
    let ImportPublishedFiguresResponse {
        figures_taken,
        bodies,
        contradictions,
        contradiction_count: _,
        unknown_bodies,
        not_taken,
        unknown_columns,
    } = answer;
    let would = if is_only_asked {
        " would be taken"
    } else {
        " taken"
    };
    let mut text = format!("{figures_taken} figures of {bodies} bodies{would}\n");
    // Writing to a string does not fail.
    for found in contradictions {
        let _ = writeln!(
            text,
            "row {}, {}: {} is stated, {} follows ({})",
            found.row, found.column, found.stated, found.follows, found.how
        );
    }
    for column in unknown_columns {
        let _ = writeln!(text, "column not known, not taken: {column}");
    }
    for FigureNotTaken {
        row,
        column,
        text: cell,
        why,
    } in unknown_bodies.iter().chain(not_taken)
    {
        let at = if column.is_empty() {
            String::new()
        } else {
            format!(", {column}")
        };
        let _ = writeln!(text, "row {row}{at}, not taken: {cell:?}: {why}");
    }
    text
}

fn date(day: NaiveDate) -> Date {
    let part = |part: u32| i32::try_from(part).unwrap_or(0);
    Date {
        year: day.year(),
        month: part(day.month()),
        day: part(day.day()),
    }
}

fn confidence(text: &str) -> Result<Confidence, String> {
    Confidence::from_word(&text.to_lowercase()).ok_or_else(|| "not one of A, B, C, D".to_owned())
}
