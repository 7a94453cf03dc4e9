//! Moving in: cases from before come in with their history, each once, and keep what was told to the complainant.

mod files;
mod rows;

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Parser;
use redress::{
    api::wire::{self, ImportOutcome, ImportRepresentationsRequest, ImportRepresentationsResponse},
    cli::import::{self, ImportArgs},
    domain::access::Role,
};
use tonic::{Status, codegen::tokio_stream};

use crate::harness::{NORTHWICK, Register, caller::Caller};

/// The command line of `redress import`.
#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: ImportArgs,
}

/// Runs `redress import` on a file.
async fn import_file(register: &Register<'_>, file: &Path, more: &[&str]) -> Result<(), String> {
    let server = format!("http://{}", register.address);
    let token = register.secret_of(NORTHWICK, Role::Officer);
    let file = file.to_str().expect("a path");
    let mut line = vec!["import", file, "--authority", "northwick", "--server", &server];
    line.extend(["--token", token]);
    line.extend(more);
    let Line { args } = Line::try_parse_from(line).map_err(|error| error.to_string())?;
    import::run(args).await.map_err(|error| error.to_string())
}

/// Row, outcome and whole line of each result.
fn results(file: &Path) -> Vec<(i64, String, serde_json::Value)> {
    let mut path = file.as_os_str().to_owned();
    path.push(".results.jsonl");
    let text = fs::read_to_string(PathBuf::from(path)).expect("the results");
    let line = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let outcome = value["outcome"].as_str().expect("an outcome").to_owned();
        (value["row"].as_i64().expect("a row"), outcome, value)
    };
    text.lines().map(line).collect()
}

fn outcomes(file: &Path) -> Vec<String> {
    results(file).into_iter().map(|(_, outcome, _)| outcome).collect()
}

/// Sends rows on one stream and collects the answers.
pub async fn send(
    caller: &Caller,
    rows: Vec<ImportRepresentationsRequest>,
) -> Result<Vec<ImportRepresentationsResponse>, Status> {
    let mut client = caller.representations();
    let answers = client.import_representations(tokio_stream::iter(rows)).await?;
    let mut answers = answers.into_inner();
    let mut all = Vec::new();
    while let Some(answer) = answers.message().await? {
        all.push(answer);
    }
    Ok(all)
}

async fn events(register: &Register<'_>) -> i64 {
    register.scratch.number("SELECT COUNT(*) FROM event").await
}

/// The representation that has a reference.
async fn with_reference(caller: &Caller, reference: &str) -> wire::Representation {
    let request = wire::ListRepresentationsRequest {
        parent: NORTHWICK.to_owned(),
        filter: Some(wire::RepresentationFilter {
            external_reference: reference.to_owned(),
            ..wire::RepresentationFilter::default()
        }),
        ..wire::ListRepresentationsRequest::default()
    };
    let page = caller.representations().list_representations(request).await;
    let mut found = page.expect("a page").into_inner().representations;
    assert_eq!(found.len(), 1, "one has the reference {reference}");
    found.remove(0)
}

fn outcome_of(answer: &ImportRepresentationsResponse) -> (i64, ImportOutcome) {
    (answer.row, answer.outcome())
}
