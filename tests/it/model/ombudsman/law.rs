//! What the law makes of a step in a case: every reason to refuse it, or what it leads to.

mod after;
mod before;

use chrono::NaiveDate;
use redress::api::wire::ErrorReason;

use super::{
    record::Case,
    steps::{Step, What},
};
use crate::model::law::{Reasons, Verdict};

/// The most enquiries, drafts, remedies and entries of the monitoring officer that one case holds.
pub const ENQUIRIES_MAX: usize = 50;
pub const DRAFTS_MAX: usize = 20;
pub const REMEDIES_MAX: usize = 100;
pub const DUTIES_MAX: usize = 20;

/// The cases of one story; None where a registration was refused or left out.
#[derive(Debug, Clone, Default)]
pub struct World {
    pub cases: Vec<Option<Case>>,
}

/// Every reason to refuse a step; None for a step about a case that there is not.
pub fn judge(world: &World, step: &Step, today: NaiveDate) -> Option<Reasons> {
    let mut verdict = Verdict::default();
    let register = matches!(step.what, What::Register { .. });
    let case = world.cases.get(step.of).and_then(Option::as_ref);
    if register == case.is_some() {
        return None;
    }
    let dated = !matches!(step.what, What::Link { .. } | What::Agree { .. });
    if dated && step.on > today {
        return Some(Reasons::from([ErrorReason::InvalidFields]));
    }
    let Some(case) = case else {
        register_case(world, step, today, &mut verdict);
        return Some(verdict.0);
    };
    before::judge(case, step, &mut verdict);
    after::judge(case, step, &mut verdict);
    Some(verdict.0)
}

fn register_case(world: &World, step: &Step, today: NaiveDate, verdict: &mut Verdict) {
    let What::Register {
        notified,
        reference_of,
        ..
    } = step.what
    else {
        return;
    };
    verdict.refuse_if(
        notified.is_some_and(|notified| notified > today),
        ErrorReason::InvalidFields,
    );
    let mut others = world.cases.iter().flatten();
    verdict.refuse_if(
        others.any(|other| other.reference_of == reference_of),
        ErrorReason::ReferenceTaken,
    );
}

/// What a step that is taken leads to.
pub fn carry_out(world: &mut World, step: &Step) {
    if let What::Register {
        notified,
        listed,
        reference_of,
    } = step.what
    {
        world.cases.resize(world.cases.len().max(step.of + 1), None);
        world.cases[step.of] = Some(Case::new(step.on, notified, listed, reference_of));
    } else if let Some(Some(case)) = world.cases.get_mut(step.of) {
        before::carry_out(case, step);
        after::carry_out(case, step);
    }
}

/// The part of a list that a step names by its number, or why there is none.
fn numbered<'a, T>(
    parts: &'a [T],
    number: i32,
    unknown: ErrorReason,
    verdict: &mut Verdict,
) -> Option<&'a T> {
    let found = crate::model::law::part(parts, number);
    verdict.refuse_if(found.is_none(), unknown);
    found
}

/// A later date is later than the one that counts now.
fn later(due: NaiveDate, now: Option<NaiveDate>, verdict: &mut Verdict) {
    verdict.refuse_if(now.is_some_and(|now| due <= now), ErrorReason::ExtensionShortens);
}
