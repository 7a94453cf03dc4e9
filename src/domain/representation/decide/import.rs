//! Bringing in what happened before the register was kept here: each step is decided as it would have been then.

use chrono::DateTime;

use crate::domain::{
    context::Context,
    ids::Position,
    limits,
    recorded::Recorded,
    refusal::Refusal,
    representation::{Command, Event, Registration, Representation, decide::within_limit},
};

/// Later than anything in the log: all policies and holidays are known to what is imported.
const NOW: Position = Position::MAX;

pub(super) fn import(
    registration: &Registration,
    steps: &[Command],
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    within_limit(
        steps.len().saturating_sub(1),
        limits::IMPORT_STEPS_MAX,
        "steps of an imported representation",
    )?;
    context.reference.check_codes_of(registration)?;
    let mut state = Representation::registered(Recorded {
        position: NOW,
        time: DateTime::UNIX_EPOCH,
        event: registration,
    });
    state.imported = true;
    let mut events = Vec::with_capacity(steps.len());
    for (place, step) in (1..).zip(steps) {
        let decided = state
            .decide(step, context)
            .map_err(|refusal| Refusal::ImportStepRefused {
                step: place,
                refusal: Box::new(refusal),
            })?;
        for event in decided {
            state.apply(&event, NOW);
            events.push(event);
        }
    }
    Ok(vec![Event::Imported {
        registration: registration.clone(),
        steps: events,
    }])
}
