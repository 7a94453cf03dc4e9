//! `redress rebuild`.

use super::Outcome;
use crate::{app::rebuild::rebuild, config::StoreArgs, store::Database};

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
    let database = Database::open(&args.store.location()?).await?;
    let records = rebuild(&database).await?;
    println!("the read tables of {records} streams were refilled from the log");
    Ok(())
}
