//! What is refused: positions and filters that make no sense, another authority, too many watches.

use std::time::Duration;

use redress::{
    api::wire::{ChangeFilter, ErrorReason},
    domain::{access::Role, limits},
};
use tokio::time::sleep;
use tonic::Code;

use super::{Watch, after, list, watching};
use crate::{
    harness::{NORTHWICK, SOUTHMERE, for_each_register, refused::invalid},
    refusals::expect::{Unchanged, head},
};

/// A register that was restored from an older backup has forgotten what a reader has seen. To wait until it has as
/// many changes again would skip those that it then has in their place.
#[tokio::test]
async fn a_position_that_the_log_has_not_reached() {
    for_each_register(async |register| {
        let officer = register.officer();
        let end = head(register).await.position;
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::FailedPrecondition, ErrorReason::PositionAhead);
        let metadata = [("head_position", end.to_string())];
        let metadata = metadata.each_ref().map(|(key, value)| (*key, value.as_str()));
        for position in [end + 1, i64::MAX] {
            let answer = list(&officer, &after(position)).await;
            unchanged.refused(register, answer, expected, &metadata).await;
            let answer = Watch::open(&officer, watching(position)).await.next().await;
            unchanged.refused(register, answer, expected, &metadata).await;
        }
        list(&officer, &after(end)).await.expect("the end itself is good");
    })
    .await;
}

#[tokio::test]
async fn more_watches_than_a_client_may_have() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut open = Vec::new();
        for _ in 0..limits::WATCHES_PER_CLIENT_MAX {
            let mut watch = Watch::open(&officer, watching(0)).await;
            watch.until_heartbeat().await;
            open.push(watch);
        }
        let unchanged = Unchanged::since(register).await;
        let expected = (Code::ResourceExhausted, ErrorReason::TooManyWatches);
        let limit = limits::WATCHES_PER_CLIENT_MAX.to_string();
        let answer = officer.changes().watch_changes(watching(0)).await;
        let found = unchanged
            .refused(register, answer, expected, &[("limit", &limit)])
            .await;
        assert!(found.has_retry_info, "says when to come again");
        // Another client is not hurt, and one that goes makes room.
        Watch::open(&register.client(Role::Analyst), watching(0)).await;
        drop(open.pop());
        for turn in 0.. {
            assert!(turn < 100, "room is made soon");
            sleep(Duration::from_millis(50)).await;
            if officer.changes().watch_changes(watching(0)).await.is_ok() {
                break;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_with_a_request_is_named_at_once() {
    for_each_register(async |register| {
        let officer = register.officer();
        let filter = ChangeFilter {
            kinds: [
                "case.decided",
                "weather",
                "case.",
                "case.Decided",
                "",
                &"case.x".repeat(20),
            ]
            .map(str::to_owned)
            .into(),
            record: format!("{SOUTHMERE}/cases/1"),
        };
        let mut request = after(-1);
        request.page_size = -1;
        request.filter = Some(filter.clone());
        let found = invalid(list(&officer, &request).await);
        let kinds = [1, 2, 3, 4, 5].map(|place| format!("filter.kinds[{place}]"));
        let mut expected = vec!["after_position"];
        expected.extend(kinds.iter().map(String::as_str));
        expected.extend(["filter.record", "page_size"]);
        assert_eq!(found.paths(), expected);
        assert_eq!(found.about("filter.record"), "must be of the same authority");
        let mut request = watching(-1);
        request.filter = Some(filter);
        expected.pop();
        let found = invalid(officer.changes().watch_changes(request).await);
        assert_eq!(found.paths(), expected);
        let mut request = after(0);
        for record in [
            NORTHWICK,
            "representations/1",
            "authorities/northwick/clients/officer",
        ] {
            request.filter = Some(ChangeFilter {
                record: record.to_owned(),
                kinds: vec!["case".to_owned(); limits::FILTER_VALUES_MAX + 1],
            });
            let found = invalid(list(&officer, &request).await);
            assert_eq!(found.paths(), ["filter.kinds", "filter.record"], "{record}");
        }
    })
    .await;
}

/// The end of another authority's log is as unknown as the authority.
#[tokio::test]
async fn another_authoritys_log_is_not_found() {
    for_each_register(async |register| {
        let theirs = register.client_of(SOUTHMERE, Role::Auditor);
        for parent in [NORTHWICK, "authorities/nowhere", "authorities/system"] {
            for position in [0, 1_000_000] {
                let mut request = after(position);
                parent.clone_into(&mut request.parent);
                let status = list(&theirs, &request).await.expect_err("a refusal");
                assert_eq!(status.code(), Code::NotFound, "{parent}");
                let mut request = watching(position);
                parent.clone_into(&mut request.parent);
                let status = theirs.changes().watch_changes(request).await;
                assert_eq!(status.expect_err("a refusal").code(), Code::NotFound, "{parent}");
            }
        }
    })
    .await;
}
