//! Somebody with the password of the database, who can reckon every hash anew but does not have the key that signs:
//! cuts the log short, inserts, swaps, doubles, puts a backup in its place and goes on, or forks it.

use std::path::{Path, PathBuf};

use redress::{
    app::{
        App,
        checkpoints::{CheckpointError, make_key},
        sources::Sources,
        verification::{Finding, Verifier, Wrong, parse_key},
    },
    domain::ids::Stream,
    store::{Dialect, event_log::RawEvent, master_key::MasterKey, value::hex},
};

use super::log::{EVENTS, chain, check, dump, lines, rows};
use crate::{
    databases::{Scratch, for_each_database},
    foundations::{append, authority, event},
};

/// Whose log it is.
const KENT: &str = "kent";
/// The sizes at which checkpoints were signed.
const SIGNED: [usize; 4] = [1, 64, 130, EVENTS];

/// A way of rewriting the history at a position.
type Attack = fn(&mut Vec<RawEvent>, usize);

const ATTACKS: [(&str, Attack); 6] = [
    ("truncate", |rows, at| rows.truncate(at - 1)),
    ("insert", |rows, at| rows.insert(at - 1, another(&rows[at - 1]))),
    ("swap", |rows, at| {
        let other = if at == EVENTS { 0 } else { at };
        rows.swap(at - 1, other);
    }),
    ("duplicate", |rows, at| {
        rows.insert(at - 1, rows[at % EVENTS].clone());
    }),
    ("roll back", |rows, at| {
        rows.truncate(at - 1);
        let next = event_row();
        rows.extend((at..EVENTS + 7).map(|_| another(&next)));
    }),
    ("fork", |rows, at| rows[at - 1] = another(&rows[at - 1])),
];

fn another(row: &RawEvent) -> RawEvent {
    RawEvent {
        request_id: "another".to_owned(),
        payload: r#"{"outcome":"not_upheld"}"#.to_owned(),
        ..row.clone()
    }
}

fn event_row() -> RawEvent {
    RawEvent {
        authority: KENT.to_owned(),
        position: 0,
        stream_kind: "representation".to_owned(),
        stream_number: 1,
        version: 1,
        kind: "received".to_owned(),
        schema_version: 1,
        recorded_at: "2026-04-02T09:30:00.000000Z".to_owned(),
        effective_on: None,
        actor: "crm".to_owned(),
        on_behalf_of: None,
        request_id: "r".to_owned(),
        payload: "{}".to_owned(),
        sealed: "[]".to_owned(),
        previous_hash: Vec::new(),
        hash: Vec::new(),
    }
}

/// The rows as the attacker leaves them: an unbroken chain, and no two events of one place in a stream.
fn attacked(rows: &[RawEvent], attack: Attack, at: usize) -> Vec<RawEvent> {
    let mut rows = rows.to_vec();
    attack(&mut rows, at);
    for (row, version) in rows.iter_mut().zip(1..) {
        row.version = version;
    }
    chain(&mut rows);
    rows
}

/// A key and a folder for checkpoints.
struct Place {
    key: PathBuf,
    public: String,
    folder: PathBuf,
}

impl Place {
    fn new(scratch: &Scratch) -> Self {
        let key = scratch.folder.path().join("checkpoint.key");
        let folder = scratch.folder.path().join("checkpoints");
        let public = make_key(&key, "register.example").expect("a key").to_string();
        std::fs::create_dir(&folder).expect("a folder");
        Self { key, public, folder }
    }

    /// Starts the service over the database.
    async fn start(&self, scratch: &Scratch) -> Result<App, CheckpointError> {
        let sources = Sources::system();
        let master = MasterKey::open_or_make(&scratch.folder.path().join("master.key"), &*sources.random());
        let app = App::open(scratch.database.clone(), master.expect("a key"), sources).await;
        app.expect("an open register")
            .with_checkpoints(&self.folder, &self.key)
            .await
    }

    fn verifier(&self) -> Verifier {
        let mut verifier = Verifier::default();
        let key = parse_key(&self.public).expect("a key");
        verifier
            .take_checkpoints(&self.folder, &[key])
            .expect("checkpoints");
        verifier
    }

