//! The database, of either kind: where it is, how it is opened, and reading from it.

use std::{fmt, path::PathBuf, str::FromStr};

use sqlx::{Executor, SqlSafeStr, postgres::PgConnectOptions};

use super::{
    acting,
    engine::{self, Connection, Record, on_db},
    error::StoreError,
    postgres::{self, PostgresServer},
    sqlite::SqliteFile,
    statement::{Dialect, Statement},
    unit_of_work::Writer,
    value::Value,
};

/// Where the database is.
#[derive(Clone)]
pub enum Location {
    /// A file, made if it does not exist.
    Sqlite(PathBuf),
    /// A server.
    Postgres(Box<PgConnectOptions>),
}

impl FromStr for Location {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let options = text.parse().map_err(|_| StoreError::Location)?;
            return Ok(Self::Postgres(Box::new(options)));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        if path.is_empty() || path.contains("://") || path.starts_with("//") {
            return Err(StoreError::Location);
        }
        Ok(Self::Sqlite(path.into()))
    }
}

impl Location {
    /// Whether what is sent to the database could be read or answered by somebody else on the way: it is on another
    /// machine, and its certificate and name are not verified.
    pub fn is_exposed(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(options) => postgres::is_exposed(options),
        }
    }
}

/// Without the user and the password.
impl fmt::Debug for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "SQLite at {}", path.display()),
            Self::Postgres(options) => {
                write!(f, "PostgreSQL at {}:{}", options.get_host(), options.get_port())
            }
        }
    }
}

/// An open database with its schema up to date. Cheap to clone.
///
/// No read opens a transaction. A cancelled `begin` of sqlx 0.9.0 leaves a pooled PostgreSQL connection in a
/// stale transaction, and tonic drops handlers wherever they wait, so there is none to cancel. What must agree
/// is read in one statement, or up to one position of the log, which does not move underneath.
#[derive(Clone)]
pub enum Database {
    /// A file of this process.
    Sqlite(SqliteFile),
    /// A server, which other processes may use as well.
    Postgres(PostgresServer),
}

impl Database {
    /// Opens a database and brings its schema up to date.
    ///
    /// # Errors
    /// When another process holds the file, the schema is newer than this program, or the database fails.
    pub async fn open(location: &Location) -> Result<Self, StoreError> {
        match location {
            Location::Sqlite(path) => SqliteFile::open(path).await.map(Self::Sqlite),
            Location::Postgres(options) => PostgresServer::open(options).await.map(Self::Postgres),
        }
    }

    /// Which kind it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Whether the database itself keeps authorities apart, row by row, whatever a statement asks. SQLite never does.
    pub fn is_guarded(&self) -> bool {
        match self {
            Self::Sqlite(_) => false,
            Self::Postgres(server) => server.is_guarded(),
        }
    }

    /// A writer with a connection of its own. SQLite lets one write at a time: open one and keep it.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn open_writer(&self) -> Result<Writer, StoreError> {
        Writer::open(self.clone()).await
    }

    /// Runs a statement that only reads, and answers its rows. On PostgreSQL, there are only those of whom this task acts
    /// for: [`acting`].
    ///
    /// # Errors
    /// When the database fails or a row is of another shape.
    pub async fn fetch<T: Record>(
        &self,
        statement: &Statement,
        values: impl Into<Vec<Value>>,
    ) -> Result<Vec<T>, StoreError> {
        let values = values.into();
        let rows = match self {
            Self::Sqlite(file) => engine::fetch(file.reads(), statement, values).await,
            Self::Postgres(server) => {
                let mut reader = server.reader(&acting::current()).await?;
                engine::fetch(&mut *reader, statement, values).await
            }
        };
        Ok(rows?)
    }

    /// Prepares a statement without running it, which finds most of what is wrong with its text.
    ///
    /// # Errors
    /// When the database does not accept it.
    pub async fn check(&self, statement: &Statement) -> Result<(), StoreError> {
        for text in statement.texts(self.dialect()) {
            let text = text.into_sql_str();
            on_db!(Self, self, |database| database
                .reads()
                .prepare(text)
                .await
                .map(drop))?;
        }
        Ok(())
    }

    /// How SQLite would run a statement, one step a line; nothing on PostgreSQL, whose plans follow its statistics.
    ///
    /// # Errors
    /// When the database does not accept it.
    pub async fn plan(&self, statement: &Statement) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Sqlite(file) => {
                file.plan(statement.sql(Dialect::Sqlite).into_sql_str().as_str())
                    .await
            }
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Closes the pool of connections that read. Writers must have been dropped before.
    pub async fn close(&self) {
        on_db!(Self, self, |database| database.reads().close().await);
    }

    /// A connection that may write.
    pub(super) async fn connect(&self) -> Result<Connection, StoreError> {
        Ok(match self {
            Self::Sqlite(file) => Connection::Sqlite(file.connect().await?),
            Self::Postgres(server) => Connection::Postgres(server.connect().await?),
        })
    }
}
