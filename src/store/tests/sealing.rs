//! What is sealed opens only where it belongs, and the key file is guarded.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use chrono::DateTime;
use ring::rand::SystemRandom;

use crate::{
    domain::{ids::AuthorityId, limits},
    store::{
        authority_keys::AuthorityKey,
        cipher::SealingError,
        key_ring::{KeyRing, KeyTimes},
        keys::{KeyId, WrappedKey},
        master_key::{DataKey, MasterKey},
        sealed::{Field, Plaintext, SealedRow, Sealer},
    },
};

#[expect(clippy::disallowed_methods, reason = "a test has no sources of its own")]
fn random() -> Arc<SystemRandom> {
    Arc::new(SystemRandom::new())
}

/// A sealer with a key of Kent and one of Leeds, as they are stored.
async fn sealer_and_keys(path: &Path) -> (Sealer, Vec<AuthorityKey>) {
    let master = MasterKey::open_or_make(path, &*random()).expect("a key file");
    let provider = Arc::new(master.with_random(random()));
    let sealer = Sealer::new(KeyRing::new(provider, KeyTimes::default()), random());
    let mut keys = Vec::new();
    for name in ["kent", "leeds"] {
        let made = sealer
            .ring()
            .make(&*random(), &authority(name), 1, DateTime::UNIX_EPOCH)
            .await;
        keys.push(made.expect("a key"));
        let held = sealer
            .ring()
            .hold(&authority(name), &keys[keys.len() - 1..])
            .await;
        held.expect("a key that opens");
    }
    (sealer, keys)
}

async fn sealer(path: &Path) -> Sealer {
    sealer_and_keys(path).await.0
}

fn authority(name: &str) -> AuthorityId {
    AuthorityId::parse(name).expect("an authority id")
}

/// A key and a text sealed under it.
fn sealed(sealer: &Sealer, name: &str, record: i64, version: i64) -> (WrappedKey, DataKey, SealedRow) {
    let authority = authority("kent");
    let id = KeyId::of_record(record);
    let (wrapped, key) = sealer.make_key(&authority, &id, record).expect("a data key");
    let field = Field {
        authority,
        record,
        name: name.to_owned(),
        version,
    };
    let row = sealer
        .seal(&Plaintext::new("Ann Smith"), field, &id, &key)
        .expect("a sealed text");
    (wrapped, key, row)
}

#[tokio::test]
async fn a_text_opens_where_it_belongs_and_nowhere_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = sealer(&folder.path().join("key")).await;
    let (wrapped, _, row) = sealed(&sealer, "name", 1, 1);
    assert_eq!(
        sealer.open(&row, &wrapped).expect("a text").expose(),
        b"Ann Smith"
    );
    let (other_key, _, other) = sealed(&sealer, "name", 2, 1);
    let moved = |field: Field| SealedRow { field, ..row.clone() };
    let field = row.field.clone();
    let wrong = [
        moved(Field {
            record: 2,
            ..field.clone()
        }),
        moved(Field {
            name: "address".to_owned(),
            ..field.clone()
        }),
        moved(Field {
            version: 2,
            ..field.clone()
        }),
        moved(Field {
            authority: authority("leeds"),
            ..field
        }),
        SealedRow {
            ciphertext: other.ciphertext,
            ..row.clone()
        },
        SealedRow {
            ciphertext: row.ciphertext[..11].to_vec(),
            ..row.clone()
        },
        SealedRow {
            ciphertext: Vec::new(),
            ..row.clone()
        },
    ];
    for row in wrong {
        assert_eq!(
            sealer.open(&row, &wrapped),
            Err(SealingError::Refused),
            "{:?}",
            row.field
        );
    }
    assert_eq!(
        sealer.open(&row, &other_key),
        Err(SealingError::Refused),
        "another key"
    );
    let renamed = WrappedKey {
        ciphertext: other_key.ciphertext,
        ..wrapped.clone()
    };
    assert_eq!(
        sealer.open(&row, &renamed),
        Err(SealingError::Refused),
        "another key under this name"
    );
    for index in 0..row.ciphertext.len() {
        let mut changed = row.clone();
        changed.ciphertext[index] ^= 1;
        assert_eq!(
            sealer.open(&changed, &wrapped),
            Err(SealingError::Refused),
            "byte {index}"
        );
    }
}

#[tokio::test]
async fn the_same_text_is_sealed_differently_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = sealer(&folder.path().join("key")).await;
    let (wrapped, key, row) = sealed(&sealer, "name", 1, 1);
    let again = sealer.seal(&Plaintext::new("Ann Smith"), row.field.clone(), &wrapped.id, &key);
    assert_ne!(again.expect("a sealed text").ciphertext, row.ciphertext);
}

#[tokio::test]
async fn nothing_secret_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    let sealer = sealer(&path).await;
    let (_, key, _) = sealed(&sealer, "name", 1, 1);
    assert_eq!(format!("{:?}", Plaintext::new("Ann Smith")), "<sealed>");
    let secret = fs::read_to_string(&path).expect("the key file");
    for printed in [
        format!("{:?}", sealer.ring()),
        format!("{:?}", sealer.ring().provider()),
        format!("{key:?}"),
        format!("{sealer:?}"),
    ] {
        assert!(
            printed.contains("<sealed>") && !printed.contains(secret.trim()),
            "{printed}"
        );
    }
}