    fn notes(&self) -> usize {
        let folder = std::fs::read_dir(self.folder.join(KENT));
        folder.map_or(0, Iterator::count)
    }
}

/// Writes 200 events, and a checkpoint at each size at which there is one.
async fn sign(scratch: &Scratch, place: &Place) -> App {
    let stream = Stream::representation(&authority(KENT), 1);
    let app = place.start(scratch).await.expect("a start");
    let mut begin = 0;
    for size in SIGNED {
        let events = (begin + 1..=size).map(|version| {
            let version = i64::try_from(version).expect("a version");
            event(stream.clone(), version, version)
        });
        append(&scratch.database, events.collect()).await;
        assert_eq!(app.write_checkpoints().await.expect("a checkpoint"), 1);
        assert_eq!(app.write_checkpoints().await.expect("nothing new"), 0);
        begin = size;
    }
    app
}

/// Whether the finding is about what was done at a position.
fn covers(finding: &Finding, name: &str, at: usize) -> bool {
    let (Wrong::NotAsSigned { last } | Wrong::Behind { last }) = finding.what else {
        return false;
    };
    // To swap the last with the first is to change the first.
    let from = if name == "swap" && at == EVENTS { 1 } else { at };
    let from = i64::try_from(from).expect("a position");
    finding.authority == KENT && finding.position <= from && from <= last
}

#[tokio::test]
async fn every_rewriting_of_a_log_is_found_by_its_checkpoints() {
    for_each_database(async |scratch: &Scratch| {
        let place = Place::new(scratch);
        sign(scratch, &place).await;
        let rows = rows(&dump(scratch).await, KENT);
        let clean = check(&lines(&rows), place.verifier());
        assert_eq!(clean.findings, [], "false alarm");
        assert_eq!(clean.logs[0].checkpoints, SIGNED.len() as u64);
        let (mut tried, mut missed) = (0, Vec::new());
        for (name, attack) in ATTACKS {
            for at in 1..=EVENTS {
                let left = lines(&attacked(&rows, attack, at));
                let forged = check(&left, Verifier::default());
                assert_eq!(
                    forged.findings,
                    [],
                    "{name} at {at}: the chain alone shows nothing"
                );
                let found = check(&left, place.verifier()).findings;
                tried += 1;
                if !found.first().is_some_and(|finding| covers(finding, name, at)) {
                    missed.push(format!("{name} at {at}: {found:?}"));
                }
            }
        }
        println!("{tried} rewritten logs, {} not found", missed.len());
        assert_eq!(tried, 6 * EVENTS);
        assert!(
            missed.is_empty(),
            "{} rewritten logs were not found: {missed:#?}",
            missed.len()
        );
    })
    .await;
}

/// Puts these rows into the place of a log, with a head that agrees with them.
async fn overwrite(scratch: &Scratch, rows: &[RawEvent]) {
    let is_sqlite = scratch.database.dialect() == Dialect::Sqlite;
    let quote = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let maybe = |text: &Option<String>| text.as_deref().map_or("NULL".to_owned(), quote);
    let hash = |bytes: &[u8]| {
        let digits = hex(bytes);
        if is_sqlite {
            format!("x'{digits}'")
        } else {
            format!("'\\x{digits}'")
        }
    };
    let mut sql = format!("DELETE FROM event WHERE authority = '{KENT}';\n");
    for row in rows {
        let values = [
            quote(&row.authority),
            row.position.to_string(),
            quote(&row.stream_kind),
            row.stream_number.to_string(),
            row.version.to_string(),
            quote(&row.kind),
            row.schema_version.to_string(),
            quote(&row.recorded_at),
            maybe(&row.effective_on),
            quote(&row.actor),
            maybe(&row.on_behalf_of),
            quote(&row.request_id),
            quote(&row.payload),
            quote(&row.sealed),
            hash(&row.previous_hash),
            hash(&row.hash),
        ];
        sql = sql + "INSERT INTO event VALUES (" + &values.join(", ") + ");\n";
    }
    let (position, head, at) = rows.last().map_or((0, vec![0; 32], "NULL".to_owned()), |row| {
        (row.position, row.hash.clone(), quote(&row.recorded_at))
    });
    let head = hash(&head);
    let update = format!(
        "UPDATE log_head SET position = {position}, hash = {head}, recorded_at = {at} WHERE authority = '{KENT}';"
    );
    sql += &update;
    let sql = if is_sqlite {
        format!("BEGIN; {sql} COMMIT;")
    } else {
        sql
    };
    scratch.meddle(&sql).await.expect("the attack");
}

