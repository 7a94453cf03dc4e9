//! A representation: its state, folded from its events.

mod clocks;
pub(in crate::domain) mod decide;
mod event;
mod facts;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::{
    decide::decide,
    event::{Closure, Command, ConcernFinding, Event, Extension},
    facts::{AnswerSource, Concern, EQUALITY_LISTS, Equality, Kind, Matter, Registration},
};
use super::{
    ids::{CodeId, Position},
    outcome::Finding,
    policy::ClockName,
    recorded::Recorded,
    word::Word,
};

/// Where a representation is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// A complaint with work under way.
    Open,
    /// A complaint whose latest stage is concluded.
    Answered,
    /// Closed.
    Closed {
        /// When.
        on: NaiveDate,
        /// How.
        closure: Closure,
        /// Where in the log.
        at: Position,
    },
    /// Withdrawn.
    Withdrawn {
        /// When.
        on: NaiveDate,
        /// Why.
        reason: CodeId,
        /// Where in the log.
        at: Position,
    },
    /// A comment or compliment on the register.
    Recorded,
}

/// The name of a [`Progress`] without what it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// See [`Progress::Open`].
    Open,
    /// See [`Progress::Answered`].
    Answered,
    /// Closed as resolved.
    Concluded,
    /// See [`Progress::Withdrawn`].
    Withdrawn,
    /// Closed as lapsed.
    Lapsed,
    /// See [`Progress::Recorded`].
    Recorded,
}

impl Word for State {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Answered,
        Self::Concluded,
        Self::Withdrawn,
        Self::Lapsed,
        Self::Recorded,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Concluded => "concluded",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::Recorded => "recorded",
        }
    }
}

/// What ended a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StageEnd {
    /// The council's response.
    Response {
        /// When it was sent.
        on: NaiveDate,
        /// The overall finding.
        finding: Finding,
        /// Whether that was set by hand.
        overridden: bool,
        /// Where in the log.
        at: Position,
    },
    /// A withdrawal.
    Withdrawal {
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
            Self::Response { on, .. } | Self::Withdrawal { on, .. } => *on,
        }
    }

    /// Where in the log it ended.
    pub fn at(&self) -> Position {
        match self {
            Self::Response { at, .. } | Self::Withdrawal { at, .. } => *at,
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
    /// When it was acknowledged, and where in the log.
    pub acknowledged: Option<(NaiveDate, Position)>,
    /// More time that was given.
    pub extensions: Vec<Extension>,
    /// What was found, by concern.
    pub findings: BTreeMap<u8, Finding>,
    /// What ended it.
    pub end: Option<StageEnd>,
}

impl Stage {
    /// When it was acknowledged.
    pub fn acknowledged_on(&self) -> Option<NaiveDate> {
        self.acknowledged.map(|(on, _)| on)
    }

    fn open(number: u8, started_on: NaiveDate, started_at: Position) -> Self {
        Self {
            number,
            started_on,
            started_at,
            acknowledged: None,
            extensions: Vec::new(),
            findings: BTreeMap::new(),
            end: None,
        }
    }
}

/// A representation and everything that followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// What it was registered with.
    pub registration: Registration,
    /// Where it was registered.
    pub registered_at: Position,
    /// When it was registered.
    pub registered_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// Where it is in its life.
    pub progress: Progress,
    /// The stages reached, in order.
    pub stages: Vec<Stage>,
    /// More time on clocks of the representation as a whole.
    pub extensions: Vec<Extension>,
    /// The acknowledgement of what has no stages.
    pub acknowledged_on: Option<NaiveDate>,
}

