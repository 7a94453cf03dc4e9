//! Stories of cases from a seed: mostly what an officer would record next, often on the day on which something is due or
//! the day after, and now and then anything at all.

use chrono::{NaiveDate, TimeDelta};
use redress::api::wire::{
    ComplianceOutcome, Decision, DraftResponse, EnquiryKind, MonitoringOfficerStep, PublicReportStep,
    TaxonomyVersion,
};

use super::{
    clocks::{inspection_until, of_case},
    law::{World, carry_out, judge},
    record::{Case, Remedy},
    steps::{Decided, Step, What},
};
use crate::model::{calendar::ymd, chance::Chance, generate::BEGINNINGS, law::part, today};

const DECISIONS: [Decision; 7] = [
    Decision::InvalidOrIncomplete,
    Decision::AdviceGiven,
    Decision::ReferredBack,
    Decision::ReferredBack,
    Decision::ClosedAfterInitialEnquiries,
    Decision::NotUpheld,
    Decision::NotForUs,
];

const REPORT: [PublicReportStep; 9] = [
    PublicReportStep::NoticeGiven,
    PublicReportStep::Considered,
    PublicReportStep::OmbudsmanTold,
    PublicReportStep::InspectionOpened,
    PublicReportStep::InspectionEnded,
    PublicReportStep::FurtherReport,
    PublicReportStep::FurtherConsidered,
    PublicReportStep::FurtherOmbudsmanTold,
    PublicReportStep::StatementPublished,
];

const OUTCOMES: [ComplianceOutcome; 3] = [
    ComplianceOutcome::Complete,
    ComplianceOutcome::CompletedLate,
    ComplianceOutcome::NotComplete,
];

const OFFICER: [MonitoringOfficerStep; 3] = [
    MonitoringOfficerStep::Reported,
    MonitoringOfficerStep::Considered,
    MonitoringOfficerStep::Responded,
];

/// The story of a seed: 20 to 60 steps about 1 or 2 cases; one in ten repeats a step to its limit.
pub fn story(seed: u64) -> Vec<Step> {
    let mut chance = Chance::new(seed);
    let cases = chance.one_of(&[1, 1, 1, 1, 1, 2]);
    let begins = if chance.percent(50) {
        ymd(chance.one_of(&BEGINNINGS))
    } else {
        ymd((2013, 1, 1)) + TimeDelta::days(chance.between(0, 5_100))
    };
    let steps = usize::try_from(chance.between(20, 60)).unwrap_or(20);
    let repeated = match seed % 40 {
        5 => 0,
        15 => 1,
        25 => 2,
        35 => 3,
        _ => 4,
    };
    let mut world = World::default();
    let mut latest = vec![begins; cases];
    let mut story = Vec::new();
    let mut follow = |step: Step, latest: &mut Vec<NaiveDate>, world: &mut World| {
        if judge(world, &step, today()).is_some_and(|reasons| reasons.is_empty()) {
            carry_out(world, &step);
            latest[step.of] = latest[step.of].max(step.on);
        }
        story.push(step);
    };
    for number in 0..steps {
        let of = if number < cases {
            number
        } else {
            chance.below(cases)
        };
        let case = world.cases.get(of).cloned().flatten();
        let step = match case {
            None => registration(&mut chance, of, begins),
            Some(case) => next(&mut chance, of, &case, latest[of]),
        };
        follow(step, &mut latest, &mut world);
        if number == 0 {
            for step in to_the_limit(repeated, &latest[..]) {
                follow(step, &mut latest, &mut world);
            }
        }
    }
    story
}

fn registration(chance: &mut Chance, of: usize, begins: NaiveDate) -> Step {
    let on = begins + TimeDelta::days(chance.between(0, 12));
    let listed = chance.percent(25);
    let notified = (!listed && chance.percent(60)).then(|| on + TimeDelta::days(chance.between(0, 20)));
    let on = if chance.percent(2) {
        today() + TimeDelta::days(1)
    } else {
        on
    };
    let reference_of = if chance.percent(25) { 0 } else { of };
    Step {
        of,
        on,
        what: What::Register {
            notified: notified.filter(|notified| *notified >= on),
            listed,
            reference_of,
        },
    }
}

