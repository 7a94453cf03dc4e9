//! Dimensions of cases of the Ombudsman, enquiries and remedies.

use super::{YES_NO, fixed, listed};
use crate::domain::{
    lists::List,
    statistics::{Column, Dimension, Unit, dimension::TIMELINESS},
};

/// Units that are a case of the Ombudsman or part of one.
pub(super) const CASES: &[Unit] = &[
    Unit::OmbudsmanCase,
    Unit::Enquiry,
    Unit::Remedy,
    Unit::Draft,
    Unit::Duty,
];

const CASE_STATES: &[&str] = &[
    "received",
    "under_enquiry",
    "awaiting_decision",
    "remedies_open",
    "closed",
    "draft_decision",
    "awaiting_compliance",
];
const DECISIONS: &[&str] = &[
    "invalid_or_incomplete",
    "advice_given",
    "referred_back",
    "closed_after_initial_enquiries",
    "upheld",
    "not_upheld",
    "not_for_us",
];
const DECISION_CLASSES: &[&str] = &["not_for_us", "assessed_and_closed", "investigated"];

pub(super) const DIMENSIONS: &[Dimension] = &[
    listed(
        "ombudsman_category",
        "Category of the Ombudsman",
        CASES,
        Column::CaseCategory,
        List::OmbudsmanCategories,
    ),
    listed(
        "ombudsman_service",
        "Service that the case is about",
        CASES,
        Column::CaseService,
        List::Services,
    ),
    fixed(
        "case_state",
        "State of the case",
        CASES,
        Column::CaseState,
        CASE_STATES,
    ),
    fixed("decision", "Decision", CASES, Column::Decision, DECISIONS),
    fixed(
        "decision_class",
        "Decision in the newer words",
        CASES,
        Column::DecisionClass,
        DECISION_CLASSES,
    ),
    listed(
        "ground",
        "Ground of the decision",
        CASES,
        Column::Ground,
        List::DecisionGrounds,
    ),
    fixed(
        "satisfactory_remedy",
        "Satisfactory remedy before referral",
        CASES,
        Column::SatisfactoryRemedy,
        YES_NO,
    ),
    fixed(
        "public_report",
        "Public report",
        CASES,
        Column::PublicReport,
        YES_NO,
    ),
    fixed(
        "enquiry_timeliness",
        "Timeliness of the answer",
        &[Unit::Enquiry],
        Column::EnquiryTimeliness,
        TIMELINESS,
    ),
    listed(
        "remedy_kind",
        "Kind of remedy",
        &[Unit::Remedy],
        Column::RemedyKind,
        List::RemedyKinds,
    ),
    fixed(
        "remedy_timeliness",
        "Timeliness of the remedy",
        &[Unit::Remedy],
        Column::RemedyTimeliness,
        TIMELINESS,
    ),
    fixed(
        "compliance",
        "Outcome of compliance",
        CASES,
        Column::Compliance,
        &["complete", "completed_late", "not_complete"],
    ),
    fixed(
        "unknown_until_listed",
        "Known from the annual list alone",
        CASES,
        Column::UnknownUntilListed,
        YES_NO,
    ),
    fixed(
        "enquiry_kind",
        "Step of the enquiry",
        &[Unit::Enquiry],
        Column::EnquiryKind,
        &["assessment", "investigation"],
    ),
    fixed(
        "recommendation",
        "For whom the remedy is",
        &[Unit::Remedy],
        Column::Recommendation,
        &["personal", "service_improvement"],
    ),
    fixed(
        "redress",
        "What the payment is for",
        &[Unit::Remedy],
        Column::PaymentBasis,
        &[
            "quantifiable_loss",
            "distress",
            "time_and_trouble",
            "loss_of_service",
            "other",
        ],
    ),
    fixed(
        "overdue",
        "Not done and overdue",
        &[Unit::Enquiry, Unit::Remedy, Unit::Draft, Unit::Duty],
        Column::Overdue,
        YES_NO,
    ),
    fixed(
        "draft_response",
        "Answer to the draft",
        &[Unit::Draft],
        Column::DraftResponse,
        &["accepted", "contested"],
    ),
    fixed(
        "draft_timeliness",
        "Timeliness of the comments",
        &[Unit::Draft],
        Column::DraftTimeliness,
        TIMELINESS,
    ),
    fixed(
        "duty_triggered",
        "Duty arose",
        &[Unit::Duty],
        Column::DutyTriggered,
        YES_NO,
    ),
    fixed(
        "duty_reason",
        "Reason",
        &[Unit::Duty],
        Column::DutyReason,
        &[
            "public_report",
            "non_compliance",
            "wider_implications",
            "fault_found",
            "remedied",
            "reported_together",
        ],
    ),
    fixed(
        "duty_route",
        "Section of the Act",
        &[Unit::Duty],
        Column::DutyRoute,
        &["section_5", "section_5a"],
    ),
    fixed(
        "duty_timeliness",
        "Timeliness of the consideration",
        &[Unit::Duty],
        Column::DutyTimeliness,
        TIMELINESS,
    ),
];
