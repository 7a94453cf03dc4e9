//! Who handles a representation and who speaks for the complainant, in an answer.

use super::code;
use crate::{
    api::{
        convert::{
            dates::date,
            values::{Wire, optional},
        },
        wire,
    },
    domain::representation::{
        Advocacy, Appointed, Appointment, Declaration, JointHandling, Plan, Representation,
    },
};

/// What is known of advocacy; none where nothing is.
pub(super) fn advocacy(state: &Representation) -> Option<wire::Advocacy> {
    let supported = state.registration.advocate_supported;
    if supported.is_none() && state.advocacy == Advocacy::default() {
        return None;
    }
    let Advocacy {
        told_on,
        offered_on,
        answered,
        provider,
        appointed_on,
        conflict,
    } = &state.advocacy;
    Some(wire::Advocacy {
        supported: supported.unwrap_or_default(),
        told_date: told_on.map(date),
        offered_date: offered_on.map(date),
        answer: optional(answered.map(|(answer, _)| answer)),
        answered_date: answered.map(|(_, on)| date(on)),
        provider: code(provider.as_ref()),
        appointed_date: appointed_on.map(date),
        conflict_checked: *conflict == Some(false),
    })
}

/// Who was appointed, in order.
pub(super) fn appointments(state: &Representation) -> Vec<wire::Appointment> {
    (1..)
        .zip(&state.appointments)
        .map(|(number, appointed)| appointment(number, appointed))
        .collect()
}

fn appointment(number: i32, appointed: &Appointed) -> wire::Appointment {
    let Appointed {
        appointment:
            Appointment {
                role,
                officer,
                stage,
                on,
                declaration,
            },
        at: _,
        ended_on,
    } = appointed;
    let Declaration {
        in_line_complained_of,
        member,
        officer: is_officer,
        partner_of_either,
    } = *declaration;
    wire::Appointment {
        number,
        role: role.to_wire(),
        officer: officer.to_string(),
        stage: i32::from(*stage),
        appointed_date: Some(date(*on)),
        declaration: Some(wire::Declaration {
            in_line_complained_of,
            member,
            officer: is_officer,
            partner_of_either,
        }),
        ended_date: ended_on.map(date),
    }
}

/// How an adult's complaint is handled.
pub(super) fn plan(plan: &Plan) -> wire::Plan {
    let Plan {
        on,
        length,
        discussed,
        told_on,
    } = *plan;
    wire::Plan {
        agreed_date: Some(date(on)),
        response_working_days: length.into(),
        discussed,
        told_date: told_on.map(date),
    }
}

/// Another body that works on it too.
pub(super) fn joint_handling(joint: &JointHandling) -> wire::JointHandling {
    let JointHandling {
        on,
        partner,
        authority_leads,
    } = joint;
    wire::JointHandling {
        since_date: Some(date(*on)),
        partner: partner.to_string(),
        authority_leads: *authority_leads,
    }
}
