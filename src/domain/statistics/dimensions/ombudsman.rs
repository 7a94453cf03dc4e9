//! Dimensions of cases of the Ombudsman, enquiries and remedies.

use super::{YES_NO, fixed, listed};
use crate::domain::{
    lists::List,
    statistics::{Column, Dimension, Unit, dimension::TIMELINESS},
};

/// Units that are a case of the Ombudsman or part of one.
const CASES: &[Unit] = &[Unit::OmbudsmanCase, Unit::Enquiry, Unit::Remedy];

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
];
