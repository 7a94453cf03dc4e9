//! Findings, responses, the next stage, and what happens within one.

use chrono::NaiveDate;

use super::{not_before, once};
use crate::domain::{
    clock::{Clock, Reckoned},
    context::Context,
    lists::List,
    outcome::overall,
    policy::ClockName,
    procedure::Procedure,
    refusal::Refusal,
    representation::{
        ConcernFinding, Conclusion, Escalation, Event, Milestone, Overtaking, Representation, Stage,
        StageResponse, State,
    },
    word::Word,
};

impl Representation {
    pub(super) fn record_findings(&self, stage: u8, findings: &[ConcernFinding]) -> Result<Event, Refusal> {
        self.stage_under_way(stage, "finding")?;
        let known: Vec<u8> = self.concern_numbers().collect();
        match findings.iter().find(|found| !known.contains(&found.concern)) {
            Some(found) => Err(Refusal::ConcernUnknown {
                concern: found.concern,
            }),
            None => Ok(Event::FindingsRecorded {
                findings: findings.to_vec(),
            }),
        }
    }

    pub(super) fn conclude(&self, conclusion: &Conclusion, context: &Context<'_>) -> Result<Event, Refusal> {
        let stage = self.stage_under_way(conclusion.stage, "conclusion")?;
        self.check_eligibility_decided(context)?;
        not_before(conclusion.on, self.latest_step_on())?;
        let reference = context.reference;
        reference.check(List::DelayReasons, conclusion.delay_reason.as_ref())?;
        reference.check(List::Officers, conclusion.signed_by.as_ref())?;
        let missing: Vec<u8> = self
            .concern_numbers()
            .filter(|concern| !stage.findings.contains_key(concern))
            .collect();
        let own = stage.findings.iter();
        let own = own.filter(|(concern, _)| !self.moved.contains_key(concern));
        let derived = overall(own.map(|(_, finding)| *finding));
        match (conclusion.overriding_finding.or(derived), derived) {
            (Some(finding), Some(derived)) if missing.is_empty() => {
                Ok(Event::StageConcluded(StageResponse {
                    on: conclusion.on,
                    finding,
                    overridden: finding != derived,
                    delay_reason: conclusion.delay_reason.clone(),
                    signed_by: conclusion.signed_by.clone(),
                    next_step_told: conclusion.next_step_told,
                }))
            }
            _ => Err(Refusal::FindingsMissing { concerns: missing }),
        }
    }

    pub(super) fn escalate(&self, escalation: &Escalation, context: &Context<'_>) -> Result<Event, Refusal> {
        let Escalation {
            requested_on,
            late_acceptance_reason,
            skip: _,
        } = escalation;
        let reference = context.reference;
        reference.check(List::LateAcceptanceReasons, late_acceptance_reason.as_ref())?;
        let procedure = self.procedure("escalation")?;
        let overtaking = match self.open_stage() {
            Some(stage) if self.state() == State::Open => {
                Some(self.overtaking(procedure, stage, escalation, context)?)
            }
            _ => None,
        };
        let reached = self.stages.last().map_or(0, |stage| stage.number);
        if reached >= procedure.stages() {
            return Err(Refusal::NoFurtherStage {
                stage: reached,
                law: procedure.stages_source(),
            });
        }
        if overtaking.is_none() {
            self.accept("escalation", &[State::Answered, State::Concluded, State::Lapsed])?;
            let ended_on = self.stages.last().and_then(Stage::ended_on);
            not_before(*requested_on, ended_on.unwrap_or(self.registration.received_on))?;
            self.check_window(reached, *requested_on, late_acceptance_reason.is_some(), context)?;
        }
        Ok(Event::Escalated {
            requested_on: *requested_on,
            late_acceptance_reason: late_acceptance_reason.clone(),
            overtaking,
        })
    }

    /// Why a stage under way may be left for the next: stage 1 of the children's procedure is left out by agreement
    /// or because the authority thinks it fit, and an overdue one opens the next where policy says so.
    fn overtaking(
        &self,
        procedure: Procedure,
        stage: &Stage,
        escalation: &Escalation,
        context: &Context<'_>,
    ) -> Result<Overtaking, Refusal> {
        let under_way = Refusal::StageUnderWay { stage: stage.number };
        if stage.number >= procedure.stages() {
            return Err(under_way);
        }
        not_before(escalation.requested_on, self.latest_step_on())?;
        if let Some(basis) = escalation.skip {
            return if procedure == Procedure::ChildrenStatutory && stage.number == 1 {
                Ok(Overtaking::Skipped(basis))
            } else {
                Err(under_way)
            };
        }
        let basis = self.clock_basis(ClockName::Response, stage.number, context.reference);
        let overdue = basis.is_some_and(|basis| {
            let due = basis.reckon(context.reference).due;
            basis.rule.overdue_opens_next && due.is_some_and(|due| escalation.requested_on > due.agreed_on)
        });
        if overdue {
            Ok(Overtaking::Overdue)
        } else {
            Err(under_way)
        }
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
        let Some(basis) = self.clock_basis(ClockName::RequestWindow, stage, context.reference) else {
            return Ok(());
        };
        let running = Reckoned {
            stop: None,
            ..basis.reckoned.clone()
        };
        let window = Clock::reckon(basis.rule, &running, &context.reference.calendar());
        match window.due.map(|due| due.agreed_on) {
            Some(due_on) if basis.rule.hard && requested_on > due_on && !accepted_late => {
                let law = basis.policy.source.clone();
                Err(Refusal::EscalationOutOfTime { due_on, law })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn arrange_panel(&self, meets_on: NaiveDate) -> Result<Event, Refusal> {
        self.only_in(Procedure::ChildrenStatutory, "panel")?;
        let stage = self.stage_under_way(3, "panel")?;
        once("the panel's meeting", stage.milestone_on(Milestone::PanelMet))?;
        not_before(meets_on, stage.started_on)?;
        Ok(Event::PanelArranged { meets_on })
    }

    pub(super) fn record_milestone(&self, milestone: Milestone, on: NaiveDate) -> Result<Event, Refusal> {
        let procedure = self.procedure("milestone")?;
        let number = self.open_stage().map_or(0, |stage| stage.number);
        let stage = self.stage_under_way(number, "milestone")?;
        if !milestone.belongs_to(procedure, stage.number) {
            return Err(Refusal::StepNotInProcedure {
                step: milestone.word(),
                handled_as: procedure.word(),
            });
        }
        once("the milestone", stage.milestone_on(milestone))?;
        let mut anchor_on = stage.started_on;
        if let Some(first) = milestone.follows() {
            anchor_on = stage.milestone_on(first).ok_or(Refusal::StepNeeds {
                step: milestone.word(),
                needs: first.word(),
            })?;
        }
        not_before(on, anchor_on)?;
        Ok(Event::MilestoneReached { milestone, on })
    }
}
