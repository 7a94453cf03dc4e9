//! Stories from a seed: mostly what an officer would do next, often on the day on which something is due or the day
//! after, and now and then anything at all.

mod anything;
mod likely;
mod plots;

use std::collections::VecDeque;

use chrono::{NaiveDate, TimeDelta};
use redress::api::wire::{Kind, Procedure};

use self::plots::Beat;
use super::{
    calendar::{months_after, ymd},
    chance::Chance,
    clocks::clocks,
    law::{World, carry_out, judge},
    record::Record,
    steps::{Registration, Step, What},
    today,
};

/// Days near which stories begin: Christmas, Easter, late holidays, ends of months.
pub const BEGINNINGS: [(i32, u32, u32); 16] = [
    (2013, 3, 20),
    (2015, 12, 22),
    (2016, 2, 29),
    (2017, 8, 25),
    (2019, 12, 20),
    (2020, 4, 6),
    (2021, 12, 17),
    (2022, 5, 27),
    (2022, 9, 5),
    (2022, 11, 1),
    (2022, 12, 16),
    (2023, 3, 29),
    (2024, 2, 29),
    (2024, 8, 30),
    (2024, 12, 23),
    (2026, 3, 27),
];

/// What comes to be known while a story is made up.
struct Author {
    chance: Chance,
    world: World,
    /// The latest date of each record's steps.
    latest: Vec<NaiveDate>,
    /// What is to happen to the first record, if nothing comes between.
    plot: VecDeque<Beat>,
}

/// The story of a seed: 5 to 30 steps about 1 to 3 records.
pub fn story(seed: u64) -> Vec<Step> {
    let mut chance = Chance::new(seed);
    let steps = chance.between(5, 30);
    let records = chance.one_of(&[1, 1, 1, 1, 2, 2, 3]);
    let begins = if chance.percent(50) {
        ymd(chance.one_of(&BEGINNINGS))
    } else {
        ymd((2013, 1, 1)) + TimeDelta::days(chance.between(0, 5_100))
    };
    let (about, plot) = if chance.percent(60) {
        plots::one(&mut chance)
    } else {
        (None, &[][..])
    };
    let plot = plot.iter().copied().collect();
    let steps = if about.is_some() { steps.max(14) } else { steps };
    let mut author = Author {
        chance,
        world: World::default(),
        latest: Vec::new(),
        plot,
    };
    let mut story = Vec::new();
    for number in 0..steps {
        let next = usize::try_from(number).unwrap_or_default();
        let step = if next < records {
            author.registration(next, begins, about)
        } else {
            author.next(records)
        };
        author.follow(&step);
        story.push(step);
    }
    story
}

impl Author {
    fn follow(&mut self, step: &Step) {
        self.latest.resize(self.latest.len().max(step.of + 1), step.on);
        if judge(&self.world, step, today()).is_some_and(|reasons| reasons.is_empty()) {
            carry_out(&mut self.world, step);
            let dated = !matches!(step.what, What::Correct(_) | What::ArrangePanel);
            if dated {
                self.latest[step.of] = self.latest[step.of].max(step.on);
            }
        }
    }

    fn registration(&mut self, of: usize, begins: NaiveDate, about: Option<Procedure>) -> Step {
        let chance = &mut self.chance;
        let on = begins + TimeDelta::days(chance.between(0, 12));
        let kind = if about.is_some() || chance.percent(78) {
            Kind::Complaint
        } else {
            chance.one_of(&[
                Kind::Comment,
                Kind::Compliment,
                Kind::ServiceRequest,
                Kind::IneligibleRepresentation,
                Kind::CustomerCareIssue,
            ])
        };
        let complaint = kind == Kind::Complaint;
        let procedure = match about {
            Some(procedure) => procedure,
            None if complaint => any_procedure(chance),
            None => Procedure::Unspecified,
        };
        let some = usize::try_from(chance.between(1, 3)).unwrap_or(1);
        let concerns = if complaint { some } else { 0 };
        let grounds = complaint && chance.percent(40);
        Step {
            of,
            on,
            what: What::Register(Registration {
                kind,
                procedure,
                concerns,
                grounds: grounds.then(|| grounds_before(chance, on)),
                interest: complaint && chance.percent(8),
                reply_wanted: kind == Kind::Comment && chance.percent(50),
            }),
        }
    }

    fn next(&mut self, records: usize) -> Step {
        let of = self.chance.below(records);
        let Some(record) = self.world.records.get(of).cloned().flatten() else {
            return self.registration(of, ymd((2024, 5, 1)), None);
        };
        if of == 0 && !self.plot.is_empty() && self.chance.percent(80) {
            return self.beat(&record, records);
        }
        let on = self.date(&record, self.latest[of]);
        let (on, what) = if self.chance.percent(22) {
            (on, anything::step(&mut self.chance, &record, on, records))
        } else {
            likely::step(&mut self.chance, &record, on, records)
        };
        Step { of, on, what }
    }

    /// The next thing of the plot, some days later or on the day on which something is due.
    fn beat(&mut self, record: &Record, records: usize) -> Step {
        let latest = self.latest[0];
        let days = self.chance.between(0, 5);
        let soon = latest + TimeDelta::days(days);
        let beat = self.plot.pop_front().unwrap_or(Beat::Nothing);
        let (on, what) = plots::step(&mut self.chance, record, beat, (latest, soon), records);
        Step {
            of: 0,
            on: on.min(today()),
            what,
        }
    }

    /// A date for the next step: soon, when something is due, the day after, or wherever.
    fn date(&mut self, record: &Record, latest: NaiveDate) -> NaiveDate {
        let chance = &mut self.chance;
        let due: Vec<NaiveDate> = clocks(record)
            .iter()
            .flat_map(|shown| [shown.due, shown.agreed])
            .flatten()
            .filter(|due| *due >= latest)
            .collect();
        let on = match chance.below(100) {
            0..45 => latest + TimeDelta::days(chance.between(0, 6)),
            45..78 if !due.is_empty() => chance.one_of(&due) + TimeDelta::days(chance.between(-1, 1)),
            45..86 => latest + TimeDelta::days(chance.between(5, 50)),
            86..93 => latest - TimeDelta::days(chance.between(1, 12)),
            93..98 => latest + TimeDelta::days(chance.between(300, 400)),
            98 => return today() + TimeDelta::days(chance.between(1, 5)),
            _ => latest,
        };
        on.min(today())
    }
}

fn any_procedure(chance: &mut Chance) -> Procedure {
    match chance.below(100) {
        0..48 => Procedure::ChildrenStatutory,
        48..66 => Procedure::AdultStatutory,
        66..80 => Procedure::CorporateCode,
        80..88 => Procedure::CorporateLocal,
        _ => Procedure::Informal,
    }
}

/// When the grounds arose: lately, about a year before, or long ago.
fn grounds_before(chance: &mut Chance, received: NaiveDate) -> NaiveDate {
    let year_before = received - TimeDelta::days(365);
    match chance.below(4) {
        0 => received - TimeDelta::days(chance.between(0, 300)),
        1 => received - TimeDelta::days(chance.between(370, 900)),
        _ => {
            // The last day in time is the corresponding one.
            let mut grounds = year_before - TimeDelta::days(3);
            while months_after(grounds, 12) < received {
                grounds += TimeDelta::days(1);
            }
            grounds - TimeDelta::days(chance.between(0, 1))
        }
    }
}
