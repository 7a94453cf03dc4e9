//! What each event changes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Appointed, Conversion, Corrected, Deferred, Event, GivenExtension, GivenPause, Kind, Leaving,
    LeftProcedure, Matter, Progress, Registration, Representation, Role, Stage, StageEnd, Tie, Tied,
    facts::Concern,
};
use crate::domain::{
    ids::{Position, RecordNumber},
    ombudsman::{numbered, numbered_mut},
    policy::ClockName,
    recorded::Recorded,
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
            Event::Corrected(correction) => {
                for amendment in &correction.amendments {
                    self.amend(amendment);
                }
                let correction = correction.clone();
                self.corrections.push(Corrected { correction, at });
            }
        }
    }

    fn apply_time(&mut self, event: &Event, at: Position) {
        match event {
            Event::ClockExtended(extension) => {
                let stage = self.stage_of(extension.clock);
                self.extensions.push(GivenExtension {
                    extension: extension.clone(),
                    stage,
                    at,
                    revoked: None,
                });
            }
            Event::ExtensionRevoked {
                extension,
                revocation,
            } => {
                if let Some(given) = numbered_mut(&mut self.extensions, *extension) {
                    given.revoked = Some(revocation.clone());
                }
            }
            Event::ClockPaused(pause) => {
                let stage = self.stage_of(pause.clock);
                self.pauses.push(GivenPause {
                    pause: pause.clone(),
                    stage,
                    at,
                    until: None,
                    revoked: None,
                });
            }
            Event::ClockResumed { pause, on } => {
                if let Some(given) = numbered_mut(&mut self.pauses, *pause) {
                    given.until = Some(*on);
                }
            }
            Event::PauseRevoked { pause, revocation } => {
                if let Some(given) = numbered_mut(&mut self.pauses, *pause) {
                    given.revoked = Some(revocation.clone());
                }
            }
            _ => {}
        }
    }

    fn apply_turn(&mut self, event: &Event, at: Position) {
        match event {
            Event::Accepted(acceptance) => self.acceptance = Some(acceptance.clone()),
            Event::Rejected(rejection) => {
                self.leave_stage(Leaving::Rejection, rejection.on, at);
                let rejection = rejection.clone();
                self.progress = Progress::Rejected { rejection, at };
            }
            Event::Deferred(deferral) => {
                self.suspensions.push((deferral.on, None));
                self.deferrals.push(Deferred {
                    deferral: deferral.clone(),
                    at,
                    reviewed_on: Vec::new(),
                    proceedings_ended: None,
                    resumed: None,
                });
                let answered = self.progress == Progress::Answered;
                self.progress = Progress::Deferred { answered };
            }
            Event::DeferralReviewed { on } => {
                if let Some(deferred) = self.deferrals.last_mut() {
                    deferred.reviewed_on.push(*on);
                }
            }
            Event::ProceedingsEnded { on } => {
                if let Some(deferred) = self.deferrals.last_mut() {
                    deferred.proceedings_ended = Some((*on, at));
                }
            }
            Event::Resumed { on, .. } => {
                if let Some(deferred) = self.deferrals.last_mut() {
                    deferred.resumed = Some((*on, at));
                }
                self.end_suspension(*on);
                let answered = matches!(self.progress, Progress::Deferred { answered: true });
                self.progress = went_on(answered);
            }
            Event::ReferredEarly(referral) => {
                self.early_referral = Some(referral.clone());
                self.progress = Progress::ReferredEarly { on: referral.on, at };
            }
            Event::Withdrawn(withdrawal) => {
                let answered = match self.progress {
                    Progress::Deferred { answered } => answered,
                    _ => self.open_stage().is_none() && !self.stages.is_empty(),
                };
                self.end_suspension(withdrawal.on);
                self.leave_stage(Leaving::Withdrawal, withdrawal.on, at);
                self.progress = Progress::Withdrawn {
                    withdrawal: withdrawal.clone(),
                    answered,
                    at,
                };
            }
            Event::WithdrawalRetracted { on } => self.retract(*on, at),
            Event::Closed { on, closure } => {
                self.progress = Progress::Closed {
                    on: *on,
                    closure: *closure,
                    at,
                };
            }
            _ => {}
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

    /// The procedure becomes another, and its first stage starts from the original receipt: what was acknowledged
    /// once stays acknowledged.
    fn convert(&mut self, conversion: &Conversion, at: Position) {
        let acknowledged = match self.stages.first() {
            Some(stage) => stage.acknowledged,
            None => self.acknowledged_on.map(|on| (on, at)),
        };
        self.left.push(LeftProcedure {
            procedure: self.registration.matter.procedure(),
            conversion: conversion.clone(),
            stages: std::mem::take(&mut self.stages),
        });
        let mut concerns = self.registration.matter.concerns().to_vec();
        concerns.extend(conversion.concerns.iter().cloned());
        self.registration.matter = Matter::Complaint {
            procedure: conversion.to,
            concerns,
        };
        self.progress = Progress::Open;
        if let Some(mut stage) = first_stage(&self.registration, at) {
            stage.converted_on = Some(conversion.on);
            stage.acknowledged = acknowledged;
            self.acknowledged_on = None;
            self.stages.push(stage);
        }
    }

    /// The days between a withdrawal and its retraction are counted by no clock, and the stage goes on. A complaint that
    /// waited for proceedings when it was withdrawn goes on too, and waits no longer.
    fn retract(&mut self, on: NaiveDate, at: Position) {
        let Progress::Withdrawn {
            withdrawal, answered, ..
        } = &self.progress
        else {
            return;
        };
        let (withdrawn_on, answered) = (withdrawal.on, *answered);
        self.suspensions.push((withdrawn_on, Some(on)));
        if let Some(deferred) = self.deferrals.last_mut() {
            deferred.resumed.get_or_insert((on, at));
        }
        if let Some(stage) = self.stages.last_mut()
            && let Some(StageEnd::Left {
                leaving: Leaving::Withdrawal,
                ..
            }) = stage.end
        {
            stage.end = None;
        }
        self.progress = went_on(answered);
    }

    fn end_suspension(&mut self, on: NaiveDate) {
        if let Some((_, until @ None)) = self.suspensions.last_mut() {
            *until = Some(on);
        }
    }

    fn end_stage(&mut self, end: StageEnd) {
        if let Some(stage) = self.stages.last_mut().filter(|stage| stage.end.is_none()) {
            stage.end = Some(end);
        }
    }

    fn leave_stage(&mut self, leaving: Leaving, on: NaiveDate, at: Position) {
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

fn first_stage(registration: &Registration, at: Position) -> Option<Stage> {
    let procedure = registration.matter.procedure()?;
    (procedure.stages() > 0).then(|| Stage::open(1, registration.received_on, at))
}

fn went_on(answered: bool) -> Progress {
    if answered {
        Progress::Answered
    } else {
        Progress::Open
    }
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
