//! What each event changes.

mod time;
mod turns;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Appointed, Corrected, Event, Kind, Leaving, Progress, Registration, Representation, Role, Stage,
    StageEnd, Tie, Tied, facts::Concern,
};
use crate::domain::{
    ids::{Position, RecordNumber},
    ombudsman::{numbered, numbered_mut},
    policy::ClockName,
    recorded::Recorded,
    retention::Erasure,
};

impl Representation {
    /// The state of a representation that was registered so.
    pub fn registered(recorded: Recorded<&Registration>) -> Self {
        let registration = recorded.event.clone();
        let at = recorded.position;
        let progress = match registration.matter.kind() {
            Kind::Complaint => Progress::Open,
            _ => Progress::Recorded,
        };
        let ties = registration.split.iter().map(|split| Tied {
            other: split.from,
            tie: Tie::SplitFrom,
        });
        Self {
            stages: first_stage(&registration, at).into_iter().collect(),
            ties: ties.collect(),
            registered_at: at,
            registered_time: recorded.time,
            updated_time: recorded.time,
            imported: false,
            progress,
            left: Vec::new(),
            acknowledged_on: None,
            extensions: Vec::new(),
            pauses: Vec::new(),
            suspensions: Vec::new(),
            told: Vec::new(),
            delays: Vec::new(),
            acceptance: None,
            deferrals: Vec::new(),
            appointments: Vec::new(),
            advocacy: super::Advocacy::default(),
            plan: None,
            joint: None,
            early_referral: None,
            moved: BTreeMap::new(),
            forwardings: Vec::new(),
            costs: Vec::new(),
            contact: None,
            corrections: Vec::new(),
            erasure: None,
            registration,
        }
    }

    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        match recorded.event {
            Event::Registered(registration) => Some(Self::registered(recorded.with(registration))),
            Event::Imported { registration, steps } => {
                let mut next = Self::registered(recorded.with(registration));
                next.imported = true;
                for step in steps {
                    next.apply(step, recorded.position);
                }
                Some(next)
            }
            event => {
                let mut next = state?;
                next.updated_time = recorded.time;
                next.apply(event, recorded.position);
                Some(next)
            }
        }
    }

    pub(super) fn apply(&mut self, event: &Event, at: Position) {
        match event {
            Event::Registered(_) | Event::Imported { .. } | Event::ClockMoved(_) => {}
            Event::Acknowledged { on } => match self.stages.last_mut() {
                Some(stage) => stage.acknowledged = Some((*on, at)),
                None => self.acknowledged_on = Some(*on),
            },
            Event::DeadlineTold(told) => self.told.push(told.clone()),
            Event::DelayExplained(delay) => self.delays.push(delay.clone()),
            Event::ClockExtended(_)
            | Event::ExtensionRevoked { .. }
            | Event::ClockPaused(_)
            | Event::ClockResumed { .. }
            | Event::PauseRevoked { .. } => self.apply_time(event, at),
            Event::FindingsRecorded { findings } => {
                if let Some(stage) = self.stages.last_mut() {
                    for found in findings {
                        stage.findings.insert(found.concern, found.finding);
                        if let Some(agrees) = found.adjudicator_agrees {
                            stage.adjudicator_agrees.insert(found.concern, agrees);
                        }
                    }
                }
            }
            Event::StageConcluded(response) => {
                let response = response.clone();
                self.end_stage(StageEnd::Response { response, at });
                self.progress = Progress::Answered;
            }
            Event::Escalated {
                requested_on,
                overtaking,
                late_acceptance_reason: _,
            } => {
                if let Some(overtaking) = overtaking {
                    self.leave_stage(Leaving::Overtaking(*overtaking), *requested_on, at);
                }
                let number = self.stages.last().map_or(1, |stage| stage.number + 1);
                self.stages.push(Stage::open(number, *requested_on, at));
                self.progress = Progress::Open;
            }
            Event::Converted(conversion) => self.convert(conversion, at),
            Event::PanelArranged { meets_on } => {
                if let Some(stage) = self.stages.last_mut() {
                    stage.panel_meets_on = Some(*meets_on);
                }
            }
            Event::MilestoneReached { milestone, on } => {
                if let Some(stage) = self.stages.last_mut() {
                    stage.milestones.insert(*milestone, (*on, at));
                }
            }
            Event::Accepted(_)
            | Event::Rejected(_)
            | Event::Deferred(_)
            | Event::DeferralReviewed { .. }
            | Event::ProceedingsEnded { .. }
            | Event::Resumed { .. }
            | Event::ReferredEarly(_)
            | Event::Withdrawn(_)
            | Event::WithdrawalRetracted { .. }
            | Event::Closed { .. } => self.apply_turn(event, at),
            Event::ConcernsAdded { .. }
            | Event::ConcernsMoved { .. }
            | Event::Linked(_)
            | Event::Joined { .. }
            | Event::TookOver { .. } => self.apply_tie(event, at),
            Event::Appointed(_)
            | Event::AppointmentEnded { .. }
            | Event::AdvocacyRecorded(_)
            | Event::PlanAgreed(_)
            | Event::HandledJointly(_)
            | Event::Forwarded(_)
            | Event::CostRecorded(_)
            | Event::CostPaid { .. }
            | Event::ContactArranged(_)
            | Event::ContactArrangementEnded { .. } => self.apply_fact(event, at),
            Event::Erased { basis, on } => {
                let (basis, on) = (*basis, *on);
                self.erasure = Some(Erasure { basis, on, at });
            }
            Event::Corrected(correction) => {
                for amendment in &correction.amendments {
                    self.amend(amendment);
                }
                let correction = correction.clone();
                self.corrections.push(Corrected { correction, at });
            }
        }
    }

    fn apply_tie(&mut self, event: &Event, at: Position) {
        match event {
            Event::ConcernsAdded { concerns, .. } => self.add_concerns(concerns),
            Event::ConcernsMoved { into, concerns } => {
                self.moved
                    .extend(concerns.iter().map(|concern| (*concern, *into)));
                self.tie(Tie::SplitInto, *into);
            }
            Event::Linked(Tied { other, tie }) => self.tie(*tie, *other),
            Event::Joined { into, on } => {
                self.tie(Tie::JoinedTo, *into);
                self.leave_stage(Leaving::Joining, *on, at);
                self.progress = Progress::Joined {
                    on: *on,
                    into: *into,
                    at,
                };
            }
            Event::TookOver { from, concerns, .. } => {
                self.tie(Tie::Took, *from);
                self.add_concerns(concerns);
            }
            _ => {}
        }
    }

    fn apply_fact(&mut self, event: &Event, at: Position) {
        match event {
            Event::Appointed(appointment) => {
                // Another for the same place takes over; a panel has several members.
                if appointment.role != Role::PanelMember {
                    let same = |appointed: &&mut Appointed| {
                        let held = &appointed.appointment;
                        (held.role, held.stage) == (appointment.role, appointment.stage)
                    };
                    for appointed in self.appointments.iter_mut().filter(same) {
                        appointed.ended_on.get_or_insert(appointment.on);
                    }
                }
                self.appointments.push(Appointed {
                    appointment: appointment.clone(),
                    at,
                    ended_on: None,
                });
            }
            Event::AppointmentEnded { appointment, on } => {
                if let Some(appointed) = numbered_mut(&mut self.appointments, *appointment) {
                    appointed.ended_on = Some(*on);
                }
            }
            Event::AdvocacyRecorded(step) => self.advocacy = self.advocacy.with(step),
            Event::PlanAgreed(plan) => self.plan = Some(*plan),
            Event::HandledJointly(joint) => self.joint = Some(joint.clone()),
            Event::Forwarded(forwarding) => self.forwardings.push(forwarding.clone()),
            Event::CostRecorded(cost) => self.costs.push(cost.clone()),
            Event::CostPaid { cost, on } => {
                if let Some(cost) = numbered_mut(&mut self.costs, *cost) {
                    cost.paid_on = Some(*on);
                }
            }
            Event::ContactArranged(arrangement) => self.contact = Some(arrangement.clone()),
            Event::ContactArrangementEnded { on } => {
                if let Some(contact) = &mut self.contact {
                    contact.ended_on = Some(*on);
                }
            }
            _ => {}
        }
    }

    pub(super) fn end_stage(&mut self, end: StageEnd) {
        if let Some(stage) = self.stages.last_mut().filter(|stage| stage.end.is_none()) {
            stage.end = Some(end);
        }
    }

    pub(super) fn leave_stage(&mut self, leaving: Leaving, on: NaiveDate, at: Position) {
        self.end_stage(StageEnd::Left { leaving, on, at });
    }

    fn add_concerns(&mut self, concerns: &[Concern]) {
        if let Some(own) = self.registration.matter.concerns_mut() {
            own.extend(concerns.iter().cloned());
        }
    }

    fn tie(&mut self, tie: Tie, other: RecordNumber) {
        let tied = Tied { other, tie };
        if !self.ties.contains(&tied) {
            self.ties.push(tied);
        }
    }

    /// The stage that a clock of this name belongs to now; 0 for the whole.
    pub(in crate::domain) fn stage_of(&self, clock: ClockName) -> u8 {
        let of_the_whole = matches!(
            clock,
            ClockName::Longstop
                | ClockName::MakingComplaint
                | ClockName::DeferralReview
                | ClockName::Resubmission
                | ClockName::Reply
        );
        match self.stages.last() {
            Some(stage) if !of_the_whole => stage.number,
            _ => 0,
        }
    }
}

pub(super) fn first_stage(registration: &Registration, at: Position) -> Option<Stage> {
    let procedure = registration.matter.procedure()?;
    (procedure.stages() > 0).then(|| Stage::open(1, registration.received_on, at))
}

/// What an event of one representation is in another.
pub fn echo(
    before: Option<&Representation>,
    number: RecordNumber,
    event: &Event,
) -> Option<(RecordNumber, Event)> {
    match event {
        Event::Registered(registration) => {
            let split = registration.split.as_ref()?;
            let moved = Event::ConcernsMoved {
                into: number,
                concerns: split.concerns.clone(),
            };
            Some((split.from, moved))
        }
        Event::Linked(Tied { other, tie }) => {
            let back = Tied {
                other: number,
                tie: *tie,
            };
            Some((*other, Event::Linked(back)))
        }
        Event::Joined { into, on } => {
            let before = before?;
            let concerns = before.registration.matter.concerns();
            let own = before.concern_numbers();
            let took = Event::TookOver {
                from: number,
                on: *on,
                concerns: own
                    .filter_map(|place| numbered(concerns, place).cloned())
                    .collect(),
            };
            Some((*into, took))
        }
        _ => None,
    }
}
