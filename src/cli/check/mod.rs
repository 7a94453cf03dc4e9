//! `redress check`: published tables in, their contradictions out.

mod form;
mod lines;
mod print;
mod read;
mod send;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use super::{Outcome, client};
use crate::domain::publication::{self, Publication, PublicationDraft};

/// What to check.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Published tables (docs/check.md), .json or .csv; several are held against each other.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    register: send::RegisterArgs,
}

/// Checks, and prints what was found.
///
/// # Errors
/// When a file cannot be read, or there are contradictions.
pub async fn run(args: Check) -> Outcome {
    let drafts = read_all(&args.files)?;
    let documents = drafts.len();
    let (findings, compared) = if let Some(authority) = &args.register.authority {
        send::ask(&args.register, authority, drafts).await?
    } else {
        let read = drafts.iter().filter_map(|draft| Publication::of(draft).ok());
        (publication::check(&read.collect::<Vec<_>>()), 0)
    };
    let text = if args.json {
        print::json(&findings)
    } else {
        print::table(documents, compared, &findings)
    };
    client::print(&text)?;
    match findings
        .iter()
        .filter(|finding| !finding.rule.is_remark())
        .count()
    {
        0 => Ok(()),
        1 => Err("1 contradiction was found".into()),
        count => Err(format!("{count} contradictions were found").into()),
    }
}

fn read_all(files: &[PathBuf]) -> Result<Vec<PublicationDraft>, String> {
    let mut drafts: Vec<PublicationDraft> = Vec::new();
    let mut problems = Vec::new();
    for path in files {
        match read::file(path) {
            Ok(read) => {
                let twin = read
                    .iter()
                    .find(|draft| drafts.iter().any(|other| other.id == draft.id));
                problems.extend(
                    twin.map(|twin| format!("{}: {} is the id of two documents", path.display(), twin.id)),
                );
                drafts.extend(read);
            }
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() {
        Ok(drafts)
    } else {
        Err(problems.join("\n"))
    }
}
