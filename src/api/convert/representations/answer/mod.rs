//! A representation in an answer.

mod about;
mod stages;
mod time;
mod turns;
mod people;
mod held;

use prost::Message;

pub(crate) use self::about::code;
use crate::{
    api::{
        convert::{
            clocks::clock,
            dates::{date, timestamp},
            records::erasure,
            values::{Wire, optional},
        },
        names, wire,
        write::etag,
    },
    app::records::{Opened, Snapshot},
    domain::{
        ids::CodeId,
        reference::Reference,
        representation::{Progress, Representation, Withdrawal},
    },
};

/// The wire's form of a representation; sealed fields are there where they were opened.
pub fn representation(
    snapshot: &Snapshot,
    state: &Representation,
    reference: &Reference,
    opened: Option<&Opened>,
) -> wire::Representation {
    let authority = &snapshot.stream.authority;
    let registration = &state.registration;
    let withdrawal = withdrawal(state);
    wire::Representation {
        name: names::representation(authority, snapshot.stream.number),
        external_reference: registration.external_reference.clone().unwrap_or_default(),
        kind: registration.matter.kind().to_wire(),
        procedure: optional(registration.matter.procedure()),
        received_date: Some(date(registration.received_on)),
        receive_time: registration.received_at.map(timestamp),
        grounds_arose_date: registration.grounds_arose_on.map(date),
        service: registration.service.to_string(),
        team: code(registration.team.as_ref()),
        provider: code(registration.provider.as_ref()),
        method: registration.method.to_string(),
        route: code(registration.route.as_ref()),
        made_by: registration.made_by.to_string(),
        advocacy: people::advocacy(state),
        interest_to_decide: registration.interest_to_decide,
        communication_needs: codes(&registration.communication_needs),
        reply_wanted: registration.reply_wanted,
        split: registration
            .split
            .as_ref()
            .map(|split| about::split(split, authority)),
        concerns: about::concerns(state, authority, opened),
        themes: codes(registration.matter.themes()),
        complainant_equality: about::equality(&registration.complainant_equality),
        service_user_equality: about::equality(&registration.service_user_equality),
        state: state.state().to_wire(),
        stages: state
            .stages
            .iter()
            .map(|stage| stages::stage(stage, state))
            .collect(),
        clocks: state.clocks(reference).iter().map(clock).collect(),
        finding: optional(state.finding()),
        closed_date: state.closed_on().map(date),
        withdrawal_reason: withdrawal
            .map(|withdrawal| withdrawal.reason.to_string())
            .unwrap_or_default(),
        withdrawal_confirmed_date: withdrawal
            .and_then(|withdrawal| withdrawal.confirmed_on)
            .map(date),
        continues_as_review: withdrawal.is_some_and(|withdrawal| withdrawal.continues_as_review),
        acknowledged_date: state.acknowledged_on.map(date),
        etag: etag(snapshot.version),
        position: snapshot.position,
        register_time: Some(timestamp(state.registered_time)),
        update_time: Some(timestamp(state.updated_time)),
        acceptance: state.acceptance.as_ref().map(turns::acceptance),
        refusal: turns::refusal(state),
        deferrals: state.deferrals.iter().map(turns::deferral).collect(),
        conversions: state.left.iter().map(turns::conversion).collect(),
        appointments: people::appointments(state),
        plan: state.plan.as_ref().map(people::plan),
        joint_handling: state.joint.as_ref().map(people::joint_handling),
        early_referral: state.early_referral.as_ref().map(turns::early_referral),
        ties: state
            .ties
            .iter()
            .map(|tied| turns::tie(*tied, authority))
            .collect(),
        forwardings: state.forwardings.iter().map(held::forwarding).collect(),
        costs: held::costs(state),
        contact_arrangement: state.contact.as_ref().map(held::contact_arrangement),
        corrections: state.corrections.iter().map(held::correction).collect(),
        told_deadlines: state.told.iter().map(time::told_deadline).collect(),
        extensions: time::extensions(state, None),
        pauses: time::pauses(state, None),
        warnings: state.warnings(reference).into_iter().map(held::warning).collect(),
        // Only the answer to a registration names them.
        likely_duplicates: Vec::new(),
        imported: state.imported,
        erasure: state.erasure.map(erasure),
        ..opened.map(sealed).unwrap_or_default()
    }
}

/// The fields that are sealed as a whole.
fn sealed(opened: &Opened) -> wire::Representation {
    let text = |field: &str| opened.text(field).unwrap_or_default();
    let person = |field: &str| {
        let content = opened.content(field)?;
        wire::Person::decode(content).ok()
    };
    wire::Representation {
        complainant: person("complainant"),
        service_user: person("service_user"),
        narrative: text("narrative"),
        desired_outcome: text("desired_outcome"),
        people_named: text("people_named"),
        ..wire::Representation::default()
    }
}

fn withdrawal(state: &Representation) -> Option<&Withdrawal> {
    match &state.progress {
        Progress::Withdrawn { withdrawal, .. } => Some(withdrawal),
        Progress::Open
        | Progress::Answered
        | Progress::Deferred { .. }
        | Progress::Closed { .. }
        | Progress::Rejected { .. }
        | Progress::ReferredEarly { .. }
        | Progress::Joined { .. }
        | Progress::Recorded => None,
    }
}

fn codes(codes: &[CodeId]) -> Vec<String> {
    codes.iter().map(CodeId::to_string).collect()
}
