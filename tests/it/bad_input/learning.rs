//! Fields of learning actions and training sessions that are wrong.

use redress::{
    api::wire::{
        self, ActionAcceptance, ActionFilter, ActionSource, ActionSourceKind, ErrorReason, ImpactOutcome,
    },
    domain::limits,
};

use crate::harness::{
    NORTHWICK, SOUTHMERE,
    caller::fresh_id,
    day, for_each_register,
    learning::{action, evidence, from_representation, impact, training, verdict},
    refused::{invalid, refused},
};

#[tokio::test]
async fn everything_that_is_wrong_with_an_action_is_named_at_once() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut wrong = action(day(2026, 6, 2), day(2026, 5, 1));
        wrong.types = vec!["training".to_owned(), "Training".to_owned(), "gossip".to_owned()];
        wrong.owner = "Jane Doe".to_owned();
        wrong.team = "Team 99".to_owned();
        wrong.service = "libraries".to_owned();
        wrong.text = "x".repeat(limits::TEXT_CHARACTERS_MAX + 1);
        wrong.source = Some(ActionSource {
            kind: ActionSourceKind::OmbudsmanRecommendation.into(),
            representation: format!("{NORTHWICK}/representations/1"),
            ombudsman_case: format!("{SOUTHMERE}/cases/1"),
            stage: 1,
            concern: 1,
            remedy: 300,
        });
        let answer = officer.record_action(wrong).await;
        assert_eq!(
            invalid(answer).paths(),
            [
                "action.source.representation",
                "action.source.ombudsman_case",
                "action.source.stage",
                "action.source.concern",
                "action.source.remedy",
                "action.raised_date",
                "action.types[1]",
                "action.types[2]",
                "action.owner",
                "action.team",
                "action.service",
                "action.text",
            ]
        );
        let late = officer
            .record_action(action(day(2026, 5, 2), day(2026, 5, 1)))
            .await;
        let found = invalid(late);
        assert_eq!(found.about("action.due_date"), "must not be before it was raised");
    })
    .await;
}

