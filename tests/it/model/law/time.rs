//! More time, time that is not counted, and what is told of it.

use redress::api::wire::{ClockName, ClockState, ErrorReason, State};

use super::Verdict;
use crate::model::{
    clocks::{clock, named, rule_of},
    record::{Extension, Pause, Record},
    steps::{Step, What},
};

/// The part of a list that a step names by its number, from 1.
pub fn part<T>(parts: &[T], number: i32) -> Option<&T> {
    usize::try_from(number - 1)
        .ok()
        .and_then(|index| parts.get(index))
}

/// The same, to be changed.
pub fn part_mut<T>(parts: &mut [T], number: i32) -> Option<&mut T> {
    usize::try_from(number - 1)
        .ok()
        .and_then(|index| parts.get_mut(index))
}

pub fn judge(record: &Record, step: &Step, verdict: &mut Verdict) {
    match &step.what {
        What::Extend {
            clock,
            length,
            agreed,
        } => extend(record, step, (*clock, *length, *agreed), verdict),
        What::Pause { clock } => pause(record, step, *clock, verdict),
        What::RevokeExtension(number) => match part(&record.extensions, *number) {
            Some(extension) => verdict.refuse_if(extension.revoked, ErrorReason::AlreadyDone),
            None => verdict.refuse_if(true, ErrorReason::PartUnknown),
        },
        What::EndPause(number) => {
            verdict.in_states(record, &[State::Open]);
            match part(&record.pauses, *number) {
                Some(pause) => {
                    verdict.refuse_if(pause.revoked || pause.until.is_some(), ErrorReason::AlreadyDone);
                    verdict.not_before(step.on, pause.from);
                }
                None => verdict.refuse_if(true, ErrorReason::PartUnknown),
            }
        }
        What::RevokePause(number) => match part(&record.pauses, *number) {
            Some(pause) => verdict.refuse_if(pause.revoked, ErrorReason::AlreadyDone),
            None => verdict.refuse_if(true, ErrorReason::PartUnknown),
        },
        What::Tell {
            clock: name, stage, ..
        }
        | What::Delay { clock: name, stage } => {
            let known = clock(record, *name, *stage);
            verdict.refuse_if(known.is_none(), ErrorReason::ClockNotRunning);
            verdict.not_before(step.on, record.received);
        }
        _ => {}
    }
}

fn extend(
    record: &Record,
    step: &Step,
    (name, length, agreed): (ClockName, i32, bool),
    verdict: &mut Verdict,
) {
    verdict.complaints_only(record);
    verdict.in_states(record, &[State::Open]);
    let Some(shown) = named(record, name) else {
        verdict.refuse_if(true, ErrorReason::ClockNotRunning);
        return;
    };
    let runs = matches!(shown.state, ClockState::Running | ClockState::Paused);
    verdict.refuse_if(!runs, ErrorReason::ClockNotRunning);
    let rule = rule_of(record, &shown);
    verdict.refuse_if(rule.cap == 0, ErrorReason::ClockNotExtendable);
    verdict.refuse_if(rule.cap > 0 && length > rule.cap, ErrorReason::ExtensionOverCap);
    verdict.refuse_if(rule.agreement && !agreed, ErrorReason::AgreementNeeded);
    verdict.refuse_if(length <= shown.agreed_length, ErrorReason::ExtensionShortens);
    verdict.refuse_if(
        shown.agreed.is_some_and(|due| step.on > due),
        ErrorReason::ExtensionTooLate,
    );
    if let Some(anchor) = shown.anchor {
        verdict.not_before(step.on, anchor);
    }
}

fn pause(record: &Record, step: &Step, name: ClockName, verdict: &mut Verdict) {
    verdict.complaints_only(record);
    verdict.in_states(record, &[State::Open]);
    let Some(shown) = named(record, name) else {
        verdict.refuse_if(true, ErrorReason::ClockNotRunning);
        return;
    };
    let runs = matches!(shown.state, ClockState::Running | ClockState::Paused);
    verdict.refuse_if(!runs, ErrorReason::ClockNotRunning);
    verdict.refuse_if(shown.state == ClockState::Paused, ErrorReason::AlreadyDone);
    verdict.refuse_if(
        rule_of(record, &shown).pause_cap == 0,
        ErrorReason::ClockNotPausable,
    );
    verdict.refuse_if(
        shown.agreed.is_some_and(|due| step.on > due),
        ErrorReason::ExtensionTooLate,
    );
    if let Some(anchor) = shown.anchor {
        verdict.not_before(step.on, anchor);
    }
    for (_, until) in record.suspended() {
        verdict.not_before(step.on, until.unwrap_or(step.on));
    }
    for earlier in record
        .pauses
        .iter()
        .filter(|earlier| !earlier.revoked && earlier.clock == name)
    {
        if let Some(until) = earlier.until {
            verdict.not_before(step.on, until);
        }
    }
}

pub fn carry_out(record: &mut Record, step: &Step) {
    let era = record.era();
    match &step.what {
        What::Extend { clock, length, .. } => {
            let stage = named(record, *clock).map_or(0, |shown| shown.stage);
            record.extensions.push(Extension {
                clock: *clock,
                stage,
                length: *length,
                revoked: false,
                era,
            });
        }
        What::RevokeExtension(number) => {
            if let Some(extension) = part_mut(&mut record.extensions, *number) {
                extension.revoked = true;
            }
        }
        What::Pause { clock } => {
            let stage = named(record, *clock).map_or(0, |shown| shown.stage);
            let pause = Pause {
                clock: *clock,
                stage,
                from: step.on,
                until: None,
                revoked: false,
                era,
            };
            record.pauses.push(pause);
        }
        What::EndPause(number) => {
            if let Some(pause) = part_mut(&mut record.pauses, *number) {
                pause.until = Some(step.on);
            }
        }
        What::RevokePause(number) => {
            if let Some(pause) = part_mut(&mut record.pauses, *number) {
                pause.revoked = true;
            }
        }
        What::Tell { .. } => record.told += 1,
        _ => {}
    }
}
