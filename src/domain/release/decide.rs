//! What may happen to a release.

use super::{Command, Event, Preview, Publication, Release, ReleaseState};
use crate::domain::{
    context::Context,
    lists::List,
    refusal::{Refusal, ReleaseRefusal},
    representation::decide::not_before,
};

/// Answers what a command does to a release; `None` is one that is not previewed yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Release>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Preview(preview)) => {
            unpublished(preview, context)?;
            Event::Previewed(preview.clone())
        }
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(_), Command::Preview(_)) => {
            return Err(Refusal::AlreadyDone {
                what: "the preview",
                on: None,
            });
        }
        (Some(release), Command::SignOff(sign_off)) => {
            stands(release, ReleaseState::Previewed, "sign-off")?;
            context.reference.check(List::Officers, Some(&sign_off.by))?;
            not_before(sign_off.on, release.latest_on())?;
            Event::SignedOff(sign_off.clone())
        }
        (
            Some(release),
            Command::Publish {
                publication,
                attacked_with,
            },
        ) => publish(release, publication, *attacked_with, context)?,
        (Some(release), Command::Withdraw(withdrawal)) => {
            stands(release, ReleaseState::Published, "withdrawal")?;
            let reason = Some(&withdrawal.reason);
            context.reference.check(List::ReleaseWithdrawalReasons, reason)?;
            not_before(withdrawal.on, release.latest_on())?;
            Event::Withdrawn(withdrawal.clone())
        }
        (Some(release), Command::NotePull(puller)) => {
            stands(release, ReleaseState::Published, "pull")?;
            if !release.is_for(&puller.body) {
                return Err(Refusal::NotRegistered);
            }
            Event::Pulled(puller.clone())
        }
    };
    Ok(vec![event])
}

/// What leaves the authority is attacked together with all that left before it. Something that left since was not
/// there, so the attack is to be made again.
fn publish(
    release: &Release,
    publication: &Publication,
    attacked_with: usize,
    context: &Context<'_>,
) -> Result<Event, Refusal> {
    stands(release, ReleaseState::SignedOff, "publication")?;
    unpublished(&release.preview, context)?;
    not_before(publication.on, release.latest_on())?;
    let left = context.disclosed().map_or(0, |disclosed| disclosed.entries());
    if left != attacked_with {
        return Err(ReleaseRefusal::Overtaken.into());
    }
    Ok(Event::Published(publication.clone()))
}

/// One version is published once: its bytes are the same for ever.
fn unpublished(preview: &Preview, context: &Context<'_>) -> Result<(), Refusal> {
    let published = context
        .disclosed()
        .and_then(|disclosed| disclosed.latest_version(&preview.grid, preview.period))
        .unwrap_or(0);
    if preview.version <= published {
        return Err(ReleaseRefusal::VersionPublished {
            version: preview.version,
        }
        .into());
    }
    Ok(())
}

fn stands(release: &Release, expected: ReleaseState, step: &'static str) -> Result<(), Refusal> {
    let state = release.state();
    if state == expected {
        Ok(())
    } else {
        Err(ReleaseRefusal::StateRefusesStep { step, state }.into())
    }
}
