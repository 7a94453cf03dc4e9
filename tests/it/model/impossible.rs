//! What the law or the facts of the domain speak of and no step of the service can reach, each with why. No story may
//! reach any of it: whoever makes one possible strikes it out here and writes it into the model.

/// What no story of a noun reaches.
pub struct Impossible {
    /// From a state to another, by whatever step.
    pub moves: &'static [(&'static str, &'static str, &'static str)],
    /// A step, or `*` for any, and a reason that it is not refused for.
    pub refusals: &'static [(&'static str, &'static str, &'static str)],
}

const REFUSED: &str = "a refusal is final; who comes again makes a new representation";
const REFERRED: &str = "the Ombudsman has it; what comes of that is a case (GBFC, early referral)";
const JOINED: &str = "it goes on in the representation that it was joined to";
const ESCALATION: &str = "a later stage is not refused (decisions 20 003 792, 20 012 689, 21 007 738)";
const DEFERRAL: &str =
    "a deferral ends when it is resumed or withdrawn (SI 2006/1738 reg 8), and not by itself";
const NO_COMPLAINT: &str = "a complaint stays one; it is withdrawn or refused";

/// Of representations.
pub static REPRESENTATIONS: Impossible = Impossible {
    moves: &[
        ("NOT_ACCEPTED", "OPEN", REFUSED),
        ("NOT_ACCEPTED", "DEFERRED", REFUSED),
        ("REFERRED_EARLY", "OPEN", REFERRED),
        ("REFERRED_EARLY", "CONCLUDED", REFERRED),
        ("JOINED", "OPEN", JOINED),
        ("JOINED", "CONCLUDED", JOINED),
        ("ANSWERED", "NOT_ACCEPTED", ESCALATION),
        ("DEFERRED", "CONCLUDED", DEFERRAL),
        ("DEFERRED", "LAPSED", DEFERRAL),
        ("DEFERRED", "NOT_ACCEPTED", DEFERRAL),
        ("OPEN", "RECORDED", NO_COMPLAINT),
        ("ANSWERED", "RECORDED", NO_COMPLAINT),
    ],
    refusals: &[
        (
            "withdraw",
            "ALREADY_DONE",
            "the state of what was withdrawn refuses a second time",
        ),
        (
            "withdraw",
            "COMPLAINT_OUT_OF_TIME",
            "who withdraws asks for no consideration, late or not",
        ),
        (
            "review",
            "RESUBMISSION_OUT_OF_TIME",
            "the year begins when the proceedings end (reg 8); looking again has no end",
        ),
        (
            "extend",
            "CLOCK_NOT_PAUSABLE",
            "more time and a pause are asked for by different steps",
        ),
    ],
};

const FINAL: &str = "a decision is final; what the Ombudsman asks later is another case";
const DECIDED_FIRST: &str =
    "a remedy is agreed after the decision, which closes or leaves open nothing by itself";
const NOT_TAKEN_BACK: &str = "an enquiry or a draft is answered or overtaken, and never taken back";
const JUDGED: &str = "an outcome of compliance is recorded once and not taken back (Compliance Manual 4)";
const AGREED: &str =
    "every extension is the Ombudsman's own agreement, in time or not and as long as it likes";

/// Of the Ombudsman's cases.
pub static CASES: Impossible = Impossible {
    moves: &[
        ("CLOSED", "RECEIVED", FINAL),
        ("CLOSED", "UNDER_ENQUIRY", FINAL),
        ("CLOSED", "DRAFT_DECISION", FINAL),
        ("CLOSED", "AWAITING_DECISION", FINAL),
        ("REMEDIES_OPEN", "UNDER_ENQUIRY", FINAL),
        ("AWAITING_COMPLIANCE", "UNDER_ENQUIRY", FINAL),
        ("RECEIVED", "REMEDIES_OPEN", DECIDED_FIRST),
        ("UNDER_ENQUIRY", "REMEDIES_OPEN", DECIDED_FIRST),
        ("DRAFT_DECISION", "REMEDIES_OPEN", DECIDED_FIRST),
        ("AWAITING_DECISION", "REMEDIES_OPEN", DECIDED_FIRST),
        ("DRAFT_DECISION", "RECEIVED", NOT_TAKEN_BACK),
        ("DRAFT_DECISION", "AWAITING_DECISION", NOT_TAKEN_BACK),
        ("UNDER_ENQUIRY", "RECEIVED", NOT_TAKEN_BACK),
        ("AWAITING_DECISION", "RECEIVED", NOT_TAKEN_BACK),
        ("CLOSED", "AWAITING_COMPLIANCE", JUDGED),
    ],
    refusals: &[
        (
            "*",
            "STATE_REFUSES_STEP",
            "a step of a case is refused for what is missing or done, which says more than its state",
        ),
        (
            "answer",
            "CASE_DECIDED",
            "an answer that was sent is recorded, before the decision or after it",
        ),
        (
            "notify",
            "CASE_DECIDED",
            "the annual list tells of cases that were decided long ago (MFC 11)",
        ),
        (
            "link",
            "CASE_DECIDED",
            "what is referred back is linked after the decision",
        ),
        ("link", "ALREADY_DONE", "a later link replaces the earlier one"),
        (
            "evidence",
            "REMEDY_NOT_COMPLETED",
            "evidence may go with the work and before its end",
        ),
        (
            "publish",
            "CASE_NOT_UPHELD",
            "the Ombudsman publishes decisions, upheld or not",
        ),
        ("*", "EXTENSION_TOO_LATE", AGREED),
        ("*", "EXTENSION_OVER_CAP", AGREED),
        ("*", "AGREEMENT_NEEDED", AGREED),
        ("*", "CLOCK_NOT_EXTENDABLE", AGREED),
    ],
};