/// Each kind of source has the fields that it needs.
#[tokio::test]
async fn a_source_needs_what_its_kind_needs() {
    for_each_register(async |register| {
        use ActionSourceKind as From;
        let officer = register.officer();
        let name = format!("{NORTHWICK}/representations/1");
        let of = |kind, name: &str, stage, concern| from_representation(kind, name, stage, concern);
        for (source, path) in [
            (of(From::Concern, "", 0, 1), "representation"),
            (of(From::Concern, &name, 0, 0), "concern"),
            (of(From::Stage, &name, 0, 0), "stage"),
            (of(From::Stage, &name, 4, 0), "stage"),
            (of(From::InvestigatorRecommendation, &name, 0, 1), "stage"),
            (of(From::PanelRecommendation, &name, 0, 1), "stage"),
            (of(From::OmbudsmanRecommendation, "", 0, 0), "ombudsman_case"),
            (of(From::Audit, &name, 0, 0), "representation"),
            (of(From::Unspecified, &name, 0, 0), "kind"),
        ] {
            let mut new = action(day(2026, 4, 8), day(2026, 5, 1));
            new.source = Some(source);
            let answer = officer.record_action(new).await;
            let path = format!("action.source.{path}");
            assert_eq!(invalid(answer).paths(), [path.as_str()]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_step_of_an_action_says_what_it_must() {
    for_each_register(async |register| {
        let officer = register.officer();
        let on = day(2026, 5, 1);
        let name = officer.record_action(action(on, day(2026, 7, 1))).await;
        let name = name.expect("an action").name;
        for acceptance in [ActionAcceptance::PartlyAccepted, ActionAcceptance::Rejected] {
            let answer = officer.decide_action(&name, verdict(acceptance, on, " ")).await;
            assert_eq!(invalid(answer).paths(), ["decision.text"], "{acceptance:?}");
        }
        let answer = officer.update_action(&name, ("", ""), None).await;
        assert_eq!(invalid(answer).paths(), ["owner"]);
        let request = wire::UpdateActionRequest {
            name: name.clone(),
            due_date_reason: "complexity".to_owned(),
            request_id: fresh_id(),
            ..wire::UpdateActionRequest::default()
        };
        let answer = officer.learning().update_action(request.clone()).await;
        assert_eq!(invalid(answer).paths(), ["due_date_reason"]);
        let request = wire::UpdateActionRequest {
            due_date: Some(day(2026, 8, 1)),
            due_date_reason: String::new(),
            ..request
        };
        let answer = officer.learning().update_action(request).await;
        assert_eq!(invalid(answer).paths(), ["due_date_reason"]);
        officer.accept_action(&name, on).await.expect("a decision");
        let answer = officer
            .complete_action(&name, day(2026, 6, 2), Some(evidence(on, "")))
            .await;
        assert_eq!(invalid(answer).paths(), ["done_date", "evidence.text"]);
        officer.complete_action(&name, on, None).await.expect("done");
        for check in [
            impact(ImpactOutcome::TooEarly, on, None),
            impact(ImpactOutcome::NoChangeSeen, on, Some(on)),
        ] {
            let answer = officer.assess_impact(&name, check).await;
            assert_eq!(invalid(answer).paths(), ["impact_check.next_check_date"]);
        }
        let answer = officer.share_action(&name, "the pub", on).await;
        assert_eq!(invalid(answer).paths(), ["sharing.place"]);
    })
    .await;
}

#[tokio::test]
async fn a_training_session_within_its_bounds() {
    for_each_register(async |register| {
        let officer = register.officer();
        let on = day(2026, 5, 1);
        let mut most = training(on, i32::from(limits::ATTENDEES_MAX));
        most.duration_minutes = i32::from(limits::TRAINING_MINUTES_MAX);
        officer.record_training(most).await.expect("a session");
        officer
            .record_training(training(on, 0))
            .await
            .expect("a session that nobody came to");
        let mut wrong = training(day(2026, 6, 2), 10_001);
        wrong.duration_minutes = 0;
        wrong.subject = "gossip".to_owned();
        wrong.teams = vec!["hospital".to_owned(), "Hospital Team".to_owned()];
        let theirs = format!("{SOUTHMERE}/actions/7");
        let ours = format!("{NORTHWICK}/actions/7");
        wrong.actions = vec![theirs, ours.clone(), ours];
        assert_eq!(
            invalid(officer.record_training(wrong).await).paths(),
            [
                "training.held_date",
                "training.subject",
                "training.teams[1]",
                "training.attendees",
                "training.duration_minutes",
                "training.actions[0]",
                "training.actions[2]",
            ]
        );
        let mut many = training(on, 12);
        many.teams = vec!["hospital".to_owned(); limits::TRAINING_TEAMS_MAX + 1];
        many.actions = vec![format!("{NORTHWICK}/actions/7"); limits::TRAINING_ACTIONS_MAX + 1];
        let found = invalid(officer.record_training(many).await);
        assert_eq!(found.paths(), ["training.teams", "training.actions"]);
    })
    .await;
}

/// An action holds so many of each thing and no more.
#[tokio::test]
async fn more_than_an_action_may_hold() {
    for_each_register(async |register| {
        let officer = register.officer();
        let on = day(2026, 5, 1);
        let name = officer.record_action(action(on, day(2026, 7, 1))).await;
        let name = name.expect("an action").name;
        officer.accept_action(&name, on).await.expect("a decision");
        for change in 0..limits::DUE_CHANGES_MAX {
            let due = day(2026, 7, if change % 2 == 0 { 2 } else { 1 });
            officer
                .update_action(&name, ("", ""), Some(due))
                .await
                .expect("an update");
            officer.share_action(&name, "forum", on).await.expect("shared");
        }
        let full = [
            officer
                .update_action(&name, ("", ""), Some(day(2026, 7, 2)))
                .await,
            officer.share_action(&name, "forum", on).await,
        ];
        officer.complete_action(&name, on, None).await.expect("done");
        for _ in 0..limits::IMPACT_CHECKS_MAX {
            let seen = impact(ImpactOutcome::ChangeSeen, on, None);
            officer.assess_impact(&name, seen).await.expect("a check");
        }
        let seen = impact(ImpactOutcome::ChangeSeen, on, None);
        let full = full.into_iter().chain([officer.assess_impact(&name, seen).await]);
        for answer in full {
            let found = refused(answer);
            assert_eq!(found.reason, ErrorReason::LimitReached);
            assert_eq!(found.metadata["limit"], "50");
        }
    })
    .await;
}

#[tokio::test]
async fn a_filter_and_a_period_that_make_no_sense() {
    for_each_register(async |register| {
        let officer = register.officer();
        let filter = ActionFilter {
            statuses: vec![0, 99],
            teams: vec!["Team 99".to_owned()],
            owners: vec![String::new()],
            representation: format!("{NORTHWICK}/representations/1"),
            ombudsman_case: format!("{NORTHWICK}/cases/1"),
            due_before_date: Some(day(2026, 2, 30)),
            ..ActionFilter::default()
        };
        let request = wire::ListActionsRequest {
            parent: NORTHWICK.to_owned(),
            filter: Some(filter),
            ..wire::ListActionsRequest::default()
        };
        let found = invalid(officer.learning().list_actions(request).await);
        assert_eq!(
            found.paths(),
            [
                "filter.statuses[0]",
                "filter.statuses[1]",
                "filter.teams[0]",
                "filter.owners[0]",
                "filter.ombudsman_case",
                "filter.due_before_date",
            ]
        );
        let request = |position| wire::SummariseActionsRequest {
            parent: NORTHWICK.to_owned(),
            period: Some(wire::Period {
                period: Some(wire::period::Period::FinancialYear(2026)),
            }),
            position,
            ..wire::SummariseActionsRequest::default()
        };
        for position in [-1, 1_000_000] {
            let answer = officer.learning().summarise_actions(request(position)).await;
            assert_eq!(invalid(answer).paths(), ["position"], "{position}");
        }
    })
    .await;
}
