//! The clocks that a change of the calendar moves, in the stream of their record.

use super::{
    history::{case_of, events_of, first_commands, replayed},
    *,
};
use crate::domain::{
    calendar::Holiday,
    clock::ClockState,
    history::Event,
    moved_clocks, ombudsman,
    policy::ClockName,
    representation::{self, ClockMove},
};

fn with_holiday(on: NaiveDate) -> Reference {
    let holiday = Holiday {
        date: on,
        name: "A day of mourning".into(),
        announced_on: None,
        withdrawn_on: None,
    };
    let added = reference::Event::HolidayAdded(holiday);
    Reference::evolve(Some(authority()), at(20, &added)).expect("an authority")
}

/// A bank holiday that is added moves what runs over it, and nothing that has ended (SI 2006/1738 reg 17).
#[test]
fn a_new_holiday_moves_the_clocks_that_run() {
    let holiday_on = day("2024-01-08");
    let before = authority();
    let now = with_holiday(holiday_on);
    let record = replayed(&events_of(&first_commands()[0].0));
    let moves = moved_clocks::moves(&record, (&before, &now), holiday_on);
    let response = moves
        .iter()
        .find(|moved| moved.clock == ClockName::Response)
        .expect("a moved clock");
    let expected = ClockMove {
        clock: ClockName::Response,
        of: 1,
        due_before_on: day("2024-01-16"),
        due_on: day("2024-01-17"),
        holiday_on,
    };
    assert_eq!(*response, expected);
    let event = moved_clocks::event(&record, expected).expect("an event");
    assert_eq!(moved_clocks::of_event(&event), Some(expected));
    assert_eq!(moved_clocks::moves(&record, (&now, &now), holiday_on), []);
    let answered = Event::Representation(representation::Event::Acknowledged {
        on: day("2024-01-03"),
    });
    assert_eq!(moved_clocks::of_event(&answered), None);
    let withdrawn = Event::Representation(representation::Event::Withdrawn(representation::Withdrawal {
        on: day("2024-01-04"),
        reason: code("resolved"),
        confirmed_on: None,
        continues_as_review: false,
    }));
    let [registered] = <[Event; 1]>::try_from(events_of(&first_commands()[0].0)).expect("one event");
    let ended = replayed(&[registered, withdrawn]);
    assert_eq!(moved_clocks::moves(&ended, (&before, &now), holiday_on), []);
}

/// An enquiry's clock is told by the enquiry's number, a stage's by the stage.
#[test]
fn a_moved_clock_of_a_case_is_told_by_its_number() {
    let enquiry = |received_on: &str| {
        Event::Case(ombudsman::Event::EnquiryRecorded {
            kind: ombudsman::EnquiryKind::Investigation,
            received_on: day(received_on),
            letter_due_on: None,
        })
    };
    let registered = Event::Case(ombudsman::Event::Registered(case_of(None)));
    let record = replayed(&[registered, enquiry("2024-05-02"), enquiry("2024-05-20")]);
    let before = authority();
    let holiday_on = day("2024-06-11");
    let now = with_holiday(holiday_on);
    let moved = ClockMove {
        clock: ClockName::Enquiry,
        of: 2,
        due_before_on: day("2024-06-18"),
        due_on: day("2024-06-19"),
        holiday_on,
    };
    assert_eq!(moved_clocks::moves(&record, (&before, &now), holiday_on), [moved]);
    let event = moved_clocks::event(&record, moved).expect("an event");
    assert!(matches!(&event, Event::Case(ombudsman::Event::ClockMoved(_))));
    assert_eq!(moved_clocks::of_event(&event), Some(moved));
    let numbers: Vec<_> = moved_clocks::numbered_clocks(&record, &now)
        .iter()
        .map(|(number, clock)| (*number, clock.name, clock.state()))
        .collect();
    assert_eq!(
        numbers,
        [
            (1, ClockName::Enquiry, ClockState::Running),
            (2, ClockName::Enquiry, ClockState::Running),
        ]
    );
}

/// What has no clocks has none to move.
#[test]
fn reference_access_and_learning_have_no_clocks() {
    let reference = authority();
    let moved = ClockMove {
        clock: ClockName::Response,
        of: 1,
        due_before_on: day("2024-01-16"),
        due_on: day("2024-01-17"),
        holiday_on: day("2024-01-08"),
    };
    for (command, _) in first_commands().into_iter().skip(2) {
        let record = replayed(&events_of(&command));
        assert!(moved_clocks::numbered_clocks(&record, &reference).is_empty());
        assert_eq!(moved_clocks::event(&record, moved), None);
    }
}
