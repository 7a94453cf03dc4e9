//! Keys are rotated while complaints are registered and read, and the rotation is broken off at any point.

use std::{
    fs,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use redress::{api::wire::ErrorReason, app::keys::add_master_key, domain::access::Role, store::Dialect};
use tokio::{task::JoinSet, time::sleep};
use tonic::Code;

use super::{read_text, register_text, rewrap, rotate, state};
use crate::harness::{Register, caller::Caller, connect, date, for_each_register, refused::refused};

/// How many complaints there are before the load begins: more than are wrapped anew at a time.
const BEFORE: usize = 150;

type Known = Arc<Mutex<Vec<(String, String)>>>;

/// Registers and reads until told to stop; answers how many calls there were.
async fn load(caller: Caller, worker: usize, known: Known, stop: Arc<AtomicBool>) -> usize {
    let mut calls = 0;
    while !stop.load(Ordering::Relaxed) {
        let text = format!("worker-{worker}-{calls}");
        let name = register_text(&caller, &text)
            .await
            .expect("a registration under rotation");
        let (read, read_text_of) = {
            let mut known = known.lock().expect("the list");
            known.push((name, text));
            known[(calls * 7 + worker) % known.len()].clone()
        };
        read_text(&caller, &read, &read_text_of)
            .await
            .expect("a read under rotation");
        calls += 2;
    }
    calls
}

/// Wraps keys anew, broken off after a while a few times, as a server that is killed would be.
async fn wrap_anew_in_pieces(register: &Register<'_>, pieces: u64) {
    for piece in 0..pieces {
        let keys = register.app().keys().clone();
        let task = tokio::spawn(async move { keys.wrap_anew().await });
        sleep(Duration::from_millis(3 + 9 * piece)).await;
        task.abort();
    }
}

/// ASVS 11.2.2 and 13.3: keys can be replaced without an interruption, and a rotation that is cut short goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_are_rotated_under_load_and_nothing_fails() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let known: Known = Arc::default();
        for number in 0..BEFORE {
            let text = format!("before-{number}");
            let name = register_text(&officer, &text).await.expect("a registration");
            known.lock().expect("the list").push((name, text));
        }
        assert_eq!(state(&admin).await.version, 1);
        let stop = Arc::<AtomicBool>::default();
        let mut workers = JoinSet::new();
        let second = match register.scratch.database.dialect() {
            Dialect::Postgres => Some(register.another_server().await),
            Dialect::Sqlite => None,
        };
        for worker in 0..4 {
            let caller = match &second {
                Some((address, _stop)) if worker % 2 == 1 => officer.on(connect(*address).await),
                _ => register.on_its_own_connection(&officer).await,
            };
            workers.spawn(load(caller, worker, known.clone(), stop.clone()));
        }
        let file = register.scratch.folder.path().join("master.key");
        for round in 1..=2 {
            let rotated = rotate(&admin, round).await.expect("another key");
            assert_eq!(rotated.version, round + 1);
            wrap_anew_in_pieces(register, 6).await;
            let new = add_master_key(&file).expect("a new master key");
            wrap_anew_in_pieces(register, 3).await;
            rewrap(&register.deployment()).await;
            let now = state(&admin).await;
            assert_eq!((&now.wrapped_by, &now.present_key), (&new, &new));
        }
        stop.store(true, Ordering::Relaxed);
        let mut calls = 0;
        while let Some(done) = workers.join_next().await {
            calls += done.expect("no call failed");
        }
        assert!(calls > 20, "{calls} calls under rotation");
        // The second server may have sealed under the key before until it asked again.
        rewrap(&register.deployment()).await;
        assert_eq!(state(&admin).await.data_keys_left, 0);
        all_open(&officer, &known).await;

        // The old master keys are taken away, and the old keys of the authority are removed once nobody uses them.
        let text = fs::read_to_string(&file).expect("the keys");
        assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 3);
        let newest = text.lines().next().expect("the newest");
        fs::write(&file, format!("{newest}\n")).expect("the newest alone");
        drop(second);
        register.restart().await;
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        all_open(&officer, &known).await;
        assert_eq!(
            state(&admin).await.earlier_keys,
            2,
            "kept as long as a server may use them"
        );
        register.set_today(date(2026, 6, 3));
        assert_eq!(rewrap(&register.deployment()).await.retired_keys, 2);
        assert_eq!(state(&admin).await.earlier_keys, 0);
        register.restart().await;
        all_open(&register.officer(), &known).await;
        println!("{calls} calls under two rotations of both keys; none failed, every text opens");
    })
    .await;
}

async fn all_open(officer: &Caller, known: &Known) {
    let known = known.lock().expect("the list").clone();
    for (name, text) in &known {
        read_text(officer, name, text).await.expect("a record");
    }
}

#[tokio::test]
async fn a_key_that_was_rotated_is_not_rotated_twice() {
    for_each_register(async |register| {
        let admin = register.client(Role::Admin);
        register_text(&register.officer(), "one")
            .await
            .expect("a registration");
        assert_eq!(state(&admin).await.version, 1);
        for _ in 0..2 {
            assert_eq!(rotate(&admin, 1).await.expect("another key").version, 2);
        }
        let (keys, left) = (
            state(&admin).await.earlier_keys,
            state(&admin).await.data_keys_left,
        );
        assert_eq!((keys, left), (1, 2), "the record's and the complainant's");
        for version in [0, 3, 17] {
            let found = refused(rotate(&admin, version).await);
            assert_eq!(
                (found.code, found.reason),
                (Code::FailedPrecondition, ErrorReason::KeyVersionStale)
            );
            assert_eq!(found.metadata["version"], "2");
        }
        let done = rewrap(&register.deployment()).await;
        assert_eq!(
            (done.authority_keys, done.data_keys, done.retired_keys),
            (0, 2, 0)
        );
        assert_eq!(rewrap(&register.deployment()).await.data_keys, 0);
        for role in [Role::Officer, Role::Auditor, Role::Intake] {
            let found = refused(rotate(&register.client(role), 2).await);
            assert_eq!(found.reason, ErrorReason::RoleNotPermitted);
        }
        let found = admin
            .keys()
            .rewrap_keys(redress::api::wire::RewrapKeysRequest {})
            .await;
        assert_eq!(
            refused(found).reason,
            ErrorReason::RoleNotPermitted,
            "of the deployment only"
        );
    })
    .await;
}

/// A text that somebody put in the place of another one is refused, and none of it is answered.
#[tokio::test]
async fn texts_that_were_swapped_in_the_database_are_refused() {
    for_each_register(async |register| {
        let officer = register.officer();
        let one = register_text(&officer, "one").await.expect("a registration");
        let other = register_text(&officer, "other").await.expect("a registration");
        let number = |name: &str| name.rsplit('/').next().expect("a number").to_owned();
        let swap = format!(
            "UPDATE sealed SET ciphertext = (
                 SELECT ciphertext FROM sealed AS theirs
                 WHERE theirs.authority = 'northwick' AND theirs.record = {} AND theirs.field = 'narrative')
             WHERE authority = 'northwick' AND record = {} AND field = 'narrative'",
            number(&other),
            number(&one)
        );
        register.scratch.meddle(&swap).await.expect("a swap");
        let found = refused(officer.get(&one, redress::api::wire::View::Full).await);
        assert_eq!(
            (found.code, found.reason),
            (Code::Internal, ErrorReason::Internal)
        );
        read_text(&officer, &other, "other")
            .await
            .expect("the other record");
    })
    .await;
}
