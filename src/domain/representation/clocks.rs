//! The clocks of a representation.

use chrono::NaiveDate;

use super::{
    Deferred, Kind, Leaving, Milestone, Overtaking, Progress, Representation, Role, Stage, StageEnd,
};
use crate::domain::{
    calendar::{Calendar, local},
    clock::{Clock, Held, Reckoned, Stop},
    ids::Position,
    policy::{Anchor, ClockName, ClockRule, Governs, Policy},
    procedure::Procedure,
    reference::Reference,
};

/// What ended a clock, and where in the log.
pub(super) type Stopped = (Stop, Position);

/// Everything that a clock is reckoned from.
#[derive(Debug, Clone)]
pub struct ClockBasis<'a> {
    /// Its rule.
    pub rule: &'a ClockRule,
    /// The policy that the rule is from.
    pub policy: &'a Policy,
    /// What it counts from, what lengthens, holds and ends it.
    pub reckoned: Reckoned,
    /// What ended it, and where in the log: the calendar known then is the one that it keeps.
    pub stopped: Option<(Stop, Position)>,
}

impl ClockBasis<'_> {
    /// The clock.
    pub fn reckon(&self, reference: &Reference) -> Clock {
        let calendar = reference.calendar_for(self.stopped);
        Clock::reckon(self.rule, &self.reckoned, &calendar)
    }
}

impl Representation {
    /// Every clock, those of the whole first, then by stage.
    pub fn clocks(&self, reference: &Reference) -> Vec<Clock> {
        self.clock_bases(reference)
            .iter()
            .map(|basis| self.with_facts(basis.reckon(reference)))
            .collect()
    }

    /// One clock of one stage, or of the whole (stage 0).
    pub fn clock(&self, name: ClockName, stage: u8, reference: &Reference) -> Option<Clock> {
        let basis = self.clock_basis(name, stage, reference)?;
        Some(self.with_facts(basis.reckon(reference)))
    }

