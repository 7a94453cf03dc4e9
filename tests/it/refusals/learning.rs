//! Steps that a learning action or a training session does not allow.

use redress::api::wire::{ActionAcceptance, ActionSourceKind, ErrorReason, ImpactOutcome, Procedure};

use super::expect::Unchanged;
use crate::harness::{
    NORTHWICK,
    build::{comment, complaint, compliment, ombudsman_case},
    day, for_each_register,
    learning::{action, evidence, from_case, from_representation, impact, training, verdict},
};

/// An action says what it comes from, and what it comes from is on the register.
#[tokio::test]
async fn an_action_from_what_is_not_there_or_is_something_else() {
    for_each_register(async |register| {
        use ActionSourceKind as From;
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        let complaint = officer.register(about).await.expect("a complaint").name;
        let comment = officer
            .register(comment(day(2026, 4, 8)))
            .await
            .expect("a comment")
            .name;
        let praise = compliment(day(2026, 4, 8));
        let praise = officer.register(praise).await.expect("a compliment").name;
        let case = ombudsman_case("26 000 001", day(2026, 4, 8));
        let case = officer.register_case(case).await.expect("a case").name;
        let nowhere = format!("{NORTHWICK}/representations/9999");
        let not_a_case = complaint.replace("representations", "cases");
        let refused = [
            (
                from_representation(From::Concern, &nowhere, 0, 1),
                ErrorReason::ActionSourceUnknown,
                ("", ""),
            ),
            (
                from_case(&not_a_case, 0),
                ErrorReason::ActionSourceUnknown,
                ("", ""),
            ),
            (
                from_representation(From::Concern, &complaint, 0, 2),
                ErrorReason::ConcernUnknown,
                ("concern", "2"),
            ),
            (
                from_representation(From::PanelRecommendation, &complaint, 3, 0),
                ErrorReason::ActionStageUnknown,
                ("stage", "3"),
            ),
            (
                from_representation(From::Compliment, &complaint, 0, 0),
                ErrorReason::ActionSourceDiffers,
                ("kind", "complaint"),
            ),
            (
                from_representation(From::Stage, &comment, 1, 0),
                ErrorReason::ActionSourceDiffers,
                ("kind", "comment"),
            ),
            (
                from_representation(From::Concern, &praise, 0, 1),
                ErrorReason::ActionSourceDiffers,
                ("kind", "compliment"),
            ),
            (from_case(&case, 1), ErrorReason::RemedyUnknown, ("remedy", "1")),
        ];
        let unchanged = Unchanged::since(register).await;
        for (source, reason, metadata) in refused {
            let mut learnt = action(day(2026, 4, 9), day(2026, 7, 1));
            learnt.source = Some(source);
            let answer = officer.record_action(learnt).await;
            let metadata: Vec<_> = [metadata]
                .into_iter()
                .filter(|(key, _)| !key.is_empty())
                .collect();
            unchanged.by_rule(register, answer, reason, &metadata).await;
        }
        for source in [
            from_representation(From::Concern, &complaint, 0, 1),
            from_case(&case, 0),
        ] {
            let mut early = action(day(2026, 4, 7), day(2026, 7, 1));
            early.source = Some(source);
            let answer = officer.record_action(early).await;
            let on = [("anchor_date", "2026-04-08")];
            unchanged
                .by_rule(register, answer, ErrorReason::DateBeforeAnchor, &on)
                .await;
        }
    })
    .await;
}

/// What is not accepted is not carried out, and what is not carried out has no evidence.
#[tokio::test]
async fn a_step_that_the_status_of_an_action_does_not_take() {
    for_each_register(async |register| {
        let officer = register.officer();
        let on = day(2026, 4, 20);
        let mut names = Vec::new();
        for _ in 0..4 {
            let new = officer
                .record_action(action(day(2026, 4, 8), day(2026, 5, 1)))
                .await;
            names.push(new.expect("an action").name);
        }
        let [proposed, open, done, rejected] = <[String; 4]>::try_from(names).expect("four actions");
        for name in [&open, &done] {
            officer.accept_action(name, on).await.expect("a decision");
        }
        officer.complete_action(&done, on, None).await.expect("done");
        officer
            .decide_action(
                &rejected,
                verdict(ActionAcceptance::Rejected, on, "It was done already."),
            )
            .await
            .expect("a decision");
        let unchanged = Unchanged::since(register).await;
        let proof = || evidence(on, "The minutes.");
        let seen = || impact(ImpactOutcome::ChangeSeen, on, None);
        let refused = [
            ("proposed", officer.complete_action(&proposed, on, None).await),
            ("proposed", officer.share_action(&proposed, "forum", on).await),
            ("open", officer.accept_action(&open, on).await),
            ("open", officer.record_evidence(&open, proof()).await),
            ("open", officer.assess_impact(&open, seen()).await),
            ("done", officer.complete_action(&done, on, None).await),
            ("done", officer.cancel_action(&done, on, "No need.").await),
            ("done", officer.update_action(&done, ("hos-1", ""), None).await),
            ("rejected", officer.accept_action(&rejected, on).await),
            ("rejected", officer.cancel_action(&rejected, on, "No need.").await),
        ];
        for (status, answer) in refused {
            let reason = ErrorReason::ActionStatusRefusesStep;
            unchanged
                .by_rule(register, answer, reason, &[("status", status)])
                .await;
        }
        let early = officer
            .record_evidence(&done, evidence(day(2026, 4, 19), "The minutes."))
            .await;
        let on = [("anchor_date", "2026-04-20")];
        unchanged
            .by_rule(register, early, ErrorReason::DateBeforeAnchor, &on)
            .await;
    })
    .await;
}

#[tokio::test]
async fn an_update_that_changes_nothing() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut new = action(day(2026, 4, 8), day(2026, 5, 1));
        new.team = "hospital".to_owned();
        let name = officer.record_action(new).await.expect("an action").name;
        let unchanged = Unchanged::since(register).await;
        let same = officer
            .update_action(&name, ("", "hospital"), Some(day(2026, 5, 1)))
            .await;
        unchanged
            .by_rule(register, same, ErrorReason::ActionUnchanged, &[])
            .await;
        let early = officer
            .update_action(&name, ("", ""), Some(day(2026, 4, 7)))
            .await;
        let on = [("anchor_date", "2026-04-08")];
        unchanged
            .by_rule(register, early, ErrorReason::DateBeforeAnchor, &on)
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_session_that_was_cancelled_or_names_no_action() {
    for_each_register(async |register| {
        let officer = register.officer();
        let held = || training(day(2026, 4, 9), 12);
        let name = officer.record_training(held()).await.expect("a session").name;
        let mut linked = held();
        linked.actions = vec![name.replace("training", "actions")];
        let unchanged = Unchanged::since(register).await;
        let number = name.rsplit('/').next().expect("a number");
        for answer in [
            officer.record_training(linked.clone()).await,
            officer.correct_training(&name, linked, "It was forgotten.").await,
        ] {
            let action = [("action", number)];
            unchanged
                .by_rule(register, answer, ErrorReason::TrainingActionUnknown, &action)
                .await;
        }
        officer
            .cancel_training(&name, "Nobody came.")
            .await
            .expect("a cancellation");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.correct_training(&name, held(), "Somebody came.").await,
            officer.cancel_training(&name, "Nobody came.").await,
        ] {
            unchanged
                .by_rule(register, answer, ErrorReason::TrainingCancelled, &[])
                .await;
        }
    })
    .await;
}
