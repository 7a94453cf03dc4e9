//! From the decision on: remedies, compliance, the public report, the monitoring officer, publication.

use chrono::NaiveDate;
use redress::api::wire::{
    ComplianceOutcome, ErrorReason, MonitoringOfficerStep as Officer, PublicReportStep as Report,
};

use super::{DUTIES_MAX, REMEDIES_MAX, later, numbered};
use crate::model::{
    law::{Verdict, part_mut},
    ombudsman::{
        clocks::{inspection_until, of_response},
        record::{Case, Duty, Later, Remedy},
        steps::{Step, What},
    },
};

pub fn judge(case: &Case, step: &Step, verdict: &mut Verdict) {
    let on = step.on;
    let not_before_decision = |verdict: &mut Verdict| {
        if let Some(decided) = case.decided() {
            verdict.not_before(on, decided);
        }
    };
    match &step.what {
        What::Agree { due, .. } => {
            verdict.refuse_if(!case.upheld(), ErrorReason::CaseNotUpheld);
            // Compliance is judged once, on all remedies; what comes after is another investigation (Compliance Manual 4).
            verdict.refuse_if(case.compliance.is_some(), ErrorReason::AlreadyDone);
            if let Some(decided) = case.decided() {
                verdict.not_before(*due, decided);
            }
            verdict.refuse_if(case.remedies.len() >= REMEDIES_MAX, ErrorReason::LimitReached);
        }
        What::ExtendRemedy { number, .. }
        | What::Complete { number, .. }
        | What::Refuse(number)
        | What::Evidence(number)
        | What::Satisfy(number) => {
            let found = numbered(&case.remedies, *number, ErrorReason::RemedyUnknown, verdict);
            if let Some(remedy) = found {
                of_remedy(case, remedy, step, verdict);
            }
        }
        What::Comply(outcome) => comply(case, *outcome, on, verdict),
        What::Report(report) => report_step(case, *report, on, verdict),
        What::ExtendReport { further, due } => extend_report(case, *further, *due, on, verdict),
        What::Duty { .. } => {
            verdict.refuse_if(!case.upheld(), ErrorReason::CaseNotUpheld);
            not_before_decision(verdict);
            verdict.refuse_if(case.duties.len() >= DUTIES_MAX, ErrorReason::LimitReached);
        }
        What::DutyStep { number, step } => {
            let found = numbered(&case.duties, *number, ErrorReason::DutyUnknown, verdict);
            if let Some(duty) = found {
                duty_step(duty, *step, on, verdict);
            }
        }
        What::Publish => {
            verdict.refuse_if(case.decision.is_none(), ErrorReason::CaseNotDecided);
            verdict.refuse_if(case.published.is_some(), ErrorReason::AlreadyDone);
            not_before_decision(verdict);
        }
        _ => {}
    }
}

fn of_remedy(case: &Case, remedy: &Remedy, step: &Step, verdict: &mut Verdict) {
    let on = step.on;
    let decided = case.decided().unwrap_or(on);
    match &step.what {
        What::ExtendRemedy { due, .. } => {
            let over = remedy.completed.is_some() || remedy.refused.is_some();
            verdict.refuse_if(over, ErrorReason::AlreadyDone);
            verdict.not_before(on, remedy.later.agreed.unwrap_or(decided));
            later(*due, Some(remedy.later.due.unwrap_or(remedy.due)), verdict);
        }
        What::Complete { paid, .. } => {
            verdict.refuse_if(remedy.completed.is_some(), ErrorReason::AlreadyDone);
            verdict.refuse_if(paid.is_some() && !remedy.pays, ErrorReason::PaymentNotAgreed);
            verdict.not_before(on, decided);
            verdict.not_before(paid.unwrap_or(decided), decided);
        }
        What::Refuse(_) => {
            let over = remedy.completed.is_some() || remedy.refused.is_some();
            verdict.refuse_if(over, ErrorReason::AlreadyDone);
            verdict.not_before(on, decided);
        }
        What::Evidence(_) => {
            verdict.refuse_if(remedy.satisfied.is_some(), ErrorReason::AlreadyDone);
            verdict.not_before(on, remedy.evidence.unwrap_or(decided));
        }
        _ => {
            verdict.refuse_if(remedy.satisfied.is_some(), ErrorReason::AlreadyDone);
            verdict.refuse_if(remedy.completed.is_none(), ErrorReason::RemedyNotCompleted);
            verdict.not_before(on, remedy.completed.unwrap_or(decided));
        }
    }
}

fn comply(case: &Case, outcome: ComplianceOutcome, on: NaiveDate, verdict: &mut Verdict) {
    verdict.refuse_if(!case.upheld(), ErrorReason::CaseNotUpheld);
    verdict.refuse_if(case.compliance.is_some(), ErrorReason::AlreadyDone);
    verdict.refuse_if(case.remedies.is_empty(), ErrorReason::NoRemedyAgreed);
    let mut after = case.decided();
    if outcome != ComplianceOutcome::NotComplete {
        let missing = case.remedies.iter().any(|remedy| remedy.completed.is_none());
        verdict.refuse_if(missing, ErrorReason::RemedyNotCompleted);
        after = after.max(case.remedies.iter().filter_map(|remedy| remedy.completed).max());
    }
    verdict.not_before(on, after.unwrap_or(on));
}

