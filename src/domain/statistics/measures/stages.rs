//! Measures that count a stage once: a complaint that went through three stages counts three times.

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

/// The denominator of every rate.
const ANSWERED: &str = "Stages that ended by response";

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "stage_events",
        wording: "Stages started.",
        numerator: "Stages: receipt for the first, the request for a later one",
        exclusions: "None.",
        default_basis: Basis::Started,
        bases: &[Basis::Received, Basis::Started],
        reckoning: Reckoning::Count(Which::All),
        ..STAGES
    },
    Measure {
        id: "stages_ended",
        wording: "Stages ended, by response or withdrawal.",
        numerator: "Stages that ended",
        exclusions: "Stages open.",
        reckoning: Reckoning::Count(Which::StageEnded),
        ..STAGES
    },
    Measure {
        id: "stages_concluded",
        wording: "Stages ended by the council's response.",
        numerator: ANSWERED,
        ..STAGES
    },
    Measure {
        id: "stage_within_base",
        wording: "Stages answered within the time that policy gives, before any extension.",
        numerator: "Stages answered on or before the base due date",
        reckoning: Reckoning::Count(Which::StageWithinBase),
        ..STAGES
    },
    Measure {
        id: "stage_within_base_rate",
        wording: "Of the stages answered, the percentage answered within the time before any extension.",
        numerator: "Stages answered on or before the base due date",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: Which::StageWithinBase,
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "stage_within_agreed",
        wording: "Stages answered within the time as extended.",
        numerator: "Stages answered on or before the agreed due date",
        reckoning: Reckoning::Count(Which::StageWithinAgreed),
        ..STAGES
    },
    Measure {
        id: "stage_within_agreed_rate",
        wording: "Of the stages answered, the percentage answered within the time as extended.",
        numerator: "Stages answered on or before the agreed due date",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: Which::StageWithinAgreed,
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "stage_late",
        wording: "Stages answered late.",
        numerator: "Stages answered after the agreed due date",
        reckoning: Reckoning::Count(Which::StageLate),
        ..STAGES
    },
    Measure {
        id: "stage_late_rate",
        wording: "Of the stages answered, the percentage answered late.",
        numerator: "Stages answered after the agreed due date",
        denominator: ANSWERED,
        reckoning: Reckoning::Rate {
            of: Which::StageLate,
            among: Which::StageAnswered,
        },
        ..STAGES
    },
    Measure {
        id: "stage_mean_working_days",
        wording: "Mean working days from the start of the response clock to the response.",
        numerator: "Working days of the stages that ended by response",
        denominator: ANSWERED,
        reckoning: Reckoning::Mean(Which::StageAnswered, Column::WorkingDays),
        ..STAGES
    },
    Measure {
        id: "stage_median_working_days",
        wording: "Median working days from the start of the response clock to the response.",
        numerator: "Working days of the stages that ended by response",
        denominator: ANSWERED,
        reckoning: Reckoning::Median(Which::StageAnswered, Column::WorkingDays),
        ..STAGES
    },
];
