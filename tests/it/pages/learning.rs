//! Pages in the order of a date, on which many records may fall.

use redress::api::wire::{
    ActionFilter, ErrorReason, ListActionsRequest, ListTrainingRequest, TrainingFilter,
};

use crate::harness::{
    NORTHWICK, day, for_each_register,
    learning::{action, training},
    refused::refused,
};

/// Due dates in the order in which the actions are recorded.
const DUE: [i32; 7] = [20, 10, 20, 10, 15, 20, 10];

#[tokio::test]
async fn actions_come_by_due_date_and_then_by_number() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut recorded = Vec::new();
        for due in DUE {
            let new = officer
                .record_action(action(day(2026, 5, 1), day(2026, 8, due)))
                .await;
            recorded.push((due, new.expect("an action").name));
        }
        // Sorting keeps those of one day in the order of recording.
        recorded.sort_by_key(|(due, _)| *due);
        let expected: Vec<String> = recorded.into_iter().map(|(_, name)| name).collect();
        let mut request = ListActionsRequest {
            parent: NORTHWICK.to_owned(),
            page_size: 2,
            filter: Some(ActionFilter {
                outstanding: true,
                ..ActionFilter::default()
            }),
            ..ListActionsRequest::default()
        };
        let mut seen = Vec::new();
        loop {
            let page = officer.learning().list_actions(request.clone()).await;
            let page = page.expect("a page").into_inner();
            assert!(page.actions.len() <= 2);
            seen.extend(page.actions.into_iter().map(|action| action.name));
            request.page_token = page.next_page_token;
            if request.page_token.is_empty() {
                break;
            }
            // What was seen and is done meanwhile shifts nothing.
            let last = &seen[seen.len() - 1];
            officer
                .cancel_action(last, day(2026, 5, 2), "No need.")
                .await
                .expect("a cancellation");
        }
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn a_page_token_of_actions_is_no_token_of_training() {
    for_each_register(async |register| {
        let officer = register.officer();
        for _ in 0..2 {
            let new = action(day(2026, 5, 1), day(2026, 8, 1));
            officer.record_action(new).await.expect("an action");
            officer
                .record_training(training(day(2026, 5, 1), 3))
                .await
                .expect("a session");
        }
        let request = ListActionsRequest {
            parent: NORTHWICK.to_owned(),
            page_size: 1,
            ..ListActionsRequest::default()
        };
        let page = officer.learning().list_actions(request.clone()).await;
        let token = page.expect("a page").into_inner().next_page_token;
        let of_training = ListTrainingRequest {
            parent: NORTHWICK.to_owned(),
            page_token: token.clone(),
            ..ListTrainingRequest::default()
        };
        let found = refused(officer.learning().list_training(of_training).await);
        assert_eq!(found.reason, ErrorReason::PageTokenInvalid);
        let filtered = ListActionsRequest {
            page_token: token,
            filter: Some(ActionFilter {
                overdue: true,
                ..ActionFilter::default()
            }),
            ..request
        };
        let found = refused(officer.learning().list_actions(filtered).await);
        assert_eq!(found.reason, ErrorReason::PageTokenInvalid);
        let request = ListTrainingRequest {
            parent: NORTHWICK.to_owned(),
            page_size: 1,
            filter: Some(TrainingFilter {
                subjects: vec!["investigation".to_owned()],
                ..TrainingFilter::default()
            }),
            ..ListTrainingRequest::default()
        };
        let page = officer.learning().list_training(request).await;
        assert_eq!(page.expect("a page").into_inner().sessions, [], "none about that");
    })
    .await;
}
