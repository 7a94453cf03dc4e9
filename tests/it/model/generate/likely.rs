//! What an officer would do next.

use chrono::{NaiveDate, TimeDelta};
use redress::api::wire::{
    AppointmentRole as Role, ClockName, ClockState, Closure, Finding, Milestone, Procedure, SkipBasis, State,
};

use super::anything;
use crate::model::{
    chance::Chance,
    clocks::clocks,
    policy::stages,
    record::Record,
    steps::{Declared, What},
};

const FINDINGS: [Finding; 7] = [
    Finding::Upheld,
    Finding::Upheld,
    Finding::PartlyUpheld,
    Finding::NotUpheld,
    Finding::Inconclusive,
    Finding::Withdrawn,
    Finding::OutOfScope,
];

/// A likely step and its date.
pub fn step(chance: &mut Chance, record: &Record, on: NaiveDate, records: usize) -> (NaiveDate, What) {
    let what = match record.state {
        State::Open if record.stages.is_empty() => informal(chance, record, on, records),
        State::Open => open(chance, record, on, records),
        State::Answered => answered(chance, record),
        State::Concluded | State::Lapsed if record.is_complaint() && chance.percent(60) => escalation(chance),
        State::Withdrawn if chance.percent(60) => What::Retract,
        State::Deferred => deferred(chance, record),
        State::Recorded => recorded(chance),
        _ => anything::step(chance, record, on, records),
    };
    (on, what)
}

fn informal(chance: &mut Chance, record: &Record, on: NaiveDate, records: usize) -> What {
    match chance.below(6) {
        0 => What::Acknowledge { told: None },
        1 | 2 => What::Convert {
            to: any_procedure(chance),
            concerns: 0,
        },
        3 => What::Close(closure(chance)),
        4 => What::Withdraw,
        _ => anything::step(chance, record, on, records),
    }
}

fn open(chance: &mut Chance, record: &Record, on: NaiveDate, records: usize) -> What {
    let Some(stage) = record.stages.last() else {
        return What::Withdraw;
    };
    match chance.below(100) {
        0..12 if stage.acknowledged.is_none() => What::Acknowledge {
            told: chance.percent(20).then(|| on + TimeDelta::days(14)),
        },
        0..38 if stage.findings.len() < record.points.len() => find_all(chance, record),
        38..43 if record.undecided().is_some() => What::Accept {
            late: true,
            interest: true,
        },
        0..50 => What::Conclude {
            stage: stage.number,
            overriding: chance.percent(10).then(|| chance.one_of(&FINDINGS[..4])),
        },
        50..62 => extension(chance, record),
        62..69 => anything::pause(chance, record),
        69..78 if record.procedure == Procedure::ChildrenStatutory => panel_or_pair(chance, stage.number),
        69..72 if record.procedure == Procedure::AdultStatutory => {
            What::Plan(i32::try_from(chance.between(5, 60)).unwrap_or(20))
        }
        78..82 => What::Escalate {
            late: false,
            skip: chance.one_of(&[
                SkipBasis::Unspecified,
                SkipBasis::Unspecified,
                SkipBasis::Agreed,
                SkipBasis::AuthorityThinksFit,
            ]),
        },
        82..85 => What::Withdraw,
        85..88 => What::Defer,
        88..91 => What::Convert {
            to: any_procedure(chance),
            concerns: 0,
        },
        91..93 => What::Refuse,
        _ => anything::step(chance, record, on, records),
    }
}

pub fn find_all(chance: &mut Chance, record: &Record) -> What {
    let all = 1..=i32::try_from(record.points.len()).unwrap_or_default();
    let findings = all.map(|concern| (concern, chance.one_of(&FINDINGS))).collect();
    What::Find {
        stage: record.stage_number().max(1),
        findings,
    }
}

