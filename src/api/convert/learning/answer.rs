//! Actions and training sessions in an answer.

use crate::{
    api::{
        convert::{
            dates::{date, timestamp},
            representations::code,
            values::Wire,
        },
        names, wire,
        write::etag,
    },
    app::records::{Opened, Snapshot},
    domain::{
        ids::{AuthorityId, CodeId},
        learning::{
            Action, Training,
            action::{Origin, Source},
        },
    },
};

/// The wire's form of an action; sealed fields are there where they were opened.
pub fn action(snapshot: &Snapshot, state: &Action, opened: Option<&Opened>) -> wire::LearningAction {
    let authority = &snapshot.stream.authority;
    let registration = &state.registration;
    let sealed = |field: &str| text(opened, field);
    wire::LearningAction {
        name: names::action(authority, snapshot.stream.number),
        source: Some(source(authority, registration.source)),
        types: registration.types.iter().map(CodeId::to_string).collect(),
        text: sealed("text"),
        owner: code(state.owner.as_ref()),
        team: code(state.team.as_ref()),
        service: code(registration.service.as_ref()),
        raised_date: Some(date(registration.raised_on)),
        due_date: Some(date(state.due_on)),
        status: state.status().to_wire(),
        original_due_date: Some(date(registration.due_on)),
        due_date_changes: due_date_changes(state),
        decision: state.verdict.as_ref().map(|verdict| wire::ActionDecision {
            acceptance: verdict.acceptance.to_wire(),
            decided_date: Some(date(verdict.decided_on)),
            reason: code(verdict.reason.as_ref()),
            text: sealed("decision"),
        }),
        done_date: state.done_on.map(date),
        done_late: state.is_done_late(),
        evidence: state.evidenced_on.map(|on| wire::ActionEvidence {
            evidenced_date: Some(date(on)),
            text: sealed("evidence"),
        }),
        impact_checks: impact_checks(state, opened),
        sharings: state
            .sharings
            .iter()
            .map(|sharing| wire::ActionSharing {
                place: sharing.place.to_string(),
                shared_date: Some(date(sharing.shared_on)),
            })
            .collect(),
        cancellation: state.cancelled_on.map(|on| wire::ActionCancellation {
            cancelled_date: Some(date(on)),
            reason: sealed("cancellation"),
        }),
        etag: etag(snapshot.version),
        position: snapshot.position,
        record_time: Some(timestamp(state.recorded_time)),
        update_time: Some(timestamp(state.updated_time)),
    }
}

fn text(opened: Option<&Opened>, field: &str) -> String {
    opened.and_then(|opened| opened.text(field)).unwrap_or_default()
}

fn source(authority: &AuthorityId, source: Source) -> wire::ActionSource {
    let part = |part: Option<u8>| part.map_or(0, i32::from);
    let kind = source.kind.to_wire();
    match source.origin {
        Origin::Council => wire::ActionSource {
            kind,
            ..wire::ActionSource::default()
        },
        Origin::Representation {
            number,
            stage,
            concern,
        } => wire::ActionSource {
            kind,
            representation: names::representation(authority, number),
            stage: part(stage),
            concern: part(concern),
            ..wire::ActionSource::default()
        },
        Origin::Case { number, remedy } => wire::ActionSource {
            kind,
            ombudsman_case: names::case(authority, number),
            remedy: part(remedy),
            ..wire::ActionSource::default()
        },
    }
}

fn due_date_changes(state: &Action) -> Vec<wire::DueDateChange> {
    let change = |change: &crate::domain::learning::action::DueChange| wire::DueDateChange {
        from_date: Some(date(change.from)),
        to_date: Some(date(change.to)),
        reason: change.reason.to_string(),
        change_time: Some(timestamp(change.time)),
    };
    state.due_changes.iter().map(change).collect()
}

fn impact_checks(state: &Action, opened: Option<&Opened>) -> Vec<wire::ImpactCheck> {
    let checks = (1..).zip(&state.impact_checks);
    checks
        .map(|(number, check)| wire::ImpactCheck {
            number,
            checked_date: Some(date(check.checked_on)),
            outcome: check.outcome.to_wire(),
            next_check_date: check.next_check_on.map(date),
            note: text(opened, &format!("impact/{number}")),
        })
        .collect()
}

/// The wire's form of a training session; sealed fields are there where they were opened.
pub fn training(snapshot: &Snapshot, state: &Training, opened: Option<&Opened>) -> wire::TrainingSession {
    let authority = &snapshot.stream.authority;
    let session = &state.session;
    let corrections = (1..).zip(&state.corrections);
    wire::TrainingSession {
        name: names::training(authority, snapshot.stream.number),
        held_date: Some(date(session.held_on)),
        subject: session.subject.to_string(),
        teams: session.teams.iter().map(CodeId::to_string).collect(),
        attendees: session.attendees.into(),
        duration_minutes: session.minutes.into(),
        actions: session
            .actions
            .iter()
            .map(|number| names::action(authority, *number))
            .collect(),
        corrections: corrections
            .map(|(number, time)| wire::TrainingCorrection {
                number,
                correct_time: Some(timestamp(*time)),
                reason: text(opened, &format!("correction/{number}")),
            })
            .collect(),
        cancelled: state.is_cancelled,
        cancellation_reason: text(opened, "cancellation"),
        etag: etag(snapshot.version),
        position: snapshot.position,
        record_time: Some(timestamp(state.recorded_time)),
        update_time: Some(timestamp(state.updated_time)),
    }
}
