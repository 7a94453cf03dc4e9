//! What a session may see and change, by whom it says it acts for: every table, past the service.

use std::time::Duration;

use redress::store::{Database, Location};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::time::sleep;

use super::{does_not_apply, on_postgres};
use crate::{
    databases::{Scratch, for_each_database},
    harness::{Register, contents::texts, samples::Records},
};

/// A session of the service's own role that says it acts for this, or says nothing.
async fn session(scratch: &Scratch, acting: Option<&str>) -> PgConnection {
    let Location::Postgres(options) = &scratch.location else {
        panic!("not on PostgreSQL");
    };
    let options = acting.map_or_else(
        || (**options).clone(),
        |acting| options.clone().options([("redress.authority", acting)]),
    );
    PgConnection::connect_with(&options).await.expect("a session")
}

async fn number(session: &mut PgConnection, text: &str) -> i64 {
    let counting = sqlx::query_scalar(AssertSqlSafe(text.to_owned()));
    counting.fetch_one(session).await.expect(text)
}

/// How many rows a statement changed, or the code of its refusal.
async fn change(session: &mut PgConnection, text: &str) -> Result<u64, String> {
    let done = sqlx::raw_sql(AssertSqlSafe(text.to_owned()))
        .execute(session)
        .await;
    done.map(|done| done.rows_affected()).map_err(|error| {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        code.expect("a refusal of the database").into_owned()
    })
}

/// `insufficient_privilege`: what a row is refused with that is not the session's to write.
const NOT_ITS_OWN: &str = "42501";
/// `raise_exception`: what the append-only tables refuse everything with.
const APPEND_ONLY: &str = "P0001";

/// Tries everything on a table that is not a session's own; answers how much, and what went wrong.
async fn try_all(
    table: &str,
    southmere: &mut PgConnection,
    nobody: &mut PgConnection,
) -> (usize, Vec<String>) {
    let (mut tried, mut violations) = (0, Vec::new());
    // What was published to a body it sees, and no more.
    let others = match table {
        "release_recipient" => "authority <> 'southmere' AND recipient <> 'southmere'",
        _ => "authority <> 'southmere'",
    };
    let theirs = format!("SELECT COUNT(*) FROM {table} WHERE {others}");
    let all = format!("SELECT COUNT(*) FROM {table}");
    for (session, text) in [(&mut *southmere, theirs), (&mut *nobody, all)] {
        tried += 1;
        let seen = number(session, &text).await;
        if seen != 0 {
            violations.push(format!("{text}: {seen} rows are seen"));
        }
    }
    let insert = format!("INSERT INTO {table} (authority) VALUES ('northwick')");
    for (text, code) in [
        (
            format!("UPDATE {table} SET authority = authority WHERE authority <> 'southmere'"),
            APPEND_ONLY,
        ),
        (
            format!("DELETE FROM {table} WHERE authority <> 'southmere'"),
            APPEND_ONLY,
        ),
        (
            format!("DELETE FROM {table} WHERE authority = 'northwick'"),
            APPEND_ONLY,
        ),
        (format!("UPDATE {table} SET authority = 'northwick'"), NOT_ITS_OWN),
        (insert.clone(), NOT_ITS_OWN),
    ] {
        for session in [&mut *southmere, &mut *nobody] {
            tried += 1;
            let done = change(session, &text).await;
            let is_refused = done == Ok(0) && text != insert;
            if !is_refused && done != Err(code.to_owned()) && done != Err(APPEND_ONLY.to_owned()) {
                violations.push(format!("{text}: {done:?}"));
            }
        }
    }
    // It is the authority that the row was refused for.
    let own = change(southmere, &insert.replace("northwick", "southmere")).await;
    if own == Err(NOT_ITS_OWN.to_owned()) {
        violations.push(format!("southmere may not write its own rows of {table}"));
    }
    (tried, violations)
}

#[tokio::test]
async fn a_session_sees_and_changes_only_what_it_acts_for() {
    on_postgres(async |register: &mut Register<'_>| {
        Records::of(register).await;
        let scratch = register.scratch;
        let mut southmere = session(scratch, Some("southmere")).await;
        let mut nobody = session(scratch, None).await;
        let (mut statements, mut filled, mut violations) = (0, 0, Vec::new());
        let text = "SELECT relname::TEXT FROM pg_class WHERE relforcerowsecurity ORDER BY 1";
        let tables = texts(scratch, text).await;
        for table in &tables {
            let text = format!("SELECT COUNT(*) FROM {table} WHERE authority <> 'southmere'");
            filled += usize::from(scratch.number(&text).await > 0);
            let (tried, found) = try_all(table, &mut southmere, &mut nobody).await;
            statements += tried;
            violations.extend(found);
        }
        assert!(
            violations.is_empty(),
            "{} violations: {violations:#?}",
            violations.len()
        );
        println!(
            "tables: {}, of which have rows of others: {filled}; statements: {statements}, violations: 0",
            tables.len()
        );
        assert!(filled > 20, "{filled} tables have rows of others");
    })
    .await;
}

/// What a session says is compared as a whole.
#[tokio::test]
async fn a_session_acts_for_whom_it_says_and_nobody_else() {
    on_postgres(async |register: &mut Register<'_>| {
        let logs = "SELECT authority FROM log_head ORDER BY authority";
        for (said, sees) in [
            (None, vec![]),
            (Some(""), vec![]),
            (Some("north"), vec![]),
            (Some("northwick%"), vec![]),
            (Some("northwick"), vec!["northwick"]),
            (Some("southmere,northwick"), vec!["northwick", "southmere"]),
            (Some("*,northwick"), vec!["northwick"]),
            (Some("*"), vec!["northwick", "southmere", "system"]),
        ] {
            let mut session = session(register.scratch, said).await;
            let found: Vec<String> = sqlx::query_scalar(logs)
                .fetch_all(&mut session)
                .await
                .expect("rows");
            assert_eq!(found, sees, "{said:?}");
        }
    })
    .await;
}

/// Nothing holds a superuser; the service knows, and says so at its start.
#[tokio::test]
async fn a_role_that_nothing_holds_is_noticed() {
    for_each_database(async |scratch: &Scratch| {
        if does_not_apply(scratch) {
            return;
        }
        let Location::Postgres(options) = &scratch.location else {
            return;
        };
        let superuser = Location::Postgres(Box::new(options.clone().username("postgres")));
        let database = Database::open(&superuser).await.expect("the same database");
        assert!(!database.is_guarded());
        database.close().await;
        // Only a superuser could end its sessions, when the database is removed.
        let sessions = "SELECT COUNT(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND usename = 'postgres'";
        while scratch.number(sessions).await > 0 {
            sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
}
