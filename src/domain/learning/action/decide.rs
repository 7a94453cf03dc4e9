//! What may happen to an action.

use chrono::NaiveDate;

use super::{
    Action, ActionRegistration, ActionStatus, Command, Event, ImpactCheck, Origin, Sharing, SourceKind,
    Update, Verdict,
};
use crate::domain::{
    context::Context,
    limits,
    lists::List,
    ombudsman::numbered,
    refusal::Refusal,
    representation::{
        Kind, Representation,
        decide::{not_before, within_limit},
    },
    word::Word,
};

/// Answers what a command does to an action; `None` is one that is not recorded yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Action>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let event = match (state, command) {
        (None, Command::Record(registration)) => {
            check_registration(registration, context)?;
            Event::Recorded(registration.clone())
        }
        (None, _) => return Err(Refusal::NotRegistered),
        (Some(_), Command::Record(_)) => {
            return Err(Refusal::AlreadyDone {
                what: "the action",
                on: None,
            });
        }
        (Some(action), Command::Decide(verdict)) => action.decided(verdict, context)?,
        (Some(action), Command::Update(update)) => action.updated(update, context)?,
        (Some(action), Command::Complete { on, evidenced_on }) => action.completed(*on, *evidenced_on)?,
        (Some(action), Command::RecordEvidence { on }) => action.evidenced(*on)?,
        (Some(action), Command::AssessImpact(check)) => action.impact_assessed(*check)?,
        (Some(action), Command::Share(sharing)) => action.shared(sharing, context)?,
        (Some(action), Command::Cancel { on }) => {
            action.is_in(&[ActionStatus::Proposed, ActionStatus::Open], "CancelAction")?;
            not_before(*on, action.registration.raised_on)?;
            Event::Cancelled { on: *on }
        }
    };
    Ok(vec![event])
}

fn check_registration(registration: &ActionRegistration, context: &Context<'_>) -> Result<(), Refusal> {
    let reference = context.reference;
    for kind in &registration.types {
        reference.check(List::ActionTypes, Some(kind))?;
    }
    reference.check(List::Officers, registration.owner.as_ref())?;
    reference.check(List::Teams, registration.team.as_ref())?;
    reference.check(List::Services, registration.service.as_ref())?;
    let source = registration.source;
    let follows = match source.origin {
        Origin::Council => return Ok(()),
        Origin::Representation {
            number,
            stage,
            concern,
        } => {
            let representation = context
                .representation(number)
                .ok_or(Refusal::ActionSourceUnknown)?;
            check_part(source.kind, stage, concern, representation)?
        }
        Origin::Case { number, remedy } => {
            let case = context.case(number).ok_or(Refusal::ActionSourceUnknown)?;
            if let Some(remedy) = remedy.filter(|remedy| numbered(&case.remedies, *remedy).is_none()) {
                return Err(Refusal::RemedyUnknown { remedy });
            }
            case.registration.received_on
        }
    };
    not_before(registration.raised_on, follows)
}

/// Checks that the representation is what the source says and has the parts that it names, and answers the day that
/// the action may not be raised before.
fn check_part(
    source: SourceKind,
    stage: Option<u8>,
    concern: Option<u8>,
    representation: &Representation,
) -> Result<NaiveDate, Refusal> {
    let kind = representation.registration.matter.kind();
    let fits = match source {
        SourceKind::Concern => kind != Kind::Compliment,
        SourceKind::Stage | SourceKind::InvestigatorRecommendation | SourceKind::PanelRecommendation => {
            kind == Kind::Complaint
        }
        SourceKind::Compliment => kind == Kind::Compliment,
        SourceKind::Comment => kind == Kind::Comment,
        SourceKind::OmbudsmanRecommendation | SourceKind::Audit => false,
    };
    if !fits {
        return Err(Refusal::ActionSourceDiffers { kind: kind.word() });
    }
    let concerns = representation.registration.matter.concerns();
    if let Some(concern) = concern.filter(|concern| numbered(concerns, *concern).is_none()) {
        return Err(Refusal::ConcernUnknown { concern });
    }
    match stage {
        None => Ok(representation.registration.received_on),
        Some(stage) => representation
            .stages
            .iter()
            .find(|reached| reached.number == stage)
            .map(|reached| reached.started_on)
            .ok_or(Refusal::ActionStageUnknown { stage }),
    }
}

