//! One transaction that writes: begun, used and committed here and nowhere else.
//!
//! Three hazards of sqlx 0.9.0 on PostgreSQL make its own transactions unfit (each was reproduced). A cancelled
//! `begin` leaves the connection in a transaction unknown to sqlx, so that later writes are acknowledged and
//! lost. A `commit` of a transaction in which a statement failed answers `Ok`, and nothing is stored. And tonic
//! drops handlers wherever they wait. So a unit of work takes the connection out of its writer, and only a COMMIT
//! or ROLLBACK that was awaited to its end puts it back; in every other case, whatever was cancelled, the
//! connection is closed, the database rolls back, and the writer opens another one. A statement that fails or is
//! abandoned poisons the unit.

use std::time::Instant;

use sqlx::{Executor, Postgres, Sqlite};
use tokio::sync::OwnedMutexGuard;

use super::{
    acting::Acting,
    database::Database,
    engine::{self, Connection, Record, on_db},
    error::StoreError,
    postgres,
    statement::Statement,
    value::Value,
};

/// A connection that writes, one unit of work at a time.
pub struct Writer {
    database: Database,
    /// The connection, proven to be outside a transaction.
    idle: Option<Connection>,
}

impl Writer {
    pub(super) async fn open(database: Database) -> Result<Self, StoreError> {
        let idle = Some(database.connect().await?);
        Ok(Self { database, idle })
    }

    /// Begins a unit of work, whose name appears in logs and metrics, for somebody: on PostgreSQL, it reads and writes the
    /// rows of no other authority.
    ///
    /// # Errors
    /// When the database cannot be reached or is locked.
    pub async fn begin(
        &mut self,
        name: &'static str,
        acting: impl Into<Acting>,
    ) -> Result<UnitOfWork<'_>, StoreError> {
        let turn = match &self.database {
            Database::Sqlite(file) => file.turn().await,
            Database::Postgres(_) => None,
        };
        let connection = self.connection_in_transaction(&acting.into()).await?;
        Ok(UnitOfWork {
            _turn: turn,
            name,
            began: Instant::now(),
            state: State::Good,
            connection: Some(connection),
            home: &mut self.idle,
        })
    }

    /// Leaves nothing in the journal of what was overwritten or removed in the database: SQLite's WAL keeps old pages
    /// until it is used again. Answers whether it is done; a reader may keep it from that. PostgreSQL's WAL goes its own
    /// way, and nothing is done about it here.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn overwrite_journal(&mut self) -> Result<bool, StoreError> {
        match &mut self.idle {
            Some(Connection::Sqlite(connection)) => {
                let text = "PRAGMA wal_checkpoint(TRUNCATE)";
                let (is_busy, _, _): (i64, i64, i64) = sqlx::query_as(text).fetch_one(connection).await?;
                Ok(is_busy == 0)
            }
            Some(Connection::Postgres(_)) => Ok(true),
            None => Ok(false),
        }
    }

    async fn connection_in_transaction(&mut self, acting: &Acting) -> Result<Connection, StoreError> {
        if let Some(mut connection) = self.idle.take() {
            match begin(&mut connection, acting).await {
                Ok(()) => return Ok(connection),
                // The server may have restarted since. Nothing has been done yet, so another connection may try.
                Err(error) => tracing::warn!(
                    error = %StoreError::Driver(error),
                    "the writer's connection did not begin a transaction and is replaced"
                ),
            }
        }
        let mut connection = self.database.connect().await?;
        begin(&mut connection, acting).await?;
        Ok(connection)
    }
}

/// How the statements of a unit have fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// All ended well.
    Good,
    /// One is under way. A unit that is found like this was dropped half-way through it, which may have done
    /// anything.
    Running,
    /// One failed.
    Failed,
}

/// A transaction that writes. Dropped without [`UnitOfWork::commit`], nothing of it is stored.
pub struct UnitOfWork<'w> {
    /// On SQLite, the turn to write; given on when the unit ends.
    _turn: Option<OwnedMutexGuard<()>>,
    name: &'static str,
    began: Instant,
    state: State,
    /// Nothing only while the unit ends.
    connection: Option<Connection>,
    /// Where the connection goes back to, once it is out of the transaction.
    home: &'w mut Option<Connection>,
}

