//! Sealed texts and their keys.

use redress::store::{
    SealingError, StoreError,
    keys::{self, KeyId},
    master_key::MasterKey,
    sealed::{Field, Plaintext, Sealer, mentions},
    sealed_rows::{self, StoredKey},
};

use super::{authority, instant};
use crate::databases::{Scratch, for_each_database};

fn sealer(scratch: &Scratch) -> Sealer {
    #[expect(clippy::disallowed_methods, reason = "a test has no sources of its own")]
    let random = std::sync::Arc::new(ring::rand::SystemRandom::new());
    let master =
        MasterKey::open_or_make(&scratch.folder.path().join("master.key"), &*random).expect("a key file");
    Sealer::new(master, random)
}

#[tokio::test]
async fn sealed_texts_are_stored_opened_and_erased() {
    for_each_database(async |scratch: &Scratch| {
        let (kent, sealer) = (authority("kent"), sealer(scratch));
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
        let mut unit = writer.begin("test_seal").await.expect("a unit of work");
        keys::save(&mut unit, std::slice::from_ref(&wrapped))
            .await
            .expect("a key");
        sealed_rows::save(&mut unit, &rows).await.expect("texts");
        unit.commit().await.expect("a commit");

        keys::check(&scratch.database, sealer.master())
            .await
            .expect("the right master key");
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

        let mut unit = writer.begin("test_erase").await.expect("a unit of work");
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

#[tokio::test]
async fn another_master_key_is_noticed_at_the_start() {
    for_each_database(async |scratch: &Scratch| {
        let kent = authority("kent");
        let (wrapped, _) = sealer(scratch)
            .make_key(&kent, &KeyId::of_record(1), 1)
            .expect("a data key");
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer.begin("test_key").await.expect("a unit of work");
        keys::save(&mut unit, &[wrapped]).await.expect("a key");
        unit.commit().await.expect("a commit");
        std::fs::remove_file(scratch.folder.path().join("master.key")).expect("a lost key");
        let checked = keys::check(&scratch.database, sealer(scratch).master()).await;
        assert!(
            matches!(checked, Err(StoreError::Sealing(SealingError::Refused))),
            "{checked:?}"
        );
    })
    .await;
}
