//! Measures of learning actions.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

/// What the measures of this file have in common.
const ACTIONS: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "None.",
    source: DICTIONARY,
    unit: Unit::Action,
    default_basis: Basis::Started,
    bases: &[Basis::Started, Basis::Due, Basis::Concluded],
    reckoning: Reckoning::Count(Which::All),
};

/// What the measures of what was outstanding at a time have in common.
const PERIOD: Measure = Measure {
    default_basis: Basis::Present,
    bases: &[Basis::Present],
    ..ACTIONS
};

const DONE: Which = Which::OneOf(Column::ActionStatus, &["done", "evidenced"]);
const ACCEPTED: Which = Which::Not(&Which::OneOf(Column::ActionStatus, &["rejected", "cancelled"]));
const IN_TIME: Which = Which::OneOf(Column::ActionTimeliness, &["within_base", "within_agreed"]);

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "actions_raised",
        wording: "Learning actions raised.",
        numerator: "Actions raised in the period",
        ..ACTIONS
    },
    Measure {
        id: "actions_done",
        wording: "Learning actions carried out.",
        numerator: "Actions with the status done or evidenced",
        exclusions: "Actions outstanding, rejected or cancelled.",
        reckoning: Reckoning::Count(DONE),
        ..ACTIONS
    },
    Measure {
        id: "actions_done_rate",
        wording: "Of the learning actions neither rejected nor cancelled, the percentage carried out.",
        numerator: "Actions with the status done or evidenced",
        denominator: "Actions neither rejected nor cancelled",
        exclusions: "Actions rejected or cancelled.",
        reckoning: Reckoning::Rate {
            of: DONE,
            among: ACCEPTED,
        },
        ..ACTIONS
    },
    Measure {
        id: "actions_in_time_rate",
        wording: "Of the learning actions carried out, the percentage by the due date as last agreed.",
        numerator: "Actions carried out on or before the agreed due date",
        denominator: "Actions with the status done or evidenced",
        exclusions: "Actions outstanding, rejected or cancelled.",
        reckoning: Reckoning::Rate {
            of: Which::Each(&[DONE, IN_TIME]),
            among: DONE,
        },
        ..ACTIONS
    },
    Measure {
        id: "actions_done_late",
        wording: "Learning actions carried out after the due date as last agreed.",
        numerator: "Actions carried out late",
        exclusions: "Actions outstanding, rejected or cancelled.",
        reckoning: Reckoning::Count(Which::Is(Column::ActionTimeliness, "late")),
        ..ACTIONS
    },
    Measure {
        id: "actions_overdue",
        wording: "Learning actions outstanding and overdue on the day of the answer.",
        numerator: "Actions outstanding past their due date",
        exclusions: "Actions done, rejected or cancelled.",
        reckoning: Reckoning::Count(Which::Is(Column::Overdue, "yes")),
        ..ACTIONS
    },
    Measure {
        id: "actions_evidenced",
        wording: "Learning actions carried out whose evidence was seen.",
        numerator: "Actions with the status evidenced",
        exclusions: "Actions outstanding, rejected or cancelled.",
        reckoning: Reckoning::Count(Which::Is(Column::ActionStatus, "evidenced")),
        ..ACTIONS
    },
    Measure {
        id: "actions_with_change_seen",
        wording: "Learning actions whose latest check saw a change.",
        numerator: "Actions with the impact change seen",
        exclusions: "Actions not checked.",
        reckoning: Reckoning::Count(Which::Is(Column::ActionImpact, "change_seen")),
        ..ACTIONS
    },
    Measure {
        id: "actions_shared",
        wording: "Learning actions whose learning was shared.",
        numerator: "Actions with a date of sharing",
        reckoning: Reckoning::Count(Which::Is(Column::ActionShared, "yes")),
        ..ACTIONS
    },
    Measure {
        id: "actions_brought_forward",
        wording: "Learning actions outstanding at the start of the period.",
        numerator: "Actions raised before the period and not settled by its start",
        reckoning: Reckoning::Count(Which::Is(Column::RaisedWhen, "before")),
        ..PERIOD
    },
    Measure {
        id: "actions_raised_in_period",
        wording: "Learning actions raised in the period.",
        numerator: "Actions raised in the period",
        reckoning: Reckoning::Count(Which::Is(Column::RaisedWhen, "within")),
        ..PERIOD
    },
    Measure {
        id: "actions_settled",
        wording: "Learning actions done, cancelled or rejected in the period.",
        numerator: "Actions settled in the period",
        reckoning: Reckoning::Count(Which::Is(Column::SettledWhen, "within")),
        ..PERIOD
    },
    Measure {
        id: "actions_carried_forward",
        wording: "Learning actions outstanding at the end of the period.",
        numerator: "Actions raised by the end of the period and not settled by then",
        reckoning: Reckoning::Count(Which::Is(Column::SettledWhen, "after")),
        ..PERIOD
    },
    Measure {
        id: "action_types",
        wording: "Types of learning actions; an action may have several.",
        numerator: "Pairs of an action and a type",
        unit: Unit::ActionType,
        ..ACTIONS
    },
];
