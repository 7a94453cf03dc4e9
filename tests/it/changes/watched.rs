//! Watching: what there is, what comes, and each way in which a watch ends.

use std::time::Duration;

use redress::{
    api::wire::{ChangeFilter, ErrorReason, RevokeTokenRequest, watch_changes_response::Message as Told},
    app::changes::watches::Times,
    domain::{access::Role, ids::Stream},
    server::Options,
    store::Dialect,
};
use tokio::time::{Instant, sleep, timeout};
use tonic::{Code, transport::Endpoint};

use super::{Watch, after, assert_same, log, walk, watching};
use crate::{
    foundations::{append, authority, event},
    harness::{
        NORTHWICK, Register,
        build::comment,
        caller::{Caller, fresh_id},
        connect, day, for_each_register,
        refused::Refused,
    },
    refusals::expect::head,
};

/// Heartbeats that a test can wait for.
pub fn quick(longest: Duration) -> Options {
    Options {
        call: Duration::from_millis(500),
        watch: Times {
            heartbeat: Duration::from_millis(200),
            longest,
        },
        ..Options::default()
    }
}

pub const LONG: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_watch_tells_what_there_is_and_then_what_comes() {
    for_each_register(async |register| {
        let auditor = register.client(Role::Auditor);
        let mut watch = Watch::open(&auditor, watching(0)).await;
        let (found, heartbeat) = watch.until_heartbeat().await;
        assert_same(&found, &log(register).await);
        let end = head(register).await.position;
        assert_eq!(
            (heartbeat.position, heartbeat.head_position),
            (end, end),
            "caught up"
        );
        for _ in 0..5 {
            let about = comment(day(2026, 5, 1));
            let registered = register.officer().register(about).await.expect("a registration");
            let told = timeout(Duration::from_secs(1), watch.change())
                .await
                .expect("at once");
            assert_eq!((told.position, told.name), (registered.position, registered.name));
            assert_eq!(
                (told.kind.as_str(), told.etag),
                ("representation.registered", registered.etag)
            );
            assert_eq!(told.client, "officer");
        }
        let resumed = Watch::open(&auditor, watching(end + 2))
            .await
            .until_heartbeat()
            .await;
        assert_same(
            &resumed.0,
            &log(register).await[usize::try_from(end + 2).expect("a place")..],
        );
    })
    .await;
}

/// A reader whom nothing concerns learns how far it has come, so that it need not read all that again. The time for a
/// call to be answered, half a second here, does not end its watch.
#[tokio::test]
async fn heartbeats_go_past_what_is_not_told() {
    for_each_register(async |register| {
        register.serve_with(quick(LONG)).await;
        let mut request = watching(0);
        request.filter = Some(ChangeFilter {
            kinds: vec!["case".to_owned()],
            ..ChangeFilter::default()
        });
        let mut watch = Watch::open(&register.officer(), request).await;
        let began = Instant::now();
        for _ in 0..5 {
            let end = head(register).await.position;
            let (found, heartbeat) = watch.until_heartbeat().await;
            assert_eq!(found, []);
            assert!(heartbeat.position >= end, "{heartbeat:?} at {end}");
            assert_eq!(heartbeat.position, heartbeat.head_position);
            let about = comment(day(2026, 5, 1));
            register.officer().register(about).await.expect("a registration");
        }
        assert!(began.elapsed() > Duration::from_millis(700), "every 200 ms");
        assert!(began.elapsed() < Duration::from_secs(10));
    })
    .await;
}

#[tokio::test]
async fn a_watch_ends_after_its_longest_time_with_a_last_heartbeat() {
    for_each_register(async |register| {
        register.serve_with(quick(Duration::from_secs(1))).await;
        let began = Instant::now();
        let mut watch = Watch::open(&register.officer(), watching(0)).await;
        let mut last = None;
        while let Some(told) = watch.next().await.expect("a clean end") {
            last = Some(told);
        }
        assert!(began.elapsed() >= Duration::from_secs(1));
        assert!(began.elapsed() < Duration::from_secs(5));
        let Some(Told::Heartbeat(heartbeat)) = last else {
            panic!("a heartbeat at the end, not {last:?}");
        };
        assert_eq!(heartbeat.position, head(register).await.position);
    })
    .await;
}

/// A watch does not hold up the end of the server: the drain is as short as without it.
#[tokio::test]
async fn a_stop_ends_watches_at_once() {
    for_each_register(async |register| {
        let mut watch = Watch::open(&register.officer(), watching(0)).await;
        watch.until_heartbeat().await;
        // One that is in the midst of telling, because its reader does not read.
        let _slow = Watch::open(&register.client(Role::Auditor), watching(0)).await;
        let began = Instant::now();
        register.begin_stop();
        let status = timeout(Duration::from_secs(2), watch.next())
            .await
            .expect("at once");
        let found = Refused::of(&status.expect_err("an end"));
        assert_eq!(
            (found.code, found.reason),
            (Code::Unavailable, ErrorReason::Unavailable)
        );
        assert!(found.has_retry_info);
        drop(watch);
        register.ended(Duration::from_secs(5)).await.expect("a clean end");
        assert!(began.elapsed() < Duration::from_secs(5));
    })
    .await;
}

