//! Clocks.

use super::Wire;
use crate::{
    api::wire,
    domain::{
        clock::ClockState,
        explanation::Why,
        policy::{Anchor, ClockName, TimeUnit},
        weekly_list::Colour,
    },
};

impl Wire for ClockName {
    type Value = wire::ClockName;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Acknowledgement, wire::ClockName::Acknowledgement),
        (Self::Response, wire::ClockName::Response),
        (Self::Longstop, wire::ClockName::Longstop),
        (Self::RequestWindow, wire::ClockName::RequestWindow),
        (Self::Enquiry, wire::ClockName::Enquiry),
        (Self::Remedy, wire::ClockName::Remedy),
        (Self::DraftComments, wire::ClockName::DraftComments),
        (Self::PublicNotice, wire::ClockName::PublicNotice),
        (Self::PublicInspection, wire::ClockName::PublicInspection),
        (Self::PublicReportResponse, wire::ClockName::PublicReportResponse),
        (
            Self::MonitoringOfficerReport,
            wire::ClockName::MonitoringOfficerReport,
        ),
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
        (Self::Days, wire::TimeUnit::Days),
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

impl Wire for Colour {
    type Value = wire::ClockColour;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Red, wire::ClockColour::Red),
        (Self::Amber, wire::ClockColour::Amber),
        (Self::Green, wire::ClockColour::Green),
    ];
}

impl Wire for Why {
    type Value = wire::UncountedWhy;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Weekend, wire::UncountedWhy::Weekend),
        (Self::Holiday, wire::UncountedWhy::Holiday),
        (Self::Paused, wire::UncountedWhy::Paused),
        (Self::Suspended, wire::UncountedWhy::Suspended),
    ];
}
