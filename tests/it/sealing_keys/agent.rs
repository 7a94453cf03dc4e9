//! An agent that holds the keys: it wraps and opens, it is away for a while, and it answers what makes no sense.

use std::{
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use redress::{
    api::wire::{ErrorReason, View},
    domain::access::Role,
    store::{
        KeyTimes, SealingError,
        key_agent::KeyAgent,
        key_provider::KeyProvider,
        value::{from_hex, hex},
    },
};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::UnixListener,
    time::sleep,
};
use tonic::Code;

use super::{read_text, register_text, rewrap, rotate, state};
use crate::harness::{SOUTHMERE, day, for_each_register, refused::refused};

/// How the stand-in behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Well,
    /// The service behind it does not answer.
    Away,
    /// It takes the question and says nothing.
    Silent,
    /// It closes the connection at once.
    Gone,
    /// It answers something else.
    Confused,
}

/// A stand-in for an agent in front of a key management service.
struct StandIn {
    mood: Mutex<Mood>,
    /// Its keys by id, the present one last.
    keys: Mutex<Vec<(String, [u8; 32])>>,
    nonce: AtomicU64,
    questions: AtomicU64,
}

impl StandIn {
    fn start(socket: &Path) -> Arc<Self> {
        let listener = UnixListener::bind(socket).expect("a socket");
        let agent = Arc::new(Self {
            mood: Mutex::new(Mood::Well),
            keys: Mutex::new(vec![("kms-2026".to_owned(), [42; 32])]),
            nonce: AtomicU64::new(1),
            questions: AtomicU64::new(0),
        });
        let answering = agent.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let agent = answering.clone();
                tokio::spawn(async move {
                    let mood = *agent.mood.lock().expect("the mood");
                    if mood == Mood::Gone {
                        return;
                    }
                    let (from, mut to) = stream.into_split();
                    let mut line = String::new();
                    let _read = BufReader::new(from).read_line(&mut line).await;
                    agent.questions.fetch_add(1, Ordering::Relaxed);
                    let answer = match mood {
                        Mood::Silent => {
                            sleep(Duration::from_mins(1)).await;
                            return;
                        }
                        Mood::Away => json!({"error": "unavailable"}).to_string(),
                        Mood::Confused => "to be or not to be".to_owned(),
                        Mood::Well | Mood::Gone => agent.answer(&line).to_string(),
                    };
                    let _sent = to.write_all(format!("{answer}\n").as_bytes()).await;
                });
            }
        });
        agent
    }

    fn be(&self, mood: Mood) {
        *self.mood.lock().expect("the mood") = mood;
    }

    fn answer(&self, line: &str) -> Value {
        let question: Value = serde_json::from_str(line).expect("a question");
        let keys = self.keys.lock().expect("the keys");
        if question["operation"] == "current" {
            return json!({"key_id": keys.last().expect("a key").0});
        }
        let Some((_, key)) = keys.iter().find(|(id, _)| question["key_id"] == id.as_str()) else {
            return json!({"error": "unknown_key"});
        };
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("a key"));
        let bytes = |name: &str| from_hex(question[name].as_str().expect("bytes")).expect("digits");
        let (place, data) = (bytes("place"), bytes("data"));
        if question["operation"] == "wrap" {
            let mut nonce = [0; 12];
            nonce[..8].copy_from_slice(&self.nonce.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            let mut sealed = data;
            let unique = Nonce::assume_unique_for_key(nonce);
            key.seal_in_place_append_tag(unique, Aad::from(place), &mut sealed)
                .expect("a key");
            return json!({"data": hex(&[nonce.to_vec(), sealed].concat())});
        }
        let (nonce, sealed) = data.split_at(12);
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).expect("a nonce");
        match key.open_in_place(nonce, Aad::from(place), &mut sealed) {
            Ok(plain) => json!({"data": hex(plain)}),
            Err(_) => json!({"error": "refused"}),
        }
    }
}

const TIMES: KeyTimes = KeyTimes {
    fresh: Duration::from_millis(50),
    away: Duration::from_millis(1_500),
    again: Duration::from_millis(50),
};

