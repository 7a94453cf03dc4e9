//! One stage of a complaint.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Milestone, Overtaking, StageResponse};
use crate::domain::{ids::Position, outcome::Finding};

/// What ended a stage without a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// The complainant withdrew.
    Withdrawal,
    /// The council decided not to consider the complaint.
    Rejection,
    /// The representation was joined to another.
    Joining,
    /// The complainant went on to the next stage.
    Overtaking(Overtaking),
}

/// What ended a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageEnd {
    /// The council's response.
    Response {
        /// The response.
        response: StageResponse,
        /// Where in the log.
        at: Position,
    },
    /// Something else.
    Left {
        /// What.
        leaving: Leaving,
        /// When.
        on: NaiveDate,
        /// Where in the log.
        at: Position,
    },
}

impl StageEnd {
    /// When the stage ended.
    pub fn on(&self) -> NaiveDate {
        match self {
            Self::Response { response, .. } => response.on,
            Self::Left { on, .. } => *on,
        }
    }

    /// Where in the log it ended.
    pub fn at(&self) -> Position {
        match self {
            Self::Response { at, .. } | Self::Left { at, .. } => *at,
        }
    }
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// 1, 2 or 3.
    pub number: u8,
    /// Receipt for the first stage, the request for a later one.
    pub started_on: NaiveDate,
    /// Where in the log it started; the policy known then governs its clocks.
    pub started_at: Position,
    /// When the complaint was converted to this procedure, where it was; the stage is its first then.
    pub converted_on: Option<NaiveDate>,
    /// When it was acknowledged, and where in the log.
    pub acknowledged: Option<(NaiveDate, Position)>,
    /// Milestones that were reached, with date and place in the log.
    pub milestones: BTreeMap<Milestone, (NaiveDate, Position)>,
    /// The date for which the review panel is arranged.
    pub panel_meets_on: Option<NaiveDate>,
    /// What was found, by concern.
    pub findings: BTreeMap<u8, Finding>,
    /// Whether the adjudicating officer agreed with the investigator, by concern.
    pub adjudicator_agrees: BTreeMap<u8, bool>,
    /// What ended it.
    pub end: Option<StageEnd>,
}

impl Stage {
    /// When it was acknowledged.
    pub fn acknowledged_on(&self) -> Option<NaiveDate> {
        self.acknowledged.map(|(on, _)| on)
    }

    /// When it ended.
    pub fn ended_on(&self) -> Option<NaiveDate> {
        self.end.as_ref().map(StageEnd::on)
    }

    /// The response, if that is what ended it.
    pub fn response(&self) -> Option<&StageResponse> {
        match &self.end {
            Some(StageEnd::Response { response, .. }) => Some(response),
            Some(StageEnd::Left { .. }) | None => None,
        }
    }

    /// When a milestone was reached.
    pub fn milestone_on(&self, milestone: Milestone) -> Option<NaiveDate> {
        self.milestones.get(&milestone).map(|(on, _)| *on)
    }

    pub(super) fn open(number: u8, started_on: NaiveDate, started_at: Position) -> Self {
        Self {
            number,
            started_on,
            started_at,
            converted_on: None,
            acknowledged: None,
            milestones: BTreeMap::new(),
            panel_meets_on: None,
            findings: BTreeMap::new(),
            adjudicator_agrees: BTreeMap::new(),
            end: None,
        }
    }

    /// The date of the latest thing that happened in it.
    pub fn latest_on(&self) -> NaiveDate {
        let acknowledged = self.acknowledged_on().unwrap_or(self.started_on);
        self.ended_on()
            .unwrap_or_else(|| acknowledged.max(self.started_on))
    }
}