async fn revoke(admin: &Caller) {
    let revoke = RevokeTokenRequest {
        name: format!("{NORTHWICK}/clients/mirror/tokens/1"),
        request_id: fresh_id(),
        validate_only: false,
    };
    admin.access().revoke_token(revoke).await.expect("revoked");
}

#[tokio::test]
async fn a_token_that_is_revoked_ends_its_watch() {
    for_each_register(async |register| {
        register.serve_with(quick(LONG)).await;
        let admin = register.client(Role::Admin);
        let token = admin.new_client(NORTHWICK, "mirror", Role::Analyst).await;
        let mut watch = Watch::open(&register.with_token(&token), watching(0)).await;
        watch.until_heartbeat().await;
        revoke(&admin).await;
        let until = Instant::now() + Duration::from_secs(5);
        let status = loop {
            assert!(Instant::now() < until, "it ends");
            if let Err(status) = watch.next().await {
                break status;
            }
        };
        assert_eq!(status.code(), Code::Unauthenticated);
    })
    .await;
}

/// A new role is another reader: the watch ends, and the next call is judged by what the client may see now.
#[tokio::test]
async fn a_role_that_changes_ends_its_watch() {
    for_each_register(async |register| {
        register.serve_with(quick(LONG)).await;
        let admin = register.client(Role::Admin);
        let token = admin.new_client(NORTHWICK, "mirror", Role::Auditor).await;
        let mirror = register.with_token(&token);
        let mut watch = Watch::open(&mirror, watching(0)).await;
        let (_, heartbeat) = watch.until_heartbeat().await;
        admin.new_client(NORTHWICK, "mirror", Role::Intake).await;
        let until = Instant::now() + Duration::from_secs(5);
        let mut last = Told::Heartbeat(heartbeat);
        while let Some(told) = watch.next().await.expect("a clean end") {
            assert!(Instant::now() < until, "it ends");
            last = told;
        }
        assert!(matches!(last, Told::Heartbeat(_)));
        let kinds = walk(&mirror, after(0))
            .await
            .into_iter()
            .map(|change| change.kind);
        assert!(kinds.into_iter().all(|kind| !kind.starts_with("access.")));
    })
    .await;
}

/// More events than wait on the way to a reader that does not read.
const MANY: i64 = 8_000;

/// Makes the log long, past the service.
async fn lengthen(register: &Register<'_>) {
    let northwick = authority("northwick");
    let end = head(register).await.position;
    let new =
        (1..=MANY).map(|number| event(Stream::representation(&northwick, end + number), 1, 900_000_000));
    append(&register.scratch.database, new.collect()).await;
}

/// A client on a connection that takes no more than 64 KiB before somebody reads it.
async fn slow(register: &Register<'_>, caller: &Caller) -> Caller {
    const BYTES: u32 = 65_535;
    let endpoint = Endpoint::from_shared(format!("http://{}", register.address)).expect("an address");
    let endpoint = endpoint
        .initial_stream_window_size(BYTES)
        .initial_connection_window_size(BYTES);
    caller.on(endpoint.connect().await.expect("a connection"))
}

/// A reader that does not read is waited for, and finds everything when it reads on.
#[tokio::test]
async fn a_slow_reader_is_waited_for() {
    for_each_register(async |register| {
        register.serve_with(quick(LONG)).await;
        lengthen(register).await;
        let auditor = slow(register, &register.client(Role::Auditor)).await;
        let mut watch = Watch::open(&auditor, watching(0)).await;
        sleep(Duration::from_secs(1)).await;
        let rows = log(register).await;
        let mut found = Vec::new();
        while found.len() < rows.len() {
            found.push(watch.change().await);
        }
        assert_same(&found, &rows);
    })
    .await;
}

/// Nor is a token good for longer because its holder reads slowly.
#[tokio::test]
async fn a_slow_reader_whose_token_is_revoked_is_told_no_more() {
    for_each_register(async |register| {
        register.serve_with(quick(LONG)).await;
        lengthen(register).await;
        let admin = register.client(Role::Admin);
        let token = admin.new_client(NORTHWICK, "mirror", Role::Auditor).await;
        let mirror = slow(register, &register.with_token(&token)).await;
        let mut watch = Watch::open(&mirror, watching(0)).await;
        sleep(Duration::from_millis(500)).await;
        revoke(&admin).await;
        sleep(Duration::from_secs(1)).await;
        let mut told = 0;
        let status = loop {
            match watch.next().await {
                Ok(_) => told += 1,
                Err(status) => break status,
            }
        };
        assert_eq!(status.code(), Code::Unauthenticated);
        assert!(told < MANY, "only what was on its way");
    })
    .await;
}

/// What another server of the same database writes is told too, though nothing wakes this one.
#[tokio::test]
async fn what_another_server_writes_is_told_within_seconds() {
    for_each_register(async |register| {
        if register.scratch.database.dialect() == Dialect::Sqlite {
            return;
        }
        let (address, _stop) = register.another_server().await;
        let end = head(register).await.position;
        let mut watch = Watch::open(&register.officer(), watching(end)).await;
        watch.until_heartbeat().await;
        let elsewhere = register.officer().on(connect(address).await);
        let about = comment(day(2026, 5, 1));
        let registered = elsewhere.register(about).await.expect("a registration");
        let told = timeout(Duration::from_secs(5), watch.change())
            .await
            .expect("soon");
        assert_eq!(told.position, registered.position);
    })
    .await;
}
