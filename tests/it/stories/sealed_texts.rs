//! Sealed texts that are put right, and texts of points that come later.

use redress::api::wire::{self, Procedure, View};

use crate::harness::{
    build::{complaint, concern},
    caller::{Caller, fresh_id},
    day, for_each_register,
};

async fn in_full(officer: &Caller, name: &str) -> wire::Representation {
    let request = wire::GetRepresentationRequest {
        name: name.to_owned(),
        view: View::Full.into(),
    };
    let answer = officer.representations().get_representation(request).await;
    answer.expect("the record").into_inner()
}

fn correction(name: &str, narrative: &str, full_name: &str) -> wire::CorrectRepresentationRequest {
    wire::CorrectRepresentationRequest {
        name: name.to_owned(),
        corrected_date: Some(day(2026, 5, 1)),
        reason: "entered_wrongly".to_owned(),
        note: "The caller spelt it out.".to_owned(),
        sealed: Some(wire::SealedCorrection {
            complainant: Some(wire::Person {
                full_name: full_name.to_owned(),
                ..wire::Person::default()
            }),
            narrative: narrative.to_owned(),
            ..wire::SealedCorrection::default()
        }),
        request_id: fresh_id(),
        ..wire::CorrectRepresentationRequest::default()
    }
}

/// UK GDPR Article 16: the latest text is the one that is shown, and what was not put right is as it was.
#[tokio::test]
async fn the_latest_of_a_sealed_text_is_shown() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.narrative = "Nobody came on Monday.".to_owned();
        about.desired_outcome = "A visit.".to_owned();
        about.complainant = Some(wire::Person {
            full_name: "Alex Invented".to_owned(),
            ..wire::Person::default()
        });
        let name = officer.register(about).await.expect("a registration").name;
        for (narrative, full_name) in [
            ("Nobody came on Tuesday.", "Alexa Invented"),
            ("Nobody came on Wednesday.", "Alexis Invented"),
        ] {
            let request = correction(&name, narrative, full_name);
            let step = officer.representations().correct_representation(request).await;
            let step = step.expect("a correction").into_inner();
            assert!(step.narrative.is_empty(), "the view BASIC shows no text");
            let full = in_full(&officer, &name).await;
            assert_eq!(full.narrative, narrative);
            assert_eq!(full.complainant.expect("the complainant").full_name, full_name);
            assert_eq!(full.desired_outcome, "A visit.");
        }
        let full = in_full(&officer, &name).await;
        assert_eq!(full.corrections.len(), 2);
        assert!(full.corrections[0].corrected.is_empty());
    })
    .await;
}

/// Points are numbered on; each keeps its own text.
#[tokio::test]
async fn the_texts_of_further_points_stand_beside_those_before() {
    for_each_register(async |register| {
        let officer = register.officer();
        let telling = |category: &str, text: &str| wire::Concern {
            text: text.to_owned(),
            ..concern(category)
        };
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.concerns = vec![telling("delay", "Late."), telling("staff", "Rude.")];
        let name = officer.register(about).await.expect("a registration").name;
        for text in ["Late again.", "And again."] {
            let request = wire::AddConcernsRequest {
                name: name.clone(),
                made_date: Some(day(2026, 4, 9)),
                concerns: vec![concern("staff"), telling("delay", text)],
                request_id: fresh_id(),
                ..wire::AddConcernsRequest::default()
            };
            let step = officer.representations().add_concerns(request).await;
            step.expect("further points");
        }
        let full = in_full(&officer, &name).await;
        let texts: Vec<&str> = full
            .concerns
            .iter()
            .map(|concern| concern.text.as_str())
            .collect();
        assert_eq!(texts, ["Late.", "Rude.", "", "Late again.", "", "And again."]);
    })
    .await;
}
