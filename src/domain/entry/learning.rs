//! The rows of a learning action and of a training session.

use chrono::NaiveDate;

use super::{NEVER, Timeliness};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    learning::{
        Action, Training,
        action::{Acceptance, ActionStatus, ImpactOutcome, SourceKind},
    },
};

/// Where an action is now. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLine {
    /// The action.
    pub number: RecordNumber,
    /// Where it is in its life.
    pub status: ActionStatus,
    /// What it comes from.
    pub source: SourceKind,
    /// The representation that it comes from.
    pub representation: Option<RecordNumber>,
    /// The case of the Ombudsman that it comes from.
    pub case: Option<RecordNumber>,
    /// The team that is to carry it out.
    pub team: Option<CodeId>,
    /// The service that it is about.
    pub service: Option<CodeId>,
    /// Who is to carry it out.
    pub owner: Option<CodeId>,
    /// When it was raised.
    pub raised_on: NaiveDate,
    /// When it is due.
    pub due_on: NaiveDate,
}

/// What figures count once an action. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFact {
    /// The action.
    pub number: RecordNumber,
    /// What it comes from.
    pub source: SourceKind,
    /// Where it is in its life.
    pub status: ActionStatus,
    /// The team that is to carry it out.
    pub team: Option<CodeId>,
    /// The service that it is about.
    pub service: Option<CodeId>,
    /// When it was raised.
    pub raised_on: NaiveDate,
    /// When it is due.
    pub due_on: NaiveDate,
    /// The due date that it was recorded with.
    pub original_due_on: NaiveDate,
    /// When it was carried out.
    pub done_on: Option<NaiveDate>,
    /// When the evidence was seen.
    pub evidenced_on: Option<NaiveDate>,
    /// What the latest check of its impact showed.
    pub impact: Option<ImpactOutcome>,
    /// When its learning was first shared.
    pub shared_on: Option<NaiveDate>,
    /// The representation that it comes from.
    pub representation: Option<RecordNumber>,
    /// The case of the Ombudsman that it comes from.
    pub case: Option<RecordNumber>,
    /// Whether the council accepts it.
    pub acceptance: Option<Acceptance>,
    /// How its completion stands: by the first due date, by the agreed one, or late.
    pub timeliness: Timeliness,
    /// When it was done, cancelled or rejected; [`NEVER`] while it is outstanding.
    pub settled_on: NaiveDate,
}

/// How the completion of an action stands against its due dates.
fn timeliness(state: &Action) -> Timeliness {
    match state.done_on {
        None => Timeliness::Unanswered,
        Some(on) if on <= state.registration.due_on => Timeliness::WithinBase,
        Some(on) if on <= state.due_on => Timeliness::WithinAgreed,
        Some(_) => Timeliness::Late,
    }
}

/// When an action was done, cancelled or rejected.
fn settled_on(state: &Action) -> NaiveDate {
    let rejected = state
        .verdict
        .as_ref()
        .filter(|_| state.status() == ActionStatus::Rejected)
        .map(|verdict| verdict.decided_on);
    let settled = state.cancelled_on.or(state.done_on).or(rejected);
    settled.map_or(NEVER, |on| on.max(state.registration.raised_on))
}

/// What figures count once a type of an action. Its key is (number, type).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionTypeFact {
    /// The action.
    pub number: RecordNumber,
    /// The type.
    pub action_type: CodeId,
}

/// Every row of one action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionEntry {
    /// Where it is now.
    pub line: ActionLine,
    /// What figures count once an action.
    pub fact: ActionFact,
    /// Once a type.
    pub types: Vec<ActionTypeFact>,
}

impl ActionEntry {
    /// The rows of an action.
    pub fn of(number: RecordNumber, state: &Action) -> Self {
        let registration = &state.registration;
        let source = registration.source;
        let line = ActionLine {
            number,
            status: state.status(),
            source: source.kind,
            representation: source.origin.representation(),
            case: source.origin.case(),
            team: state.team.clone(),
            service: registration.service.clone(),
            owner: state.owner.clone(),
            raised_on: registration.raised_on,
            due_on: state.due_on,
        };
        let fact = ActionFact {
            number,
            source: source.kind,
            status: state.status(),
            team: state.team.clone(),
            service: registration.service.clone(),
            raised_on: registration.raised_on,
            due_on: state.due_on,
            original_due_on: registration.due_on,
            done_on: state.done_on,
            evidenced_on: state.evidenced_on,
            impact: state.impact_checks.last().map(|check| check.outcome),
            shared_on: state.sharings.iter().map(|sharing| sharing.shared_on).min(),
            representation: source.origin.representation(),
            case: source.origin.case(),
            acceptance: state.verdict.as_ref().map(|verdict| verdict.acceptance),
            timeliness: timeliness(state),
            settled_on: settled_on(state),
        };
        let types = registration.types.iter().map(|action_type| ActionTypeFact {
            number,
            action_type: action_type.clone(),
        });
        Self {
            line,
            fact,
            types: types.collect(),
        }
    }
}

/// Where a training session is now. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingLine {
    /// The session.
    pub number: RecordNumber,
    /// When it was held.
    pub held_on: NaiveDate,
    /// What it was about.
    pub subject: CodeId,
    /// How many came.
    pub attendees: u16,
    /// How long it took.
    pub minutes: u16,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
}

impl TrainingLine {
    /// The row of a session.
    pub fn of(number: RecordNumber, state: &Training) -> Self {
        Self {
            number,
            held_on: state.session.held_on,
            subject: state.session.subject.clone(),
            attendees: state.session.attendees,
            minutes: state.session.minutes,
            is_cancelled: state.is_cancelled,
        }
    }
}
