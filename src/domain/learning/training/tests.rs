//! The record of a training session as a story.

use super::*;
use crate::domain::{
    refusal::Refusal,
    testing::{at, code, context, day, reference},
};

fn session(attendees: u16) -> Session {
    Session {
        held_on: day("2024-06-03"),
        subject: code("complaint_handling"),
        teams: Vec::new(),
        attendees,
        minutes: 90,
        actions: Vec::new(),
    }
}

fn after(commands: &[Command]) -> Training {
    let reference = reference();
    let mut state = None;
    for (position, command) in (2..).zip(commands) {
        let context = context(&reference, false);
        for event in &decide(state.as_ref(), command, &context).expect("an accepted step") {
            state = Training::evolve(state, at(position, event));
        }
    }
    state.expect("a session")
}

#[test]
fn a_correction_replaces_and_a_cancellation_ends() {
    let reference = reference();
    let context = context(&reference, false);
    let (record, correct) = (Command::Record(session(12)), Command::Correct(session(21)));
    let corrected = after(&[record.clone(), correct.clone()]);
    assert_eq!(
        (corrected.session.attendees, corrected.corrections.len()),
        (21, 1)
    );
    let cancelled = after(&[record, correct.clone(), Command::Cancel]);
    assert!(cancelled.is_cancelled);
    for command in [correct, Command::Cancel] {
        assert_eq!(
            decide(Some(&cancelled), &command, &context),
            Err(Refusal::TrainingCancelled)
        );
    }
}

#[test]
fn an_action_that_nobody_recorded_is_not_trained_for() {
    let reference = reference();
    let linked = Session {
        actions: vec![7],
        ..session(12)
    };
    let answer = decide(None, &Command::Record(linked), &context(&reference, false));
    assert_eq!(answer, Err(Refusal::TrainingActionUnknown { action: 7 }));
}