pub fn extension(chance: &mut Chance, record: &Record) -> What {
    let running: Vec<_> = clocks(record)
        .into_iter()
        .filter(|shown| shown.state == ClockState::Running)
        .collect();
    let extendable = [ClockName::Response, ClockName::Response, ClockName::Longstop];
    let clock = chance.one_of(&extendable);
    let now = running
        .iter()
        .find(|shown| shown.clock == clock)
        .map_or(10, |shown| shown.agreed_length);
    let stage_cap = match (record.procedure, record.stage_number()) {
        (Procedure::ChildrenStatutory, 2) => 65,
        (Procedure::CorporateCode | Procedure::CorporateLocal, 2) => 40,
        _ => 20,
    };
    let length = match chance.below(4) {
        0 => stage_cap,
        1 => stage_cap + 1,
        _ => now + i32::try_from(chance.between(0, 12)).unwrap_or_default(),
    };
    What::Extend {
        clock,
        length,
        agreed: chance.percent(75),
    }
}

fn panel_or_pair(chance: &mut Chance, stage: i32) -> What {
    let milestones = [
        Milestone::StatementAgreed,
        Milestone::InvestigationReport,
        Milestone::IndependentPersonReport,
        Milestone::PanelPapers,
        Milestone::PanelMet,
        Milestone::PanelReport,
        Milestone::ConsideredWithIndependentPerson,
    ];
    let (milestones, roles): (&[Milestone], &[Role]) = match stage {
        2 => (
            &milestones[..3],
            &[
                Role::InvestigatingOfficer,
                Role::IndependentPerson,
                Role::AdjudicatingOfficer,
            ],
        ),
        3 => (
            &milestones[3..],
            &[Role::PanelChair, Role::PanelMember, Role::PanelMember],
        ),
        _ => (
            &[
                Milestone::InternalForm,
                Milestone::MediationBegan,
                Milestone::MediationEnded,
            ],
            &[Role::Responder],
        ),
    };
    match chance.below(8) {
        0 if stage == 3 => What::ArrangePanel,
        0..5 => What::Reach(chance.one_of(milestones)),
        _ => {
            let declared = if chance.percent(80) {
                Declared::default()
            } else {
                anything::declared(chance)
            };
            What::Appoint {
                role: chance.one_of(roles),
                officer: chance.below(4),
                stage,
                declared,
            }
        }
    }
}

fn escalation(chance: &mut Chance) -> What {
    What::Escalate {
        late: chance.percent(30),
        skip: SkipBasis::Unspecified,
    }
}

fn answered(chance: &mut Chance, record: &Record) -> What {
    let last = record.stage_number() >= stages(record.procedure);
    match chance.below(20) {
        0..11 if !last => escalation(chance),
        0..14 => What::Close(closure(chance)),
        14 => What::Withdraw,
        15 => What::Defer,
        16 => What::Convert {
            to: any_procedure(chance),
            concerns: 0,
        },
        17 | 18 => What::ReferEarly([true; 5]),
        _ => escalation(chance),
    }
}

fn deferred(chance: &mut Chance, record: &Record) -> What {
    let ended = record
        .deferrals
        .last()
        .is_some_and(|deferral| deferral.proceedings_ended.is_some());
    match chance.below(10) {
        0 | 1 => What::Review,
        2..6 if !ended => What::EndProceedings,
        9 => What::Withdraw,
        _ => What::Resume {
            late: chance.percent(30),
        },
    }
}

fn recorded(chance: &mut Chance) -> What {
    match chance.below(8) {
        0 | 1 => What::Acknowledge { told: None },
        2 | 3 => What::Close(closure(chance)),
        4 => What::Forward,
        5 => What::Convert {
            to: any_procedure(chance),
            concerns: 0,
        },
        _ => What::Convert {
            to: any_procedure(chance),
            concerns: 2,
        },
    }
}

fn closure(chance: &mut Chance) -> Closure {
    chance.one_of(&[Closure::Resolved, Closure::Lapsed])
}

fn any_procedure(chance: &mut Chance) -> Procedure {
    super::any_procedure(chance)
}
