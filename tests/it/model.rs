//! A model of casework that was written from the law and shares nothing with the service, and stories made up by chance
//! that both are told. Whatever the service answers, the model must have foreseen: the state, the stages, every due
//! date, or why it refuses.
//!
//! There are stories of representations and, for each four of them, one of a case of the Ombudsman. `REDRESS_MODEL_SEQUENCES` says how
//! many stories, `REDRESS_MODEL_SEED` where to begin. A story on which the two do not agree is cut down to its fewest
//! steps and printed.

mod calendar;
mod chance;
mod clocks;
mod coverage;
mod findings;
mod generate;
mod impossible;
mod law;
mod ombudsman;
mod picture;
mod policy;
mod reached;
mod record;
mod representations;
mod send;
mod setup;
mod steps;

use std::{
    collections::BTreeMap,
    env,
    fmt::Debug,
    str::FromStr,
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::NaiveDate;
use redress::api::wire::{ClockName, ClockState, ErrorReason};
use tonic::Status;

use self::{
    calendar::ymd, coverage::Coverage, law::Reasons, ombudsman::Cases, reached::Reached,
    representations::Representations, setup::set_up,
};
use crate::harness::{caller::Caller, for_each_register, refused::Refused};

/// How many stories `scripts/test` tells on each database.
const STORIES: u64 = 200;

/// For how many stories of representations one of a case is told.
const TO_A_CASE: u64 = 4;

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

/// What stories are about, with the model of it.
trait Noun {
    /// The records of one story.
    type World: Default;
    type Step: Clone + Debug;
    /// What the register shows of a record.
    type Seen;

    /// What the stories must reach, and cannot.
    fn reached() -> &'static Reached;
    /// The story of a seed.
    fn story(seed: u64) -> Vec<Self::Step>;
    /// Which record of the story a step is about.
    fn of(step: &Self::Step) -> usize;
    /// The step's name in the table of what was reached.
    fn word(step: &Self::Step) -> &'static str;
    /// Whether it registers a record.
    fn registers(step: &Self::Step) -> bool;
    /// Every reason to refuse a step; None for a step about a record that there is not.
    fn judge(world: &Self::World, step: &Self::Step) -> Option<Reasons>;
    /// What a step that is taken leads to.
    fn carry_out(world: &mut Self::World, step: &Self::Step);
    /// The state of a record in the model.
    fn state(world: &Self::World, of: usize) -> Option<&'static str>;
    /// How the clocks of a record are shown in the model.
    fn clocks(world: &Self::World, of: usize) -> Vec<(ClockName, ClockState)>;
    /// Tells the register; `names` are those of the story's records, and no story is told twice as the n-th.
    async fn send(
        teller: &Teller,
        step: &Self::Step,
        names: &[Option<String>],
        telling: u64,
    ) -> Result<Self::Seen, Status>;
    /// The name of what the register shows.
    fn name(seen: &Self::Seen) -> &str;
    /// What model and register say differently of a record.
    fn differences(world: &Self::World, of: usize, seen: &Self::Seen) -> Vec<String>;
}

/// Who tells stories to a register.
struct Teller {
    caller: Caller,
    /// The complaint that cases of stories are linked to.
    linked: String,
}

/// Where model and register part.
struct Parting {
    /// How many steps were told.
    at: usize,
    /// What differs.
    what: Vec<String>,
}

/// Tells a story to both; None where they agree to its end.
async fn tell<N: Noun>(teller: &Teller, story: &[N::Step], coverage: &mut Coverage) -> Option<Parting> {
    static TELLINGS: AtomicU64 = AtomicU64::new(0);
    let telling = TELLINGS.fetch_add(1, Ordering::Relaxed);
    let mut world = N::World::default();
    let mut names: Vec<Option<String>> = Vec::new();
    for (at, step) in story.iter().enumerate() {
        let Some(foreseen) = N::judge(&world, step) else {
            continue;
        };
        let answer = N::send(teller, step, &names, telling).await;
        let of = N::of(step);
        let before = N::state(&world, of);
        let parted = |what| Some(Parting { at, what });
        match answer {
            Err(status) => match refusal(&status) {
                Ok(reason) if foreseen.contains(&reason) => coverage.refused(N::word(step), reason),
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
                if N::registers(step) {
                    names.resize(names.len().max(of + 1), None);
                    names[of] = Some(N::name(&seen).to_owned());
                }
                N::carry_out(&mut world, step);
                let different = N::differences(&world, of, &seen);
                if !different.is_empty() {
                    return parted(different);
                }
                coverage.moved(before, N::word(step), N::state(&world, of));
                coverage.shown(N::clocks(&world, of));
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

/// Leaves steps out for as long as the two still part.
async fn shorten<N: Noun>(teller: &Teller, mut story: Vec<N::Step>) -> (Vec<N::Step>, Vec<String>) {
    let mut what = Vec::new();
    loop {
        let mut shorter = None;
        for index in (0..story.len()).rev() {
            let mut candidate = story.clone();
            candidate.remove(index);
            if let Some(parting) = tell::<N>(teller, &candidate, &mut Coverage::default()).await {
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
fn kind_of<N: Noun>(story: &[N::Step], what: &[String]) -> String {
    let step = story.last().map_or("", N::word);
    let plain: String = what
        .iter()
        .take(1)
        .flat_map(|line| line.chars())
        .filter(|letter| !letter.is_numeric())
        .collect();
    format!("{step} {plain}")
}

/// Tells stories of one noun, and asserts that both agree on each.
async fn agree<N: Noun>(teller: &Teller, seeds: impl Iterator<Item = u64>) -> Coverage {
    let most: usize = asked("REDRESS_MODEL_PARTINGS", 1);
    let mut coverage = Coverage::default();
    let mut partings: BTreeMap<String, String> = BTreeMap::new();
    for seed in seeds {
        let told = N::story(seed);
        let Some(parting) = tell::<N>(teller, &told, &mut coverage).await else {
            continue;
        };
        let story = told[..=parting.at].to_vec();
        if partings.contains_key(&kind_of::<N>(&story, &parting.what)) {
            continue;
        }
        let (fewest, what) = shorten::<N>(teller, story.clone()).await;
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
        partings.insert(kind_of::<N>(&story, &parting.what), told.clone());
        partings.insert(kind_of::<N>(&fewest, &what), told);
        if partings.len() >= most {
            break;
        }
    }
    let mut partings: Vec<String> = partings.into_values().collect();
    partings.sort();
    partings.dedup();
    assert!(partings.is_empty(), "{}", partings.join("\n\n"));
    coverage
}

/// What was reached that cannot be, and where enough was told, what was not reached.
fn account(coverage: &Coverage, reached: &Reached, enough: bool) {
    let wrong = coverage.impossible(reached);
    assert!(wrong.is_empty(), "thought impossible:\n{}", wrong.join("\n"));
    let missed = coverage.missed(reached);
    assert!(
        !enough || missed.is_empty(),
        "the stories do not reach:\n{}\n{coverage}",
        missed.join("\n")
    );
}

#[tokio::test]
async fn the_register_does_what_the_law_says_whatever_is_asked_of_it() {
    agree_on_both::<Representations>(asked("REDRESS_MODEL_SEQUENCES", STORIES), STORIES).await;
}

#[tokio::test]
async fn the_register_does_what_the_law_says_whatever_the_ombudsman_does() {
    let stories: u64 = asked("REDRESS_MODEL_SEQUENCES", STORIES);
    agree_on_both::<Cases>(stories.div_ceil(TO_A_CASE), STORIES / TO_A_CASE).await;
}

/// Tells so many stories on both databases; from `enough` on, all that can be reached is.
async fn agree_on_both<N: Noun>(stories: u64, enough: u64) {
    let first: u64 = asked("REDRESS_MODEL_SEED", 1);
    for_each_register(async |register| {
        let teller = set_up(register).await;
        let told = agree::<N>(&teller, first..first + stories).await;
        account(&told, N::reached(), first == 1 && stories >= enough);
    })
    .await;
}

/// What the model alone makes of the stories; for whoever changes the generator.
#[test]
#[ignore = "prints a table"]
fn what_the_stories_reach() {
    println!("{}", foreseen::<Representations>(STORIES));
    println!("{}", foreseen::<Cases>(STORIES / TO_A_CASE));
}

fn foreseen<N: Noun>(stories: u64) -> String {
    let mut coverage = Coverage::default();
    for seed in 1..=stories {
        let mut world = N::World::default();
        for step in N::story(seed) {
            let before = N::state(&world, N::of(&step));
            let Some(foreseen) = N::judge(&world, &step) else {
                continue;
            };
            for reason in &foreseen {
                coverage.refused(N::word(&step), *reason);
            }
            if foreseen.is_empty() {
                N::carry_out(&mut world, &step);
                coverage.moved(before, N::word(&step), N::state(&world, N::of(&step)));
                coverage.shown(N::clocks(&world, N::of(&step)));
            }
        }
    }
    format!(
        "{coverage}\nmissed:\n{}",
        coverage.missed(N::reached()).join("\n")
    )
}
