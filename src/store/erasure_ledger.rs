//! The ledger of erasures: a file kept apart from the database, its backups and its keys, so that a backup that is older
//! than an erasure does not undo it. It is only ever added to, each line holds the hash of all before it, and a line is
//! on the disk before an erasure is answered. It holds no personal data.
//!
//! Its first line names it: `redress erasure ledger 1 ID`. Each further line is one erasure: SHA-256 of the hash before
//! it and of the text that follows, in hexadecimal digits, a space, and that text, JSON.

use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use ring::{
    digest::{SHA256, digest},
    rand::SecureRandom,
};
use serde::{Deserialize, Serialize};

use super::{hash_chain::Hash, value::hex};
use crate::domain::{
    ids::{AuthorityId, Position, RecordNumber, Stream, StreamKind},
    retention::Basis,
    word::Word,
};

/// What a ledger begins with, before its id.
const TITLE: &str = "redress erasure ledger 1 ";
/// Length of an id, in bytes.
const ID_BYTES: usize = 16;

/// Why a ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file cannot be read, made or added to.
    #[error("the ledger of erasures {0}: {1}")]
    File(PathBuf, io::Error),
    /// The file is no ledger.
    #[error("{0} is no ledger of erasures")]
    NoLedger(PathBuf),
    /// A line is not what it was.
    #[error(
        "line {line} of the ledger of erasures {path} was changed, or one before it was changed or removed"
    )]
    Changed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    NoRandomness,
}

/// An erasure, as the ledger keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1; 0 before it is entered.
    pub number: u64,
    /// The record that was erased.
    pub record: Stream,
    /// The hash of the event that registered it. A number is given again in a log that was put back; a hash is not.
    pub registered: Hash,
    /// What the erasure rested on.
    pub basis: Basis,
    /// When the record was erased.
    pub erased_on: NaiveDate,
    /// Where in the log.
    pub erased_at: Position,
    /// What its registration is known by, should it come again: see [`request_mark`] and [`reference_mark`].
    pub marks: Vec<Mark>,
}

/// What tells that a registration came before: a hash, so that the ledger holds no reference of another system.
pub type Mark = [u8; 32];

/// The mark of a request that registered a record.
pub fn request_mark(authority: &AuthorityId, client: &str, request_id: &str) -> Mark {
    mark(&["request", authority.as_str(), client, request_id])
}

/// The mark of a reference that is unique in an authority.
pub fn reference_mark(authority: &AuthorityId, kind: StreamKind, reference: &str) -> Mark {
    mark(&["reference", authority.as_str(), kind.word(), reference])
}

/// Each part is preceded by its length, so that no two are the same bytes.
fn mark(parts: &[&str]) -> Mark {
    let parts = parts.iter().map(|part| format!("\n{}\n{part}", part.len()));
    let text: String = std::iter::once("redress erased registration 1".to_owned())
        .chain(parts)
        .collect();
    hash_of(text.as_bytes())
}

#[derive(Serialize, Deserialize)]
struct StoredEntry {
    entry: u64,
    authority: String,
    kind: String,
    record: RecordNumber,
    registered: String,
    basis: String,
    erased_on: NaiveDate,
    erased_at: Position,
    marks: Vec<String>,
}

impl StoredEntry {
    fn of(entry: &Entry) -> Self {
        Self {
            entry: entry.number,
            authority: entry.record.authority.to_string(),
            kind: entry.record.kind.word().to_owned(),
            record: entry.record.number,
            registered: hex(&entry.registered),
            basis: entry.basis.word().to_owned(),
            erased_on: entry.erased_on,
            erased_at: entry.erased_at,
            marks: entry.marks.iter().map(|mark| hex(mark)).collect(),
        }
    }

    fn read(self) -> Option<Entry> {
        let hash = |text: &str| super::value::from_hex(text)?.try_into().ok();
        Some(Entry {
            number: self.entry,
            record: Stream {
                authority: AuthorityId::parse(&self.authority).ok()?,
                kind: StreamKind::from_word(&self.kind)?,
                number: self.record,
            },
            registered: hash(&self.registered)?,
            basis: Basis::from_word(&self.basis)?,
            erased_on: self.erased_on,
            erased_at: self.erased_at,
            marks: self.marks.iter().map(|mark| hash(mark)).collect::<Option<_>>()?,
        })
    }
}

/// An open ledger, as far as it was read. Another server may add to the same file.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    id: String,
    entries: Vec<Entry>,
    known: HashSet<(Stream, Hash)>,
    /// The hash of the last line.
    last: Hash,
    /// How many bytes the lines so far have.
    read_to: u64,
}

impl Ledger {
    /// Opens a ledger and reads it through; makes it if there is none.
    ///
    /// # Errors
    /// When it cannot be made or read, or was changed.
    pub fn open_or_make(path: &Path, random: &dyn SecureRandom) -> Result<Self, LedgerError> {
        if !path.exists() {
            make(path, random)?;
        }
        Self::open(path)
    }

