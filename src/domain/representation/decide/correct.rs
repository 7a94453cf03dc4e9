//! Corrections: what they name must be there, and the dates must still be in order afterwards.

use chrono::NaiveDate;

use super::not_before;
use crate::domain::{
    context::Context,
    limits,
    lists::List,
    reference::made_by_list,
    refusal::Refusal,
    representation::{
        Amendment, Concern, Correction, Event, Progress, Representation, Stage, decide::within_limit,
    },
};

impl Representation {
    pub(super) fn correct(&self, correction: &Correction, context: &Context<'_>) -> Result<Event, Refusal> {
        let reference = context.reference;
        reference.check(List::CorrectionReasons, Some(&correction.reason))?;
        within_limit(self.corrections.len(), limits::CORRECTIONS_MAX, "corrections")?;
        let mut corrected = self.clone();
        for amendment in &correction.amendments {
            self.check_codes(amendment, context)?;
            self.check_named(amendment)?;
            corrected.amend(amendment);
        }
        corrected.check_order()?;
        not_before(correction.on, corrected.registration.received_on)?;
        Ok(Event::Corrected(correction.clone()))
    }

    fn check_codes(&self, amendment: &Amendment, context: &Context<'_>) -> Result<(), Refusal> {
        let reference = context.reference;
        match amendment {
            Amendment::Service(code) => reference.check(List::Services, Some(code)),
            Amendment::Team(code) => reference.check(List::Teams, code.as_ref()),
            Amendment::Provider(code) => reference.check(List::Providers, code.as_ref()),
            Amendment::Method(code) => reference.check(List::Methods, Some(code)),
            Amendment::Route(code) => reference.check(List::Routes, code.as_ref()),
            Amendment::MadeBy(code) => {
                reference.check(made_by_list(self.registration.matter.kind()), Some(code))
            }
            Amendment::CommunicationNeeds(codes) => codes
                .iter()
                .try_for_each(|code| reference.check(List::CommunicationNeeds, Some(code))),
            Amendment::ComplainantEquality(equality) | Amendment::ServiceUserEquality(equality) => {
                reference.check_equality(equality)
            }
            Amendment::Concern {
                category,
                subcategory,
                team,
                ..
            } => reference.check_concerns(&[Concern {
                category: category.clone(),
                subcategory: subcategory.clone(),
                team: team.clone(),
            }]),
            _ => Ok(()),
        }
    }

    /// A correction changes what was recorded and adds nothing that was not.
    fn check_named(&self, amendment: &Amendment) -> Result<(), Refusal> {
        let unknown = |of, number| Err(Refusal::PartUnknown { of, number });
        let in_stage = |number: u8, held: fn(&Stage) -> bool| match self.stage(number) {
            Some(stage) if held(stage) => Ok(()),
            _ => unknown("such date at stage", number),
        };
        match *amendment {
            Amendment::Concern { concern, .. } if !self.has_concern(concern) => {
                Err(Refusal::ConcernUnknown { concern })
            }
            Amendment::AcknowledgedOn { stage: 0, .. } if self.acknowledged_on.is_none() => {
                unknown("such date at stage", 0)
            }
            Amendment::AcknowledgedOn { stage, .. } if stage > 0 => {
                in_stage(stage, |stage| stage.acknowledged.is_some())
            }
            Amendment::RequestedOn { stage, .. } => in_stage(stage, |stage| stage.number > 1),
            Amendment::ConcludedOn { stage, .. } => in_stage(stage, |stage| stage.response().is_some()),
            Amendment::MilestoneOn { stage, milestone, .. } => match self.stage(stage) {
                Some(held) if held.milestones.contains_key(&milestone) => Ok(()),
                _ => unknown("such milestone at stage", stage),
            },
            Amendment::Finding { stage, concern, .. } => match self.stage(stage) {
                Some(held) if held.findings.contains_key(&concern) => Ok(()),
                _ => Err(Refusal::ConcernUnknown { concern }),
            },
            Amendment::WithdrawnOn(_) if !matches!(self.progress, Progress::Withdrawn { .. }) => {
                Err(Refusal::StepNeeds {
                    step: "corrected withdrawal",
                    needs: "withdrawal",
                })
            }
            Amendment::ClosedOn(_) if !matches!(self.progress, Progress::Closed { .. }) => {
                Err(Refusal::StepNeeds {
                    step: "corrected closure",
                    needs: "closure",
                })
            }
            _ => Ok(()),
        }
    }

    fn has_concern(&self, number: u8) -> bool {
        number > 0 && usize::from(number) <= self.registration.matter.concerns().len()
    }

    /// A wait that the end of the whole cut short began before that end; every other was over.
    fn waits_since(&self) -> Option<NaiveDate> {
        let (from, until) = self.suspensions.last()?;
        Some(until.filter(|_| !self.is_waiting()).unwrap_or(*from))
    }

    /// Every date follows the one that it depends on.
    fn check_order(&self) -> Result<(), Refusal> {
        let received_on = self.registration.received_on;
        not_before(
            received_on,
            self.registration.grounds_arose_on.unwrap_or(received_on),
        )?;
        let mut before = received_on;
        for stage in &self.stages {
            not_before(stage.started_on, before)?;
            before = stage.check_order()?;
        }
        let ended_on = self.closed_on();
        let waited = self.waits_since().map_or(before, |since| since.max(before));
        not_before(ended_on.unwrap_or(waited), waited)?;
        not_before(self.acknowledged_on.unwrap_or(received_on), received_on)
    }
}

impl Stage {
    /// The date of its end, or its latest.
    fn check_order(&self) -> Result<NaiveDate, Refusal> {
        let ended_on = self.ended_on();
        for on in self.acknowledged_on().into_iter().chain(self.milestone_dates()) {
            not_before(on, self.started_on)?;
            not_before(ended_on.unwrap_or(on), on)?;
        }
        not_before(ended_on.unwrap_or(self.started_on), self.started_on)?;
        Ok(ended_on.unwrap_or(self.started_on))
    }

    fn milestone_dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.milestones.values().map(|(on, _)| *on)
    }
}
