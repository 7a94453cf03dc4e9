//! One person is erased; then every file, every table and every key that is left is tried.

use std::{fs, path::Path, sync::Arc};

use redress::{
    app::{
        sources::Sources,
        verification::{Verifier, verify_logs, verify_tables},
    },
    domain::ids::AuthorityId,
    store::{
        KeyTimes, Location, authority_keys,
        key_ring::KeyRing,
        keys::{self, KeyId, WrappedKey},
        master_key::MasterKey,
        sealed::{SealedRow, Sealer},
        sealed_rows::{self, StoredKey},
    },
};

use super::{CANARIES, ended, erase, is_erased, sealed_texts, with_canaries};
use crate::{
    databases::Scratch,
    harness::{Register, contents, for_each_register},
};

fn northwick() -> AuthorityId {
    AuthorityId::parse("northwick").expect("an id")
}

fn number_of(name: &str) -> i64 {
    name.rsplit('/')
        .next()
        .and_then(|number| number.parse().ok())
        .expect("a number")
}

/// The keys of a record and its persons that are still there.
async fn keys_of(scratch: &Scratch, number: i64) -> Vec<WrappedKey> {
    let ids = [
        KeyId::of_record(number),
        KeyId::of_person(number, "complainant"),
        KeyId::of_person(number, "service_user"),
    ];
    let ids = ids.map(|id| (northwick(), id));
    keys::find(&scratch.database, &ids).await.expect("the keys")
}

/// Whoever has the file of the master key and the whole database.
async fn sealer(scratch: &Scratch) -> Sealer {
    let file = scratch.folder.path().join("master.key");
    let master = MasterKey::open(&file).expect("the master key");
    let random = Sources::system().random();
    let provider = Arc::new(master.with_random(random.clone()));
    let sealer = Sealer::new(KeyRing::new(provider, KeyTimes::default()), random);
    for authority in [northwick(), AuthorityId::system()] {
        let stored = authority_keys::of_authority(&scratch.database, &authority).await;
        let held = sealer.ring().hold(&authority, &stored.expect("the keys")).await;
        held.expect("keys that open");
    }
    sealer
}

/// The files of the database and beside it that hold these bytes.
fn files_with(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("a file").path();
        let held = fs::read(&path).unwrap_or_default();
        if held.windows(bytes.len()).any(|window| window == bytes) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// The rows of all tables, as a dump has them, that hold a text in clear or as hexadecimal digits.
async fn rows_with(scratch: &Scratch, bytes: &[u8]) -> Vec<String> {
    let digits = bytes
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
    let mut found = Vec::new();
    for table in contents::tables(scratch).await {
        for row in contents::rows(scratch, &table).await {
            let in_clear = !text.is_empty() && row.contains(&text);
            if in_clear || row.to_lowercase().contains(&digits) {
                found.push(format!("{table}: {row}"));
            }
        }
    }
    found
}

/// Tries a text with every key of the database, each as if it were the text's own and as if the text were its.
async fn opens_with_any(scratch: &Scratch, row: &SealedRow, number: i64) -> bool {
    let sealer = sealer(scratch).await;
    let known: Vec<(AuthorityId, KeyId)> = (0..number + 400)
        .flat_map(|number| {
            [
                KeyId::of_record(number),
                KeyId::of_person(number, "complainant"),
                KeyId::of_person(number, "service_user"),
            ]
        })
        .map(|id| (northwick(), id))
        .collect();
    let mut left = keys::find(&scratch.database, &known).await.expect("the keys");
    let system = (AuthorityId::system(), KeyId::of_record(0));
    left.extend(keys::find(&scratch.database, &[system]).await.expect("the keys"));
    assert!(!left.is_empty(), "other records have keys that are left");
    left.into_iter().any(|key| {
        let as_its_own = SealedRow {
            key: key.id.clone(),
            ..row.clone()
        };
        let in_its_place = WrappedKey {
            authority: northwick(),
            id: row.key.clone(),
            ..key.clone()
        };
        sealer.open(row, &key).is_ok()
            || sealer.open(&as_its_own, &key).is_ok()
            || sealer.open(row, &in_its_place).is_ok()
    })
}

async fn whole(scratch: &Scratch) {
    let mut verifier = Verifier::default();
    verify_logs(&scratch.database, &mut verifier).await.expect("read");
    assert_eq!(verifier.finish().findings, [], "the chain broke");
    let findings = verify_tables(&scratch.database).await.expect("read");
    assert!(findings.is_empty(), "{findings:?}");
}

async fn nothing_is_left(register: &Register<'_>, name: &str, keys: &[WrappedKey]) {
    let scratch = register.scratch;
    let number = number_of(name);
    let texts = sealed_rows::read_record(&scratch.database, &northwick(), number).await;
    let texts = texts.expect("the sealed texts");
    assert!(
        texts.len() >= 4,
        "the ciphertexts stay, because the log vouches for them"
    );
    let mut openable = 0;
    for text in &texts {
        openable += usize::from(!matches!(text.key, StoredKey::Destroyed { .. }));
        openable += usize::from(opens_with_any(scratch, &text.row, number).await);
    }
    assert_eq!(openable, 0, "texts can still be opened");
    let mut hits = Vec::new();
    for canary in CANARIES {
        hits.extend(files_with(scratch.folder.path(), canary.as_bytes()));
        hits.extend(rows_with(scratch, canary.as_bytes()).await);
    }
    for key in keys {
        hits.extend(rows_with(scratch, &key.ciphertext).await);
        // PostgreSQL keeps old rows until it vacuums, under the master key still; see docs/records-management.md.
        if matches!(scratch.location, Location::Sqlite(_)) {
            hits.extend(files_with(scratch.folder.path(), &key.ciphertext));
        }
    }
    assert_eq!(hits, Vec::<String>::new(), "what was destroyed is still there");
}

/// UK GDPR art. 17: the person's texts cannot be read by anybody, from any table, file or key; the log is whole; and
/// nothing brings them back.
#[tokio::test]
async fn what_is_erased_is_unreadable_everywhere() {
    for_each_register(async |register| {
        let officer = register.officer();
        // Somebody else's record lies beside it, before and after.
        let other = ended(&officer, &with_canaries("OTHER-1")).await;
        let request = with_canaries("CRM-4711");
        let name = ended(&officer, &request).await;
        let full = officer.get(&name, wire_full()).await.expect("the record");
        assert_eq!(sealed_texts(&full).len(), 6, "before, everything is there");
        let keys = keys_of(register.scratch, number_of(&name)).await;
        assert_eq!(keys.len(), 3);
        if matches!(register.scratch.location, Location::Sqlite(_)) {
            // The search finds a key that is there.
            assert!(!files_with(register.scratch.folder.path(), &keys[0].ciphertext).is_empty());
        }
        assert!(!rows_with(register.scratch, &keys[0].ciphertext).await.is_empty());
        erase(register, &name).await;
        let left = keys_of(register.scratch, number_of(&name)).await;
        nothing_is_left(register, &name, &keys).await;
        assert_eq!(left, []);
        is_erased(&officer, &name, &request).await;
        whole(register.scratch).await;
        // After a new start as well, when nothing is remembered.
        register.restart().await;
        let officer = register.officer();
        is_erased(&officer, &name, &request).await;
        nothing_is_left(register, &name, &keys).await;
        let beside = officer.get(&other, wire_full()).await.expect("the other record");
        assert_eq!(sealed_texts(&beside).len(), 6, "another record is as it was");
    })
    .await;
}

fn wire_full() -> redress::api::wire::View {
    redress::api::wire::View::Full
}
