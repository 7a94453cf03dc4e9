//! Every stream alike: replay its events, decide a command, evolve by what happened.

mod kinds;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    access::{self, Access},
    context::Context,
    disclosed::{self, Disclosed},
    edition::{self, Edition},
    ids::{RecordNumber, StreamKind},
    learning::{Action, Training, action, training},
    ombudsman::{self, OmbudsmanCase},
    received::{self, Received},
    recorded::Recorded,
    reference::{self, Reference},
    refusal::Refusal,
    release::{self, Release},
    representation::{self, Representation},
    retention::{self, Retention},
};

/// Something that happened, in any stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// To a representation.
    Representation(representation::Event),
    /// To a case of the Ombudsman.
    Case(ombudsman::Event),
    /// To the lists, policies or calendar.
    Reference(reference::Event),
    /// To the clients.
    Access(access::Event),
    /// To a learning action.
    Action(action::Event),
    /// To a training session.
    Training(training::Event),
    /// To an edition of a report.
    Edition(edition::Event),
    /// To a release.
    Release(release::Event),
    /// To a release that was received.
    Received(received::Event),
    /// To the ledger of what has left the authority.
    Disclosed(disclosed::Event),
    /// To the retention of a record.
    Retention(retention::Event),
}

impl Event {
    /// The date that it speaks of, where it speaks of one.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Representation(event) => event.effective_on(),
            Self::Case(event) => event.effective_on(),
            Self::Action(event) => event.effective_on(),
            Self::Training(event) => event.effective_on(),
            Self::Edition(event) => event.effective_on(),
            Self::Release(event) => event.effective_on(),
            Self::Retention(event) => Some(event.effective_on()),
            Self::Reference(_) | Self::Access(_) | Self::Received(_) | Self::Disclosed(_) => None,
        }
    }
}

/// Something that a caller asks for, in any stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Of a representation.
    Representation(representation::Command),
    /// Of a case of the Ombudsman.
    Case(ombudsman::Command),
    /// Of the lists, policies or calendar.
    Reference(reference::Command),
    /// Of the clients.
    Access(access::Command),
    /// Of a learning action.
    Action(action::Command),
    /// Of a training session.
    Training(training::Command),
    /// Of an edition of a report.
    Edition(edition::Command),
    /// Of a release.
    Release(release::Command),
    /// Of a release that was received.
    Received(received::Command),
    /// Of the ledger of what has left the authority.
    Disclosed(disclosed::Command),
    /// Of the retention of a record.
    Retention(retention::Command),
}

impl Command {
    /// The kind of stream that it belongs to.
    pub fn stream_kind(&self) -> StreamKind {
        match self {
            Self::Representation(_) => StreamKind::Representation,
            Self::Case(_) => StreamKind::Case,
            Self::Reference(_) => StreamKind::Reference,
            Self::Access(_) => StreamKind::Access,
            Self::Action(_) => StreamKind::Action,
            Self::Training(_) => StreamKind::Training,
            Self::Edition(_) => StreamKind::Edition,
            Self::Release(_) => StreamKind::Release,
            Self::Received(_) => StreamKind::Received,
            Self::Disclosed(_) => StreamKind::Disclosed,
            Self::Retention(_) => StreamKind::Retention,
        }
    }

    /// The reference that must be unique in the authority, where the command brings one.
    pub fn claims(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Representation(
                representation::Command::Register(registration)
                | representation::Command::Import { registration, .. },
            ) => registration.external_reference.as_deref().map(Cow::from),
            Self::Case(ombudsman::Command::Register(registration)) => {
                Some(Cow::from(&registration.reference))
            }
            Self::Received(received::Command::TakeIn(taken_in)) => Some(taken_in.reference().into()),
            _ => None,
        }
    }

    /// The representation that a command names beside its own stream.
    pub fn other_record(&self) -> Option<RecordNumber> {
        match self {
            Self::Representation(command) => command.other_record(),
            Self::Case(ombudsman::Command::Register(registration)) => registration.representation,
            Self::Case(ombudsman::Command::Link { representation }) => Some(*representation),
            _ => None,
        }
    }

    /// Every other record that it names, with its kind: the decision may look at what they are.
    pub fn other_records(&self) -> Vec<(StreamKind, RecordNumber)> {
        match self {
            Self::Action(action::Command::Record(registration)) => {
                registration.source.origin.record().into_iter().collect()
            }
            Self::Training(command) => {
                let actions = command.session().into_iter().flat_map(|session| &session.actions);
                actions.map(|number| (StreamKind::Action, *number)).collect()
            }
            // What leaves the authority is entered in the ledger in the same commit.
            Self::Release(release::Command::Preview(_) | release::Command::Publish { .. })
            | Self::Edition(edition::Command::Publish { .. } | edition::Command::Restate(_)) => {
                vec![(StreamKind::Disclosed, 0)]
            }
            Self::Retention(command) => vec![command.record],
            _ => {
                let representation = self.other_record();
                representation
                    .map(|number| (StreamKind::Representation, number))
                    .into_iter()
                    .collect()
            }
        }
    }
}

