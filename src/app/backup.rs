//! Backups of the embedded database: a copy of one moment, made while a server serves, and checked before it is called a
//! backup; and putting one back. A database server is backed up by its own tools, as `docs/backup.md` says.
//!
//! The master key and the ledger of erasures are never in a backup. Whoever holds the backup alone can read nothing that
//! is sealed; and what was erased after it was made is erased in it again by the ledger, without which a register that
//! kept one is not served.

mod manifest;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

pub use manifest::{LogMade, Manifest, ManifestError};

use super::{
    opening::{KeyPlace, OpenError, Place},
    verification::{Finding, Report, Verifier, Wrong, verify_logs, verify_reads, verify_tables},
};
use crate::store::{StoreError, rebuild, sqlite};

/// Why a backup was not made, or not put back. Nothing is left behind where it would be taken for one.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The register is on a server.
    #[error("a register on PostgreSQL is backed up and restored with PostgreSQL's tools: see docs/backup.md")]
    Server,
    /// There is one already.
    #[error("there is a register in {0}; move it away first")]
    Present(PathBuf),
    /// The log of the copy is not whole.
    #[error("{0}")]
    NotWhole(String),
    /// The file is not what its manifest says.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// The database cannot be read or written.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file or a folder cannot be used.
    #[error("{0}: {1}")]
    File(PathBuf, io::Error),
}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Open(error.into())
    }
}

/// A backup that was put back.
#[derive(Debug)]
pub struct Restored {
    /// What it holds.
    pub manifest: Manifest,
    /// What its check found; checkpoints later than the backup are among the findings, as [`Wrong::Behind`].
    pub report: Report,
    /// Whether the read tables are those of an earlier release, and so are refilled at the next start.
    pub is_rebuild_due: bool,
}

/// Copies the register of a folder into another folder, as it is at one moment, and checks every log of the copy.
/// Answers the file and what it holds. Its name tells the time in UTC; the manifest stands beside it.
///
/// # Errors
/// See [`BackupError`].
pub async fn backup(
    place: &Place,
    to: &Path,
    made_at: chrono::DateTime<chrono::Utc>,
    verifier: Verifier,
) -> Result<(PathBuf, Manifest), BackupError> {
    if place.database_url.is_some() {
        return Err(BackupError::Server);
    }
    if !place.database_file().exists() {
        return Err(OpenError::Absent(place.folder.clone()).into());
    }
    fs::create_dir_all(to).map_err(|error| BackupError::File(to.to_owned(), error))?;
    let beside = Beside::make(to)?;
    sqlite::copy(&place.database_file(), &beside.copy).await?;
    let Checked { report, .. } = beside.check(verifier, Tables::Trusted).await?;
    if let Some(first) = report.findings.first() {
        return Err(BackupError::NotWhole(first.to_string()));
    }
    let file = to.join(format!("redress-{}.db", made_at.format("%Y%m%dT%H%M%SZ")));
    if file.exists() {
        let taken = io::ErrorKind::AlreadyExists.into();
        return Err(BackupError::File(file, taken));
    }
    let manifest = Manifest::of(&beside.copy, &report, made_at)?;
    // The file last: a manifest without one is taken for nothing.
    manifest.write_beside(&file)?;
    put(&beside.copy, &file)?;
    Ok((file, manifest))
}

