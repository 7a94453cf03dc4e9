//! What the stories of cases must reach: every move from one state to another, every step that was taken, and every
//! refusal that a step of a case can have.

use crate::model::{impossible, reached::Reached};

/// Of cases.
pub static REACHED: Reached = Reached {
    moves: MOVES,
    steps: STEPS,
    refusals: REFUSALS,
    clocks: CLOCKS,
    impossible: &impossible::CASES,
};

const MOVES: &[(&str, &str, &str)] = &[
    ("AWAITING_COMPLIANCE", "agree", "REMEDIES_OPEN"),
    ("AWAITING_COMPLIANCE", "comply", "CLOSED"),
    ("AWAITING_DECISION", "decide", "CLOSED"),
    ("AWAITING_DECISION", "draft", "DRAFT_DECISION"),
    ("AWAITING_DECISION", "enquire", "UNDER_ENQUIRY"),
    ("CLOSED", "agree", "REMEDIES_OPEN"),
    ("DRAFT_DECISION", "decide", "CLOSED"),
    ("DRAFT_DECISION", "enquire", "UNDER_ENQUIRY"),
    ("RECEIVED", "decide", "CLOSED"),
    ("RECEIVED", "draft", "DRAFT_DECISION"),
    ("RECEIVED", "enquire", "UNDER_ENQUIRY"),
    ("REMEDIES_OPEN", "complete", "AWAITING_COMPLIANCE"),
    ("REMEDIES_OPEN", "complete", "CLOSED"),
    ("REMEDIES_OPEN", "refuse", "AWAITING_COMPLIANCE"),
    ("UNDER_ENQUIRY", "answer", "AWAITING_DECISION"),
    ("UNDER_ENQUIRY", "answer", "DRAFT_DECISION"),
    ("UNDER_ENQUIRY", "decide", "CLOSED"),
    ("none", "register", "RECEIVED"),
];

const CLOCKS: &[(&str, &[&str])] = &[
    ("ENQUIRY", TIMED),
    ("REMEDY", TIMED),
    (
        "PUBLIC_REPORT_RESPONSE",
        &["RUNNING", "MET", "MET_AS_EXTENDED", "MISSED"],
    ),
    ("DRAFT_COMMENTS", &["RUNNING", "MET", "MISSED", "LEFT"]),
];

/// Of what can be done in its time, in the time agreed later, too late or not at all.
const TIMED: &[&str] = &["RUNNING", "MET", "MET_AS_EXTENDED", "MISSED", "LEFT"];

const STEPS: &[&str] = &[
    "agree",
    "answer",
    "comment",
    "complete",
    "comply",
    "draft",
    "duty",
    "duty_step",
    "enquire",
    "evidence",
    "extend_enquiry",
    "extend_remedy",
    "extend_report",
    "link",
    "notify",
    "publish",
    "refuse",
    "report",
    "satisfy",
];

const REFUSALS: &[(&str, &[&str])] = &[
    (
        "agree",
        &[
            "ALREADY_DONE",
            "CASE_NOT_UPHELD",
            "DATE_BEFORE_ANCHOR",
            "LIMIT_REACHED",
        ],
    ),
    (
        "answer",
        &["ALREADY_DONE", "DATE_BEFORE_ANCHOR", "ENQUIRY_UNKNOWN"],
    ),
    (
        "comment",
        &[
            "ALREADY_DONE",
            "CASE_DECIDED",
            "DATE_BEFORE_ANCHOR",
            "DRAFT_UNKNOWN",
        ],
    ),
    (
        "complete",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "PAYMENT_NOT_AGREED",
            "REMEDY_UNKNOWN",
        ],
    ),
    (
        "comply",
        &[
            "ALREADY_DONE",
            "CASE_NOT_UPHELD",
            "DATE_BEFORE_ANCHOR",
            "NO_REMEDY_AGREED",
            "REMEDY_NOT_COMPLETED",
        ],
    ),
    ("decide", &["CASE_DECIDED", "DATE_BEFORE_ANCHOR"]),
    ("draft", &["CASE_DECIDED", "DATE_BEFORE_ANCHOR", "LIMIT_REACHED"]),
    (
        "duty",
        &["CASE_NOT_UPHELD", "DATE_BEFORE_ANCHOR", "LIMIT_REACHED"],
    ),
    (
        "duty_step",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "DUTY_NOT_TRIGGERED",
            "DUTY_UNKNOWN",
            "EARLIER_STEP_MISSING",
        ],
    ),
    (
        "enquire",
        &["CASE_DECIDED", "DATE_BEFORE_ANCHOR", "LIMIT_REACHED"],
    ),
    (
        "evidence",
        &["ALREADY_DONE", "DATE_BEFORE_ANCHOR", "REMEDY_UNKNOWN"],
    ),
    (
        "extend_enquiry",
        &[
            "ALREADY_DONE",
            "CASE_DECIDED",
            "DATE_BEFORE_ANCHOR",
            "ENQUIRY_UNKNOWN",
            "EXTENSION_SHORTENS",
        ],
    ),
    (
        "extend_remedy",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "EXTENSION_SHORTENS",
            "REMEDY_UNKNOWN",
        ],
    ),
    (
        "extend_report",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "EARLIER_STEP_MISSING",
            "EXTENSION_SHORTENS",
            "NO_PUBLIC_REPORT",
        ],
    ),
    ("link", &["LINK_TARGET_UNKNOWN"]),
    ("notify", &["ALREADY_DONE", "DATE_BEFORE_ANCHOR"]),
    (
        "publish",
        &["ALREADY_DONE", "CASE_NOT_DECIDED", "DATE_BEFORE_ANCHOR"],
    ),
    (
        "refuse",
        &["ALREADY_DONE", "DATE_BEFORE_ANCHOR", "REMEDY_UNKNOWN"],
    ),
    ("register", &["INVALID_FIELDS", "REFERENCE_TAKEN"]),
    (
        "report",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "EARLIER_STEP_MISSING",
            "INSPECTION_TOO_SHORT",
            "NO_PUBLIC_REPORT",
        ],
    ),
    (
        "satisfy",
        &[
            "ALREADY_DONE",
            "DATE_BEFORE_ANCHOR",
            "REMEDY_NOT_COMPLETED",
            "REMEDY_UNKNOWN",
        ],
    ),
];
