//! Backups of the embedded register: made while it is written, put back only if they are whole.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, TimeDelta, Utc};
use redress::{
    api::wire::Procedure,
    app::{
        backup::{BackupError, Manifest, backup, restore},
        opening::{KeyPlace, Place},
        verification::{Verifier, Wrong},
    },
    domain::ids::AuthorityId,
    store::{Database, Location, event_log, value::hex},
};
use ring::digest::{SHA256, digest};
use rusqlite::Connection;

use crate::harness::{
    NORTHWICK, Register,
    build::{complaint, registration},
    day, for_another_register,
};

fn place(folder: &Path) -> Place {
    Place {
        folder: folder.to_owned(),
        database_url: None,
        keys: KeyPlace::File(folder.join("master.key")),
        database_insecure: false,
        erasure_ledger: None,
    }
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

async fn register_one(register: &Register<'_>) {
    let request = registration(complaint(Procedure::ChildrenStatutory, day(2026, 4, 8)));
    let registered = register
        .officer()
        .representations()
        .register_representation(request)
        .await;
    registered.expect("a registration");
}

/// The register as it is, in a backup.
async fn backed_up(register: &Register<'_>, to: &Path, seconds: i64) -> (PathBuf, Manifest) {
    let from = place(register.scratch.folder.path());
    let made = backup(&from, to, moment(seconds), Verifier::default()).await;
    made.expect("a backup")
}

fn events_of(manifest: &Manifest, authority: &str) -> u64 {
    let log = manifest.logs.iter().find(|log| log.authority == authority);
    log.expect("a log").events
}

fn northwick() -> &'static str {
    NORTHWICK.trim_start_matches("authorities/")
}

/// What is left of a restoring that was refused.
fn left_in(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let name = |file: std::io::Result<fs::DirEntry>| file.expect("a file").file_name();
    files
        .map(|file| name(file).to_string_lossy().into_owned())
        .collect()
}

#[tokio::test]
async fn a_backup_is_made_while_the_register_is_written_and_can_be_put_back() {
    for_another_register(async |register: &mut Register<'_>| {
        let folder = tempfile::tempdir().expect("a folder");
        let authority = AuthorityId::parse(northwick()).expect("an authority");
        register_one(register).await;
        let mut last = 0;
        for time in 1..=4 {
            let head = event_log::head(&register.scratch.database, &authority).await;
            let acknowledged = u64::try_from(head.expect("a head").position).expect("a position");
            let writes = async {
                for _ in 0..10 {
                    register_one(register).await;
                }
            };
            let ((), (file, manifest)) = tokio::join!(writes, backed_up(register, folder.path(), time));
            let events = events_of(&manifest, northwick());
            assert!(
                events >= acknowledged && events >= last,
                "{acknowledged} {events}"
            );
            last = events;
            let target = place(&folder.path().join(time.to_string()));
            let restored = restore(&file, &target, Verifier::default()).await;
            let restored = restored.expect("a restored register");
            assert_eq!(restored.report.findings, []);
            assert!(!restored.is_rebuild_due);
            assert_eq!(left_in(&target.folder), ["register.db"]);
            let there = Location::Sqlite(target.folder.join("register.db"));
            let database = Database::open(&there).await.expect("a database");
            let head = event_log::head(&database, &authority).await.expect("a head");
            assert_eq!(u64::try_from(head.position).expect("a position"), events);
            database.close().await;
        }
    })
    .await;
}

/// Makes the manifest say that a changed file is the one that it tells of, as somebody would who changes both.
fn forge(file: &Path) {
    let bytes = fs::read(file).expect("a backup");
    let path = file.with_extension("json");
    let manifest = fs::read(&path).expect("a manifest");
    let mut manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    manifest["bytes"] = bytes.len().into();
    manifest["sha256"] = hex(digest(&SHA256, &bytes).as_ref()).into();
    fs::write(path, manifest.to_string()).expect("a manifest");
}

