//! Representations, as stories are told of them.

use redress::api::wire::{ClockName, ClockState, Representation};
use tonic::Status;

use super::{
    Noun, Teller, clocks, generate,
    law::{self, Reasons, World},
    picture::{differences, of_model, of_register},
    reached::{REACHED, Reached},
    send,
    steps::{Step, What},
    today,
};

/// Representations.
pub struct Representations;

impl Noun for Representations {
    type World = World;
    type Step = Step;
    type Seen = Representation;

    fn reached() -> &'static Reached {
        &REACHED
    }

    fn story(seed: u64) -> Vec<Step> {
        generate::story(seed)
    }

    fn of(step: &Step) -> usize {
        step.of
    }

    fn word(step: &Step) -> &'static str {
        step.what.word()
    }

    fn registers(step: &Step) -> bool {
        matches!(step.what, What::Register(_))
    }

    fn judge(world: &World, step: &Step) -> Option<Reasons> {
        law::judge(world, step, today())
    }

    fn carry_out(world: &mut World, step: &Step) {
        law::carry_out(world, step);
    }

    fn state(world: &World, of: usize) -> Option<&'static str> {
        let record = world.records.get(of)?.as_ref()?;
        Some(record.state.as_str_name())
    }

    fn clocks(world: &World, of: usize) -> Vec<(ClockName, ClockState)> {
        let record = world.records.get(of).and_then(Option::as_ref);
        let shown = record.map(clocks::clocks).unwrap_or_default();
        shown
            .into_iter()
            .map(|shown| (shown.clock, shown.state))
            .collect()
    }

    async fn send(
        teller: &Teller,
        step: &Step,
        names: &[Option<String>],
        _telling: u64,
    ) -> Result<Representation, Status> {
        send::send(&teller.caller, step, names).await
    }

    fn name(seen: &Representation) -> &str {
        &seen.name
    }

    fn differences(world: &World, of: usize, seen: &Representation) -> Vec<String> {
        let record = world.records.get(of).and_then(Option::as_ref);
        record.map_or_else(Vec::new, |record| {
            differences(&of_model(record), &of_register(seen))
        })
    }
}
