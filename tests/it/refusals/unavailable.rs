//! Refusals that are nobody's mistake: too much at once, a database that is gone, a log that cannot be read.

use std::time::Duration;

use redress::{
    api::wire::{self, ErrorReason, Procedure, View},
    domain::limits,
    store::{Dialect, Location},
};
use sqlx::{Connection, PgConnection, SqliteConnection};
use tokio::{task::JoinSet, time::sleep};
use tonic::Code;

use super::expect::Unchanged;
use crate::{
    databases::{Scratch, for_all},
    harness::{
        Register,
        build::{comment, complaint, registration},
        caller::Caller,
        day, for_each_register,
        refused::Refused,
    },
};

/// Somebody else's transaction, which no write of the register gets past.
enum Blocked {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Blocked {
    async fn block(scratch: &Scratch) -> Self {
        match &scratch.location {
            Location::Sqlite(path) => {
                let mut session = SqliteConnection::connect(&path.display().to_string())
                    .await
                    .expect("a session");
                let begun = sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut session).await;
                begun.expect("a transaction");
                Self::Sqlite(session)
            }
            Location::Postgres(options) => {
                let mut session = PgConnection::connect_with(&for_all(options))
                    .await
                    .expect("a session");
                let text = "BEGIN; LOCK TABLE log_head IN EXCLUSIVE MODE";
                sqlx::raw_sql(text).execute(&mut session).await.expect("a lock");
                Self::Postgres(session)
            }
        }
    }

    async fn release(self) {
        let ended = match self {
            Self::Sqlite(mut session) => sqlx::raw_sql("ROLLBACK").execute(&mut session).await.map(drop),
            Self::Postgres(mut session) => sqlx::raw_sql("ROLLBACK").execute(&mut session).await.map(drop),
        };
        ended.expect("the end of the transaction");
    }
}

/// A write that asks the lane and changes nothing.
async fn ask(caller: Caller) -> Result<(), tonic::Status> {
    let mut request = registration(comment(day(2026, 5, 1)));
    request.validate_only = true;
    let answer = caller.representations().register_representation(request).await;
    answer.map(drop)
}

#[tokio::test]
async fn more_writes_than_may_wait() {
    const BEYOND: usize = 26;
    const CONNECTIONS: usize = 7;
    for_each_register(async |register| {
        let unchanged = Unchanged::since(register).await;
        let blocked = Blocked::block(register.scratch).await;
        let mut calls = JoinSet::new();
        let officer = register.officer();
        calls.spawn(ask(officer.clone()));
        // The lane takes the first and waits with it for the database; then its queue fills.
        sleep(Duration::from_millis(300)).await;
        for _ in 0..CONNECTIONS {
            let caller = register.on_its_own_connection(&officer).await;
            for _ in 0..(limits::LANE_QUEUE_MAX + BEYOND) / CONNECTIONS {
                calls.spawn(ask(caller.clone()));
            }
        }
        for _ in 0..BEYOND {
            let answer = calls.join_next().await.expect("a call").expect("no panic");
            let expected = (Code::ResourceExhausted, ErrorReason::QueueFull);
            let found = unchanged.refused(register, answer, expected, &[]).await;
            assert!(found.has_retry_info, "says when to come again");
        }
        blocked.release().await;
        while let Some(answer) = calls.join_next().await {
            answer.expect("no panic").expect("what waited is answered");
        }
    })
    .await;
}

#[tokio::test]
async fn a_database_that_is_gone() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = officer
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration")
            .name;
        register.scratch.database.close().await;
        let status = officer.get(&name, View::Basic).await.expect_err("a refusal");
        let found = Refused::of(&status);
        assert_eq!(
            (found.code, found.reason),
            (Code::Unavailable, ErrorReason::Unavailable)
        );
        assert!(found.has_retry_info);
        assert!(
            !status.message().to_lowercase().contains("pool"),
            "the detail stays in the log"
        );
    })
    .await;
}

/// An event of a kind that nobody recognises is a fault, for reads and for writes, and never skipped.
#[tokio::test]
async fn a_log_that_cannot_be_read() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2026, 5, 1));
        let name = officer.register(about).await.expect("a registration").name;
        spoil_last_event(register).await;
        register.restart().await;
        let officer = register.officer();
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::Internal, ErrorReason::Internal);
        let answer = officer.get(&name, View::Basic).await;
        unchanged.refused(register, answer, expected, &[]).await;
        let answer = officer.acknowledge(&name, day(2026, 5, 2)).await;
        unchanged.refused(register, answer, expected, &[]).await;
        // Its neighbours are not hurt.
        officer
            .register(comment(day(2026, 5, 1)))
            .await
            .expect("a registration");
    })
    .await;
}

async fn spoil_last_event(register: &Register<'_>) {
    let unprotect = match register.scratch.database.dialect() {
        Dialect::Sqlite => "DROP TRIGGER event_is_not_changed",
        Dialect::Postgres => "DROP TRIGGER event_is_append_only ON event",
    };
    let spoil = "UPDATE event SET kind = 'representation_mislaid'
                 WHERE authority = 'northwick'
                   AND position = (SELECT MAX(position) FROM event WHERE authority = 'northwick')";
    for text in [unprotect, spoil] {
        register.scratch.meddle(text).await.expect(text);
    }
}

/// While the server stops it takes no new calls; the caller meets a closed connection, which its library reports as
/// UNAVAILABLE without details.
#[tokio::test]
async fn a_server_that_has_stopped() {
    for_each_register(async |register| {
        let officer = register.officer();
        register.begin_stop();
        register
            .ended(Duration::from_secs(30))
            .await
            .expect("a clean end");
        let request = wire::GetRepresentationRequest::default();
        let answer = officer.representations().get_representation(request).await;
        assert_eq!(answer.expect_err("no answer").code(), Code::Unavailable);
    })
    .await;
}
