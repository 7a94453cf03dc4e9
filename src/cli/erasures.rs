//! `redress erasures`.

use super::Outcome;
use crate::{
    app::{App, sources::Sources},
    config::StoreArgs,
};

/// What to do with the ledger of erasures.
#[derive(Debug, clap::Subcommand)]
pub enum Erasures {
    /// Apply the erasures of the ledger to a database that was restored from before them; the server must be stopped.
    Apply(Apply),
}

/// Which register, and which ledger.
#[derive(Debug, clap::Args)]
pub struct Apply {
    #[command(flatten)]
    store: StoreArgs,
}

/// Applies them.
///
/// # Errors
/// When there is no ledger or no register, or an erasure could not be applied.
pub async fn run(args: Erasures) -> Outcome {
    let Erasures::Apply(Apply { store }) = args;
    let place = store.place();
    if place.erasure_ledger.is_none() {
        return Err("give --erasure-ledger".into());
    }
    let app = App::open_existing(&place, Sources::system())
        .await?
        .with_ledger_at(&place)
        .await?;
    match app.apply_erasures().await? {
        0 => println!("this database knows of every erasure in the ledger"),
        1 => println!("1 record was erased again"),
        count => println!("{count} records were erased again"),
    }
    Ok(())
}
