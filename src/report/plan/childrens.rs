//! The annual report on children's social care complaints.

use super::{Also, Gap, PART, Part, Plan, Sentence, at, drawn, own, own_drawn, plain, tables, total};
use crate::report::words::Noun;

const STATUTORY: Noun = Noun {
    one: "statutory complaint",
    many: "statutory complaints",
};
const COMPLAINT: Noun = Noun {
    one: "complaint",
    many: "complaints",
};
const COMPLIMENT: Noun = Noun {
    one: "compliment",
    many: "compliments",
};
const COMMENT: Noun = Noun {
    one: "comment",
    many: "comments",
};
const CASE: Noun = Noun {
    one: "case about education and children's services",
    many: "cases about education and children's services",
};

const RECEIVED: &str = "representations_received";

pub(super) const PLAN: Plan = Plan {
    title: "Annual report on children's social care complaints, comments and compliments",
    about: "Regulation 13 of the Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738) \
            asks every authority to record each representation, its outcome and whether time limits were kept, and to \
            report each year on how the procedure works. The report must not identify any complainant.",
    sections: SECTIONS,
};

const SECTIONS: &[Part] = &[
    Part {
        id: "summary",
        title: "The year",
        duty: "The period, and how many representations were made",
        source: "SI 2006/1738 reg 13(3)",
        sentences: &[
            Sentence::Count {
                of: at("all_complaints_procedure", RECEIVED, "children_statutory"),
                noun: STATUTORY,
                done: "received",
                highlight: "statutory complaints received",
            },
            Sentence::Count {
                of: total("all_complaints_procedure", RECEIVED),
                noun: Noun {
                    one: "complaint of any kind",
                    many: "complaints of all kinds",
                },
                done: "received",
                highlight: "complaints of all kinds",
            },
        ],
        tables: &[
            drawn("all_complaints_procedure"),
            own_drawn(&tables::CHILDRENS_MONTHS),
            plain("children_flow"),
            plain("children_closed"),
            plain("children_procedure_years"),
            plain("children_kind_years"),
            plain("children_quarters"),
            plain("children_activity"),
        ],
        narratives: &[(
            "introduction",
            "What the year was like, and what readers should know first",
        )],
        ..PART
    },
    Part {
        id: "stages",
        title: "Complaints at each stage",
        duty: "How many complaints were dealt with at each stage",
        source: "SI 2006/1738 reg 13(1); Getting the Best from Complaints",
        sentences: &[
            Sentence::Count {
                of: at("children_stage_events", "stage_events", "1"),
                noun: Noun {
                    one: "complaint",
                    many: "complaints",
                },
                done: "opened at stage 1",
                highlight: "",
            },
            Sentence::Count {
                of: at("children_stage_events", "stage_events", "2"),
                noun: Noun {
                    one: "complaint",
                    many: "complaints",
                },
                done: "taken to stage 2, an investigation with an independent person",
                highlight: "stage 2 investigations started",
            },
            Sentence::Count {
                of: at("children_stage_events", "stage_events", "3"),
                noun: Noun {
                    one: "complaint",
                    many: "complaints",
                },
                done: "taken to stage 3, a review panel",
                highlight: "",
            },
        ],
        tables: &[
            drawn("children_stage_events"),
            plain("children_stage_endings"),
            plain("children_last_stage_as_published"),
            plain("corporate_last_stage_as_published"),
            plain("children_resolved"),
            plain("children_escalation"),
            plain("children_stage_years"),
            plain("children_last_stage_years"),
        ],
        ..PART
    },
    Part {
        id: "outcomes",
        title: "Outcomes",
        duty: "The outcome of each representation",
        source: "SI 2006/1738 reg 13(2)(b)",
        sentences: &[Sentence::Rate {
            of: total("children_outcome", "upheld_rate"),
            among: "Of the statutory complaints with a finding",
            done: "were upheld wholly or partly",
            highlight: "of statutory complaints with a finding upheld wholly or partly",
        }],
        tables: &[
            drawn("children_outcome"),
            plain("children_outcome_years"),
            plain("children_withdrawals"),
        ],
        gaps: &[Gap::Some {
            of: at("children_outcome", RECEIVED, "open"),
            noun: STATUTORY,
            one: "received in the year is still open and has no outcome",
            many: "received in the year are still open and have no outcome",
        }],
        ..PART
    },
    Part {
        id: "timeliness",
        title: "Time limits",
        duty: "Whether the time limits of each stage were kept, agreed extensions included",
        source: "SI 2006/1738 reg 13(2)(c)",
        sentences: &[
            Sentence::Rate {
                of: total("children_stage_timeliness", "stage_within_agreed_rate"),
                among: "Of all stages answered",
                done: "were answered within the time as extended",
                highlight: "of stages answered within the agreed time",
            },
            Sentence::Days {
                of: at("children_mean_working_days", "stage_mean_working_days", "1"),
                what: "Stage 1",
                highlight: "working days at stage 1, on average",
            },
            Sentence::Days {
                of: at("children_mean_working_days", "stage_mean_working_days", "2"),
                what: "Stage 2",
                highlight: "",
            },
            Sentence::Days {
                of: at("children_mean_working_days", "stage_mean_working_days", "3"),
                what: "Stage 3",
                highlight: "",
            },
        ],
        tables: &[
            plain("children_stage_timeliness"),
            plain("children_mean_working_days"),
            own(&tables::CHILDRENS_EXTENDED),
            plain("children_stage_as_published"),
            plain("children_late"),
            plain("children_achievable"),
            plain("children_open_at_end"),
            plain("children_delays"),
            plain("children_days_bands"),
            plain("children_panel"),
            plain("children_working_days_years"),
            plain("children_response_years"),
            plain("children_costs"),
        ],
        narratives: &[("timeliness", "Why responses were late, and what is being done")],
        ..PART
    },
    Part {
        id: "who",
        title: "Who complained, and advocacy",
        duty: "Which groups complained; complaints by children and young people; advocacy and its monitoring",
        source: "Children Act 1989 s26A; Getting the Best from Complaints",
        sentences: &[
            Sentence::Part {
                part: at("children_child_or_advocate", RECEIVED, "yes"),
                whole: total("children_child_or_advocate", RECEIVED),
                noun: STATUTORY,
                done: "made by a child, a young person or an advocate",
            },
            Sentence::Part {
                part: at("children_advocate", RECEIVED, "yes"),
                whole: total("children_advocate", RECEIVED),
                noun: STATUTORY,
                done: "supported by an advocate",
            },
            Sentence::Most {
                of: total("children_method", RECEIVED),
                what: "The way in which most complaints came was",
            },
        ],
        tables: &[
            drawn("children_made_by"),
            plain("children_child_or_advocate"),
            plain("children_advocate"),
            drawn("children_method"),
            drawn("children_team"),
            plain("children_advocacy"),
            plain("children_child_or_advocate_years"),
        ],
        gaps: &[
            Gap::None {
                of: at("children_advocate", RECEIVED, "yes"),
                whole: total("children_advocate", RECEIVED),
                text: "No advocate is recorded for any statutory complaint.",
            },
            Gap::Blank {
                of: total("children_advocate", RECEIVED),
                what: "Whether an advocate helped",
                noun: STATUTORY,
            },
        ],
        ..PART
    },
    Part {
        id: "equality",
        title: "Equality",
        duty: "Age, sex, disability, ethnicity and sexual orientation of those who complained",
        source: "Getting the Best from Complaints; Equality Act 2010 s149",
        tables: &[
            drawn("all_complaints_sex"),
            drawn("all_complaints_age"),
            drawn("all_complaints_ethnicity"),
            drawn("all_complaints_disability"),
            plain_orientation(),
            plain("children_equality_known"),
            plain("children_complainant_sex"),
            plain("children_complainant_ethnicity"),
        ],
        gaps: &[
            Gap::Blank {
                of: total("all_complaints_sex", RECEIVED),
                what: "The sex of the child or service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("all_complaints_age", RECEIVED),
                what: "The age of the child or service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("all_complaints_ethnicity", RECEIVED),
                what: "The ethnicity of the child or service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("all_complaints_disability", RECEIVED),
                what: "The disability of the child or service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("report_sexual_orientation", RECEIVED),
                what: "The sexual orientation of the child or service user",
                noun: COMPLAINT,
            },
        ],
        ..PART
    },
    Part {
        id: "themes",
        title: "What complaints were about",
        duty: "The types of complaint and their themes",
        source: "Getting the Best from Complaints",
        sentences: &[Sentence::Most {
            of: total("concern_categories", "concerns_raised"),
            what: "The concern raised most often was about",
        }],
        tables: &[
            drawn("concern_categories"),
            plain("children_concern_outcomes"),
            plain("children_concern_shares"),
        ],
        narratives: &[("themes", "What the themes of the year tell")],
        ..PART
    },
    Part {
        id: "learning",
        title: "Learning, and progress on last year's actions",
        duty: "What was learned, what was done about it, and progress on last year's actions",
        source: "SI 2006/1738 reg 13(3); Getting the Best from Complaints",
        tables: &[plain("children_learning"), plain("learning_flow")],
        narratives: &[("learning", "What changed for children because of complaints")],
        also: Also::Learning,
        ..PART
    },
    Part {
        id: "ombudsman",
        title: "The Local Government and Social Care Ombudsman",
        duty: "Complaints that went to the Ombudsman",
        source: "Getting the Best from Complaints",
        sentences: &[Sentence::Count {
            of: total("report_ombudsman_childrens_received", "ombudsman_received"),
            noun: CASE,
            done: "received by the Ombudsman",
            highlight: "",
        }],
        tables: &[
            own(&tables::OMBUDSMAN_CHILDRENS_RECEIVED),
            own(&tables::OMBUDSMAN_CHILDRENS_DECISIONS),
        ],
        ..PART
    },
    Part {
        id: "compliments",
        title: "Compliments and comments",
        duty: "Compliments and comments received",
        source: "SI 2006/1738 reg 13(2)(a)",
        sentences: &[
            Sentence::Count {
                of: total("compliment_sources", RECEIVED),
                noun: COMPLIMENT,
                done: "received",
                highlight: "compliments received",
            },
            Sentence::Count {
                of: at("report_kinds", RECEIVED, "comment"),
                noun: COMMENT,
                done: "recorded",
                highlight: "",
            },
        ],
        tables: &[
            own(&tables::KINDS),
            drawn("compliment_themes"),
            drawn("compliment_sources"),
            plain("compliment_teams"),
            plain("compliment_team_groups"),
            plain("compliment_years"),
            plain("children_comments"),
        ],
        ..PART
    },
    Part {
        id: "effectiveness",
        title: "How well the procedure works",
        duty: "A review of the effectiveness of the procedure",
        source: "SI 2006/1738 reg 13(3)",
        narratives: &[(
            "effectiveness",
            "How well the procedure works, and what will change",
        )],
        ..PART
    },
];

const fn plain_orientation() -> super::Shown {
    own(&tables::SEXUAL_ORIENTATION)
}
