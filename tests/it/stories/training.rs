//! Training that the council holds because of what it learnt.

use redress::api::wire::{self, View};

use crate::harness::{
    NORTHWICK, day, for_each_register,
    learning::{action, training},
};

/// S001: a log of training, with those who came. A wrong entry is corrected with the reason, never overwritten.
#[tokio::test]
async fn training_is_recorded_corrected_and_cancelled() {
    for_each_register(async |register| {
        let officer = register.officer();
        let learnt = officer
            .record_action(action(day(2026, 4, 8), day(2026, 7, 1)))
            .await;
        let learnt = learnt.expect("an action").name;
        let mut held = training(day(2026, 5, 6), 12);
        held.teams = vec!["LAC".to_owned(), "hospital".to_owned()];
        held.actions = vec![learnt];
        let first = officer.record_training(held.clone()).await.expect("a session");
        assert_eq!(first.teams, ["looked-after", "hospital"]);
        let second = officer.record_training(training(day(2026, 4, 20), 5)).await;
        let second = second.expect("a session").name;
        held.attendees = 21;
        let corrected = officer
            .correct_training(&first.name, held, "The list of names was found.")
            .await
            .expect("a correction");
        assert_eq!((corrected.attendees, corrected.corrections.len()), (21, 1));
        assert_eq!(corrected.corrections[0].reason, "", "sealed");
        let full = officer
            .get_training(&first.name, View::Full)
            .await
            .expect("the session");
        assert_eq!(full.corrections[0].reason, "The list of names was found.");

        let listed = async |filter: wire::TrainingFilter| {
            let request = wire::ListTrainingRequest {
                parent: NORTHWICK.to_owned(),
                filter: Some(filter),
                ..wire::ListTrainingRequest::default()
            };
            let page = officer.learning().list_training(request).await;
            let sessions = page.expect("a page").into_inner().sessions;
            sessions
                .into_iter()
                .map(|session| session.name)
                .collect::<Vec<_>>()
        };
        let both = [second.clone(), first.name.clone()];
        assert_eq!(listed(wire::TrainingFilter::default()).await, both, "by day");
        let from_may = wire::TrainingFilter {
            held_from_date: Some(day(2026, 5, 1)),
            held_until_date: Some(day(2026, 5, 6)),
            ..wire::TrainingFilter::default()
        };
        assert_eq!(listed(from_may).await, [first.name.as_str()]);
        officer
            .cancel_training(&second, "It was moved to June.")
            .await
            .expect("a cancellation");
        assert_eq!(
            listed(wire::TrainingFilter::default()).await,
            [first.name.as_str()]
        );
        let with_cancelled = wire::TrainingFilter {
            include_cancelled: true,
            ..wire::TrainingFilter::default()
        };
        assert_eq!(listed(with_cancelled).await, both);
    })
    .await;
}
