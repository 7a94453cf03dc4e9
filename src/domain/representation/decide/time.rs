//! Acknowledging, and all that lengthens, holds or announces a clock.

use chrono::NaiveDate;

use super::{not_before, once, within_limit};
use crate::domain::{
    clock::{Clock, due_on},
    context::Context,
    limits,
    lists::List,
    ombudsman::numbered,
    policy::{ClockName, ClockRule, ExtensionCap},
    refusal::Refusal,
    representation::{Delay, Event, Extension, Pause, Representation, Revocation, State, ToldDeadline},
};

/// A clock that runs, with its rule and the source of its policy.
struct Running<'a> {
    clock: Clock,
    rule: &'a ClockRule,
    law: String,
}

impl Running<'_> {
    fn check_extension(&self, extension: &Extension, context: &Context<'_>) -> Result<(), Refusal> {
        let Self { clock, rule, law } = self;
        let (name, law) = (clock.name, law.clone());
        let due = clock.due.ok_or(Refusal::ClockNotRunning { clock: name })?;
        match rule.cap {
            ExtensionCap::NotExtendable => return Err(Refusal::ClockNotExtendable { clock: name, law }),
            ExtensionCap::UpTo(cap) if extension.length > cap => {
                return Err(Refusal::ExtensionOverCap {
                    clock: name,
                    cap,
                    law,
                });
            }
            ExtensionCap::UpTo(_) | ExtensionCap::Unlimited => {}
        }
        if rule.agreement_needed && !extension.complainant_agreed {
            return Err(Refusal::AgreementNeeded { clock: name, law });
        }
        not_before(extension.decided_on, due.anchor_on)?;
        if extension.decided_on > due.agreed_on {
            return Err(Refusal::ExtensionTooLate {
                due_on: due.agreed_on,
                law,
            });
        }
        let calendar = context.reference.calendar();
        if extension.length <= clock.agreed_length
            || due_on(rule.unit, due.anchor_on, extension.length, &calendar) < due.base_on
        {
            return Err(Refusal::ExtensionShortens {
                due_on: due.agreed_on,
            });
        }
        Ok(())
    }
}

impl Representation {
    pub(super) fn acknowledge(
        &self,
        on: NaiveDate,
        told_due_on: Option<NaiveDate>,
    ) -> Result<Vec<Event>, Refusal> {
        self.accept("acknowledgement", &[State::Open, State::Recorded])?;
        let (anchor_on, done_on) = match self.open_stage() {
            Some(stage) => (stage.started_on, stage.acknowledged_on()),
            None => (self.registration.received_on, self.acknowledged_on),
        };
        once("the acknowledgement", done_on)?;
        not_before(on, anchor_on)?;
        let told = told_due_on.map(|due_on| self.told(ClockName::Response, due_on, on));
        Ok([Some(Event::Acknowledged { on }), told.transpose()?]
            .into_iter()
            .flatten()
            .collect())
    }

    fn told(&self, clock: ClockName, due_on: NaiveDate, told_on: NaiveDate) -> Result<Event, Refusal> {
        not_before(due_on, told_on)?;
        Ok(Event::DeadlineTold(ToldDeadline {
            clock,
            stage: self.stage_of(clock),
            due_on,
            told_on,
        }))
    }

    pub(super) fn tell(&self, told: &ToldDeadline, context: &Context<'_>) -> Result<Event, Refusal> {
        self.clock(told.clock, told.stage, context.reference)
            .ok_or(Refusal::ClockNotRunning { clock: told.clock })?;
        not_before(told.told_on, self.registration.received_on)?;
        not_before(told.due_on, told.told_on)?;
        within_limit(self.told.len(), limits::TOLD_DEADLINES_MAX, "told deadlines")?;
        Ok(Event::DeadlineTold(told.clone()))
    }

    pub(super) fn extend(
        &self,
        extension: &Extension,
        told_due_on: Option<NaiveDate>,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.accept("extension", &[State::Open])?;
        let running = self.running(extension.clock, context)?;
        let reference = context.reference;
        reference.check(List::ExtensionReasons, Some(&extension.reason))?;
        reference.check(List::Officers, extension.agreed_by.as_ref())?;
        running.check_extension(extension, context)?;
        within_limit(self.extensions.len(), limits::EXTENSIONS_MAX, "extensions")?;
        let told_on = extension.told_on.unwrap_or(extension.decided_on);
        let told = told_due_on.map(|due_on| self.told(extension.clock, due_on, told_on));
        Ok([Some(Event::ClockExtended(extension.clone())), told.transpose()?]
            .into_iter()
            .flatten()
            .collect())
    }

