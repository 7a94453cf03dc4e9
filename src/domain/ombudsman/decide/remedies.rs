//! Remedies, from their agreement to the Ombudsman's satisfaction, and the outcome of compliance.

use chrono::NaiveDate;

use super::{already, later_than};
use crate::domain::{
    limits,
    lists::List,
    ombudsman::{AgreedRemedy, Compliance, Event, OmbudsmanCase, Remedy, RemedyStep, numbered},
    reference::Reference,
    refusal::Refusal,
    representation::decide::{not_before, within_limit},
};

impl OmbudsmanCase {
    pub(super) fn agree_remedy(
        &self,
        remedy: &AgreedRemedy,
        reference: &Reference,
    ) -> Result<Event, Refusal> {
        not_before(remedy.due_on, self.upheld_on()?)?;
        already("the outcome of compliance", self.compliance.map(|(_, on)| on))?;
        within_limit(self.remedies.len(), limits::REMEDIES_MAX, "remedies")?;
        reference.check(List::RemedyKinds, Some(&remedy.kind))?;
        for kind in &remedy.further_kinds {
            reference.check(List::RemedyKinds, Some(kind))?;
        }
        reference.check(List::Services, remedy.budget.as_ref())?;
        Ok(Event::RemedyAgreed(remedy.clone()))
    }

    pub(super) fn step_of_remedy(
        &self,
        remedy: u8,
        step: &RemedyStep,
        reference: &Reference,
    ) -> Result<Event, Refusal> {
        let known = numbered(&self.remedies, remedy).ok_or(Refusal::RemedyUnknown { remedy })?;
        let decided_on = self.upheld_on()?;
        match step {
            RemedyStep::Complete { on, paid_on } => {
                already("the completion", known.completed_on())?;
                not_before(*on, decided_on)?;
                if let Some(paid_on) = paid_on {
                    not_before(*paid_on, decided_on)?;
                    if known.agreed.amount_pence.is_none() {
                        return Err(Refusal::PaymentNotAgreed { remedy });
                    }
                }
                let (on, paid_on) = (*on, *paid_on);
                Ok(Event::RemedyCompleted { remedy, on, paid_on })
            }
            RemedyStep::Extend { to, reason } => {
                already("the completion", known.completed_on())?;
                already("the refusal", known.refused.map(|(on, _)| on))?;
                let earlier = known.extended.as_ref().map(|(extended, _)| extended.agreed_on);
                not_before(to.agreed_on, earlier.unwrap_or(decided_on))?;
                later_than(known.due_on(), to.due_on)?;
                reference.check(List::ExtensionReasons, Some(reason))?;
                let (to, reason) = (*to, reason.clone());
                Ok(Event::RemedyExtended { remedy, to, reason })
            }
            RemedyStep::Refuse { on } => {
                already("the completion", known.completed_on())?;
                already("the refusal", known.refused.map(|(on, _)| on))?;
                not_before(*on, decided_on)?;
                Ok(Event::RemedyRefused { remedy, on: *on })
            }
            RemedyStep::SendEvidence { on } => {
                already("the Ombudsman's satisfaction", known.satisfied_on)?;
                not_before(*on, known.evidence_sent_on.unwrap_or(decided_on))?;
                Ok(Event::EvidenceSent { remedy, on: *on })
            }
            RemedyStep::Satisfy { on } => {
                already("the Ombudsman's satisfaction", known.satisfied_on)?;
                let completed_on = known
                    .completed_on()
                    .ok_or(Refusal::RemedyNotCompleted { remedy })?;
                not_before(*on, completed_on)?;
                Ok(Event::RemedySatisfied { remedy, on: *on })
            }
        }
    }

    /// The Ombudsman records one outcome for a case that it recommended something in. It is satisfied only with what is
    /// complete; whether that was late is its own judgement.
    pub(super) fn record_compliance(&self, outcome: Compliance, on: NaiveDate) -> Result<Event, Refusal> {
        let decided_on = self.upheld_on()?;
        already("the outcome of compliance", self.compliance.map(|(_, on)| on))?;
        if self.remedies.is_empty() {
            return Err(Refusal::NoRemedyAgreed);
        }
        not_before(on, decided_on)?;
        if outcome != Compliance::NotComplete {
            for (number, remedy) in (1..).zip(&self.remedies) {
                let completed_on = remedy.completed_on();
                let completed_on = completed_on.ok_or(Refusal::RemedyNotCompleted { remedy: number })?;
                not_before(on, completed_on)?;
            }
        }
        Ok(Event::ComplianceRecorded { outcome, on })
    }

    /// When the last of the remedies was done; none while one is not.
    pub fn all_completed_on(&self) -> Option<NaiveDate> {
        let dates: Option<Vec<NaiveDate>> = self.remedies.iter().map(Remedy::completed_on).collect();
        dates?.into_iter().max()
    }

    /// When the last of the remedies is due (Compliance Manual 3).
    pub fn all_due_on(&self) -> Option<NaiveDate> {
        self.remedies.iter().map(Remedy::due_on).max()
    }
}
