//! From acknowledgement to response, and to the next stage.

use redress::api::wire::{
    ClockName, ClockState, Closure, ErrorReason, Finding, Kind, Procedure, SkipBasis, StageEnd, State,
};

use super::{Verdict, is_noted, stages_of};
use crate::model::{
    clocks::{clock, rule_of},
    findings::overall,
    record::{Point, Record, Stage},
    steps::{Step, What},
};

pub fn judge(record: &Record, step: &Step, verdict: &mut Verdict) {
    match &step.what {
        What::Acknowledge { .. } => acknowledge(record, step, verdict),
        What::Find { stage, findings } => {
            verdict.staged_only(record);
            verdict.in_states(record, &[State::Open]);
            verdict.refuse_if(*stage != record.stage_number(), ErrorReason::StageNotCurrent);
            let unknown =
                |concern: i32| usize::try_from(concern).is_ok_and(|number| number > record.points.len());
            let any_unknown = findings.iter().any(|(concern, _)| unknown(*concern));
            verdict.refuse_if(any_unknown, ErrorReason::ConcernUnknown);
        }
        What::Conclude { stage, .. } => conclude(record, step, *stage, verdict),
        What::Escalate { late, skip } => escalate(record, step, *late, *skip, verdict),
        What::Withdraw => {
            verdict.complaints_only(record);
            verdict.in_states(record, &[State::Open, State::Answered, State::Deferred]);
            verdict.not_before(step.on, record.latest());
        }
        What::Retract => {
            verdict.complaints_only(record);
            verdict.in_states(record, &[State::Withdrawn]);
            if let Some((on, _, _)) = record.withdrawals.last() {
                verdict.not_before(step.on, *on);
            }
        }
        What::Close(_) => close(record, step, verdict),
        What::AddConcerns(_) => {
            verdict.complaints_only(record);
            verdict.in_states(record, &[State::Open]);
            verdict.refuse_if(record.stage_number() > 1, ErrorReason::TieRefused);
            verdict.not_before(step.on, record.received);
        }
        _ => {}
    }
}

fn acknowledge(record: &Record, step: &Step, verdict: &mut Verdict) {
    let done = match record.stages.last() {
        Some(stage) => stage.acknowledged,
        None => record.acknowledged,
    };
    verdict.refuse_if(done.is_some(), ErrorReason::AlreadyDone);
    verdict.not_before(step.on, record.stage_started());
    let accepting = if is_noted(record) {
        State::Recorded
    } else {
        State::Open
    };
    verdict.in_states(record, &[accepting]);
}

fn conclude(record: &Record, step: &Step, stage: i32, verdict: &mut Verdict) {
    verdict.staged_only(record);
    verdict.in_states(record, &[State::Open]);
    verdict.refuse_if(stage != record.stage_number(), ErrorReason::StageNotCurrent);
    verdict.not_before(step.on, record.latest());
    if let Some(stage) = record.stages.last() {
        let missing = stage.findings.len() < record.points.len();
        verdict.refuse_if(missing, ErrorReason::FindingsMissing);
    }
    if let Some(reason) = record.undecided() {
        verdict.refuse_if(true, reason);
    }
}

fn escalate(record: &Record, step: &Step, late: bool, skip: SkipBasis, verdict: &mut Verdict) {
    verdict.staged_only(record);
    verdict.in_states(
        record,
        &[State::Open, State::Answered, State::Concluded, State::Lapsed],
    );
    let Some(stage) = record.stages.last() else {
        verdict.refuse_if(true, ErrorReason::NoFurtherStage);
        return;
    };
    let last = stage.number >= stages_of(record.procedure);
    verdict.refuse_if(last, ErrorReason::NoFurtherStage);
    if let Some((ended, _)) = stage.ended {
        verdict.not_before(step.on, ended);
        let window = clock(record, ClockName::RequestWindow, stage.number);
        let hard = window.as_ref().filter(|window| rule_of(record, window).hard);
        let over = hard
            .and_then(|window| window.agreed)
            .is_some_and(|due| step.on > due);
        verdict.refuse_if(over && !late, ErrorReason::EscalationOutOfTime);
        return;
    }
    verdict.not_before(step.on, record.latest());
    let skipped = skip != SkipBasis::Unspecified;
    if skipped {
        let may = record.procedure == Procedure::ChildrenStatutory && stage.number == 1;
        verdict.refuse_if(!may, ErrorReason::StageUnderWay);
    }
    verdict.refuse_if(
        !skipped && !is_overdue(record, stage, step),
        ErrorReason::StageUnderWay,
    );
}

