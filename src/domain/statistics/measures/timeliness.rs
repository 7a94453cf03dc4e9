//! Measures of how stages stand in time, and of how many go on to the next one.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

/// What the measures of this file have in common.
const STAGES: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "Stages withdrawn or open.",
    source: DICTIONARY,
    unit: Unit::Stage,
    default_basis: Basis::Concluded,
    bases: &[Basis::Received, Basis::Started, Basis::Concluded, Basis::Due],
    reckoning: Reckoning::Count(Which::StageAnswered),
};

/// What the measures of a cohort have in common: stages by when they began, answered or not.
const COHORT: Measure = Measure {
    exclusions: "Stages that ended without a response.",
    default_basis: Basis::Started,
    bases: &[Basis::Received, Basis::Started, Basis::Due],
    ..STAGES
};

/// What the measures of a period have in common: stages by what they were at its end, or by what happened in it.
const PERIOD: Measure = Measure {
    exclusions: "None.",
    default_basis: Basis::Present,
    bases: &[Basis::Present],
    ..STAGES
};

const ANSWERED: &str = "Stages that ended by response";
const ANSWERED_OR_OPEN: Which = Which::OneOf(Column::Ending, &["response", "open"]);
const OPEN: Which = Which::Is(Column::Ending, "open");
const OPEN_AT_END: Which = Which::Is(Column::EndedWhen, "after");
const ANSWERED_IN_PERIOD: Which =
    Which::Each(&[Which::StageAnswered, Which::Is(Column::EndedWhen, "within")]);
/// Answered, and the time to go on is over or was used: whether it was resolved is settled.
const SETTLED: Which = Which::Each(&[
    Which::StageAnswered,
    Which::Not(&Which::Each(&[
        Which::Is(Column::Escalated, "no"),
        Which::Is(Column::WindowOver, "no"),
    ])),
]);
const RESOLVED: Which = Which::Each(&[
    Which::StageAnswered,
    Which::Is(Column::Escalated, "no"),
    Which::Is(Column::WindowOver, "yes"),
]);
const LATE_AGAINST_BASE: Which = Which::Each(&[
    Which::StageAnswered,
    Which::OneOf(Column::Timeliness, &["within_agreed", "late"]),
]);
/// In time so far: answered in time, or open and not overdue.
const ACHIEVABLE: Which = Which::Each(&[
    ANSWERED_OR_OPEN,
    Which::Not(&Which::Each(&[
        Which::StageAnswered,
        Which::Is(Column::Timeliness, "late"),
    ])),
    Which::Not(&Which::Is(Column::OpenOverdue, "yes")),
]);

/// A response counted by a clock of its own.
const fn by_clock(clock: Column) -> [Which; 3] {
    [
        Which::OneOf(clock, &["within_base", "within_agreed", "late"]),
        Which::OneOf(clock, &["within_base", "within_agreed"]),
        Which::Is(clock, "late"),
    ]
}
const ACKNOWLEDGED: [Which; 3] = by_clock(Column::AcknowledgementTimeliness);
const FROM_STATEMENT: [Which; 3] = by_clock(Column::StatementTimeliness);
const PANEL_MET: [Which; 3] = by_clock(Column::PanelMeetingTimeliness);
const PANEL_REPORTED: [Which; 3] = by_clock(Column::PanelReportTimeliness);
const PANEL_ANSWERED: [Which; 3] = by_clock(Column::PanelResponseTimeliness);

