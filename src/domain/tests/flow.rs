//! Complaints come and go without being lost or counted twice, whatever happens to them and in whatever order the dates
//! are: brought forward + received + converted in = closed + converted out + carried forward.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::domain::{
    entry::{Entering, LeavingBy, RepresentationEntry, SpellFact},
    procedure::Procedure,
    representation::{Closure, Conversion, Event, Representation, Withdrawal},
    word::Word,
};

/// A step of a history: which, how many days after 1 April 2023, and to which procedure.
type Step = (u8, u64, usize);

fn on(days: u64) -> NaiveDate {
    day("2023-04-01") + Days::new(days)
}

fn event((kind, days, procedure): Step) -> Event {
    let on = on(days);
    match kind {
        0 | 1 => Event::Converted(Conversion {
            to: Procedure::ALL[procedure % Procedure::ALL.len()],
            on,
            reason: code("misclassified"),
            decided_by: None,
            told_on: None,
            concerns: Vec::new(),
        }),
        2 => Event::Withdrawn(Withdrawal {
            on,
            reason: code("resolved"),
            confirmed_on: None,
            continues_as_review: false,
        }),
        3 => Event::WithdrawalRetracted { on },
        4 => Event::Joined { into: 99, on },
        _ => Event::Closed {
            on,
            closure: if procedure % 2 == 0 {
                Closure::Resolved
            } else {
                Closure::Lapsed
            },
        },
    }
}

fn spells(received: u64, first: usize, steps: &[Step]) -> Vec<SpellFact> {
    let procedure = Procedure::ALL[first % Procedure::ALL.len()];
    let registration = testing::complaint(procedure, &on(received).to_string(), 1);
    let registered = Event::Registered(registration);
    let events: Vec<Event> = steps.iter().map(|step| event(*step)).collect();
    let recorded = (2..).zip([&registered].into_iter().chain(&events));
    let state = recorded
        .map(|(position, event)| at(position, event))
        .fold(None, Representation::evolve)
        .expect("a complaint");
    RepresentationEntry::of(2, &state, &testing::reference()).spells
}

/// How many of a history's times under a procedure are brought forward, received, converted in, closed, converted out
/// and carried forward.
fn flow(spells: &[SpellFact], procedure: Procedure, from: NaiveDate, to: NaiveDate) -> [usize; 6] {
    let of = |rule: &dyn Fn(&SpellFact) -> bool| {
        let present = |spell: &&SpellFact| spell.entered_on <= to && spell.left_on >= from;
        let own = spells.iter().filter(|spell| spell.procedure == procedure);
        own.filter(present).filter(|spell| rule(spell)).count()
    };
    let came = |spell: &SpellFact| spell.entered_on >= from;
    let left = |spell: &SpellFact| spell.left_on <= to;
    [
        of(&|spell| !came(spell)),
        of(&|spell| came(spell) && spell.entered_by == Entering::Received),
        of(&|spell| came(spell) && spell.entered_by == Entering::Converted),
        of(&|spell| left(spell) && spell.left_by != LeavingBy::Converted),
        of(&|spell| left(spell) && spell.left_by == LeavingBy::Converted),
        of(&|spell| !left(spell)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_lost_or_counted_twice(
        received in 0u64..400,
        first in 0usize..8,
        steps in prop::collection::vec((0u8..6, 0u64..500, 0usize..8), 0..8),
        start in 0u64..500,
        length in 0u64..400,
    ) {
        let spells = spells(received, first, &steps);
        let (from, to) = (on(start), on(start + length));
        let mut converted = (0, 0);
        for procedure in Procedure::ALL {
            let [before, came, turned, closed, went, after] = flow(&spells, *procedure, from, to);
            prop_assert_eq!(before + came + turned, closed + went + after);
            // What one period carries forward the next one brings forward.
            let next = flow(&spells, *procedure, to + Days::new(1), to + Days::new(30));
            prop_assert_eq!(after, next[0]);
            converted = (converted.0 + turned, converted.1 + went);
        }
        prop_assert_eq!(converted.0, converted.1, "what leaves one procedure enters another on the same day");
        let received = spells.iter().filter(|spell| spell.entered_by == Entering::Received);
        prop_assert_eq!(received.count(), 1);
        let open = spells.iter().filter(|spell| spell.left_by == LeavingBy::Open);
        prop_assert!(open.count() <= 1);
        for (spell, next) in spells.iter().zip(spells.iter().skip(1)) {
            prop_assert_eq!(spell.left_on, next.entered_on);
            prop_assert!(spell.entered_on <= spell.left_on);
        }
    }
}