/// Puts a backup back where there is no register: the file must be what its manifest says, each log whole and as long,
/// the read tables what the logs make, and every checkpoint up to then must agree. Checkpoints of later events do not
/// hinder it; they are told, because those events are not in the backup.
///
/// # Errors
/// See [`BackupError`].
pub async fn restore(file: &Path, place: &Place, verifier: Verifier) -> Result<Restored, BackupError> {
    if place.database_url.is_some() {
        return Err(BackupError::Server);
    }
    let target = place.database_file();
    if target.exists() {
        return Err(BackupError::Present(place.folder.clone()));
    }
    let manifest = Manifest::read_beside(file)?;
    fs::create_dir_all(&place.folder).map_err(|error| BackupError::File(place.folder.clone(), error))?;
    let beside = Beside::make(&place.folder)?;
    fs::copy(file, &beside.copy).map_err(|error| BackupError::File(file.to_owned(), error))?;
    manifest.check_file(&beside.copy, file)?;
    let Checked {
        report,
        is_rebuild_due,
    } = beside.check(verifier, Tables::Checked).await?;
    if let Some(first) = report.findings.iter().find(|finding| hinders(finding)) {
        return Err(BackupError::NotWhole(first.to_string()));
    }
    manifest.check_logs(&report)?;
    put(&beside.copy, &target)?;
    Ok(Restored {
        manifest,
        report,
        is_rebuild_due,
    })
}

/// A folder that is gone when it is dropped, beside where a copy in it will be put.
struct Beside {
    /// The copy, which nothing opens until it is put in its place.
    copy: PathBuf,
    /// Where the copy of the copy is opened and checked.
    place: Place,
    _folder: tempfile::TempDir,
}

impl Beside {
    fn make(beside: &Path) -> Result<Self, BackupError> {
        let mut name = tempfile::Builder::new();
        let made = name.prefix(".redress-unchecked-").tempdir_in(beside);
        let folder = made.map_err(|error| BackupError::File(beside.to_owned(), error))?;
        let place = Place {
            folder: folder.path().to_owned(),
            database_url: None,
            // No key is needed to check what is sealed as it is.
            keys: KeyPlace::File(PathBuf::new()),
            database_insecure: false,
            erasure_ledger: None,
        };
        Ok(Self {
            copy: folder.path().join("copy.db"),
            place,
            _folder: folder,
        })
    }

    /// Opens the copy of the copy and goes through its logs, of events and of reads, and through its read tables.
    async fn check(&self, mut verifier: Verifier, tables: Tables) -> Result<Checked, BackupError> {
        let file = self.place.database_file();
        fs::copy(&self.copy, &file).map_err(|error| BackupError::File(file, error))?;
        let database = self.place.open_database().await?;
        verify_logs(&database, &mut verifier).await?;
        let report = verifier.finish();
        let reads = verify_reads(&database).await?;
        let mut wrong = reads
            .iter()
            .find(|log| log.fault.is_some())
            .map(ToString::to_string);
        let is_rebuild_due = rebuild::is_due(&database).await?;
        // What is wrong with a log is told by its own name, and not by the rows that follow from it.
        let is_whole = wrong.is_none() && report.findings.iter().all(|finding| !hinders(finding));
        if tables == Tables::Checked && is_whole && !is_rebuild_due {
            wrong = verify_tables(&database).await?.first().map(ToString::to_string);
        }
        database.close().await;
        match wrong {
            Some(wrong) => Err(BackupError::NotWhole(wrong)),
            None => Ok(Checked {
                report,
                is_rebuild_due,
            }),
        }
    }
}

/// Whether the read tables are held against the logs too, which takes as long as making them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tables {
    Trusted,
    Checked,
}

/// A copy of which nothing is wrong but what its report says.
struct Checked {
    report: Report,
    is_rebuild_due: bool,
}

/// Whether what was found keeps a backup from being put back: later checkpoints do not.
fn hinders(finding: &Finding) -> bool {
    !matches!(finding.what, Wrong::Behind { .. })
}

/// Moves a file of the same disk to its place, so that it is there whole or not at all, also after a loss of power.
fn put(from: &Path, to: &Path) -> Result<(), BackupError> {
    let put = || {
        File::open(from)?.sync_all()?;
        fs::rename(from, to)?;
        File::open(to.parent().unwrap_or(Path::new(".")))?.sync_all()
    };
    put().map_err(|error| BackupError::File(to.to_owned(), error))
}
