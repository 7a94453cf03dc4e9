//! `redress import`: cases from before, out of a file, into a running register.

mod cells;
mod fields;
mod json;
mod mapping;
mod progress;
mod request;
mod results;
mod send;
mod source;
#[cfg(test)]
mod tests;

use std::{error::Error, path::PathBuf, sync::Arc};

use self::{mapping::Mapping, results::Tally, send::Import};
use super::{Outcome, client::CallArgs};
use crate::api::wire::representations_service_client::RepresentationsServiceClient;

/// Why an import could not be made.
pub type Failure = Box<dyn Error + Send + Sync>;

/// What to import, and where to.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// The cases: .csv, .xlsx or .jsonl.
    file: PathBuf,
    /// The authority's id.
    #[arg(long)]
    authority: String,
    /// Which column holds what (docs/import.md), .toml or .json [default: columns are named as fields].
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Only say what would become of each row.
    #[arg(long, conflicts_with_all = ["yes", "skip_dry_run"])]
    dry_run: bool,
    /// Import what can be imported although rows are refused.
    #[arg(long)]
    yes: bool,
    /// Import at once, without going through the file first: to go on where an import was stopped.
    #[arg(long)]
    skip_dry_run: bool,
    /// Where the answer to each row is written [default: the file's name and .results.jsonl].
    #[arg(long, value_name = "FILE")]
    results: Option<PathBuf>,
    #[command(flatten)]
    call: CallArgs,
}

/// Imports.
///
/// # Errors
/// When the register cannot be reached, or a row is refused.
pub async fn run(args: ImportArgs) -> Outcome {
    let mapping = match &args.mapping {
        Some(file) => Mapping::read(file).map_err(|error| error.to_string())?,
        None => Mapping::by_name(),
    };
    let results = args
        .results
        .clone()
        .unwrap_or_else(|| results::path_beside(&args.file));
    let (channel, token) = args.call.connect().await?;
    let import = Import {
        file: args.file.clone(),
        mapping: Arc::new(mapping),
        authority: args.authority.clone(),
        client: RepresentationsServiceClient::with_interceptor(channel, token),
    };
    if !args.skip_dry_run {
        let tally = import
            .run(true, &results)
            .await
            .map_err(|error| error.to_string())?;
        println!("dry run, {tally}");
        println!("every answer is in {}", results.display());
        if args.dry_run || (tally.refused > 0 && !args.yes) {
            return no_refusal(&tally, "nothing was imported");
        }
    }
    let imported = import.run(false, &results).await;
    let tally =
        imported.map_err(|error| format!("{error}\nrun it again to go on: no row is imported twice"))?;
    println!("{tally}");
    println!("every answer is in {}", results.display());
    no_refusal(&tally, "the others were imported")
}

fn no_refusal(tally: &Tally, others: &str) -> Outcome {
    match tally.refused {
        0 => Ok(()),
        1 => Err(format!("1 row is refused; {others}").into()),
        refused => Err(format!("{refused} rows are refused; {others}").into()),
    }
}
