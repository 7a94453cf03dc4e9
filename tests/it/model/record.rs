//! What is known of one representation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use redress::api::wire::{
    AppointmentRole, ClockName, ErrorReason, Finding, Kind, Milestone, Procedure, StageEnd, State,
};

use super::{calendar::Gap, policy::stages, steps::Registration};

/// A point complained of.
#[derive(Debug, Clone, Default)]
pub struct Point {
    pub finding: Option<Finding>,
}

/// One stage of the procedure.
#[derive(Debug, Clone)]
pub struct Stage {
    pub number: i32,
    pub started: NaiveDate,
    pub acknowledged: Option<NaiveDate>,
    pub ended: Option<(NaiveDate, StageEnd)>,
    pub findings: BTreeMap<i32, Finding>,
    pub finding: Option<Finding>,
    pub overridden: bool,
    pub milestones: BTreeMap<Milestone, NaiveDate>,
    pub panel: Option<NaiveDate>,
    pub converted: Option<NaiveDate>,
}

impl Stage {
    pub fn new(number: i32, started: NaiveDate) -> Self {
        Self {
            number,
            started,
            acknowledged: None,
            ended: None,
            findings: BTreeMap::new(),
            finding: None,
            overridden: false,
            milestones: BTreeMap::new(),
            panel: None,
            converted: None,
        }
    }

    /// When the response was sent, where that ended it.
    pub fn response(&self) -> Option<NaiveDate> {
        match self.ended {
            Some((on, StageEnd::Response)) => Some(on),
            _ => None,
        }
    }
}

/// More time on a clock.
#[derive(Debug, Clone)]
pub struct Extension {
    pub clock: ClockName,
    pub stage: i32,
    pub length: i32,
    pub revoked: bool,
    /// How many conversions there had been.
    pub era: usize,
}

/// A time that a clock waits.
#[derive(Debug, Clone)]
pub struct Pause {
    pub clock: ClockName,
    pub stage: i32,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub revoked: bool,
    pub era: usize,
}

/// A wait for proceedings.
#[derive(Debug, Clone)]
pub struct Deferral {
    pub from: NaiveDate,
    pub reviewed: Vec<NaiveDate>,
    pub proceedings_ended: Option<NaiveDate>,
    pub resumed: Option<NaiveDate>,
    /// When it ended with the whole complaint.
    pub withdrawn: Option<NaiveDate>,
    /// The state that it goes back to.
    pub back_to: State,
}

/// Somebody appointed.
#[derive(Debug, Clone)]
pub struct Appointment {
    pub role: AppointmentRole,
    pub officer: usize,
    pub stage: i32,
    pub on: NaiveDate,
    pub ended: Option<NaiveDate>,
}

/// One representation.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact")]
pub struct Record {
    pub kind: Kind,
    pub procedure: Procedure,
    pub received: NaiveDate,
    pub grounds: Option<NaiveDate>,
    pub interest: bool,
    pub reply_wanted: bool,
    pub points: Vec<Point>,
    pub state: State,
    pub stages: Vec<Stage>,
    pub extensions: Vec<Extension>,
    pub pauses: Vec<Pause>,
    pub deferrals: Vec<Deferral>,
    /// Withdrawals: when, and when each was taken back.
    pub withdrawals: Vec<(NaiveDate, Option<NaiveDate>, State)>,
    /// Conversions: from, to, when, how many stages had been reached.
    pub conversions: Vec<(Procedure, Procedure, NaiveDate, i32)>,
    pub appointments: Vec<Appointment>,
    pub acknowledged: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub accepted: Option<NaiveDate>,
    pub late_accepted: bool,
    pub interest_found: bool,
    pub refused: Option<NaiveDate>,
    pub plan: Option<(NaiveDate, i32)>,
    pub joint: Option<NaiveDate>,
    pub early: Option<NaiveDate>,
    pub advocate: Option<NaiveDate>,
    pub advocate_conflict: Option<bool>,
    /// Costs: whether each was paid.
    pub costs: Vec<bool>,
    /// Since when contact is arranged, and whether that has ended.
    pub contact: Option<(NaiveDate, bool)>,
    /// Other records of the story that belong to it.
    pub ties: Vec<(usize, i32)>,
    pub forwarded: usize,
    pub told: usize,
    pub corrections: usize,
}

