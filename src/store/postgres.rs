//! PostgreSQL: a pool that reads, and a connection of its own for each writer.

use std::{net::IpAddr, sync::Arc};

use sqlx::{
    ConnectOptions, PgConnection, PgPool, Row,
    postgres::{PgConnectOptions, PgPoolOptions, PgSslMode},
};

use super::{error::StoreError, migrations};

/// Connections that read at the same time.
const READERS_MAX: u32 = 8;
/// Statements that a connection keeps prepared.
const STATEMENTS_MAX: usize = 500;
/// What each session is told. No statement of the service takes long, nothing waits long for a lock, and a writer
/// that hangs between two statements loses its locks.
const SESSION: [(&str, &str); 3] = [
    ("statement_timeout", "60s"),
    ("lock_timeout", "10s"),
    ("idle_in_transaction_session_timeout", "60s"),
];

/// An open PostgreSQL database.
#[derive(Clone)]
pub struct PostgresServer {
    writing: Arc<PgConnectOptions>,
    reads: PgPool,
}

impl PostgresServer {
    /// Connects and brings the schema up to date.
    pub(super) async fn open(options: &PgConnectOptions) -> Result<Self, StoreError> {
        let options = options
            .clone()
            .application_name("redress")
            .statement_cache_capacity(STATEMENTS_MAX);
        // Without the timeouts: a migration may take as long as it needs.
        let mut migrating = options.connect().await?;
        migrations::run_postgres(&mut migrating).await?;
        drop(migrating);
        let writing = options.options(SESSION);
        let reading = writing.clone().options([("default_transaction_read_only", "on")]);
        let reads = PgPoolOptions::new()
            .max_connections(READERS_MAX)
            .after_release(|connection, _| Box::pin(is_out_of_transaction(connection)))
            .connect_with(reading)
            .await?;
        Ok(Self {
            writing: Arc::new(writing),
            reads,
        })
    }

    /// The connections that read.
    pub(super) fn reads(&self) -> &PgPool {
        &self.reads
    }

    /// A connection that may write.
    pub(super) async fn connect(&self) -> Result<PgConnection, sqlx::Error> {
        self.writing.connect().await
    }
}

/// Whether a connection leaves this machine without a verified certificate. `verify-ca` is not enough: anybody with a
/// certificate of that authority could answer.
pub(super) fn is_exposed(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let is_loopback = host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    let stays = options.get_socket().is_some() || host.starts_with('/') || is_loopback;
    !stays && !matches!(options.get_ssl_mode(), PgSslMode::VerifyFull)
}

/// Whether a connection may go back to the pool. In sqlx 0.9.0 a cancelled `begin` leaves the connection in a
/// transaction that nobody knows of: whatever it is used for next sees an old snapshot, and what it writes is
/// lost. Nothing here opens a transaction on a pooled connection; if something ever does, the connection is
/// closed instead. Outside a transaction, `now()` is the start of this statement; inside one, of an earlier one.
/// The text goes over the simple protocol, where the two are exactly equal.
async fn is_out_of_transaction(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let row =
        sqlx::Executor::fetch_one(connection, sqlx::raw_sql("SELECT now() = statement_timestamp()")).await?;
    row.try_get(0)
}