impl UnitOfWork<'_> {
    /// Runs a statement and answers how many rows it changed.
    ///
    /// # Errors
    /// When it fails; the unit is then poisoned.
    pub async fn execute(
        &mut self,
        statement: &Statement,
        values: impl Into<Vec<Value>>,
    ) -> Result<u64, StoreError> {
        let values = values.into();
        let connection = self.enter()?;
        let done = match connection {
            Connection::Sqlite(to) => engine::execute::<Sqlite>(to, statement, values).await,
            Connection::Postgres(to) => engine::execute::<Postgres>(to, statement, values).await,
        };
        self.leave(done)
    }

    /// Runs a statement and answers its rows.
    ///
    /// # Errors
    /// When it fails or a row is of another shape; the unit is then poisoned.
    pub async fn fetch<T: Record>(
        &mut self,
        statement: &Statement,
        values: impl Into<Vec<Value>>,
    ) -> Result<Vec<T>, StoreError> {
        let values = values.into();
        let connection = self.enter()?;
        let rows = match connection {
            Connection::Sqlite(from) => engine::fetch_all::<Sqlite, T>(from, statement, values).await,
            Connection::Postgres(from) => engine::fetch_all::<Postgres, T>(from, statement, values).await,
        };
        self.leave(rows)
    }

    /// Makes the unit unusable: what was found while it ran must not be stored.
    pub fn poison(&mut self) {
        self.state = State::Failed;
    }

    /// Stores everything.
    ///
    /// # Errors
    /// `Poisoned` when nothing was stored because a statement had failed; `CommitUnknown` when COMMIT failed,
    /// after which nobody knows, and which must not be retried.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        if self.state != State::Good && !guard_is_off() {
            self.roll_back().await;
            return Err(StoreError::Poisoned);
        }
        let name = self.name;
        let duration_ms = self.began.elapsed().as_millis();
        let mut connection = self.connection.take().ok_or(StoreError::Poisoned)?;
        run(&mut connection, Control::Commit)
            .await
            .map_err(StoreError::CommitUnknown)?;
        *self.home = Some(connection);
        tracing::debug!(unit_of_work = name, duration_ms, "unit of work committed");
        Ok(())
    }

    /// Stores nothing, and keeps the connection for the next unit. To drop the unit is as safe, and costs a new
    /// connection.
    pub async fn roll_back(mut self) {
        if self.state == State::Running {
            return;
        }
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        match run(&mut connection, Control::RollBack).await {
            Ok(()) => *self.home = Some(connection),
            Err(error) => tracing::warn!(
                unit_of_work = self.name,
                error = %StoreError::Driver(error),
                "a unit of work was not rolled back, so its connection is closed"
            ),
        }
    }

    fn enter(&mut self) -> Result<&mut Connection, StoreError> {
        if self.state != State::Good && !guard_is_off() {
            return Err(StoreError::Poisoned);
        }
        self.state = State::Running;
        self.connection.as_mut().ok_or(StoreError::Poisoned)
    }

    fn leave<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        self.state = if outcome.is_ok() {
            State::Good
        } else {
            State::Failed
        };
        Ok(outcome?)
    }
}

/// Opens a transaction, in one turn with telling it for whom.
async fn begin(connection: &mut Connection, acting: &Acting) -> Result<(), sqlx::Error> {
    match connection {
        // Takes the write lock at once: a reader that turns writer half-way could only fail.
        Connection::Sqlite(connection) => connection
            .execute(sqlx::raw_sql("BEGIN IMMEDIATE"))
            .await
            .map(drop),
        // The default isolation: after the row of the log's head is locked, each statement sees all that the
        // holder before us committed.
        Connection::Postgres(connection) => {
            let set = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL";
            connection.execute(postgres::setting(acting, set)).await.map(drop)
        }
    }
}

/// What closes a transaction.
#[derive(Clone, Copy)]
enum Control {
    Commit,
    RollBack,
}

/// Runs it as plain text, so that sqlx keeps no count of transactions that could differ from the database's.
async fn run(connection: &mut Connection, control: Control) -> Result<(), sqlx::Error> {
    let text = match control {
        Control::Commit => "COMMIT",
        Control::RollBack => "ROLLBACK",
    };
    on_db!(Connection, connection, |connection| {
        connection.execute(sqlx::raw_sql(text)).await.map(drop)
    })
}

/// A planted bug: a statement's error is forgotten and COMMIT believed, as plain sqlx does.
#[cfg(feature = "planted-bugs")]
fn guard_is_off() -> bool {
    std::env::var_os("REDRESS_PLANTED_BUG").is_some_and(|bug| bug == "ignore-poison")
}

/// Another: the connection of a unit that was dropped half-way is used again, in whatever transaction it is.
#[cfg(feature = "planted-bugs")]
impl Drop for UnitOfWork<'_> {
    fn drop(&mut self) {
        let planted = std::env::var_os("REDRESS_PLANTED_BUG").is_some_and(|bug| bug == "reuse-connection");
        if planted && let Some(connection) = self.connection.take() {
            *self.home = Some(connection);
        }
    }
}

#[cfg(not(feature = "planted-bugs"))]
const fn guard_is_off() -> bool {
    false
}
