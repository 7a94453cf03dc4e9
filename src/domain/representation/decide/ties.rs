//! Representations that belong together: linked, split, joined; and points that are added.

use chrono::NaiveDate;

use super::{not_before, within_limit};
use crate::domain::{
    context::Context,
    ids::RecordNumber,
    limits,
    refusal::Refusal,
    representation::{Concern, Event, LinkKind, Registration, Representation, State, Tie, Tied},
};

/// Points are moved out of a complaint that is open, and at least one stays.
pub(super) fn check_split(registration: &Registration, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(split) = &registration.split else {
        return Ok(());
    };
    let from = other(split.from, context)?;
    let why = |why| Err(Refusal::TieRefused { why });
    if from.state() != State::Open {
        return why("points are moved out of a complaint that is open");
    }
    let own: Vec<u8> = from.concern_numbers().collect();
    if let Some(unknown) = split.concerns.iter().find(|concern| !own.contains(concern)) {
        return Err(Refusal::ConcernUnknown { concern: *unknown });
    }
    if split.concerns.len() >= own.len() {
        return why("at least one point must stay; convert the whole instead");
    }
    Ok(())
}

fn other<'a>(number: RecordNumber, context: &Context<'a>) -> Result<&'a Representation, Refusal> {
    context.representation(number).ok_or(Refusal::LinkTargetUnknown)
}

impl Representation {
    pub(super) fn link(
        &self,
        number: RecordNumber,
        kind: LinkKind,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.check_other(number)?;
        other(number, context)?;
        let tied = Tied {
            other: number,
            tie: Tie::Linked(kind),
        };
        if self.ties.contains(&tied) {
            return Err(Refusal::AlreadyDone {
                what: "the link",
                on: None,
            });
        }
        within_limit(self.ties.len(), limits::TIES_MAX, "links")?;
        Ok(Event::Linked(tied))
    }

    fn check_other(&self, number: RecordNumber) -> Result<(), Refusal> {
        if number == self.registered_at {
            Err(Refusal::TieRefused {
                why: "a representation does not belong together with itself",
            })
        } else {
            Ok(())
        }
    }

    /// A related new matter is folded in while stage 1 is not answered; otherwise it is a complaint of its own
    /// (local policies under the Complaint Handling Code).
    pub(super) fn join(
        &self,
        into: RecordNumber,
        on: NaiveDate,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.check_other(into)?;
        self.accept("joining", &[State::Open, State::Recorded])?;
        let other = other(into, context)?;
        let why = |why| Err(Refusal::TieRefused { why });
        if self.stages.len() > 1 {
            return why("a complaint beyond its first stage keeps the right to its own answer");
        }
        if other.state() != State::Open || other.stages.len() > 1 {
            return why("the other must be open and at its first stage");
        }
        if other.registration.matter.procedure() != self.registration.matter.procedure() {
            return why("both must be handled under one procedure; convert first");
        }
        other.room_for_concerns(self.registration.matter.concerns().len())?;
        not_before(on, self.latest_step_on())?;
        Ok(Event::Joined { into, on })
    }

    pub(super) fn room_for_concerns(&self, more: usize) -> Result<(), Refusal> {
        let concerns = self.registration.matter.concerns().len();
        within_limit(
            (concerns + more).saturating_sub(1),
            limits::CONCERNS_MAX,
            "concerns",
        )
    }

    pub(super) fn add(
        &self,
        on: NaiveDate,
        concerns: &[Concern],
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.procedure("further concern")?;
        self.accept("further concern", &[State::Open])?;
        if self.stages.len() > 1 {
            return Err(Refusal::TieRefused {
                why: "points are added before stage 1 is answered; later they are a complaint of their own",
            });
        }
        context.reference.check_concerns(concerns)?;
        self.room_for_concerns(concerns.len())?;
        not_before(on, self.registration.received_on)?;
        Ok(Event::ConcernsAdded {
            on,
            concerns: concerns.to_vec(),
        })
    }
}
