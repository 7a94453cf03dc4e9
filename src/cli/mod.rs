//! The command line.

pub mod demo;
pub mod serve;
pub mod token;
pub mod deadline;
pub mod health;
pub mod rebuild;
pub mod import;
pub mod client;
pub mod explain;
pub mod calendar;
pub mod check;
pub mod report;
pub mod release;
pub mod pull;
pub mod files;
pub mod figures;
pub mod compare;
pub mod checkpoint_key;
pub mod verify;
pub mod signed;
pub mod backup;
pub mod credential;
pub mod keys;
pub mod erasures;
pub mod subject_access;

use std::{error::Error, process::ExitCode};

use clap::{Parser, Subcommand};

/// A council's register of complaints, comments and compliments.
#[derive(Debug, Parser)]
#[command(name = "redress", version, about, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show a council's year: pushed through the API, and its tables beside the published ones.
    Demo(demo::command::Demo),
    /// Serve the register over gRPC.
    Serve(crate::config::ServeArgs),
    /// Make and revoke the tokens of client programs.
    #[command(subcommand)]
    Token(token::Token),
    /// Reckon a deadline in working days and name each day that is not counted.
    Deadline(deadline::Deadline),
    /// Ask a running server whether it serves; exits 0 if it does.
    Health(health::Health),
    /// Refill the read tables from the log; on PostgreSQL writes wait meanwhile, an embedded server must be stopped.
    Rebuild(rebuild::Rebuild),
    /// Explain how a clock of a record is reckoned, in sentences that can be sent to the Ombudsman.
    Explain(explain::Explain),
    /// Add and withdraw bank holidays that are announced late.
    #[command(subcommand)]
    Calendar(calendar::Calendar),
    /// Bring in cases from before: from a CSV file, a workbook or JSON Lines, each row once however often it is run.
    Import(import::ImportArgs),
    /// Find what contradicts itself in published tables; exits 1 if anything does.
    Check(check::Check),
    /// Write a report: a page, a workbook, CSV files and JSON, with what is missing.
    #[command(subcommand)]
    Report(report::Report),
    /// Share figures with regional bodies: preview, sign off, publish and withdraw.
    #[command(subcommand)]
    Release(release::Release),
    /// Hand over to a regional body what was published to it in another deployment.
    Pull(pull::Pull),
    /// Bring in figures that were published, and hold the register against them.
    #[command(subcommand)]
    Figures(figures::Figures),
    /// Compare councils: a page with pictures, and tables.
    Compare(compare::Compare),
    /// Make the key that signs checkpoints of the logs, and print its public key.
    #[command(subcommand)]
    CheckpointKey(checkpoint_key::CheckpointKey),
    /// Find the first event that was changed, added or removed, from a dump or in the register; exits 1 if there is one.
    Verify(verify::Verify),
    /// Copy the embedded register to a file while it is served, and check the copy.
    Backup(backup::Backup),
    /// Put a backup back where there is no register, and check it against the last checkpoint.
    Restore(backup::Restore),
    /// Add and remove what clients prove themselves by beside tokens: certificates and subjects of access tokens.
    #[command(subcommand)]
    Credential(credential::Credentials),
    /// Rotate the keys that what is sealed is sealed under, while the server runs.
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// The ledger of erasures, which a restored backup is held against.
    #[command(subcommand)]
    Erasures(erasures::Erasures),
    /// Put together what is kept about one person, as a ZIP of readable files with third parties marked.
    SubjectAccess(subject_access::SubjectAccess),
}

/// What every command answers.
pub type Outcome = Result<(), Box<dyn Error>>;

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Demo(args) => with_runtime(demo::command::run(args)),
        Command::Serve(args) => with_runtime(serve::run(args)),
        Command::Token(args) => with_runtime(token::run(args)),
        Command::Deadline(args) => args.run(),
        Command::Health(args) => with_runtime(health::run(args)),
        Command::Rebuild(args) => with_runtime(rebuild::run(args)),
        Command::Explain(args) => with_runtime(explain::run(args)),
        Command::Calendar(args) => with_runtime(calendar::run(args)),
        Command::Import(args) => with_runtime(import::run(args)),
        Command::Check(args) => with_runtime(check::run(args)),
        Command::Report(args) => with_runtime(report::run(args)),
        Command::Release(args) => with_runtime(release::run(args)),
        Command::Pull(args) => with_runtime(pull::run(args)),
        Command::Figures(args) => with_runtime(figures::run(args)),
        Command::Compare(args) => with_runtime(compare::run(args)),
        Command::CheckpointKey(args) => checkpoint_key::run(args),
        Command::Verify(args) => with_runtime(verify::run(args)),
        Command::Backup(args) => with_runtime(backup::make(args)),
        Command::Restore(args) => with_runtime(backup::put_back(args)),
        Command::Credential(args) => with_runtime(credential::run(args)),
        Command::Keys(args) => with_runtime(keys::run(args)),
        Command::Erasures(args) => with_runtime(erasures::run(args)),
        Command::SubjectAccess(args) => with_runtime(subject_access::run(args)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("redress: {error}");
            ExitCode::FAILURE
        }
    }
}

fn with_runtime(command: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Runtime::new()?.block_on(command)
}
