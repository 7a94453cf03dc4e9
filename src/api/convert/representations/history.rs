//! A history that is imported: its steps are read as the calls are that they would have been.

use super::steps::{Step, Stepped};
use crate::api::{
    convert::Reader,
    wire::{self, historical_step::Step as Told},
};

/// Reads one step. `prefix` is its path, such as `steps[2]`; the path of each field goes on with the kind of step. The
/// reader has recorded why where it is `None`.
pub fn historical_step(reader: &mut Reader<'_>, prefix: &str, step: wire::HistoricalStep) -> Option<Stepped> {
    let wire::HistoricalStep { step } = step;
    let Some(told) = step else {
        reader.refuse(prefix, "must say what happened");
        return None;
    };
    reader.within(prefix, |reader| match told {
        Told::Acknowledge(step) => reader.within("acknowledge", |reader| step.read_step(reader)),
        Told::TellDeadline(step) => reader.within("tell_deadline", |reader| step.read_step(reader)),
        Told::ExtendClock(step) => reader.within("extend_clock", |reader| step.read_step(reader)),
        Told::RecordFindings(step) => reader.within("record_findings", |reader| step.read_step(reader)),
        Told::ConcludeStage(step) => reader.within("conclude_stage", |reader| step.read_step(reader)),
        Told::Escalate(step) => reader.within("escalate", |reader| step.read_step(reader)),
        Told::Withdraw(step) => reader.within("withdraw", |reader| step.read_step(reader)),
        Told::Close(step) => reader.within("close", |reader| step.read_step(reader)),
        Told::Refuse(step) => reader.within("refuse", |reader| step.read_step(reader)),
        Told::Appoint(step) => reader.within("appoint", |reader| step.read_step(reader)),
        Told::Milestone(step) => reader.within("milestone", |reader| step.read_step(reader)),
        Told::AgreePlan(step) => reader.within("agree_plan", |reader| step.read_step(reader)),
        Told::RecordCost(step) => reader.within("record_cost", |reader| step.read_step(reader)),
    })
}
