//! Every byte of every column of every row of a log.

use std::{
    collections::BTreeSet,
    io::Cursor,
    sync::{
        Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    thread,
};

use redress::{
    app::verification::{Finding, Verifier, read_dump},
    domain::{ids::Stream, merkle::Hash},
    store::{Dialect, event_log::RawEvent},
};

use super::log::{
    Cell, EVENTS, NAME, cells, chain, check, dump, line_of, lines, part, root, rows, shortened,
    write_every_kind,
};
use crate::{
    databases::{Scratch, for_each_database},
    foundations::{append, authority, event},
    harness::for_each_register,
};

/// Makes a cell of other bytes.
type Make = fn(Option<Vec<u8>>) -> Cell;

/// What somebody could make of a column: in every byte one bit the other way, 0x00 and 0xFF; null for empty, and
/// null for what is there.
fn changes(cell: &Cell) -> Vec<Cell> {
    let (bytes, make): (&[u8], Make) = match cell {
        Cell::Number(number) => {
            let of = |bytes: [u8; 8]| Cell::Number(i64::from_be_bytes(bytes));
            let mut made = vec![Cell::Null];
            for place in 0..8 {
                let bytes = number.to_be_bytes();
                for other in others(bytes[place], place) {
                    let mut changed = bytes;
                    changed[place] = other;
                    made.push(of(changed));
                }
            }
            return made.into_iter().filter(|made| made != cell).collect();
        }
        Cell::Null => return vec![Cell::Number(0)],
        Cell::Text(None) => return vec![Cell::Text(Some(Vec::new()))],
        Cell::Bytes(None) => return vec![Cell::Bytes(Some(Vec::new()))],
        Cell::Text(Some(bytes)) => (bytes, Cell::Text),
        Cell::Bytes(Some(bytes)) => (bytes, Cell::Bytes),
    };
    let mut made = vec![
        make(None),
        make(Some(Vec::new())),
        make(Some([bytes, b" "].concat())),
    ];
    for place in 0..bytes.len() {
        for other in others(bytes[place], place) {
            let mut changed = bytes.to_vec();
            changed[place] = other;
            made.push(make(Some(changed)));
        }
    }
    made.into_iter().filter(|made| made != cell).collect()
}

/// A byte with one bit the other way (another bit at each place), 0x00, 0xFF.
fn others(byte: u8, place: usize) -> BTreeSet<u8> {
    let flipped = byte ^ (1 << (place % 8));
    [flipped, 0, 0xff]
        .into_iter()
        .filter(|other| *other != byte)
        .collect()
}

/// Changes each cell of each row, one at a time, and tells what was not found, or found elsewhere.
fn not_found(all: &[RawEvent], signed: Hash) -> (u64, Vec<String>) {
    let (tried, missed) = (AtomicU64::new(0), Mutex::new(Vec::new()));
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    if place >= all.len() {
                        break;
                    }
                    let (count, not_found) = not_found_at(all, place, signed);
                    tried.fetch_add(count, Ordering::Relaxed);
                    missed.lock().expect("no panic").extend(not_found);
                }
            });
        }
    });
    (tried.into_inner(), missed.into_inner().expect("no panic"))
}

fn not_found_at(all: &[RawEvent], place: usize, signed: Hash) -> (u64, Vec<String>) {
    // The rows before it are as they were, so they are gone through once; and those after it only where the change is
    // not found at once.
    let mut before = Verifier::default();
    before.expect(NAME, EVENTS as u64, signed);
    for row in &all[..place] {
        before.take(row);
    }
    let row = &all[place];
    let stored = cells(row);
    let parts: Vec<Vec<u8>> = stored.iter().map(|(name, cell)| part(name, cell)).collect();
    let mut rest = None;
    let (mut tried, mut missed) = (0, Vec::new());
    for (column, (name, cell)) in stored.iter().enumerate() {
        for changed in changes(cell) {
            tried += 1;
            let changed = part(name, &changed);
            let mut parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            parts[column] = &changed;
            let mut verifier = before.clone();
            read_dump(Cursor::new(line_of(&parts)), &mut verifier).expect("a dump");
            // A row under another name may be found only by its absence.
            if !verifier.has_findings() || *name == "authority" {
                let rest = rest.get_or_insert_with(|| lines(&all[place + 1..]));
                read_dump(Cursor::new(rest), &mut verifier).expect("a dump");
            }
            let found = verifier.finish().findings;
            let named = |finding: &Finding| finding.authority == NAME && finding.position == row.position;
            let first = found.first().is_some_and(|first| first.position == row.position);
            if !(first && found.iter().any(named)) {
                missed.push(format!("{name} of {}: {found:?}", row.position));
            }
        }
    }
    (tried, missed)
}

