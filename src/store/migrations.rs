//! The schema, in pairs of migrations that only go forward.

use sqlx::{
    PgConnection, SqlSafeStr, SqliteConnection,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
};

use super::{error::StoreError, statement::Dialect};

/// A migration: its number and name, and its text for SQLite and for PostgreSQL.
type Pair = (i64, &'static str, &'static str, &'static str);

/// Every migration, in order. A released one is never changed: its checksum is in the databases.
const MIGRATIONS: &[Pair] = &[
    pair(
        1,
        "log",
        include_str!("../../migrations/sqlite/0001_log.sql"),
        include_str!("../../migrations/postgres/0001_log.sql"),
    ),
    pair(
        2,
        "register",
        include_str!("../../migrations/sqlite/0002_register.sql"),
        include_str!("../../migrations/postgres/0002_register.sql"),
    ),
    pair(
        3,
        "casework",
        include_str!("../../migrations/sqlite/0003_casework.sql"),
        include_str!("../../migrations/postgres/0003_casework.sql"),
    ),
    pair(
        4,
        "ombudsman",
        include_str!("../../migrations/sqlite/0004_ombudsman.sql"),
        include_str!("../../migrations/postgres/0004_ombudsman.sql"),
    ),
    pair(
        5,
        "learning",
        include_str!("../../migrations/sqlite/0005_learning.sql"),
        include_str!("../../migrations/postgres/0005_learning.sql"),
    ),
    pair(
        6,
        "officers",
        include_str!("../../migrations/sqlite/0006_officers.sql"),
        include_str!("../../migrations/postgres/0006_officers.sql"),
    ),
    pair(
        7,
        "statistics",
        include_str!("../../migrations/sqlite/0007_statistics.sql"),
        include_str!("../../migrations/postgres/0007_statistics.sql"),
    ),
    pair(
        8,
        "editions",
        include_str!("../../migrations/sqlite/0008_editions.sql"),
        include_str!("../../migrations/postgres/0008_editions.sql"),
    ),
    pair(
        9,
        "releases",
        include_str!("../../migrations/sqlite/0009_releases.sql"),
        include_str!("../../migrations/postgres/0009_releases.sql"),
    ),
    pair(
        10,
        "credentials",
        include_str!("../../migrations/sqlite/0010_credentials.sql"),
        include_str!("../../migrations/postgres/0010_credentials.sql"),
    ),
    pair(
        11,
        "keys",
        include_str!("../../migrations/sqlite/0011_keys.sql"),
        include_str!("../../migrations/postgres/0011_keys.sql"),
    ),
    pair(
        12,
        "records",
        include_str!("../../migrations/sqlite/0012_records.sql"),
        include_str!("../../migrations/postgres/0012_records.sql"),
    ),
    pair(
        13,
        "reading_officer",
        include_str!("../../migrations/sqlite/0013_reading_officer.sql"),
        include_str!("../../migrations/postgres/0013_reading_officer.sql"),
    ),
    pair(
        14,
        "narrowing",
        include_str!("../../migrations/sqlite/0014_narrowing.sql"),
        include_str!("../../migrations/postgres/0014_narrowing.sql"),
    ),
    pair(
        15,
        "row_security",
        include_str!("../../migrations/sqlite/0015_row_security.sql"),
        include_str!("../../migrations/postgres/0015_row_security.sql"),
    ),
];

const fn pair(number: i64, name: &'static str, sqlite: &'static str, postgres: &'static str) -> Pair {
    (number, name, sqlite, postgres)
}

/// Brings a SQLite database up to date.
pub(super) async fn run_sqlite(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    migrator(Dialect::Sqlite)
        .run_direct(None, connection, false)
        .await
        .map_err(refused)
}

/// Brings a PostgreSQL database up to date. Servers that start together take turns by an advisory lock.
pub(super) async fn run_postgres(connection: &mut PgConnection) -> Result<(), StoreError> {
    migrator(Dialect::Postgres)
        .run_direct(None, connection, false)
        .await
        .map_err(refused)
}

fn migrator(dialect: Dialect) -> Migrator {
    let migration = |&(number, name, sqlite, postgres): &Pair| {
        let text = match dialect {
            Dialect::Sqlite => sqlite,
            Dialect::Postgres => postgres,
        };
        Migration::new(
            number,
            name.into(),
            MigrationType::Simple,
            text.into_sql_str(),
            false,
        )
    };
    Migrator::with_migrations(MIGRATIONS.iter().map(migration).collect())
}

fn refused(error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(number) => StoreError::SchemaNewer(number),
        MigrateError::Execute(error) => StoreError::Driver(error),
        // The texts of migrations hold nobody's data, so what is wrong with one may be told in full.
        other => StoreError::Migration(other.to_string()),
    }
}
