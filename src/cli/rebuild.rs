//! `redress rebuild`.

use super::Outcome;
use crate::{app::opening::rebuild_at, config::StoreArgs};

/// Which register to rebuild.
#[derive(Debug, clap::Args)]
pub struct Rebuild {
    #[command(flatten)]
    store: StoreArgs,
}

/// Rebuilds.
///
/// # Errors
/// When a server holds the register, or the database fails.
pub async fn run(args: Rebuild) -> Outcome {
    let streams = rebuild_at(&args.store.place()).await?;
    println!("the read tables of {streams} streams were refilled from the log");
    Ok(())
}
