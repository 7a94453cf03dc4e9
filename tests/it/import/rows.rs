//! The stream itself.

use redress::{
    api::wire::{
        self, AcknowledgeRepresentationRequest, ConcludeStageRequest, Date, HistoricalStep, ImportOutcome,
        ImportRepresentationsRequest, Procedure, historical_step::Step,
    },
    domain::{access::Role, limits},
};
use tonic::Code;

use super::{events, outcome_of, send, with_reference};
use crate::{
    harness::{NORTHWICK, SOUTHMERE, build::complaint, day, for_each_register},
    projections::check_rebuild,
};

fn acknowledged(on: Date) -> HistoricalStep {
    HistoricalStep {
        step: Some(Step::Acknowledge(AcknowledgeRepresentationRequest {
            acknowledged_date: Some(on),
            ..AcknowledgeRepresentationRequest::default()
        })),
    }
}

fn concluded(on: Date) -> HistoricalStep {
    HistoricalStep {
        step: Some(Step::ConcludeStage(ConcludeStageRequest {
            stage: 1,
            concluded_date: Some(on),
            ..ConcludeStageRequest::default()
        })),
    }
}

fn row(number: i64, reference: &str) -> ImportRepresentationsRequest {
    ImportRepresentationsRequest {
        parent: NORTHWICK.to_owned(),
        representation: Some(wire::Representation {
            external_reference: reference.to_owned(),
            ..complaint(Procedure::ChildrenStatutory, day(2024, 1, 8))
        }),
        steps: vec![acknowledged(day(2024, 1, 10))],
        request_id: format!("import.{reference}"),
        validate_only: false,
        row: number,
    }
}

/// Every row is answered in its place, however wrong it is, with all that is wrong.
#[tokio::test]
async fn each_row_is_answered_in_its_turn() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut wrong = row(2, "OLD-2");
        if let Some(representation) = &mut wrong.representation {
            representation.service = "kites".to_owned();
            representation.method = String::new();
        }
        wrong.steps.push(concluded(day(2199, 1, 1)));
        wrong.steps.push(HistoricalStep { step: None });
        let mut refused = row(3, "OLD-3");
        refused.steps.push(concluded(day(2024, 1, 12)));
        let mut nameless = row(4, "");
        nameless.request_id = "import.four".to_owned();
        let mut elsewhere = row(5, "OLD-5");
        elsewhere.parent = SOUTHMERE.to_owned();
        let rows = vec![
            row(1, "OLD-1"),
            wrong,
            refused,
            nameless,
            elsewhere,
            row(6, "OLD-6"),
        ];
        let answers = send(&officer, rows).await.expect("answers");
        let outcomes: Vec<_> = answers.iter().map(outcome_of).collect();
        let (imported, refused) = (ImportOutcome::Imported, ImportOutcome::Refused);
        let wanted = [imported, refused, refused, refused, refused, imported];
        assert_eq!(outcomes, (1..).zip(wanted).collect::<Vec<_>>());
        let fields = |place: usize| -> Vec<&str> {
            let problems = answers[place].problems.iter();
            problems.map(|problem| problem.field.as_str()).collect()
        };
        assert_eq!(
            fields(1),
            [
                "representation.service",
                "representation.method",
                "steps[1].conclude_stage.concluded_date",
                "steps[2]"
            ]
        );
        assert_eq!(
            fields(2),
            ["steps[1]"],
            "no finding was recorded before the answer"
        );
        assert!(
            answers[2].problems[0]
                .description
                .contains("Complaint Handling Code 6.7")
        );
        assert_eq!(fields(3), ["representation.external_reference"]);
        assert_eq!(fields(4), ["parent"]);
        assert_eq!(with_reference(&officer, "OLD-6").await.name, answers[5].name);
        check_rebuild(register.scratch).await;
    })
    .await;
}

