//! Clocks on the wire.

use super::{dates::date, representations::code, values::Wire};
use crate::{api::wire, domain::clock::Clock};

/// A clock.
pub fn clock(clock: &Clock) -> wire::Clock {
    wire::Clock {
        clock: clock.name.to_wire(),
        stage: clock.stage.into(),
        state: clock.state().to_wire(),
        anchor_date: clock.due.map(|due| date(due.anchor_on)),
        length: clock.length.into(),
        agreed_length: clock.agreed_length.into(),
        unit: clock.unit.to_wire(),
        due_date: clock.due.map(|due| date(due.base_on)),
        agreed_due_date: clock.due.map(|due| date(due.agreed_on)),
        stopped_date: clock.stop.map(|stop| date(stop.on())),
        working_days_taken: clock.working_days_taken.into(),
        provisional: clock.due.is_some_and(|due| due.provisional),
        policy_version: clock.policy.into(),
        told_due_date: clock.told_due_on.map(date),
        delay_reason: code(clock.delay_reason.as_ref()),
    }
}
