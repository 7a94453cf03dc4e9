//! What may happen to a representation: a command against the state gives events or a refusal.

use chrono::NaiveDate;

use super::{
    Closure, Command, ConcernFinding, Event, Extension, Kind, Progress, Representation, Stage, StageEnd,
    State,
};
use crate::domain::{
    clock::{Clock, due_on},
    context::Context,
    limits,
    lists::List,
    outcome::{Finding, overall},
    policy::{ClockName, ExtensionCap},
    procedure::Procedure,
    refusal::Refusal,
    word::Word,
};

/// Answers what a command does to a representation; `None` is one that is not registered yet.
///
/// # Errors
/// The rule that refuses the step; nothing has happened then.
pub fn decide(
    state: Option<&Representation>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Some(state) = state else {
        return match command {
            Command::Register(registration) => {
                context.reference.check_codes_of(registration)?;
                Ok(vec![Event::Registered(registration.clone())])
            }
            _ => Err(Refusal::NotRegistered),
        };
    };
    let event = match command {
        Command::Register(_) => {
            return Err(Refusal::AlreadyDone {
                what: "the registration",
                on: None,
            });
        }
        Command::Acknowledge { on } => state.acknowledge(*on)?,
        Command::ExtendClock(extension) => state.extend(extension, context)?,
        Command::RecordFindings { stage, findings } => state.record_findings(*stage, findings)?,
        Command::ConcludeStage {
            stage,
            on,
            overriding_finding,
        } => state.conclude(*stage, *on, *overriding_finding)?,
        Command::Escalate {
            requested_on,
            late_acceptance_reason,
        } => {
            let reference = context.reference;
            reference.check(List::LateAcceptanceReasons, late_acceptance_reason.as_ref())?;
            state.check_escalation(*requested_on, late_acceptance_reason.is_some(), context)?;
            let (requested_on, late_acceptance_reason) = (*requested_on, late_acceptance_reason.clone());
            Event::Escalated {
                requested_on,
                late_acceptance_reason,
            }
        }
        Command::Withdraw { on, reason } => {
            context.reference.check(List::WithdrawalReasons, Some(reason))?;
            state.check_withdrawal(*on)?;
            Event::Withdrawn {
                on: *on,
                reason: reason.clone(),
            }
        }
        Command::Close { on, closure } => state.close(*on, *closure)?,
    };
    Ok(vec![event])
}

impl Representation {
    fn acknowledge(&self, on: NaiveDate) -> Result<Event, Refusal> {
        self.accept("acknowledgement", &[State::Open, State::Recorded])?;
        let (anchor_on, done_on) = match self.open_stage() {
            Some(stage) => (stage.started_on, stage.acknowledged_on()),
            None => (self.registration.received_on, self.acknowledged_on),
        };
        if let Some(on) = done_on {
            return Err(Refusal::AlreadyDone {
                what: "the acknowledgement",
                on: Some(on),
            });
        }
        not_before(on, anchor_on)?;
        Ok(Event::Acknowledged { on })
    }

    fn extend(&self, extension: &Extension, context: &Context<'_>) -> Result<Event, Refusal> {
        self.accept("extension", &[State::Open])?;
        let stage = match extension.clock {
            ClockName::Longstop => 0,
            _ => self.open_stage().map_or(0, |stage| stage.number),
        };
        let name = extension.clock;
        let clock = self
            .clock(name, stage, context.reference)
            .filter(|clock| clock.stop.is_none())
            .ok_or(Refusal::ClockNotRunning { clock: name })?;
        context
            .reference
            .check(List::ExtensionReasons, Some(&extension.reason))?;
        self.check_extension(&clock, extension, context)?;
        Ok(Event::ClockExtended(extension.clone()))
    }

    fn check_extension(
        &self,
        clock: &Clock,
        extension: &Extension,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let name = clock.name;
        let due = clock.due.ok_or(Refusal::ClockNotRunning { clock: name })?;
        let policy = context.reference.policy_numbered(clock.policy);
        let law = policy.map(|policy| policy.source.clone()).unwrap_or_default();
        let rule = policy
            .and_then(|policy| policy.rule(name, clock.stage))
            .ok_or(Refusal::ClockNotRunning { clock: name })?;
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
            || due_on(rule.unit, due.anchor_on, extension.length, &calendar) < due.agreed_on
        {
            return Err(Refusal::ExtensionShortens {
                due_on: due.agreed_on,
            });
        }
        let so_far = self.extensions.len() + self.open_stage().map_or(0, |stage| stage.extensions.len());
        within_limit(so_far, limits::EXTENSIONS_MAX, "extensions")
    }

    fn record_findings(&self, stage: u8, findings: &[ConcernFinding]) -> Result<Event, Refusal> {
        self.stage_under_way(stage, "finding")?;
        let concerns = self.registration.matter.concerns().len();
        match findings
            .iter()
            .find(|found| found.concern == 0 || usize::from(found.concern) > concerns)
        {
            Some(found) => Err(Refusal::ConcernUnknown {
                concern: found.concern,
            }),
            None => Ok(Event::FindingsRecorded {
                findings: findings.to_vec(),
            }),
        }
    }

