//! A representation: its state, folded from its events.

mod amendment;
mod clocks;
mod command;
pub(in crate::domain) mod decide;
mod event;
mod evolve;
mod facts;
mod held;
mod people;
mod progress;
mod stage;
mod timing;
mod turns;
mod warnings;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

pub(in crate::domain) use self::clocks::paused_with;
pub use self::{
    amendment::{Amendment, Corrected, Correction},
    clocks::ClockBasis,
    command::{Command, Conclusion},
    decide::decide,
    event::{ConcernFinding, Event, Overtaking, StageResponse},
    evolve::echo,
    facts::{AnswerSource, Concern, EQUALITY_LISTS, Equality, Kind, Matter, NotedKind, Registration},
    held::{ClockMove, ContactArrangement, Cost, Forwarding, Milestone, Tied},
    people::{Advocacy, AdvocacyAnswer, Appointed, Appointment, Declaration, Role},
    progress::{Closure, Progress, State},
    stage::{Leaving, Stage, StageEnd},
    timing::{Delay, Extension, GivenExtension, GivenPause, Pause, Plan, Revocation, ToldDeadline},
    turns::{
        Acceptance, Conversion, Deferral, Deferred, EarlyReferral, Escalation, JointHandling, LeftProcedure,
        LinkKind, ReferralTest, Rejection, SkipBasis, Split, Tie, Withdrawal,
    },
    warnings::Warning,
};
use super::{
    ids::{CodeId, Position, RecordNumber},
    outcome::Finding,
    policy::ClockName,
    retention::Erasure,
};

/// A representation and everything that followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representation {
    /// What it is registered with, as converted, added to and corrected since.
    pub registration: Registration,
    /// Where it was registered.
    pub registered_at: Position,
    /// When it was registered.
    pub registered_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// Whether it came with its history from before the register was kept here.
    pub imported: bool,
    /// Where it is in its life.
    pub progress: Progress,
    /// The stages reached under its procedure, in order.
    pub stages: Vec<Stage>,
    /// The procedures that it was handled under before.
    pub left: Vec<LeftProcedure>,
    /// The acknowledgement of what has no stages.
    pub acknowledged_on: Option<NaiveDate>,
    /// More time that was given, by number from 1.
    pub extensions: Vec<GivenExtension>,
    /// Pauses, by number from 1.
    pub pauses: Vec<GivenPause>,
    /// From a withdrawal to its retraction, and from a deferral to its end: days that no clock counts.
    pub suspensions: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// Due dates as they were told.
    pub told: Vec<ToldDeadline>,
    /// Why clocks were late.
    pub delays: Vec<Delay>,
    /// The decision to consider it.
    pub acceptance: Option<Acceptance>,
    /// Deferrals for proceedings, in order.
    pub deferrals: Vec<Deferred>,
    /// Who was appointed, by number from 1.
    pub appointments: Vec<Appointed>,
    /// What is known of advocacy.
    pub advocacy: Advocacy,
    /// How an adult's complaint is handled.
    pub plan: Option<Plan>,
    /// Another body that works on it too.
    pub joint: Option<JointHandling>,
    /// The referral to the Ombudsman without stage 3.
    pub early_referral: Option<EarlyReferral>,
    /// Concerns that were moved into other representations.
    pub moved: BTreeMap<u8, RecordNumber>,
    /// Representations that it belongs together with.
    pub ties: Vec<Tied>,
    /// Where it was passed on to.
    pub forwardings: Vec<Forwarding>,
    /// Costs and payments, by number from 1.
    pub costs: Vec<Cost>,
    /// How contact is arranged.
    pub contact: Option<ContactArrangement>,
    /// What was put right.
    pub corrections: Vec<Corrected>,
    /// Its erasure, after which nothing of it changes.
    pub erasure: Option<Erasure>,
}

impl Representation {
    /// The name of where it is.
    pub fn state(&self) -> State {
        self.progress.state()
    }

    /// The stage under way.
    pub fn open_stage(&self) -> Option<&Stage> {
        self.stages.last().filter(|stage| stage.end.is_none())
    }

    /// The stage with this number.
    pub fn stage(&self, number: u8) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.number == number)
    }

    /// When it was closed, withdrawn, refused, referred early or joined.
    pub fn closed_on(&self) -> Option<NaiveDate> {
        self.progress.ended().map(|(on, _)| on)
    }

    /// Whether it waits for proceedings, or did until it was withdrawn.
    fn is_waiting(&self) -> bool {
        let latest = self.deferrals.last();
        latest.is_some_and(|deferred| deferred.resumed.is_none())
    }

    /// The finding of the latest stage that ended in a response.
    pub fn finding(&self) -> Option<Finding> {
        self.stages
            .iter()
            .rev()
            .find_map(|stage| stage.response().map(|response| response.finding))
    }

    /// The latest finding on a concern.
    pub fn finding_on(&self, concern: u8) -> Option<Finding> {
        self.stages
            .iter()
            .rev()
            .find_map(|stage| stage.findings.get(&concern).copied())
    }

    /// The numbers of the concerns that are still its own.
    pub fn concern_numbers(&self) -> impl Iterator<Item = u8> {
        let all = 1..=u8::try_from(self.registration.matter.concerns().len()).unwrap_or(u8::MAX);
        all.filter(|number| !self.moved.contains_key(number))
    }

    /// The deferral that has not ended.
    pub fn deferral(&self) -> Option<&Deferred> {
        self.deferrals
            .last()
            .filter(|deferred| deferred.resumed.is_none() && self.state() == State::Deferred)
    }

    /// Who is appointed now for something at a stage.
    pub fn appointed(&self, role: Role, stage: u8) -> impl Iterator<Item = &Appointed> {
        self.appointments.iter().filter(move |appointed| {
            let Appointment {
                role: held,
                stage: of,
                ..
            } = appointed.appointment;
            held == role && of == stage && appointed.ended_on.is_none()
        })
    }

    /// The officer in charge now: of the stage under way, otherwise of the whole.
    pub fn officer(&self) -> Option<&CodeId> {
        let stage = self.stages.last().map_or(0, |stage| stage.number);
        let leads = [
            Role::InvestigatingOfficer,
            Role::PanelChair,
            Role::Responder,
            Role::CaseOfficer,
        ];
        let of = |role| {
            self.appointed(role, stage)
                .last()
                .or_else(|| self.appointed(role, 0).last())
        };
        leads
            .into_iter()
            .find_map(of)
            .map(|appointed| &appointed.appointment.officer)
    }

    /// The whole length that the extensions of a clock give it. Those before `since`, where the stage started, are of
    /// a procedure that was left.
    fn extended_to(&self, clock: ClockName, stage: u8, since: Position) -> Option<u16> {
        self.extensions
            .iter()
            .filter(|given| given.revoked.is_none() && given.stage == stage && given.at >= since)
            .filter(|given| given.extension.clock == clock)
            .map(|given| given.extension.length)
            .max()
    }
}