impl Action {
    fn is_in(&self, statuses: &[ActionStatus], step: &'static str) -> Result<(), Refusal> {
        let status = self.status();
        if statuses.contains(&status) {
            Ok(())
        } else {
            Err(Refusal::ActionStatusRefusesStep { step, status })
        }
    }

    fn decided(&self, verdict: &Verdict, context: &Context<'_>) -> Result<Event, Refusal> {
        self.is_in(&[ActionStatus::Proposed], "DecideAction")?;
        not_before(verdict.decided_on, self.registration.raised_on)?;
        context
            .reference
            .check(List::ActionDecisionReasons, verdict.reason.as_ref())?;
        Ok(Event::Decided(verdict.clone()))
    }

    /// What is the same as before is left out of the event.
    fn updated(&self, update: &Update, context: &Context<'_>) -> Result<Event, Refusal> {
        self.is_in(&[ActionStatus::Proposed, ActionStatus::Open], "UpdateAction")?;
        let reference = context.reference;
        reference.check(List::Officers, update.owner.as_ref())?;
        reference.check(List::Teams, update.team.as_ref())?;
        let reason = update.due.as_ref().map(|(_, reason)| reason);
        reference.check(List::ExtensionReasons, reason)?;
        let Update { owner, team, due } = update.clone();
        let changed = Update {
            owner: owner.filter(|owner| self.owner.as_ref() != Some(owner)),
            team: team.filter(|team| self.team.as_ref() != Some(team)),
            due: due.filter(|(due_on, _)| self.due_on != *due_on),
        };
        if changed == Update::default() {
            return Err(Refusal::ActionUnchanged);
        }
        if let Some((due_on, _)) = &changed.due {
            not_before(*due_on, self.registration.raised_on)?;
            within_limit(
                self.due_changes.len(),
                limits::DUE_CHANGES_MAX,
                "changes of a due date",
            )?;
        }
        Ok(Event::Updated(changed))
    }

    fn completed(&self, on: NaiveDate, evidenced_on: Option<NaiveDate>) -> Result<Event, Refusal> {
        self.is_in(&[ActionStatus::Open], "CompleteAction")?;
        not_before(on, self.registration.raised_on)?;
        not_before(evidenced_on.unwrap_or(on), on)?;
        Ok(Event::Completed { on, evidenced_on })
    }

    fn evidenced(&self, on: NaiveDate) -> Result<Event, Refusal> {
        self.is_in(&[ActionStatus::Done], "RecordEvidence")?;
        not_before(on, self.done_on.unwrap_or(on))?;
        Ok(Event::Evidenced { on })
    }

    fn impact_assessed(&self, check: ImpactCheck) -> Result<Event, Refusal> {
        self.is_in(&[ActionStatus::Done, ActionStatus::Evidenced], "AssessImpact")?;
        not_before(check.checked_on, self.done_on.unwrap_or(check.checked_on))?;
        within_limit(
            self.impact_checks.len(),
            limits::IMPACT_CHECKS_MAX,
            "checks of impact",
        )?;
        Ok(Event::ImpactAssessed(check))
    }

    fn shared(&self, sharing: &Sharing, context: &Context<'_>) -> Result<Event, Refusal> {
        let statuses = [ActionStatus::Open, ActionStatus::Done, ActionStatus::Evidenced];
        self.is_in(&statuses, "ShareAction")?;
        not_before(sharing.shared_on, self.registration.raised_on)?;
        within_limit(
            self.sharings.len(),
            limits::SHARINGS_MAX,
            "places that learning was shared with",
        )?;
        context
            .reference
            .check(List::SharingPlaces, Some(&sharing.place))?;
        Ok(Event::Shared(sharing.clone()))
    }
}
