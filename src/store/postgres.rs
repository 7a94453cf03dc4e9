//! PostgreSQL: a pool that reads, and a connection of its own for each writer.

use std::{net::IpAddr, sync::Arc};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Executor, PgConnection, PgPool, Postgres, Row,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions, PgSslMode},
};

use super::{acting::Acting, error::StoreError, migrations};

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
    is_guarded: bool,
}

impl PostgresServer {
    /// Connects and brings the schema up to date.
    pub(super) async fn open(options: &PgConnectOptions) -> Result<Self, StoreError> {
        let options = options
            .clone()
            .application_name("redress")
            .statement_cache_capacity(STATEMENTS_MAX);
        // Without the timeouts: a migration may take as long as it needs, and it is about every authority.
        let mut migrating = options.connect().await?;
        migrating.execute(setting(&Acting::ForAll, "SET")).await?;
        migrations::run_postgres(&mut migrating).await?;
        let is_guarded = is_guarded(&mut migrating).await?;
        drop(migrating);
        if !is_guarded {
            tracing::warn!(
                "row-level security does not hold the role that the service uses: make it one without SUPERUSER and \
                 BYPASSRLS, or only the service itself keeps authorities apart"
            );
        }
        let writing = options.options(SESSION);
        let reading = writing.clone().options([("default_transaction_read_only", "on")]);
        let reads = PgPoolOptions::new()
            .max_connections(READERS_MAX)
            // Each is tried when it is told for whom it reads.
            .test_before_acquire(false)
            .after_release(|connection, _| Box::pin(is_out_of_transaction(connection)))
            .connect_with(reading)
            .await?;
        Ok(Self {
            writing: Arc::new(writing),
            reads,
            is_guarded,
        })
    }

    /// Whether row-level security holds the service.
    pub(super) fn is_guarded(&self) -> bool {
        self.is_guarded
    }

    /// The connections that read. They see nothing until they are told for whom: [`PostgresServer::reader`].
    pub(super) fn reads(&self) -> &PgPool {
        &self.reads
    }

    /// A connection that reads for somebody, until it goes back to the pool. Telling it so also shows whether the server
    /// has closed it meanwhile; then another one is taken, and in the end a new one.
    pub(super) async fn reader(&self, acting: &Acting) -> Result<PoolConnection<Postgres>, sqlx::Error> {
        let mut tried = 0;
        loop {
            let mut connection = self.reads.acquire().await?;
            match connection.execute(setting(acting, "SET")).await {
                Ok(_) => return Ok(connection),
                Err(error) if tried >= READERS_MAX => return Err(error),
                Err(error) => {
                    tracing::info!(error = %StoreError::Driver(error), "an idle connection is replaced");
                    connection.close_on_drop();
                    tried += 1;
                }
            }
        }
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

/// What tells a session for whom it acts. `set` is how the text begins: `SET`, or the beginning of a transaction and
/// `SET LOCAL`.
pub(super) fn setting(acting: &Acting, set: &str) -> sqlx::RawSql {
    let text = format!("{set} redress.authority = '{}'", acting.setting());
    sqlx::raw_sql(AssertSqlSafe(text))
}

/// Whether row-level security holds the role of this connection on every table that has authorities.
async fn is_guarded(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let text = "SELECT COALESCE(BOOL_AND(row_security_active(pg_class.oid)), false)
                FROM pg_class
                JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid
                WHERE pg_class.relnamespace = current_schema()::REGNAMESPACE
                  AND pg_class.relkind = 'r'
                  AND pg_attribute.attname = 'authority'";
    sqlx::query_scalar(text).fetch_one(connection).await
}

/// Whether a connection may go back to the pool, where it acts for nobody. In sqlx 0.9.0 a cancelled `begin` leaves the
/// connection in a transaction that nobody knows of: whatever it is used for next sees an old snapshot, and what it
/// writes is lost. Nothing here opens a transaction on a pooled connection; if something ever does, the connection is
/// closed instead. Outside a transaction, `now()` is the start of this statement; inside one, of an earlier one.
/// The text goes over the simple protocol, where the two are exactly equal.
async fn is_out_of_transaction(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let text = "SELECT now() = statement_timestamp() AND set_config('redress.authority', '', false) = ''";
    let row = connection.fetch_one(sqlx::raw_sql(text)).await?;
    row.try_get(0)
}
