//! What is sealed opens only where it belongs, and the key file is guarded.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use ring::rand::SystemRandom;

use crate::{
    domain::ids::AuthorityId,
    store::{
        cipher::SealingError,
        keys::{KeyId, WrappedKey},
        master_key::{DataKey, MasterKey},
        sealed::{Field, Plaintext, SealedRow, Sealer},
    },
};

fn sealer(path: &Path) -> Sealer {
    #[expect(clippy::disallowed_methods, reason = "a test has no sources of its own")]
    let random = Arc::new(SystemRandom::new());
    let master = MasterKey::open_or_make(path, &*random).expect("a key file");
    Sealer::new(master, random)
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

#[test]
fn a_text_opens_where_it_belongs_and_nowhere_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = sealer(&folder.path().join("key"));
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

#[test]
fn the_same_text_is_sealed_differently_each_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let sealer = sealer(&folder.path().join("key"));
    let (wrapped, key, row) = sealed(&sealer, "name", 1, 1);
    let again = sealer.seal(&Plaintext::new("Ann Smith"), row.field.clone(), &wrapped.id, &key);
    assert_ne!(again.expect("a sealed text").ciphertext, row.ciphertext);
}

#[test]
fn nothing_secret_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    let sealer = sealer(&path);
    let (_, key, _) = sealed(&sealer, "name", 1, 1);
    assert_eq!(format!("{:?}", Plaintext::new("Ann Smith")), "<sealed>");
    let secret = fs::read_to_string(&path).expect("the key file");
    for printed in [
        format!("{:?}", sealer.master()),
        format!("{key:?}"),
        format!("{sealer:?}"),
    ] {
        assert!(
            printed.contains("<sealed>") && !printed.contains(secret.trim()),
            "{printed}"
        );
    }
}

#[test]
fn the_key_file_is_made_once_and_guarded() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key");
    let (wrapped, _, row) = sealed(&sealer(&path), "name", 1, 1);
    let mode = || fs::metadata(&path).expect("the key file").permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    assert!(
        sealer(&path).open(&row, &wrapped).is_ok(),
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
