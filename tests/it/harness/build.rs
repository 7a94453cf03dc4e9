//! Requests as a contact-centre system would send them.

use redress::api::wire::{self, Kind, Procedure};

use super::{NORTHWICK, caller::fresh_id};

/// A complaint with one concern.
pub fn complaint(procedure: Procedure, received: wire::Date) -> wire::Representation {
    let service = match procedure {
        Procedure::ChildrenStatutory => "childrens",
        Procedure::AdultStatutory => "adults",
        _ => "highways",
    };
    wire::Representation {
        kind: Kind::Complaint.into(),
        procedure: procedure.into(),
        received_date: Some(received),
        service: service.to_owned(),
        method: "email".to_owned(),
        made_by: "parent_or_carer".to_owned(),
        concerns: vec![concern("delay")],
        ..wire::Representation::default()
    }
}

/// A comment.
pub fn comment(received: wire::Date) -> wire::Representation {
    wire::Representation {
        kind: Kind::Comment.into(),
        procedure: 0,
        ..complaint(Procedure::CorporateCode, received)
    }
}

/// A compliment with two themes.
pub fn compliment(received: wire::Date) -> wire::Representation {
    wire::Representation {
        kind: Kind::Compliment.into(),
        procedure: 0,
        made_by: "school_or_education".to_owned(),
        concerns: Vec::new(),
        themes: vec!["kindness".to_owned(), "Speed".to_owned()],
        ..complaint(Procedure::ChildrenStatutory, received)
    }
}

/// A concern of a category.
pub fn concern(category: &str) -> wire::Concern {
    wire::Concern {
        category: category.to_owned(),
        ..wire::Concern::default()
    }
}

/// A request to put a representation on Northwick's register.
pub fn registration(representation: wire::Representation) -> wire::RegisterRepresentationRequest {
    wire::RegisterRepresentationRequest {
        parent: NORTHWICK.to_owned(),
        representation: Some(representation),
        request_id: fresh_id(),
        validate_only: false,
    }
}

/// A case of the Ombudsman.
pub fn ombudsman_case(reference: &str, received: wire::Date) -> wire::OmbudsmanCase {
    wire::OmbudsmanCase {
        reference: reference.to_owned(),
        category: "education_and_childrens".to_owned(),
        service: "childrens".to_owned(),
        received_date: Some(received),
        ..wire::OmbudsmanCase::default()
    }
}

/// A final decision.
pub fn decision(decision: wire::Decision, decided: wire::Date) -> wire::FinalDecision {
    wire::FinalDecision {
        decision: decision.into(),
        decided_date: Some(decided),
        ..wire::FinalDecision::default()
    }
}

/// A remedy that costs nothing.
pub fn remedy(kind: &str, due: wire::Date) -> wire::Remedy {
    wire::Remedy {
        kind: kind.to_owned(),
        due_date: Some(due),
        ..wire::Remedy::default()
    }
}

/// The clock of a stage.
pub fn clock_of(representation: &wire::Representation, name: wire::ClockName, stage: i32) -> wire::Clock {
    let mut clocks = representation.clocks.iter();
    let found = clocks.find(|clock| clock.clock == i32::from(name) && clock.stage == stage);
    found.expect("a clock of that name and stage").clone()
}
