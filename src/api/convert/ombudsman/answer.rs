//! A case of the Ombudsman in an answer.

use crate::{
    api::{
        convert::{
            clocks::clock,
            dates::{date, money, timestamp},
            representations::code,
            values::Wire,
        },
        names, wire,
        write::etag,
    },
    app::records::{Opened, Snapshot},
    domain::{
        ids::CodeId,
        ombudsman::{FinalDecision, OmbudsmanCase, Remedy},
        reference::Reference,
    },
};

/// The wire's form of a case; sealed fields are there where they were opened.
pub fn case(
    snapshot: &Snapshot,
    state: &OmbudsmanCase,
    reference: &Reference,
    opened: Option<&Opened>,
) -> wire::OmbudsmanCase {
    let authority = &snapshot.stream.authority;
    let registration = &state.registration;
    let enquiries = (1..).zip(&state.enquiries).zip(state.enquiry_clocks(reference));
    let remedies = (1_u8..).zip(&state.remedies);
    wire::OmbudsmanCase {
        name: names::case(authority, snapshot.stream.number),
        reference: registration.reference.clone(),
        category: registration.category.to_string(),
        service: code(registration.service.as_ref()),
        received_date: Some(date(registration.received_on)),
        representation: state
            .representation
            .map(|number| names::representation(authority, number))
            .unwrap_or_default(),
        state: state.state().to_wire(),
        enquiries: enquiries
            .map(|((number, enquiry), its_clock)| wire::Enquiry {
                number,
                received_date: Some(date(enquiry.received_on)),
                clock: Some(clock(&its_clock)),
                letter_due_date: enquiry.letter_due_on.map(date),
            })
            .collect(),
        decision: state.decision.as_ref().map(|known| decision(known, opened)),
        remedies: remedies
            .map(|(number, known)| remedy(number, known, opened))
            .collect(),
        etag: etag(snapshot.version),
        position: snapshot.position,
        register_time: Some(timestamp(state.registered_time)),
        update_time: Some(timestamp(state.updated_time)),
    }
}

fn decision(known: &FinalDecision, opened: Option<&Opened>) -> wire::FinalDecision {
    let FinalDecision {
        decision,
        decided_on,
        ground,
        satisfactory_remedy_before_referral,
        public_report,
    } = known;
    wire::FinalDecision {
        decision: decision.to_wire(),
        decision_class: decision.class().to_wire(),
        decided_date: Some(date(*decided_on)),
        ground: ground.as_ref().map(CodeId::to_string).unwrap_or_default(),
        satisfactory_remedy_before_referral: *satisfactory_remedy_before_referral,
        public_report: *public_report,
        text: opened
            .and_then(|opened| opened.text("decision"))
            .unwrap_or_default(),
    }
}

fn remedy(number: u8, known: &Remedy, opened: Option<&Opened>) -> wire::Remedy {
    wire::Remedy {
        number: number.into(),
        kind: known.agreed.kind.to_string(),
        amount: known.agreed.amount_pence.map(money),
        due_date: Some(date(known.agreed.due_on)),
        completed_date: known.completed_on.map(date),
        completed_late: known.is_completed_late(),
        text: opened
            .and_then(|opened| opened.text(&format!("remedy/{number}")))
            .unwrap_or_default(),
    }
}
