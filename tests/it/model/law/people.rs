//! Who is appointed and whether they may be; advocates; plans, panels and milestones.

use redress::api::wire::{AppointmentRole as Role, ErrorReason, Milestone, Procedure, State};

use super::{
    Verdict, is_noted, stages_of,
    time::{part, part_mut},
};
use crate::model::{
    record::{Appointment, Record},
    steps::{Declared, Step, What},
};

const ALIVE: [State; 3] = [State::Open, State::Answered, State::Deferred];

pub fn judge(record: &Record, step: &Step, verdict: &mut Verdict) {
    match &step.what {
        What::Appoint {
            role,
            officer,
            stage,
            declared,
        } => {
            verdict.complaints_only(record);
            verdict.in_states(record, &ALIVE);
            let for_stage = record.stages.iter().find(|known| known.number == *stage);
            let since = for_stage.map_or(record.received, |stage| stage.started);
            verdict.not_before(step.on, since);
            belongs(record, *role, *stage, verdict);
            let independent = is_independent(record, *role, *officer, *declared);
            verdict.refuse_if(!independent, ErrorReason::NotIndependent);
            seats(record, *role, *officer, *stage, verdict);
        }
        What::EndAppointment(number) => match part(&record.appointments, *number) {
            Some(held) => {
                verdict.refuse_if(held.ended.is_some(), ErrorReason::AlreadyDone);
                verdict.not_before(step.on, held.on);
            }
            None => verdict.refuse_if(true, ErrorReason::PartUnknown),
        },
        What::Advocate { appointed, conflict } => {
            verdict.complaints_only(record);
            verdict.in_states(record, &ALIVE);
            let conflicted = conflict.or(record.advocate_conflict) == Some(true);
            verdict.refuse_if(*appointed && conflicted, ErrorReason::AdvocateConflict);
        }
        What::Plan(_) => {
            verdict.procedure_only(record, Procedure::AdultStatutory);
            verdict.in_states(record, &[State::Open]);
            verdict.refuse_if(record.plan.is_some(), ErrorReason::AlreadyDone);
            verdict.not_before(step.on, record.received);
        }
        What::Jointly => {
            verdict.procedure_only(record, Procedure::AdultStatutory);
            verdict.in_states(record, &[State::Open]);
            verdict.refuse_if(record.joint.is_some(), ErrorReason::AlreadyDone);
            verdict.not_before(step.on, record.received);
        }
        What::ArrangePanel => {
            verdict.procedure_only(record, Procedure::ChildrenStatutory);
            verdict.in_states(record, &[State::Open]);
            verdict.refuse_if(record.stage_number() != 3, ErrorReason::StageNotCurrent);
            verdict.not_before(step.on, record.stage_started());
            let met = record
                .stages
                .last()
                .is_some_and(|stage| stage.milestones.contains_key(&Milestone::PanelMet));
            verdict.refuse_if(met, ErrorReason::AlreadyDone);
        }
        What::Reach(milestone) => reach(record, step, *milestone, verdict),
        What::Forward => {
            verdict.refuse_if(!is_noted(record), ErrorReason::StepNotInProcedure);
            verdict.not_before(step.on, record.received);
        }
        What::Cost(stage) => {
            verdict.complaints_only(record);
            verdict.refuse_if(*stage > record.stage_number(), ErrorReason::StageNotCurrent);
        }
        What::Contact => verdict.not_before(step.on, record.received),
        What::Pay(number) => match part(&record.costs, *number) {
            Some(paid) => verdict.refuse_if(*paid, ErrorReason::AlreadyDone),
            None => verdict.refuse_if(true, ErrorReason::PartUnknown),
        },
        What::EndContact => match record.contact {
            Some((from, ended)) => {
                verdict.refuse_if(ended, ErrorReason::AlreadyDone);
                verdict.not_before(step.on, from);
            }
            None => verdict.refuse_if(true, ErrorReason::StepNeeds),
        },
        _ => {}
    }
}

/// The stages that a role belongs to.
fn belongs(record: &Record, role: Role, stage: i32, verdict: &mut Verdict) {
    let children = record.procedure == Procedure::ChildrenStatutory;
    let (known, right) = match role {
        Role::CaseOfficer | Role::ResponsiblePerson | Role::Unspecified => (true, stage == 0),
        Role::Responder => (true, stage > 0 || stages_of(record.procedure) == 0),
        Role::InvestigatingOfficer | Role::IndependentPerson | Role::AdjudicatingOfficer => {
            (children, stage == 2)
        }
        Role::PanelChair | Role::PanelMember => (children, stage == 3),
    };
    verdict.refuse_if(!known || !right, ErrorReason::StepNotInProcedure);
    verdict.refuse_if(stage > record.stage_number(), ErrorReason::StageNotCurrent);
}

fn held(record: &Record, officer: usize, roles: &[Role], stage: i32) -> bool {
    let mut all = record.appointments.iter();
    all.any(|held| held.officer == officer && roles.contains(&held.role) && held.stage == stage)
}

