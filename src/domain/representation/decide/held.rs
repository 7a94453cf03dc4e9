//! Passing on, costs and arrangements.

use chrono::NaiveDate;

use super::{not_before, once, within_limit};
use crate::domain::{
    context::Context,
    limits,
    lists::List,
    ombudsman::numbered,
    refusal::Refusal,
    representation::{ContactArrangement, Cost, Event, Forwarding, Representation, State},
    word::Word,
};

impl Representation {
    pub(super) fn forward(&self, forwarding: &Forwarding, context: &Context<'_>) -> Result<Event, Refusal> {
        if let Some(procedure) = self.registration.matter.procedure() {
            return Err(Refusal::StepNotInProcedure {
                step: "forwarding",
                handled_as: procedure.word(),
            });
        }
        for team in &forwarding.teams {
            context.reference.check(List::Teams, Some(team))?;
        }
        not_before(forwarding.on, self.registration.received_on)?;
        within_limit(self.forwardings.len(), limits::FORWARDINGS_MAX, "forwardings")?;
        Ok(Event::Forwarded(forwarding.clone()))
    }

    pub(super) fn record_cost(&self, cost: &Cost, context: &Context<'_>) -> Result<Event, Refusal> {
        self.procedure("cost")?;
        if cost.stage > 0 && self.stage(cost.stage).is_none() {
            return Err(Refusal::StageNotCurrent {
                current: self.stages.last().map_or(0, |stage| stage.number),
            });
        }
        let reference = context.reference;
        reference.check(List::CostKinds, Some(&cost.kind))?;
        reference.check(List::PaymentBases, cost.basis.as_ref())?;
        reference.check(List::Services, Some(&cost.budget))?;
        not_before(
            cost.paid_on.unwrap_or(self.registration.received_on),
            self.registration.received_on,
        )?;
        within_limit(self.costs.len(), limits::COSTS_MAX, "costs")?;
        Ok(Event::CostRecorded(cost.clone()))
    }

    pub(super) fn pay_cost(&self, number: u8, on: NaiveDate) -> Result<Event, Refusal> {
        let known = numbered(&self.costs, number).ok_or(Refusal::PartUnknown { of: "cost", number })?;
        once("the payment", known.paid_on)?;
        not_before(on, self.registration.received_on)?;
        Ok(Event::CostPaid { cost: number, on })
    }

    /// One arrangement at a time; a new one after a review replaces it.
    pub(super) fn arrange_contact(
        &self,
        arrangement: &ContactArrangement,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        context
            .reference
            .check(List::ContactArrangements, Some(&arrangement.kind))?;
        not_before(arrangement.from, self.registration.received_on)?;
        not_before(arrangement.review_on, arrangement.from)?;
        Ok(Event::ContactArranged(arrangement.clone()))
    }

    pub(super) fn end_contact_arrangement(&self, on: NaiveDate) -> Result<Event, Refusal> {
        let Some(contact) = &self.contact else {
            return Err(Refusal::StepNeeds {
                step: "end of a contact arrangement",
                needs: "contact arrangement",
            });
        };
        once("the end of the arrangement", contact.ended_on)?;
        not_before(on, contact.from)?;
        self.accept("end of a contact arrangement", State::ALL)?;
        Ok(Event::ContactArrangementEnded { on })
    }
}