/// One step again and again, once more than the limit.
fn to_the_limit(which: usize, latest: &[NaiveDate]) -> Vec<Step> {
    let on = latest[0];
    let upheld = What::Decide(Decided {
        decision: Decision::Upheld,
        taxonomy: TaxonomyVersion::Newer,
        satisfactory: false,
        public_report: false,
        received: None,
    });
    let (first, again, times) = match which {
        0 => (
            None,
            What::Enquire {
                kind: EnquiryKind::Assessment,
                letter: None,
            },
            super::law::ENQUIRIES_MAX,
        ),
        1 => (None, What::Draft { letter: None }, super::law::DRAFTS_MAX),
        2 => (
            Some(upheld),
            What::Agree {
                due: on,
                pays: false,
                service: true,
            },
            super::law::REMEDIES_MAX,
        ),
        3 => (
            Some(upheld),
            What::Duty { triggered: true },
            super::law::DUTIES_MAX,
        ),
        _ => return Vec::new(),
    };
    let repeated = std::iter::repeat_n(again, times + 1);
    first
        .into_iter()
        .chain(repeated)
        .map(|what| Step { of: 0, on, what })
        .collect()
}

fn next(chance: &mut Chance, of: usize, case: &Case, latest: NaiveDate) -> Step {
    let on = date(chance, case, latest);
    let what = if chance.percent(14) {
        anything(chance, case, on)
    } else if case.decision.is_none() {
        undecided(chance, case, on)
    } else {
        decided(chance, case, on)
    };
    let on = if chance.percent(15) {
        too_early(case, &what).unwrap_or(on)
    } else {
        on
    };
    Step { of, on, what }
}

/// The day before that of what a step follows.
fn too_early(case: &Case, what: &What) -> Option<NaiveDate> {
    let anchor = match what {
        What::Answer(number) | What::ExtendEnquiry { number, .. } => part(&case.enquiries, *number)?.received,
        What::Comment { number, .. } => part(&case.drafts, *number)?.received,
        What::Satisfy(number) => part(&case.remedies, *number)?.completed?,
        What::Evidence(number) => {
            let sent = part(&case.remedies, *number)?.evidence;
            sent.or(case.decided())?
        }
        What::Comply(_) => {
            let last = case.remedies.iter().filter_map(|remedy| remedy.completed).max();
            last.or(case.decided())?
        }
        _ => case.decided().unwrap_or(case.received),
    };
    anchor.pred_opt()
}

/// A date for the next step: soon, when something is due, the day before or after, or wherever.
fn date(chance: &mut Chance, case: &Case, latest: NaiveDate) -> NaiveDate {
    let due: Vec<NaiveDate> = of_case(case)
        .into_iter()
        .filter(|shown| shown.stopped.is_none())
        .flat_map(|shown| [shown.due, shown.agreed])
        .flatten()
        .chain(inspection_until(case))
        .filter(|due| *due >= latest)
        .collect();
    let on = match chance.below(100) {
        0..48 => latest + TimeDelta::days(chance.between(0, 6)),
        48..76 if !due.is_empty() => chance.one_of(&due) + TimeDelta::days(chance.between(-1, 1)),
        48..82 => latest + TimeDelta::days(chance.between(5, 40)),
        82..97 => latest - TimeDelta::days(chance.between(1, 25)),
        97 => return today() + TimeDelta::days(chance.between(1, 5)),
        _ => latest,
    };
    on.min(today())
}

/// The number of one of so many parts, or now and then of none.
fn number(chance: &mut Chance, parts: usize) -> i32 {
    let parts = i64::try_from(parts).unwrap_or_default();
    let most = if parts == 0 || chance.percent(4) {
        parts + 1
    } else {
        parts
    };
    i32::try_from(chance.between(1, most)).unwrap_or(1)
}

