//! The annual report on corporate complaints, under the Complaint Handling Code or an older local policy.

use super::{Also, Gap, PART, Part, Plan, Sentence, at, drawn, own, own_drawn, plain, tables, total};
use crate::report::words::Noun;

pub(super) const COMPLAINT: Noun = Noun {
    one: "corporate complaint",
    many: "corporate complaints",
};

pub(super) const RECEIVED: &str = "representations_received";

pub(super) const PLAN: Plan = Plan {
    title: "Annual report on corporate complaints",
    about: "The Complaint Handling Code of the Local Government and Social Care Ombudsman asks every council to report \
            on its complaints each year. This report covers complaints under the council's corporate procedure; those \
            about children's and adult social care have reports of their own.",
    sections: SECTIONS,
};

/// Shared with the report that the Code asks for.
pub(super) const VOLUMES: Part = Part {
    id: "received",
    title: "Complaints received",
    duty: "How many complaints were received, and about which services",
    source: "Complaint Handling Code 8.1(b)",
    sentences: &[
        Sentence::Count {
            of: total("report_corporate_service", RECEIVED),
            noun: COMPLAINT,
            done: "received",
            highlight: "complaints received",
        },
        Sentence::Most {
            of: total("report_corporate_service", RECEIVED),
            what: "The service with most complaints was",
        },
    ],
    tables: &[
        own_drawn(&tables::CORPORATE_MONTHS),
        own_drawn(&tables::CORPORATE_SERVICE),
        own_drawn(&tables::CORPORATE_METHOD),
        plain("corporate_team"),
        plain("corporate_years"),
    ],
    narratives: &[(
        "introduction",
        "What the year was like, and what readers should know first",
    )],
    ..PART
};

pub(super) const OUTCOMES: Part = Part {
    id: "outcomes",
    title: "Outcomes",
    duty: "The outcome of complaints at each stage",
    source: "Complaint Handling Code 8.1(b)",
    sentences: &[Sentence::Rate {
        of: total("report_corporate_outcome", "upheld_rate"),
        among: "Of the complaints with a finding",
        done: "were upheld wholly or partly",
        highlight: "of complaints with a finding upheld wholly or partly",
    }],
    tables: &[
        own_drawn(&tables::CORPORATE_OUTCOME),
        own(&tables::CORPORATE_FINDINGS),
    ],
    gaps: &[Gap::Some {
        of: at("report_corporate_outcome", RECEIVED, "open"),
        noun: COMPLAINT,
        one: "received in the year is still open and has no outcome",
        many: "received in the year are still open and have no outcome",
    }],
    ..PART
};

pub(super) const TIMELINESS: Part = Part {
    id: "timeliness",
    title: "Stages and times",
    duty: "Stages, and whether they were answered in time",
    source: "Complaint Handling Code 6, 8.1(b)",
    sentences: &[
        Sentence::Count {
            of: at("report_corporate_stages", "stage_events", "2"),
            noun: COMPLAINT,
            done: "taken to stage 2",
            highlight: "taken to stage 2",
        },
        Sentence::Rate {
            of: total("report_corporate_timeliness", "stage_within_agreed_rate"),
            among: "Of all stages answered",
            done: "were answered within the time as extended",
            highlight: "of stages answered within the agreed time",
        },
        Sentence::Days {
            of: at("report_corporate_days", "stage_mean_working_days", "1"),
            what: "Stage 1",
            highlight: "working days at stage 1, on average",
        },
        Sentence::Days {
            of: at("report_corporate_days", "stage_mean_working_days", "2"),
            what: "Stage 2",
            highlight: "",
        },
    ],
    tables: &[
        own(&tables::CORPORATE_STAGES),
        own(&tables::CORPORATE_TIMELINESS),
        own(&tables::CORPORATE_DAYS),
        plain("corporate_resolved"),
        plain("corporate_costs"),
    ],
    narratives: &[("timeliness", "Why responses were late, and what is being done")],
    ..PART
};

pub(super) const THEMES: Part = Part {
    id: "themes",
    title: "What complaints were about",
    duty: "The themes of complaints",
    source: "Complaint Handling Code 8.1(b)",
    sentences: &[Sentence::Most {
        of: total("report_corporate_concerns", "concerns_raised"),
        what: "The concern raised most often was about",
    }],
    tables: &[own_drawn(&tables::CORPORATE_CONCERNS)],
    narratives: &[("themes", "What the themes of the year tell")],
    ..PART
};

pub(super) const LEARNING: Part = Part {
    id: "learning",
    title: "Service improvements from learning",
    duty: "Service improvements made because of what was learned from complaints",
    source: "Complaint Handling Code 8.1(d)",
    narratives: &[("learning", "What changed for residents because of complaints")],
    also: Also::Learning,
    ..PART
};

pub(super) const OMBUDSMAN: Part = Part {
    id: "ombudsman",
    title: "The Ombudsman's annual letter",
    duty: "The Ombudsman's annual letter about the council",
    source: "Complaint Handling Code 8.1(e)",
    sentences: &[Sentence::Count {
        of: total("ombudsman_received_by_category", "ombudsman_received"),
        noun: Noun {
            one: "case about the council",
            many: "cases about the council",
        },
        done: "received by the Ombudsman",
        highlight: "cases received by the Ombudsman",
    }],
    tables: &[
        drawn("ombudsman_received_by_category"),
        drawn("ombudsman_decisions"),
    ],
    narratives: &[(
        "annual-letter",
        "What the Ombudsman's annual letter says, and where it can be read",
    )],
    ..PART
};

const SECTIONS: &[Part] = &[VOLUMES, TIMELINESS, OUTCOMES, THEMES, LEARNING, OMBUDSMAN];
