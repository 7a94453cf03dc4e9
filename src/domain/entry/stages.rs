//! The rows of the stages of a complaint.

use chrono::NaiveDate;

use super::{NEVER, Timeliness};
use crate::domain::{
    clock::{Clock, Stop},
    ids::{CodeId, RecordNumber},
    outcome::Finding,
    policy::ClockName,
    representation::{Leaving, Milestone, Overtaking, Representation, Stage, StageEnd},
    word::Word,
};

/// The clock that a stage's response stops.
pub(super) fn response_clock<'a>(stage: &Stage, clocks: &'a [Clock]) -> Option<&'a Clock> {
    clocks
        .iter()
        .find(|clock| clock.name == ClockName::Response && clock.stage == stage.number)
}

/// What ended a stage, as figures count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StageEnding {
    /// Nothing yet.
    Open,
    /// The council's response.
    Response,
    /// A withdrawal.
    Withdrawal,
    /// The decision not to consider the complaint.
    Rejection,
    /// The representation was joined to another.
    Joining,
    /// It was left out.
    Skipped,
    /// It was overdue, and the complainant went on.
    Overdue,
}

impl Word for StageEnding {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Response,
        Self::Withdrawal,
        Self::Rejection,
        Self::Joining,
        Self::Skipped,
        Self::Overdue,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Response => "response",
            Self::Withdrawal => "withdrawal",
            Self::Rejection => "rejection",
            Self::Joining => "joining",
            Self::Skipped => "skipped",
            Self::Overdue => "overdue",
        }
    }
}

impl StageEnding {
    fn of(leaving: Leaving) -> Self {
        match leaving {
            Leaving::Withdrawal => Self::Withdrawal,
            Leaving::Rejection => Self::Rejection,
            Leaving::Joining => Self::Joining,
            Leaving::Overtaking(Overtaking::Skipped(_)) => Self::Skipped,
            Leaving::Overtaking(Overtaking::Overdue) => Self::Overdue,
        }
    }
}

/// What figures count once a stage. Its key is (number, stage).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFact {
    /// The representation.
    pub number: RecordNumber,
    /// The stage.
    pub stage: u8,
    /// When it started.
    pub started_on: NaiveDate,
    /// When it was acknowledged.
    pub acknowledged_on: Option<NaiveDate>,
    /// When it ended.
    pub ended_on: Option<NaiveDate>,
    /// What ended it.
    pub ending: StageEnding,
    /// The overall finding of a response.
    pub finding: Option<Finding>,
    /// The response's due date before any extension.
    pub base_due_on: Option<NaiveDate>,
    /// The response's due date with the extensions.
    pub agreed_due_on: Option<NaiveDate>,
    /// Whether the response clock was extended.
    pub extended: bool,
    /// How the response stands against its due dates.
    pub timeliness: Timeliness,
    /// Working days from the clock's anchor to the end; none while it is open.
    pub working_days: Option<u16>,
    /// How its other clocks stand.
    pub others: StageClocks,
    /// Why the response clock was extended last.
    pub extension_reason: Option<CodeId>,
    /// Why the response is or was late.
    pub delay_reason: Option<CodeId>,
    /// When the next stage was asked for.
    pub escalated_on: Option<NaiveDate>,
    /// The last day to ask for the next stage; none where there is no such clock.
    pub window_ends_on: Option<NaiveDate>,
    /// The later of its end and of the request for the next stage; [`NEVER`] while it is open.
    pub settled_on: NaiveDate,
    /// Whether the internal investigation form was completed.
    pub internal_form: bool,
    /// What it cost, payments included, in pence.
    pub cost_pence: i64,
}

/// How the clocks of a stage beside its response stand; none for one that it does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StageClocks {
    /// The acknowledgement.
    pub acknowledgement: Option<Timeliness>,
    /// Working days to the acknowledgement.
    pub acknowledgement_working_days: Option<u16>,
    /// The response counted from the agreed statement of complaint.
    pub statement: Option<Timeliness>,
    /// Working days from the agreed statement to the response.
    pub statement_working_days: Option<u16>,
    /// The review panel's meeting (SI 2006/1738 reg 19(4)).
    pub panel_meeting: Option<Timeliness>,
    /// The review panel's report (SI 2006/1738 reg 20).
    pub panel_report: Option<Timeliness>,
    /// The response to the review panel (SI 2006/1738 reg 20).
    pub panel_response: Option<Timeliness>,
}

