//! Changes: the log from a position on, in order, nothing skipped, and no more than the caller may see.

mod listed;
mod racing;
mod records;
mod refused;
mod watched;

use prost::Message;
use redress::{
    api::wire::{
        self, Change, Heartbeat, ListChangesRequest, ListChangesResponse, WatchChangesRequest,
        watch_changes_response::Message as Told,
    },
    domain::ids::AuthorityId,
    store::event_log::{self, EventRow},
};
use tonic::{Status, Streaming};

use crate::harness::{NORTHWICK, Register, caller::Caller};

/// A request for Northwick's changes after a position.
fn after(position: i64) -> ListChangesRequest {
    ListChangesRequest {
        parent: NORTHWICK.to_owned(),
        after_position: position,
        ..ListChangesRequest::default()
    }
}

async fn list(caller: &Caller, request: &ListChangesRequest) -> Result<ListChangesResponse, Status> {
    let answer = caller.changes().list_changes(request.clone()).await;
    answer.map(tonic::Response::into_inner)
}

/// Everything that a request finds, page by page, until the reader has caught up.
async fn walk(caller: &Caller, mut request: ListChangesRequest) -> Vec<Change> {
    let mut found = Vec::new();
    loop {
        let page = list(caller, &request).await.expect("changes");
        let positions: Vec<i64> = page.changes.iter().map(|change| change.position).collect();
        assert!(positions.is_sorted(), "{positions:?}");
        assert!(
            positions
                .iter()
                .all(|position| *position > request.after_position)
        );
        assert!(
            positions
                .iter()
                .all(|position| *position <= page.next_after_position)
        );
        assert!(page.next_after_position <= page.head_position);
        found.extend(page.changes);
        if page.next_after_position == page.head_position {
            return found;
        }
        assert!(page.next_after_position > request.after_position, "it goes on");
        request.after_position = page.next_after_position;
    }
}

/// A watch of Northwick's changes after a position.
fn watching(position: i64) -> WatchChangesRequest {
    WatchChangesRequest {
        parent: NORTHWICK.to_owned(),
        after_position: position,
        ..WatchChangesRequest::default()
    }
}

struct Watch(Streaming<wire::WatchChangesResponse>);

impl Watch {
    async fn open(caller: &Caller, request: WatchChangesRequest) -> Self {
        let answer = caller.changes().watch_changes(request).await;
        Self(answer.expect("a watch").into_inner())
    }

    /// The next message; none at the end.
    async fn next(&mut self) -> Result<Option<Told>, Status> {
        let message = self.0.message().await?;
        Ok(message.map(|message| message.message.expect("a change or a heartbeat")))
    }

    /// The next change, past heartbeats.
    async fn change(&mut self) -> Change {
        loop {
            if let Told::Change(change) = self.next().await.expect("a message").expect("no end") {
                return change;
            }
        }
    }

    /// The changes up to the next heartbeat, and it.
    async fn until_heartbeat(&mut self) -> (Vec<Change>, Heartbeat) {
        let mut changes = Vec::new();
        loop {
            match self.next().await.expect("a message").expect("no end") {
                Told::Change(change) => changes.push(change),
                Told::Heartbeat(heartbeat) => return (changes, heartbeat),
            }
        }
    }
}

/// Northwick's log, read past the service.
async fn log(register: &Register<'_>) -> Vec<EventRow> {
    let northwick = AuthorityId::parse("northwick").expect("an id");
    event_log::since(&register.scratch.database, &northwick, 0, 100_000)
        .await
        .expect("the log")
}

/// Checks that changes are these events, each once and in order.
fn assert_same(changes: &[Change], log: &[EventRow]) {
    let told = changes
        .iter()
        .map(|change| (change.position, change.kind.as_str(), change.etag.clone()));
    let stored = log
        .iter()
        .map(|row| (row.position, row.kind.as_str(), format!("v{}", row.version)));
    assert_eq!(told.collect::<Vec<_>>(), stored.collect::<Vec<_>>());
}

/// Checks that none of these words is in the bytes of a message.
fn assert_none_in(words: &[&str], message: &(impl Message + std::fmt::Debug)) {
    let bytes = message.encode_to_vec();
    for word in words {
        let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!found, "{word} in {message:?}");
    }
}
