//! What the stories of `scripts/test` must reach: every move from one state to another, every step that was taken, and
//! every refusal that a step of casework can have.

use super::impossible::{self, Impossible};

/// What is asserted of the stories of one noun.
pub struct Reached {
    /// From this state, by this step, to that state.
    pub moves: &'static [(&'static str, &'static str, &'static str)],
    /// Steps that leave the state as it is.
    pub steps: &'static [&'static str],
    /// Each step with the reasons for which it is refused.
    pub refusals: &'static [(&'static str, &'static [&'static str])],
    /// Each clock with the states that it was shown in.
    pub clocks: &'static [(&'static str, &'static [&'static str])],
    /// What no story can reach.
    pub impossible: &'static Impossible,
}

/// Of representations.
pub static REACHED: Reached = Reached {
    moves: MOVES,
    steps: STEPS,
    refusals: REFUSALS,
    clocks: CLOCKS,
    impossible: &impossible::REPRESENTATIONS,
};

/// From this state, by this step, to that state.
const MOVES: &[(&str, &str, &str)] = &[
    ("ANSWERED", "close", "CONCLUDED"),
    ("ANSWERED", "close", "LAPSED"),
    ("ANSWERED", "convert", "OPEN"),
    ("ANSWERED", "defer", "DEFERRED"),
    ("ANSWERED", "escalate", "OPEN"),
    ("ANSWERED", "refer_early", "REFERRED_EARLY"),
    ("ANSWERED", "withdraw", "WITHDRAWN"),
    ("CONCLUDED", "escalate", "OPEN"),
    ("DEFERRED", "resume", "ANSWERED"),
    ("DEFERRED", "resume", "OPEN"),
    ("DEFERRED", "withdraw", "WITHDRAWN"),
    ("LAPSED", "escalate", "OPEN"),
    ("OPEN", "close", "CONCLUDED"),
    ("OPEN", "close", "LAPSED"),
    ("OPEN", "conclude", "ANSWERED"),
    ("OPEN", "defer", "DEFERRED"),
    ("OPEN", "join", "JOINED"),
    ("OPEN", "refuse", "NOT_ACCEPTED"),
    ("OPEN", "withdraw", "WITHDRAWN"),
    ("RECORDED", "close", "CONCLUDED"),
    ("RECORDED", "close", "LAPSED"),
    ("RECORDED", "convert", "OPEN"),
    ("WITHDRAWN", "retract", "ANSWERED"),
    ("WITHDRAWN", "retract", "OPEN"),
    ("none", "register", "OPEN"),
    ("none", "register", "RECORDED"),
];

const CLOCKS: &[(&str, &[&str])] = &[
    (
        "RESPONSE",
        &["RUNNING", "MET", "MET_AS_EXTENDED", "MISSED", "LEFT", "PAUSED"],
    ),
    ("ACKNOWLEDGEMENT", &["RUNNING", "MET", "MISSED", "LEFT"]),
    ("LONGSTOP", &["RUNNING", "MET", "MISSED"]),
];

/// Steps that leave the state as it is.
const STEPS: &[&str] = &[
    "accept",
    "acknowledge",
    "add_concerns",
    "advocate",
    "appoint",
    "arrange_panel",
    "contact",
    "convert",
    "correct",
    "cost",
    "delay",
    "end_appointment",
    "end_contact",
    "end_pause",
    "end_proceedings",
    "escalate",
    "extend",
    "find",
    "forward",
    "jointly",
    "link",
    "pause",
    "pay",
    "plan",
    "reach",
    "review",
    "revoke_extension",
    "revoke_pause",
    "tell",
];

