//! The master key: a file that only its owner may read, kept apart from the database and from its backups.

use std::{fs, io, io::Write, os::unix::fs::PermissionsExt, path::Path};

use ring::rand::SecureRandom;
use zeroize::Zeroizing;

use super::{
    cipher::{CipherKey, KEY_BYTES, Place, SealingError},
    keys::{KeyId, WrappedKey},
    value::{from_hex, hex},
};
use crate::domain::ids::{AuthorityId, Position};

/// The key that wraps all data keys.
#[derive(Debug)]
pub struct MasterKey(CipherKey);

impl MasterKey {
    /// Reads the key from its file; makes the file if there is none.
    ///
    /// # Errors
    /// When the file cannot be made or read, may be read by others, or holds something else.
    pub fn open_or_make(path: &Path, random: &dyn SecureRandom) -> Result<Self, SealingError> {
        match Self::open(path) {
            Err(SealingError::File(io::ErrorKind::NotFound)) => {
                make_file(path, random)?;
                // Read back rather than kept, because another process may have made it first.
                Self::open(path)
            }
            outcome => outcome,
        }
    }

    /// Reads the key from its file.
    ///
    /// # Errors
    /// When the file is not there, may be read by others, or holds something else.
    pub fn open(path: &Path) -> Result<Self, SealingError> {
        let file = |error: io::Error| SealingError::File(error.kind());
        let mode = fs::metadata(path).map_err(file)?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(SealingError::Exposed(mode));
        }
        let text = Zeroizing::new(fs::read_to_string(path).map_err(file)?);
        let bytes = Zeroizing::new(from_hex(text.trim_end()).ok_or(SealingError::Malformed)?);
        CipherKey::new(&bytes).map(Self)
    }

    /// Makes a data key, and what is stored of it.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn make_key(
        &self,
        random: &dyn SecureRandom,
        authority: &AuthorityId,
        id: &KeyId,
        made_at: Position,
    ) -> Result<(WrappedKey, DataKey), SealingError> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        random
            .fill(bytes.as_mut())
            .map_err(|_| SealingError::NoRandomness)?;
        let ciphertext = self.0.encrypt(random, &place(authority, id), bytes.as_slice())?;
        let wrapped = WrappedKey {
            authority: authority.clone(),
            id: id.clone(),
            made_at,
            ciphertext,
        };
        Ok((wrapped, DataKey(CipherKey::new(bytes.as_slice())?)))
    }

    /// Opens a data key.
    ///
    /// # Errors
    /// When it was wrapped under another master key, or for another place.
    pub fn unwrap(&self, wrapped: &WrappedKey) -> Result<DataKey, SealingError> {
        let bytes = self
            .0
            .decrypt(&place(&wrapped.authority, &wrapped.id), &wrapped.ciphertext)?;
        CipherKey::new(&bytes).map(DataKey)
    }
}

/// A data key that can seal and open. Never stored.
#[derive(Debug)]
pub struct DataKey(pub(super) CipherKey);

/// Makes the key file whole or not at all: written and flushed under another name, which only its owner may read,
/// then linked to its own unless there is one already.
fn make_file(path: &Path, random: &dyn SecureRandom) -> Result<(), SealingError> {
    let file = |error: io::Error| SealingError::File(error.kind());
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    random
        .fill(bytes.as_mut())
        .map_err(|_| SealingError::NoRandomness)?;
    let text = Zeroizing::new(hex(bytes.as_slice()) + "\n");
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = tempfile::Builder::new()
        .permissions(fs::Permissions::from_mode(0o600))
        .tempfile_in(folder)
        .map_err(file)?;
    draft.write_all(text.as_bytes()).map_err(file)?;
    draft.as_file().sync_all().map_err(file)?;
    match draft.persist_noclobber(path) {
        Ok(_) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(file(error.error)),
    }
    // The name too must survive the loss of power: without the key, nothing that was sealed can ever be opened.
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(file)
}

fn place(authority: &AuthorityId, id: &KeyId) -> Place {
    Place::new(
        "redress data key 1",
        &[authority.as_str().as_bytes(), id.as_str().as_bytes()],
    )
}
