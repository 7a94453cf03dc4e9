//! Turns that a complaint may take: considered or not, deferred, converted, referred early, put right.

use redress::api::wire::{ErrorReason, Kind, Procedure, StageEnd, State};

use super::{Verdict, stages::end_stage, stages_of};
use crate::model::{
    calendar::months_after,
    findings::overall,
    record::{Deferral, Point, Record, Stage},
    steps::{Step, What, Wrong},
};

pub fn judge(record: &Record, step: &Step, verdict: &mut Verdict) {
    match &step.what {
        What::Accept { late, interest } => {
            verdict.complaints_only(record);
            verdict.in_states(record, &[State::Open]);
            verdict.refuse_if(record.accepted.is_some(), ErrorReason::AlreadyDone);
            verdict.not_before(step.on, record.received);
            verdict.refuse_if(record.made_late() && !late, ErrorReason::ComplaintOutOfTime);
            verdict.refuse_if(record.interest && !interest, ErrorReason::InterestUndecided);
        }
        What::Refuse => {
            verdict.complaints_only(record);
            let later =
                record.stage_number() > 1 || record.stages.iter().any(|stage| stage.response().is_some());
            verdict.refuse_if(later, ErrorReason::EscalationNotRefusable);
            verdict.in_states(record, &[State::Open]);
            verdict.not_before(step.on, record.latest());
        }
        What::Defer => {
            verdict.complaints_only(record);
            verdict.in_states(record, &[State::Open, State::Answered]);
            verdict.not_before(step.on, record.latest());
        }
        What::Review | What::EndProceedings | What::Resume { .. } => deferral(record, step, verdict),
        What::Convert { to, concerns } => {
            convert(record, step, *to, verdict);
            let none = record.points.is_empty() && *concerns == 0;
            verdict.refuse_if(none, ErrorReason::ConversionRefused);
        }
        What::ReferEarly(tests) => {
            verdict.procedure_only(record, Procedure::ChildrenStatutory);
            verdict.in_states(record, &[State::Answered]);
            verdict.refuse_if(record.stage_number() != 2, ErrorReason::StageNotCurrent);
            verdict.refuse_if(tests.contains(&false), ErrorReason::ReferralTestsFailed);
            verdict.not_before(step.on, record.latest());
        }
        What::Correct(wrong) => correct(record, step, *wrong, verdict),
        _ => {}
    }
}

fn deferral(record: &Record, step: &Step, verdict: &mut Verdict) {
    verdict.complaints_only(record);
    verdict.in_states(record, &[State::Deferred]);
    let Some(deferral) = record.deferrals.last() else {
        return;
    };
    let latest = deferral.reviewed.last().copied().unwrap_or(deferral.from);
    match &step.what {
        What::Review => verdict.not_before(step.on, latest),
        What::EndProceedings => {
            verdict.refuse_if(deferral.proceedings_ended.is_some(), ErrorReason::AlreadyDone);
            verdict.not_before(step.on, deferral.from);
        }
        What::Resume { late } => {
            verdict.not_before(step.on, deferral.from);
            let by = deferral.proceedings_ended.map(|ended| months_after(ended, 12));
            let over = by.is_some_and(|by| step.on > by);
            verdict.refuse_if(over && !late, ErrorReason::ResubmissionOutOfTime);
        }
        _ => {}
    }
}

fn convert(record: &Record, step: &Step, to: Procedure, verdict: &mut Verdict) {
    verdict.in_states(record, &[State::Open, State::Answered, State::Recorded]);
    verdict.not_before(step.on, record.latest());
    let same = record.procedure == to;
    // Once the statutory procedure has begun, the complainant may take every stage of it.
    let answered = record.stages.iter().any(|stage| stage.response().is_some());
    let begun = record.procedure == Procedure::ChildrenStatutory && answered;
    let down = to == Procedure::Informal && record.is_complaint();
    verdict.refuse_if(record.kind == Kind::Compliment, ErrorReason::StepNotInProcedure);
    verdict.refuse_if(same || down || begun, ErrorReason::ConversionRefused);
}