/// Each step with the reasons for which it is refused.
const REFUSALS: &[(&str, &[&str])] = &[
    (
        "accept",
        &[
            "ALREADY_DONE",
            "COMPLAINT_OUT_OF_TIME",
            "DATE_BEFORE_ANCHOR",
            "INVALID_FIELDS",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "acknowledge",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "INVALID_FIELDS",
            "STATE_REFUSES_STEP",
        ],
    ),
    (
        "add_concerns",
        &["STATE_REFUSES_STEP", "STEP_NOT_IN_PROCEDURE", "TIE_REFUSED"],
    ),
    (
        "advocate",
        &["ADVOCATE_CONFLICT", "STATE_REFUSES_STEP", "STEP_NOT_IN_PROCEDURE"],
    ),
    (
        "appoint",
        &[
            "DATE_BEFORE_ANCHOR",
            "INVALID_FIELDS",
            "LIMIT_REACHED",
            "NOT_INDEPENDENT",
            "STAGE_NOT_CURRENT",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "arrange_panel",
        &[
            "ALREADY_DONE",
            "STAGE_NOT_CURRENT",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "close",
        &[
            "DATE_BEFORE_ANCHOR",
            "INVALID_FIELDS",
            "STAGE_UNDER_WAY",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "conclude",
        &[
            "COMPLAINT_OUT_OF_TIME",
            "DATE_BEFORE_ANCHOR",
            "FINDINGS_MISSING",
            "INTEREST_UNDECIDED",
            "INVALID_FIELDS",
            "STAGE_NOT_CURRENT",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "convert",
        &[
            "CONVERSION_REFUSED",
            "DATE_BEFORE_ANCHOR",
            "INVALID_FIELDS",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "correct",
        &[
            "CONCERN_UNKNOWN",
            "DATE_BEFORE_ANCHOR",
            "INVALID_FIELDS",
            "PART_UNKNOWN",
            "STEP_NEEDS",
        ],
    ),
    ("cost", &["STAGE_NOT_CURRENT", "STEP_NOT_IN_PROCEDURE"]),
    ("defer", &["STATE_REFUSES_STEP", "STEP_NOT_IN_PROCEDURE"]),
    ("delay", &["CLOCK_NOT_RUNNING"]),
    (
        "end_appointment",
        &["ALREADY_DONE", "INVALID_FIELDS", "PART_UNKNOWN"],
    ),
    ("end_contact", &["ALREADY_DONE", "INVALID_FIELDS", "STEP_NEEDS"]),
    (
        "end_pause",
        &["ALREADY_DONE", "PART_UNKNOWN", "STATE_REFUSES_STEP"],
    ),
    ("end_proceedings", &["ALREADY_DONE", "STATE_REFUSES_STEP"]),
    (
        "escalate",
        &[
            "DATE_BEFORE_ANCHOR",
            "ESCALATION_OUT_OF_TIME",
            "NO_FURTHER_STAGE",
            "STAGE_UNDER_WAY",
            "STATE_REFUSES_STEP",
        ],
    ),
    (
        "extend",
        &[
            "AGREEMENT_NEEDED",
            "CLOCK_NOT_EXTENDABLE",
            "CLOCK_NOT_RUNNING",
            "DATE_BEFORE_ANCHOR",
            "EXTENSION_OVER_CAP",
            "EXTENSION_SHORTENS",
            "EXTENSION_TOO_LATE",
            "STATE_REFUSES_STEP",
        ],
    ),
    (
        "find",
        &["STAGE_NOT_CURRENT", "STATE_REFUSES_STEP", "STEP_NOT_IN_PROCEDURE"],
    ),
    ("forward", &["STEP_NOT_IN_PROCEDURE"]),
    ("join", &["TIE_REFUSED"]),
    (
        "jointly",
        &["ALREADY_DONE", "STATE_REFUSES_STEP", "STEP_NOT_IN_PROCEDURE"],
    ),
    ("link", &["ALREADY_DONE", "TIE_REFUSED"]),
    (
        "pause",
        &[
            "ALREADY_DONE",
            "CLOCK_NOT_PAUSABLE",
            "CLOCK_NOT_RUNNING",
            "DATE_BEFORE_ANCHOR",
            "EXTENSION_TOO_LATE",
            "INVALID_FIELDS",
            "STATE_REFUSES_STEP",
        ],
    ),
    ("pay", &["ALREADY_DONE", "PART_UNKNOWN"]),
    (
        "plan",
        &["ALREADY_DONE", "STATE_REFUSES_STEP", "STEP_NOT_IN_PROCEDURE"],
    ),
    (
        "reach",
        &[
            "ALREADY_DONE",
            "INVALID_FIELDS",
            "STATE_REFUSES_STEP",
            "STEP_NEEDS",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "refer_early",
        &[
            "REFERRAL_TESTS_FAILED",
            "STAGE_NOT_CURRENT",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
    (
        "refuse",
        &[
            "DATE_BEFORE_ANCHOR",
            "ESCALATION_NOT_REFUSABLE",
            "STATE_REFUSES_STEP",
        ],
    ),
    (
        "resume",
        &[
            "DATE_BEFORE_ANCHOR",
            "RESUBMISSION_OUT_OF_TIME",
            "STATE_REFUSES_STEP",
        ],
    ),
    (
        "retract",
        &["DATE_BEFORE_ANCHOR", "INVALID_FIELDS", "STATE_REFUSES_STEP"],
    ),
    ("review", &["DATE_BEFORE_ANCHOR", "STATE_REFUSES_STEP"]),
    ("revoke_extension", &["ALREADY_DONE", "PART_UNKNOWN"]),
    ("revoke_pause", &["ALREADY_DONE", "PART_UNKNOWN"]),
    ("tell", &["CLOCK_NOT_RUNNING"]),
    (
        "withdraw",
        &[
            "DATE_BEFORE_ANCHOR",
            "STATE_REFUSES_STEP",
            "STEP_NOT_IN_PROCEDURE",
        ],
    ),
];
