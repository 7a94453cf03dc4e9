//! The quarter, for directors.

use super::{Also, Gap, PART, Part, Plan, Sentence, at, own, own_drawn, tables, total};
use crate::report::words::Noun;

const COMPLAINT: Noun = Noun {
    one: "complaint",
    many: "complaints",
};

const RECEIVED: &str = "representations_received";

pub(super) const PLAN: Plan = Plan {
    title: "Quarterly report on complaints to directors",
    about: "What came in, what was answered and how quickly, what is still open, and which actions are outstanding.",
    sections: SECTIONS,
};

const SECTIONS: &[Part] = &[
    Part {
        id: "received",
        title: "What came in",
        duty: "Complaints received",
        source: "",
        sentences: &[Sentence::Count {
            of: total("report_quarter_procedure", RECEIVED),
            noun: COMPLAINT,
            done: "received",
            highlight: "complaints received",
        }],
        tables: &[
            own_drawn(&tables::QUARTER_PROCEDURE),
            own_drawn(&tables::QUARTER_MONTHS),
            own_drawn(&tables::QUARTER_TEAM),
            own(&tables::KINDS),
        ],
        narratives: &[("introduction", "What directors should know first")],
        ..PART
    },
    Part {
        id: "timeliness",
        title: "What was answered, and how quickly",
        duty: "Timeliness",
        source: "",
        sentences: &[
            Sentence::Rate {
                of: total("report_quarter_timeliness", "stage_within_agreed_rate"),
                among: "Of all stages answered",
                done: "were answered within the time as extended",
                highlight: "answered within the agreed time",
            },
            Sentence::Days {
                of: total("report_quarter_days", "stage_mean_working_days"),
                what: "A response",
                highlight: "working days to a response, on average",
            },
        ],
        tables: &[own(&tables::QUARTER_TIMELINESS), own(&tables::QUARTER_DAYS)],
        ..PART
    },
    Part {
        id: "outcomes",
        title: "Outcomes and what is still open",
        duty: "Outcomes, and what is open",
        source: "",
        sentences: &[
            Sentence::Rate {
                of: total("report_quarter_outcome", "upheld_rate"),
                among: "Of the complaints received in the quarter that have a finding",
                done: "were upheld wholly or partly",
                highlight: "",
            },
            Sentence::Part {
                part: total("report_quarter_open", "representations_open"),
                whole: total("report_quarter_open", RECEIVED),
                noun: COMPLAINT,
                done: "still open when this was counted",
            },
        ],
        tables: &[own_drawn(&tables::QUARTER_OUTCOME), own(&tables::QUARTER_OPEN)],
        gaps: &[Gap::Some {
            of: at("report_quarter_outcome", RECEIVED, "open"),
            noun: COMPLAINT,
            one: "received in the quarter is still open",
            many: "received in the quarter are still open",
        }],
        ..PART
    },
    Part {
        id: "themes",
        title: "What complaints were about",
        duty: "Themes",
        source: "",
        sentences: &[Sentence::Most {
            of: total("report_quarter_concerns", "concerns_raised"),
            what: "The concern raised most often was about",
        }],
        tables: &[own_drawn(&tables::QUARTER_CONCERNS)],
        ..PART
    },
    Part {
        id: "learning",
        title: "Actions",
        duty: "Actions raised, outstanding and overdue",
        source: "",
        narratives: &[("learning", "What directors are asked to decide")],
        also: Also::Learning,
        ..PART
    },
];