/// Whether the record's dates are in order: nothing before what it follows.
fn is_in_order(record: &Record) -> bool {
    let grounds = record.grounds.is_none_or(|grounds| grounds <= record.received);
    let first = record
        .stages
        .first()
        .is_none_or(|stage| stage.started >= record.received);
    let within = record.stages.iter().all(|stage| {
        let ended = stage.ended.map(|(on, _)| on);
        let mut inside = stage.acknowledged.iter().chain(stage.milestones.values());
        let inside = inside.all(|on| *on >= stage.started && ended.is_none_or(|ended| *on <= ended));
        inside && ended.is_none_or(|on| on >= stage.started)
    });
    let between = record
        .stages
        .windows(2)
        .all(|pair| pair[0].ended.is_none_or(|(ended, _)| ended <= pair[1].started));
    let latest = record
        .stages
        .last()
        .and_then(|stage| stage.ended)
        .map_or(record.received, |(on, _)| on);
    // A deferral that a withdrawal cut short began before it; what was over before it was over.
    let deferred = record.deferrals.iter();
    let deferred = deferred.map(|deferral| deferral.resumed.unwrap_or(deferral.from));
    let retracted = record.withdrawals.iter().filter_map(|(_, back, _)| *back);
    let mut before = deferred.chain(retracted).chain([latest]);
    let closed = record.closed.is_none_or(|on| before.all(|before| on >= before));
    let whole = record.acknowledged.is_none_or(|on| on >= record.received);
    grounds && first && within && between && closed && whole
}

fn correct(record: &Record, step: &Step, wrong: Wrong, verdict: &mut Verdict) {
    let mut corrected = record.clone();
    if put_right(&mut corrected, step, wrong) {
        verdict.refuse_if(!is_in_order(&corrected), ErrorReason::DateBeforeAnchor);
    } else {
        let reason = match wrong {
            Wrong::Withdrawn | Wrong::Closed => ErrorReason::StepNeeds,
            Wrong::Finding(..) => ErrorReason::ConcernUnknown,
            _ => ErrorReason::PartUnknown,
        };
        verdict.refuse_if(true, reason);
    }
}

/// Puts a date or finding right; false where there is nothing to put right.
fn put_right(record: &mut Record, step: &Step, wrong: Wrong) -> bool {
    let on = step.on;
    let found = |record: &Record, number: i32| record.stages.iter().position(|stage| stage.number == number);
    match wrong {
        Wrong::Received => {
            record.received = on;
            if let Some(first) = record.stages.first_mut().filter(|stage| stage.number == 1) {
                first.started = on;
            }
            true
        }
        Wrong::Grounds => {
            record.grounds = Some(on);
            true
        }
        Wrong::Acknowledged(0) => record.acknowledged.replace(on).is_some(),
        Wrong::Acknowledged(number) => {
            found(record, number).is_some_and(|index| record.stages[index].acknowledged.replace(on).is_some())
        }
        Wrong::Requested(number) => match found(record, number).filter(|_| number > 1) {
            Some(index) => {
                record.stages[index].started = on;
                let before = &mut record.stages[index - 1];
                if let Some((ended, StageEnd::Skipped | StageEnd::Overdue)) = &mut before.ended {
                    *ended = on;
                }
                true
            }
            None => false,
        },
        Wrong::Concluded(number) => {
            let index = found(record, number).filter(|index| record.stages[*index].response().is_some());
            index.is_some_and(|index| {
                record.stages[index]
                    .ended
                    .replace((on, StageEnd::Response))
                    .is_some()
            })
        }
        Wrong::Milestone(number, milestone) => {
            let stage = found(record, number).map(|index| &mut record.stages[index]);
            stage.is_some_and(|stage| {
                stage
                    .milestones
                    .get_mut(&milestone)
                    .map(|date| *date = on)
                    .is_some()
            })
        }
        Wrong::Finding(number, concern, finding) => {
            let Some(index) = found(record, number) else {
                return false;
            };
            let stage = &mut record.stages[index];
            if stage
                .findings
                .get_mut(&concern)
                .map(|old| *old = finding)
                .is_none()
            {
                return false;
            }
            if stage.response().is_some() && !stage.overridden {
                let all: Vec<_> = stage.findings.values().copied().collect();
                stage.finding = Some(overall(&all));
            }
            let latest = record
                .stages
                .iter()
                .rev()
                .find_map(|stage| stage.findings.get(&concern).copied());
            let point = usize::try_from(concern - 1).unwrap_or_default();
            record.points[point].finding = latest;
            true
        }
        Wrong::Withdrawn => {
            let withdrawn = record.state == State::Withdrawn;
            if let Some((date, _, _)) = record.withdrawals.last_mut().filter(|_| withdrawn) {
                *date = on;
                record.closed = Some(on);
                if let Some(stage) = record.stages.last_mut()
                    && let Some((ended, StageEnd::Withdrawal)) = &mut stage.ended
                {
                    *ended = on;
                }
            }
            withdrawn
        }
        Wrong::Closed => {
            let closed = matches!(record.state, State::Concluded | State::Lapsed);
            if closed {
                record.closed = Some(on);
            }
            closed
        }
    }
}

