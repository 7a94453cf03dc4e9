//! The clocks of a representation.

use super::{Closure, Progress, Representation, Stage, StageEnd};
use crate::domain::{
    clock::{Clock, Reckoned, Stop},
    ids::Position,
    policy::{Anchor, ClockName, ClockRule, Governs, Policy},
    reference::Reference,
};

/// What ended a clock, and where in the log.
type Stopped = (Stop, Position);

impl Representation {
    /// Every clock, those of the whole first, then by stage.
    pub fn clocks(&self, reference: &Reference) -> Vec<Clock> {
        let mut clocks = Vec::new();
        let Some(procedure) = self.registration.matter.procedure() else {
            return clocks;
        };
        let governs = Governs::Procedure(procedure);
        let received_on = self.registration.received_on;
        if let Some(policy) = reference.policy(governs, received_on, self.registered_at) {
            let whole = policy.clocks.iter().filter(|rule| rule.stage == 0);
            clocks.extend(whole.map(|rule| self.clock_of_the_whole(rule, policy, reference)));
        }
        for (index, stage) in self.stages.iter().enumerate() {
            if let Some(policy) = reference.policy(governs, stage.started_on, stage.started_at) {
                let rules = policy.clocks.iter().filter(|rule| rule.stage == stage.number);
                let next = self.stages.get(index + 1);
                clocks.extend(rules.map(|rule| self.clock_of_stage(rule, stage, next, policy, reference)));
            }
        }
        clocks
    }

    /// One clock of one stage, or of the whole (stage 0).
    pub fn clock(&self, name: ClockName, stage: u8, reference: &Reference) -> Option<Clock> {
        self.clocks(reference)
            .into_iter()
            .find(|clock| clock.name == name && clock.stage == stage)
    }

    fn clock_of_the_whole(&self, rule: &ClockRule, policy: &Policy, reference: &Reference) -> Clock {
        let first_response = self.stages.iter().find_map(Stage::response);
        let stopped = match rule.clock {
            ClockName::Longstop => first_response.or_else(|| self.left()),
            _ => self.closed(),
        };
        let from = Reckoned {
            stage: 0,
            policy: policy.number,
            anchor_on: Some(self.registration.received_on),
            extended_to: super::longest(&self.extensions, rule.clock),
            stop: stopped.map(|(stop, _)| stop),
        };
        Clock::reckon(rule, from, &reference.calendar_for(stopped))
    }

    fn clock_of_stage(
        &self,
        rule: &ClockRule,
        stage: &Stage,
        next: Option<&Stage>,
        policy: &Policy,
        reference: &Reference,
    ) -> Clock {
        let stopped = match rule.clock {
            ClockName::Acknowledgement => stage.acknowledgement().or_else(|| stage.ended_without()),
            ClockName::RequestWindow => next
                .map(|next| (Stop::Done(next.started_on), next.started_at))
                .or_else(|| self.left()),
            _ => stage.response().or_else(|| stage.ended_without()),
        };
        let anchor_on = match rule.anchor {
            Anchor::StageStart => Some(stage.started_on),
            // What was never acknowledged and is answered all the same is not timeless: it counts from the start.
            Anchor::Acknowledgement => stage
                .acknowledged_on()
                .or_else(|| stage.end.as_ref().map(|_| stage.started_on)),
            Anchor::StageEnd => stage.response().map(|(stop, _)| stop.on()),
        };
        let from = Reckoned {
            stage: stage.number,
            policy: policy.number,
            anchor_on,
            extended_to: super::longest(&stage.extensions, rule.clock),
            stop: stopped.map(|(stop, _)| stop),
        };
        Clock::reckon(rule, from, &reference.calendar_for(stopped))
    }

    /// A closure that is what an informal complaint's clock times, or a withdrawal that ends it.
    fn closed(&self) -> Option<Stopped> {
        match &self.progress {
            Progress::Closed {
                on,
                at,
                closure: Closure::Resolved,
            } => Some((Stop::Done(*on), *at)),
            Progress::Closed {
                closure: Closure::Lapsed,
                ..
            }
            | Progress::Withdrawn { .. }
            | Progress::Open
            | Progress::Answered
            | Progress::Recorded => self.left(),
        }
    }

    /// A withdrawal or closure, for a clock that times something else.
    fn left(&self) -> Option<Stopped> {
        match &self.progress {
            Progress::Closed { on, at, .. } | Progress::Withdrawn { on, at, .. } => {
                Some((Stop::Left(*on), *at))
            }
            Progress::Open | Progress::Answered | Progress::Recorded => None,
        }
    }
}

impl Stage {
    fn acknowledgement(&self) -> Option<Stopped> {
        self.acknowledged.map(|(on, at)| (Stop::Done(on), at))
    }

    /// The response, if that is what ended the stage.
    pub(super) fn response(&self) -> Option<Stopped> {
        match &self.end {
            Some(StageEnd::Response { on, at, .. }) => Some((Stop::Done(*on), *at)),
            Some(StageEnd::Withdrawal { .. }) | None => None,
        }
    }

    fn ended_without(&self) -> Option<Stopped> {
        self.end.as_ref().map(|end| (Stop::Left(end.on()), end.at()))
    }
}
