//! A row becomes a representation with its history.

use super::{
    cells::Cells,
    fields::{EQUALITY, MILESTONES, STAGES, StageFields},
};
use crate::api::wire::{
    self, ClockName, Closure, ConcernFinding, Finding, HistoricalStep, Kind, Milestone, Procedure,
    historical_step::Step,
};

/// A representation, and what happened to it, in order.
pub type History = (wire::Representation, Vec<HistoricalStep>);

/// Reads a row. What is wrong with it is recorded in the cells.
pub fn history(cells: &mut Cells<'_>) -> History {
    let representation = representation(cells);
    let mut steps = Vec::new();
    for stage in &STAGES {
        stage_steps(cells, stage, representation.concerns.len(), &mut steps);
    }
    endings(cells, &mut steps);
    let steps = steps.into_iter().map(|step| HistoricalStep { step: Some(step) });
    (representation, steps.collect())
}

fn representation(cells: &mut Cells<'_>) -> wire::Representation {
    let kind = cells.value("kind", "KIND_", Kind::from_str_name);
    let procedure = cells.value("procedure", "PROCEDURE_", Procedure::from_str_name);
    let advocacy = cells.yes("advocate_supported").map(|supported| wire::Advocacy {
        supported,
        ..wire::Advocacy::default()
    });
    wire::Representation {
        external_reference: cells.or_empty("reference"),
        kind: kind.unwrap_or_default().into(),
        procedure: procedure.unwrap_or_default().into(),
        received_date: cells.date("received_date"),
        grounds_arose_date: cells.date("grounds_arose_date"),
        service: cells.or_empty("service"),
        team: cells.or_empty("team"),
        provider: cells.or_empty("provider"),
        method: cells.or_empty("method"),
        route: cells.or_empty("route"),
        made_by: cells.or_empty("made_by"),
        advocacy,
        reply_wanted: cells.yes("reply_wanted").unwrap_or_default(),
        interest_to_decide: cells.yes("interest_to_decide").unwrap_or_default(),
        communication_needs: cells.several("communication_needs"),
        concerns: concerns(cells),
        themes: cells.several("themes"),
        narrative: cells.or_empty("narrative"),
        desired_outcome: cells.or_empty("desired_outcome"),
        people_named: cells.or_empty("people_named"),
        complainant: cells.person([
            "complainant.full_name",
            "complainant.address",
            "complainant.email",
            "complainant.telephone",
            "complainant.external_reference",
        ]),
        service_user: cells.person([
            "service_user.full_name",
            "service_user.address",
            "service_user.email",
            "service_user.telephone",
            "service_user.external_reference",
        ]),
        complainant_equality: cells.equality(&EQUALITY[0]),
        service_user_equality: cells.equality(&EQUALITY[1]),
        ..wire::Representation::default()
    }
}

fn concerns(cells: &mut Cells<'_>) -> Vec<wire::Concern> {
    let categories = cells.several("concerns");
    let subcategories = cells.several("concern_subcategories");
    if subcategories.len() > categories.len() {
        cells.refuse("concern_subcategories", "there are more of them than concerns");
    }
    let mut text = cells.or_empty("concern_text");
    let mut subcategories = subcategories.into_iter();
    let concern = |category| wire::Concern {
        category,
        subcategory: subcategories.next().unwrap_or_default(),
        // It is the text of the first.
        text: std::mem::take(&mut text),
        ..wire::Concern::default()
    };
    categories.into_iter().map(concern).collect()
}

/// The steps of a stage, in the order in which they must have been taken.
fn stage_steps(cells: &mut Cells<'_>, fields: &StageFields, concerns: usize, steps: &mut Vec<Step>) {
    let stage = fields.number;
    if stage > 1
        && let Some(requested) = cells.date(fields.requested_date)
    {
        steps.push(Step::Escalate(wire::EscalateRepresentationRequest {
            requested_date: Some(requested),
            late_acceptance_reason: cells.or_empty(fields.late_acceptance_reason),
            ..wire::EscalateRepresentationRequest::default()
        }));
    }
    told(cells, fields, steps);
    extension(cells, fields, steps);
    for (_, field, milestone) in MILESTONES.iter().filter(|(of, ..)| *of == stage) {
        if let Some(reached) = cells.date(field) {
            let milestone = Milestone::from_str_name(milestone).unwrap_or_default();
            steps.push(Step::Milestone(wire::RecordMilestoneRequest {
                milestone: milestone.into(),
                reached_date: Some(reached),
                ..wire::RecordMilestoneRequest::default()
            }));
        }
    }
    response(cells, fields, concerns, steps);
}

