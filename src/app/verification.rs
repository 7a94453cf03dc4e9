//! Checking logs from the outside: every hash, link, position and root, and the checkpoints that were signed of them.
//! It needs the rows of the table `event`, a public key and the notes, and neither a running service nor its secrets.

mod dump;
mod finding;
mod register;
mod tables;
mod reads;

use std::{collections::BTreeMap, io, path::Path};

pub use dump::read_dump;
pub use finding::{Finding, Wrong};
pub use reads::{CheckedReads, read_reads_dump, verify_reads, verify_reads_at};
pub use register::{verify_logs, verify_register};
pub use tables::{TableFinding, TableWrong, verify_tables, verify_tables_at};

use crate::{
    domain::{
        checkpoint::is_key_name,
        merkle::{self, Frontier, Hash},
    },
    store::{
        checkpoints::{Folder, KeyError, VerifierKey, read_note},
        event_log::{Chain, RawEvent},
    },
};

/// Goes through rows and finds the first that is wrong in each log.
#[derive(Debug, Clone, Default)]
pub struct Verifier {
    /// The roots that were signed of each log, by their size.
    signed: BTreeMap<String, BTreeMap<u64, Hash>>,
    logs: BTreeMap<String, Log>,
    /// The log of the last row.
    last: Option<String>,
    findings: Vec<Finding>,
}

/// A log as far as it was checked.
#[derive(Debug, Clone, Default)]
struct Log {
    chain: Chain,
    tree: Frontier,
    /// The size of the last checkpoint that it agrees with, and how many there were.
    agreed: u64,
    checkpoints: u64,
    wrong: bool,
}

/// What is known of a log that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whose log.
    pub authority: String,
    /// How many of its events are right, from the first on.
    pub events: u64,
    /// The root of the tree over them.
    pub root: Hash,
    /// With how many checkpoints it agrees.
    pub checkpoints: u64,
    /// How many events the last of them is of; 0 if there is none.
    pub agreed: u64,
    /// Whether nothing is wrong with it.
    pub whole: bool,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Each log.
    pub logs: Vec<Checked>,
    /// What is wrong, in the order in which it was found.
    pub findings: Vec<Finding>,
}

impl Verifier {
    /// Takes the checkpoints of a folder, as one of the keys has signed them. One that is not as it should be is a
    /// finding.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn take_checkpoints(&mut self, folder: &Path, keys: &[VerifierKey]) -> io::Result<()> {
        let folder = Folder::open(folder)?;
        for authority in folder.authorities()? {
            for file in folder.notes(&authority)? {
                match read_note(&authority, &file, keys)? {
                    Ok((checkpoint, _)) => {
                        self.expect(&authority, checkpoint.size, checkpoint.root);
                    }
                    Err(error) => {
                        let what = Wrong::Note(file.path, error);
                        self.find(&authority, position(file.size), what);
                    }
                }
            }
        }
        Ok(())
    }

    /// Expects a log to have this root over so many events.
    pub fn expect(&mut self, authority: &str, size: u64, root: Hash) {
        let signed = self.signed.entry(authority.to_owned()).or_default();
        signed.insert(size, root);
    }

    /// Whether anything was found so far.
    pub fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    /// Takes the next row.
    pub fn take(&mut self, event: &RawEvent) {
        let authority = event.authority.as_str();
        if self.last.as_deref() != Some(authority) {
            self.last = Some(authority.to_owned());
        }
        if !self.logs.contains_key(authority) {
            self.logs.insert(authority.to_owned(), Log::default());
        }
        let Some(log) = self.logs.get_mut(authority).filter(|log| !log.wrong) else {
            return;
        };
        if log.chain.position == 0 && event.position != 1 {
            let at = event.position;
            return self.break_off(authority, 1, Wrong::Begins { at });
        }
        if let Err((at, fault)) = log.chain.follow(event) {
            return self.break_off(authority, at, Wrong::Event(fault));
        }
        let hash = log.chain.hash;
        self.take_right(authority, &hash);
    }

    /// Takes the hash of the next event of a log, which is right by itself.
    fn take_right(&mut self, authority: &str, hash: &Hash) {
        let Some(log) = self.logs.get_mut(authority) else {
            return;
        };
        log.tree.push(merkle::leaf(hash));
        let size = log.tree.size();
        let Some(root) = self.signed.get(authority).and_then(|signed| signed.get(&size)) else {
            return;
        };
        if log.tree.root() == *root {
            log.agreed = size;
            log.checkpoints += 1;
        } else {
            let (first, last) = (position(log.agreed) + 1, position(size));
            self.break_off(authority, first, Wrong::NotAsSigned { last });
        }
    }

    /// Takes a row that cannot be read: it stands after the last one.
    pub fn take_unreadable(&mut self, line: u64) {
        let authority = self.last.clone().unwrap_or_default();
        let log = self.logs.entry(authority.clone()).or_default();
        if !log.wrong {
            let at = log.chain.position + 1;
            self.break_off(&authority, at, Wrong::Line(line));
        }
    }

    /// Takes note of the first thing that is wrong with a log.
    fn break_off(&mut self, authority: &str, position: i64, what: Wrong) {
        let log = self.logs.entry(authority.to_owned()).or_default();
        if !std::mem::replace(&mut log.wrong, true) {
            self.find(authority, position, what);
        }
    }

    fn find(&mut self, authority: &str, position: i64, what: Wrong) {
        self.findings.push(Finding {
            authority: authority.to_owned(),
            position,
            what,
        });
    }

    /// What was found, when there are no more rows: also logs that end before their last checkpoint.
    pub fn finish(mut self) -> Report {
        let signed = std::mem::take(&mut self.signed);
        for (authority, signed) in signed {
            let log = self.logs.entry(authority.clone()).or_default();
            let end = log.tree.size();
            let last = signed.last_key_value().map_or(0, |(size, _)| *size);
            if last > end {
                let last = position(last);
                self.break_off(&authority, position(end) + 1, Wrong::Behind { last });
            }
        }
        let logs = self.logs.into_iter().map(|(authority, log)| Checked {
            authority,
            events: log.tree.size(),
            root: log.tree.root(),
            checkpoints: log.checkpoints,
            agreed: log.agreed,
            whole: !log.wrong,
        });
        // A row under another authority's name is seen as the beginning of a log first, and then missing from its own.
        let mut findings = self.findings;
        findings.sort_by_key(|finding| matches!(finding.what, Wrong::Begins { .. }));
        Report {
            logs: logs.collect(),
            findings,
        }
    }
}

/// Reads a public key `name+id+key`.
///
/// # Errors
/// When it is none.
pub fn parse_key(text: &str) -> Result<VerifierKey, KeyError> {
    let key = VerifierKey::parse(text)?;
    is_key_name(key.name()).then_some(key).ok_or(KeyError::Name)
}

fn position(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
