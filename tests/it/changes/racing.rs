//! Readers and writers at once: whoever races, a reader that is broken and resumed again and again reads the log.

use std::net::SocketAddr;

use redress::{
    api::wire::{Change, ChangeFilter, watch_changes_response::Message as Told},
    domain::access::Role,
    server::Options,
    store::Dialect,
};
use tokio::{
    sync::watch::{Receiver, channel},
    task::JoinSet,
};

use super::{
    Watch, after, assert_same, list, log,
    watched::{LONG, quick},
    watching,
};
use crate::{
    harness::{NORTHWICK, Register, build::comment, caller::Caller, connect, day, for_each_register},
    projections::steps::Chance,
    refusals::expect::head,
};

const WRITERS: usize = 8;
const WRITES: usize = 30;
const BREAKS: usize = 20;

/// Each writer on a connection of its own; on PostgreSQL every other one at another server.
async fn writers(register: &Register<'_>, other: Option<SocketAddr>) -> JoinSet<()> {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let address = other.filter(|_| writer % 2 == 1).unwrap_or(register.address);
        let officer = register.officer().on(connect(address).await);
        writers.spawn(async move {
            for _ in 0..WRITES {
                let registered = officer.register(comment(day(2026, 5, 1))).await;
                let name = registered.expect("a registration").name;
                let on = day(2026, 5, 2);
                officer.acknowledge(&name, on).await.expect("a step");
                // Refused, and so leaves nothing behind.
                officer.acknowledge(&name, on).await.expect_err("a refusal");
            }
        });
    }
    writers
}

/// Watches, broken at random, until it has come to the position that is told once the writers are done.
async fn read_with_breaks(auditor: Caller, mut dice: Chance, until: Receiver<i64>) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut breaks = 0;
    let mut position = 0;
    loop {
        let mut watch = Watch::open(&auditor, watching(position)).await;
        let mut left = dice.below(40) + 1;
        loop {
            match watch.next().await.expect("a message").expect("no end") {
                Told::Change(change) => {
                    position = change.position;
                    found.push(change);
                }
                Told::Heartbeat(heartbeat) => {
                    assert!(heartbeat.position >= position);
                    position = heartbeat.position;
                }
            }
            let end = *until.borrow();
            if end > 0 && position >= end && breaks >= BREAKS {
                return found;
            }
            left = left.saturating_sub(1);
            if breaks < BREAKS && left == 0 {
                break;
            }
        }
        breaks += 1;
    }
}

/// Lists one kind as fast as it can, always from where the page before ended.
async fn list_on(auditor: Caller, until: Receiver<i64>) -> Vec<i64> {
    let mut request = after(0);
    request.page_size = 3;
    request.filter = Some(ChangeFilter {
        kinds: vec!["representation.registered".to_owned()],
        ..ChangeFilter::default()
    });
    let mut found = Vec::new();
    loop {
        let end = *until.borrow();
        let page = list(&auditor, &request).await.expect("changes");
        found.extend(page.changes.iter().map(|change| change.position));
        request.after_position = page.next_after_position;
        if end > 0 && page.next_after_position >= end {
            return found;
        }
    }
}

#[tokio::test]
async fn readers_that_are_broken_and_resumed_read_all_that_racing_writers_wrote() {
    for_each_register(async |register| {
        // Whoever races on a busy machine may take longer than a test of watches gives a call.
        let call = Options::default().call;
        register.serve_with(Options { call, ..quick(LONG) }).await;
        let other = match register.scratch.database.dialect() {
            Dialect::Sqlite => None,
            Dialect::Postgres => Some(register.another_server().await),
        };
        let (done, until) = channel(0);
        let mut readers = JoinSet::new();
        let admin = register.client(Role::Admin);
        for (seed, id) in [(1, "mirror-1"), (2, "mirror-2")] {
            let token = admin.new_client(NORTHWICK, id, Role::Auditor).await;
            let auditor = register.with_token(&token).on(connect(register.address).await);
            readers.spawn(read_with_breaks(auditor, Chance::new(seed), until.clone()));
        }
        let lister = register
            .on_its_own_connection(&register.client(Role::Auditor))
            .await;
        let lister = tokio::spawn(list_on(lister, until));
        let mut writers = writers(register, other.as_ref().map(|(address, _)| *address)).await;
        while let Some(written) = writers.join_next().await {
            written.expect("no panic");
        }
        done.send_replace(head(register).await.position);
        let rows = log(register).await;
        assert!(rows.len() > WRITERS * WRITES);
        while let Some(found) = readers.join_next().await {
            assert_same(&found.expect("no panic"), &rows);
        }
        let registered = rows.iter().filter(|row| row.kind == "representation.registered");
        let registered: Vec<i64> = registered.map(|row| row.position).collect();
        assert_eq!(lister.await.expect("no panic"), registered);
    })
    .await;
}