/// The step that must have been taken before (Local Government Act 1974 ss30(4) and 31).
fn follows(step: Report) -> Option<Report> {
    match step {
        Report::InspectionEnded => Some(Report::InspectionOpened),
        Report::OmbudsmanTold => Some(Report::Considered),
        Report::FurtherConsidered | Report::StatementPublished => Some(Report::FurtherReport),
        Report::FurtherOmbudsmanTold => Some(Report::FurtherConsidered),
        _ => None,
    }
}

fn report_step(case: &Case, step: Report, on: NaiveDate, verdict: &mut Verdict) {
    let Some(received) = case.report_received() else {
        verdict.refuse_if(true, ErrorReason::NoPublicReport);
        return;
    };
    verdict.refuse_if(case.steps.contains_key(&step), ErrorReason::AlreadyDone);
    let before = follows(step).map(|before| case.steps.get(&before).copied());
    verdict.refuse_if(before == Some(None), ErrorReason::EarlierStepMissing);
    verdict.not_before(on, before.flatten().unwrap_or(received));
    if step == Report::InspectionEnded {
        let short = inspection_until(case).is_some_and(|until| on < until);
        verdict.refuse_if(short, ErrorReason::InspectionTooShort);
    }
}

fn extend_report(case: &Case, further: bool, due: NaiveDate, on: NaiveDate, verdict: &mut Verdict) {
    verdict.refuse_if(case.report_received().is_none(), ErrorReason::NoPublicReport);
    let [first, second] = of_response(case);
    let clock = if further { second } else { first };
    let Some(clock) = clock else {
        verdict.refuse_if(case.report_received().is_some(), ErrorReason::EarlierStepMissing);
        return;
    };
    verdict.refuse_if(clock.stopped.is_some(), ErrorReason::AlreadyDone);
    later(due, clock.agreed, verdict);
    let agreed = case.response_later[usize::from(further)].agreed.or(clock.anchor);
    verdict.not_before(on, agreed.unwrap_or(on));
}

fn duty_step(duty: &Duty, step: Officer, on: NaiveDate, verdict: &mut Verdict) {
    verdict.refuse_if(!duty.triggered, ErrorReason::DutyNotTriggered);
    verdict.refuse_if(duty.steps.contains_key(&step), ErrorReason::AlreadyDone);
    let before = match step {
        Officer::Considered => duty.steps.get(&Officer::Reported).copied(),
        Officer::Responded => duty.steps.get(&Officer::Considered).copied(),
        _ => Some(duty.assessed),
    };
    verdict.refuse_if(before.is_none(), ErrorReason::EarlierStepMissing);
    verdict.not_before(on, before.unwrap_or(duty.assessed));
}

pub fn carry_out(case: &mut Case, step: &Step) {
    let on = step.on;
    let agreed = |due| Later {
        due: Some(due),
        agreed: Some(on),
    };
    match &step.what {
        What::Agree { due, pays, service } => case.remedies.push(Remedy {
            due: *due,
            pays: *pays,
            service: *service,
            later: Later::default(),
            completed: None,
            paid: None,
            refused: None,
            evidence: None,
            satisfied: None,
        }),
        What::ExtendRemedy { number, .. }
        | What::Complete { number, .. }
        | What::Refuse(number)
        | What::Evidence(number)
        | What::Satisfy(number) => {
            if let Some(remedy) = part_mut(&mut case.remedies, *number) {
                to_remedy(remedy, step);
            }
        }
        What::Comply(outcome) => case.compliance = Some((*outcome, on)),
        What::Report(report) => {
            case.steps.insert(*report, on);
        }
        What::ExtendReport { further, due } => case.response_later[usize::from(*further)] = agreed(*due),
        What::Duty { triggered } => case.duties.push(Duty {
            assessed: on,
            triggered: *triggered,
            steps: std::collections::BTreeMap::new(),
        }),
        What::DutyStep { number, step } => {
            if let Some(duty) = part_mut(&mut case.duties, *number) {
                duty.steps.insert(*step, on);
            }
        }
        What::Publish => case.published = Some(on),
        _ => {}
    }
}

fn to_remedy(remedy: &mut Remedy, step: &Step) {
    let on = Some(step.on);
    match &step.what {
        What::ExtendRemedy { due, .. } => {
            remedy.later = Later {
                due: Some(*due),
                agreed: on,
            };
        }
        What::Complete { paid, .. } => {
            remedy.completed = on;
            remedy.paid = *paid;
        }
        What::Refuse(_) => remedy.refused = on,
        What::Evidence(_) => remedy.evidence = on,
        _ => remedy.satisfied = on,
    }
}
