//! Learning.

use super::Wire;
use crate::{
    api::wire,
    domain::learning::action::{Acceptance, ActionStatus, ImpactOutcome, SourceKind},
};

impl Wire for SourceKind {
    type Value = wire::ActionSourceKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Concern, wire::ActionSourceKind::Concern),
        (Self::Stage, wire::ActionSourceKind::Stage),
        (
            Self::InvestigatorRecommendation,
            wire::ActionSourceKind::InvestigatorRecommendation,
        ),
        (
            Self::PanelRecommendation,
            wire::ActionSourceKind::PanelRecommendation,
        ),
        (
            Self::OmbudsmanRecommendation,
            wire::ActionSourceKind::OmbudsmanRecommendation,
        ),
        (Self::Compliment, wire::ActionSourceKind::Compliment),
        (Self::Comment, wire::ActionSourceKind::Comment),
        (Self::Audit, wire::ActionSourceKind::Audit),
    ];
}

impl Wire for ActionStatus {
    type Value = wire::ActionStatus;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Proposed, wire::ActionStatus::Proposed),
        (Self::Open, wire::ActionStatus::Open),
        (Self::Done, wire::ActionStatus::Done),
        (Self::Evidenced, wire::ActionStatus::Evidenced),
        (Self::Rejected, wire::ActionStatus::Rejected),
        (Self::Cancelled, wire::ActionStatus::Cancelled),
    ];
}

impl Wire for Acceptance {
    type Value = wire::ActionAcceptance;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Accepted, wire::ActionAcceptance::Accepted),
        (Self::PartlyAccepted, wire::ActionAcceptance::PartlyAccepted),
        (Self::Rejected, wire::ActionAcceptance::Rejected),
    ];
}

impl Wire for ImpactOutcome {
    type Value = wire::ImpactOutcome;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::ChangeSeen, wire::ImpactOutcome::ChangeSeen),
        (Self::NoChangeSeen, wire::ImpactOutcome::NoChangeSeen),
        (Self::TooEarly, wire::ImpactOutcome::TooEarly),
    ];
}
