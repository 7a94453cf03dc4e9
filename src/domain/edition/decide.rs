//! What may happen to an edition.

use super::{Approval, Command, Edition, Event, Preparation, Response, Restatement};
use crate::domain::{
    context::Context,
    limits,
    lists::List,
    refusal::{EditionRefusal, Refusal},
    representation::decide::{not_before, within_limit},
};

/// Answers what a command does to an edition; `None` is one that is not prepared yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Edition>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Prepare(preparation)) => prepare(preparation, context)?,
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(_), Command::Prepare(_)) => {
            return Err(Refusal::AlreadyDone {
                what: "the edition",
                on: None,
            });
        }
        (Some(edition), Command::Approve(approval)) => approve(edition, approval, context)?,
        (Some(edition), Command::Publish { on }) => {
            unpublished(edition)?;
            if let Some(next) = edition.next_step() {
                return Err(EditionRefusal::NotApproved {
                    next: next.to_string(),
                }
                .into());
            }
            not_before(*on, latest_on(edition))?;
            Event::Published { on: *on }
        }
        (Some(edition), Command::RecordResponse(response)) => respond(edition, response, context)?,
        (Some(edition), Command::Restate(restatement)) => restate(edition, restatement, context)?,
    };
    Ok(vec![event])
}

fn prepare(preparation: &Preparation, context: &Context<'_>) -> Result<Event, Refusal> {
    for step in &preparation.route {
        context.reference.check(List::ApprovalSteps, Some(step))?;
    }
    Ok(Event::Prepared(preparation.clone()))
}

/// The route is gone in its order: who comes later must be able to see who came before.
fn approve(edition: &Edition, approval: &Approval, context: &Context<'_>) -> Result<Event, Refusal> {
    unpublished(edition)?;
    let Approval { step, by, on } = approval;
    match edition.next_step() {
        Some(next) if next == step => {}
        Some(next) => {
            return Err(EditionRefusal::StepOutOfOrder {
                next: next.to_string(),
            }
            .into());
        }
        None => {
            return Err(Refusal::AlreadyDone {
                what: "the approval of every step of the route",
                on: edition.approvals.last().map(|approval| approval.on),
            });
        }
    }
    context.reference.check(List::Officers, Some(by))?;
    not_before(*on, latest_on(edition))?;
    Ok(Event::Approved(approval.clone()))
}

fn respond(edition: &Edition, response: &Response, context: &Context<'_>) -> Result<Event, Refusal> {
    let published_on = edition.published_on.ok_or(EditionRefusal::NotPublished)?;
    let so_far = edition.responses.len();
    within_limit(so_far, limits::GOVERNANCE_RESPONSES_MAX, "governance responses")?;
    context
        .reference
        .check(List::GovernanceBodies, Some(&response.body))?;
    not_before(response.on, published_on)?;
    Ok(Event::ResponseRecorded(response.clone()))
}

fn restate(edition: &Edition, restatement: &Restatement, context: &Context<'_>) -> Result<Event, Refusal> {
    edition.published_on.ok_or(EditionRefusal::NotPublished)?;
    let so_far = edition.restatements.len();
    within_limit(so_far, limits::RESTATEMENTS_MAX, "restatements")?;
    context
        .reference
        .check(List::RestatementReasons, Some(&restatement.reason))?;
    let (position, digests) = edition.latest();
    if restatement.position <= position {
        return Err(EditionRefusal::PositionNotLater { position }.into());
    }
    if restatement.digests == digests {
        return Err(EditionRefusal::Unchanged.into());
    }
    Ok(Event::Restated(restatement.clone()))
}

fn unpublished(edition: &Edition) -> Result<(), Refusal> {
    match edition.published_on {
        Some(on) => Err(EditionRefusal::Published { on }.into()),
        None => Ok(()),
    }
}

/// The day of the latest approval, or that on which it was prepared.
fn latest_on(edition: &Edition) -> chrono::NaiveDate {
    let latest = edition.approvals.last().map(|approval| approval.on);
    latest.unwrap_or_else(|| edition.prepared_on())
}