/// The folded state of one stream.
#[derive(Debug, Clone)]
pub enum Record {
    /// A representation.
    Representation(Representation),
    /// A case of the Ombudsman.
    Case(OmbudsmanCase),
    /// The lists, policies and calendar.
    Reference(Reference),
    /// The clients.
    Access(Access),
    /// A learning action.
    Action(Action),
    /// A training session.
    Training(Training),
    /// An edition of a report.
    Edition(Edition),
    /// A release.
    Release(Release),
    /// A release that was received.
    Received(Received),
    /// The ledger of what has left the authority.
    Disclosed(Disclosed),
    /// What is done about the retention of a record.
    Retention(Retention),
}

impl Record {
    /// The state before and one event make the state after. An event of another kind of stream changes nothing:
    /// the store reads a stream's events by its kind.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        match (recorded.event, state) {
            (Event::Representation(event), None) => {
                Representation::evolve(None, recorded.with(event)).map(Self::Representation)
            }
            (Event::Representation(event), Some(Self::Representation(state))) => {
                Representation::evolve(Some(state), recorded.with(event)).map(Self::Representation)
            }
            (Event::Case(event), None) => OmbudsmanCase::evolve(None, recorded.with(event)).map(Self::Case),
            (Event::Case(event), Some(Self::Case(state))) => {
                OmbudsmanCase::evolve(Some(state), recorded.with(event)).map(Self::Case)
            }
            (Event::Reference(event), None) => {
                Reference::evolve(None, recorded.with(event)).map(Self::Reference)
            }
            (Event::Reference(event), Some(Self::Reference(state))) => {
                Reference::evolve(Some(state), recorded.with(event)).map(Self::Reference)
            }
            (Event::Access(event), None) => {
                Some(Self::Access(Access::default().evolve(recorded.with(event))))
            }
            (Event::Access(event), Some(Self::Access(state))) => {
                Some(Self::Access(state.evolve(recorded.with(event))))
            }
            (Event::Action(event), None) => Action::evolve(None, recorded.with(event)).map(Self::Action),
            (Event::Action(event), Some(Self::Action(state))) => {
                Action::evolve(Some(state), recorded.with(event)).map(Self::Action)
            }
            (Event::Training(event), None) => {
                Training::evolve(None, recorded.with(event)).map(Self::Training)
            }
            (Event::Training(event), Some(Self::Training(state))) => {
                Training::evolve(Some(state), recorded.with(event)).map(Self::Training)
            }
            (Event::Edition(event), None) => Edition::evolve(None, recorded.with(event)).map(Self::Edition),
            (Event::Edition(event), Some(Self::Edition(state))) => {
                Edition::evolve(Some(state), recorded.with(event)).map(Self::Edition)
            }
            (Event::Release(event), None) => Release::evolve(None, recorded.with(event)).map(Self::Release),
            (Event::Release(event), Some(Self::Release(state))) => {
                Release::evolve(Some(state), recorded.with(event)).map(Self::Release)
            }
            (Event::Received(event), None) => {
                Received::evolve(None, recorded.with(event)).map(Self::Received)
            }
            (Event::Received(event), Some(Self::Received(state))) => {
                Received::evolve(Some(state), recorded.with(event)).map(Self::Received)
            }
            (Event::Disclosed(event), None) => {
                Some(Self::Disclosed(Disclosed::default().evolve(recorded.with(event))))
            }
            (Event::Disclosed(event), Some(Self::Disclosed(state))) => {
                Some(Self::Disclosed(state.evolve(recorded.with(event))))
            }
            (Event::Retention(event), None) => {
                Retention::evolve(None, recorded.with(event)).map(Self::Retention)
            }
            (Event::Retention(event), Some(Self::Retention(state))) => {
                Retention::evolve(Some(state), recorded.with(event)).map(Self::Retention)
            }
            (_, state) => state,
        }
    }

    /// The state that all events of one stream make, in order.
    pub fn replay<'a>(events: impl IntoIterator<Item = Recorded<&'a Event>>) -> Option<Self> {
        events.into_iter().fold(None, Self::evolve)
    }
}