    fn conclude(
        &self,
        number: u8,
        on: NaiveDate,
        overriding_finding: Option<Finding>,
    ) -> Result<Event, Refusal> {
        let stage = self.stage_under_way(number, "conclusion")?;
        not_before(on, stage.started_on)?;
        not_before(on, stage.acknowledged_on().unwrap_or(stage.started_on))?;
        let concerns = 1..=u8::try_from(self.registration.matter.concerns().len()).unwrap_or(u8::MAX);
        let missing: Vec<u8> = concerns
            .filter(|concern| !stage.findings.contains_key(concern))
            .collect();
        let derived = overall(stage.findings.values().copied());
        match (overriding_finding.or(derived), derived) {
            (Some(finding), Some(derived)) if missing.is_empty() => Ok(Event::StageConcluded {
                on,
                finding,
                overridden: finding != derived,
            }),
            _ => Err(Refusal::FindingsMissing { concerns: missing }),
        }
    }

    fn check_escalation(
        &self,
        requested_on: NaiveDate,
        accepted_late: bool,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let procedure = self.procedure("escalation")?;
        if let Some(stage) = self.open_stage() {
            return Err(Refusal::StageUnderWay { stage: stage.number });
        }
        let reached = self.stages.last().map_or(0, |stage| stage.number);
        if reached >= procedure.stages() {
            return Err(Refusal::NoFurtherStage {
                stage: reached,
                law: procedure.stages_source(),
            });
        }
        self.accept("escalation", &[State::Answered, State::Concluded, State::Lapsed])?;
        not_before(
            requested_on,
            self.stages
                .last()
                .and_then(ended_on)
                .unwrap_or(self.registration.received_on),
        )?;
        self.check_window(reached, requested_on, accepted_late, context)
    }

    /// Refuses a request after a hard window. The window is reckoned by the calendar known now, even where the
    /// complaint was closed meanwhile: a closure does not freeze the complainant's own time.
    fn check_window(
        &self,
        stage: u8,
        requested_on: NaiveDate,
        accepted_late: bool,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let Some(window) = self.clock(ClockName::RequestWindow, stage, context.reference) else {
            return Ok(());
        };
        let policy = context.reference.policy_numbered(window.policy);
        let rule = policy.and_then(|policy| policy.rule(ClockName::RequestWindow, stage));
        let calendar = context.reference.calendar();
        let last_on = window
            .due
            .map(|due| due_on(window.unit, due.anchor_on, window.agreed_length, &calendar));
        match last_on {
            Some(due_on) if rule.is_some_and(|rule| rule.hard) && requested_on > due_on && !accepted_late => {
                let law = policy.map(|policy| policy.source.clone()).unwrap_or_default();
                Err(Refusal::EscalationOutOfTime { due_on, law })
            }
            _ => Ok(()),
        }
    }

    fn check_withdrawal(&self, on: NaiveDate) -> Result<(), Refusal> {
        self.procedure("withdrawal")?;
        self.accept("withdrawal", &[State::Open, State::Answered])?;
        not_before(on, self.latest_step_on())
    }

    fn close(&self, on: NaiveDate, closure: Closure) -> Result<Event, Refusal> {
        if let (Progress::Open, Some(stage)) = (&self.progress, self.open_stage()) {
            return Err(Refusal::StageUnderWay { stage: stage.number });
        }
        if self.registration.matter.kind() == Kind::Compliment {
            return Err(Refusal::StepNotInProcedure {
                step: "closure",
                handled_as: Kind::Compliment.word(),
            });
        }
        self.accept("closure", &[State::Open, State::Answered, State::Recorded])?;
        not_before(on, self.latest_step_on())?;
        Ok(Event::Closed { on, closure })
    }

    /// The date that the next step of the whole may not be before.
    fn latest_step_on(&self) -> NaiveDate {
        let whole = self.acknowledged_on.unwrap_or(self.registration.received_on);
        self.stages.last().map_or(whole, |stage| {
            ended_on(stage).unwrap_or_else(|| stage.acknowledged_on().unwrap_or(stage.started_on))
        })
    }

    fn accept(&self, step: &'static str, states: &[State]) -> Result<(), Refusal> {
        let state = self.state();
        if states.contains(&state) {
            Ok(())
        } else {
            Err(Refusal::StateRefusesStep { step, state })
        }
    }

    fn procedure(&self, step: &'static str) -> Result<Procedure, Refusal> {
        let matter = &self.registration.matter;
        matter.procedure().ok_or(Refusal::StepNotInProcedure {
            step,
            handled_as: matter.kind().word(),
        })
    }

    fn stage_under_way(&self, number: u8, step: &'static str) -> Result<&Stage, Refusal> {
        let procedure = self.procedure(step)?;
        if procedure.stages() == 0 {
            return Err(Refusal::StepNotInProcedure {
                step,
                handled_as: procedure.word(),
            });
        }
        self.accept(step, &[State::Open])?;
        self.open_stage()
            .filter(|stage| stage.number == number)
            .ok_or(Refusal::StageNotCurrent {
                current: self.stages.last().map_or(0, |stage| stage.number),
            })
    }
}

fn ended_on(stage: &Stage) -> Option<NaiveDate> {
    stage.end.as_ref().map(StageEnd::on)
}

/// A step may not be dated before the event that it follows.
pub(crate) fn not_before(on: NaiveDate, anchor_on: NaiveDate) -> Result<(), Refusal> {
    if on < anchor_on {
        Err(Refusal::DateBeforeAnchor { anchor_on })
    } else {
        Ok(())
    }
}

/// A record may hold so many of something and no more.
pub(crate) fn within_limit(so_far: usize, limit: usize, of: &'static str) -> Result<(), Refusal> {
    if so_far < limit {
        Ok(())
    } else {
        Err(Refusal::LimitReached { of, limit })
    }
}
