//! Who may see what: every method with every caller, about whatever authority, wherever a request may name one.
//!
//! The rows are made from the descriptors and the samples: a method without a sample fails before anything is asked.
//! `docs/access.md` says what each cell expects.

mod call;
mod cells;
mod fields;
mod hidden;
mod marks;
mod mixed;
mod own;
mod page;
mod tokens;
mod world;

use self::{
    cells::Cells,
    world::{Home, World, head},
};
use crate::harness::{NORTHWICK, SOUTHMERE, for_each_register};

/// A pull is noted in the log of the authority whose release it hands over, and is all that one authority's call does
/// to the log of another.
const NOTED_ABROAD: &str = "PullReleases";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_caller_gets_what_the_contract_says() {
    for_each_register(async |register| {
        let world = World::of(register).await;
        let mut cells = Cells::default();
        for row in &world.rows {
            for (home, others) in [(Home::Northwick, SOUTHMERE), (Home::Southmere, NORTHWICK)] {
                let before = head(register, others).await;
                own::look(&world, home, row, &mut cells).await;
                let unchanged = head(register, others).await == before || row.name() == NOTED_ABROAD;
                cells.check(unchanged, || {
                    format!("{} by {home:?} changed another log", row.name())
                });
            }
            own::look(&world, Home::Deployment, row, &mut cells).await;
        }
        cells.finish("callers", 10_000, world.is_part());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_field_of_a_request_leads_to_another_authority() {
    for_each_register(async |register| {
        let world = World::of(register).await;
        let mut cells = Cells::default();
        for row in &world.rows {
            let before = head(register, SOUTHMERE).await;
            hidden::look(&world, row, &mut cells).await;
            mixed::look(&world, row, &mut cells).await;
            let unchanged = head(register, SOUTHMERE).await == before || row.name() == NOTED_ABROAD;
            cells.check(unchanged, || {
                format!("{} changed the log of another authority", row.name())
            });
        }
        cells.finish("fields", 8_000, world.is_part());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_token_is_good_for_another_authority() {
    for_each_register(async |register| {
        let world = World::of(register).await;
        let mut cells = Cells::default();
        for row in world.rows.iter().filter(|row| tokens::has_pages(row)) {
            tokens::look(&world, row, &mut cells).await;
        }
        cells.finish("page tokens", 250, world.is_part());
    })
    .await;
}
