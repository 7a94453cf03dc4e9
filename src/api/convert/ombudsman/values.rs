//! The closed lists of the Ombudsman's cases, in the wire's words and the domain's.

use crate::{
    api::{convert::values::Wire, wire},
    domain::ombudsman::{
        Body, Compliance, DraftResponse, DutyReason, DutyStep, EnquiryKind, Outstanding, PaymentBasis,
        Recommendation, ReportStep, Route, Taxonomy, annual_list::AnnualList,
    },
};

impl Wire for EnquiryKind {
    type Value = wire::EnquiryKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Assessment, wire::EnquiryKind::Assessment),
        (Self::Investigation, wire::EnquiryKind::Investigation),
    ];
}

impl Wire for DraftResponse {
    type Value = wire::DraftResponse;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Accepted, wire::DraftResponse::Accepted),
        (Self::Contested, wire::DraftResponse::Contested),
    ];
}

impl Wire for Taxonomy {
    type Value = wire::TaxonomyVersion;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Older, wire::TaxonomyVersion::Older),
        (Self::Newer, wire::TaxonomyVersion::Newer),
    ];
}

impl Wire for Recommendation {
    type Value = wire::RecommendationKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Personal, wire::RecommendationKind::Personal),
        (
            Self::ServiceImprovement,
            wire::RecommendationKind::ServiceImprovement,
        ),
    ];
}

impl Wire for PaymentBasis {
    type Value = wire::PaymentBasis;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::QuantifiableLoss, wire::PaymentBasis::QuantifiableLoss),
        (Self::Distress, wire::PaymentBasis::Distress),
        (Self::TimeAndTrouble, wire::PaymentBasis::TimeAndTrouble),
        (Self::LossOfService, wire::PaymentBasis::LossOfService),
        (Self::Other, wire::PaymentBasis::Other),
    ];
}

impl Wire for Compliance {
    type Value = wire::ComplianceOutcome;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Complete, wire::ComplianceOutcome::Complete),
        (Self::CompletedLate, wire::ComplianceOutcome::CompletedLate),
        (Self::NotComplete, wire::ComplianceOutcome::NotComplete),
    ];
}

impl Wire for ReportStep {
    type Value = wire::PublicReportStep;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::NoticeGiven, wire::PublicReportStep::NoticeGiven),
        (Self::InspectionOpened, wire::PublicReportStep::InspectionOpened),
        (Self::InspectionEnded, wire::PublicReportStep::InspectionEnded),
        (Self::Considered, wire::PublicReportStep::Considered),
        (Self::OmbudsmanTold, wire::PublicReportStep::OmbudsmanTold),
        (Self::FurtherReport, wire::PublicReportStep::FurtherReport),
        (Self::FurtherConsidered, wire::PublicReportStep::FurtherConsidered),
        (
            Self::FurtherOmbudsmanTold,
            wire::PublicReportStep::FurtherOmbudsmanTold,
        ),
        (
            Self::StatementPublished,
            wire::PublicReportStep::StatementPublished,
        ),
    ];
}

impl Wire for Route {
    type Value = wire::MonitoringOfficerRoute;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Section5, wire::MonitoringOfficerRoute::Section5),
        (Self::Section5A, wire::MonitoringOfficerRoute::Section5a),
    ];
}

impl Wire for DutyReason {
    type Value = wire::MonitoringOfficerReason;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::PublicReport, wire::MonitoringOfficerReason::PublicReport),
        (Self::NonCompliance, wire::MonitoringOfficerReason::NonCompliance),
        (
            Self::WiderImplications,
            wire::MonitoringOfficerReason::WiderImplications,
        ),
        (Self::FaultFound, wire::MonitoringOfficerReason::FaultFound),
        (Self::Remedied, wire::MonitoringOfficerReason::Remedied),
        (
            Self::ReportedTogether,
            wire::MonitoringOfficerReason::ReportedTogether,
        ),
    ];
}

impl Wire for Body {
    type Value = wire::MonitoringOfficerBody;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Council, wire::MonitoringOfficerBody::Council),
        (Self::Committee, wire::MonitoringOfficerBody::Committee),
        (Self::Executive, wire::MonitoringOfficerBody::Executive),
    ];
}

impl Wire for DutyStep {
    type Value = wire::MonitoringOfficerStep;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Reported, wire::MonitoringOfficerStep::Reported),
        (Self::Considered, wire::MonitoringOfficerStep::Considered),
        (Self::Responded, wire::MonitoringOfficerStep::Responded),
    ];
}

impl Wire for Outstanding {
    type Value = wire::OutstandingDuty;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::ReferralBack, wire::OutstandingDuty::ReferralBack),
        (
            Self::MonitoringOfficerLog,
            wire::OutstandingDuty::MonitoringOfficerLog,
        ),
        (
            Self::MonitoringOfficerReport,
            wire::OutstandingDuty::MonitoringOfficerReport,
        ),
        (
            Self::MonitoringOfficerConsideration,
            wire::OutstandingDuty::MonitoringOfficerConsideration,
        ),
        (Self::PublicNotice, wire::OutstandingDuty::PublicNotice),
        (Self::PublicInspection, wire::OutstandingDuty::PublicInspection),
        (
            Self::PublicReportResponse,
            wire::OutstandingDuty::PublicReportResponse,
        ),
        (
            Self::FurtherReportResponse,
            wire::OutstandingDuty::FurtherReportResponse,
        ),
    ];
}

impl Wire for AnnualList {
    type Value = wire::AnnualListKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Received, wire::AnnualListKind::Received),
        (Self::Decided, wire::AnnualListKind::Decided),
        (Self::Compliance, wire::AnnualListKind::Compliance),
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
    }

    #[test]
    fn every_value_of_every_closed_list_is_on_the_wire() {
        every_value_is_on_the_wire::<EnquiryKind>();
        every_value_is_on_the_wire::<DraftResponse>();
        every_value_is_on_the_wire::<Taxonomy>();
        every_value_is_on_the_wire::<Recommendation>();
        every_value_is_on_the_wire::<PaymentBasis>();
        every_value_is_on_the_wire::<Compliance>();
        every_value_is_on_the_wire::<ReportStep>();
        every_value_is_on_the_wire::<Route>();
        every_value_is_on_the_wire::<DutyReason>();
        every_value_is_on_the_wire::<Body>();
        every_value_is_on_the_wire::<DutyStep>();
        every_value_is_on_the_wire::<Outstanding>();
    }
}
