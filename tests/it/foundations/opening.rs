//! Opening a database, and what it says when it refuses.

use redress::store::{Database, Location, Statement, StoreError, all_statements};

use crate::databases::{Scratch, for_each_database};

#[tokio::test]
async fn every_statement_is_accepted() {
    for_each_database(async |scratch: &Scratch| {
        for statement in all_statements() {
            if let Err(error) = scratch.database.check(statement).await {
                panic!("{error}: {statement:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn no_statement_reads_all_that_an_authority_has() {
    // What is given; a row for each authority; one row, whichever comes first; an index of running clocks only.
    let may_be_read_whole = [
        "json_each",
        "log_head",
        "data_key",
        "clock_running",
        "sealed_read_head",
        "authority_key",
    ];
    for_each_database(async |scratch: &Scratch| {
        let mut wasteful = Vec::new();
        for statement in all_statements() {
            let text = format!("{statement:?}");
            // What empties a table for an authority has to, and what holds all of it against the log.
            if text.contains("sqlite: \"DELETE FROM") || text.contains("sqlite: \"SELECT * FROM") {
                continue;
            }
            for step in scratch.database.plan(statement).await.expect("a plan") {
                let whole = step.starts_with("SCAN") || step.ends_with("(authority=?)");
                if whole && !may_be_read_whole.iter().any(|name| step.contains(name)) {
                    wasteful.push(format!("{step}: {text}"));
                }
            }
        }
        assert!(wasteful.is_empty(), "{}", wasteful.join("\n"));
    })
    .await;
}

#[tokio::test]
async fn a_file_is_held_by_one_process() {
    for_each_database(async |scratch: &Scratch| {
        let again = Database::open(&scratch.location).await;
        match (&scratch.location, again) {
            (Location::Sqlite(_), Err(StoreError::Locked)) | (Location::Postgres(_), Ok(_)) => {}
            (location, other) => panic!("{location:?}: {:?}", other.map(drop)),
        }
    })
    .await;
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    for_each_database(async |scratch: &Scratch| {
        let text = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
            VALUES (9999, 'later', true, 'x', 0)";
        scratch.meddle(text).await.expect("a later migration");
        let open = match &scratch.location {
            Location::Postgres(_) => Database::open(&scratch.location).await,
            Location::Sqlite(_) => {
                // A copy, because this process holds the file itself.
                let copy = scratch.folder.path().join("copy.db");
                let text = format!("VACUUM INTO '{}'", copy.display());
                scratch.meddle(&text).await.expect("a copy");
                Database::open(&Location::Sqlite(copy)).await
            }
        };
        assert!(
            matches!(open, Err(StoreError::SchemaNewer(9999))),
            "{:?}",
            open.map(drop)
        );
    })
    .await;
}

#[tokio::test]
async fn errors_quote_no_row() {
    for_each_database(async |scratch: &Scratch| {
        let statement = Statement::new("SELECT CAST('Ann Smith' AS BIGINT) FROM event, nowhere");
        let failed: Result<Vec<(i64,)>, _> = scratch.database.fetch(&statement, []).await;
        let error = failed.expect_err("an impossible statement");
        for said in [format!("{error}"), format!("{error:?}")] {
            assert!(!said.contains("Smith"), "{said}");
        }
        assert!(
            std::error::Error::source(&error).is_none(),
            "the driver's own words would follow"
        );
    })
    .await;
}
