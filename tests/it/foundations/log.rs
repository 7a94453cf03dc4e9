//! The log: appending, reading, and racing for it; receipts.

use std::collections::BTreeSet;

use redress::{
    domain::ids::Stream,
    store::{
        Acting, StoreError,
        event_log::{self, Head, Verdict},
        receipts::{self, Receipt, RequestKey},
    },
};

use super::{append, authority, event, four_events, instant};
use crate::databases::{Scratch, for_each_database};

#[tokio::test]
async fn the_log_reads_back_in_every_way() {
    for_each_database(async |scratch: &Scratch| {
        let database = &scratch.database;
        let kent = authority("kent");
        let rows = four_events(database, "kent").await;
        let others = four_events(database, "leeds").await;
        let (one, two) = (rows[0].stream.clone(), rows[1].stream.clone());

        assert_eq!(
            event_log::since(database, &kent, 0, 10).await.expect("events"),
            rows
        );
        assert_eq!(
            event_log::since(database, &kent, 1, 2).await.expect("events"),
            rows[1..3]
        );
        let both = [two.clone(), one.clone(), others[0].stream.clone()];
        let found = event_log::streams(database, &both).await.expect("streams");
        let picked = [&rows[0], &rows[2], &rows[1], &rows[3], &others[0], &others[2]];
        assert_eq!(found.iter().collect::<Vec<_>>(), picked);
        assert_eq!(
            event_log::stream_up_to(database, &one, 2)
                .await
                .expect("a stream"),
            rows[..1]
        );
        assert_eq!(
            event_log::touched_since(database, &kent, 3)
                .await
                .expect("streams"),
            [two.clone()].into()
        );
        assert_eq!(
            event_log::touched_since(database, &kent, 2)
                .await
                .expect("streams"),
            [one, two].into()
        );
        assert_eq!(
            event_log::logs(database).await.expect("logs"),
            [kent.clone(), authority("leeds")]
        );

        let head = event_log::head(database, &kent).await.expect("a head");
        let last = &rows[3];
        assert_eq!(
            head,
            Head {
                position: 4,
                hash: last.hash,
                recorded_at: Some(last.recorded_at)
            }
        );
        assert_eq!(
            event_log::head(database, &authority("nowhere"))
                .await
                .expect("a head"),
            Head::start()
        );
        for (seconds, position) in [(9, 0), (10, 1), (29, 2), (30, 3), (1_000, 4)] {
            let at = event_log::position_at(database, &kent, instant(seconds))
                .await
                .expect("a position");
            assert_eq!(at, position, "{seconds} seconds in");
        }
    })
    .await;
}

#[tokio::test]
async fn a_head_that_moved_refuses_the_append() {
    for_each_database(async |scratch: &Scratch| {
        four_events(&scratch.database, "kent").await;
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer
            .begin("test_gap", Acting::ForAll)
            .await
            .expect("a unit of work");
        let kent = authority("kent");
        let mut heads = event_log::lock_heads(&mut unit, &BTreeSet::from([kent.clone()]))
            .await
            .expect("heads");
        let head = heads.get_mut(&kent).expect("a head");
        head.position += 1;
        let row = head.link(event(Stream::representation(&kent, 6), 1, 50));
        let appended = event_log::append(&mut unit, &[row]).await;
        assert!(
            matches!(appended, Err(StoreError::AppendMismatch(6))),
            "{appended:?}"
        );
        assert!(matches!(unit.commit().await, Err(StoreError::Poisoned)));
        assert_eq!(scratch.number("SELECT count(*) FROM event").await, 4);
    })
    .await;
}

#[tokio::test]
async fn writers_that_race_leave_no_gap() {
    for_each_database(async |scratch: &Scratch| {
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..8 {
            let database = scratch.database.clone();
            tasks.spawn(async move {
                for turn in 0..10 {
                    let number = task * 100 + turn + 1;
                    append(
                        &database,
                        vec![event(Stream::representation(&authority("kent"), number), 1, 1)],
                    )
                    .await;
                }
            });
        }
        while let Some(done) = tasks.join_next().await {
            done.expect("a task");
        }
        let verdict = event_log::verify_chain(&scratch.database, &authority("kent"))
            .await
            .expect("a verdict");
        assert!(matches!(verdict, Verdict::Whole { head } if head.position == 80));
    })
    .await;
}

#[tokio::test]
async fn receipts_are_found_by_the_whole_key_only() {
    for_each_database(async |scratch: &Scratch| {
        let kent = authority("kent");
        let key = |method: &str| RequestKey {
            authority: kent.clone(),
            client: "crm".to_owned(),
            method: method.to_owned(),
            request_id: "7".to_owned(),
        };
        let receipt = Receipt {
            key: key("RegisterRepresentation"),
            fingerprint: [7; 32],
            stream: Stream::representation(&kent, 1),
            version: 2,
            position: 3,
        };
        let mut writer = scratch.database.open_writer().await.expect("a writer");
        let mut unit = writer
            .begin("test_receipts", Acting::ForAll)
            .await
            .expect("a unit of work");
        receipts::save(&mut unit, std::slice::from_ref(&receipt))
            .await
            .expect("a receipt");
        unit.commit().await.expect("a commit");
        let keys = [key("CloseRepresentation"), key("RegisterRepresentation")];
        let found = receipts::find(&scratch.database, &keys).await.expect("receipts");
        assert_eq!(found, std::slice::from_ref(&receipt));
        let mut unit = writer
            .begin("test_second_receipt", Acting::ForAll)
            .await
            .expect("a unit of work");
        assert_eq!(receipts::find(&mut unit, &keys).await.expect("receipts").len(), 1);
        assert!(
            receipts::save(&mut unit, &[receipt]).await.is_err(),
            "a second answer to one request"
        );
    })
    .await;
}
