//! What is due when in a case: from the letter, the Act or the policy.

use chrono::{NaiveDate, TimeDelta};
use redress::api::wire::{
    ClockAnchor, ClockName, ClockState, MonitoringOfficerStep, PublicReportStep, TimeUnit,
};

use super::record::{Case, Draft, Duty, Enquiry, Later, Remedy};
use crate::model::{
    calendar::{Calendar, months_commencing},
    policy::Rule,
};

/// Working days to answer an enquiry whose letter names no date (Manual for Councils 6).
const ENQUIRY: i32 = 20;
/// Working days to comment on a draft whose letter names no date: no rule was found, a council's to change.
const COMMENTS: i32 = 10;
/// Days to give public notice of a report (Local Government Act 1974 s30(5), as amended).
const NOTICE: i32 = 14;
/// Days for which copies are open to inspection (s30(4)).
const INSPECTION: i32 = 21;
/// Months, beginning with receipt, to tell the Ombudsman of the action (s31(2)).
const RESPONSE: i32 = 3;
/// Days to consider the monitoring officer's report (Local Government and Housing Act 1989 s5(5)).
const CONSIDERATION: i32 = 21;

/// The rules that the register's policy for the Ombudsman must hold: clock, length, unit.
pub const RULES: &[(ClockName, i32, TimeUnit)] = &[
    (ClockName::Enquiry, ENQUIRY, TimeUnit::WorkingDays),
    (ClockName::DraftComments, COMMENTS, TimeUnit::WorkingDays),
    (ClockName::PublicNotice, NOTICE, TimeUnit::Days),
    (ClockName::PublicInspection, INSPECTION, TimeUnit::Days),
    (ClockName::PublicReportResponse, RESPONSE, TimeUnit::Months),
    (ClockName::MonitoringOfficerReport, CONSIDERATION, TimeUnit::Days),
];

/// What the register's rules say that these do not, and the other way round.
pub fn differing(theirs: &[Rule]) -> Vec<String> {
    let said: Vec<_> = theirs
        .iter()
        .map(|rule| (rule.clock, rule.length, rule.unit))
        .collect();
    let ours = RULES.iter().filter(|rule| !said.contains(rule));
    let only_theirs = said.iter().filter(|rule| !RULES.contains(rule));
    let odd = theirs
        .iter()
        .filter(|rule| rule.anchor != ClockAnchor::StageStart || rule.hard || rule.pause_cap != 0);
    ours.map(|rule| format!("law: {rule:?}"))
        .chain(only_theirs.map(|rule| format!("register: {rule:?}")))
        .chain(odd.map(|rule| format!("register: {rule:?}")))
        .collect()
}

/// A clock as it must be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub clock: ClockName,
    pub state: ClockState,
    pub anchor: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub agreed: Option<NaiveDate>,
    pub stopped: Option<NaiveDate>,
    pub taken: i32,
}

/// What stopped a clock: what it timed, or something else.
#[derive(Debug, Clone, Copy)]
enum Stop {
    Not,
    Done(NaiveDate),
    Left(NaiveDate),
}

impl Stop {
    /// The first of several things that would leave it, where what it timed was not done.
    fn at(done: Option<NaiveDate>, left: Option<NaiveDate>) -> Self {
        match (done, left) {
            (Some(on), _) => Self::Done(on),
            (None, Some(on)) => Self::Left(on),
            (None, None) => Self::Not,
        }
    }
}

fn shown(
    clock: ClockName,
    anchor: NaiveDate,
    due: impl Fn(&Calendar) -> Option<NaiveDate>,
    later: Later,
    stop: Stop,
) -> Shown {
    let stopped = match stop {
        Stop::Not => None,
        Stop::Done(on) | Stop::Left(on) => Some(on),
    };
    let calendar = Calendar::known(stopped);
    let due = due(&calendar);
    let agreed = later.due.or(due);
    let state = match stop {
        Stop::Not => ClockState::Running,
        Stop::Left(_) => ClockState::Left,
        Stop::Done(on) if due.is_some_and(|due| on <= due) => ClockState::Met,
        Stop::Done(on) if agreed.is_some_and(|agreed| on <= agreed) => ClockState::MetAsExtended,
        Stop::Done(_) => ClockState::Missed,
    };
    Shown {
        clock,
        state,
        anchor: Some(anchor),
        due,
        agreed,
        stopped,
        taken: stopped.map_or(0, |on| calendar.taken(anchor, on, &[])),
    }
}