/// Whether the response was due before the complainant asked, and that opens the next stage.
fn is_overdue(record: &Record, stage: &Stage, step: &Step) -> bool {
    let Some(response) = clock(record, ClockName::Response, stage.number) else {
        return false;
    };
    let runs = matches!(response.state, ClockState::Running | ClockState::Paused);
    let opens = rule_of(record, &response).overdue_opens_next && runs;
    opens && response.agreed.is_some_and(|due| step.on > due)
}

fn close(record: &Record, step: &Step, verdict: &mut Verdict) {
    let may = record.kind != Kind::Compliment;
    verdict.refuse_if(!may, ErrorReason::StepNotInProcedure);
    match record.state {
        State::Open => verdict.refuse_if(!record.stages.is_empty(), ErrorReason::StageUnderWay),
        State::Recorded => {}
        _ => verdict.in_states(record, &[State::Answered]),
    }
    verdict.not_before(step.on, record.latest());
}

pub fn carry_out(record: &mut Record, step: &Step) {
    match &step.what {
        What::Acknowledge { told } => {
            match record.stages.last_mut() {
                Some(stage) => stage.acknowledged = Some(step.on),
                None => record.acknowledged = Some(step.on),
            }
            record.told += usize::from(told.is_some());
        }
        What::Find { findings, .. } => {
            for (concern, finding) in findings {
                put_finding(record, *concern, *finding);
            }
        }
        What::Conclude { overriding, .. } => {
            if let Some(stage) = record.stages.last_mut() {
                let found: Vec<Finding> = stage.findings.values().copied().collect();
                let derived = overall(&found);
                stage.overridden = overriding.is_some_and(|finding| finding != derived);
                stage.finding = Some(overriding.unwrap_or(derived));
                stage.ended = Some((step.on, StageEnd::Response));
            }
            record.state = State::Answered;
        }
        What::Escalate { skip, .. } => next_stage(record, step, *skip),
        What::Withdraw => {
            let back_to = match record
                .deferrals
                .last_mut()
                .filter(|_| record.state == State::Deferred)
            {
                Some(deferral) => {
                    deferral.withdrawn = Some(step.on);
                    deferral.back_to
                }
                None => record.state,
            };
            record.end_pauses(step.on);
            record.withdrawals.push((step.on, None, back_to));
            end_stage(record, step, StageEnd::Withdrawal);
            record.closed = Some(step.on);
            record.state = State::Withdrawn;
        }
        What::Retract => retract(record, step),
        What::Close(closure) => {
            record.closed = Some(step.on);
            record.state = match closure {
                Closure::Lapsed => State::Lapsed,
                _ => State::Concluded,
            };
        }
        What::AddConcerns(more) => record.points.extend(vec![Point::default(); *more]),
        _ => {}
    }
}

/// Ends the stage that is under way, if there is one.
pub fn end_stage(record: &mut Record, step: &Step, end: StageEnd) {
    if let Some(stage) = record.stages.last_mut() {
        stage.ended.get_or_insert((step.on, end));
    }
}

fn put_finding(record: &mut Record, concern: i32, finding: Finding) {
    if let Some(stage) = record.stages.last_mut() {
        stage.findings.insert(concern, finding);
    }
    let index = usize::try_from(concern - 1).unwrap_or_default();
    record.points[index].finding = Some(finding);
}

fn next_stage(record: &mut Record, step: &Step, skip: SkipBasis) {
    let end = if skip == SkipBasis::Unspecified {
        StageEnd::Overdue
    } else {
        StageEnd::Skipped
    };
    end_stage(record, step, end);
    let number = record.stage_number() + 1;
    record.stages.push(Stage::new(number, step.on));
    record.state = State::Open;
    record.closed = None;
}

fn retract(record: &mut Record, step: &Step) {
    let Some((_, back, state)) = record.withdrawals.last_mut() else {
        return;
    };
    *back = Some(step.on);
    record.state = *state;
    record.closed = None;
    // What waited for proceedings waits no longer.
    if let Some(deferral) = record.deferrals.last_mut() {
        deferral.resumed.get_or_insert(step.on);
    }
    if let Some(stage) = record.stages.last_mut() {
        stage.ended = stage.ended.filter(|(_, end)| *end != StageEnd::Withdrawal);
    }
}