    /// Opens a ledger that is there and reads it through.
    ///
    /// # Errors
    /// When it cannot be read, or was changed.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let failed = |error| LedgerError::File(path.to_owned(), error);
        let mut file = File::open(path).map_err(failed)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed)?;
        let first = text.split_once('\n').map(|(first, _)| first);
        let id = first.and_then(|first| first.strip_prefix(TITLE));
        let (Some(first), Some(id)) = (first, id) else {
            return Err(LedgerError::NoLedger(path.to_owned()));
        };
        let read_to = first.len() + 1;
        let mut ledger = Self {
            path: path.to_owned(),
            id: id.to_owned(),
            entries: Vec::new(),
            known: HashSet::new(),
            last: hash_of(first.as_bytes()),
            read_to: read_to as u64,
        };
        ledger.take(&text[read_to..])?;
        Ok(ledger)
    }

    /// The id that it was made with.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Every erasure, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether a record's erasure is entered.
    pub fn knows(&self, record: &Stream, registered: &Hash) -> bool {
        self.known.contains(&(record.clone(), *registered))
    }

    /// Enters erasures that are not in it yet; they are on the disk when this returns. Answers those that are new to
    /// this server.
    ///
    /// # Errors
    /// When the file cannot be added to, or was changed. Nothing of it counts as entered then.
    pub fn enter(&mut self, entries: Vec<Entry>) -> Result<Vec<Entry>, LedgerError> {
        let path = self.path.clone();
        let failed = |error| LedgerError::File(path.clone(), error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        file.lock().map_err(failed)?;
        let seen = self.entries.len();
        self.catch_up(&mut file)?;
        let mut lines = String::new();
        for mut entry in entries {
            if self.knows(&entry.record, &entry.registered) {
                continue;
            }
            entry.number = self.entries.len() as u64 + 1;
            let body =
                serde_json::to_string(&StoredEntry::of(&entry)).map_err(|error| failed(error.into()))?;
            let hash = self.hash_after(&body);
            lines.extend([hex(&hash).as_str(), " ", &body, "\n"]);
            self.accept(entry, hash);
        }
        let written = file
            .write_all(lines.as_bytes())
            .and_then(|()| file.sync_all())
            .map_err(failed);
        if let Err(error) = written {
            // What is in the file is not known; the next one reads it all again.
            *self = Self::open(&path)?;
            return Err(error);
        }
        self.read_to += lines.len() as u64;
        Ok(self.entries[seen..].to_vec())
    }

    /// Reads what others have added, and cuts off a line that was never finished: nobody was told of it. The file is
    /// locked, and afterwards stands where the next line goes.
    fn catch_up(&mut self, file: &mut File) -> Result<(), LedgerError> {
        let path = self.path.clone();
        let failed = |error| LedgerError::File(path.clone(), error);
        let length = file.metadata().map_err(failed)?.len();
        if length < self.read_to {
            let line = self.entries.len() as u64 + 1;
            return Err(LedgerError::Changed { path, line });
        }
        file.seek(SeekFrom::Start(self.read_to)).map_err(failed)?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(failed)?;
        self.take(&text)?;
        if self.read_to < length {
            file.set_len(self.read_to).map_err(failed)?;
        }
        file.seek(SeekFrom::Start(self.read_to)).map_err(failed)?;
        Ok(())
    }

    /// Takes whole lines in.
    fn take(&mut self, text: &str) -> Result<(), LedgerError> {
        for line in text.split_inclusive('\n') {
            let Some(line) = line.strip_suffix('\n') else {
                break;
            };
            let changed = || LedgerError::Changed {
                path: self.path.clone(),
                line: self.entries.len() as u64 + 2,
            };
            let (hash, body) = line.split_once(' ').ok_or_else(changed)?;
            let expected = self.hash_after(body);
            let entry = serde_json::from_str::<StoredEntry>(body).ok();
            let entry = entry.and_then(StoredEntry::read).ok_or_else(changed)?;
            if hash != hex(&expected) || entry.number != self.entries.len() as u64 + 1 {
                return Err(changed());
            }
            self.read_to += line.len() as u64 + 1;
            self.accept(entry, expected);
        }
        Ok(())
    }

    fn hash_after(&self, body: &str) -> Hash {
        hash_of([&self.last, body.as_bytes()].concat().as_slice())
    }

    fn accept(&mut self, entry: Entry, hash: Hash) {
        self.known.insert((entry.record.clone(), entry.registered));
        self.entries.push(entry);
        self.last = hash;
    }
}

fn hash_of(bytes: &[u8]) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

/// Makes an empty ledger, whole or not at all.
fn make(path: &Path, random: &dyn SecureRandom) -> Result<(), LedgerError> {
    let failed = |error| LedgerError::File(path.to_owned(), error);
    let mut id = [0; ID_BYTES];
    random.fill(&mut id).map_err(|_| LedgerError::NoRandomness)?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut draft = tempfile::Builder::new().tempfile_in(folder).map_err(failed)?;
    writeln!(draft, "{TITLE}{}", hex(&id)).map_err(failed)?;
    draft.as_file().sync_all().map_err(failed)?;
    match draft.persist_noclobber(path) {
        Ok(_) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(error.error)),
    }
    fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed)
}