fn letter(chance: &mut Chance, on: NaiveDate) -> Option<NaiveDate> {
    chance
        .percent(40)
        .then(|| on + TimeDelta::days(chance.between(0, 40)))
}

fn enquiry(chance: &mut Chance, on: NaiveDate) -> What {
    What::Enquire {
        kind: chance.one_of(&[EnquiryKind::Assessment, EnquiryKind::Investigation]),
        letter: letter(chance, on),
    }
}

fn comment(chance: &mut Chance, case: &Case) -> What {
    What::Comment {
        number: number(chance, case.drafts.len()),
        response: chance.one_of(&[DraftResponse::Accepted, DraftResponse::Contested]),
    }
}

fn more_for_enquiry(chance: &mut Chance, case: &Case, on: NaiveDate) -> What {
    What::ExtendEnquiry {
        number: number(chance, case.enquiries.len()),
        due: on + TimeDelta::days(chance.between(1, 60)),
    }
}

fn decision(chance: &mut Chance, on: NaiveDate) -> What {
    let decision = if chance.percent(62) {
        Decision::Upheld
    } else {
        chance.one_of(&DECISIONS)
    };
    let newer = decision == Decision::NotForUs || chance.percent(40);
    let received = chance
        .percent(50)
        .then(|| on + TimeDelta::days(chance.between(0, 4)));
    What::Decide(Decided {
        decision,
        taxonomy: if newer {
            TaxonomyVersion::Newer
        } else {
            TaxonomyVersion::Older
        },
        satisfactory: decision == Decision::Upheld && chance.percent(20),
        public_report: decision == Decision::Upheld && chance.percent(55),
        received: received.filter(|received| *received <= today()),
    })
}

fn undecided(chance: &mut Chance, case: &Case, on: NaiveDate) -> What {
    let open = case.enquiries.iter().any(|enquiry| enquiry.answered.is_none());
    match chance.below(100) {
        0..18 if open && chance.percent(80) => What::Answer(number(chance, case.enquiries.len())),
        18..28 if !case.enquiries.is_empty() => more_for_enquiry(chance, case, on),
        0..34 => enquiry(chance, on),
        34..46 => What::Draft {
            letter: letter(chance, on),
        },
        46..60 if !case.drafts.is_empty() => comment(chance, case),
        60..66 => What::Notify,
        66..69 => What::Link {
            known: chance.percent(85),
        },
        69..82 => decision(chance, on),
        82..92 if !case.drafts.is_empty() => comment(chance, case),
        _ if open => more_for_enquiry(chance, case, on),
        _ => decision(chance, on),
    }
}

fn decided(chance: &mut Chance, case: &Case, on: NaiveDate) -> What {
    let remedies = case.remedies.len();
    // What was given more time is often done in it.
    let in_more_time = |remedy: &Remedy| {
        let open = remedy.completed.is_none() && remedy.refused.is_none();
        open && remedy.due < on && remedy.later.due.is_some_and(|later| on <= later)
    };
    if let Some(index) = case.remedies.iter().position(in_more_time)
        && chance.percent(50)
    {
        return What::Complete {
            number: i32::try_from(index + 1).unwrap_or(1),
            paid: None,
        };
    }
    match chance.below(100) {
        0..14 if case.upheld() => agreed(chance, on),
        0..52 if remedies > 0 => remedy_step(chance, case, on),
        52..58 if remedies > 0 => What::Comply(chance.one_of(&OUTCOMES)),
        14..76 if case.report_received().is_some() => report_step(chance, case, on),
        76..82 if case.upheld() => What::Duty {
            triggered: chance.percent(75),
        },
        76..92 if !case.duties.is_empty() => duty_step(chance, case),
        92..95 => What::Publish,
        95..98 => What::Link {
            known: chance.percent(85),
        },
        _ => anything(chance, case, on),
    }
}

