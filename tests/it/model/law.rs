//! What the law makes of a step: every reason to refuse it, or what it leads to. Where several reasons hold, which of
//! them is told first is the register's own affair.

mod people;
mod stages;
mod ties;
mod time;
mod turns;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use redress::api::wire::{ErrorReason, Kind, Procedure, State};

pub use self::time::{part, part_mut};
use super::{
    policy::stages as stages_of,
    record::Record,
    steps::{Step, What, Wrong},
};

/// The records of one story; None where a registration was refused or left out.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub records: Vec<Option<Record>>,
}

/// Why a step is refused: nothing, where it is taken.
pub type Reasons = BTreeSet<ErrorReason>;

/// Collects reasons.
#[derive(Default)]
pub struct Verdict(pub Reasons);

impl Verdict {
    /// Refused for this reason, if so.
    pub fn refuse_if(&mut self, so: bool, reason: ErrorReason) {
        if so {
            self.0.insert(reason);
        }
    }

    /// The step may not be dated before this.
    pub fn not_before(&mut self, on: NaiveDate, anchor: NaiveDate) {
        self.refuse_if(on < anchor, ErrorReason::DateBeforeAnchor);
    }

    /// The step is taken in these states only.
    pub fn in_states(&mut self, record: &Record, states: &[State]) {
        self.refuse_if(!states.contains(&record.state), ErrorReason::StateRefusesStep);
    }

    /// The step belongs to complaints only.
    pub fn complaints_only(&mut self, record: &Record) {
        self.refuse_if(!record.is_complaint(), ErrorReason::StepNotInProcedure);
    }

    /// The step belongs to complaints with stages only.
    pub fn staged_only(&mut self, record: &Record) {
        self.refuse_if(stages_of(record.procedure) == 0, ErrorReason::StepNotInProcedure);
    }

    /// The step belongs to one procedure only.
    pub fn procedure_only(&mut self, record: &Record, procedure: Procedure) {
        self.refuse_if(record.procedure != procedure, ErrorReason::StepNotInProcedure);
    }
}

/// Every reason to refuse a step; None for a step about a record that there is not.
pub fn judge(world: &World, step: &Step, today: NaiveDate) -> Option<Reasons> {
    let mut verdict = Verdict::default();
    let undated = matches!(
        step.what,
        What::Find { .. } | What::Link(_) | What::Cost(_) | What::RevokeExtension(_) | What::RevokePause(_)
    ) || matches!(step.what, What::Correct(Wrong::Finding(..)));
    let may_be_ahead = undated || matches!(step.what, What::ArrangePanel);
    let about_nothing = !matches!(step.what, What::Register(_)) && world.records.get(step.of)?.is_none();
    if about_nothing {
        return None;
    }
    if step.on > today && !may_be_ahead {
        return Some(Reasons::from([ErrorReason::InvalidFields]));
    }
    let What::Register(about) = &step.what else {
        let record = world.records.get(step.of)?.as_ref()?;
        stages::judge(record, step, &mut verdict);
        time::judge(record, step, &mut verdict);
        turns::judge(record, step, &mut verdict);
        people::judge(record, step, &mut verdict);
        ties::judge(world, record, step, &mut verdict)?;
        return Some(verdict.0);
    };
    let wrong = about.grounds.is_some_and(|grounds| grounds > step.on);
    verdict.refuse_if(wrong, ErrorReason::InvalidFields);
    Some(verdict.0)
}

/// What a step that is taken leads to.
pub fn carry_out(world: &mut World, step: &Step) {
    if let What::Register(about) = &step.what {
        let index = step.of;
        world.records.resize(world.records.len().max(index + 1), None);
        world.records[index] = Some(Record::new(step.on, about));
        return;
    }
    ties::carry_out(world, step);
    if let Some(Some(record)) = world.records.get_mut(step.of) {
        stages::carry_out(record, step);
        time::carry_out(record, step);
        turns::carry_out(record, step);
        people::carry_out(record, step);
    }
}

/// Comments, compliments and the like.
pub fn is_noted(record: &Record) -> bool {
    record.kind != Kind::Complaint
}
