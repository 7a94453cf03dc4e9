//! Costs, arrangements, corrections and warnings in an answer.

use super::{code, codes};
use crate::{
    api::{
        convert::dates::{date, money},
        wire,
    },
    domain::{
        representation::{
            Amendment, ContactArrangement, Corrected, Correction, Cost, Forwarding, Representation, Warning,
        },
        word::Word,
    },
};

/// Where it was passed on to.
pub(super) fn forwarding(forwarding: &Forwarding) -> wire::Forwarding {
    let Forwarding {
        on,
        teams,
        to_people_named,
        to_manager,
    } = forwarding;
    wire::Forwarding {
        forwarded_date: Some(date(*on)),
        teams: codes(teams),
        to_people_named: *to_people_named,
        to_manager: *to_manager,
    }
}

/// Costs and payments, in order.
pub(super) fn costs(state: &Representation) -> Vec<wire::Cost> {
    (1..)
        .zip(&state.costs)
        .map(|(number, held)| cost(number, held))
        .collect()
}

fn cost(number: i32, cost: &Cost) -> wire::Cost {
    let Cost {
        stage,
        kind,
        amount_pence,
        basis,
        budget,
        paid_on,
    } = cost;
    wire::Cost {
        number,
        stage: i32::from(*stage),
        kind: kind.to_string(),
        amount: Some(money(*amount_pence)),
        basis: code(basis.as_ref()),
        budget: budget.to_string(),
        paid_date: paid_on.map(date),
    }
}

/// How contact is arranged.
pub(super) fn contact_arrangement(arrangement: &ContactArrangement) -> wire::ContactArrangement {
    let ContactArrangement {
        kind,
        from,
        review_on,
        ended_on,
    } = arrangement;
    wire::ContactArrangement {
        kind: kind.to_string(),
        from_date: Some(date(*from)),
        review_date: Some(date(*review_on)),
        ended_date: ended_on.map(date),
    }
}

/// What was put right. Of sealed texts nothing is said.
pub(super) fn correction(corrected: &Corrected) -> wire::CorrectionMade {
    let Corrected {
        correction: Correction {
            on,
            reason,
            amendments,
        },
        at: _,
    } = corrected;
    wire::CorrectionMade {
        corrected_date: Some(date(*on)),
        reason: reason.to_string(),
        corrected: amendments.iter().map(field_of).collect(),
    }
}

/// The field that an amendment puts right; concerns and stages by their numbers.
fn field_of(amendment: &Amendment) -> String {
    let whole = match amendment {
        Amendment::ReceivedOn(_) => "received_date",
        Amendment::GroundsAroseOn(_) => "grounds_arose_date",
        Amendment::Service(_) => "service",
        Amendment::Team(_) => "team",
        Amendment::Provider(_) => "provider",
        Amendment::Method(_) => "method",
        Amendment::Route(_) => "route",
        Amendment::MadeBy(_) => "made_by",
        Amendment::AdvocateSupported(_) => "advocacy.supported",
        Amendment::CommunicationNeeds(_) => "communication_needs",
        Amendment::ComplainantEquality(_) => "complainant_equality",
        Amendment::ServiceUserEquality(_) => "service_user_equality",
        Amendment::WithdrawnOn(_) | Amendment::ClosedOn(_) => "closed_date",
        Amendment::AcknowledgedOn { stage: 0, .. } => "acknowledged_date",
        Amendment::Concern { concern, .. } => return format!("concerns/{concern}"),
        Amendment::AcknowledgedOn { stage, .. } => return format!("stages/{stage}/acknowledged_date"),
        Amendment::RequestedOn { stage, .. } => return format!("stages/{stage}/started_date"),
        Amendment::ConcludedOn { stage, .. } => return format!("stages/{stage}/ended_date"),
        Amendment::MilestoneOn { stage, milestone, .. } => {
            return format!("stages/{stage}/milestones/{}", milestone.word());
        }
        Amendment::Finding { stage, concern, .. } => return format!("stages/{stage}/findings/{concern}"),
    };
    whole.to_owned()
}

/// What is not as the law or good practice has it.
pub(super) fn warning(warning: Warning) -> wire::Warning {
    let Warning { code, text, law } = warning;
    wire::Warning {
        code: code.to_owned(),
        text,
        law: law.to_owned(),
    }
}
