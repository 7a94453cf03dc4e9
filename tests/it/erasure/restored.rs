//! Backups that are older than erasures are restored: each is refused until the ledger was applied to it, and then what
//! was erased is erased.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use redress::{
    api::wire::{self, ErrorReason, View},
    app::{
        App,
        opening::{KeyPlace, Place},
        sources::Sources,
    },
    server::{self, Options},
    store::Location,
};
use tokio::{net::TcpListener, sync::watch};

use super::{ended, erase, is_erased, sealed_texts, with_canaries};
use crate::{
    harness::{LEDGER, Register, caller::fresh_id, connect, for_another_register, refused::refused},
    projections::steps::Chance,
};

/// Backups that are restored.
const BACKUPS: usize = 20;
/// Records of the case.
const RECORDS: usize = 30;

/// A backup: its folder, and how many records had been registered and erased when it was made.
struct Backup {
    folder: PathBuf,
    registered: usize,
    erased: usize,
}

/// A copy of the database as it is, made by the database itself or as a copy of its files.
async fn back_up(register: &Register<'_>, folder: PathBuf, by_itself: bool) -> PathBuf {
    fs::create_dir(&folder).expect("a folder");
    let Location::Sqlite(file) = &register.scratch.location else {
        panic!("a file");
    };
    let copy = folder.join("register.db");
    if by_itself {
        let text = format!("VACUUM INTO '{}'", copy.display());
        register.scratch.meddle(&text).await.expect("a backup");
    } else {
        let journal = |file: &Path| PathBuf::from(format!("{}-wal", file.display()));
        fs::copy(file, &copy).expect("a copy");
        if journal(file).exists() {
            fs::copy(journal(file), journal(&copy)).expect("a copy");
        }
    }
    folder
}

struct Deployment<'a> {
    data: &'a Path,
    key: PathBuf,
    ledger: PathBuf,
}

impl Deployment<'_> {
    fn command(&self, command: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_redress"));
        program
            .args(command)
            .arg("--data")
            .arg(self.data)
            .arg("--key-file")
            .arg(&self.key);
        program
    }

    /// Tries to serve; answers what was said if it was refused.
    fn serve(&self, with_ledger: bool) -> Result<(), String> {
        let mut program = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        if with_ledger {
            program.arg("--erasure-ledger").arg(&self.ledger);
        }
        let mut child = program
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut first = String::new();
        let said = child.stdout.take().expect("what it says");
        BufReader::new(said).read_line(&mut first).expect("a line");
        if first.starts_with("listening on") {
            let told = Command::new("kill").arg(child.id().to_string()).status();
            assert!(told.expect("kill").success());
            child.wait().expect("an end");
            return Ok(());
        }
        let mut why = String::new();
        let mut said = child.stderr.take().expect("what it says");
        said.read_to_string(&mut why).expect("a text");
        assert!(!child.wait().expect("an end").success());
        Err(why)
    }

    fn apply(&self) -> String {
        let mut program = self.command(&["erasures", "apply"]);
        let output = program.arg("--erasure-ledger").arg(&self.ledger).output();
        let output = output.expect("the program");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        said
    }
}

/// UK GDPR art. 17 and the Commissioner's guidance on backups: what was erased does not come back with one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_backup_does_not_bring_back_what_was_erased() {
    for_another_register(async |register| {
        let kept = tempfile::tempdir().expect("a folder");
        let mut chance = Chance::new(2026);
        let mut records: Vec<(String, wire::RegisterRepresentationRequest)> = Vec::new();
        let mut erased: Vec<usize> = Vec::new();
        let mut backups: Vec<Backup> = Vec::new();
        while records.len() < RECORDS || backups.len() < BACKUPS {
            match chance.below(4) {
                0 | 1 if records.len() < RECORDS => {
                    let request = with_canaries(&format!("CRM-{}", records.len()));
                    let name = ended(&register.officer(), &request).await;
                    records.push((name, request));
                }
                2 if backups.len() < BACKUPS => {
                    let folder = kept.path().join(backups.len().to_string());
                    let by_itself = chance.below(2) == 0;
                    backups.push(Backup {
                        folder: back_up(register, folder, by_itself).await,
                        registered: records.len(),
                        erased: erased.len(),
                    });
                }
                _ => {
                    let next = (0..records.len()).find(|place| !erased.contains(place) && place % 3 != 2);
                    if let Some(place) = next {
                        erase(register, &records[place].0).await;
                        erased.push(place);
                    }
                }
            }
        }
        // The last backup is older than the last erasure.
        let last = with_canaries("CRM-last");
        let name = ended(&register.officer(), &last).await;
        let folder = kept.path().join("last");
        backups.push(Backup {
            folder: back_up(register, folder, true).await,
            registered: records.len() + 1,
            erased: erased.len(),
        });
        erase(register, &name).await;
        erased.push(records.len());
        records.push((name, last));
        let mut refused_backups = 0;
        for backup in &backups {
            refused_backups += usize::from(restore(register, backup, &records, &erased).await);
        }
        println!(
            "{} backups restored, {refused_backups} refused until the ledger was applied",
            backups.len()
        );
        assert!(refused_backups >= BACKUPS / 2);
    })
    .await;
}