/// The acknowledgement, and the due date as it was told: with it, or apart where that has a date of its own.
fn told(cells: &mut Cells<'_>, fields: &StageFields, steps: &mut Vec<Step>) {
    let acknowledged = cells.date(fields.acknowledged_date);
    let told_due = cells.date(fields.told_due_date);
    let told = cells.date(fields.told_date);
    let with_it = acknowledged.is_some() && told.is_none();
    if acknowledged.is_some() {
        steps.push(Step::Acknowledge(wire::AcknowledgeRepresentationRequest {
            acknowledged_date: acknowledged,
            told_due_date: told_due.filter(|_| with_it),
            ..wire::AcknowledgeRepresentationRequest::default()
        }));
    }
    if told_due.is_some() && !with_it {
        if told.is_none() {
            cells.refuse(
                fields.told_due_date,
                "needs the date of the acknowledgement, or the date on which it was told",
            );
        }
        steps.push(Step::TellDeadline(wire::TellDeadlineRequest {
            told: Some(wire::ToldDeadline {
                clock: ClockName::Response.into(),
                stage: fields.number,
                due_date: told_due,
                told_date: told,
            }),
            ..wire::TellDeadlineRequest::default()
        }));
    } else if told.is_some() && told_due.is_none() {
        cells.refuse(fields.told_date, "needs the date that was told");
    }
}

fn extension(cells: &mut Cells<'_>, fields: &StageFields, steps: &mut Vec<Step>) {
    let Some(length) = cells.number(fields.extended_length) else {
        return;
    };
    let decided = cells.date(fields.extension_date);
    steps.push(Step::ExtendClock(wire::ExtendClockRequest {
        clock: ClockName::Response.into(),
        length,
        reason: cells.or_empty(fields.extension_reason),
        decided_date: decided,
        complainant_agreed: cells.yes(fields.extension_agreed).unwrap_or_default(),
        told_date: None,
        told_due_date: cells.date(fields.extension_told_due_date),
        ..wire::ExtendClockRequest::default()
    }));
}

/// The findings and the response.
fn response(cells: &mut Cells<'_>, fields: &StageFields, concerns: usize, steps: &mut Vec<Step>) {
    let findings = findings(cells, fields, concerns);
    if !findings.is_empty() {
        steps.push(Step::RecordFindings(wire::RecordFindingsRequest {
            stage: fields.number,
            findings,
            ..wire::RecordFindingsRequest::default()
        }));
    }
    if let Some(concluded) = cells.date(fields.response_date) {
        let overriding = cells.value(fields.overriding_finding, "FINDING_", Finding::from_str_name);
        steps.push(Step::ConcludeStage(wire::ConcludeStageRequest {
            stage: fields.number,
            concluded_date: Some(concluded),
            overriding_finding: overriding.unwrap_or_default().into(),
            override_reason: cells.or_empty(fields.override_reason),
            delay_reason: cells.or_empty(fields.delay_reason),
            signed_by: cells.or_empty(fields.signed_by),
            ..wire::ConcludeStageRequest::default()
        }));
    }
}

/// One finding a concern, or one for all.
fn findings(cells: &mut Cells<'_>, fields: &StageFields, concerns: usize) -> Vec<ConcernFinding> {
    let each = cells.several(fields.findings);
    let found: Vec<Finding> = if each.is_empty() {
        let one = cells.value(fields.finding, "FINDING_", Finding::from_str_name);
        one.map_or_else(Vec::new, |one| vec![one; concerns])
    } else {
        if each.len() != concerns {
            let told = each.len();
            cells.refuse(
                fields.findings,
                format!("holds {told}, and there are {concerns} concerns"),
            );
        }
        let read = |text: &String| cells.value_of(fields.findings, text, "FINDING_", Finding::from_str_name);
        each.iter().filter_map(read).collect()
    };
    (1..)
        .zip(found)
        .map(|(concern, finding)| ConcernFinding {
            concern,
            finding: finding.into(),
            adjudicator_agrees: None,
        })
        .collect()
}

/// What ended it: a refusal to consider it, a withdrawal, a closure.
fn endings(cells: &mut Cells<'_>, steps: &mut Vec<Step>) {
    if let Some(refused) = cells.date("refused_date") {
        let told = cells.date("refusal_told_date");
        steps.push(Step::Refuse(wire::RefuseRepresentationRequest {
            refusal: Some(wire::Refusal {
                refused_date: Some(refused),
                reason: cells.or_empty("refusal_reason"),
                reviewer: cells.or_empty("refusal_reviewer"),
                signpost: cells.or_empty("refusal_signpost"),
                told_date: told,
            }),
            ..wire::RefuseRepresentationRequest::default()
        }));
    }
    if let Some(withdrawn) = cells.date("withdrawn_date") {
        steps.push(Step::Withdraw(wire::WithdrawRepresentationRequest {
            withdrawn_date: Some(withdrawn),
            reason: cells.or_empty("withdrawal_reason"),
            ..wire::WithdrawRepresentationRequest::default()
        }));
    }
    if let Some(closed) = cells.date("closed_date") {
        let closure = cells.value("closure", "CLOSURE_", Closure::from_str_name);
        steps.push(Step::Close(wire::CloseRepresentationRequest {
            closed_date: Some(closed),
            closure: closure.unwrap_or_default().into(),
            ..wire::CloseRepresentationRequest::default()
        }));
    }
}
