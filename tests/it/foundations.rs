//! What the store promises before any noun is stored in it: cases that hold on both databases.

mod given;
mod log;
mod opening;
mod sealing;
mod tampering;
pub mod units;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use redress::{
    domain::ids::{AuthorityId, Stream},
    store::{
        Acting, Database,
        event_log::{self, EventRow, NewEvent},
    },
};

pub fn authority(name: &str) -> AuthorityId {
    AuthorityId::parse(name).expect("an authority id")
}

/// An instant some seconds into a day, with all six decimals in use.
fn instant(seconds: i64) -> DateTime<Utc> {
    let start = DateTime::from_timestamp(1_775_000_000, 123_456_000).expect("an instant");
    start + TimeDelta::seconds(seconds)
}

pub fn event(stream: Stream, version: i64, seconds: i64) -> NewEvent {
    NewEvent {
        stream,
        version,
        kind: "received".to_owned(),
        schema_version: 1,
        recorded_at: instant(seconds),
        effective_on: NaiveDate::from_ymd_opt(2026, 4, 2),
        actor: "crm".to_owned(),
        on_behalf_of: None,
        request_id: format!("request-{seconds}"),
        payload: r#"{"category":"delay","note":"\"quoted\" and é"}"#.to_owned(),
        sealed: "[]".to_owned(),
    }
}

/// Appends events to the logs of their authorities in one unit, each in its place.
pub async fn append(database: &Database, new: Vec<NewEvent>) -> Vec<EventRow> {
    let mut writer = database.open_writer().await.expect("a writer");
    let mut unit = writer
        .begin("test_append", Acting::ForAll)
        .await
        .expect("a unit of work");
    let authorities = new.iter().map(|event| event.stream.authority.clone()).collect();
    let mut heads = event_log::lock_heads(&mut unit, &authorities)
        .await
        .expect("the heads");
    let mut rows = Vec::new();
    for event in new {
        let head = heads.get_mut(&event.stream.authority).expect("a locked head");
        rows.push(head.link(event));
    }
    event_log::append(&mut unit, &rows).await.expect("an append");
    unit.commit().await.expect("a commit");
    rows
}

/// A log of four events in two streams.
async fn four_events(database: &Database, name: &str) -> Vec<EventRow> {
    let one = Stream::representation(&authority(name), 1);
    let two = Stream::representation(&authority(name), 2);
    let new = vec![
        event(one.clone(), 1, 10),
        event(two.clone(), 1, 20),
        event(one, 2, 30),
        event(two, 2, 40),
    ];
    append(database, new).await
}