/// Where each attack is tried on the service itself; the campaign tries every position.
fn positions(scratch: &Scratch) -> Vec<usize> {
    if std::env::var_os("REDRESS_TEST_ATTACKS").is_some() {
        return (1..=EVENTS).collect();
    }
    match scratch.database.dialect() {
        Dialect::Sqlite => vec![1, 2, 64, 65, 99, 131, 199, EVENTS],
        Dialect::Postgres => vec![1, 130, EVENTS],
    }
}

#[tokio::test]
async fn the_service_neither_starts_nor_signs_over_a_rewritten_log() {
    for_each_database(async |scratch: &Scratch| {
        let place = Place::new(scratch);
        let running = sign(scratch, &place).await;
        let rows = rows(&dump(scratch).await, KENT);
        let triggers = match scratch.database.dialect() {
            Dialect::Sqlite => "DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_removed",
            Dialect::Postgres => "DROP TRIGGER event_is_append_only ON event",
        };
        scratch.meddle(triggers).await.expect("no more triggers");
        let (mut tried, mut missed) = (0, Vec::new());
        for (name, attack) in ATTACKS {
            for at in positions(scratch) {
                overwrite(scratch, &attacked(&rows, attack, at)).await;
                tried += 1;
                if place.start(scratch).await.is_ok() {
                    missed.push(format!("{name} at {at}: the service starts"));
                }
                let signs = running.write_checkpoints().await;
                let has_grown = matches!(name, "insert" | "duplicate" | "roll back");
                if has_grown && signs.is_ok() || place.notes() != SIGNED.len() {
                    missed.push(format!("{name} at {at}: the running service signs"));
                }
            }
        }
        println!("{tried} rewritten logs under the service");
        assert!(
            missed.is_empty(),
            "{} of {tried} were not noticed: {missed:#?}",
            missed.len()
        );
        // As it was, it starts; and it goes on from there.
        overwrite(scratch, &rows).await;
        let app = place.start(scratch).await.expect("a start");
        let stream = Stream::representation(&authority(KENT), 1);
        append(&scratch.database, vec![event(stream, 201, 201)]).await;
        assert_eq!(app.write_checkpoints().await.expect("a checkpoint"), 1);
        assert_eq!(place.notes(), SIGNED.len() + 1);
    })
    .await;
}

/// A checkpoint by another key, of another size or log, or changed, is refused; one cut short says how far the log was.
#[tokio::test]
async fn a_checkpoint_that_is_none_is_not_believed() {
    for_each_database(async |scratch: &Scratch| {
        let place = Place::new(scratch);
        sign(scratch, &place).await;
        let at = |size: usize| place.folder.join(KENT).join(format!("{size}.note"));
        let write = |path: &Path, text: &str| std::fs::write(path, text).expect("a file");
        let whole = std::fs::read_to_string(at(EVENTS)).expect("a note");
        let forged = [
            whole.replace("\n200\n", "\n199\n"),
            whole.replace("register.example/kent", "register.example/bath"),
            std::fs::read_to_string(at(130)).expect("a note"),
        ];
        for forged in forged {
            write(&at(EVENTS), &forged);
            let refused = place.start(scratch).await.err();
            assert!(matches!(refused, Some(CheckpointError::Note(..))), "{refused:?}");
            let found = check(dump(scratch).await.as_bytes(), place.verifier()).findings;
            assert!(matches!(found[0].what, Wrong::Note(..)), "{found:?}");
        }
        write(&at(EVENTS), &whole);
        write(&at(199), &whole[..20]);
        place
            .start(scratch)
            .await
            .expect("an earlier one that was cut short is passed over");
        write(&at(201), "");
        let refused = place.start(scratch).await.err().map(|error| error.to_string());
        let refused = refused.expect("a log that is behind");
        assert!(
            refused.contains("has 200 events and its last checkpoint 201"),
            "{refused}"
        );
    })
    .await;
}
