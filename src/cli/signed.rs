//! What was signed of the logs: the checkpoints and the keys that commands check them by.

use std::{error::Error, path::PathBuf};

use crate::app::verification::{Verifier, parse_key};

/// The checkpoints to hold logs against.
#[derive(Debug, clap::Args)]
pub struct SignedArgs {
    /// The folder of the checkpoints that were signed.
    #[arg(long, value_name = "FOLDER", requires = "key")]
    pub checkpoints: Option<PathBuf>,
    /// The public key of the deployment, `name+id+key`; several where it was changed.
    #[arg(long, value_name = "KEY", requires = "checkpoints")]
    key: Vec<String>,
}

impl SignedArgs {
    /// A verifier that expects what the checkpoints say.
    ///
    /// # Errors
    /// When a key is none, or the folder cannot be read.
    pub fn verifier(&self) -> Result<Verifier, Box<dyn Error>> {
        let mut verifier = Verifier::default();
        if let Some(folder) = &self.checkpoints {
            let keys: Vec<_> = self
                .key
                .iter()
                .map(|key| parse_key(key))
                .collect::<Result<_, _>>()?;
            let taken = verifier.take_checkpoints(folder, &keys);
            taken.map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        Ok(verifier)
    }
}
