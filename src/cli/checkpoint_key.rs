//! `redress checkpoint-key`.

use std::path::PathBuf;

use super::Outcome;
use crate::app::checkpoints::{make_key, public_key};

/// What to do with the key that signs checkpoints.
#[derive(Debug, clap::Subcommand)]
pub enum CheckpointKey {
    /// Make a key; prints the public key, which whoever checks is given.
    New {
        /// The name of the deployment in the world, such as register.example.gov.uk.
        #[arg(long)]
        name: String,
        /// The file of the private key, which must not be there yet.
        file: PathBuf,
    },
    /// Print the public key of a private key's file.
    Show {
        /// The file of the private key.
        file: PathBuf,
        /// Of this authority's log, under its own name, as programs want it that know one key for each log.
        #[arg(long)]
        authority: Option<String>,
    },
}

/// Does it.
///
/// # Errors
/// When the file cannot be made or read.
pub fn run(args: CheckpointKey) -> Outcome {
    match args {
        CheckpointKey::New { name, file } => println!("{}", make_key(&file, &name)?),
        CheckpointKey::Show { file, authority } => {
            let key = public_key(&file)?;
            let key = authority.map_or_else(|| key.clone(), |authority| key.of_log(&authority));
            println!("{key}");
        }
    }
    Ok(())
}