/// Answers what a command does to a stream. Only the reference and access streams may do without `context`: they
/// are what the others stand on.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Record>,
    command: &Command,
    context: Option<&Context<'_>>,
) -> Result<Vec<Event>, Refusal> {
    let events = match (command, context) {
        (Command::Representation(command), Some(context)) => {
            let state = state.and_then(Record::representation);
            wrap(
                representation::decide(state, command, context)?,
                Event::Representation,
            )
        }
        (Command::Case(command), Some(context)) => wrap(
            ombudsman::decide(state.and_then(Record::case), command, context)?,
            Event::Case,
        ),
        (Command::Reference(command), _) => wrap(
            reference::decide(state.and_then(Record::reference), command)?,
            Event::Reference,
        ),
        (Command::Access(command), _) => {
            let nobody = Access::default();
            let state = state.and_then(Record::access).unwrap_or(&nobody);
            wrap(state.decide(command)?, Event::Access)
        }
        (Command::Action(command), Some(context)) => wrap(
            action::decide(state.and_then(Record::action), command, context)?,
            Event::Action,
        ),
        (Command::Training(command), Some(context)) => wrap(
            training::decide(state.and_then(Record::training), command, context)?,
            Event::Training,
        ),
        (Command::Edition(command), Some(context)) => wrap(
            edition::decide(state.and_then(Record::edition), command, context)?,
            Event::Edition,
        ),
        (Command::Release(command), Some(context)) => wrap(
            release::decide(state.and_then(Record::release), command, context)?,
            Event::Release,
        ),
        (Command::Received(command), Some(_)) => wrap(
            received::decide(state.and_then(Record::received), command)?,
            Event::Received,
        ),
        (Command::Disclosed(command), Some(_)) => {
            let nothing = Disclosed::default();
            let state = state.and_then(Record::disclosed).unwrap_or(&nothing);
            wrap(state.decide(command)?, Event::Disclosed)
        }
        (Command::Retention(command), Some(context)) => wrap(
            retention::decide(state.and_then(Record::retention), command, context)?,
            Event::Retention,
        ),
        (
            Command::Representation(_)
            | Command::Case(_)
            | Command::Action(_)
            | Command::Training(_)
            | Command::Edition(_)
            | Command::Release(_)
            | Command::Received(_)
            | Command::Disclosed(_)
            | Command::Retention(_),
            None,
        ) => return Err(Refusal::NotRegistered),
    };
    Ok(events)
}

fn wrap<E>(events: Vec<E>, kind: fn(E) -> Event) -> Vec<Event> {
    events.into_iter().map(kind).collect()
}

/// What an event of one stream is in another of the same authority: both sides of a link, a split or a joining show it,
/// what leaves the authority is entered in the ledger, and a record
/// hears that it is erased. `before` is the state before the event, `number` its number.
pub fn echo(
    before: Option<&Record>,
    number: RecordNumber,
    event: &Event,
) -> Option<(StreamKind, RecordNumber, Event)> {
    let ledger = |event| (StreamKind::Disclosed, 0, Event::Disclosed(event));
    match event {
        Event::Representation(event) => {
            let before = before.and_then(Record::representation);
            let (other, echoed) = representation::echo(before, number, event)?;
            Some((StreamKind::Representation, other, Event::Representation(echoed)))
        }
        Event::Release(event) => disclosed::of_release(number, before?.release()?, event).map(ledger),
        Event::Edition(event) => disclosed::of_edition(before?.edition()?, event).map(ledger),
        Event::Retention(event) => {
            let (kind, basis, on) = event.erases()?;
            let erased = match kind {
                StreamKind::Representation => {
                    Event::Representation(representation::Event::Erased { basis, on })
                }
                StreamKind::Case => Event::Case(ombudsman::Event::Erased { basis, on }),
                _ => return None,
            };
            Some((kind, number, erased))
        }
        _ => None,
    }
}
