//! `redress verify`.

use std::{
    fs::File,
    io::{BufRead, BufReader, stdin},
    path::PathBuf,
};

use super::{Outcome, signed::SignedArgs};
use crate::{
    app::verification::{
        Checked, CheckedReads, Report, TableFinding, read_dump, read_reads_dump, verify_reads_at,
        verify_register, verify_tables_at,
    },
    config::StoreArgs,
};

/// Which logs to check, and against what.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// A dump of the table `event` as JSON Lines, `-` for standard input; without it, the register itself is read.
    #[arg(long, value_name = "FILE")]
    dump: Option<PathBuf>,
    #[command(flatten)]
    signed: SignedArgs,
    /// Also hold the read tables against the log; writes wait meanwhile, an embedded server must be stopped.
    #[arg(long, conflicts_with = "dump")]
    tables: bool,
    /// A dump of the table `sealed_read` as JSON Lines, to be checked alone or beside `--dump`.
    #[arg(long, value_name = "FILE", conflicts_with = "tables")]
    reads: Option<PathBuf>,
    #[command(flatten)]
    store: StoreArgs,
}

/// Checks.
///
/// # Errors
/// When something is wrong with a log, which the message names; or when it cannot be read.
pub async fn run(args: Verify) -> Outcome {
    if let Some(path) = &args.reads {
        let failed = |error| format!("{}: {error}", path.display());
        let dump = BufReader::with_capacity(1 << 20, File::open(path).map_err(failed)?);
        tell_reads(&read_reads_dump(dump).map_err(failed)?)?;
        if args.dump.is_none() {
            return Ok(());
        }
    }
    let mut verifier = args.signed.verifier()?;
    match &args.dump {
        Some(path) => {
            let failed = |error| format!("{}: {error}", path.display());
            let dump: Box<dyn BufRead> = if path.as_os_str() == "-" {
                Box::new(stdin().lock())
            } else {
                Box::new(BufReader::with_capacity(
                    1 << 20,
                    File::open(path).map_err(failed)?,
                ))
            };
            read_dump(dump, &mut verifier).map_err(failed)?;
        }
        None => verify_register(&args.store.place(), &mut verifier).await?,
    }
    tell(&verifier.finish(), args.signed.checkpoints.is_some())?;
    if args.dump.is_none() {
        tell_reads(&verify_reads_at(&args.store.place()).await?)?;
    }
    if args.tables {
        tell_tables(&verify_tables_at(&args.store.place()).await?)?;
    }
    Ok(())
}

fn tell_reads(logs: &[CheckedReads]) -> Outcome {
    for log in logs {
        println!("{log}");
    }
    match logs.iter().find(|log| log.fault.is_some()) {
        None => Ok(()),
        Some(wrong) => Err(format!("a log of reads: {wrong}").into()),
    }
}

fn tell_tables(findings: &[TableFinding]) -> Outcome {
    for finding in findings {
        println!("WRONG {finding}");
    }
    match findings.first() {
        None => {
            println!("the read tables are what the logs make");
            Ok(())
        }
        Some(first) => Err(format!("{} rows of read tables: {first}", findings.len()).into()),
    }
}

fn tell(Report { logs, findings }: &Report, signed: bool) -> Outcome {
    for log in logs {
        println!("{}", line(log, signed));
    }
    if logs.is_empty() {
        return Err("there is no log to check".into());
    }
    let Some(first) = findings.first() else {
        return Ok(());
    };
    for finding in findings {
        println!("WRONG {finding}");
    }
    Err(format!(
        "{} of {} logs or checkpoints: {first}",
        findings.len(),
        logs.len()
    )
    .into())
}

fn line(log: &Checked, signed: bool) -> String {
    let Checked {
        authority,
        events,
        checkpoints,
        agreed,
        whole,
        root: _,
    } = log;
    let ends = if *whole { "whole" } else { "WRONG from there on" };
    let told = match (signed, agreed) {
        (false, _) => "held against no checkpoint".to_owned(),
        (true, 0) => "no checkpoint agrees".to_owned(),
        (true, _) => format!("{checkpoints} checkpoints agree, the last of {agreed} events"),
    };
    format!("{authority}: {events} events, {ends}; {told}")
}
