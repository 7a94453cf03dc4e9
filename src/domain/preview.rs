//! What an extension, a pause, another policy or a new bank holiday would do to the clocks of a record, before any of it
//! is saved.

use chrono::NaiveDate;

use super::{
    calendar::{Holiday, local},
    clock::Clock,
    context::Context,
    history::Record,
    ids::{CodeId, Position},
    lists::List,
    moved_clocks::numbered_clocks,
    policy::ClockName,
    reference::{self, PolicyDraft, Reference},
    refusal::Refusal,
    representation::{self, Command, Extension, GivenExtension, GivenPause, Pause, Representation},
};

/// What is supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Supposed {
    /// That a clock has this whole length.
    Extension {
        /// The clock.
        clock: ClockName,
        /// The stage; 0 for the whole.
        stage: u8,
        /// The whole length, in the clock's unit.
        length: u16,
    },
    /// That a clock is held.
    Pause {
        /// The clock.
        clock: ClockName,
        /// The stage; 0 for the whole.
        stage: u8,
        /// The first day that is not counted.
        from: NaiveDate,
        /// The first day that counts again; none for as long as may be.
        until: Option<NaiveDate>,
    },
    /// That this policy had been in force in place of those that govern the same.
    Policy(PolicyDraft),
    /// That this bank holiday is added.
    Holiday(Holiday),
}

/// A clock as it is and as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockChange {
    /// Its number among those of its name.
    pub ordinal: u8,
    /// As it is.
    pub now: Option<Clock>,
    /// As it would be.
    pub then: Option<Clock>,
}

impl ClockChange {
    /// Whether it runs, now or then.
    pub fn runs(&self) -> bool {
        let clock = self.now.as_ref().or(self.then.as_ref());
        clock.is_some_and(|clock| clock.stop.is_none())
    }

    /// The date that a list of changes has it at: due now, or then.
    pub fn due_on(&self) -> Option<NaiveDate> {
        let due = |clock: &Option<Clock>| clock.as_ref().and_then(|clock| clock.due);
        due(&self.now).or(due(&self.then)).map(|due| due.agreed_on)
    }
}

/// The lists as they would be; the same ones where the supposition is about one record.
pub fn supposed_reference(reference: &Reference, supposed: &Supposed) -> Option<Reference> {
    match supposed {
        Supposed::Policy(draft) => Some(reference.supposing_policy(draft)),
        Supposed::Holiday(holiday) => Some(reference.supposing_holiday(holiday)),
        Supposed::Extension { .. } | Supposed::Pause { .. } => None,
    }
}

/// The clocks of a record that would change.
pub fn changes(record: &Record, supposed: &Supposed, lists: (&Reference, &Reference)) -> Vec<ClockChange> {
    let then = match record {
        Record::Representation(state) => supposing(state, supposed).map(Record::Representation),
        Record::Case(_)
        | Record::Reference(_)
        | Record::Access(_)
        | Record::Action(_)
        | Record::Training(_)
        | Record::Edition(_)
        | Record::Release(_)
        | Record::Received(_)
        | Record::Retention(_)
        | Record::Disclosed(_) => None,
    };
    let now = numbered_clocks(record, lists.0);
    let mut rest = numbered_clocks(then.as_ref().unwrap_or(record), lists.1);
    let mut changes: Vec<ClockChange> = Vec::new();
    for (ordinal, clock) in now {
        let alike =
            |(of, other): &(u8, Clock)| (*of, other.name, other.stage) == (ordinal, clock.name, clock.stage);
        let then = rest.iter().position(alike).map(|place| rest.remove(place).1);
        changes.push(ClockChange {
            ordinal,
            now: Some(clock),
            then,
        });
    }
    let new = rest.into_iter().map(|(ordinal, clock)| ClockChange {
        ordinal,
        now: None,
        then: Some(clock),
    });
    changes.extend(new);
    changes.retain(|change| change.now != change.then);
    changes.sort_by_key(ClockChange::due_on);
    changes
}

