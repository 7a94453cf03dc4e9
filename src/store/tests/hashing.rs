//! The hash covers every column.

use crate::store::{
    hash_chain::{Columns, START},
    value::hex,
};

const COLUMNS: Columns<'_> = Columns {
    authority: "kent",
    position: 7,
    stream_kind: "representation",
    stream_number: 3,
    version: 2,
    kind: "received",
    schema_version: 1,
    recorded_at: "2026-04-02T09:30:00.000000Z",
    effective_on: Some("2026-04-02"),
    actor: "crm",
    on_behalf_of: None,
    request_id: "r",
    payload: "{}",
    sealed: "[]",
    previous_hash: &START,
};

#[test]
fn every_column_changes_the_hash() {
    let others = [
        Columns {
            authority: "Kent",
            ..COLUMNS
        },
        Columns {
            position: 8,
            ..COLUMNS
        },
        Columns {
            stream_kind: "case",
            ..COLUMNS
        },
        Columns {
            stream_number: 4,
            ..COLUMNS
        },
        Columns {
            version: 3,
            ..COLUMNS
        },
        Columns {
            kind: "receive",
            ..COLUMNS
        },
        Columns {
            schema_version: 2,
            ..COLUMNS
        },
        Columns {
            recorded_at: "2026-04-02T09:30:00.000001Z",
            ..COLUMNS
        },
        Columns {
            effective_on: Some("2026-04-03"),
            ..COLUMNS
        },
        Columns {
            effective_on: Some(""),
            ..COLUMNS
        },
        Columns {
            effective_on: None,
            ..COLUMNS
        },
        Columns {
            actor: "crn",
            ..COLUMNS
        },
        Columns {
            on_behalf_of: Some(""),
            ..COLUMNS
        },
        Columns {
            on_behalf_of: Some("a"),
            ..COLUMNS
        },
        Columns {
            request_id: "s",
            ..COLUMNS
        },
        Columns {
            payload: "{ }",
            ..COLUMNS
        },
        Columns {
            sealed: "[ ]",
            ..COLUMNS
        },
        Columns {
            previous_hash: &[1; 32],
            ..COLUMNS
        },
        // The same bytes on the other side of a border.
        Columns {
            payload: "{}[",
            sealed: "]",
            ..COLUMNS
        },
        Columns {
            kind: "receive",
            stream_kind: "representationd",
            ..COLUMNS
        },
    ];
    let mut hashes: Vec<_> = others.iter().map(Columns::hash).collect();
    hashes.push(COLUMNS.hash());
    let count = hashes.len();
    hashes.sort_unstable();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
}

/// Stored hashes must stay right for ever, so the encoding is pinned. The expected hash was made by another
/// program from the description at the top of `hash_chain.rs`.
#[test]
fn the_encoding_does_not_change() {
    assert_eq!(
        hex(&COLUMNS.hash()),
        "2bd55c71e82ea2a5b268708cde37a8a0c259030de0f88edcf59e6d791939e0cc"
    );
}
