//! Steps of casework that are wrong in themselves.

use redress::api::wire::{self, Procedure, amendment::Amendment};

use crate::harness::{
    NORTHWICK, SOUTHMERE,
    build::{comment, complaint, concern, registration},
    caller::{Caller, fresh_id},
    day, for_each_register,
    refused::invalid,
};

async fn open(officer: &Caller) -> String {
    let about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    officer.register(about).await.expect("a registration").name
}

/// Everything that is told beside the moment of receipt is looked at in one go.
#[tokio::test]
async fn what_a_registration_tells_of_its_origin_is_named_at_once() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = open(&officer).await;
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        // A quarter past eleven at night in UTC is the day after in London, in summer.
        let seconds = 1_775_690_100;
        about.receive_time = Some(prost_types::Timestamp { seconds, nanos: 0 });
        about.grounds_arose_date = Some(day(2026, 4, 9));
        about.provider = "nobody".to_owned();
        about.route = "drone".to_owned();
        about.communication_needs = vec!["braille".to_owned(), "Braille".to_owned(), "shouting".to_owned()];
        about.concerns[0].team = "Team 99".to_owned();
        about.people_named = "a\u{0}b".to_owned();
        about.split = Some(wire::Split {
            from: name.replace(NORTHWICK, SOUTHMERE),
            concerns: vec![1, 1, 51],
        });
        let found = invalid(officer.register(about.clone()).await);
        let mut paths = found.paths();
        paths.sort_unstable();
        let expected = [
            "communication_needs[1]",
            "communication_needs[2]",
            "concerns[0].team",
            "grounds_arose_date",
            "people_named",
            "provider",
            "receive_time",
            "route",
            "split.concerns[1]",
            "split.concerns[2]",
            "split.from",
        ];
        assert_eq!(paths, expected.map(|path| format!("representation.{path}")));
        let good = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        let at_night = wire::Representation {
            received_date: Some(day(2026, 4, 9)),
            receive_time: about.receive_time,
            ..good
        };
        let registered = officer.register(at_night).await.expect("the day in London");
        assert_eq!(registered.receive_time, about.receive_time);
    })
    .await;
}

/// What is noted and is no complaint has no procedure.
#[tokio::test]
async fn what_is_only_noted_has_no_procedure() {
    for_each_register(async |register| {
        let officer = register.officer();
        for kind in [
            wire::Kind::ServiceRequest,
            wire::Kind::IneligibleRepresentation,
            wire::Kind::CustomerCareIssue,
        ] {
            let mut about = comment(day(2026, 5, 1));
            about.kind = kind.into();
            let registered = officer.register(about.clone()).await.expect("a registration");
            assert_eq!(
                (registered.kind(), registered.state()),
                (kind, wire::State::Recorded)
            );
            about.procedure = Procedure::CorporateCode.into();
            let found = invalid(officer.register(about).await);
            assert_eq!(found.paths(), ["representation.procedure"]);
        }
    })
    .await;
}

/// The path of a field begins with the message that it is in.
#[tokio::test]
async fn every_wrong_field_of_a_step_is_named_by_its_path() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = open(&officer).await;
        let tomorrow = Some(day(2026, 6, 2));
        let request = wire::RefuseRepresentationRequest {
            name: name.clone(),
            refusal: Some(wire::Refusal {
                refused_date: tomorrow,
                reason: "because".to_owned(),
                reviewer: "nobody".to_owned(),
                signpost: String::new(),
                told_date: tomorrow,
            }),
            ..wire::RefuseRepresentationRequest::default()
        };
        let found = invalid(officer.representations().refuse_representation(request).await);
        let mut paths = found.paths();
        paths.sort_unstable();
        let expected = [
            "refusal.reason",
            "refusal.refused_date",
            "refusal.reviewer",
            "refusal.signpost",
            "refusal.told_date",
            "request_id",
        ];
        assert_eq!(paths, expected);
        let request = wire::RecordCostRequest {
            name: name.clone(),
            cost: Some(wire::Cost {
                stage: 4,
                kind: "bribe".to_owned(),
                amount: Some(wire::Money {
                    currency_code: "GBP".to_owned(),
                    units: 1_000_000_001,
                    nanos: 0,
                }),
                budget: "adults".to_owned(),
                ..wire::Cost::default()
            }),
            request_id: fresh_id(),
            ..wire::RecordCostRequest::default()
        };
        let found = invalid(officer.representations().record_cost(request).await);
        assert_eq!(found.paths(), ["cost.stage", "cost.kind", "cost.amount"]);
        let request = wire::RecordAdvocacyRequest {
            name,
            answer: wire::AdvocacyAnswer::Refused.into(),
            told_date: tomorrow,
            request_id: fresh_id(),
            ..wire::RecordAdvocacyRequest::default()
        };
        let found = invalid(officer.representations().record_advocacy(request).await);
        assert_eq!(found.paths(), ["told_date", "answered_date"]);
    })
    .await;
}