const fn in_time(
    id: &'static str,
    wording: &'static str,
    numerator: &'static str,
    denominator: &'static str,
    rules: [Which; 3],
) -> Measure {
    Measure {
        id,
        wording,
        numerator,
        denominator,
        exclusions: "Stages without such a clock, and those where it is not done.",
        reckoning: Reckoning::Rate {
            of: rules[1],
            among: rules[0],
        },
        ..STAGES
    }
}

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "stage_late_against_base",
        wording: "Stages answered after the time that policy gives, whether extended or not.",
        numerator: "Stages answered after the base due date",
        reckoning: Reckoning::Count(LATE_AGAINST_BASE),
        ..STAGES
    },
    Measure {
        id: "stage_late_against_base_rate",
        wording: "Of the stages answered, the percentage answered after the time before any extension.",
        numerator: "Stages answered after the base due date",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: LATE_AGAINST_BASE,
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "stage_p90_working_days",
        wording: "Working days within which nine of ten stages were answered (90th percentile, nearest rank).",
        numerator: "Working days of the stages that ended by response",
        denominator: ANSWERED,
        reckoning: Reckoning::Percentile(Which::StageAnswered, Column::WorkingDays, 90),
        ..STAGES
    },
    Measure {
        id: "stages_extended",
        wording: "Stages answered whose response clock was extended.",
        numerator: "Stages answered with an extension",
        reckoning: Reckoning::Count(Which::Each(&[
            Which::StageAnswered,
            Which::Is(Column::Extended, "yes"),
        ])),
        ..STAGES
    },
    Measure {
        id: "stage_extended_rate",
        wording: "Of the stages answered, the percentage whose response clock was extended.",
        numerator: "Stages answered with an extension",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: Which::Each(&[Which::StageAnswered, Which::Is(Column::Extended, "yes")]),
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "stage_delay_explained_rate",
        wording: "Of the stages answered late, the percentage with a reason for the delay.",
        numerator: "Stages answered late with a reason",
        denominator: "Stages answered after the agreed due date",
        exclusions: "Stages answered in time, withdrawn or open.",
        reckoning: Reckoning::Rate {
            of: Which::Each(&[Which::StageLate, Which::Given(Column::DelayReason)]),
            among: Which::StageLate,
        },
        ..STAGES
    },
    Measure {
        id: "stage_form_rate",
        wording: "Of the stages answered, the percentage whose internal investigation form was completed.",
        numerator: "Stages answered with a completed form",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: Which::Each(&[Which::StageAnswered, Which::Is(Column::InternalForm, "yes")]),
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "stage_mean_cost",
        wording: "Mean cost of a stage answered, payments included.",
        numerator: "Costs and payments recorded of the stages that ended by response",
        denominator: ANSWERED,
        reckoning: Reckoning::MeanSum(Which::StageAnswered, Column::StageCost),
        ..STAGES
    },
    Measure {
        id: "stage_cost",
        wording: "Cost of the stages answered, payments included.",
        numerator: "Costs and payments recorded of the stages that ended by response",
        reckoning: Reckoning::Sum(Which::StageAnswered, Column::StageCost),
        ..STAGES
    },
    in_time(
        "acknowledged_in_time_rate",
        "Of the stages acknowledged, the percentage acknowledged in time.",
        "Stages acknowledged on or before the due date",
        "Stages acknowledged",
        ACKNOWLEDGED,
    ),
    in_time(
        "statement_in_time_rate",
        "Of the stages answered, counted from the agreed statement of complaint, the percentage in time.",
        "Stages answered in time from the agreed statement",
        "Stages answered that have an agreed statement",
        FROM_STATEMENT,
    ),
    in_time(
        "panel_met_in_time_rate",
        "Of the review panels held, the percentage that met in time (SI 2006/1738 reg 19(4)).",
        "Panels that met in time",
        "Panels that met",
        PANEL_MET,
    ),
    in_time(
        "panel_reported_in_time_rate",
        "Of the reports of review panels, the percentage in time (SI 2006/1738 reg 20).",
        "Reports in time",
        "Reports of panels",
        PANEL_REPORTED,
    ),
    in_time(
        "panel_answered_in_time_rate",
        "Of the responses to review panels, the percentage in time (SI 2006/1738 reg 20).",
        "Responses in time",
        "Responses to panels",
        PANEL_ANSWERED,
    ),
    Measure {
        id: "acknowledgement_mean_working_days",
        wording: "Mean working days to the acknowledgement of a stage.",
        numerator: "Working days to each acknowledgement",
        denominator: "Stages acknowledged",
        exclusions: "Stages not acknowledged.",
        reckoning: Reckoning::Mean(ACKNOWLEDGED[0], Column::AcknowledgementWorkingDays),
        ..STAGES
    },
    Measure {
        id: "statement_mean_working_days",
        wording: "Mean working days from the agreed statement of complaint to the response.",
        numerator: "Working days from each agreed statement",
        denominator: "Stages answered that have an agreed statement",
        exclusions: "Stages without an agreed statement, withdrawn or open.",
        reckoning: Reckoning::Mean(FROM_STATEMENT[0], Column::StatementWorkingDays),
        ..STAGES
    },
    Measure {
        id: "cohort_stages",
        wording: "Stages of the cohort that are answered or open.",
        numerator: "Stages answered or open, by when they began",
        reckoning: Reckoning::Count(ANSWERED_OR_OPEN),
        ..COHORT
    },
    Measure {
        id: "cohort_stages_open",
        wording: "Stages of the cohort that are open.",
        numerator: "Stages open, by when they began",
        reckoning: Reckoning::Count(OPEN),
        ..COHORT
    },
    Measure {
        id: "cohort_stages_overdue",
        wording: "Stages of the cohort that are open and overdue on the day of the answer.",
        numerator: "Stages open past the agreed due date",
        reckoning: Reckoning::Count(Which::Is(Column::OpenOverdue, "yes")),
        ..COHORT
    },
    Measure {
        id: "cohort_within_agreed_rate",
        wording: "Of the stages of the cohort answered or open, the percentage answered in time so far.",
        numerator: "Stages answered on or before the agreed due date",
        denominator: "Stages answered or open, by when they began",
        reckoning: Reckoning::Rate {
            of: Which::StageWithinAgreed,
            among: ANSWERED_OR_OPEN,
        },
        ..COHORT
    },
    Measure {
        id: "cohort_achievable_rate",
        wording: "The most that the percentage in time can still come to: if every open stage that is not overdue is \
                  answered in time.",
        numerator: "Stages answered in time, and stages open that are not overdue",
        denominator: "Stages answered or open, by when they began",
        reckoning: Reckoning::Rate {
            of: ACHIEVABLE,
            among: ANSWERED_OR_OPEN,
        },
        ..COHORT
    },
    Measure {
        id: "stages_open_at_end",
        wording: "Stages open at the end of the period.",
        numerator: "Stages that began by the end of the period and had not ended by then",
        reckoning: Reckoning::Count(OPEN_AT_END),
        ..PERIOD
    },
    Measure {
        id: "stages_overdue_at_end",
        wording: "Stages open and overdue at the end of the period.",
        numerator: "Stages open at the end of the period whose agreed due date had passed",
        reckoning: Reckoning::Count(Which::Is(Column::OverdueAtEnd, "yes")),
        ..PERIOD
    },
    Measure {
        id: "stages_answered_in_period",
        wording: "Stages answered in the period.",
        numerator: "Stages that ended by response in the period",
        reckoning: Reckoning::Count(ANSWERED_IN_PERIOD),
        ..PERIOD
    },
    Measure {
        id: "next_stage_requests",
        wording: "Requests for the next stage made in the period, by the stage that they follow.",
        numerator: "Requests for the next stage made in the period",
        reckoning: Reckoning::Count(Which::Is(Column::EscalatedWhen, "within")),
        ..PERIOD
    },
    Measure {
        id: "escalation_rate_of_period",
        wording: "Requests for the next stage in the period for each 100 responses in the period, whichever \
                  responses they follow.",
        numerator: "Requests for the next stage made in the period",
        denominator: "Stages that ended by response in the period",
        reckoning: Reckoning::Rate {
            of: Which::Is(Column::EscalatedWhen, "within"),
            among: ANSWERED_IN_PERIOD,
        },
        ..PERIOD
    },
    Measure {
        id: "escalation_rate_of_cohort",
        wording: "Of the stages answered, the percentage for which the next stage was asked, whenever that was.",
        numerator: "Stages answered for which the next stage was asked",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: Which::Each(&[Which::StageAnswered, Which::Is(Column::Escalated, "yes")]),
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "resolved_at_stage",
        wording: "Stages answered for which nobody asked for the next one in time.",
        numerator: "Stages answered whose time for the next request is over without one",
        exclusions: "Stages withdrawn or open, and those for which the next stage can still be asked in time.",
        reckoning: Reckoning::Count(RESOLVED),
        ..STAGES
    },
    Measure {
        id: "resolved_at_stage_rate",
        wording: "Of the stages answered whose outcome is settled, the percentage resolved there.",
        numerator: "Stages answered whose time for the next request is over without one",
        denominator: "Stages answered for which the next stage was asked, or the time for that is over",
        exclusions: "Stages withdrawn or open, and those for which the next stage can still be asked in time.",
        reckoning: Reckoning::Rate {
            of: RESOLVED,
            among: SETTLED,
        },
        ..STAGES
    },
];
