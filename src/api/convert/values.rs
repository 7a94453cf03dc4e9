//! Values of closed lists, in the wire's words and the domain's.

mod casework;
mod clocks;
mod learning;

use crate::{
    api::wire,
    domain::{
        access::Role,
        ombudsman::{CaseState, Decision, DecisionClass},
        outcome::Finding,
        procedure::Procedure,
        reference::AuthorityType,
        representation::{Closure, Kind, State},
    },
};

/// A closed list that the wire has an enum for. `None` stands for the wire's zero.
pub trait Wire: Sized + Copy + 'static {
    /// The wire's enum.
    type Value: TryFrom<i32> + Into<i32> + Copy + PartialEq;

    /// Each value beside the wire's.
    const PAIRS: &'static [(Self, Self::Value)];

    /// The domain's value for the wire's number.
    fn from_wire(number: i32) -> Option<Self> {
        let value = Self::Value::try_from(number).ok()?;
        Self::PAIRS
            .iter()
            .find(|(_, wire)| *wire == value)
            .map(|(domain, _)| *domain)
    }

    /// The wire's number for the domain's value.
    fn to_wire(self) -> i32
    where
        Self: PartialEq,
    {
        Self::PAIRS
            .iter()
            .find(|(domain, _)| *domain == self)
            .map_or(0, |(_, wire)| (*wire).into())
    }
}

/// The wire's number for a value that may be absent.
pub fn optional<T: Wire + PartialEq>(value: Option<T>) -> i32 {
    value.map_or(0, T::to_wire)
}

impl Wire for Kind {
    type Value = wire::Kind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Complaint, wire::Kind::Complaint),
        (Self::Comment, wire::Kind::Comment),
        (Self::Compliment, wire::Kind::Compliment),
        (Self::ServiceRequest, wire::Kind::ServiceRequest),
        (
            Self::IneligibleRepresentation,
            wire::Kind::IneligibleRepresentation,
        ),
        (Self::CustomerCareIssue, wire::Kind::CustomerCareIssue),
    ];
}

impl Wire for Procedure {
    type Value = wire::Procedure;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::ChildrenStatutory, wire::Procedure::ChildrenStatutory),
        (Self::AdultStatutory, wire::Procedure::AdultStatutory),
        (Self::CorporateCode, wire::Procedure::CorporateCode),
        (Self::CorporateLocal, wire::Procedure::CorporateLocal),
        (Self::Informal, wire::Procedure::Informal),
    ];
}

impl Wire for State {
    type Value = wire::State;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Open, wire::State::Open),
        (Self::Answered, wire::State::Answered),
        (Self::Concluded, wire::State::Concluded),
        (Self::Withdrawn, wire::State::Withdrawn),
        (Self::Lapsed, wire::State::Lapsed),
        (Self::Recorded, wire::State::Recorded),
        (Self::Deferred, wire::State::Deferred),
        (Self::NotAccepted, wire::State::NotAccepted),
        (Self::ReferredEarly, wire::State::ReferredEarly),
        (Self::Joined, wire::State::Joined),
    ];
}

impl Wire for Finding {
    type Value = wire::Finding;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Upheld, wire::Finding::Upheld),
        (Self::PartlyUpheld, wire::Finding::PartlyUpheld),
        (Self::NotUpheld, wire::Finding::NotUpheld),
        (Self::Inconclusive, wire::Finding::Inconclusive),
        (Self::Withdrawn, wire::Finding::Withdrawn),
        (Self::OutOfScope, wire::Finding::OutOfScope),
    ];
}

impl Wire for Closure {
    type Value = wire::Closure;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Resolved, wire::Closure::Resolved),
        (Self::Lapsed, wire::Closure::Lapsed),
    ];
}

impl Wire for AuthorityType {
    type Value = wire::AuthorityType;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::County, wire::AuthorityType::County),
        (Self::District, wire::AuthorityType::District),
        (Self::Metropolitan, wire::AuthorityType::Metropolitan),
        (Self::Unitary, wire::AuthorityType::Unitary),
        (Self::LondonBorough, wire::AuthorityType::LondonBorough),
    ];
}