/// SI 2006/1738 regs 17 and 19. That others answer a later stage is good practice, of which the register warns.
fn is_independent(record: &Record, role: Role, officer: usize, declared: Declared) -> bool {
    let apart = !declared.member && !declared.officer && !declared.partner;
    match role {
        Role::InvestigatingOfficer => {
            !declared.in_line && !held(record, officer, &[Role::IndependentPerson], 2)
        }
        Role::IndependentPerson => apart && !held(record, officer, &[Role::InvestigatingOfficer], 2),
        Role::PanelChair | Role::PanelMember => {
            apart && !held(record, officer, &[Role::IndependentPerson], 2)
        }
        _ => true,
    }
}

/// Three seats, the chair among them; nobody sits twice.
fn seats(record: &Record, role: Role, officer: usize, stage: i32, verdict: &mut Verdict) {
    let sitting = |held: &&Appointment| {
        held.ended.is_none()
            && held.stage == stage
            && matches!(held.role, Role::PanelChair | Role::PanelMember)
    };
    let panel: Vec<&Appointment> = record.appointments.iter().filter(sitting).collect();
    // A new chair takes over from the one before.
    let goes = |held: &Appointment| role == Role::PanelChair && held.role == Role::PanelChair;
    let replaced = panel.iter().filter(|held| goes(held)).count();
    if matches!(role, Role::PanelChair | Role::PanelMember) {
        verdict.refuse_if(panel.len() - replaced >= 3, ErrorReason::LimitReached);
        let again = panel.iter().any(|held| held.officer == officer && !goes(held));
        verdict.refuse_if(again, ErrorReason::NotIndependent);
    }
}

fn of_any_stage(milestone: Milestone) -> bool {
    matches!(
        milestone,
        Milestone::InternalForm | Milestone::MediationBegan | Milestone::MediationEnded
    )
}

fn reach(record: &Record, step: &Step, milestone: Milestone, verdict: &mut Verdict) {
    verdict.complaints_only(record);
    verdict.in_states(record, &[State::Open]);
    let children = record.procedure == Procedure::ChildrenStatutory;
    let number = match milestone {
        Milestone::StatementAgreed | Milestone::InvestigationReport | Milestone::IndependentPersonReport => 2,
        _ if of_any_stage(milestone) => record.stage_number(),
        _ => 3,
    };
    let any = of_any_stage(milestone);
    verdict.refuse_if(!(children || any), ErrorReason::StepNotInProcedure);
    verdict.refuse_if(record.stages.is_empty(), ErrorReason::StepNotInProcedure);
    verdict.refuse_if(number != record.stage_number(), ErrorReason::StepNotInProcedure);
    verdict.not_before(step.on, record.stage_started());
    let Some(stage) = record.stages.last() else {
        return;
    };
    verdict.refuse_if(
        stage.milestones.contains_key(&milestone),
        ErrorReason::AlreadyDone,
    );
    let needed = match milestone {
        Milestone::PanelReport => Some(Milestone::PanelMet),
        Milestone::ConsideredWithIndependentPerson => Some(Milestone::PanelReport),
        Milestone::MediationEnded => Some(Milestone::MediationBegan),
        _ => None,
    };
    if let Some(needed) = needed {
        match stage.milestones.get(&needed) {
            Some(on) => verdict.not_before(step.on, *on),
            None => verdict.refuse_if(true, ErrorReason::StepNeeds),
        }
    }
}

pub fn carry_out(record: &mut Record, step: &Step) {
    match &step.what {
        What::Appoint {
            role, officer, stage, ..
        } => {
            if *role != Role::PanelMember {
                let same = |held: &&mut Appointment| {
                    held.role == *role && held.stage == *stage && held.ended.is_none()
                };
                for before in record.appointments.iter_mut().filter(same) {
                    before.ended = Some(step.on);
                }
            }
            record.appointments.push(Appointment {
                role: *role,
                officer: *officer,
                stage: *stage,
                on: step.on,
                ended: None,
            });
        }
        What::EndAppointment(number) => {
            if let Some(held) = part_mut(&mut record.appointments, *number) {
                held.ended = Some(step.on);
            }
        }
        What::Advocate { appointed, conflict } => {
            record.advocate_conflict = conflict.or(record.advocate_conflict);
            if *appointed {
                record.advocate = Some(step.on);
                // What waits for an advocate waits no longer.
                record.end_pauses(step.on);
            }
        }
        What::Plan(days) => record.plan = Some((step.on, *days)),
        What::Jointly => record.joint = Some(step.on),
        What::ArrangePanel => {
            if let Some(stage) = record.stages.last_mut() {
                stage.panel = Some(step.on);
            }
        }
        What::Reach(milestone) => {
            if let Some(stage) = record.stages.last_mut() {
                stage.milestones.insert(*milestone, step.on);
            }
        }
        What::Forward => record.forwarded += 1,
        What::Cost(_) => record.costs.push(false),
        What::Pay(number) => {
            if let Some(paid) = part_mut(&mut record.costs, *number) {
                *paid = true;
            }
        }
        What::Contact => record.contact = Some((step.on, false)),
        What::EndContact => {
            if let Some((_, ended)) = &mut record.contact {
                *ended = true;
            }
        }
        _ => {}
    }
}
