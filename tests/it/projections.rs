//! A seeded year of random steps, and what must hold after it: the log is whole, the tables are what the log makes of
//! them, and a figure asked for again at an old position is the figure that was given then.

pub mod steps;

use std::sync::{Mutex, PoisonError};

use redress::{
    api::wire,
    app::rebuild::rebuild,
    domain::ids::AuthorityId,
    store::{
        event_log::{self, Verdict},
        rebuild::READ_TABLES,
    },
};

use self::steps::Simulation;
use crate::{
    databases::Scratch,
    harness::{Register, contents::rows, for_each_register},
};

/// Steps that are taken; about as many again are refused.
const STEPS: usize = 360;

/// The course of events; `REDRESS_TEST_SEEDS` names others, with commas between them.
const SEED: u64 = 20_260_601;

fn seeds() -> Vec<u64> {
    let asked = std::env::var("REDRESS_TEST_SEEDS").unwrap_or_default();
    let asked: Vec<u64> = asked
        .split(',')
        .filter_map(|seed| seed.trim().parse().ok())
        .collect();
    if asked.is_empty() { vec![SEED] } else { asked }
}

async fn read_tables(scratch: &Scratch) -> Vec<(&'static str, Vec<String>)> {
    let mut tables = Vec::new();
    for table in READ_TABLES.iter().copied() {
        tables.push((table, rows(scratch, table).await));
    }
    tables
}

async fn check_log(scratch: &Scratch) {
    for name in ["northwick", "southmere", "system"] {
        let authority = AuthorityId::parse(name).expect("an id");
        let verdict = event_log::verify_chain(&scratch.database, &authority)
            .await
            .expect("a verdict");
        let Verdict::Whole { head } = verdict else {
            panic!("the log of {name} is {verdict:?}");
        };
        let count = format!("SELECT COUNT(*) FROM event WHERE authority = '{name}'");
        let events = scratch.number(&count).await;
        assert_eq!(events, head.position, "{name}: positions without gaps");
    }
}

/// What is live is what a rebuild makes of the log.
pub async fn check_rebuild(scratch: &Scratch) {
    let live = read_tables(scratch).await;
    assert!(live.iter().map(|(_, rows)| rows.len()).sum::<usize>() > 10);
    rebuild(&scratch.database).await.expect("a rebuild");
    let rebuilt = read_tables(scratch).await;
    for ((table, live), (_, rebuilt)) in live.iter().zip(&rebuilt) {
        let differing = live.iter().zip(rebuilt).find(|(one, other)| one != other);
        assert_eq!(differing, None, "{table}");
        assert_eq!(live.len(), rebuilt.len(), "{table}");
    }
}

async fn check_figures(register: &Register<'_>, simulation: &Simulation) {
    let officer = register.officer();
    for (question, answer) in &simulation.figures {
        let mut question = question.clone();
        question.position = answer.position;
        let again = officer.statistics().query_statistics(question).await;
        assert_eq!(
            again.expect("figures").get_ref(),
            answer,
            "as at {}",
            answer.position
        );
    }
    assert!(simulation.figures.len() >= 20);
    for summary in &simulation.summaries {
        let (position, on) = (summary.position, summary.as_of_date);
        let again = officer.summarise_on(2026, position, on).await;
        assert_eq!(again, *summary, "as at {position}");
    }
}

#[tokio::test]
async fn a_random_year_leaves_a_whole_log_and_tables_that_a_rebuild_repeats() {
    for seed in seeds() {
        eprintln!("seed {seed}");
        let outcomes: Mutex<Vec<Vec<wire::Representation>>> = Mutex::default();
        for_each_register(async |register| {
            let mut simulation = Simulation::new(seed);
            simulation.run(register, STEPS).await;
            crate::harness::samples::access::save(register).await;
            check_log(register.scratch).await;
            // Other courses of events may leave a table empty; then the rebuild shows less of it.
            for table in READ_TABLES.iter().filter(|_| seed == SEED) {
                let rows = rows(register.scratch, table).await;
                assert!(!rows.is_empty(), "nothing came into {table}");
            }
            check_figures(register, &simulation).await;
            let kept = simulation.records(&register.officer()).await;
            let editions = simulation.editions(&register.officer()).await;
            assert!(editions.iter().any(|edition| !edition.restatements.is_empty()));
            register.restart().await;
            assert_eq!(
                simulation.records(&register.officer()).await,
                kept,
                "after a restart"
            );
            check_figures(register, &simulation).await;
            // Nothing else may write meanwhile; the server that is up only answers.
            check_rebuild(register.scratch).await;
            assert!(simulation.releases(register).await.len() > 2);
            check_figures(register, &simulation).await;
            let again = simulation.editions(&register.officer()).await;
            assert_eq!(again, editions, "tables are made again as they were pinned");
            outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
        })
        .await;
        let outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
        for other in &outcomes[1..] {
            assert_eq!(*other, outcomes[0], "the same on both databases");
        }
    }
}

/// A holiday announced late moves the clocks that run, and those alone; the rebuilt tables agree.
#[tokio::test]
async fn a_late_holiday_moves_running_clocks_and_the_rebuild_agrees() {
    use crate::harness::{
        build::{clock_of, complaint},
        day,
    };
    use redress::api::wire::{ClockName, Finding, Procedure, View};
    for_each_register(async |register| {
        let officer = register.officer();
        let new = || complaint(Procedure::ChildrenStatutory, day(2026, 5, 20));
        let running = officer.register(new()).await.expect("a registration").name;
        let stopped = officer.register(new()).await.expect("a registration").name;
        officer
            .answer(&stopped, 1, Finding::Upheld, day(2026, 5, 27))
            .await
            .expect("a response");
        let due_of = async |name: &str| {
            let record = officer.get(name, View::Basic).await.expect("the record");
            clock_of(&record, ClockName::Response, 1).due_date
        };
        assert_eq!(due_of(&running).await, Some(day(2026, 6, 4)));
        let before = rows(register.scratch, "clock").await;
        let admin = register.client(redress::domain::access::Role::Admin);
        admin
            .add_holiday(day(2026, 6, 3), Some(day(2026, 6, 1)))
            .await
            .expect("a holiday");
        assert_eq!(due_of(&running).await, Some(day(2026, 6, 5)), "one day later");
        assert_eq!(
            due_of(&stopped).await,
            Some(day(2026, 6, 4)),
            "as it was known when it stopped"
        );
        let after = rows(register.scratch, "clock").await;
        let moved = after.iter().filter(|row| !before.contains(row)).count();
        assert_eq!(
            moved, 2,
            "this clock, and the time that the answered one has to ask for stage 2"
        );
        check_rebuild(register.scratch).await;
        check_log(register.scratch).await;
    })
    .await;
}
