//! What may happen to the record of a training session.

use super::{Command, Event, Session, Training};
use crate::domain::{
    context::Context, limits, lists::List, refusal::Refusal, representation::decide::within_limit,
};

/// Answers what a command does to a session; `None` is one that is not recorded yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Training>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Record(session)) => {
            check(session, context)?;
            Event::Recorded(session.clone())
        }
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(_), Command::Record(_)) => {
            return Err(Refusal::AlreadyDone {
                what: "the session",
                on: None,
            });
        }
        (Some(training), _) if training.is_cancelled => return Err(Refusal::TrainingCancelled),
        (Some(training), Command::Correct(session)) => {
            let corrections = training.corrections.len();
            within_limit(corrections, limits::TRAINING_CORRECTIONS_MAX, "corrections")?;
            check(session, context)?;
            Event::Corrected(session.clone())
        }
        (Some(_), Command::Cancel) => Event::Cancelled,
    };
    Ok(vec![event])
}

fn check(session: &Session, context: &Context<'_>) -> Result<(), Refusal> {
    context
        .reference
        .check(List::TrainingSubjects, Some(&session.subject))?;
    for team in &session.teams {
        context.reference.check(List::Teams, Some(team))?;
    }
    let unknown = session
        .actions
        .iter()
        .find(|number| context.action(**number).is_none());
    match unknown {
        Some(action) => Err(Refusal::TrainingActionUnknown { action: *action }),
        None => Ok(()),
    }
}