#[tokio::test]
async fn the_key_file_is_made_once_and_guarded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    let (first, keys) = sealer_and_keys(&path).await;
    let (wrapped, _, row) = sealed(&first, "name", 1, 1);
    let mode = || fs::metadata(&path).expect("the key file").permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    let second = sealer(&path).await;
    assert_eq!(
        second.open(&row, &wrapped),
        Err(SealingError::Refused),
        "a key of its own"
    );
    second
        .ring()
        .hold(&authority("kent"), &keys[..1])
        .await
        .expect("a key that opens");
    assert!(
        second.open(&row, &wrapped).is_ok(),
        "the second start reads the same key"
    );
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("another mode");
    assert_eq!(MasterKey::open(&path).err(), Some(SealingError::Exposed(0o640)));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("the mode");
    fs::write(&path, "not a key").expect("another content");
    assert_eq!(MasterKey::open(&path).err(), Some(SealingError::Malformed));
    let entries = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(entries, 1, "no draft is left behind");
}

/// Every text, every data key and every key of an authority opens in its own place and in none of the others.
#[tokio::test]
async fn no_two_ciphertexts_can_be_swapped() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sealer, first) = sealer_and_keys(&folder.path().join("key")).await;
    // A second key of Kent, which is then the present one.
    let second = sealer
        .ring()
        .make(&*random(), &authority("kent"), 2, DateTime::UNIX_EPOCH)
        .await;
    let stored = [first[0].clone(), first[1].clone(), second.expect("a key")];
    let mut data_keys = Vec::new();
    let mut rows = Vec::new();
    for name in ["kent", "leeds"] {
        for record in [1, 2] {
            for id in [
                KeyId::of_record(record),
                KeyId::of_person(record, "complainant"),
                KeyId::of_person(record, "service_user"),
            ] {
                let (wrapped, key) = sealer.make_key(&authority(name), &id, 1).expect("a data key");
                for field in ["narrative", "name", "concern/1"] {
                    for version in [1, 2] {
                        let field = Field {
                            authority: authority(name),
                            record,
                            name: field.to_owned(),
                            version,
                        };
                        let row = sealer.seal(&Plaintext::new("Ann Smith"), field, &id, &key);
                        rows.push((row.expect("a text"), wrapped.clone()));
                    }
                }
                data_keys.push(wrapped);
            }
        }
    }
    let mut pairs = 0;
    for (place, (row, wrapped)) in rows.iter().enumerate() {
        for (from, (other, _)) in rows.iter().enumerate() {
            let ciphertext = other.ciphertext.clone();
            let swapped = SealedRow {
                ciphertext,
                ..row.clone()
            };
            assert_eq!(
                sealer.open(&swapped, wrapped).is_ok(),
                place == from,
                "{:?} in {:?}",
                other.field,
                row.field
            );
            pairs += 1;
        }
    }
    // The same data keys as they are once Kent's key was rotated.
    sealer
        .ring()
        .hold(&authority("kent"), &[stored[0].clone(), stored[2].clone()])
        .await
        .expect("keys");
    let anew: Vec<WrappedKey> = data_keys
        .iter()
        .map(|key| sealer.wrap_anew(key).expect("a key"))
        .collect();
    data_keys.extend(anew.into_iter().filter(|key| key.under == 2));
    for (place, key) in data_keys.iter().enumerate() {
        for (from, other) in data_keys.iter().enumerate() {
            let ciphertext = other.ciphertext.clone();
            let swapped = WrappedKey {
                ciphertext,
                ..key.clone()
            };
            assert_eq!(
                sealer.unwrap(&swapped).is_ok(),
                place == from,
                "{:?} in {:?}",
                other.id,
                key.id
            );
            pairs += 1;
        }
    }
    for (place, key) in stored.iter().enumerate() {
        for (from, other) in stored.iter().enumerate() {
            let wrapped = other.wrapped.clone();
            let swapped = AuthorityKey {
                wrapped,
                ..key.clone()
            };
            assert_eq!(
                sealer.ring().check(&swapped).await.is_ok(),
                place == from,
                "{key:?}"
            );
            pairs += 1;
        }
    }
    println!("{pairs} pairs; each opens in its own place and nowhere else");
}

/// What is encrypted under one key never meets a nonce twice: the campaign tries a million.
#[tokio::test]
async fn no_nonce_comes_twice() {
    let asked = std::env::var("REDRESS_TEST_NONCES").ok();
    let count: usize = asked.and_then(|asked| asked.parse().ok()).unwrap_or(20_000);
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = sealer(&folder.path().join("key")).await;
    let (_, key, row) = sealed(&sealer, "name", 1, 1);
    let mut nonces = std::collections::HashSet::with_capacity(count);
    for _ in 0..count {
        let row = sealer
            .seal(&Plaintext::new("x"), row.field.clone(), &row.key, &key)
            .expect("a text");
        let nonce: [u8; 12] = row.ciphertext[..12].try_into().expect("a nonce");
        assert!(nonces.insert(nonce), "a nonce came twice within {}", nonces.len());
    }
    let far = limits::KEY_POSITION_MAX + 1;
    let beyond = sealer.make_key(&authority("kent"), &KeyId::of_record(far), far);
    assert_eq!(
        beyond.err(),
        Some(SealingError::Exhausted),
        "a key wraps no more than it may"
    );
    println!("{count} encryptions under one key, no nonce twice");
}
