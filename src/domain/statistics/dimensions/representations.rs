//! Dimensions of representations and of their parts.

use super::{REPRESENTED, YES_NO, derived, fixed, listed};
use crate::domain::{
    lists::List,
    statistics::{
        Column, Derived, Dimension, Unit, Values,
        dimension::{PUBLISHED_BANDS, PUBLISHED_OUTCOMES, TIMELINESS},
    },
};

/// Units that have one date; what is present in a period has none.
const DATED: &[Unit] = &[
    Unit::Representation,
    Unit::Stage,
    Unit::Concern,
    Unit::Theme,
    Unit::OmbudsmanCase,
    Unit::Enquiry,
    Unit::Remedy,
    Unit::Cost,
    Unit::Action,
    Unit::ActionType,
    Unit::Draft,
    Unit::Duty,
];
const KINDS: &[&str] = &[
    "complaint",
    "comment",
    "compliment",
    "service_request",
    "ineligible_representation",
    "customer_care_issue",
];
pub(super) const PROCEDURES: &[&str] = &[
    "children_statutory",
    "adult_statutory",
    "corporate_code",
    "corporate_local",
    "informal",
];
const STATES: &[&str] = &[
    "open",
    "answered",
    "concluded",
    "withdrawn",
    "lapsed",
    "recorded",
    "deferred",
    "not_accepted",
    "referred_early",
    "joined",
];
pub(super) const FINDINGS: &[&str] = &[
    "upheld",
    "partly_upheld",
    "not_upheld",
    "inconclusive",
    "withdrawn",
    "out_of_scope",
];
const STAGES: &[&str] = &["1", "2", "3"];
const ENDINGS: &[&str] = &[
    "response",
    "withdrawal",
    "rejection",
    "joining",
    "skipped",
    "overdue",
    "open",
];

pub(super) const DIMENSIONS: &[Dimension] = &[
    fixed("kind", "Kind", REPRESENTED, Column::Kind, KINDS),
    fixed(
        "procedure",
        "Procedure",
        REPRESENTED,
        Column::Procedure,
        PROCEDURES,
    ),
    fixed("state", "State", REPRESENTED, Column::State, STATES),
    derived(
        "published_outcome",
        "Outcome as published",
        REPRESENTED,
        Derived::PublishedOutcome,
        Values::Words(PUBLISHED_OUTCOMES),
    ),
    listed("service", "Service", REPRESENTED, Column::Service, List::Services),
    listed("team", "Team", REPRESENTED, Column::Team, List::Teams),
    derived(
        "team_group",
        "Group of teams",
        REPRESENTED,
        Derived::TeamGroup,
        Values::TeamGroups,
    ),
    listed("method", "Method", REPRESENTED, Column::Method, List::Methods),
    listed("made_by", "Made by", REPRESENTED, Column::MadeBy, List::MadeBy),
    listed(
        "compliment_source",
        "Compliment from",
        REPRESENTED,
        Column::ComplimentSource,
        List::ComplimentSources,
    ),
    fixed(
        "advocate_supported",
        "Supported by an advocate",
        REPRESENTED,
        Column::AdvocateSupported,
        YES_NO,
    ),
    derived(
        "child_or_advocate",
        "Made by a child, a young person or an advocate",
        REPRESENTED,
        Derived::ChildOrAdvocate,
        Values::Words(YES_NO),
    ),
    fixed(
        "last_stage",
        "Last stage reached",
        REPRESENTED,
        Column::LastStage,
        &["1", "2", "3", "0"],
    ),
    derived(
        "published_band",
        "Working days as published",
        REPRESENTED,
        Derived::PublishedBand,
        Values::Words(PUBLISHED_BANDS),
    ),
    derived("month", "Month", DATED, Derived::Month, Values::Months),
    fixed("stage", "Stage", &[Unit::Stage], Column::Stage, STAGES),
    fixed("ending", "Ended by", &[Unit::Stage], Column::Ending, ENDINGS),
    fixed(
        "finding",
        "Finding of the stage",
        &[Unit::Stage],
        Column::StageFinding,
        FINDINGS,
    ),
    fixed(
        "timeliness",
        "Timeliness",
        &[Unit::Stage],
        Column::Timeliness,
        TIMELINESS,
    ),
    fixed("extended", "Extended", &[Unit::Stage], Column::Extended, YES_NO),
    listed(
        "category",
        "Category of concern",
        &[Unit::Concern],
        Column::Category,
        List::ConcernCategories,
    ),
    listed(
        "subcategory",
        "Sub-category of concern",
        &[Unit::Concern],
        Column::Subcategory,
        List::ConcernSubcategories,
    ),
    fixed(
        "concern_finding",
        "Finding on the concern",
        &[Unit::Concern],
        Column::ConcernFinding,
        FINDINGS,
    ),
    listed(
        "theme",
        "Theme",
        &[Unit::Theme],
        Column::Theme,
        List::ComplimentThemes,
    ),
];
