//! The turns beside the stages: considered or not, deferred, converted, referred early, withdrawn, closed.

use chrono::NaiveDate;

use super::{not_before, once, within_limit};
use crate::domain::{
    clock::ClockState,
    context::Context,
    ids::CodeId,
    limits,
    lists::List,
    policy::ClockName,
    procedure::Procedure,
    refusal::Refusal,
    representation::{
        Acceptance, Closure, Conversion, Deferral, EarlyReferral, Event, Kind, Progress, ReferralTest,
        Rejection, Representation, State, Withdrawal,
    },
    word::Word,
};

impl Representation {
    /// Why it must be decided whether the complaint is considered, until it is.
    pub(in crate::domain) fn eligibility_open(
        &self,
        context_reference: &crate::domain::reference::Reference,
    ) -> Option<Refusal> {
        if self.acceptance.is_some() || self.imported {
            return None;
        }
        let making = self.clock_basis(ClockName::MakingComplaint, 0, context_reference);
        let late = making.and_then(|basis| {
            let clock = basis.reckon(context_reference);
            let due = clock.due.filter(|_| clock.state() == ClockState::Missed)?;
            Some((due.agreed_on, basis.policy.source.clone()))
        });
        if let Some((due_on, law)) = late {
            return Some(Refusal::ComplaintOutOfTime { due_on, law });
        }
        self.registration
            .interest_to_decide
            .then_some(Refusal::InterestUndecided)
    }

    pub(super) fn check_eligibility_decided(&self, context: &Context<'_>) -> Result<(), Refusal> {
        self.eligibility_open(context.reference).map_or(Ok(()), Err)
    }

    pub(super) fn accept_complaint(
        &self,
        acceptance: &Acceptance,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.procedure("acceptance")?;
        self.accept("acceptance", &[State::Open])?;
        once("the acceptance", self.acceptance.as_ref().map(|known| known.on))?;
        not_before(acceptance.on, self.registration.received_on)?;
        let reference = context.reference;
        reference.check(List::Officers, acceptance.reviewer.as_ref())?;
        reference.check(
            List::LateAcceptanceReasons,
            acceptance.late_acceptance_reason.as_ref(),
        )?;
        match self.eligibility_open(reference) {
            Some(late @ Refusal::ComplaintOutOfTime { .. })
                if acceptance.late_acceptance_reason.is_none() =>
            {
                Err(late)
            }
            _ if self.registration.interest_to_decide && !acceptance.sufficient_interest => {
                Err(Refusal::InterestUndecided)
            }
            _ => Ok(Event::Accepted(acceptance.clone())),
        }
    }

    /// A complaint is refused before its first response; once the procedure applies, later stages are not.
    pub(super) fn reject(&self, rejection: &Rejection, context: &Context<'_>) -> Result<Event, Refusal> {
        let procedure = self.procedure("refusal")?;
        let beyond_first = self.stages.len() > 1 || self.state() == State::Answered;
        if beyond_first {
            return Err(Refusal::EscalationNotRefusable {
                law: procedure.no_refusal_source(),
            });
        }
        self.accept("refusal", &[State::Open])?;
        let reference = context.reference;
        reference.check(List::RefusalReasons, Some(&rejection.reason))?;
        reference.check(List::Signposts, Some(&rejection.signpost))?;
        reference.check(List::Officers, rejection.reviewer.as_ref())?;
        not_before(rejection.on, self.latest_step_on())?;
        not_before(rejection.told_on, rejection.on)?;
        Ok(Event::Rejected(rejection.clone()))
    }

    pub(super) fn defer(&self, deferral: &Deferral, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        self.procedure("deferral")?;
        self.accept("deferral", &[State::Open, State::Answered])?;
        context
            .reference
            .check(List::Proceedings, Some(&deferral.proceedings))?;
        not_before(deferral.on, self.latest_step_on())?;
        not_before(deferral.told_on, deferral.on)?;
        within_limit(self.deferrals.len(), limits::DEFERRALS_MAX, "deferrals")?;
        let mut events: Vec<Event> = self.ends_of_pauses(deferral.on).collect();
        events.push(Event::Deferred(deferral.clone()));
        Ok(events)
    }

    pub(super) fn review_deferral(&self, on: NaiveDate) -> Result<Event, Refusal> {
        self.accept("review of a deferral", &[State::Deferred])?;
        let deferred = self.deferral().ok_or(Refusal::NotRegistered)?;
        let latest = deferred.reviewed_on.last().unwrap_or(&deferred.deferral.on);
        not_before(on, *latest)?;
        within_limit(
            deferred.reviewed_on.len(),
            limits::DEFERRAL_REVIEWS_MAX,
            "reviews of a deferral",
        )?;
        Ok(Event::DeferralReviewed { on })
    }

    pub(super) fn end_proceedings(&self, on: NaiveDate) -> Result<Event, Refusal> {
        self.accept("end of proceedings", &[State::Deferred])?;
        let deferred = self.deferral().ok_or(Refusal::NotRegistered)?;
        once(
            "the end of the proceedings",
            deferred.proceedings_ended.map(|(on, _)| on),
        )?;
        not_before(on, deferred.deferral.on)?;
        Ok(Event::ProceedingsEnded { on })
    }

