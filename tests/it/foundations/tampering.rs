//! Events stay as they were written, and where they did not, it is found.

use redress::store::{
    Dialect,
    event_log::{self, Fault, Verdict},
};

use super::{authority, four_events};
use crate::databases::{Scratch, for_each_database};

#[tokio::test]
async fn events_are_neither_changed_nor_removed() {
    for_each_database(async |scratch: &Scratch| {
        four_events(&scratch.database, "kent").await;
        let mut texts = vec!["UPDATE event SET actor = 'someone'", "DELETE FROM event"];
        if scratch.database.dialect() == Dialect::Postgres {
            texts.push("TRUNCATE event");
        }
        for text in texts {
            let error = scratch.meddle(text).await.expect_err(text);
            assert!(
                error.to_string().contains("events are append-only"),
                "{text}: {error}"
            );
        }
    })
    .await;
}

/// Removes what protects the events, as somebody with the database's password could.
async fn unprotect(scratch: &Scratch) {
    let text = match scratch.database.dialect() {
        Dialect::Sqlite => "DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_removed",
        Dialect::Postgres => "DROP TRIGGER event_is_append_only ON event",
    };
    scratch.meddle(text).await.expect("no more triggers");
}

#[tokio::test]
async fn a_changed_log_is_found_and_the_row_named() {
    let changes = [
        (
            "UPDATE event SET actor = 'crn' WHERE position = 2",
            2,
            Fault::Hash,
        ),
        (
            "UPDATE event SET recorded_at = '2026-03-31T23:33:51.123457Z' WHERE position = 2",
            2,
            Fault::Hash,
        ),
        (
            "UPDATE event SET effective_on = NULL WHERE position = 3",
            3,
            Fault::Hash,
        ),
        (
            "UPDATE event SET on_behalf_of = '' WHERE position = 1",
            1,
            Fault::Hash,
        ),
        (
            "UPDATE event SET stream_kind = 'other' WHERE position = 4",
            4,
            Fault::Hash,
        ),
        (
            "UPDATE event SET hash = previous_hash WHERE position = 3",
            3,
            Fault::Hash,
        ),
        (
            "UPDATE event SET previous_hash = hash WHERE position = 3",
            3,
            Fault::Link,
        ),
        ("DELETE FROM event WHERE position = 2", 2, Fault::Missing),
        (
            "UPDATE event SET position = 9 WHERE position = 4",
            4,
            Fault::Missing,
        ),
        ("DELETE FROM event WHERE position = 4", 4, Fault::Head),
        ("UPDATE log_head SET position = 3", 4, Fault::Head),
        ("UPDATE log_head SET recorded_at = NULL", 4, Fault::Head),
    ];
    for (text, position, fault) in changes {
        for_each_database(async |scratch: &Scratch| {
            four_events(&scratch.database, "kent").await;
            let kent = authority("kent");
            let verdict = event_log::verify_chain(&scratch.database, &kent)
                .await
                .expect("a verdict");
            assert!(
                matches!(verdict, Verdict::Whole { .. }),
                "false alarm: {verdict:?}"
            );
            unprotect(scratch).await;
            scratch.meddle(text).await.expect(text);
            let verdict = event_log::verify_chain(&scratch.database, &kent)
                .await
                .expect("a verdict");
            assert_eq!(verdict, Verdict::Broken { position, fault }, "{text}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_instant_rewritten_in_another_form_is_found() {
    for_each_database(async |scratch: &Scratch| {
        if scratch.database.dialect() == Dialect::Postgres {
            return;
        }
        four_events(&scratch.database, "kent").await;
        unprotect(scratch).await;
        let same_instant = "PRAGMA ignore_check_constraints = ON;
            UPDATE event SET recorded_at = replace(recorded_at, 'Z', '+00:00') WHERE position = 2";
        scratch.meddle(same_instant).await.expect("a change");
        let verdict = event_log::verify_chain(&scratch.database, &authority("kent"))
            .await
            .expect("a verdict");
        assert_eq!(
            verdict,
            Verdict::Broken {
                position: 2,
                fault: Fault::Hash
            }
        );
        let not_text = "PRAGMA ignore_check_constraints = ON;
            UPDATE event SET actor = CAST(x'ff' AS TEXT) WHERE position = 1";
        scratch.meddle(not_text).await.expect("a change");
        let verdict = event_log::verify_chain(&scratch.database, &authority("kent"))
            .await
            .expect("a verdict");
        assert_eq!(
            verdict,
            Verdict::Broken {
                position: 1,
                fault: Fault::Unreadable
            }
        );
    })
    .await;
}
