//! Cancelled transactions: ours, and sqlx's own.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use redress::{
    domain::ids::AuthorityId,
    store::{Acting, Location, StoreError, UnitOfWork, event_log},
};
use sqlx::postgres::PgPoolOptions;

use crate::databases::{Scratch, for_all, for_each_database};

/// Units of work that are cancelled on each database, each followed by one that is not.
const UNITS: u32 = 150;
/// Transactions of sqlx that are cancelled.
const TRANSACTIONS: u32 = 300;

/// Cancels units before, within and after their BEGIN and the statements after it. Answers each acknowledged write that
/// another session does not see, and each abandoned one that it does.
pub async fn cancelled() -> Vec<String> {
    let found = RefCell::new(Vec::new());
    for_each_database(async |scratch: &Scratch| {
        let dialect = scratch.database.dialect();
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let before = found.borrow().len();
        for turn in 0..UNITS {
            let abandoned = format!("abandoned-{turn}");
            abandon(turn % 7, async {
                let mut unit = writer.begin("test_abandoned", Acting::ForAll).await?;
                mark(&mut unit, &abandoned).await?;
                std::future::pending::<()>().await;
                Ok::<(), StoreError>(())
            })
            .await;
            let marker = format!("marker-{turn}");
            let mut unit = writer
                .begin("test_marker", Acting::ForAll)
                .await
                .expect("a unit of work");
            mark(&mut unit, &marker).await.expect("a marker");
            unit.commit().await.expect("a commit");
            if !sees(scratch, &marker).await {
                found
                    .borrow_mut()
                    .push(format!("{dialect:?}: {marker} was acknowledged and is lost"));
            }
            if sees(scratch, &abandoned).await {
                found
                    .borrow_mut()
                    .push(format!("{dialect:?}: {abandoned} was abandoned and is stored"));
            }
        }
        let violations = found.borrow().len() - before;
        println!("units of work cancelled on {dialect:?}: {UNITS}, violations: {violations}");
    })
    .await;
    found.into_inner()
}

/// Cancels sqlx's own `begin` on PostgreSQL and writes without a transaction afterwards. Answers how many of the writes
/// that it acknowledged another session does not see, or nothing where there is no PostgreSQL.
pub async fn hidden_by_sqlx() -> Option<u32> {
    let counted = Cell::new(None);
    for_each_database(async |scratch: &Scratch| {
        let Location::Postgres(options) = &scratch.location else {
            return;
        };
        let one = PgPoolOptions::new().max_connections(1);
        let pool = one.connect_with(for_all(options)).await.expect("a pool");
        let mut hidden = 0;
        for turn in 0..TRANSACTIONS {
            abandon(1 + turn % 3, async {
                let _transaction = pool.begin().await;
                std::future::pending::<()>().await;
            })
            .await;
            let text = "INSERT INTO log_head (authority, position, hash)
                VALUES ($1, 0, decode(repeat('00', 32), 'hex'))";
            let marker = format!("marker-{turn}");
            let written = sqlx::query(text).bind(&marker).execute(&pool).await;
            written.expect("an acknowledged write");
            hidden += u32::from(!sees(scratch, &marker).await);
        }
        println!("transactions of sqlx cancelled: {TRANSACTIONS}, acknowledged writes hidden: {hidden}");
        counted.set(Some(hidden));
        pool.close().await;
    })
    .await;
    counted.get()
}

/// Polls a future as often as told and drops it, as a server does with a call that its client gave up.
async fn abandon<T>(polls: u32, future: impl Future<Output = T>) {
    let mut future = pin!(future);
    for _ in 0..polls {
        let mut context = Context::from_waker(Waker::noop());
        if future.as_mut().poll(&mut context).is_ready() {
            return;
        }
        // Long enough for the database to answer; what was polled once before is then further on.
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Begins the log of an authority of this name, which is a row that can be looked for.
async fn mark(unit: &mut UnitOfWork<'_>, name: &str) -> Result<(), StoreError> {
    let authority = AuthorityId::parse(name).expect("an authority id");
    event_log::lock_heads(unit, &BTreeSet::from([authority]))
        .await
        .map(drop)
}

/// Whether a session of its own sees the row.
async fn sees(scratch: &Scratch, name: &str) -> bool {
    let text = format!("SELECT count(*) FROM log_head WHERE authority = '{name}'");
    scratch.number(&text).await == 1
}