/// Restores a backup; answers whether it was older than an erasure of what it holds.
async fn restore(
    register: &Register<'_>,
    backup: &Backup,
    records: &[(String, wire::RegisterRepresentationRequest)],
    erased: &[usize],
) -> bool {
    let beside = register.scratch.folder.path();
    let deployment = Deployment {
        data: &backup.folder,
        key: beside.join("master.key"),
        ledger: beside.join(LEDGER),
    };
    let since = &erased[backup.erased..];
    let pending = since.iter().filter(|place| **place < backup.registered).count();
    let why = deployment.serve(false).expect_err("served without its ledger");
    assert!(why.contains("--erasure-ledger"), "{why}");
    match deployment.serve(true) {
        Ok(()) => assert_eq!(pending, 0, "a backup that is older than an erasure was served"),
        Err(why) => {
            assert!(pending > 0, "refused without a reason: {why}");
            assert!(why.contains("redress erasures apply"), "{why}");
        }
    }
    let said = deployment.apply();
    let expected = match pending {
        0 => "this database knows of every erasure in the ledger\n".to_owned(),
        1 => "1 record was erased again\n".to_owned(),
        count => format!("{count} records were erased again\n"),
    };
    assert_eq!(said, expected);
    assert_eq!(
        deployment.serve(true),
        Ok(()),
        "served once the ledger was applied"
    );
    look(register, backup, (&deployment, records, erased)).await;
    pending > 0
}

/// Serves a restored database in this process and looks at every record.
async fn look(
    register: &Register<'_>,
    backup: &Backup,
    (deployment, records, erased): (
        &Deployment<'_>,
        &[(String, wire::RegisterRepresentationRequest)],
        &[usize],
    ),
) {
    let place = Place {
        folder: backup.folder.clone(),
        database_url: None,
        keys: KeyPlace::File(deployment.key.clone()),
        database_insecure: false,
        erasure_ledger: Some(deployment.ledger.clone()),
    };
    let sources = Sources::system();
    let app = App::open_at(&place, sources).await.expect("a register");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = watch::channel(false);
    let served = tokio::spawn(server::serve(app, listener, Options::default(), stopped));
    let officer = register.officer().on(connect(address).await);
    for (place, (name, request)) in records.iter().enumerate() {
        let is_there = place < backup.registered;
        if is_there && erased.contains(&place) {
            is_erased(&officer, name, request).await;
        } else if is_there {
            let full = officer.get(name, View::Full).await.expect("the record");
            assert_eq!(sealed_texts(&full).len(), 6, "{name} was never erased");
        } else if erased.contains(&place) {
            // It was registered after the backup and erased: the CRM may send it again as it was, or by its reference.
            let again = officer
                .representations()
                .register_representation(request.clone())
                .await;
            assert_eq!(
                refused(again).reason,
                ErrorReason::ErasedBefore,
                "{name} is registered again"
            );
            let mut again = request.clone();
            again.request_id = fresh_id();
            let again = officer.representations().register_representation(again).await;
            assert_eq!(
                refused(again).reason,
                ErrorReason::ErasedBefore,
                "{name} is registered again"
            );
        }
    }
    drop(officer);
    stop.send_replace(true);
    served.await.expect("no panic").expect("a clean end");
}
