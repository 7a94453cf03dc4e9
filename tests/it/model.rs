//! A model of casework that was written from the law and shares nothing with the service, and stories made up by chance
//! that both are told. Whatever the service answers, the model must have foreseen: the state, the stages, every due
//! date, or why it refuses.
//!
//! `REDRESS_MODEL_SEQUENCES` says how many stories, `REDRESS_MODEL_SEED` where to begin. A story on which the two do not
//! agree is cut down to its fewest steps and printed.

mod calendar;
mod chance;
mod clocks;
mod coverage;
mod findings;
mod generate;
mod law;
mod picture;
mod policy;
mod reached;
mod record;
mod send;
mod setup;
mod steps;

use std::{collections::BTreeMap, env, str::FromStr};

use chrono::NaiveDate;
use redress::api::wire::{ErrorReason, Representation};
use tonic::Status;

use self::{
    calendar::ymd,
    coverage::Coverage,
    generate::story,
    law::{World, carry_out, judge},
    picture::{differences, of_model, of_register},
    send::send,
    setup::set_up,
    steps::{Step, What},
};
use crate::harness::{caller::Caller, for_each_register, refused::Refused};

/// How many stories `scripts/test` tells on each database.
const STORIES: u64 = 200;

/// The server's date while the stories are told.
fn today() -> NaiveDate {
    ymd((2028, 6, 1))
}