    /// The clock of that name that runs now.
    fn running<'a>(&self, name: ClockName, context: &Context<'a>) -> Result<Running<'a>, Refusal> {
        let stage = self.stage_of(name);
        let not_running = Refusal::ClockNotRunning { clock: name };
        let basis = self.clock_basis(name, stage, context.reference);
        let basis = basis.ok_or_else(|| not_running.clone())?;
        let clock = basis.reckon(context.reference);
        if clock.stop.is_some() || basis.reckoned.anchor_on.is_none() {
            return Err(not_running);
        }
        Ok(Running {
            clock,
            rule: basis.rule,
            law: basis.policy.source.clone(),
        })
    }

    fn check_revocation(
        revocation: &Revocation,
        given_on: NaiveDate,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let reference = context.reference;
        reference.check(List::CorrectionReasons, Some(&revocation.reason))?;
        not_before(revocation.on, given_on)
    }

    pub(super) fn revoke_extension(
        &self,
        number: u8,
        revocation: &Revocation,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        let given = numbered(&self.extensions, number).ok_or(Refusal::PartUnknown {
            of: "extension",
            number,
        })?;
        once("the removal", given.revoked.as_ref().map(|revoked| revoked.on))?;
        Self::check_revocation(revocation, given.extension.decided_on, context)?;
        Ok(Event::ExtensionRevoked {
            extension: number,
            revocation: revocation.clone(),
        })
    }

    pub(super) fn pause(&self, pause: &Pause, context: &Context<'_>) -> Result<Event, Refusal> {
        self.accept("pause", &[State::Open])?;
        let Running { clock, rule, law } = self.running(pause.clock, context)?;
        let name = pause.clock;
        if rule.pause_cap == 0 {
            return Err(Refusal::ClockNotPausable { clock: name, law });
        }
        context.reference.check(List::PauseReasons, Some(&pause.reason))?;
        let stage = self.stage_of(name);
        let earlier = self
            .pauses
            .iter()
            .filter(|given| given.revoked.is_none() && (given.pause.clock, given.stage) == (name, stage));
        for given in earlier {
            match given.until {
                None => once("a pause", Some(given.pause.from))?,
                Some(until) => not_before(pause.from, until)?,
            }
        }
        let due = clock.due.ok_or(Refusal::ClockNotRunning { clock: name })?;
        not_before(pause.from, due.anchor_on)?;
        if let Some((_, Some(until))) = self.suspensions.last() {
            not_before(pause.from, *until)?;
        }
        if pause.from > due.agreed_on {
            return Err(Refusal::ExtensionTooLate {
                due_on: due.agreed_on,
                law,
            });
        }
        within_limit(self.pauses.len(), limits::PAUSES_MAX, "pauses")?;
        Ok(Event::ClockPaused(pause.clone()))
    }

    pub(super) fn resume_clock(&self, number: u8, on: NaiveDate) -> Result<Event, Refusal> {
        let unknown = Refusal::PartUnknown { of: "pause", number };
        let given = numbered(&self.pauses, number).ok_or(unknown)?;
        let ended_on = given.until.or(given.revoked.as_ref().map(|revoked| revoked.on));
        once("the end of the pause", ended_on)?;
        self.accept("end of a pause", &[State::Open])?;
        not_before(on, given.pause.from)?;
        Ok(Event::ClockResumed { pause: number, on })
    }

    pub(super) fn revoke_pause(
        &self,
        number: u8,
        revocation: &Revocation,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        let unknown = Refusal::PartUnknown { of: "pause", number };
        let given = numbered(&self.pauses, number).ok_or(unknown)?;
        once("the removal", given.revoked.as_ref().map(|revoked| revoked.on))?;
        Self::check_revocation(revocation, given.pause.from, context)?;
        Ok(Event::PauseRevoked {
            pause: number,
            revocation: revocation.clone(),
        })
    }

    /// The ends of the pauses that have none: what suspends the whole ends them.
    pub(super) fn ends_of_pauses(&self, on: NaiveDate) -> impl Iterator<Item = Event> {
        (1..)
            .zip(&self.pauses)
            .filter(|(_, given)| given.until.is_none() && given.revoked.is_none())
            .map(move |(pause, given)| Event::ClockResumed {
                pause,
                on: on.max(given.pause.from),
            })
    }

    pub(super) fn explain_delay(&self, delay: &Delay, context: &Context<'_>) -> Result<Event, Refusal> {
        let reference = context.reference;
        reference.check(List::DelayReasons, Some(&delay.reason))?;
        self.clock(delay.clock, delay.stage, reference)
            .ok_or(Refusal::ClockNotRunning { clock: delay.clock })?;
        not_before(delay.on, self.registration.received_on)?;
        within_limit(self.delays.len(), limits::DELAYS_MAX, "reasons for delay")?;
        Ok(Event::DelayExplained(delay.clone()))
    }
}
