//! Values of closed lists, in the wire's words and the domain's.

use crate::{
    api::wire,
    domain::{
        access::Role,
        clock::ClockState,
        ombudsman::{CaseState, Decision, DecisionClass},
        outcome::Finding,
        policy::{Anchor, ClockName, TimeUnit},
        procedure::Procedure,
        reference::AuthorityType,
        representation::{
            AdvocacyAnswer, Closure, Kind, LinkKind, Milestone, Role as AppointmentRole, SkipBasis, State,
            Tie,
        },
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

impl Wire for ClockName {
    type Value = wire::ClockName;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Acknowledgement, wire::ClockName::Acknowledgement),
        (Self::Response, wire::ClockName::Response),
        (Self::Longstop, wire::ClockName::Longstop),
        (Self::RequestWindow, wire::ClockName::RequestWindow),
        (Self::Enquiry, wire::ClockName::Enquiry),
        (Self::Remedy, wire::ClockName::Remedy),
        (Self::MakingComplaint, wire::ClockName::MakingComplaint),
        (
            Self::ResponseFromStatement,
            wire::ClockName::ResponseFromStatement,
        ),
        (
            Self::ResponseFromConversion,
            wire::ClockName::ResponseFromConversion,
        ),
        (Self::PanelChair, wire::ClockName::PanelChair),
        (Self::PanelPapers, wire::ClockName::PanelPapers),
        (Self::PanelMeeting, wire::ClockName::PanelMeeting),
        (Self::PanelReport, wire::ClockName::PanelReport),
        (Self::PanelResponse, wire::ClockName::PanelResponse),
        (Self::DeferralReview, wire::ClockName::DeferralReview),
        (Self::Resubmission, wire::ClockName::Resubmission),
        (Self::Reply, wire::ClockName::Reply),
    ];
}

impl Wire for ClockState {
    type Value = wire::ClockState;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Waiting, wire::ClockState::Waiting),
        (Self::Running, wire::ClockState::Running),
        (Self::Met, wire::ClockState::Met),
        (Self::MetAsExtended, wire::ClockState::MetAsExtended),
        (Self::Missed, wire::ClockState::Missed),
        (Self::Left, wire::ClockState::Left),
        (Self::Paused, wire::ClockState::Paused),
    ];
}

impl Wire for TimeUnit {
    type Value = wire::TimeUnit;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::WorkingDays, wire::TimeUnit::WorkingDays),
        (Self::Months, wire::TimeUnit::Months),
        (Self::MonthsAfter, wire::TimeUnit::MonthsAfter),
        (Self::WorkingDaysBefore, wire::TimeUnit::WorkingDaysBefore),
    ];
}

impl Wire for Anchor {
    type Value = wire::ClockAnchor;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::StageStart, wire::ClockAnchor::StageStart),
        (Self::Acknowledgement, wire::ClockAnchor::Acknowledgement),
        (Self::StageEnd, wire::ClockAnchor::StageEnd),
        (Self::GroundsArose, wire::ClockAnchor::GroundsArose),
        (Self::Conversion, wire::ClockAnchor::Conversion),
        (Self::StatementAgreed, wire::ClockAnchor::StatementAgreed),
        (Self::PanelArranged, wire::ClockAnchor::PanelArranged),
        (Self::PanelMet, wire::ClockAnchor::PanelMet),
        (Self::PanelReport, wire::ClockAnchor::PanelReport),
        (Self::Deferral, wire::ClockAnchor::Deferral),
        (Self::ProceedingsEnd, wire::ClockAnchor::ProceedingsEnd),
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

impl Wire for AppointmentRole {
    type Value = wire::AppointmentRole;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::CaseOfficer, wire::AppointmentRole::CaseOfficer),
        (Self::Responder, wire::AppointmentRole::Responder),
        (
            Self::InvestigatingOfficer,
            wire::AppointmentRole::InvestigatingOfficer,
        ),
        (Self::IndependentPerson, wire::AppointmentRole::IndependentPerson),
        (
            Self::AdjudicatingOfficer,
            wire::AppointmentRole::AdjudicatingOfficer,
        ),
        (Self::PanelChair, wire::AppointmentRole::PanelChair),
        (Self::PanelMember, wire::AppointmentRole::PanelMember),
        (Self::ResponsiblePerson, wire::AppointmentRole::ResponsiblePerson),
    ];
}

impl Wire for AdvocacyAnswer {
    type Value = wire::AdvocacyAnswer;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Accepted, wire::AdvocacyAnswer::Accepted),
        (Self::Refused, wire::AdvocacyAnswer::Refused),
    ];
}

impl Wire for SkipBasis {
    type Value = wire::SkipBasis;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Agreed, wire::SkipBasis::Agreed),
        (Self::AuthorityThinksFit, wire::SkipBasis::AuthorityThinksFit),
    ];
}

impl Wire for LinkKind {
    type Value = wire::LinkKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Related, wire::LinkKind::Related),
        (Self::Duplicate, wire::LinkKind::Duplicate),
    ];
}

impl Wire for Milestone {
    type Value = wire::Milestone;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::StatementAgreed, wire::Milestone::StatementAgreed),
        (Self::InvestigationReport, wire::Milestone::InvestigationReport),
        (
            Self::IndependentPersonReport,
            wire::Milestone::IndependentPersonReport,
        ),
        (Self::PanelPapers, wire::Milestone::PanelPapers),
        (Self::PanelMet, wire::Milestone::PanelMet),
        (Self::PanelReport, wire::Milestone::PanelReport),
        (
            Self::ConsideredWithIndependentPerson,
            wire::Milestone::ConsideredWithIndependentPerson,
        ),
        (Self::InternalForm, wire::Milestone::InternalForm),
    ];
}

impl Wire for Tie {
    type Value = wire::TieKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Linked(LinkKind::Related), wire::TieKind::Related),
        (Self::Linked(LinkKind::Duplicate), wire::TieKind::Duplicate),
        (Self::SplitInto, wire::TieKind::SplitInto),
        (Self::SplitFrom, wire::TieKind::SplitFrom),
        (Self::JoinedTo, wire::TieKind::JoinedTo),
        (Self::Took, wire::TieKind::Took),
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::word::Word;

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
        every_value_is_on_the_wire::<TimeUnit>();
        every_value_is_on_the_wire::<Anchor>();
        every_value_is_on_the_wire::<AuthorityType>();
        every_value_is_on_the_wire::<Role>();
        every_value_is_on_the_wire::<CaseState>();
        every_value_is_on_the_wire::<Decision>();
        every_value_is_on_the_wire::<DecisionClass>();
        every_value_is_on_the_wire::<AppointmentRole>();
        every_value_is_on_the_wire::<AdvocacyAnswer>();
        every_value_is_on_the_wire::<SkipBasis>();
        every_value_is_on_the_wire::<LinkKind>();
        every_value_is_on_the_wire::<Milestone>();
        every_value_is_on_the_wire::<Tie>();
    }
}
