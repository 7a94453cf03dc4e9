//! A log of 200 events, as the service has written them, and what can be done to its rows past the service.

use std::{collections::BTreeMap, io::Cursor};

use prost::Message;
use prost_reflect::Value;
use redress::{
    api::permissions::permissions,
    app::verification::{Report, Verifier, read_dump},
    domain::{
        access::Role,
        merkle::{Frontier, Hash, leaf},
    },
    store::{Location, event_log::RawEvent, hash_chain::START, value::hex},
};

use crate::{
    databases::Scratch,
    harness::{Register, caller::fresh_id, contents::texts, samples::Records},
};

/// Events of the log.
pub const EVENTS: usize = 200;
/// Whose log it is.
pub const NAME: &str = "northwick";

/// Writes as many kinds of events as there are samples of requests: each write is made, and refused by some states.
pub async fn write_every_kind(register: &Register<'_>) {
    let permissions = permissions().expect("permissions");
    for _ in 0..2 {
        let records = Records::of(register).await;
        for sample in records.samples() {
            let Some(only) = sample.method.input().get_field_by_name("validate_only") else {
                continue;
            };
            let mut message = sample.message.clone();
            message.set_field(&only, Value::Bool(false));
            message.set_field_by_name("request_id", Value::String(fresh_id()));
            let caller = match permissions.of(&sample.path) {
                Some(permission) if permission.deployment => register.deployment(),
                Some(permission) if permission.roles.contains(&Role::Officer) => register.officer(),
                _ => register.client(Role::Admin),
            };
            // What the state refuses writes nothing, which is no matter here.
            let _answer = caller.call(&sample.path, message.encode_to_vec()).await;
        }
    }
}

/// The dump of a database, by the SQL that the documentation gives to operators.
pub async fn dump(scratch: &Scratch) -> String {
    let page = std::fs::read_to_string("docs/tamper-evidence.md").expect("the page");
    let made_of = match scratch.location {
        Location::Sqlite(_) => "SELECT json_object(",
        Location::Postgres(_) => "SELECT json_build_object(",
    };
    let blocks = page.split("```sql\n").skip(1);
    let mut blocks = blocks.map(|block| block.split("```").next().expect("an end"));
    let sql = blocks.find(|block| block.starts_with(made_of)).expect("the SQL");
    let mut dump = texts(scratch, sql).await.join("\n");
    dump.push('\n');
    dump
}

/// What a check says of a dump.
pub fn check(dump: &[u8], mut verifier: Verifier) -> Report {
    read_dump(Cursor::new(dump), &mut verifier).expect("a dump");
    verifier.finish()
}

/// The rows of a dump. Read by a parser of this test's own.
pub fn rows(dump: &str, name: &str) -> Vec<RawEvent> {
    let lines = dump.lines().map(|line| {
        let row: serde_json::Value = serde_json::from_str(line).expect("a row");
        let text = |column: &str| row[column].as_str().expect(column).to_owned();
        let maybe = |column: &str| row[column].as_str().map(str::to_owned);
        let number = |column: &str| row[column].as_i64().expect(column);
        RawEvent {
            authority: text("authority"),
            position: number("position"),
            stream_kind: text("stream_kind"),
            stream_number: number("stream_number"),
            version: number("version"),
            kind: text("kind"),
            schema_version: number("schema_version"),
            recorded_at: text("recorded_at"),
            effective_on: maybe("effective_on"),
            actor: text("actor"),
            on_behalf_of: maybe("on_behalf_of"),
            request_id: text("request_id"),
            payload: text("payload"),
            sealed: text("sealed"),
            previous_hash: from_hex(&text("previous_hash")),
            hash: from_hex(&text("hash")),
        }
    });
    lines.filter(|row| row.authority == name).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().collect();
    let byte = |pair: &[char]| u8::from_str_radix(&pair.iter().collect::<String>(), 16).expect("a byte");
    digits.chunks(2).map(byte).collect()
}