impl Record {
    pub fn new(on: NaiveDate, about: &Registration) -> Self {
        let complaint = about.kind == Kind::Complaint;
        let staged = complaint && stages(about.procedure) > 0;
        Self {
            kind: about.kind,
            procedure: about.procedure,
            received: on,
            grounds: about.grounds,
            interest: about.interest,
            reply_wanted: about.reply_wanted,
            points: vec![Point::default(); about.concerns],
            state: if complaint { State::Open } else { State::Recorded },
            stages: if staged {
                vec![Stage::new(1, on)]
            } else {
                Vec::new()
            },
            extensions: Vec::new(),
            pauses: Vec::new(),
            deferrals: Vec::new(),
            withdrawals: Vec::new(),
            conversions: Vec::new(),
            appointments: Vec::new(),
            acknowledged: None,
            closed: None,
            accepted: None,
            late_accepted: false,
            interest_found: false,
            refused: None,
            plan: None,
            joint: None,
            early: None,
            advocate: None,
            advocate_conflict: None,
            costs: Vec::new(),
            contact: None,
            ties: Vec::new(),
            forwarded: 0,
            told: 0,
            corrections: 0,
        }
    }

    /// Whether it is a complaint: what was no complaint becomes one when it is converted.
    pub fn is_complaint(&self) -> bool {
        self.kind == Kind::Complaint
    }

    pub fn era(&self) -> usize {
        self.conversions.len()
    }

    /// The latest stage; 0 without any.
    pub fn stage_number(&self) -> i32 {
        self.stages.last().map_or(0, |stage| stage.number)
    }

    /// When the latest stage began, or the record was received.
    pub fn stage_started(&self) -> NaiveDate {
        self.stages.last().map_or(self.received, |stage| stage.started)
    }

    /// The date of what happened last to the record or its stage; what moves it on is not dated before.
    pub fn latest(&self) -> NaiveDate {
        let of_stage = self.stages.last().map(|stage| {
            let ended = stage.ended.map(|(on, _)| on);
            ended.unwrap_or_else(|| stage.acknowledged.unwrap_or(stage.started).max(stage.started))
        });
        let suspended = self.waits().into_iter();
        let suspended = suspended.map(|(from, until)| until.unwrap_or(from)).max();
        of_stage
            .into_iter()
            .chain(self.acknowledged)
            .chain(suspended)
            .max()
            .unwrap_or(self.received)
            .max(self.received)
    }

    /// The finding of the latest stage that was answered.
    pub fn finding(&self) -> Option<Finding> {
        let answered = self.stages.iter().rev().find(|stage| stage.response().is_some());
        answered.and_then(|stage| stage.finding)
    }

    /// The days on which no clock counts: deferrals, and withdrawals that were taken back.
    pub fn suspended(&self) -> Vec<Gap> {
        let mut waits = self.waits();
        waits.retain(|(from, until)| Some(*from) != *until);
        waits
    }

    /// Deferrals, and withdrawals that were taken back, those of less than a day too.
    fn waits(&self) -> Vec<Gap> {
        let deferrals = self
            .deferrals
            .iter()
            .map(|deferral| (deferral.from, deferral.resumed.or(deferral.withdrawn)));
        let withdrawals = self
            .withdrawals
            .iter()
            .filter(|(_, back, _)| back.is_some())
            .map(|(from, back, _)| (*from, *back));
        deferrals.chain(withdrawals).collect()
    }

    /// Ends what still pauses.
    pub fn end_pauses(&mut self, on: NaiveDate) {
        for pause in self
            .pauses
            .iter_mut()
            .filter(|pause| !pause.revoked && pause.until.is_none())
        {
            pause.until = Some(on.max(pause.from));
        }
    }

    /// Why it must be decided first that the complaint is considered.
    pub fn undecided(&self) -> Option<ErrorReason> {
        let made_late = self.made_late();
        if made_late && !self.late_accepted {
            return Some(ErrorReason::ComplaintOutOfTime);
        }
        (self.interest && !self.interest_found).then_some(ErrorReason::InterestUndecided)
    }

    /// Whether the complaint was made more than twelve months after its grounds arose. Only the statutory procedures and
    /// the Code know such a time; what is settled informally does not.
    pub fn made_late(&self) -> bool {
        let in_time = |grounds| self.received <= super::calendar::months_after(grounds, 12);
        self.is_complaint() && self.grounds.is_some_and(|grounds| !in_time(grounds))
    }
}