#[tokio::test]
async fn every_byte_of_every_column_is_found_and_its_row_named() {
    for_each_register(async |register| {
        write_every_kind(register).await;
        let dump = dump(register.scratch).await;
        let report = check(dump.as_bytes(), Verifier::default());
        assert_eq!(report.findings, [], "false alarm");
        assert!(report.logs.len() >= 3, "{:?}", report.logs);
        let (rows, kinds) = shortened(&rows(&dump, NAME));
        assert_eq!(rows.len(), EVENTS);
        assert_eq!(
            check(&lines(&rows), Verifier::default()).findings,
            [],
            "false alarm"
        );
        // What is hashed is the same on both databases, so once is enough for it.
        if register.scratch.database.dialect() == Dialect::Postgres {
            return;
        }
        let (tried, missed) = not_found(&rows, root(&rows));
        println!(
            "{tried} changes of {EVENTS} events of {kinds} kinds; {} not found",
            missed.len()
        );
        assert!(kinds >= 60, "{kinds} kinds");
        assert!(
            missed.is_empty(),
            "{} of {tried} changes not found or not named: {:#?}",
            missed.len(),
            &missed[..missed.len().min(10)]
        );
    })
    .await;
}

/// A log that nobody has touched is never called wrong, however long it is and wherever it was signed.
#[test]
fn logs_that_nobody_has_touched_give_no_alarm() {
    let one = RawEvent {
        authority: NAME.to_owned(),
        position: 1,
        stream_kind: "representation".to_owned(),
        stream_number: 1,
        version: 1,
        kind: "representation.closed".to_owned(),
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
    };
    let mut alarms = 0;
    for number in 0..1_000_usize {
        let mut rows = vec![one.clone(); 1 + number % 40];
        for (row, place) in rows.iter_mut().zip(0..) {
            row.stream_number = place;
            row.payload = format!(r#"{{"number":{number},"é":"\"\u0000"}}"#);
            row.effective_on = (number % 2 == 0).then(String::new);
        }
        chain(&mut rows);
        let mut verifier = Verifier::default();
        for size in [1, rows.len() / 2, rows.len()] {
            verifier.expect(NAME, size as u64, root(&rows[..size]));
        }
        alarms += usize::from(!check(&lines(&rows), verifier).findings.is_empty());
    }
    assert_eq!(alarms, 0, "false alarms in 1,000 logs");
}

/// What was changed in a database itself is in the dump that is made of it.
#[tokio::test]
async fn a_change_in_the_database_is_found_in_its_dump() {
    for_each_database(async |scratch: &Scratch| {
        let stream = Stream::representation(&authority("kent"), 1);
        let events = (1..=9).map(|version| event(stream.clone(), version, version));
        append(&scratch.database, events.collect()).await;
        let unprotect = match scratch.database.dialect() {
            Dialect::Sqlite => "DROP TRIGGER event_is_not_changed",
            Dialect::Postgres => "DROP TRIGGER event_is_append_only ON event",
        };
        scratch.meddle(unprotect).await.expect("no more triggers");
        let report = check(dump(scratch).await.as_bytes(), Verifier::default());
        assert_eq!(report.findings, [], "false alarm");
        scratch
            .meddle("UPDATE event SET on_behalf_of = '' WHERE position = 6")
            .await
            .expect("a change");
        let report = check(dump(scratch).await.as_bytes(), Verifier::default());
        let found = report.findings.first().map(ToString::to_string);
        let expected = "kent, position 6: its hash is not the hash of its columns";
        assert_eq!(found.as_deref(), Some(expected));
    })
    .await;
}
