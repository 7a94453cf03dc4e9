//! Keys that are not the ones that a register was written with, and registers from before authorities had keys.

use std::{fs, sync::Arc};

use redress::{
    api::wire::{Procedure, View},
    app::{App, sources::Sources},
    store::{
        SealingError, StoreError,
        master_key::MasterKey,
        value::{from_hex, hex},
    },
};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

use super::{read_text, register_text, rewrap};
use crate::harness::{Register, build::complaint, day, for_each_register};

async fn opened(register: &Register<'_>, keys: &str) -> Result<App, StoreError> {
    let sources = Sources::system();
    let master = MasterKey::from_text(keys)?;
    App::open(register.scratch.database.clone(), master, sources).await
}

/// Whoever starts with another key is told which one is lacking, before anything is written under it.
#[tokio::test]
async fn another_master_key_is_refused_at_the_start() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = register_text(&officer, "one").await.expect("a registration");
        let file = register.scratch.folder.path().join("master.key");
        let right = fs::read_to_string(&file).expect("the key").trim().to_owned();
        let wrong = "00".repeat(32);
        let Err(StoreError::Sealing(SealingError::UnknownKey(id))) = opened(register, &wrong).await else {
            panic!("a register is opened with a wrong key");
        };
        let said = StoreError::Sealing(SealingError::UnknownKey(id.clone())).to_string();
        assert!(
            said.contains(&id) && said.contains("give it that key again"),
            "{said}"
        );
        assert!(!said.contains(&right), "a key is told");
        for bad in ["", "zz", "00", &format!("{right} {right}")] {
            let found = MasterKey::from_text(bad);
            assert_eq!(found.err(), Some(SealingError::Malformed), "{bad}");
        }
        // The right one may stand anywhere among those that are given.
        for keys in [
            right.clone(),
            format!("{wrong},{right}"),
            format!("{right},{wrong}"),
        ] {
            opened(register, &keys).await.expect("an open register");
        }
        let keys = MasterKey::from_text(&format!("{wrong},{right}")).expect("keys");
        let random = Sources::system().random();
        let times = redress::store::KeyTimes::default();
        register
            .serve_with_keys(Arc::new(keys.with_random(random)), times)
            .await;
        read_text(&register.officer(), &name, "one")
            .await
            .expect("the record");
        let done = rewrap(&register.deployment()).await;
        assert!(
            done.authority_keys >= 2,
            "Northwick's and the deployment's: {done:?}"
        );
        let lacking = opened(register, &right).await.map(drop);
        assert!(
            matches!(lacking, Err(StoreError::Sealing(SealingError::UnknownKey(_)))),
            "the old key opens nothing any more: {lacking:?}"
        );
        opened(register, &wrong).await.expect("the new key alone");
    })
    .await;
}

/// What the releases before wrote: AES-256-GCM, bound to its parts, each after its length.
fn encrypt(key: &[u8], kind: &str, parts: &[&[u8]], plain: &[u8], nonce: u8) -> Vec<u8> {
    let mut place = Vec::new();
    for part in [kind.as_bytes()].iter().chain(parts) {
        place.extend_from_slice(&(part.len() as u64).to_be_bytes());
        place.extend_from_slice(part);
    }
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("a key"));
    let mut sealed = plain.to_vec();
    let nonce = [nonce; 12];
    let unique = Nonce::assume_unique_for_key(nonce);
    key.seal_in_place_append_tag(unique, Aad::from(place), &mut sealed)
        .expect("a text");
    [nonce.to_vec(), sealed].concat()
}

/// A data key that is wrapped under the master key itself, as before, opens, and is wrapped under the authority's.
#[tokio::test]
async fn what_was_sealed_before_authorities_had_keys_opens() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        let name = officer.register(about).await.expect("a registration").name;
        let number: i64 = name
            .rsplit('/')
            .next()
            .and_then(|number| number.parse().ok())
            .expect("a number");
        let file = register.scratch.folder.path().join("master.key");
        let master = from_hex(fs::read_to_string(file).expect("the key").trim()).expect("a key");
        let (data_key, id) = ([7_u8; 32], format!("record/{number}"));
        let wrapped = encrypt(
            &master,
            "redress data key 1",
            &[b"northwick", id.as_bytes()],
            &data_key,
            1,
        );
        let parts: [&[u8]; 5] = [
            b"northwick",
            &number.to_be_bytes(),
            b"narrative",
            &1_i64.to_be_bytes(),
            id.as_bytes(),
        ];
        let text = encrypt(&data_key, "redress sealed 1", &parts, b"From before.", 2);
        let bytes = |bytes: &[u8]| match register.scratch.database.dialect() {
            redress::store::Dialect::Sqlite => format!("x'{}'", hex(bytes)),
            redress::store::Dialect::Postgres => format!("'\\x{}'::bytea", hex(bytes)),
        };
        let insert = format!(
            "INSERT INTO data_key (authority, key_id, wrapped, made_at_position)
             VALUES ('northwick', '{id}', {}, {number});
             INSERT INTO sealed (authority, record, field, version, key_id, ciphertext)
             VALUES ('northwick', {number}, 'narrative', 1, '{id}', {})",
            bytes(&wrapped),
            bytes(&text)
        );
        register.scratch.meddle(&insert).await.expect("rows from before");
        register.restart().await;
        let read = async |register: &Register<'_>| {
            let read = register.officer().get(&name, View::Full).await;
            assert_eq!(read.expect("the record").narrative, "From before.");
        };
        read(register).await;
        let left = "SELECT count(*) FROM data_key WHERE authority_key = 0";
        assert_eq!(register.scratch.number(left).await, 1);
        assert_eq!(rewrap(&register.deployment()).await.data_keys, 1);
        assert_eq!(register.scratch.number(left).await, 0);
        read(register).await;
        register.restart().await;
        read(register).await;
    })
    .await;
}
