//! Random steps of learning actions and training sessions.

use chrono::TimeDelta;
use redress::api::{
    convert::dates::date as on_the_wire,
    wire::{ActionAcceptance, ActionSourceKind, Date, ImpactOutcome},
};

use super::Simulation;
use crate::harness::{
    caller::Caller,
    learning::{action, evidence, from_case, from_representation, impact, training, verdict},
};

const ACCEPTANCES: [ActionAcceptance; 4] = [
    ActionAcceptance::Accepted,
    ActionAcceptance::Accepted,
    ActionAcceptance::PartlyAccepted,
    ActionAcceptance::Rejected,
];

impl Simulation {
    pub(super) async fn learning_step(&mut self, officer: &Caller) -> bool {
        match self.chance.below(10) {
            0..3 => self.record_action(officer).await,
            3 => self.training_step(officer).await,
            _ => self.action_step(officer).await,
        }
    }

    /// A day of the next two months.
    fn soon(&mut self) -> Date {
        let days = i64::try_from(self.chance.below(60)).unwrap_or_default();
        on_the_wire(self.today + TimeDelta::days(days))
    }

    async fn record_action(&mut self, officer: &Caller) -> bool {
        let today = on_the_wire(self.today);
        let mut new = action(today, self.soon());
        new.source = match (
            self.chance.below(3),
            self.representations.last(),
            self.cases.last(),
        ) {
            (0, Some(name), _) => Some(from_representation(ActionSourceKind::Concern, name, 0, 1)),
            (1, _, Some(name)) => Some(from_case(name, 0)),
            _ => new.source,
        };
        if self.chance.below(2) == 0 {
            new.types.push("training".to_owned());
        }
        new.team = self.chance.one_of(&["", "lac", "hospital"]).to_owned();
        new.text = self.chance.one_of(&["", "What is to be done."]).to_owned();
        let recorded = officer.record_action(new).await;
        let recorded = recorded.map(|action| self.actions.push(action.name));
        recorded.is_ok()
    }

    async fn action_step(&mut self, officer: &Caller) -> bool {
        if self.actions.is_empty() {
            return false;
        }
        let back = self.chance.below(self.actions.len().min(8)) + 1;
        let name = self.actions[self.actions.len() - back].clone();
        let on = on_the_wire(self.today);
        let proof = || evidence(on, "The minutes.");
        let answer = match self.chance.below(9) {
            0..3 => {
                let acceptance = self.chance.one_of(&ACCEPTANCES);
                officer
                    .decide_action(&name, verdict(acceptance, on, "Why."))
                    .await
            }
            3 => {
                let (team, due) = (self.chance.one_of(&["hospital", "lac"]), self.soon());
                officer.update_action(&name, ("", team), Some(due)).await
            }
            4 => {
                let proof = [None, Some(proof())][self.chance.below(2)].clone();
                officer.complete_action(&name, on, proof).await
            }
            5 => officer.record_evidence(&name, proof()).await,
            6 => {
                let seen = self
                    .chance
                    .one_of(&[ImpactOutcome::ChangeSeen, ImpactOutcome::NoChangeSeen]);
                officer.assess_impact(&name, impact(seen, on, None)).await
            }
            7 => officer.share_action(&name, "forum", on).await,
            _ => officer.cancel_action(&name, on, "No need.").await,
        };
        answer.is_ok()
    }

    async fn training_step(&mut self, officer: &Caller) -> bool {
        let mut held = training(self.lately(), 12);
        held.actions.extend(self.actions.last().cloned());
        let answer = match (self.chance.below(4), self.sessions.last()) {
            (0, Some(name)) => officer.correct_training(name, held, "Why.").await,
            (1, Some(name)) => officer.cancel_training(name, "Why.").await,
            _ => officer.record_training(held).await,
        };
        let answer = answer.map(|session| self.sessions.push(session.name));
        answer.is_ok()
    }
}
