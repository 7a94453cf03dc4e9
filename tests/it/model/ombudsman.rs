//! The Ombudsman's cases, in the model (domain facts 3; Local Government Act 1974 Part III; Local Government and Housing
//! Act 1989 ss5 and 5A).

pub mod clocks;
mod generate;
mod law;
mod picture;
pub mod reached;
mod record;
mod send;
mod steps;

use redress::api::wire::{ClockName, ClockState, OmbudsmanCase};
use tonic::Status;

use self::{
    law::World,
    steps::{Step, What},
};
use super::{Noun, Teller, law::Reasons, picture::differences, reached::Reached, today};

/// Cases of the Ombudsman.
pub struct Cases;

impl Noun for Cases {
    type World = World;
    type Step = Step;
    type Seen = OmbudsmanCase;

    fn reached() -> &'static Reached {
        &reached::REACHED
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
        matches!(step.what, What::Register { .. })
    }

    fn judge(world: &World, step: &Step) -> Option<Reasons> {
        law::judge(world, step, today())
    }

    fn carry_out(world: &mut World, step: &Step) {
        law::carry_out(world, step);
    }

    fn state(world: &World, of: usize) -> Option<&'static str> {
        let case = world.cases.get(of)?.as_ref()?;
        Some(case.state().as_str_name())
    }

    fn clocks(world: &World, of: usize) -> Vec<(ClockName, ClockState)> {
        let case = world.cases.get(of).and_then(Option::as_ref);
        let shown = case.map(clocks::of_case).unwrap_or_default();
        shown
            .into_iter()
            .map(|shown| (shown.clock, shown.state))
            .collect()
    }

    async fn send(
        teller: &Teller,
        step: &Step,
        names: &[Option<String>],
        telling: u64,
    ) -> Result<OmbudsmanCase, Status> {
        let name = names.get(step.of).cloned().flatten().unwrap_or_default();
        send::send(teller, step, name, telling).await
    }

    fn name(seen: &OmbudsmanCase) -> &str {
        &seen.name
    }

    fn differences(world: &World, of: usize, seen: &OmbudsmanCase) -> Vec<String> {
        let case = world.cases.get(of).and_then(Option::as_ref);
        case.map_or_else(Vec::new, |case| {
            differences(&picture::of_model(case), &picture::of_register(seen))
        })
    }
}