impl Representation {
    /// The state of a representation that was registered so.
    pub fn registered(recorded: Recorded<&Registration>) -> Self {
        let registration = recorded.event.clone();
        let stages = match registration.matter.procedure() {
            Some(procedure) if procedure.stages() > 0 => {
                vec![Stage::open(1, registration.received_on, recorded.position)]
            }
            _ => Vec::new(),
        };
        let progress = match registration.matter.kind() {
            Kind::Complaint => Progress::Open,
            Kind::Comment | Kind::Compliment => Progress::Recorded,
        };
        Self {
            registration,
            registered_at: recorded.position,
            registered_time: recorded.time,
            updated_time: recorded.time,
            progress,
            stages,
            extensions: Vec::new(),
            acknowledged_on: None,
        }
    }

    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        if let Event::Registered(registration) = recorded.event {
            return Some(Self::registered(recorded.with(registration)));
        }
        let mut next = state?;
        next.updated_time = recorded.time;
        next.apply(recorded.event, recorded.position);
        Some(next)
    }

    fn apply(&mut self, event: &Event, at: Position) {
        match event {
            Event::Registered(_) => {}
            Event::Acknowledged { on } => match self.stages.last_mut() {
                Some(stage) => stage.acknowledged = Some((*on, at)),
                None => self.acknowledged_on = Some(*on),
            },
            Event::ClockExtended(extension) => self.extensions_of(extension.clock).push(extension.clone()),
            Event::FindingsRecorded { findings } => {
                if let Some(stage) = self.stages.last_mut() {
                    stage
                        .findings
                        .extend(findings.iter().map(|found| (found.concern, found.finding)));
                }
            }
            Event::StageConcluded {
                on,
                finding,
                overridden,
            } => {
                let (on, finding, overridden) = (*on, *finding, *overridden);
                self.end_stage(StageEnd::Response {
                    on,
                    finding,
                    overridden,
                    at,
                });
                self.progress = Progress::Answered;
            }
            Event::Escalated {
                requested_on,
                late_acceptance_reason: _,
            } => {
                let number = self.stages.last().map_or(1, |stage| stage.number + 1);
                self.stages.push(Stage::open(number, *requested_on, at));
                self.progress = Progress::Open;
            }
            Event::Withdrawn { on, reason } => {
                self.end_stage(StageEnd::Withdrawal { on: *on, at });
                self.progress = Progress::Withdrawn {
                    on: *on,
                    reason: reason.clone(),
                    at,
                };
            }
            Event::Closed { on, closure } => {
                self.progress = Progress::Closed {
                    on: *on,
                    closure: *closure,
                    at,
                };
            }
        }
    }

    fn end_stage(&mut self, end: StageEnd) {
        if let Some(stage) = self.stages.last_mut().filter(|stage| stage.end.is_none()) {
            stage.end = Some(end);
        }
    }

    /// The extensions of the current stage, or of the whole where the clock belongs to that.
    fn extensions_of(&mut self, clock: ClockName) -> &mut Vec<Extension> {
        match self.stages.last_mut() {
            Some(stage) if clock != ClockName::Longstop => &mut stage.extensions,
            _ => &mut self.extensions,
        }
    }

    /// The name of where it is.
    pub fn state(&self) -> State {
        match &self.progress {
            Progress::Open => State::Open,
            Progress::Answered => State::Answered,
            Progress::Closed {
                closure: Closure::Resolved,
                ..
            } => State::Concluded,
            Progress::Closed {
                closure: Closure::Lapsed,
                ..
            } => State::Lapsed,
            Progress::Withdrawn { .. } => State::Withdrawn,
            Progress::Recorded => State::Recorded,
        }
    }

    /// The stage under way.
    pub fn open_stage(&self) -> Option<&Stage> {
        self.stages.last().filter(|stage| stage.end.is_none())
    }

    /// When it was closed or withdrawn.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        match &self.progress {
            Progress::Closed { on, .. } | Progress::Withdrawn { on, .. } => Some(*on),
            Progress::Open | Progress::Answered | Progress::Recorded => None,
        }
    }

    /// The finding of the latest stage that ended in a response.
    pub fn finding(&self) -> Option<Finding> {
        self.stages.iter().rev().find_map(|stage| match stage.end {
            Some(StageEnd::Response { finding, .. }) => Some(finding),
            Some(StageEnd::Withdrawal { .. }) | None => None,
        })
    }

    /// The latest finding on a concern.
    pub fn finding_on(&self, concern: u8) -> Option<Finding> {
        self.stages
            .iter()
            .rev()
            .find_map(|stage| stage.findings.get(&concern).copied())
    }
}

/// The whole length that the latest extension of a clock gives it.
fn longest(extensions: &[Extension], clock: ClockName) -> Option<u16> {
    extensions
        .iter()
        .filter(|extension| extension.clock == clock)
        .map(|extension| extension.length)
        .max()
}
