//! Steps of many records in the order of their dates, many at a time, each record's own one after the other.

use std::{cmp::Reverse, collections::BinaryHeap, future::Future, pin::Pin};

use chrono::NaiveDate;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::task::JoinSet;

use super::DemoError;

/// Calls under way at once.
const IN_FLIGHT_MAX: usize = 64;

/// A record with the steps that it still has to take.
pub(super) type Life = Box<dyn Steps>;

/// The next step of a record, and the record after it.
pub(super) type Stepped = Pin<Box<dyn Future<Output = Result<Life, DemoError>> + Send>>;

/// Something that goes step by step.
pub(super) trait Steps: Send {
    /// The date of the next step; `None` when all are done. The answer to one step may decide it for the next.
    fn next_on(&self) -> Option<NaiveDate>;

    /// How many steps are left.
    fn left(&self) -> usize;

    /// Takes the next step.
    fn step(self: Box<Self>) -> Stepped;
}

/// Takes every step of every record, the earliest first.
pub(super) async fn play(what: &'static str, lives: Vec<Life>) -> Result<(), DemoError> {
    let progress = progress(what, lives.iter().map(|life| life.left()).sum());
    let mut waiting: BinaryHeap<Reverse<(NaiveDate, usize)>> = BinaryHeap::new();
    let mut lives: Vec<Option<Life>> = lives.into_iter().map(Some).collect();
    for (place, life) in lives.iter().enumerate() {
        waiting.extend(
            life.as_ref()
                .and_then(|life| life.next_on())
                .map(|on| Reverse((on, place))),
        );
    }
    let mut under_way = JoinSet::new();
    loop {
        while under_way.len() < IN_FLIGHT_MAX {
            let Some(Reverse((_, place))) = waiting.pop() else {
                break;
            };
            if let Some(life) = lives[place].take() {
                under_way.spawn(async move { (place, life.step().await) });
            }
        }
        let Some(done) = under_way.join_next().await else {
            break;
        };
        let (place, stepped) = done.map_err(|error| DemoError::Data(error.to_string()))?;
        let life = stepped?;
        progress.inc(1);
        waiting.extend(life.next_on().map(|on| Reverse((on, place))));
        lives[place] = Some(life);
    }
    progress.finish_and_clear();
    Ok(())
}

/// A bar on the standard error, hidden where that is no terminal.
fn progress(what: &'static str, steps: usize) -> ProgressBar {
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(u64::try_from(steps).unwrap_or(u64::MAX)), target);
    let style = ProgressStyle::with_template("{msg:>20} {bar:40} {pos}/{len} steps, {per_sec}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.with_message(what)
}