impl StageClocks {
    fn of(stage: &Stage, clocks: &[Clock]) -> Self {
        let clock = |name| {
            let of_stage = |clock: &&Clock| clock.name == name && clock.stage == stage.number;
            clocks.iter().find(of_stage).filter(|clock| clock.due.is_some())
        };
        // Who goes on because the response is overdue ends the other clocks too, and none of what they time is done by it.
        let is_done = |clock: &&Clock| !matches!(clock.stop, Some(Stop::Overtaken(_)));
        let timeliness = |name| {
            clock(name).map(|clock| {
                Some(clock)
                    .filter(is_done)
                    .map_or(Timeliness::Unanswered, Timeliness::of)
            })
        };
        let taken = |name| clock(name).filter(is_done).and_then(taken);
        Self {
            acknowledgement: timeliness(ClockName::Acknowledgement),
            acknowledgement_working_days: taken(ClockName::Acknowledgement),
            statement: timeliness(ClockName::ResponseFromStatement),
            statement_working_days: taken(ClockName::ResponseFromStatement),
            panel_meeting: timeliness(ClockName::PanelMeeting),
            panel_report: timeliness(ClockName::PanelReport),
            panel_response: timeliness(ClockName::PanelResponse),
        }
    }
}

/// Working days that a clock took; none while it runs.
fn taken(clock: &Clock) -> Option<u16> {
    (clock.stop.is_some() && clock.due.is_some()).then_some(clock.working_days_taken)
}

impl StageFact {
    pub(super) fn all(number: RecordNumber, state: &Representation, clocks: &[Clock]) -> Vec<Self> {
        let next = state.stages.iter().skip(1).map(Some).chain([None]);
        let stages = state.stages.iter().zip(next);
        stages
            .map(|(stage, next)| {
                let fact = Self::of(number, stage, clocks);
                fact.within(state, stage, next, clocks)
            })
            .collect()
    }

    fn of(number: RecordNumber, stage: &Stage, clocks: &[Clock]) -> Self {
        let (ending, finding) = match &stage.end {
            None => (StageEnding::Open, None),
            Some(StageEnd::Response { response, .. }) => (StageEnding::Response, Some(response.finding)),
            Some(StageEnd::Left { leaving, .. }) => (StageEnding::of(*leaving), None),
        };
        let clock = response_clock(stage, clocks);
        let due = clock.and_then(|clock| clock.due);
        Self {
            number,
            stage: stage.number,
            started_on: stage.started_on,
            acknowledged_on: stage.acknowledged_on(),
            ended_on: stage.ended_on(),
            ending,
            finding,
            base_due_on: due.map(|due| due.base_on),
            agreed_due_on: due.map(|due| due.agreed_on),
            extended: clock.is_some_and(|clock| clock.agreed_length > clock.length),
            timeliness: clock.map_or(Timeliness::Unanswered, Timeliness::of),
            working_days: clock.and_then(taken),
            others: StageClocks::of(stage, clocks),
            extension_reason: None,
            delay_reason: clock.and_then(|clock| clock.delay_reason.clone()),
            escalated_on: None,
            window_ends_on: None,
            settled_on: stage.ended_on().unwrap_or(NEVER),
            internal_form: stage.milestone_on(Milestone::InternalForm).is_some(),
            cost_pence: 0,
        }
    }

    /// The same with what the stage has beside itself: the next stage, extensions, costs.
    fn within(self, state: &Representation, stage: &Stage, next: Option<&Stage>, clocks: &[Clock]) -> Self {
        let window = clocks
            .iter()
            .find(|clock| clock.name == ClockName::RequestWindow && clock.stage == stage.number);
        let extensions = state.extensions.iter().rev().filter(|given| {
            let response = given.extension.clock == ClockName::Response;
            response && given.stage == stage.number && given.revoked.is_none() && given.at >= stage.started_at
        });
        let costs = state.costs.iter().filter(|cost| cost.stage == stage.number);
        let escalated_on = next.map(|next| next.started_on);
        Self {
            extension_reason: extensions.map(|given| given.extension.reason.clone()).next(),
            escalated_on,
            window_ends_on: window.and_then(|clock| clock.due).map(|due| due.agreed_on),
            settled_on: escalated_on.map_or(self.settled_on, |on| self.settled_on.max(on)),
            cost_pence: costs.map(|cost| cost.amount_pence).sum(),
            ..self
        }
    }
}
