//! Casework.

use super::Wire;
use crate::{
    api::wire,
    domain::representation::{AdvocacyAnswer, LinkKind, Milestone, Role as AppointmentRole, SkipBasis, Tie},
};

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
        (Self::MediationBegan, wire::Milestone::MediationBegan),
        (Self::MediationEnded, wire::Milestone::MediationEnded),
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
