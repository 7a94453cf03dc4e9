//! Steps that an edition of a report does not allow.

use redress::api::wire::{ErrorReason, Procedure};

use super::expect::Unchanged;
use crate::harness::{
    build::complaint,
    day,
    editions::{approval, preparation, response},
    for_each_register,
};

/// The route is gone in its order, then comes the publication, then what the governance body says.
#[tokio::test]
async fn a_step_of_an_edition_that_is_out_of_its_order() {
    for_each_register(async |register| {
        let officer = register.officer();
        let on = day(2026, 6, 1);
        let name = officer
            .prepare_edition(preparation())
            .await
            .expect("an edition")
            .name;
        let unchanged = Unchanged::since(register).await;
        let refused = [
            (
                officer.approve_edition(&name, approval("director", on)).await,
                ErrorReason::EditionStepOutOfOrder,
                vec![("step", "head_of_service")],
            ),
            (
                officer.publish_edition(&name, on).await,
                ErrorReason::EditionNotApproved,
                vec![("step", "head_of_service")],
            ),
            (
                officer.record_response(&name, response(on, "Noted.")).await,
                ErrorReason::EditionNotPublished,
                Vec::new(),
            ),
            (
                officer.restate(&name, 0, "Late.").await,
                ErrorReason::EditionNotPublished,
                Vec::new(),
            ),
            (
                officer
                    .approve_edition(&name, approval("head_of_service", day(2026, 5, 31)))
                    .await,
                ErrorReason::DateBeforeAnchor,
                vec![("anchor_date", "2026-06-01")],
            ),
        ];
        for (answer, reason, metadata) in refused {
            unchanged.by_rule(register, answer, reason, &metadata).await;
        }
        for step in ["head_of_service", "director"] {
            let step = officer.approve_edition(&name, approval(step, on)).await;
            step.expect("an approval");
        }
        let unchanged = Unchanged::since(register).await;
        let again = officer.approve_edition(&name, approval("director", on)).await;
        let done = [("date", "2026-06-01")];
        unchanged
            .by_rule(register, again, ErrorReason::AlreadyDone, &done)
            .await;
        officer.publish_edition(&name, on).await.expect("published");
        let unchanged = Unchanged::since(register).await;
        for late in [
            officer.publish_edition(&name, on).await,
            officer.approve_edition(&name, approval("director", on)).await,
        ] {
            unchanged
                .by_rule(register, late, ErrorReason::EditionPublished, &done)
                .await;
        }
    })
    .await;
}

/// What is restated is later than what was said, and says something else.
#[tokio::test]
async fn a_restatement_of_what_is_not_later_or_the_same() {
    for_each_register(async |register| {
        let officer = register.officer();
        let new = || complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        officer.register(new()).await.expect("a complaint");
        let edition = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition");
        let unchanged = Unchanged::since(register).await;
        let position = edition.made_at_position;
        let told = position.to_string();
        let metadata = [("position", told.as_str())];
        for at in [position - 1, position] {
            let answer = officer.restate(&edition.name, at, "Late.").await;
            unchanged
                .by_rule(register, answer, ErrorReason::EditionPositionNotLater, &metadata)
                .await;
        }
        let same = officer.restate(&edition.name, 0, "Late.").await;
        unchanged
            .by_rule(register, same, ErrorReason::EditionUnchanged, &[])
            .await;
        officer.register(new()).await.expect("a late complaint");
        officer
            .restate(&edition.name, 0, "Late.")
            .await
            .expect("a restatement");
        let unchanged = Unchanged::since(register).await;
        let same = officer.restate(&edition.name, 0, "Late.").await;
        unchanged
            .by_rule(register, same, ErrorReason::EditionUnchanged, &[])
            .await;
    })
    .await;
}
