//! Dimensions of learning actions.

use super::{YES_NO, fixed, listed};
use crate::domain::{
    lists::List,
    statistics::{Column, Dimension, Unit, dimension::TIMELINESS},
};

const ACTIONS: &[Unit] = &[Unit::Action, Unit::ActionType];

const SOURCES: &[&str] = &[
    "concern",
    "stage",
    "investigator_recommendation",
    "panel_recommendation",
    "ombudsman_recommendation",
    "compliment",
    "comment",
    "audit",
];
const STATUSES: &[&str] = &["proposed", "open", "done", "evidenced", "rejected", "cancelled"];

pub(super) const DIMENSIONS: &[Dimension] = &[
    fixed(
        "action_source",
        "Source of the action",
        ACTIONS,
        Column::ActionSource,
        SOURCES,
    ),
    fixed(
        "action_status",
        "Status of the action",
        ACTIONS,
        Column::ActionStatus,
        STATUSES,
    ),
    listed("action_team", "Team", ACTIONS, Column::ActionTeam, List::Teams),
    listed(
        "action_service",
        "Service",
        ACTIONS,
        Column::ActionService,
        List::Services,
    ),
    fixed(
        "action_timeliness",
        "Timeliness of the action",
        ACTIONS,
        Column::ActionTimeliness,
        TIMELINESS,
    ),
    fixed(
        "action_overdue",
        "Outstanding and overdue",
        ACTIONS,
        Column::Overdue,
        YES_NO,
    ),
    fixed(
        "impact",
        "Impact",
        ACTIONS,
        Column::ActionImpact,
        &["change_seen", "no_change_seen", "too_early"],
    ),
    fixed("shared", "Learning shared", ACTIONS, Column::ActionShared, YES_NO),
    fixed(
        "acceptance",
        "Accepted",
        ACTIONS,
        Column::ActionAcceptance,
        &["accepted", "partly_accepted", "rejected"],
    ),
    listed(
        "action_type",
        "Type of action",
        &[Unit::ActionType],
        Column::ActionType,
        List::ActionTypes,
    ),
];
