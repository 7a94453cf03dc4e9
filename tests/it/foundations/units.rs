//! Units of work: what fails or is abandoned half-way stores nothing and spoils nothing.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use redress::{
    domain::ids::{AuthorityId, Stream},
    store::{
        Acting, Database, Dialect, Location, Statement, StoreError, UnitOfWork,
        event_log::{self, Head},
    },
};
use sqlx::postgres::PgPoolOptions;

use super::{authority, event};
use crate::databases::{Scratch, for_all, for_each_database};

/// Writes a marker, lets a statement fail, swallows its error, and commits, on each database. Answers what went
/// wrong: nothing, on a store that can be trusted; something on each database, with the planted bug `ignore-poison`.
pub async fn swallowed_error_violations() -> Vec<String> {
    let found = RefCell::new(Vec::new());
    for_each_database(async |scratch: &Scratch| {
        for violation in swallow_an_error(&scratch.database).await {
            found
                .borrow_mut()
                .push(format!("{:?}: {violation}", scratch.database.dialect()));
        }
    })
    .await;
    found.into_inner()
}

async fn swallow_an_error(database: &Database) -> Vec<String> {
    let mut violations = Vec::new();
    let kent = authority("kent");
    let mut writer = database.open_writer().await.expect("a writer");
    let mut unit = writer
        .begin("test_swallowed_error", Acting::ForAll)
        .await
        .expect("a unit of work");
    let authorities = BTreeSet::from([kent.clone()]);
    let mut heads = event_log::lock_heads(&mut unit, &authorities)
        .await
        .expect("the heads");
    let head = heads.get_mut(&kent).expect("a locked head");
    let row = head.link(event(Stream::representation(&kent, 1), 1, 1));
    event_log::append(&mut unit, std::slice::from_ref(&row))
        .await
        .expect("an append");
    if event_log::append(&mut unit, std::slice::from_ref(&row))
        .await
        .is_ok()
    {
        violations.push("the same event was appended twice".to_owned());
    }
    match unit.commit().await {
        Err(StoreError::Poisoned) => {}
        other => violations.push(format!("COMMIT after a failed statement answered {other:?}")),
    }
    let stored = event_log::since(database, &kent, 0, 10).await.expect("the log");
    if !stored.is_empty() {
        violations.push(format!("{} events of a failed unit are stored", stored.len()));
    }
    violations
}

#[tokio::test]
async fn a_swallowed_error_stores_nothing() {
    assert_eq!(swallowed_error_violations().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_poisoned_unit_refuses_everything_and_its_writer_goes_on() {
    for_each_database(async |scratch: &Scratch| {
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer
            .begin("test_poison", Acting::ForAll)
            .await
            .expect("a unit of work");
        let wrong = Statement::new("SELECT nothing FROM nowhere");
        assert!(matches!(
            unit.execute(&wrong, []).await,
            Err(StoreError::Driver(_))
        ));
        let good = Statement::new("SELECT CAST(1 AS BIGINT)");
        assert!(matches!(
            unit.fetch::<(i64,)>(&good, []).await,
            Err(StoreError::Poisoned)
        ));
        unit.roll_back().await;
        let mut unit = writer
            .begin("test_after", Acting::ForAll)
            .await
            .expect("a unit of work");
        assert_eq!(unit.fetch::<(i64,)>(&good, []).await.expect("one"), [(1,)]);
        unit.commit().await.expect("a commit");
    })
    .await;
}

/// Polls a future as often as told and drops it, as a server does with a call that its client gave up. Answers
/// whether it was still under way.
async fn abandon<T>(polls: u32, future: impl Future<Output = T>) -> bool {
    let mut future = pin!(future);
    for _ in 0..polls {
        if future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_ready()
        {
            return false;
        }
        // Long enough for the database to answer; what was polled once before is then further on.
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    true
}

/// Starts the log of an authority of this number: a marker that can be counted.
async fn mark(unit: &mut UnitOfWork<'_>, number: u32) -> Result<BTreeMap<AuthorityId, Head>, StoreError> {
    event_log::lock_heads(unit, &BTreeSet::from([authority(&format!("marker-{number}"))])).await
}

#[tokio::test]
async fn what_is_abandoned_half_way_loses_no_later_write() {
    for_each_database(async |scratch: &Scratch| {
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        for turn in 0..60 {
            // Dropped before, within and after BEGIN, and within the statements after it.
            abandon(turn % 7, async {
                let mut unit = writer.begin("test_abandoned", Acting::ForAll).await?;
                mark(&mut unit, 1_000 + turn).await?;
                std::future::pending::<()>().await;
                Ok::<(), StoreError>(())
            })
            .await;
            let mut unit = writer
                .begin("test_marker", Acting::ForAll)
                .await
                .expect("a unit of work");
            mark(&mut unit, turn).await.expect("a marker");
            unit.commit().await.expect("a commit");
            // On another session, so that a marker in a transaction that nobody knows of is not seen.
            let seen = scratch.number("SELECT count(*) FROM log_head").await;
            assert_eq!(seen, i64::from(turn) + 1, "a write that was acknowledged is lost");
        }
    })
    .await;
}

/// The control of the case above: sqlx's own `begin`, abandoned in the same way, loses a write that it acknowledged.
/// When this case fails, sqlx has been mended, and the care that `unit_of_work.rs` takes may be thought over.
#[tokio::test]
async fn abandoned_in_the_same_way_plain_sqlx_loses_a_write() {
    for_each_database(async |scratch: &Scratch| {
        let Location::Postgres(options) = &scratch.location else {
            return;
        };
        let options = PgPoolOptions::new()
            .max_connections(1)
            .connect_with(for_all(options));
        let pool = options.await.expect("a pool");
        for turn in 0..500 {
            abandon(1 + turn % 3, async {
                let _transaction = pool.begin().await;
                std::future::pending::<()>().await;
            })
            .await;
            let text = "INSERT INTO log_head (authority, position, hash)
                VALUES ($1, 0, decode(repeat('00', 32), 'hex'))";
            let marker = sqlx::query(text).bind(format!("marker-{turn}"));
            marker.execute(&pool).await.expect("an acknowledged write");
            if scratch.number("SELECT count(*) FROM log_head").await <= i64::from(turn) {
                return;
            }
        }
        panic!("no write was lost");
    })
    .await;
}

#[tokio::test]
async fn a_statement_abandoned_within_a_unit_poisons_it() {
    for_each_database(async |scratch: &Scratch| {
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        for _ in 0..100 {
            let mut unit = writer
                .begin("test_abandoned_statement", Acting::ForAll)
                .await
                .expect("a unit of work");
            // A database that had answered at the first poll was abandoned by nobody.
            if abandon(1, mark(&mut unit, 1)).await {
                assert!(matches!(unit.commit().await, Err(StoreError::Poisoned)));
                assert_eq!(scratch.number("SELECT count(*) FROM log_head").await, 0);
                return;
            }
            unit.roll_back().await;
        }
        panic!("no statement was ever under way");
    })
    .await;
}

#[tokio::test]
async fn a_pooled_connection_left_in_a_transaction_is_not_used_again() {
    for_each_database(async |scratch: &Scratch| {
        if scratch.database.dialect() == Dialect::Sqlite {
            return;
        }
        let begin = Statement::new("BEGIN");
        for _ in 0..8 {
            scratch
                .database
                .fetch::<(i64,)>(&begin, [])
                .await
                .expect("a stale transaction");
        }
        let stale = "SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
        // The connection is looked at in the background, after it was given back.
        for _ in 0..100 {
            if scratch.number(stale).await == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("connections are idle in a transaction");
    })
    .await;
}
