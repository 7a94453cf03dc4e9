//! Two representations that belong together.

use redress::api::wire::{ErrorReason, StageEnd, State, TieKind};

use super::{Verdict, World, is_noted, stages::end_stage};
use crate::model::{
    record::Record,
    steps::{Step, What},
};

/// None where the other record is not there.
pub fn judge(world: &World, record: &Record, step: &Step, verdict: &mut Verdict) -> Option<()> {
    match step.what {
        What::Link(other) => {
            world.records.get(other)?.as_ref()?;
            verdict.refuse_if(other == step.of, ErrorReason::TieRefused);
            let tied = record.ties.contains(&(other, TieKind::Related.into()));
            verdict.refuse_if(tied, ErrorReason::AlreadyDone);
        }
        What::Join(other) => {
            let into = world.records.get(other)?.as_ref()?;
            verdict.in_states(record, &[State::Open, State::Recorded]);
            verdict.not_before(step.on, record.latest());
            let later = into.stage_number() > 1 || record.stage_number() > 1;
            let apart = is_noted(record) != is_noted(into) || record.procedure != into.procedure;
            let at_work = matches!(into.state, State::Open | State::Recorded);
            let refused = other == step.of || later || apart || !at_work;
            verdict.refuse_if(refused, ErrorReason::TieRefused);
        }
        _ => {}
    }
    Some(())
}

pub fn carry_out(world: &mut World, step: &Step) {
    match step.what {
        What::Link(other) => tie(world, (step.of, TieKind::Related), (other, TieKind::Related)),
        What::Join(other) => {
            tie(world, (step.of, TieKind::JoinedTo), (other, TieKind::Took));
            let Some(Some(record)) = world.records.get_mut(step.of) else {
                return;
            };
            end_stage(record, step, StageEnd::Joined);
            record.state = State::Joined;
            record.closed = Some(step.on);
            let points = record.points.len();
            if let Some(Some(into)) = world.records.get_mut(other) {
                into.points
                    .extend(vec![crate::model::record::Point::default(); points]);
            }
        }
        _ => {}
    }
}

fn tie(world: &mut World, (one, of_one): (usize, TieKind), (other, of_other): (usize, TieKind)) {
    if let Some(Some(record)) = world.records.get_mut(one) {
        record.ties.push((other, of_one.into()));
    }
    if let Some(Some(record)) = world.records.get_mut(other) {
        record.ties.push((one, of_other.into()));
    }
}
