//! `redress backup` and `redress restore`.

use std::path::PathBuf;

use super::{Outcome, signed::SignedArgs};
use crate::{
    app::{
        backup::{LogMade, Manifest, backup, restore},
        opening::KeyPlace,
        sources::Sources,
        verification::Wrong,
    },
    config::StoreArgs,
};

/// What to copy, and where to.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// The folder that backups are kept in; each is a file and its manifest, both named by the time in UTC.
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    #[command(flatten)]
    signed: SignedArgs,
    #[command(flatten)]
    store: StoreArgs,
}

/// What to put back, and where.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// The database file of the backup; its manifest is beside it.
    backup: PathBuf,
    #[command(flatten)]
    signed: SignedArgs,
    #[command(flatten)]
    store: StoreArgs,
}

/// Makes a backup.
///
/// # Errors
/// When there is nothing to copy, the copy is not whole, or a file cannot be written.
pub async fn make(args: Backup) -> Outcome {
    let verifier = args.signed.verifier()?;
    let now = Sources::system().now();
    let (file, manifest) = backup(&args.store.place(), &args.to, now, verifier).await?;
    tell(&manifest);
    println!("{}", file.display());
    Ok(())
}

/// Puts a backup back.
///
/// # Errors
/// When there is a register already, or the backup is not whole or not what was signed.
pub async fn put_back(args: Restore) -> Outcome {
    let place = args.store.place();
    let restored = restore(&args.backup, &place, args.signed.verifier()?).await?;
    tell(&restored.manifest);
    if args.signed.checkpoints.is_none() {
        println!("held against no checkpoint: only its own hashes say that it is whole");
    }
    for finding in &restored.report.findings {
        if let Wrong::Behind { last } = finding.what {
            let Some(lost) = last.checked_sub(finding.position - 1) else {
                continue;
            };
            println!(
                "{}: {lost} events were signed that are later than this backup: they are not in it",
                finding.authority
            );
        }
    }
    if restored.is_rebuild_due {
        println!("an earlier release made it: the read tables are refilled at the next start");
    }
    if let KeyPlace::File(file) = &place.keys
        && !file.exists()
    {
        println!(
            "put the master key at {} before you start: it is not in a backup",
            file.display()
        );
    }
    println!("restored to {}", place.folder.display());
    Ok(())
}

fn tell(manifest: &Manifest) {
    let made_at = manifest.made_at.format("%Y-%m-%d %H:%M:%S UTC");
    println!("made {made_at} by {}, {} bytes", manifest.made_by, manifest.bytes);
    for LogMade {
        authority, events, ..
    } in &manifest.logs
    {
        println!("{authority}: {events} events, whole");
    }
}
