//! What a database holds, read past the store.

use std::fs;

use redress::store::Location;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use crate::databases::{Scratch, for_all};

/// The rows of a table as text, sorted: every column of every row.
pub async fn rows(scratch: &Scratch, table: &str) -> Vec<String> {
    let columns = columns(scratch, table).await;
    let as_text = |column: &String| match scratch.location {
        Location::Sqlite(_) => format!("quote({column})"),
        Location::Postgres(_) => format!("coalesce({column}::text, 'NULL')"),
    };
    let columns: Vec<String> = columns.iter().map(as_text).collect();
    let mut rows = texts(
        scratch,
        &format!("SELECT {} FROM {table}", columns.join(" || '|' || ")),
    )
    .await;
    rows.sort();
    rows
}

/// Every table of the register.
pub async fn tables(scratch: &Scratch) -> Vec<String> {
    let text = match scratch.location {
        Location::Sqlite(_) => "SELECT name FROM sqlite_schema WHERE type = 'table'",
        Location::Postgres(_) => {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
        }
    };
    texts(scratch, text).await
}

async fn columns(scratch: &Scratch, table: &str) -> Vec<String> {
    let text = match scratch.location {
        Location::Sqlite(_) => format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"),
        Location::Postgres(_) => format!(
            "SELECT column_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    texts(scratch, &text).await
}

/// What a statement answers that has one column of text.
pub async fn texts(scratch: &Scratch, text: &str) -> Vec<String> {
    let text = AssertSqlSafe(text.to_owned());
    let found = match &scratch.location {
        Location::Sqlite(path) => {
            let mut session = SqliteConnection::connect(&path.display().to_string())
                .await
                .expect("a session");
            sqlx::query_scalar(text).fetch_all(&mut session).await
        }
        Location::Postgres(options) => {
            let mut session = PgConnection::connect_with(&for_all(options))
                .await
                .expect("a session");
            sqlx::query_scalar(text).fetch_all(&mut session).await
        }
    };
    found.expect("rows of text")
}

/// The bytes of every file of the case's folder: on SQLite the database, its log and its index.
pub fn files(scratch: &Scratch) -> Vec<(String, Vec<u8>)> {
    let found = fs::read_dir(scratch.folder.path()).expect("the case's folder");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.expect("an entry");
        let bytes = fs::read(entry.path()).expect("a file");
        (entry.file_name().to_string_lossy().into_owned(), bytes)
    };
    found.map(read).collect()
}
