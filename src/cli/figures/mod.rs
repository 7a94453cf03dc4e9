//! `redress figures`: brings published figures into a register, and holds the register against them.

mod import;
mod mapping;
mod reconcile;
mod table;
#[cfg(test)]
mod tests;

use super::Outcome;

/// What to do with published figures.
#[derive(Debug, clap::Subcommand)]
pub enum Figures {
    /// Bring in a published table, checked: .csv, .xlsx or .json; exits 1 if it contradicts itself.
    Import(import::Import),
    /// Hold the register against what was published of the council; exits 1 if a figure differs.
    Reconcile(reconcile::Reconcile),
}

/// Does it.
///
/// # Errors
/// When a file cannot be read, the server refuses, or something does not agree.
pub async fn run(args: Figures) -> Outcome {
    match args {
        Figures::Import(args) => import::run(args).await,
        Figures::Reconcile(args) => reconcile::run(args).await,
    }
}
