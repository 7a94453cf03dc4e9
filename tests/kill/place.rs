//! Where a server under test keeps its register, and a session on it that goes past the store.

use std::{
    env,
    path::Path,
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use redress::store::Location;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection, postgres::PgConnectOptions,
};
use tempfile::TempDir;
use tokio::time::sleep;

/// The two kinds of database that a server is tried on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file in the data folder.
    Sqlite,
    /// A database of its own on the server at `TEST_DATABASE_URL`.
    Postgres,
}

/// An empty register with its data folder.
pub struct Place {
    folder: TempDir,
    location: Location,
}

/// Whether there is a PostgreSQL to test on; without one a test is skipped, or fails if one is required.
pub fn has_postgres() -> bool {
    if env::var_os("TEST_DATABASE_URL").is_some() {
        return true;
    }
    let required = env::var("REDRESS_TEST_POSTGRES").is_ok_and(|value| value == "required");
    assert!(
        !required,
        "PostgreSQL is required, and TEST_DATABASE_URL is not set"
    );
    eprintln!("!!! SKIPPED on PostgreSQL: TEST_DATABASE_URL is not set");
    false
}

fn server() -> PgConnectOptions {
    let url = env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL");
    url.parse().expect("a PostgreSQL address")
}

impl Place {
    /// Makes one.
    pub async fn new(kind: Kind) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let location = match kind {
            Kind::Sqlite => Location::Sqlite(folder.path().join("register.db")),
            Kind::Postgres => {
                let number = NEXT.fetch_add(1, Ordering::Relaxed);
                let name = format!("redress_fault_{}_{number}", process::id());
                administer(&format!("CREATE DATABASE {name}")).await;
                Location::Postgres(Box::new(server().database(&name)))
            }
        };
        Self { folder, location }
    }

    /// The data folder of its server.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Where the database is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The address of the database, for a server on PostgreSQL.
    pub fn url(&self) -> Option<String> {
        match &self.location {
            Location::Sqlite(_) => None,
            Location::Postgres(options) => Some(options.to_url_lossy().to_string()),
        }
    }

    /// Removes the register. Not reached when a test fails, which leaves a PostgreSQL database to be looked into.
    pub async fn remove(self) {
        if let Location::Postgres(options) = &self.location {
            let name = options.get_database().expect("the database's name");
            drop_database(&mut administrator().await, name).await;
        }
    }

    /// Opens a session of its own on the database.
    pub async fn session(&self) -> Session {
        match &self.location {
            Location::Sqlite(path) => {
                let session = SqliteConnection::connect(&path.display().to_string()).await;
                Session::Sqlite(session.expect("a session"))
            }
            Location::Postgres(options) => Session::Postgres(
                PgConnection::connect_with(&for_all(options))
                    .await
                    .expect("a session"),
            ),
        }
    }
}

/// A session that acts for every authority, past the store.
fn for_all(options: &PgConnectOptions) -> PgConnectOptions {
    options.clone().options([("redress.authority", "*")])
}

async fn administrator() -> PgConnection {
    PgConnection::connect_with(&server())
        .await
        .expect("the PostgreSQL server of the tests")
}

async fn administer(text: &str) {
    let text = AssertSqlSafe(text.to_owned());
    sqlx::raw_sql(text)
        .execute(&mut administrator().await)
        .await
        .expect("a database");
}

/// How often, and how long in between.
const TRIES: (u32, Duration) = (50, Duration::from_millis(200));

/// Removes a database. A worker of PostgreSQL itself that is cleaning up in it may not be sent away by an ordinary role,
/// and is waited for.
pub async fn drop_database(server: &mut PgConnection, name: &str) {
    let text = format!("DROP DATABASE {name} WITH (FORCE)");
    let (tries, pause) = TRIES;
    for tried in 1..=tries {
        match sqlx::raw_sql(AssertSqlSafe(text.clone()))
            .execute(&mut *server)
            .await
        {
            Ok(_) => return,
            Err(error) if tried == tries => panic!("{text}: {error}"),
            Err(_) => sleep(pause).await,
        }
    }
}

/// A session that runs plain text, as somebody with the database's password could.
pub enum Session {
    /// On the file.
    Sqlite(SqliteConnection),
    /// On the server.
    Postgres(PgConnection),
}

impl Session {
    /// Runs a text of which the first column of each row is text.
    pub async fn texts(&mut self, text: &str) -> Vec<String> {
        let statement = AssertSqlSafe(text.to_owned());
        let texts = match self {
            Self::Sqlite(session) => sqlx::query_scalar(statement).fetch_all(session).await,
            Self::Postgres(session) => sqlx::query_scalar(statement).fetch_all(session).await,
        };
        texts.expect(text)
    }
}