/// The representation with what is supposed of it, whatever the rules say to that.
fn supposing(state: &Representation, supposed: &Supposed) -> Option<Representation> {
    let mut state = state.clone();
    match supposed {
        Supposed::Extension { clock, stage, length } => state.extensions.push(GivenExtension {
            extension: Extension {
                clock: *clock,
                length: *length,
                reason: supposed_reason(),
                decided_on: state.registration.received_on,
                complainant_agreed: true,
                agreed_by: None,
                told_on: None,
            },
            stage: *stage,
            at: Position::MAX,
            revoked: None,
        }),
        Supposed::Pause {
            clock,
            stage,
            from,
            until,
        } => state.pauses.push(GivenPause {
            pause: Pause {
                clock: *clock,
                reason: supposed_reason(),
                from: *from,
                told_on: None,
            },
            stage: *stage,
            at: Position::MAX,
            until: *until,
            revoked: None,
        }),
        Supposed::Policy(_) | Supposed::Holiday(_) => return None,
    }
    Some(state)
}

/// A reason for what is not recorded.
fn supposed_reason() -> CodeId {
    CodeId::supposed()
}

/// Why the step itself would be refused today, each reason once.
pub fn obstacles(record: Option<&Record>, supposed: &Supposed, context: &Context<'_>) -> Vec<String> {
    let refusals = match (supposed, record) {
        (Supposed::Policy(draft), _) => refusal_of(reference::decide(
            Some(context.reference),
            &reference::Command::SavePolicy(draft.clone()),
        )),
        (Supposed::Holiday(holiday), _) => refusal_of(reference::decide(
            Some(context.reference),
            &reference::Command::AddHoliday(holiday.clone()),
        )),
        (Supposed::Extension { clock, stage, length }, Some(Record::Representation(state))) => {
            of_extension(state, (*clock, *stage, *length), context)
        }
        (
            Supposed::Pause {
                clock, stage, from, ..
            },
            Some(Record::Representation(state)),
        ) => {
            let pause = Command::PauseClock(Pause {
                clock: *clock,
                reason: first_code(context.reference, List::PauseReasons),
                from: *from,
                told_on: None,
            });
            of_step(state, (*clock, *stage), &pause, context)
        }
        (Supposed::Extension { clock, .. } | Supposed::Pause { clock, .. }, _) => {
            vec![Refusal::ClockNotRunning { clock: *clock }]
        }
    };
    let mut obstacles: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    obstacles.dedup();
    obstacles
}

/// Without the complainant's agreement, and then with it: what else there may be is told too.
fn of_extension(
    state: &Representation,
    (clock, stage, length): (ClockName, u8, u16),
    context: &Context<'_>,
) -> Vec<Refusal> {
    let extend = |complainant_agreed| Command::ExtendClock {
        extension: Extension {
            clock,
            length,
            reason: first_code(context.reference, List::ExtensionReasons),
            decided_on: local(context.now).date(),
            complainant_agreed,
            agreed_by: None,
            told_on: None,
        },
        told_due_on: None,
    };
    let mut refusals = of_step(state, (clock, stage), &extend(false), context);
    if matches!(refusals.as_slice(), [Refusal::AgreementNeeded { .. }]) {
        refusals.extend(of_step(state, (clock, stage), &extend(true), context));
    }
    refusals
}

fn of_step(
    state: &Representation,
    (clock, stage): (ClockName, u8),
    step: &Command,
    context: &Context<'_>,
) -> Vec<Refusal> {
    let current = state.stage_of(clock);
    if current != stage {
        return vec![Refusal::StageNotCurrent { current }];
    }
    refusal_of(representation::decide(Some(state), step, context))
}

fn refusal_of<T>(decided: Result<T, Refusal>) -> Vec<Refusal> {
    decided.err().into_iter().collect()
}

fn first_code(reference: &Reference, list: List) -> CodeId {
    let first = reference.list(list).codes().first();
    first.map_or_else(supposed_reason, |code| code.id.clone())
}

#[cfg(test)]
mod tests;