fn asked<T: FromStr>(variable: &str, default: T) -> T {
    env::var(variable)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

/// Where model and register part.
struct Parting {
    /// How many steps were told.
    at: usize,
    /// What differs.
    what: Vec<String>,
}

/// Tells a story to both; None where they agree to its end.
async fn tell(caller: &Caller, story: &[Step], coverage: &mut Coverage) -> Option<Parting> {
    let mut world = World::default();
    let mut names: Vec<Option<String>> = Vec::new();
    for (at, step) in story.iter().enumerate() {
        let Some(foreseen) = judge(&world, step, today()) else {
            continue;
        };
        let answer = send(caller, step, &names).await;
        let before = world
            .records
            .get(step.of)
            .and_then(|record| record.as_ref().map(|record| record.state));
        let parted = |what| Some(Parting { at, what });
        match answer {
            Err(status) => match refusal(&status) {
                Ok(reason) if foreseen.contains(&reason) => coverage.refused(step.what.word(), reason),
                said => {
                    return parted(vec![format!(
                        "the register refused: {said:?}; the model foresaw {foreseen:?}"
                    )]);
                }
            },
            Ok(_) if !foreseen.is_empty() => {
                return parted(vec![format!(
                    "the register took the step; the model foresaw {foreseen:?}"
                )]);
            }
            Ok(seen) => {
                if matches!(step.what, What::Register(_)) {
                    names.resize(names.len().max(step.of + 1), None);
                    names[step.of] = Some(seen.name.clone());
                }
                carry_out(&mut world, step);
                coverage.moved(before, step.what.word(), seen.state());
                let different = compare(&world, step.of, &seen);
                if !different.is_empty() {
                    return parted(different);
                }
            }
        }
    }
    None
}

fn refusal(status: &Status) -> Result<ErrorReason, String> {
    use tonic_types::StatusExt;
    if status.get_error_details().error_info().is_none() {
        return Err(format!("{status:?}"));
    }
    let refused = Refused::of(status);
    let foreseeable =
        refused.fields.is_empty() || refused.fields.iter().all(|(_, what)| what.contains("future"));
    if foreseeable {
        Ok(refused.reason)
    } else {
        Err(format!("{:?} {:?}", refused.reason, refused.fields))
    }
}

fn compare(world: &World, of: usize, seen: &Representation) -> Vec<String> {
    let record = world.records.get(of).and_then(Option::as_ref);
    record.map_or_else(Vec::new, |record| {
        differences(&of_model(record), &of_register(seen))
    })
}

/// Leaves steps out for as long as the two still part.
async fn shorten(caller: &Caller, mut story: Vec<Step>) -> (Vec<Step>, Vec<String>) {
    let mut what = Vec::new();
    loop {
        let mut shorter = None;
        for index in (0..story.len()).rev() {
            let candidate = generate::without(&story, index);
            if let Some(parting) = tell(caller, &candidate, &mut Coverage::default()).await {
                shorter = Some((candidate[..=parting.at].to_vec(), parting.what));
                break;
            }
        }
        match shorter {
            Some((next, parted)) => (story, what) = (next, parted),
            None => return (story, what),
        }
    }
}

/// What kind of parting it is: the steps' last and what differs, without dates and numbers.
fn kind_of(story: &[Step], what: &[String]) -> String {
    let step = story.last().map_or("", |step| step.what.word());
    let plain: String = what
        .iter()
        .take(1)
        .flat_map(|line| line.chars())
        .filter(|letter| !letter.is_numeric())
        .collect();
    format!("{step} {plain}")
}

#[tokio::test]
async fn the_register_does_what_the_law_says_whatever_is_asked_of_it() {
    let first: u64 = asked("REDRESS_MODEL_SEED", 1);
    let stories: u64 = asked("REDRESS_MODEL_SEQUENCES", STORIES);
    let most: usize = asked("REDRESS_MODEL_PARTINGS", 1);
    for_each_register(async |register| {
        set_up(register).await;
        let caller = register.officer();
        let mut coverage = Coverage::default();
        let mut partings: BTreeMap<String, String> = BTreeMap::new();
        for seed in first..first + stories {
            let told = story(seed);
            let Some(parting) = tell(&caller, &told, &mut coverage).await else {
                continue;
            };
            let story = told[..=parting.at].to_vec();
            if partings.contains_key(&kind_of(&story, &parting.what)) {
                continue;
            }
            let (fewest, what) = shorten(&caller, story.clone()).await;
            let what = if what.is_empty() {
                parting.what.clone()
            } else {
                what
            };
            let steps: Vec<String> = fewest.iter().map(|step| format!("  {step:?}")).collect();
            let told = format!(
                "REDRESS_MODEL_SEED={seed}\n{}\n{}",
                steps.join("\n"),
                what.join("\n")
            );
            partings.insert(kind_of(&story, &parting.what), told.clone());
            partings.insert(kind_of(&fewest, &what), told);
            if partings.len() >= most {
                break;
            }
        }
        let mut partings: Vec<String> = partings.into_values().collect();
        partings.sort();
        partings.dedup();
        assert!(partings.is_empty(), "{}", partings.join("\n\n"));
        if first == 1 && stories >= STORIES {
            let missed = coverage.missed();
            assert!(
                missed.is_empty(),
                "the stories do not reach:\n{}\n{coverage}",
                missed.join("\n")
            );
        }
    })
    .await;
}

/// What the model alone makes of the stories; for whoever changes the generator.
#[test]
#[ignore = "prints a table"]
fn what_the_stories_reach() {
    let first: u64 = asked("REDRESS_MODEL_SEED", 1);
    let stories: u64 = asked("REDRESS_MODEL_SEQUENCES", STORIES);
    let mut coverage = Coverage::default();
    for seed in first..first + stories {
        let mut world = World::default();
        for step in story(seed) {
            let before = world
                .records
                .get(step.of)
                .and_then(|record| record.as_ref().map(|record| record.state));
            let Some(foreseen) = judge(&world, &step, today()) else {
                continue;
            };
            for reason in &foreseen {
                coverage.refused(step.what.word(), *reason);
            }
            if foreseen.is_empty() {
                carry_out(&mut world, &step);
                if let Some(Some(record)) = world.records.get(step.of) {
                    coverage.moved(before, step.what.word(), record.state);
                }
            }
        }
    }
    println!("{coverage}");
}