#[tokio::test]
async fn a_backup_that_was_changed_is_not_put_back() {
    for_another_register(async |register: &mut Register<'_>| {
        let folder = tempfile::tempdir().expect("a folder");
        for _ in 0..3 {
            register_one(register).await;
        }
        let (file, _) = backed_up(register, folder.path(), 1).await;
        let (text, whole) = (
            fs::read(file.with_extension("json")).expect("a manifest"),
            fs::read(&file).expect("a backup"),
        );
        let target = place(&folder.path().join("restored"));
        let refused = async |what: &str| {
            let refused = restore(&file, &target, Verifier::default()).await;
            let error = refused.err().map(|error| error.to_string());
            assert_eq!(left_in(&target.folder), [""; 0], "{what}");
            fs::write(&file, &whole).expect("the backup");
            fs::write(file.with_extension("json"), &text).expect("the manifest");
            error.unwrap_or_else(|| panic!("{what}: was put back"))
        };

        for at in [0, 4_096, whole.len() / 2, whole.len() - 1] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&file, &bytes).expect("a change");
            assert!(refused("a byte").await.contains("was changed or cut short"));
        }
        fs::write(&file, &whole[..whole.len() - 4_096]).expect("a change");
        assert!(refused("cut short").await.contains("was changed or cut short"));
        fs::remove_file(file.with_extension("json")).expect("a manifest");
        assert!(refused("no manifest").await.contains(".json"));

        let edits = [
            (
                "DROP TRIGGER event_is_not_changed;
                 UPDATE event SET request_id = 'other' WHERE authority = 'northwick' AND position = 2",
                "northwick, position 2: its hash is not the hash of its columns",
            ),
            (
                "UPDATE representation SET received_on = '2020-01-01' WHERE authority = 'northwick'",
                "not what the log makes: received_on",
            ),
            (
                "DROP TRIGGER event_is_not_removed; DELETE FROM event WHERE authority = 'system';
                 DELETE FROM log_head WHERE authority = 'system'",
                "the log of system is not the one",
            ),
        ];
        for (edit, told) in edits {
            let database = Connection::open(&file).expect("the backup");
            database.execute_batch(edit).expect(edit);
            database.close().expect("an end");
            forge(&file);
            let said = refused(edit).await;
            assert!(said.contains(told), "{said}");
        }
        restore(&file, &target, Verifier::default())
            .await
            .expect("unchanged, it is put back");
        let again = restore(&file, &target, Verifier::default()).await;
        assert!(matches!(again, Err(BackupError::Present(_))));
    })
    .await;
}

/// What was signed before the backup must agree with it; what was signed after it is told as lost.
#[tokio::test]
async fn a_backup_is_held_against_the_checkpoints() {
    for_another_register(async |register: &mut Register<'_>| {
        let folder = tempfile::tempdir().expect("a folder");
        register_one(register).await;
        let (_, early) = backed_up(register, folder.path(), 1).await;
        register_one(register).await;
        let (file, manifest) = backed_up(register, folder.path(), 2).await;
        let root = |manifest: &Manifest| {
            let log = manifest.logs.iter().find(|log| log.authority == northwick());
            let digits = log.expect("a log").root.clone();
            let bytes = redress::store::value::from_hex(&digits).expect("digits");
            <[u8; 32]>::try_from(bytes).expect("32 bytes")
        };
        let (before, now) = (events_of(&early, northwick()), events_of(&manifest, northwick()));

        let mut forked = Verifier::default();
        forked.expect(northwick(), before, root(&manifest));
        let target = place(&folder.path().join("forked"));
        let refused = restore(&file, &target, forked).await;
        assert!(matches!(refused, Err(BackupError::NotWhole(_))), "{refused:?}");

        let mut signed = Verifier::default();
        signed.expect(northwick(), before, root(&early));
        signed.expect(northwick(), now + 7, [7; 32]);
        let target = place(&folder.path().join("restored"));
        let restored = restore(&file, &target, signed)
            .await
            .expect("a restored register");
        let behind: Vec<_> = restored
            .report
            .findings
            .iter()
            .map(|finding| &finding.what)
            .collect();
        let last = i64::try_from(now + 7).expect("a position");
        assert_eq!(behind, [&Wrong::Behind { last }]);
        let log = restored
            .report
            .logs
            .iter()
            .find(|log| log.authority == northwick());
        assert_eq!(log.map(|log| log.agreed), Some(before));
    })
    .await;
}

#[tokio::test]
async fn a_register_on_a_server_is_left_to_its_own_tools() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Place {
        database_url: Some("postgres://localhost/none".to_owned()),
        ..place(folder.path())
    };
    let refused = backup(&server, folder.path(), moment(1), Verifier::default()).await;
    assert!(
        refused
            .expect_err("no backup")
            .to_string()
            .contains("docs/backup.md")
    );
}
