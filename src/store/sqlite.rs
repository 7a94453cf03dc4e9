//! SQLite: one file, one process, one writer at a time.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::{
    sync::{Mutex, OwnedMutexGuard},
    time::timeout,
};

use super::{error::StoreError, migrations};

/// Connections that read at the same time.
const READERS_MAX: u32 = 4;
/// How long a connection waits for the lock of another.
const BUSY_MS_MAX: u64 = 10_000;
/// Statements that a connection keeps prepared.
const STATEMENTS_MAX: usize = 500;
/// Pages in the write-ahead log before it is copied back; sqlx's 1,000 cost a tenth of the throughput and more.
const CHECKPOINT_PAGES: &str = "20000";
/// Memory for the pages of the one connection that writes, in KiB (negative is how SQLite takes it): with its usual 2 MiB
/// it reads the same pages again for each batch, a third of the time that an import takes.
const WRITER_CACHE_KIB: &str = "-65536";
/// The release that fixed the corruption of a database when its write-ahead log is reset.
const VERSION_MIN: (u32, u32, u32) = (3, 51, 3);

/// An open SQLite file.
#[derive(Clone)]
pub struct SqliteFile {
    path: Arc<Path>,
    reads: SqlitePool,
    /// Whose turn it is to write. SQLite would let them try again and again, each after a longer sleep.
    turn: Arc<Mutex<()>>,
    /// Held for as long as the file is open: its lock keeps every other process out.
    _lock: Arc<File>,
}

impl SqliteFile {
    /// Opens the file, makes it if need be, and brings its schema up to date.
    pub(super) async fn open(path: &Path) -> Result<Self, StoreError> {
        let lock = Arc::new(lock(path)?);
        make_private(path)?;
        let mut writer = writing(path).connect().await?;
        check_version(&mut writer).await?;
        migrations::run_sqlite(&mut writer).await?;
        let reads = SqlitePoolOptions::new()
            .max_connections(READERS_MAX)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(reading(path))
            .await?;
        // Only now, so that a reader always holds the write-ahead log open and it is not removed in between.
        writer.close().await?;
        Ok(Self {
            path: path.into(),
            reads,
            turn: Arc::default(),
            _lock: lock,
        })
    }

    /// The connections that read.
    pub(super) fn reads(&self) -> &SqlitePool {
        &self.reads
    }

    /// Waits for the turn to write, in the order of asking and as long as SQLite itself would; without it, SQLite says
    /// whether the file is free.
    pub(super) async fn turn(&self) -> Option<OwnedMutexGuard<()>> {
        let turn = self.turn.clone().lock_owned();
        timeout(Duration::from_millis(BUSY_MS_MAX), turn).await.ok()
    }

    /// How a statement would be run.
    pub(super) async fn plan(&self, text: &str) -> Result<Vec<String>, StoreError> {
        let text = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"));
        let steps: Vec<(i64, i64, i64, String)> = sqlx::query_as(text).fetch_all(&self.reads).await?;
        Ok(steps.into_iter().map(|(_, _, _, step)| step).collect())
    }

    /// A connection that may write.
    pub(super) async fn connect(&self) -> Result<SqliteConnection, sqlx::Error> {
        writing(&self.path).connect().await
    }
}

/// Copies a database into a new file as it is at one moment, also while another process writes to it. Free pages are
/// left out, so that what was removed is not in the copy either.
///
/// # Errors
/// When there is such a file already, or the database cannot be read.
pub async fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    private().create_new(true).open(to).map_err(StoreError::File)?;
    let mut reader = reading(from).connect().await?;
    // The name is bound, since it is nobody's statement.
    sqlx::query("VACUUM INTO ?")
        .bind(to.to_string_lossy().into_owned())
        .execute(&mut reader)
        .await?;
    reader.close().await?;
    Ok(())
}

/// Takes the lock of the file beside the database. SQLite's own locks would let a second process in between two
/// transactions, and it would then answer from what it remembers of the log.
fn lock(path: &Path) -> Result<File, StoreError> {
    let mut beside = OsString::from(path);
    beside.push(".lock");
    let file = private().open(PathBuf::from(beside)).map_err(StoreError::File)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(TryLockError::Error(error)) => Err(StoreError::File(error)),
    }
}

/// Makes the database file before SQLite does, so that only its owner may read it; SQLite gives the files beside
/// it the same permissions.
fn make_private(path: &Path) -> Result<(), StoreError> {
    private().open(path).map(drop).map_err(StoreError::File)
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600);
    options
}

fn writing(path: &Path) -> SqliteConnectOptions {
    common(path)
        .journal_mode(SqliteJournalMode::Wal)
        // A commit that was acknowledged survives the loss of power.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is removed is overwritten, so that a destroyed key does not live on in a free page.
        .pragma("secure_delete", "ON")
        // Or else INSERT OR REPLACE would remove a row past the triggers.
        .pragma("recursive_triggers", "ON")
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("cache_size", WRITER_CACHE_KIB)
}

fn reading(path: &Path) -> SqliteConnectOptions {
    common(path).read_only(true)
}

fn common(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(Duration::from_millis(BUSY_MS_MAX))
        .statement_cache_capacity(STATEMENTS_MAX)
        // A stray write through a mapped page would reach the file unseen.
        .pragma("mmap_size", "0")
        // A schema that somebody else wrote may not call functions with side effects.
        .pragma("trusted_schema", "OFF")
        // A corrupt page is found when it is read.
        .pragma("cell_size_check", "ON")
        // Nothing spills into temporary files, which nobody would erase.
        .pragma("temp_store", "MEMORY")
}

async fn check_version(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(connection)
        .await?;
    if version_number(&version).is_some_and(|number| number >= VERSION_MIN) {
        Ok(())
    } else {
        Err(StoreError::Version(version))
    }
}

/// The three numbers of a version such as `3.51.3`.
pub(super) fn version_number(version: &str) -> Option<(u32, u32, u32)> {
    let mut numbers = version.split('.').map(str::parse);
    let mut next = || numbers.next()?.ok();
    Some((next()?, next()?, next()?))
}