    /// The complaint is resubmitted within a year of the end of the proceedings, later only for a reason; or found
    /// fit to go on before they end.
    pub(super) fn resume(
        &self,
        on: NaiveDate,
        late_acceptance_reason: Option<&CodeId>,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.accept("resumption", &[State::Deferred])?;
        let deferred = self.deferral().ok_or(Refusal::NotRegistered)?;
        not_before(on, deferred.deferral.on)?;
        let reference = context.reference;
        reference.check(List::LateAcceptanceReasons, late_acceptance_reason)?;
        if let Some(basis) = self.clock_basis(ClockName::Resubmission, 0, reference)
            && let Some(due) = basis.reckon(reference).due
            && basis.rule.hard
            && on > due.agreed_on
            && late_acceptance_reason.is_none()
        {
            return Err(Refusal::ResubmissionOutOfTime {
                due_on: due.agreed_on,
                law: basis.policy.source.clone(),
            });
        }
        Ok(Event::Resumed {
            on,
            late_acceptance_reason: late_acceptance_reason.cloned(),
        })
    }

    pub(super) fn convert_to(
        &self,
        conversion: &Conversion,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        let kind = self.registration.matter.kind();
        let refused = |why, law| Err(Refusal::ConversionRefused { why, law });
        if kind == Kind::Compliment {
            return Err(Refusal::StepNotInProcedure {
                step: "conversion",
                handled_as: kind.word(),
            });
        }
        self.accept("conversion", &[State::Open, State::Answered, State::Recorded])?;
        let now = self.registration.matter.procedure();
        if now == Some(conversion.to) {
            return refused("it is handled under that procedure already", RULE_OF_REGISTER);
        }
        if conversion.to == Procedure::Informal && now.is_some() {
            return refused(
                "a formal complaint keeps its stages; it is not made informal",
                "Complaint Handling Code 5: no stage before stage 1",
            );
        }
        let answered_before = self.stages.iter().any(|stage| stage.response().is_some());
        if now == Some(Procedure::ChildrenStatutory) && answered_before {
            return refused(
                "the statutory procedure has begun, and the complainant may take every stage of it",
                Procedure::ChildrenStatutory.no_refusal_source(),
            );
        }
        if self.registration.matter.concerns().is_empty() && conversion.concerns.is_empty() {
            return refused("a complaint needs at least one concern", RULE_OF_REGISTER);
        }
        let reference = context.reference;
        reference.check(List::ConversionReasons, Some(&conversion.reason))?;
        reference.check(List::Officers, conversion.decided_by.as_ref())?;
        reference.check_concerns(&conversion.concerns)?;
        not_before(conversion.on, self.latest_step_on())?;
        within_limit(self.left.len(), limits::CONVERSIONS_MAX, "conversions")?;
        self.room_for_concerns(conversion.concerns.len())?;
        Ok(Event::Converted(conversion.clone()))
    }

    pub(super) fn refer_early(&self, referral: &EarlyReferral) -> Result<Event, Refusal> {
        self.only_in(Procedure::ChildrenStatutory, "early referral")?;
        self.accept("early referral", &[State::Answered])?;
        let stage = self.stages.last().map_or(0, |stage| stage.number);
        if stage != 2 {
            return Err(Refusal::StageNotCurrent { current: stage });
        }
        not_before(referral.on, self.latest_step_on())?;
        let met = |test: &ReferralTest| referral.tests.get(test).copied().unwrap_or(false);
        let failed: Vec<ReferralTest> = ReferralTest::ALL
            .iter()
            .copied()
            .filter(|test| !met(test))
            .collect();
        if failed.is_empty() {
            Ok(Event::ReferredEarly(referral.clone()))
        } else {
            Err(Refusal::ReferralTestsFailed { failed })
        }
    }

    pub(super) fn withdraw(
        &self,
        withdrawal: &Withdrawal,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        context
            .reference
            .check(List::WithdrawalReasons, Some(&withdrawal.reason))?;
        self.procedure("withdrawal")?;
        self.accept("withdrawal", &[State::Open, State::Answered, State::Deferred])?;
        not_before(withdrawal.on, self.latest_step_on())?;
        not_before(withdrawal.confirmed_on.unwrap_or(withdrawal.on), withdrawal.on)?;
        let mut events: Vec<Event> = self.ends_of_pauses(withdrawal.on).collect();
        events.push(Event::Withdrawn(withdrawal.clone()));
        Ok(events)
    }

    pub(super) fn retract_withdrawal(&self, on: NaiveDate) -> Result<Event, Refusal> {
        self.accept("retraction of a withdrawal", &[State::Withdrawn])?;
        not_before(on, self.closed_on().unwrap_or(on))?;
        Ok(Event::WithdrawalRetracted { on })
    }

    pub(super) fn close(&self, on: NaiveDate, closure: Closure) -> Result<Event, Refusal> {
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
}

const RULE_OF_REGISTER: &str = "rule of the register: one procedure at a time";
