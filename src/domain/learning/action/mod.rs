//! A learning action: its state, folded from its events.

mod decide;
mod event;
mod source;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::{
    decide::decide,
    event::{
        Acceptance, ActionRegistration, Command, Event, ImpactCheck, ImpactOutcome, Sharing, Update, Verdict,
    },
    source::{Origin, Source, SourceKind},
};
use crate::domain::{ids::CodeId, recorded::Recorded, word::Word};

/// Where an action is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionStatus {
    /// Recorded; not decided.
    Proposed,
    /// Accepted, wholly or in part, and to be carried out.
    Open,
    /// Carried out.
    Done,
    /// Carried out, and the evidence is recorded.
    Evidenced,
    /// Not accepted.
    Rejected,
    /// Not carried out after all.
    Cancelled,
}

impl Word for ActionStatus {
    const ALL: &'static [Self] = &[
        Self::Proposed,
        Self::Open,
        Self::Done,
        Self::Evidenced,
        Self::Rejected,
        Self::Cancelled,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Open => "open",
            Self::Done => "done",
            Self::Evidenced => "evidenced",
            Self::Rejected => "rejected",
            Self::Cancelled => "cancelled",
        }
    }
}

impl ActionStatus {
    /// Whether something is still to be decided or carried out. Only such an action can be overdue, from the day after
    /// its due date; that depends on the day it is asked on, and so is never stored.
    pub fn is_outstanding(self) -> bool {
        matches!(self, Self::Proposed | Self::Open)
    }
}

/// A due date that became another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueChange {
    /// The due date before.
    pub from: NaiveDate,
    /// The due date after.
    pub to: NaiveDate,
    /// Why, from [`crate::domain::lists::List::ExtensionReasons`].
    pub reason: CodeId,
    /// When it was recorded.
    pub time: DateTime<Utc>,
}

/// An action and everything that followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// What it was recorded with.
    pub registration: ActionRegistration,
    /// When it was recorded.
    pub recorded_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// Who is to carry it out.
    pub owner: Option<CodeId>,
    /// The team that is to carry it out.
    pub team: Option<CodeId>,
    /// The due date as last agreed; the first one stays in the registration.
    pub due_on: NaiveDate,
    /// The changes of the due date, in order.
    pub due_changes: Vec<DueChange>,
    /// Whether the council accepts it.
    pub verdict: Option<Verdict>,
    /// When it was carried out.
    pub done_on: Option<NaiveDate>,
    /// When the evidence was seen.
    pub evidenced_on: Option<NaiveDate>,
    /// The checks whether it made a difference, in order.
    pub impact_checks: Vec<ImpactCheck>,
    /// Whom the learning was shared with, in order.
    pub sharings: Vec<Sharing>,
    /// When it was decided not to carry it out after all.
    pub cancelled_on: Option<NaiveDate>,
}

impl Action {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        if let Event::Recorded(registration) = recorded.event {
            return Some(Self::recorded(registration, recorded.time));
        }
        let mut next = state?;
        next.updated_time = recorded.time;
        match recorded.event {
            Event::Recorded(_) => {}
            Event::Decided(verdict) => next.verdict = Some(verdict.clone()),
            Event::Updated(update) => next.update(update, recorded.time),
            Event::Completed { on, evidenced_on } => {
                next.done_on = Some(*on);
                next.evidenced_on = *evidenced_on;
            }
            Event::Evidenced { on } => next.evidenced_on = Some(*on),
            Event::ImpactAssessed(check) => next.impact_checks.push(*check),
            Event::Shared(sharing) => next.sharings.push(sharing.clone()),
            Event::Cancelled { on } => next.cancelled_on = Some(*on),
        }
        Some(next)
    }

    fn recorded(registration: &ActionRegistration, time: DateTime<Utc>) -> Self {
        Self {
            registration: registration.clone(),
            recorded_time: time,
            updated_time: time,
            owner: registration.owner.clone(),
            team: registration.team.clone(),
            due_on: registration.due_on,
            due_changes: Vec::new(),
            verdict: None,
            done_on: None,
            evidenced_on: None,
            impact_checks: Vec::new(),
            sharings: Vec::new(),
            cancelled_on: None,
        }
    }

    fn update(&mut self, update: &Update, time: DateTime<Utc>) {
        let Update { owner, team, due } = update.clone();
        self.owner = owner.or_else(|| self.owner.take());
        self.team = team.or_else(|| self.team.take());
        if let Some((to, reason)) = due {
            let from = self.due_on;
            self.due_changes.push(DueChange {
                from,
                to,
                reason,
                time,
            });
            self.due_on = to;
        }
    }

    /// Where it is in its life.
    pub fn status(&self) -> ActionStatus {
        match (&self.verdict, self.done_on) {
            _ if self.cancelled_on.is_some() => ActionStatus::Cancelled,
            (None, _) => ActionStatus::Proposed,
            (Some(verdict), _) if verdict.acceptance == Acceptance::Rejected => ActionStatus::Rejected,
            (Some(_), None) => ActionStatus::Open,
            (Some(_), Some(_)) if self.evidenced_on.is_some() => ActionStatus::Evidenced,
            (Some(_), Some(_)) => ActionStatus::Done,
        }
    }

    /// Whether it was carried out after the due date as last agreed.
    pub fn is_done_late(&self) -> bool {
        self.done_on.is_some_and(|on| on > self.due_on)
    }
}