/// A row that is sent again is known by its request id, from whoever it comes; a reference that something else has is
/// refused.
#[tokio::test]
async fn no_row_comes_in_twice() {
    for_each_register(async |register| {
        let officer = register.officer();
        let first = send(&officer, vec![row(1, "OLD-1"), row(2, "OLD-1")])
            .await
            .expect("answers");
        assert_eq!(first[0].outcome(), ImportOutcome::Imported);
        assert_eq!(
            first[1].outcome(),
            ImportOutcome::AlreadyThere,
            "in the same batch"
        );
        let before = events(register).await;

        let admin = register.client(Role::Admin);
        let other = register.with_token(&admin.new_client(NORTHWICK, "mover", Role::Officer).await);
        let before = before + 2;
        let mut looked_at = row(7, "OLD-1");
        looked_at.validate_only = true;
        for (who, row) in [
            (&officer, row(9, "OLD-1")),
            (&other, row(1, "OLD-1")),
            (&officer, looked_at),
        ] {
            let again = send(who, vec![row]).await.expect("answers");
            assert_eq!(again[0].outcome(), ImportOutcome::AlreadyThere);
            assert_eq!(again[0].name, first[0].name);
        }
        let mut changed = row(1, "OLD-1");
        changed.steps.clear();
        let mut by_another = row(2, "OLD-1");
        by_another.request_id = "import.another".to_owned();
        let mut registered = complaint(Procedure::ChildrenStatutory, day(2024, 1, 8));
        registered.external_reference = "NEW-1".to_owned();
        let registered = officer.register(registered).await.expect("a registration").name;
        let answers = send(&officer, vec![changed, by_another, row(3, "NEW-1")])
            .await
            .expect("answers");
        let fields: Vec<&str> = answers
            .iter()
            .map(|answer| answer.problems[0].field.as_str())
            .collect();
        let reference = "representation.external_reference";
        assert_eq!(fields, ["request_id", reference, reference]);
        assert!(
            answers
                .iter()
                .all(|answer| answer.outcome() == ImportOutcome::Refused)
        );
        assert_eq!(answers[2].name, registered, "what has the reference");
        assert_eq!(events(register).await, before + 1);
    })
    .await;
}

/// More rows than the window holds go through one stream, and a client that goes away loses only its answers.
#[tokio::test]
async fn a_stream_is_longer_than_its_window() {
    for_each_register(async |register| {
        let officer = register.officer();
        let before = events(register).await;
        let count = i64::try_from(limits::IMPORT_WINDOW_MAX).expect("a number") + 300;
        let rows = (1..=count)
            .map(|number| row(number, &format!("OLD-{number}")))
            .collect();
        let answers = send(&officer, rows).await.expect("answers");
        assert_eq!(answers.len(), usize::try_from(count).expect("a number"));
        assert!(
            (1..)
                .zip(&answers)
                .all(|(row, answer)| outcome_of(answer) == (row, ImportOutcome::Imported))
        );
        assert_eq!(events(register).await, before + count);
    })
    .await;
}

/// Only an officer brings cases in.
#[tokio::test]
async fn the_stream_ends_only_for_what_concerns_the_whole() {
    for_each_register(async |register| {
        let intake = register.client(Role::Intake);
        let refused = send(&intake, vec![row(1, "OLD-1")]).await.expect_err("a refusal");
        assert_eq!(refused.code(), Code::PermissionDenied);
        let nobody = register.officer().saying(None);
        let refused = send(&nobody, vec![row(1, "OLD-1")]).await.expect_err("a refusal");
        assert_eq!(refused.code(), Code::Unauthenticated);
        let mut large = row(1, "OLD-1");
        if let Some(representation) = &mut large.representation {
            representation.narrative = "x".repeat(limits::REQUEST_BYTES_MAX);
        }
        let refused = send(&register.officer(), vec![row(1, "OLD-2"), large])
            .await
            .expect_err("a refusal");
        assert_eq!(refused.code(), Code::ResourceExhausted, "{refused:?}");
        assert_eq!(
            with_reference(&register.officer(), "OLD-2")
                .await
                .external_reference,
            "OLD-2"
        );
    })
    .await;
}