/// ASVS 13.3.1: keys in a vault. While it is away, what was opened is used for a bounded time, and then nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agent_that_is_away_is_done_without_for_a_bounded_time() {
    for_each_register(async |register| {
        let folder = tempfile::tempdir().expect("a folder");
        let socket = folder.path().join("agent");
        let agent = StandIn::start(&socket);
        // The register was opened with a file; nothing was sealed but the key that it checks by.
        register
            .scratch
            .meddle("DELETE FROM authority_key")
            .await
            .expect("a new register");
        register
            .serve_with_keys(Arc::new(KeyAgent::at(&socket)), TIMES)
            .await;
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = register_text(&officer, "one").await.expect("a registration");
        assert_eq!(state(&admin).await.wrapped_by, "kms-2026");
        for mood in [Mood::Away, Mood::Gone, Mood::Silent] {
            agent.be(mood);
            // Used on: keys that are at hand are asked for again without being waited for.
            for number in 0..5 {
                sleep(Duration::from_millis(60)).await;
                read_text(&officer, &name, "one")
                    .await
                    .expect("a read while the agent is away");
                let text = format!("{mood:?}-{number}");
                register_text(&officer, &text)
                    .await
                    .expect("a registration while the agent is away");
            }
            // An authority whose key was never opened has none to be used on.
            let south = register.client_of(SOUTHMERE, Role::Officer);
            if mood == Mood::Away {
                let parent = crate::audited_reads::elsewhere(SOUTHMERE);
                let found = refused(south.representations().register_representation(parent).await);
                assert_eq!(
                    (found.code, found.reason),
                    (Code::Unavailable, ErrorReason::Unavailable)
                );
            }
            sleep(TIMES.away).await;
            let found = refused(officer.get(&name, View::Full).await);
            assert_eq!(
                (found.code, found.reason),
                (Code::Unavailable, ErrorReason::Unavailable),
                "{mood:?}"
            );
            let found = refused(register_text(&officer, "late").await);
            assert_eq!(
                (found.code, found.reason),
                (Code::Unavailable, ErrorReason::Unavailable),
                "{mood:?}"
            );
            // What needs no key goes on.
            officer.get(&name, View::Basic).await.expect("coded facts");
            if mood == Mood::Away {
                officer
                    .acknowledge(&name, day(2026, 4, 9))
                    .await
                    .expect("a step without a text");
            }
            agent.be(Mood::Well);
            sleep(TIMES.again).await;
            read_text(&officer, &name, "one")
                .await
                .expect("a read once the agent is back");
            register_text(&officer, "back")
                .await
                .expect("a registration once the agent is back");
        }
        let before = agent.questions.load(Ordering::Relaxed);
        for _ in 0..100 {
            read_text(&officer, &name, "one").await.expect("a read");
        }
        let asked = agent.questions.load(Ordering::Relaxed) - before;
        assert!(
            asked < 60,
            "the agent is asked now and then and not for each read: {asked}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_key_of_an_agent_is_rotated_and_its_answers_are_not_believed_blindly() {
    for_each_register(async |register| {
        let folder = tempfile::tempdir().expect("a folder");
        let socket = folder.path().join("agent");
        let agent = StandIn::start(&socket);
        register
            .scratch
            .meddle("DELETE FROM authority_key")
            .await
            .expect("a new register");
        register
            .serve_with_keys(Arc::new(KeyAgent::at(&socket)), TIMES)
            .await;
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let name = register_text(&officer, "one").await.expect("a registration");
        agent
            .keys
            .lock()
            .expect("the keys")
            .push(("kms-2027".to_owned(), [43; 32]));
        rotate(&admin, 1).await.expect("another key");
        let done = rewrap(&register.deployment()).await;
        assert_eq!(
            (done.authority_keys, done.data_keys),
            (2, 2),
            "the deployment's and Northwick's first"
        );
        agent.keys.lock().expect("the keys").remove(0);
        register
            .serve_with_keys(Arc::new(KeyAgent::at(&socket)), TIMES)
            .await;
        read_text(&register.officer(), &name, "one")
            .await
            .expect("the record");
        let provider = KeyAgent::at(&socket);
        agent.be(Mood::Confused);
        assert_eq!(provider.current().await.err(), Some(SealingError::Agent));
        agent.be(Mood::Away);
        assert_eq!(provider.current().await.err(), Some(SealingError::Away));
        let nobody = KeyAgent::at(&folder.path().join("nobody"));
        assert_eq!(nobody.current().await.err(), Some(SealingError::Away));
    })
    .await;
}