/// 200 rows in which every kind is that there is, the shortest of each first taken, and one with nothing left out;
/// chained anew. Answers how many kinds there are.
pub fn shortened(all: &[RawEvent]) -> (Vec<RawEvent>, usize) {
    let mut shortest: BTreeMap<String, &RawEvent> = BTreeMap::new();
    for row in all {
        let best = shortest.entry(row.kind.clone()).or_insert(row);
        if row.payload.len() + row.sealed.len() < best.payload.len() + best.sealed.len() {
            *best = row;
        }
    }
    let kinds = shortest.len();
    let mut taken: BTreeMap<i64, RawEvent> = shortest
        .into_values()
        .map(|row| (row.position, row.clone()))
        .collect();
    let short = |row: &&RawEvent| row.payload.len() + row.sealed.len() < 400;
    for row in all.iter().filter(short) {
        if taken.len() >= EVENTS {
            break;
        }
        taken.insert(row.position, row.clone());
    }
    let mut rows: Vec<RawEvent> = taken.into_values().collect();
    if let Some(row) = rows.last_mut() {
        row.on_behalf_of = Some(String::new());
        row.effective_on = None;
    }
    if let Some(row) = rows.first_mut() {
        row.on_behalf_of = Some("officer-7".to_owned());
    }
    chain(&mut rows);
    (rows, kinds)
}

/// Numbers rows from 1 and reckons every hash and link anew, as somebody with the password of the database could.
pub fn chain(rows: &mut [RawEvent]) {
    let mut previous = START.to_vec();
    for (row, position) in rows.iter_mut().zip(1..) {
        row.position = position;
        row.previous_hash = previous;
        row.hash = row.reckoned().to_vec();
        previous = row.hash.clone();
    }
}

/// The root over the first rows.
pub fn root(rows: &[RawEvent]) -> Hash {
    let mut tree = Frontier::default();
    for row in rows {
        tree.push(leaf(&row.hash));
    }
    tree.root()
}

/// One column as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub enum Cell {
    Number(i64),
    Text(Option<Vec<u8>>),
    Bytes(Option<Vec<u8>>),
    /// A number that is null.
    Null,
}

/// The names and contents of every column.
pub fn cells(row: &RawEvent) -> Vec<(&'static str, Cell)> {
    let text = |text: &str| Cell::Text(Some(text.as_bytes().to_vec()));
    let maybe = |text: &Option<String>| Cell::Text(text.as_ref().map(|text| text.as_bytes().to_vec()));
    let bytes = |bytes: &[u8]| Cell::Bytes(Some(bytes.to_vec()));
    vec![
        ("authority", text(&row.authority)),
        ("position", Cell::Number(row.position)),
        ("stream_kind", text(&row.stream_kind)),
        ("stream_number", Cell::Number(row.stream_number)),
        ("version", Cell::Number(row.version)),
        ("kind", text(&row.kind)),
        ("schema_version", Cell::Number(row.schema_version)),
        ("recorded_at", text(&row.recorded_at)),
        ("effective_on", maybe(&row.effective_on)),
        ("actor", text(&row.actor)),
        ("on_behalf_of", maybe(&row.on_behalf_of)),
        ("request_id", text(&row.request_id)),
        ("payload", text(&row.payload)),
        ("sealed", text(&row.sealed)),
        ("previous_hash", bytes(&row.previous_hash)),
        ("hash", bytes(&row.hash)),
    ]
}

/// A column in a line of a dump, with bytes that are no UTF-8 as they are.
pub fn part(column: &str, cell: &Cell) -> Vec<u8> {
    let mut part = format!("\"{column}\":").into_bytes();
    match cell {
        Cell::Number(number) => part.extend(number.to_string().bytes()),
        Cell::Text(Some(text)) => quote(text, &mut part),
        Cell::Bytes(Some(bytes)) => {
            quote(hex(bytes).as_bytes(), &mut part);
        }
        Cell::Text(None) | Cell::Bytes(None) | Cell::Null => part.extend(b"null"),
    }
    part
}

/// A line of a dump.
pub fn line_of(parts: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut line = vec![b'{'];
    for part in parts {
        line.extend(part.as_ref());
        line.push(b',');
    }
    line.pop();
    line.extend(b"}\n");
    line
}

fn quote(text: &[u8], line: &mut Vec<u8>) {
    line.push(b'"');
    for byte in text {
        match byte {
            b'"' | b'\\' => line.extend([b'\\', *byte]),
            0..=0x1f => line.extend(format!("\\u{byte:04x}").bytes()),
            _ => line.push(*byte),
        }
    }
    line.push(b'"');
}

/// The dump of rows.
pub fn lines(rows: &[RawEvent]) -> Vec<u8> {
    let line = |row| {
        let parts: Vec<_> = cells(row).iter().map(|(name, cell)| part(name, cell)).collect();
        line_of(&parts)
    };
    rows.iter().flat_map(line).collect()
}
