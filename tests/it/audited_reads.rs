//! Reads of what is sealed are recorded before they are answered, in a log that is chained as the events are.

mod complete;
mod faults;
mod log;

use prost::Message;
use redress::api::wire::{self, Decision, Procedure, View};

use crate::harness::{
    Register,
    build::{complaint, decision, ombudsman_case, registration},
    day,
    editions::{preparation, response},
    learning::{action, training},
    samples::fresh_reference,
};

/// The word that stands in sealed texts, and nowhere else.
pub const SEALED: &str = "xylophone-in-the-attic";

/// The methods that open what is sealed; `complete.rs` holds the list against the contract and the sources.
pub const METHODS: [&str; 7] = [
    "GetRepresentation",
    "GetCase",
    "GetAction",
    "GetTraining",
    "GetEdition",
    "LookUpRepresentations",
    "ExportSubject",
];

/// A call of each of the methods that is answered with something sealed.
pub struct Call {
    pub method: &'static str,
    pub path: String,
    pub name: String,
    pub message: Vec<u8>,
    /// What its answer tells that only who is recorded may be told.
    pub tells: String,
}

impl Call {
    fn new(service: &str, method: &'static str, name: String, message: &impl Message) -> Self {
        Self {
            method,
            path: format!("/redress.v1.{service}/{method}"),
            name,
            message: message.encode_to_vec(),
            tells: SEALED.to_owned(),
        }
    }

    /// Whether bytes hold what only who is recorded may be told.
    pub fn is_told(&self, bytes: &[u8]) -> bool {
        bytes
            .windows(self.tells.len())
            .any(|window| window == self.tells.as_bytes())
    }
}

/// Records of Northwick with sealed texts, and a call for each.
pub async fn calls(register: &Register<'_>) -> Vec<Call> {
    let officer = register.officer();
    let view = View::Full.into();
    let text = SEALED.to_owned();
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    about.narrative = text.clone();
    about.complainant = Some(wire::Person {
        email: "alex@example.org".to_owned(),
        ..wire::Person::default()
    });
    let name = officer.register(about).await.expect("a complaint").name;
    let get = wire::GetRepresentationRequest {
        name: name.clone(),
        view,
    };
    let representation = Call::new("RepresentationsService", "GetRepresentation", name, &get);

    let case = ombudsman_case(&fresh_reference(), day(2026, 4, 8));
    let name = officer.register_case(case).await.expect("a case").name;
    let mut found = decision(Decision::Upheld, day(2026, 4, 20));
    found.text = text.clone();
    officer.decide(&name, found).await.expect("a decision");
    let get = wire::GetCaseRequest {
        name: name.clone(),
        view,
    };
    let case = Call::new("OmbudsmanService", "GetCase", name, &get);

    let mut about = action(day(2026, 5, 1), day(2026, 7, 1));
    about.text = text.clone();
    let name = officer.record_action(about).await.expect("an action").name;
    let get = wire::GetActionRequest {
        name: name.clone(),
        view,
    };
    let action = Call::new("LearningService", "GetAction", name, &get);

    let name = officer.record_training(training(day(2026, 5, 2), 4)).await;
    let name = name.expect("a session").name;
    officer.cancel_training(&name, &text).await.expect("a step");
    let get = wire::GetTrainingRequest {
        name: name.clone(),
        view,
    };
    let training = Call::new("LearningService", "GetTraining", name, &get);

    let name = officer
        .prepare_edition(preparation())
        .await
        .expect("an edition")
        .name;
    for step in ["head_of_service", "director"] {
        let approval = crate::harness::editions::approval(step, day(2026, 6, 1));
        officer
            .approve_edition(&name, approval)
            .await
            .expect("an approval");
    }
    officer
        .publish_edition(&name, day(2026, 6, 1))
        .await
        .expect("an edition");
    let answered = officer
        .record_response(&name, response(day(2026, 6, 1), &text))
        .await;
    answered.expect("a response");
    let get = wire::GetEditionRequest {
        name: name.clone(),
        view,
        include_tables: false,
    };
    let edition = Call::new("EditionsService", "GetEdition", name, &get);
    let look_up = wire::LookUpRepresentationsRequest {
        parent: crate::harness::NORTHWICK.to_owned(),
        email: "alex@example.org".to_owned(),
        ..wire::LookUpRepresentationsRequest::default()
    };
    let name = representation.name.clone();
    let look_up = Call {
        tells: name.clone(),
        ..Call::new("RepresentationsService", "LookUpRepresentations", name, &look_up)
    };
    let bundle = wire::ExportSubjectRequest {
        parent: crate::harness::NORTHWICK.to_owned(),
        records: vec![representation.name.clone()],
        person: wire::SubjectPerson::Complainant.into(),
        third_parties: wire::ThirdParties::Marked.into(),
        officer: "manager".to_owned(),
    };
    let name = representation.name.clone();
    let bundle = Call {
        // The names of the files stand in a ZIP as they are.
        tells: "contents.html".to_owned(),
        ..Call::new("RecordsService", "ExportSubject", name, &bundle)
    };
    vec![representation, case, action, training, edition, look_up, bundle]
}

/// A complaint with a sealed text, as another authority would register it.
pub fn elsewhere(parent: &str) -> wire::RegisterRepresentationRequest {
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    about.narrative = SEALED.to_owned();
    wire::RegisterRepresentationRequest {
        parent: parent.to_owned(),
        ..registration(about)
    }
}
