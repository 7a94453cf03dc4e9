//! The folder of checkpoints: for each authority a folder, in it a file for each checkpoint, named by its size. Files
//! are only ever added, so that the folder can lie where the service may add and not change: an append-only
//! directory, a share that keeps every version, storage that is written once.

use std::{
    fs, io,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use super::{
    key::VerifierKey,
    note::{NoteError, open},
};
use crate::domain::{
    checkpoint::{Checkpoint, origin},
    limits,
};

/// What the name of a checkpoint's file ends with.
const ENDING: &str = ".note";

/// The folder.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// A file of the folder that bears a checkpoint's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteFile {
    /// The size that its name says.
    pub size: u64,
    /// Where it is.
    pub path: PathBuf,
}

impl Folder {
    /// A folder that is there.
    ///
    /// # Errors
    /// When it is not, or is no folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        if !fs::metadata(path)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Self(path.to_owned()))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The authorities that have a folder in it, in order.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn authorities(&self) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.path().is_dir()
                && let Ok(name) = entry.file_name().into_string()
            {
                found.push(name);
            }
        }
        found.sort();
        Ok(found)
    }

    /// The checkpoints of an authority, the smallest first. Whatever is named otherwise is passed over.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn notes(&self, authority: &str) -> io::Result<Vec<NoteFile>> {
        let entries = match fs::read_dir(self.0.join(authority)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let digits = name.and_then(|name| name.strip_suffix(ENDING));
            if let Some(size) = digits.and_then(|digits| digits.parse().ok()) {
                found.push(NoteFile { size, path });
            }
        }
        found.sort_by_key(|note| note.size);
        Ok(found)
    }

    /// Adds a checkpoint. Answers whether it was added; where there is one of this size, it stays as it is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&self, authority: &str, size: u64, note: &str) -> io::Result<bool> {
        let folder = self.0.join(authority);
        match fs::create_dir(&folder) {
            Ok(()) => fs::File::open(&self.0)?.sync_all()?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
        let path = folder.join(format!("{size}{ENDING}"));
        // Under its own name at once: where nothing may be renamed or removed, a draft would stay for ever. One that
        // is cut short is not a whole note, and is known by that.
        let mut file = match fs::OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            Err(error) => return Err(error),
        };
        file.write_all(note.as_bytes())?;
        file.sync_all()?;
        fs::File::open(folder)?.sync_all()?;
        Ok(true)
    }
}

/// Reads a checkpoint: the file is named by its size, and one of the keys of the deployment has signed it under the
/// name of the authority's log. Answers the note beside it.
///
/// # Errors
/// When the file cannot be read, or why it is not believed.
pub fn read_note(
    authority: &str,
    file: &NoteFile,
    keys: &[VerifierKey],
) -> io::Result<Result<(Checkpoint, String), NoteError>> {
    let mut note = Vec::new();
    fs::File::open(&file.path)?
        .take(limits::NOTE_BYTES_MAX + 1)
        .read_to_end(&mut note)?;
    let Ok(note) = String::from_utf8(note) else {
        return Ok(Err(NoteError::Malformed));
    };
    let as_log: Vec<VerifierKey> = keys.iter().map(|key| key.of_log(authority)).collect();
    let checkpoint = open(&note, &as_log).and_then(|text| {
        let checkpoint = Checkpoint::read(text).ok_or(NoteError::Other)?;
        let is_of_log = keys
            .iter()
            .any(|key| origin(key.name(), authority) == checkpoint.origin);
        (is_of_log && checkpoint.size == file.size)
            .then_some(checkpoint)
            .ok_or(NoteError::Other)
    });
    Ok(checkpoint.map(|checkpoint| (checkpoint, note)))
}