/// The meeting of a panel, a review and a promised answer may lie ahead; what was done may not.
#[tokio::test]
async fn what_is_planned_may_lie_in_the_future() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = open(&officer).await;
        let (today, tomorrow) = (Some(day(2026, 6, 1)), Some(day(2026, 6, 2)));
        let told = |told_date| wire::TellDeadlineRequest {
            name: name.clone(),
            told: Some(wire::ToldDeadline {
                clock: wire::ClockName::Response.into(),
                stage: 1,
                due_date: tomorrow,
                told_date,
            }),
            request_id: fresh_id(),
            ..wire::TellDeadlineRequest::default()
        };
        let answer = officer.representations().tell_deadline(told(tomorrow)).await;
        assert_eq!(invalid(answer).paths(), ["told.told_date"]);
        let answer = officer.representations().tell_deadline(told(today)).await;
        let state = answer.expect("a step").into_inner();
        assert_eq!(state.told_deadlines.len(), 1);
        let arranged = |from_date| wire::ArrangeContactRequest {
            name: name.clone(),
            arrangement: Some(wire::ContactArrangement {
                kind: "in_writing_only".to_owned(),
                from_date,
                review_date: tomorrow,
                ended_date: None,
            }),
            request_id: fresh_id(),
            ..wire::ArrangeContactRequest::default()
        };
        let answer = officer
            .representations()
            .arrange_contact(arranged(tomorrow))
            .await;
        assert_eq!(invalid(answer).paths(), ["arrangement.from_date"]);
        let answer = officer.representations().arrange_contact(arranged(today)).await;
        answer.expect("a step");
    })
    .await;
}

#[tokio::test]
async fn a_correction_puts_something_right() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = open(&officer).await;
        let correct = |amendments: Vec<Option<Amendment>>, sealed| wire::CorrectRepresentationRequest {
            name: name.clone(),
            corrected_date: Some(day(2026, 5, 1)),
            reason: "entered_wrongly".to_owned(),
            amendments: amendments
                .into_iter()
                .map(|amendment| wire::Amendment { amendment })
                .collect(),
            sealed,
            request_id: fresh_id(),
            ..wire::CorrectRepresentationRequest::default()
        };
        let nobody = wire::SealedCorrection {
            complainant: Some(wire::Person::default()),
            ..wire::SealedCorrection::default()
        };
        for nothing in [None, Some(nobody)] {
            let request = correct(Vec::new(), nothing);
            let answer = officer.representations().correct_representation(request).await;
            assert_eq!(invalid(answer).paths(), ["amendments"]);
        }
        let wrong = vec![
            None,
            Some(Amendment::Service("libraries".to_owned())),
            Some(Amendment::Concern(wire::Concern {
                number: 0,
                ..concern("weather")
            })),
            Some(Amendment::Concluded(wire::StageDate {
                stage: 4,
                date: Some(day(2026, 6, 2)),
            })),
        ];
        let sealed = wire::SealedCorrection {
            narrative: "a\u{0}b".to_owned(),
            ..wire::SealedCorrection::default()
        };
        let request = correct(wrong, Some(sealed));
        let found = invalid(officer.representations().correct_representation(request).await);
        let mut paths = found.paths();
        paths.sort_unstable();
        let expected = [
            "amendments[0]",
            "amendments[1].service",
            "amendments[2].concern.category",
            "amendments[2].concern.number",
            "amendments[3].concluded.date",
            "amendments[3].concluded.stage",
            "sealed.narrative",
        ];
        assert_eq!(paths, expected);
        let mut request = registration(comment(day(2026, 5, 1)));
        request.representation = None;
        let answer = officer.representations().register_representation(request).await;
        assert_eq!(invalid(answer).paths(), ["representation"]);
    })
    .await;
}
