//! Anything at all, whether or not it makes sense.

use chrono::{NaiveDate, TimeDelta};
use redress::api::wire::{AppointmentRole as Role, ClockName, Closure, Finding, Milestone, SkipBasis};

use crate::model::{
    chance::Chance,
    record::Record,
    steps::{Declared, What, Wrong},
};

const CLOCKS: [ClockName; 9] = [
    ClockName::Acknowledgement,
    ClockName::Response,
    ClockName::Response,
    ClockName::Longstop,
    ClockName::RequestWindow,
    ClockName::MakingComplaint,
    ClockName::PanelMeeting,
    ClockName::PanelResponse,
    ClockName::Enquiry,
];

const ROLES: [Role; 8] = [
    Role::CaseOfficer,
    Role::Responder,
    Role::InvestigatingOfficer,
    Role::IndependentPerson,
    Role::AdjudicatingOfficer,
    Role::PanelChair,
    Role::PanelMember,
    Role::ResponsiblePerson,
];

const MILESTONES: [Milestone; 10] = [
    Milestone::StatementAgreed,
    Milestone::InvestigationReport,
    Milestone::IndependentPersonReport,
    Milestone::PanelPapers,
    Milestone::PanelMet,
    Milestone::PanelReport,
    Milestone::ConsideredWithIndependentPerson,
    Milestone::InternalForm,
    Milestone::MediationBegan,
    Milestone::MediationEnded,
];

const FINDINGS: [Finding; 3] = [Finding::Upheld, Finding::NotUpheld, Finding::Inconclusive];

fn number(chance: &mut Chance, least: i64, most: i64) -> i32 {
    i32::try_from(chance.between(least, most)).unwrap_or_default()
}

/// Any step.
pub fn step(chance: &mut Chance, record: &Record, on: NaiveDate, records: usize) -> What {
    let stage = number(chance, 1, 3);
    match chance.below(44) {
        0 => What::Acknowledge { told: None },
        1 => What::Extend {
            clock: chance.one_of(&CLOCKS),
            length: number(chance, 1, 70),
            agreed: chance.percent(50),
        },
        2 => What::RevokeExtension(number(chance, 1, 2)),
        3 | 4 => pause(chance, record),
        5 => What::Find {
            stage,
            findings: vec![(number(chance, 1, 4), chance.one_of(&FINDINGS))],
        },
        6 => What::Conclude {
            stage,
            overriding: None,
        },
        7 => What::Escalate {
            late: chance.percent(50),
            skip: chance.one_of(&[SkipBasis::Unspecified, SkipBasis::Agreed]),
        },
        8 => What::Withdraw,
        9 => What::Retract,
        10 => What::Close(chance.one_of(&[Closure::Resolved, Closure::Lapsed])),
        11 | 12 => What::Accept {
            late: chance.percent(60),
            interest: chance.percent(70),
        },
        13 => What::Refuse,
        14 => What::Defer,
        15 => What::Review,
        16 => What::EndProceedings,
        17 => What::Resume {
            late: chance.percent(50),
        },
        18 => What::Convert {
            to: super::any_procedure(chance),
            concerns: chance.below(2),
        },
        19 => What::AddConcerns(chance.below(2) + 1),
        20..24 => appointment(chance, record, stage),
        24 => What::EndAppointment(number(chance, 1, 3)),
        25 | 26 => What::Advocate {
            appointed: chance.percent(60),
            conflict: chance.one_of(&[None, None, Some(false), Some(true)]),
        },
        27 => What::Plan(number(chance, 5, 60)),
        28 => What::Jointly,
        29 => What::ArrangePanel,
        30 => What::Reach(chance.one_of(&MILESTONES)),
        31 => What::Tell {
            clock: chance.one_of(&CLOCKS),
            stage: number(chance, 0, 2),
            due: on + TimeDelta::days(14),
        },
        32 => What::Delay {
            clock: chance.one_of(&CLOCKS),
            stage: number(chance, 0, 2),
        },
        33 => What::ReferEarly([chance.percent(90), true, chance.percent(90), true, true]),
        34 => What::Link(chance.below(records)),
        35 => What::Join(chance.below(records)),
        36 => What::Forward,
        37 => What::Cost(number(chance, 0, 2)),
        38 => What::Pay(number(chance, 1, 2)),
        39 => What::Contact,
        40 => What::EndContact,
        _ => What::Correct(wrong(chance, record)),
    }
}

/// A pause, its end, or a revocation.
pub fn pause(chance: &mut Chance, record: &Record) -> What {
    let pauses = i64::try_from(record.pauses.len()).unwrap_or_default();
    let open = record
        .pauses
        .last()
        .is_some_and(|pause| pause.until.is_none() && !pause.revoked);
    match chance.below(10) {
        0 => What::RevokePause(number(chance, 1, pauses.max(1))),
        1 => What::EndPause(number(chance, 1, pauses + 1)),
        2..6 if open => What::EndPause(number(chance, pauses, pauses)),
        _ => What::Pause {
            clock: chance.one_of(&[
                ClockName::Response,
                ClockName::Response,
                ClockName::Response,
                ClockName::Acknowledgement,
            ]),
        },
    }
}

/// Something declared that may matter.
pub fn declared(chance: &mut Chance) -> Declared {
    Declared {
        in_line: chance.percent(40),
        member: chance.percent(25),
        officer: chance.percent(25),
        partner: chance.percent(25),
    }
}

fn appointment(chance: &mut Chance, record: &Record, stage: i32) -> What {
    let role = chance.one_of(&ROLES);
    let right = match role {
        Role::CaseOfficer | Role::ResponsiblePerson => 0,
        Role::Responder => record.stage_number(),
        Role::PanelChair | Role::PanelMember => 3,
        _ => 2,
    };
    let stage = if chance.percent(90) { right } else { stage };
    let declared = if chance.percent(70) {
        Declared::default()
    } else {
        declared(chance)
    };
    What::Appoint {
        role,
        officer: chance.below(4),
        stage,
        declared,
    }
}

fn wrong(chance: &mut Chance, record: &Record) -> Wrong {
    let stage = number(chance, 1, i64::from(record.stage_number().max(1)));
    match chance.below(12) {
        0 => Wrong::Received,
        1 => Wrong::Grounds,
        2 | 3 => Wrong::Acknowledged(stage),
        4 => Wrong::Requested(stage),
        5 | 6 => Wrong::Concluded(stage),
        7 => Wrong::Milestone(stage, chance.one_of(&MILESTONES)),
        8 | 9 => Wrong::Finding(stage, number(chance, 1, 3), chance.one_of(&FINDINGS)),
        10 => Wrong::Withdrawn,
        _ => Wrong::Closed,
    }
}
