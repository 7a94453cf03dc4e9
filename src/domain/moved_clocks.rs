//! The clocks of a record that a change of the calendar moves.

use chrono::NaiveDate;

use super::{
    clock::Clock,
    history::{Event, Record},
    ombudsman,
    reference::Reference,
    representation::{self, ClockMove},
};

/// Every clock of a record, each with its number among those of its name.
pub fn numbered_clocks(record: &Record, reference: &Reference) -> Vec<(u8, Clock)> {
    match record {
        Record::Representation(state) => state
            .clocks(reference)
            .into_iter()
            .map(|clock| (1, clock))
            .collect(),
        Record::Case(state) => {
            let clocks = state.clocks(reference);
            clocks
                .all()
                .map(|(number, clock)| (number, clock.clone()))
                .collect()
        }
        Record::Reference(_)
        | Record::Access(_)
        | Record::Action(_)
        | Record::Training(_)
        | Record::Edition(_)
        | Record::Release(_)
        | Record::Received(_)
        | Record::Retention(_)
        | Record::Disclosed(_) => Vec::new(),
    }
}

/// The moves of the clocks that run, from what they were reckoned by before the change to what is known now.
pub fn moves(
    record: &Record,
    (before, now): (&Reference, &Reference),
    holiday_on: NaiveDate,
) -> Vec<ClockMove> {
    let of_stage = matches!(record, Record::Representation(_));
    let runs = |(_, clock): &(u8, Clock)| clock.stop.is_none();
    let old: Vec<(u8, Clock)> = numbered_clocks(record, before).into_iter().filter(runs).collect();
    let new = numbered_clocks(record, now).into_iter().filter(runs);
    let moved = new.filter_map(|(number, clock)| {
        let alike =
            |(of, other): &&(u8, Clock)| (*of, other.name, other.stage) == (number, clock.name, clock.stage);
        let (_, earlier) = old.iter().find(alike)?;
        let (due_before_on, due_on) = (earlier.due?.agreed_on, clock.due?.agreed_on);
        (due_before_on != due_on).then_some(ClockMove {
            clock: clock.name,
            of: if of_stage { clock.stage } else { number },
            due_before_on,
            due_on,
            holiday_on,
        })
    });
    moved.collect()
}

/// The event of a move, in the stream of its record.
pub fn event(record: &Record, moved: ClockMove) -> Option<Event> {
    match record {
        Record::Representation(_) => Some(Event::Representation(representation::Event::ClockMoved(moved))),
        Record::Case(_) => Some(Event::Case(ombudsman::Event::ClockMoved(moved))),
        Record::Reference(_)
        | Record::Access(_)
        | Record::Action(_)
        | Record::Training(_)
        | Record::Edition(_)
        | Record::Release(_)
        | Record::Received(_)
        | Record::Retention(_)
        | Record::Disclosed(_) => None,
    }
}

/// The move that an event is.
pub fn of_event(event: &Event) -> Option<ClockMove> {
    match event {
        Event::Representation(representation::Event::ClockMoved(moved))
        | Event::Case(ombudsman::Event::ClockMoved(moved)) => Some(*moved),
        _ => None,
    }
}