    /// What one clock is reckoned from.
    pub fn clock_basis<'a>(
        &self,
        name: ClockName,
        stage: u8,
        reference: &'a Reference,
    ) -> Option<ClockBasis<'a>> {
        self.clock_bases(reference)
            .into_iter()
            .find(|basis| basis.rule.clock == name && basis.reckoned.stage == stage)
    }

    /// What every clock is reckoned from, in the order of [`Self::clocks`].
    pub fn clock_bases<'a>(&self, reference: &'a Reference) -> Vec<ClockBasis<'a>> {
        let mut bases = Vec::new();
        let Some(procedure) = self.handled_as() else {
            return bases;
        };
        let governs = Governs::Procedure(procedure);
        let received_on = self.registration.received_on;
        if let Some(policy) = reference.policy(governs, received_on, self.registered_at) {
            let whole = policy.clocks.iter().filter(|rule| rule.stage == 0);
            bases.extend(whole.filter_map(|rule| self.basis_of_the_whole(rule, policy, reference)));
        }
        for (index, stage) in self.stages.iter().enumerate() {
            if let Some(policy) = reference.policy(governs, stage.started_on, stage.started_at) {
                let next = self.stages.get(index + 1);
                let rules = policy.clocks.iter().filter(|rule| rule.stage == stage.number);
                bases.extend(
                    rules.filter_map(|rule| self.basis_of_stage(rule, stage, next, policy, reference)),
                );
            }
        }
        bases
    }

    /// The procedure whose policy times it. What is only noted goes by the informal one, for the reply to it.
    fn handled_as(&self) -> Option<Procedure> {
        match self.registration.matter.kind() {
            Kind::Complaint => self.registration.matter.procedure(),
            Kind::Compliment => None,
            _ => self.registration.reply_wanted.then_some(Procedure::Informal),
        }
    }

    fn with_facts(&self, mut clock: Clock) -> Clock {
        let of = |name: ClockName, stage: u8| name == clock.name && stage == clock.stage;
        clock.told_due_on = self
            .told
            .iter()
            .rev()
            .find(|told| of(told.clock, told.stage))
            .map(|told| told.due_on);
        clock.delay_reason = self
            .delays
            .iter()
            .rev()
            .find(|delay| of(delay.clock, delay.stage))
            .map(|delay| delay.reason.clone());
        if clock.name == ClockName::Response
            && let Some(reason) = self
                .stage(clock.stage)
                .and_then(|stage| stage.response()?.delay_reason.clone())
        {
            clock.delay_reason = Some(reason);
        }
        clock
    }

    fn basis_of_the_whole<'a>(
        &self,
        rule: &'a ClockRule,
        policy: &'a Policy,
        reference: &Reference,
    ) -> Option<ClockBasis<'a>> {
        let registration = &self.registration;
        let received = |stopped| self.receipt_counts_from(policy, &reference.calendar_for(stopped));
        let is_noted = registration.matter.kind() != Kind::Complaint;
        let deferred = self.deferrals.last();
        let (anchor_on, stopped) = match rule.clock {
            ClockName::Reply if !is_noted => return None,
            _ if is_noted && rule.clock != ClockName::Reply => return None,
            ClockName::Longstop => {
                let responded = self.stages.iter().find_map(stage_response);
                (Some(registration.received_on), responded.or_else(|| self.ended()))
            }
            ClockName::MakingComplaint => {
                let made = (Stop::Done(registration.received_on), self.registered_at);
                (Some(registration.grounds_arose_on?), Some(made))
            }
            ClockName::DeferralReview => (Some(deferred?.review_anchor()), self.resumed(deferred)),
            ClockName::Resubmission => {
                let (ended_on, _) = deferred?.proceedings_ended?;
                (Some(ended_on), self.resumed(deferred))
            }
            _ => (Some(received(self.closed())), self.closed()),
        };
        let suspends = !matches!(
            rule.clock,
            ClockName::DeferralReview
                | ClockName::Resubmission
                | ClockName::MakingComplaint
                | ClockName::Longstop
        );
        Some(ClockBasis {
            rule,
            policy,
            reckoned: Reckoned {
                stage: 0,
                policy: policy.number,
                anchor_on,
                planned: None,
                extended_to: self.extended_to(rule.clock, 0, 0),
                held: if suspends {
                    self.held(rule, None)
                } else {
                    Vec::new()
                },
                stop: stopped.map(|(stop, _)| stop),
            },
            stopped,
        })
    }

    fn basis_of_stage<'a>(
        &self,
        rule: &'a ClockRule,
        stage: &Stage,
        next: Option<&Stage>,
        policy: &'a Policy,
        reference: &Reference,
    ) -> Option<ClockBasis<'a>> {
        if rule.anchor == Anchor::Conversion && stage.converted_on.is_none() {
            return None;
        }
        let stopped = self.stage_clock_stopped(rule.clock, stage, next);
        let planned = self
            .plan
            .filter(|_| rule.clock == ClockName::Response && stage.number == 1)
            .map(|plan| plan.length);
        let since = stage.started_at;
        let extended_to = self.extended_to(rule.clock, stage.number, since).or_else(|| {
            // More time for the response is more time by whichever date it is counted from.
            let same_work = matches!(
                rule.clock,
                ClockName::ResponseFromStatement | ClockName::ResponseFromConversion
            );
            same_work
                .then(|| self.extended_to(ClockName::Response, stage.number, since))
                .flatten()
        });
        Some(ClockBasis {
            rule,
            policy,
            reckoned: Reckoned {
                stage: stage.number,
                policy: policy.number,
                anchor_on: self.anchor_of(rule.anchor, stage, policy, &reference.calendar_for(stopped)),
                planned,
                extended_to,
                held: self.held(rule, Some(stage)),
                stop: stopped.map(|(stop, _)| stop),
            },
            stopped,
        })
    }

    fn anchor_of(
        &self,
        anchor: Anchor,
        stage: &Stage,
        policy: &Policy,
        calendar: &Calendar,
    ) -> Option<NaiveDate> {
        let start = || {
            if stage.number == 1 {
                self.receipt_counts_from(policy, calendar)
            } else {
                stage.started_on
            }
        };
        match anchor {
            Anchor::StageStart => Some(start()),
            // What was never acknowledged and is answered all the same is not timeless: it counts from the start.
            Anchor::Acknowledgement => stage
                .acknowledged_on()
                .or_else(|| stage.end.as_ref().map(|_| start())),
            Anchor::StageEnd => stage.response().map(|response| response.on),
            Anchor::GroundsArose => self.registration.grounds_arose_on,
            Anchor::Conversion => stage.converted_on,
            Anchor::StatementAgreed => stage.milestone_on(Milestone::StatementAgreed),
            Anchor::PanelArranged => stage.panel_meets_on,
            Anchor::PanelMet => stage.milestone_on(Milestone::PanelMet),
            Anchor::PanelReport => stage.milestone_on(Milestone::PanelReport),
            Anchor::Deferral => self.deferrals.last().map(Deferred::review_anchor),
            Anchor::ProceedingsEnd => self.deferrals.last()?.proceedings_ended.map(|(on, _)| on),
        }
    }

    fn stage_clock_stopped(&self, clock: ClockName, stage: &Stage, next: Option<&Stage>) -> Option<Stopped> {
        let done = |found: Option<(NaiveDate, Position)>| found.map(|(on, at)| (Stop::Done(on), at));
        let milestone = |milestone| done(stage.milestones.get(&milestone).copied());
        let stopped = match clock {
            ClockName::RequestWindow => {
                return done(next.map(|next| (next.started_on, next.started_at))).or_else(|| self.ended());
            }
            ClockName::Acknowledgement => done(stage.acknowledged),
            ClockName::PanelChair => done(self.first_appointed(Role::PanelChair, stage)),
            ClockName::PanelPapers => milestone(Milestone::PanelPapers),
            ClockName::PanelMeeting => milestone(Milestone::PanelMet),
            ClockName::PanelReport => milestone(Milestone::PanelReport),
            _ => stage_response(stage),
        };
        stopped.or_else(|| stage.ended_without())
    }

    fn first_appointed(&self, role: Role, stage: &Stage) -> Option<(NaiveDate, Position)> {
        self.appointments
            .iter()
            .find(|appointed| {
                appointed.appointment.role == role && appointed.appointment.stage == stage.number
            })
            .map(|appointed| (appointed.appointment.on, appointed.at))
    }

    /// The date that receipt counts from: what came after hours on a working day counts as received on the next one.
    /// Day one of what came on a day off is the first working day after it, whatever the hour. The calendar is the clock's own, so that a stopped clock keeps its anchor.
    pub fn receipt_counts_from(&self, policy: &Policy, calendar: &Calendar) -> NaiveDate {
        let received_on = self.registration.received_on;
        let came_late = self
            .registration
            .received_at
            .zip(policy.receipt_until)
            .is_some_and(|(at, until)| local(at).time() > until);
        if came_late && calendar.is_working_day(received_on) {
            calendar.add_working_days(received_on, 1)
        } else {
            received_on
        }
    }

    /// What holds a clock: its own pauses, deferrals, and withdrawals that were retracted.
    fn held(&self, rule: &ClockRule, stage: Option<&Stage>) -> Vec<Held> {
        let (number, since) = stage.map_or((0, 0), |stage| (stage.number, stage.started_at));
        let pauses = self.pauses.iter().filter(|given| {
            given.revoked.is_none()
                && given.stage == number
                && given.at >= since
                && given.pause.clock == paused_with(rule.clock)
        });
        let mut held: Vec<Held> = pauses
            .map(|given| Held {
                from: given.pause.from,
                until: given.until,
                capped: true,
            })
            .collect();
        held.extend(self.suspensions.iter().map(|(from, until)| Held {
            from: *from,
            until: *until,
            capped: false,
        }));
        held.sort_by_key(|held| held.from);
        held
    }

    fn resumed(&self, deferred: Option<&Deferred>) -> Option<Stopped> {
        deferred
            .and_then(|deferred| deferred.resumed)
            .map(|(on, at)| (Stop::Done(on), at))
            .or_else(|| self.ended())
    }

    /// A closure that is what an informal complaint's clock times, or whatever else ended it.
    fn closed(&self) -> Option<Stopped> {
        match &self.progress {
            Progress::Closed {
                on,
                at,
                closure: super::Closure::Resolved,
            } => Some((Stop::Done(*on), *at)),
            _ => self.ended(),
        }
    }

    /// The end of the whole, for a clock that times something else.
    fn ended(&self) -> Option<Stopped> {
        self.progress.ended().map(|(on, at)| (Stop::Left(on), at))
    }
}

/// The clock whose pauses hold a clock: the response is one piece of work by whichever date it is counted from.
pub(in crate::domain) fn paused_with(clock: ClockName) -> ClockName {
    match clock {
        ClockName::ResponseFromStatement | ClockName::ResponseFromConversion => ClockName::Response,
        clock => clock,
    }
}

fn stage_response(stage: &Stage) -> Option<Stopped> {
    match &stage.end {
        Some(StageEnd::Response { response, at }) => Some((Stop::Done(response.on), *at)),
        Some(StageEnd::Left { .. }) | None => None,
    }
}

impl Stage {
    fn ended_without(&self) -> Option<Stopped> {
        match &self.end {
            Some(StageEnd::Left {
                leaving: Leaving::Overtaking(Overtaking::Overdue),
                on,
                at,
            }) => Some((Stop::Overtaken(*on), *at)),
            end => end.as_ref().map(|end| (Stop::Left(end.on()), end.at())),
        }
    }
}

impl Deferred {
    /// The deferral, or the latest review of it.
    fn review_anchor(&self) -> NaiveDate {
        self.reviewed_on.last().copied().unwrap_or(self.deferral.on)
    }
}