/// The date of the letter, or so many working days.
fn letter_or(
    letter: Option<NaiveDate>,
    from: NaiveDate,
    days: i32,
) -> impl Fn(&Calendar) -> Option<NaiveDate> {
    move |calendar| letter.or_else(|| calendar.after(from, days, &[]))
}

fn days_after(from: NaiveDate, days: i32) -> NaiveDate {
    from + TimeDelta::days(days.into())
}

/// Every clock of a case.
pub fn of_case(case: &Case) -> Vec<Shown> {
    let enquiries = case.enquiries.iter().map(|enquiry| of_enquiry(case, enquiry));
    let drafts = case.drafts.iter().enumerate();
    let drafts = drafts.map(|(index, draft)| of_draft(case, index, draft));
    let remedies = case.remedies.iter().map(|remedy| of_remedy(case, remedy));
    let duties = case.duties.iter().filter_map(of_duty);
    let report = of_response(case).into_iter().flatten().chain(of_notice(case));
    enquiries
        .chain(drafts)
        .chain(remedies)
        .chain(duties)
        .chain(report)
        .collect()
}

pub fn of_enquiry(case: &Case, enquiry: &Enquiry) -> Shown {
    let due = letter_or(enquiry.letter, enquiry.received, ENQUIRY);
    let stop = Stop::at(enquiry.answered, case.decided());
    shown(ClockName::Enquiry, enquiry.received, due, enquiry.later, stop)
}

pub fn of_draft(case: &Case, index: usize, draft: &Draft) -> Shown {
    let due = letter_or(draft.letter, draft.received, COMMENTS);
    let next = case.drafts.get(index + 1).map(|next| next.received);
    let stop = Stop::at(draft.commented.map(|(on, _)| on), next.or_else(|| case.decided()));
    shown(
        ClockName::DraftComments,
        draft.received,
        due,
        Later::default(),
        stop,
    )
}

pub fn of_remedy(case: &Case, remedy: &Remedy) -> Shown {
    let from = case.decided().unwrap_or(remedy.due);
    let stop = Stop::at(remedy.completed, remedy.refused);
    shown(ClockName::Remedy, from, |_| Some(remedy.due), remedy.later, stop)
}

/// The clock of the public notice.
pub fn of_notice(case: &Case) -> Option<Shown> {
    let from = case.report_received()?;
    let done = case.steps.get(&PublicReportStep::NoticeGiven).copied();
    let due = |_: &Calendar| Some(days_after(from, NOTICE));
    Some(shown(
        ClockName::PublicNotice,
        from,
        due,
        Later::default(),
        Stop::at(done, None),
    ))
}

/// The clocks of telling the Ombudsman: of the report, of the further one.
pub fn of_response(case: &Case) -> [Option<Shown>; 2] {
    let clock = |from: Option<NaiveDate>, told, later| {
        let from = from?;
        let due = |_: &Calendar| Some(months_commencing(from, RESPONSE));
        let stop = Stop::at(case.steps.get(&told).copied(), None);
        Some(shown(ClockName::PublicReportResponse, from, due, later, stop))
    };
    let further = case.steps.get(&PublicReportStep::FurtherReport).copied();
    let [first, second] = case.response_later;
    [
        clock(case.report_received(), PublicReportStep::OmbudsmanTold, first),
        clock(further, PublicReportStep::FurtherOmbudsmanTold, second),
    ]
}

/// Until when copies must be open to inspection.
pub fn inspection_until(case: &Case) -> Option<NaiveDate> {
    let opened = case.steps.get(&PublicReportStep::InspectionOpened)?;
    Some(days_after(*opened, INSPECTION))
}

/// The clock of considering the monitoring officer's report; None until it is made.
pub fn of_duty(duty: &Duty) -> Option<Shown> {
    let from = *duty.steps.get(&MonitoringOfficerStep::Reported)?;
    let done = duty.steps.get(&MonitoringOfficerStep::Considered).copied();
    let due = |_: &Calendar| Some(days_after(from, CONSIDERATION));
    let stop = Stop::at(done, None);
    Some(shown(
        ClockName::MonitoringOfficerReport,
        from,
        due,
        Later::default(),
        stop,
    ))
}
