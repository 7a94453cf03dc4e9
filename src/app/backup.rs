//! Backups of the embedded database: a copy of one moment, made while a server serves, and checked before it is called a
//! backup; and putting one back. A database server is backed up by its own tools, as `docs/backup.md` says.
//!
//! The master key and the erasure ledger are never in a backup: whoever holds the backup alone can read nothing sealed,
//! and what was erased stays erased.

mod manifest;

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

pub use manifest::{LogMade, Manifest, ManifestError};

use super::{
    opening::{KeyPlace, OpenError, Place},
    rebuild,
    verification::{Report, Verifier, Wrong, verify_reads_at, verify_register, verify_tables_at},
};
use crate::store::sqlite;

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
    let copied = sqlite::copy(&place.database_file(), &beside.copy).await;
    copied.map_err(OpenError::from)?;
    let report = beside.verified(verifier).await?;
    if let Some(first) = report.findings.first() {
        return Err(BackupError::NotWhole(first.to_string()));
    }
    let file = to.join(format!("redress-{}.db", made_at.format("%Y%m%dT%H%M%SZ")));
    if file.exists() {
        let taken = io::ErrorKind::AlreadyExists.into();
        return Err(BackupError::File(file, taken));
    }
    let manifest = Manifest::of(&beside.copy, &report, made_at)?;
    put(&beside.copy, &file)?;
    manifest.write_beside(&file)?;
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
    let report = beside.verified(verifier).await?;
    let hinders = |finding: &&super::verification::Finding| !matches!(finding.what, Wrong::Behind { .. });
    if let Some(first) = report.findings.iter().find(hinders) {
        return Err(BackupError::NotWhole(first.to_string()));
    }
    manifest.check_logs(&report)?;
    if let Some(wrong) = verify_reads_at(&beside.place)
        .await?
        .iter()
        .find(|log| log.fault.is_some())
    {
        return Err(BackupError::NotWhole(wrong.to_string()));
    }
    let is_rebuild_due = rebuild::is_due_at(&beside.place).await?;
    if !is_rebuild_due && let Some(first) = verify_tables_at(&beside.place).await?.first() {
        return Err(BackupError::NotWhole(first.to_string()));
    }
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

    async fn verified(&self, mut verifier: Verifier) -> Result<Report, BackupError> {
        let file = self.place.database_file();
        fs::copy(&self.copy, &file).map_err(|error| BackupError::File(file, error))?;
        verify_register(&self.place, &mut verifier).await?;
        Ok(verifier.finish())
    }
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