pub fn carry_out(record: &mut Record, step: &Step) {
    match &step.what {
        What::Accept { late, interest } => {
            record.accepted = Some(step.on);
            record.late_accepted = *late;
            record.interest_found = *interest;
        }
        What::Refuse => {
            end_stage(record, step, StageEnd::Refusal);
            record.refused = Some(step.on);
            record.closed = Some(step.on);
            record.state = State::NotAccepted;
        }
        What::Defer => {
            let back_to = record.state;
            record.end_pauses(step.on);
            record.deferrals.push(Deferral {
                from: step.on,
                reviewed: Vec::new(),
                proceedings_ended: None,
                resumed: None,
                withdrawn: None,
                back_to,
            });
            record.state = State::Deferred;
        }
        What::Convert { to, concerns } => {
            let left = i32::try_from(record.stages.len()).unwrap_or_default();
            record.conversions.push((record.procedure, *to, step.on, left));
            record.procedure = *to;
            record.kind = Kind::Complaint;
            record.points.extend(vec![Point::default(); *concerns]);
            for point in &mut record.points {
                point.finding = None;
            }
            // What was acknowledged once is acknowledged.
            let acknowledged = record
                .stages
                .first()
                .map_or(record.acknowledged, |stage| stage.acknowledged);
            record.stages.clear();
            record.acknowledged = acknowledged.filter(|_| stages_of(*to) == 0);
            if stages_of(*to) > 0 {
                let mut first = Stage::new(1, record.received);
                first.acknowledged = acknowledged;
                first.converted = Some(step.on);
                record.stages.push(first);
            }
            record.state = State::Open;
        }
        What::ReferEarly(_) => {
            record.early = Some(step.on);
            record.closed = Some(step.on);
            record.state = State::ReferredEarly;
        }
        What::Correct(wrong) => {
            put_right(record, step, *wrong);
            record.corrections += 1;
        }
        _ => carry_out_deferral(record, step),
    }
}

fn carry_out_deferral(record: &mut Record, step: &Step) {
    let Some(deferral) = record.deferrals.last_mut() else {
        return;
    };
    match &step.what {
        What::Review => deferral.reviewed.push(step.on),
        What::EndProceedings => deferral.proceedings_ended = Some(step.on),
        What::Resume { .. } => {
            deferral.resumed = Some(step.on);
            record.state = deferral.back_to;
        }
        _ => {}
    }
}
