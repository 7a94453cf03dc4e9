//! What a backup holds, beside it in a file for people and programs: JSON.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use crate::{app::verification::Report, store::value::hex};

/// The form of the manifest.
const FORM: u32 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this file.
    redress_backup: u32,
    /// The release that made it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// How long the database file is, in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Each log.
    pub logs: Vec<LogMade>,
}

/// How far a log goes in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogMade {
    /// Whose log.
    pub authority: String,
    /// Its events.
    pub events: u64,
    /// The root of the tree over them, as in a checkpoint of that size, in hexadecimal digits.
    pub root: String,
}

/// Why a file is not the backup that its manifest tells of.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
    /// It is none.
    #[error("{0} is not a manifest of a backup of this release or an earlier one")]
    Unreadable(PathBuf),
    /// The database file is another.
    #[error("{0} is not the file that its manifest tells of: it was changed or cut short")]
    OtherFile(PathBuf),
    /// A log is not as long or has another root.
    #[error("the log of {0} is not the one that the manifest tells of")]
    OtherLog(String),
}

impl Manifest {
    /// Tells of a database file that was checked.
    pub(super) fn of(file: &Path, report: &Report, made_at: DateTime<Utc>) -> Result<Self, ManifestError> {
        let (bytes, sha256) = digest(file)?;
        Ok(Self {
            redress_backup: FORM,
            made_by: concat!("redress ", env!("CARGO_PKG_VERSION")).to_owned(),
            made_at,
            bytes,
            sha256,
            logs: logs_of(report),
        })
    }

    /// Reads the one beside a backup.
    pub(super) fn read_beside(backup: &Path) -> Result<Self, ManifestError> {
        let path = beside(backup);
        let text = fs::read(&path).map_err(|error| ManifestError::File(path.clone(), error))?;
        serde_json::from_slice(&text)
            .ok()
            .filter(|manifest: &Self| manifest.redress_backup == FORM)
            .ok_or(ManifestError::Unreadable(path))
    }

    /// Writes it beside a backup.
    pub(super) fn write_beside(&self, backup: &Path) -> Result<(), ManifestError> {
        let path = beside(backup);
        let write = || {
            let text = serde_json::to_vec_pretty(self)?;
            let mut options = OpenOptions::new();
            let mut file = options.write(true).create_new(true).mode(0o600).open(&path)?;
            file.write_all(&text)?;
            file.write_all(b"\n")?;
            file.sync_all()
        };
        write().map_err(|error| ManifestError::File(path.clone(), error))
    }

    /// Whether the copy of a backup is the file that it tells of.
    pub(super) fn check_file(&self, copy: &Path, backup: &Path) -> Result<(), ManifestError> {
        if digest(copy)? == (self.bytes, self.sha256.clone()) {
            Ok(())
        } else {
            Err(ManifestError::OtherFile(backup.to_owned()))
        }
    }

    /// Whether the logs are those that it tells of.
    pub(super) fn check_logs(&self, report: &Report) -> Result<(), ManifestError> {
        let found = logs_of(report);
        let of_manifest = |log: &&LogMade| !self.logs.contains(log);
        let of_report = |log: &&LogMade| !found.contains(log);
        let other = found
            .iter()
            .find(of_manifest)
            .or_else(|| self.logs.iter().find(of_report));
        other.map_or(Ok(()), |log| Err(ManifestError::OtherLog(log.authority.clone())))
    }
}

/// A log that only a checkpoint speaks of has no events here.
fn logs_of(report: &Report) -> Vec<LogMade> {
    let logs = report.logs.iter().filter(|log| log.events > 0);
    logs.map(|log| LogMade {
        authority: log.authority.clone(),
        events: log.events,
        root: hex(&log.root),
    })
    .collect()
}

fn beside(backup: &Path) -> PathBuf {
    backup.with_extension("json")
}

/// The length of a file and its SHA-256.
fn digest(path: &Path) -> Result<(u64, String), ManifestError> {
    let read = || {
        let mut file = File::open(path)?;
        let (mut context, mut bytes, mut buffer) = (Context::new(&SHA256), 0, vec![0; 1 << 16]);
        loop {
            let read = file.read(&mut buffer)?;
            let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else {
                return Ok((bytes, hex(context.finish().as_ref())));
            };
            context.update(part);
            bytes += read as u64;
        }
    };
    read().map_err(|error| ManifestError::File(path.to_owned(), error))
}