fn agreed(chance: &mut Chance, on: NaiveDate) -> What {
    What::Agree {
        due: on + TimeDelta::days(chance.between(-3, 45)),
        pays: chance.percent(50),
        service: chance.percent(40),
    }
}

fn remedy_step(chance: &mut Chance, case: &Case, on: NaiveDate) -> What {
    let open = |remedy: &Remedy| remedy.completed.is_none() && remedy.refused.is_none();
    let number = match case.remedies.iter().rposition(open) {
        Some(index) if chance.percent(40) => i32::try_from(index + 1).unwrap_or(1),
        _ => number(chance, case.remedies.len()),
    };
    match chance.below(13) {
        0..5 => What::Complete {
            number,
            paid: chance
                .percent(40)
                .then(|| (on + TimeDelta::days(chance.between(-9, 0))).min(today())),
        },
        5 => What::Refuse(number),
        6 | 7 => {
            let stands = part(&case.remedies, number).filter(|_| chance.percent(70));
            What::ExtendRemedy {
                number,
                due: stands.map_or(on, |remedy| on.max(remedy.due)) + TimeDelta::days(chance.between(1, 60)),
            }
        }
        8 | 9 => What::Evidence(number),
        _ => {
            let done = case.remedies.iter().position(|remedy| remedy.completed.is_some());
            let done = done.and_then(|index| i32::try_from(index + 1).ok());
            What::Satisfy(done.filter(|_| chance.percent(60)).unwrap_or(number))
        }
    }
}

/// Mostly the first step that has not been taken.
fn report_step(chance: &mut Chance, case: &Case, on: NaiveDate) -> What {
    let missing: Vec<PublicReportStep> = REPORT
        .into_iter()
        .filter(|step| !case.steps.contains_key(step))
        .collect();
    let opened = case.steps.contains_key(&PublicReportStep::InspectionOpened);
    match chance.below(10) {
        8 | 9 if opened => What::Report(PublicReportStep::InspectionEnded),
        0..3 => What::ExtendReport {
            further: chance.percent(40),
            due: on + TimeDelta::days(chance.between(1, 120)),
        },
        3..8 if !missing.is_empty() => What::Report(missing[chance.below(4.min(missing.len()))]),
        _ => What::Report(chance.one_of(&REPORT)),
    }
}

fn duty_step(chance: &mut Chance, case: &Case) -> What {
    let index = chance.below(case.duties.len());
    let taken = case.duties.get(index).map_or(0, |duty| duty.steps.len());
    let likely = OFFICER[taken.min(2)];
    What::DutyStep {
        number: if chance.percent(95) {
            i32::try_from(index + 1).unwrap_or(1)
        } else {
            number(chance, case.duties.len())
        },
        step: if chance.percent(80) {
            likely
        } else {
            chance.one_of(&OFFICER)
        },
    }
}

/// Anything at all.
fn anything(chance: &mut Chance, case: &Case, on: NaiveDate) -> What {
    match chance.below(18) {
        0 => What::Link {
            known: chance.percent(50),
        },
        1 => What::Notify,
        2 => enquiry(chance, on),
        3 => What::Answer(number(chance, case.enquiries.len())),
        4 => more_for_enquiry(chance, case, on),
        5 => What::Draft { letter: None },
        6 => comment(chance, case),
        7 => decision(chance, on),
        8 => agreed(chance, on),
        9..12 => remedy_step(chance, case, on),
        12 => What::Comply(chance.one_of(&OUTCOMES)),
        13 => What::Report(chance.one_of(&REPORT)),
        14 => What::ExtendReport {
            further: chance.percent(50),
            due: on + TimeDelta::days(chance.between(-9, 60)),
        },
        15 => What::Duty {
            triggered: chance.percent(60),
        },
        16 => What::DutyStep {
            number: number(chance, case.duties.len()),
            step: chance.one_of(&OFFICER),
        },
        _ => What::Publish,
    }
}