impl Wire for Role {
    type Value = wire::Role;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Intake, wire::Role::Intake),
        (Self::Officer, wire::Role::Officer),
        (Self::Analyst, wire::Role::Analyst),
        (Self::Benchmark, wire::Role::Benchmark),
        (Self::Auditor, wire::Role::Auditor),
        (Self::Admin, wire::Role::Admin),
        (Self::Member, wire::Role::Member),
    ];
}

impl Wire for CaseState {
    type Value = wire::CaseState;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Received, wire::CaseState::Received),
        (Self::UnderEnquiry, wire::CaseState::UnderEnquiry),
        (Self::AwaitingDecision, wire::CaseState::AwaitingDecision),
        (Self::RemediesOpen, wire::CaseState::RemediesOpen),
        (Self::Closed, wire::CaseState::Closed),
        (Self::DraftDecision, wire::CaseState::DraftDecision),
        (Self::AwaitingCompliance, wire::CaseState::AwaitingCompliance),
    ];
}

impl Wire for Decision {
    type Value = wire::Decision;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::InvalidOrIncomplete, wire::Decision::InvalidOrIncomplete),
        (Self::AdviceGiven, wire::Decision::AdviceGiven),
        (Self::ReferredBack, wire::Decision::ReferredBack),
        (
            Self::ClosedAfterInitialEnquiries,
            wire::Decision::ClosedAfterInitialEnquiries,
        ),
        (Self::NotUpheld, wire::Decision::NotUpheld),
        (Self::Upheld, wire::Decision::Upheld),
        (Self::NotForUs, wire::Decision::NotForUs),
    ];
}

impl Wire for DecisionClass {
    type Value = wire::DecisionClass;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::NotForUs, wire::DecisionClass::NotForUs),
        (Self::AssessedAndClosed, wire::DecisionClass::AssessedAndClosed),
        (Self::Investigated, wire::DecisionClass::Investigated),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        clock::ClockState,
        learning::action::{Acceptance, ActionStatus, ImpactOutcome, SourceKind},
        policy::{Anchor, ClockName, TimeUnit},
        representation::{AdvocacyAnswer, LinkKind, Milestone, Role as AppointmentRole, SkipBasis, Tie},
        weekly_list::Colour,
        word::Word,
    };

    fn every_value_is_on_the_wire<T: Wire + Word + PartialEq + std::fmt::Debug>() {
        for value in T::ALL {
            assert_eq!(T::from_wire(value.to_wire()), Some(*value));
        }
        assert_eq!(T::from_wire(0), None);
        assert_eq!(T::from_wire(9_999), None);
    }

    #[test]
    fn every_value_of_every_closed_list_is_on_the_wire() {
        every_value_is_on_the_wire::<Kind>();
        every_value_is_on_the_wire::<Procedure>();
        every_value_is_on_the_wire::<State>();
        every_value_is_on_the_wire::<Finding>();
        every_value_is_on_the_wire::<Closure>();
        every_value_is_on_the_wire::<ClockName>();
        every_value_is_on_the_wire::<ClockState>();
        every_value_is_on_the_wire::<Colour>();
        every_value_is_on_the_wire::<TimeUnit>();
        every_value_is_on_the_wire::<Anchor>();
        every_value_is_on_the_wire::<AuthorityType>();
        every_value_is_on_the_wire::<Role>();
        every_value_is_on_the_wire::<CaseState>();
        every_value_is_on_the_wire::<Decision>();
        every_value_is_on_the_wire::<DecisionClass>();
        every_value_is_on_the_wire::<SourceKind>();
        every_value_is_on_the_wire::<ActionStatus>();
        every_value_is_on_the_wire::<Acceptance>();
        every_value_is_on_the_wire::<ImpactOutcome>();
        every_value_is_on_the_wire::<AppointmentRole>();
        every_value_is_on_the_wire::<AdvocacyAnswer>();
        every_value_is_on_the_wire::<SkipBasis>();
        every_value_is_on_the_wire::<LinkKind>();
        every_value_is_on_the_wire::<Milestone>();
        every_value_is_on_the_wire::<Tie>();
    }
}
