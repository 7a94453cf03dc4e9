//! Sealed texts and their keys.

use redress::store::{
    Acting, KeyTimes,
    key_ring::KeyRing,
    keys::{self, KeyId},
    master_key::MasterKey,
    sealed::{Field, Plaintext, Sealer, mentions},
    sealed_rows::{self, StoredKey},
};

use super::{authority, instant};
use crate::databases::{Scratch, for_each_database};

async fn sealer(scratch: &Scratch) -> Sealer {
    #[expect(clippy::disallowed_methods, reason = "a test has no sources of its own")]
    let random = std::sync::Arc::new(ring::rand::SystemRandom::new());
    let master =
        MasterKey::open_or_make(&scratch.folder.path().join("master.key"), &*random).expect("a key file");
    let provider = std::sync::Arc::new(master.with_random(random.clone()));
    let sealer = Sealer::new(KeyRing::new(provider, KeyTimes::default()), random.clone());
    let kent = authority("kent");
    let key = sealer
        .ring()
        .make(&*random, &kent, 1, instant(1))
        .await
        .expect("a key");
    sealer.ring().hold(&kent, &[key]).await.expect("a key that opens");
    sealer
}

#[tokio::test]
async fn sealed_texts_are_stored_opened_and_erased() {
    for_each_database(async |scratch: &Scratch| {
        let (kent, sealer) = (authority("kent"), sealer(scratch).await);
        let id = KeyId::of_person(17, "complainant");
        let (wrapped, key) = sealer.make_key(&kent, &id, 17).expect("a data key");
        let field = |version| Field {
            authority: kent.clone(),
            record: 17,
            name: "name".to_owned(),
            version,
        };
        let seal = |text: &str, version| sealer.seal(&Plaintext::new(text), field(version), &id, &key);
        let rows = [
            seal("Ann Old", 1).expect("a text"),
            seal("Ann New", 2).expect("a text"),
        ];
        assert!(mentions(&rows).contains(r#""field":"name""#));

        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer
            .begin("test_seal", Acting::ForAll)
            .await
            .expect("a unit of work");
        keys::save(&mut unit, std::slice::from_ref(&wrapped))
            .await
            .expect("a key");
        sealed_rows::save(&mut unit, &rows).await.expect("texts");
        unit.commit().await.expect("a commit");

        let found = keys::find(&scratch.database, &[(kent.clone(), id.clone())])
            .await
            .expect("keys");
        assert_eq!(found, [wrapped]);
        let texts = sealed_rows::read_record(&scratch.database, &kent, 17)
            .await
            .expect("texts");
        assert_eq!(texts.len(), 1, "only the latest version");
        let StoredKey::Held(stored) = &texts[0].key else {
            panic!("the key is held")
        };
        let plain = sealer.open(&texts[0].row, stored).expect("a plain text");
        assert_eq!(plain.expose_text().expect("a text"), "Ann New");

        let mut unit = writer
            .begin("test_erase", Acting::ForAll)
            .await
            .expect("a unit of work");
        keys::destroy(&mut unit, &[(kent.clone(), id)], instant(5))
            .await
            .expect("a destroyed key");
        unit.commit().await.expect("a commit");
        let texts = sealed_rows::read_record(&scratch.database, &kent, 17)
            .await
            .expect("texts");
        assert_eq!(texts[0].key, StoredKey::Destroyed { at: instant(5) });
    })
    .await;
}
