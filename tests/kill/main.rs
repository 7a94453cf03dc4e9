//! `kill -9` under load, again and again: what was acknowledged is there exactly once, where it was said to be, and
//! what was not is there whole or not at all.
//!
//! The server is the built binary. Eight clients write; each knows its request ids before it sends. The server is
//! killed at a random moment, the database is looked at while nothing runs, the server is started again, and every
//! request is asked again. The same harness must find a server that acknowledges before it commits, or else its
//! zeros mean nothing.
//!
//! `KILL_CYCLES` says how often (20), `KILL_SEED` repeats a run's moments. A kill is not a power cut: what the kernel
//! holds survives it.

#![expect(clippy::large_futures, reason = "a test may hold a large future on its stack")]

mod chance;
mod client;
mod cycles;
mod import;
mod load;
mod look;
mod place;
mod server;

use std::{env, time::Instant};

use tokio::sync::Mutex;

use self::{
    chance::Chance,
    cycles::{Tally, kill_cycles},
    place::{Kind, has_postgres},
};

/// One at a time: the moments at which a server is killed mean little on a machine that is busy with another.
static TURN: Mutex<()> = Mutex::const_new(());

/// Cycles within which a server that acknowledges too early must be found.
const CYCLES_OF_THE_CONTROL: u32 = 40;

fn cycles() -> u32 {
    let given = env::var("KILL_CYCLES").ok();
    given.map_or(20, |cycles| cycles.parse().expect("KILL_CYCLES is a number"))
}

async fn run(name: &str, kind: Kind, cycles: u32, bug: Option<&str>) -> Tally {
    let mut chance = Chance::new(name);
    let began = Instant::now();
    let tally = kill_cycles(kind, cycles, bug, &mut chance).await;
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{name}: cycles: {}, acknowledged writes: {}, unknown outcomes resolved: {} ({} had been done), \
         violations: {}, slowest start: {} ms, {seconds:.1} s",
        tally.cycles,
        tally.acknowledged,
        tally.unknown,
        tally.unknown_but_done,
        tally.violations.len(),
        tally.slowest_start.as_millis(),
    );
    for violation in tally.violations.iter().take(10) {
        println!("  {violation}");
    }
    tally
}

fn check(tally: &Tally) {
    assert!(
        tally.violations.is_empty(),
        "{} violations",
        tally.violations.len()
    );
    // Zero violations of nothing would be no result.
    let least = tally.cycles.div_ceil(2) as usize;
    assert!(
        tally.acknowledged >= least,
        "only {} writes were acknowledged",
        tally.acknowledged
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_sqlite() {
    let _turn = TURN.lock().await;
    check(&run("kill -9 on SQLite", Kind::Sqlite, cycles(), None).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_on_postgres() {
    let _turn = TURN.lock().await;
    if has_postgres() {
        let cycles = (cycles() / 10).max(1);
        check(&run("kill -9 on PostgreSQL", Kind::Postgres, cycles, None).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_acknowledges_too_early_is_found() {
    let _turn = TURN.lock().await;
    let name = "control, a server that acknowledges before it commits";
    let bug = Some("ack-before-commit");
    let tally = run(name, Kind::Sqlite, CYCLES_OF_THE_CONTROL, bug).await;
    assert!(
        tally.has_lost_a_write(),
        "the harness does not see a write that was acknowledged and lost"
    );
}
