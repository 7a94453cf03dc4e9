//! Each case of the store runs on both databases: always on SQLite, and on PostgreSQL where there is one.

use std::{
    env, process,
    sync::atomic::{AtomicU32, Ordering},
};

use redress::store::{Database, Location, acting};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection, postgres::PgConnectOptions};
use tempfile::TempDir;

use crate::planted::place::drop_database;

/// A new, empty database that lives as long as one case.
pub struct Scratch {
    /// The open database.
    pub database: Database,
    /// Where it is, for a case that opens it again.
    pub location: Location,
    /// Of SQLite: the folder of its file. Of PostgreSQL: an empty folder, for other files of the case.
    pub folder: TempDir,
}

/// Runs a case on a new database of each kind. What it does past a server, it does for every authority. PostgreSQL is the
/// server at `TEST_DATABASE_URL`; without it the case is skipped there, or fails if `REDRESS_TEST_POSTGRES` is `required`.
pub async fn for_each_database(case: impl AsyncFn(&Scratch)) {
    sqlite(&case).await;
    let required = env::var("REDRESS_TEST_POSTGRES").is_ok_and(|value| value == "required");
    match env::var("TEST_DATABASE_URL").ok() {
        Some(url) => postgres(&url, &case).await,
        None if required => panic!("PostgreSQL is required, and TEST_DATABASE_URL is not set"),
        None => eprintln!("!!! SKIPPED on PostgreSQL: TEST_DATABASE_URL is not set"),
    }
}

/// Runs a case on a new SQLite database alone.
pub async fn sqlite(case: &impl AsyncFn(&Scratch)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let location = Location::Sqlite(folder.path().join("register.db"));
    let database = Database::open(&location).await.expect("a new SQLite database");
    let scratch = Scratch {
        database,
        location,
        folder,
    };
    acting::for_all(case(&scratch)).await;
    scratch.database.close().await;
}

async fn postgres(url: &str, case: &impl AsyncFn(&Scratch)) {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("redress_test_{}_{number}", process::id());
    let mut server = PgConnection::connect(url)
        .await
        .expect("the PostgreSQL server of the tests");
    run(&mut server, &format!("CREATE DATABASE {name}")).await;
    let options: PgConnectOptions = url.parse().expect("a PostgreSQL address");
    let location = Location::Postgres(Box::new(options.database(&name)));
    let database = Database::open(&location)
        .await
        .expect("a new PostgreSQL database");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let scratch = Scratch {
        database,
        location,
        folder,
    };
    acting::for_all(case(&scratch)).await;
    scratch.database.close().await;
    // Not reached when the case fails, which leaves the database behind to be looked into.
    drop_database(&mut server, &name).await;
}

/// A session that acts for every authority, past the store.
pub fn for_all(options: &PgConnectOptions) -> PgConnectOptions {
    options.clone().options([("redress.authority", "*")])
}

async fn run(server: &mut PgConnection, text: &str) {
    sqlx::raw_sql(AssertSqlSafe(text.to_owned()))
        .execute(server)
        .await
        .expect(text);
}

impl Scratch {
    /// Runs plain text past the store, on a session of its own, as somebody with the database's password would.
    pub async fn meddle(&self, text: &str) -> Result<(), sqlx::Error> {
        let text = AssertSqlSafe(text.to_owned());
        match &self.location {
            Location::Sqlite(path) => {
                let mut session = SqliteConnection::connect(&path.display().to_string()).await?;
                sqlx::raw_sql(text).execute(&mut session).await.map(drop)?;
                session.close().await
            }
            Location::Postgres(options) => {
                let mut session = PgConnection::connect_with(&for_all(options)).await?;
                sqlx::raw_sql(text).execute(&mut session).await.map(drop)?;
                session.close().await
            }
        }
    }

    /// The one number that plain text answers, on a session of its own.
    pub async fn number(&self, text: &str) -> i64 {
        let text = AssertSqlSafe(text.to_owned());
        let number = match &self.location {
            Location::Sqlite(path) => {
                let mut session = SqliteConnection::connect(&path.display().to_string())
                    .await
                    .expect("a session");
                sqlx::query_scalar(text).fetch_one(&mut session).await
            }
            Location::Postgres(options) => {
                let mut session = PgConnection::connect_with(&for_all(options))
                    .await
                    .expect("a session");
                sqlx::query_scalar(text).fetch_one(&mut session).await
            }
        };
        number.expect("a number")
    }
}
