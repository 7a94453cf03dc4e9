//! Extensions, pauses and told deadlines in an answer.

use super::code;
use crate::{
    api::{
        convert::{dates::date, values::Wire},
        wire,
    },
    domain::{
        ids::Position,
        representation::{
            Extension, GivenExtension, GivenPause, Pause, Representation, Revocation, ToldDeadline,
        },
    },
};

/// The extensions of the clocks of a stage; without one, of those of the whole, and of stages that are left.
pub(super) fn extensions(of: &Representation, stage: Option<u8>) -> Vec<wire::Extension> {
    let numbered = (1..).zip(&of.extensions);
    numbered
        .filter(|(_, given)| belongs(of, (given.stage, given.at), stage))
        .map(|(number, given)| extension(number, given))
        .collect()
}

/// The pauses, likewise.
pub(super) fn pauses(of: &Representation, stage: Option<u8>) -> Vec<wire::Pause> {
    let numbered = (1..).zip(&of.pauses);
    numbered
        .filter(|(_, given)| belongs(of, (given.stage, given.at), stage))
        .map(|(number, given)| pause(number, given))
        .collect()
}

/// What was given before a stage started belongs to the stage of that number under a procedure that is left.
fn belongs(of: &Representation, (number, at): (u8, Position), stage: Option<u8>) -> bool {
    let current = of.stage(number).filter(|current| at >= current.started_at);
    match stage {
        Some(stage) => number == stage && current.is_some(),
        None => current.is_none(),
    }
}

fn extension(number: i32, given: &GivenExtension) -> wire::Extension {
    let GivenExtension {
        extension:
            Extension {
                clock,
                length,
                reason,
                decided_on,
                complainant_agreed,
                agreed_by,
                told_on,
            },
        stage,
        at: _,
        revoked,
    } = given;
    wire::Extension {
        number,
        clock: clock.to_wire(),
        stage: i32::from(*stage),
        length: i32::from(*length),
        reason: reason.to_string(),
        decided_date: Some(date(*decided_on)),
        complainant_agreed: *complainant_agreed,
        agreed_by: code(agreed_by.as_ref()),
        told_date: told_on.map(date),
        revocation: revoked.as_ref().map(revocation),
    }
}

fn pause(number: i32, given: &GivenPause) -> wire::Pause {
    let GivenPause {
        pause: Pause {
            clock,
            reason,
            from,
            told_on,
        },
        stage,
        at: _,
        until,
        revoked,
    } = given;
    wire::Pause {
        number,
        clock: clock.to_wire(),
        stage: i32::from(*stage),
        reason: reason.to_string(),
        from_date: Some(date(*from)),
        until_date: until.map(date),
        told_date: told_on.map(date),
        revocation: revoked.as_ref().map(revocation),
    }
}

fn revocation(revocation: &Revocation) -> wire::Revocation {
    let Revocation { on, reason } = revocation;
    wire::Revocation {
        revoked_date: Some(date(*on)),
        reason: reason.to_string(),
    }
}

/// A due date as it was told.
pub(super) fn told_deadline(told: &ToldDeadline) -> wire::ToldDeadline {
    let ToldDeadline {
        clock,
        stage,
        due_on,
        told_on,
    } = told;
    wire::ToldDeadline {
        clock: clock.to_wire(),
        stage: i32::from(*stage),
        due_date: Some(date(*due_on)),
        told_date: Some(date(*told_on)),
    }
}
