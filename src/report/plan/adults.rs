//! The annual report on adult social care complaints.

use super::{Also, Gap, PART, Part, Plan, Sentence, at, own, own_drawn, plain, tables, total};
use crate::report::words::Noun;

const COMPLAINT: Noun = Noun {
    one: "complaint about adult social care",
    many: "complaints about adult social care",
};
const CASE: Noun = Noun {
    one: "case about adult care services",
    many: "cases about adult care services",
};

const RECEIVED: &str = "representations_received";

pub(super) const PLAN: Plan = Plan {
    title: "Annual report on adult social care complaints",
    about: "Regulation 18 of the Local Authority Social Services and National Health Service Complaints (England) \
            Regulations 2009 (SI 2009/309) asks for a report on each year that ends on 31 March, available to anyone on \
            request. The sections stand in the order of that regulation.",
    sections: SECTIONS,
};

const SECTIONS: &[Part] = &[
    Part {
        id: "received",
        title: "Complaints received",
        duty: "How many complaints were received",
        source: "SI 2009/309 reg 18(1)(a)",
        sentences: &[
            Sentence::Count {
                of: total("report_adults_service", RECEIVED),
                noun: COMPLAINT,
                done: "received",
                highlight: "complaints received",
            },
            Sentence::Most {
                of: total("report_adults_method", RECEIVED),
                what: "The way in which most complaints came was",
            },
        ],
        tables: &[
            own_drawn(&tables::ADULTS_MONTHS),
            own_drawn(&tables::ADULTS_SERVICE),
            own_drawn(&tables::ADULTS_METHOD),
            plain("adults_procedure"),
            plain("adults_years"),
            plain("adults_providers"),
            plain("adults_joint"),
            plain("adults_long_term_support"),
        ],
        narratives: &[(
            "introduction",
            "What the year was like, and what readers should know first",
        )],
        ..PART
    },
    Part {
        id: "well-founded",
        title: "Complaints that were well-founded",
        duty: "How many complaints were well-founded",
        source: "SI 2009/309 reg 18(1)(b)",
        sentences: &[Sentence::Rate {
            of: total("report_adults_outcome", "upheld_rate"),
            among: "Of the complaints with a finding",
            done: "were well-founded: upheld wholly or partly",
            highlight: "of complaints with a finding upheld wholly or partly",
        }],
        tables: &[plain("adults_well_founded"), own_drawn(&tables::ADULTS_OUTCOME)],
        gaps: &[Gap::Some {
            of: at("report_adults_outcome", RECEIVED, "open"),
            noun: COMPLAINT,
            one: "received in the year is still open and has no outcome",
            many: "received in the year are still open and have no outcome",
        }],
        ..PART
    },
    Part {
        id: "ombudsman",
        title: "Complaints referred to the Ombudsman",
        duty: "How many complaints the council was told had been referred to the Ombudsman",
        source: "SI 2009/309 reg 18(1)(c)",
        sentences: &[Sentence::Count {
            of: total("report_ombudsman_adults_received", "ombudsman_received"),
            noun: CASE,
            done: "received by the Ombudsman",
            highlight: "cases received by the Ombudsman",
        }],
        tables: &[
            own(&tables::OMBUDSMAN_ADULTS_RECEIVED),
            own(&tables::OMBUDSMAN_ADULTS_DECISIONS),
            plain("adults_local_findings"),
        ],
        ..PART
    },
    Part {
        id: "subjects",
        title: "What complaints were about",
        duty: "A summary of the subject matter of complaints",
        source: "SI 2009/309 reg 18(1)(d)(i)",
        sentences: &[Sentence::Most {
            of: total("report_adults_concerns", "concerns_raised"),
            what: "The concern raised most often was about",
        }],
        tables: &[
            own_drawn(&tables::ADULTS_CONCERNS),
            plain("adults_points"),
            plain("adults_point_outcomes"),
        ],
        narratives: &[("subjects", "What the subjects of the year's complaints tell")],
        ..PART
    },
    Part {
        id: "importance",
        title: "Matters of general importance",
        duty: "Matters of general importance arising out of complaints, or out of the way in which they were handled",
        source: "SI 2009/309 reg 18(1)(d)(ii)",
        narratives: &[(
            "importance",
            "Matters of general importance, and how complaints were handled",
        )],
        ..PART
    },
    Part {
        id: "learning",
        title: "What is being improved",
        duty: "Action taken, or to be taken, to improve services because of complaints",
        source: "SI 2009/309 reg 18(1)(d)(iii)",
        tables: &[plain("adults_actions")],
        narratives: &[("learning", "What changed for people because of complaints")],
        also: Also::Learning,
        ..PART
    },
    Part {
        id: "timeliness",
        title: "Agreed times for a response",
        duty: "Whether complaints were answered within the agreed period, amendments included",
        source: "SI 2009/309 reg 17",
        sentences: &[
            Sentence::Rate {
                of: total("report_adults_timeliness", "stage_within_agreed_rate"),
                among: "Of the complaints answered",
                done: "were answered within the agreed time",
                highlight: "answered within the agreed time",
            },
            Sentence::Days {
                of: total("report_adults_days", "stage_mean_working_days"),
                what: "A response",
                highlight: "working days to a response, on average",
            },
        ],
        tables: &[
            own(&tables::ADULTS_TIMELINESS),
            own(&tables::ADULTS_DAYS),
            plain("adults_timeliness"),
            plain("adults_achievable"),
            plain("adults_delays"),
            plain("adults_guideline_as_published"),
            plain("adults_guideline_years"),
        ],
        narratives: &[("timeliness", "Why responses were late, and what is being done")],
        ..PART
    },
    Part {
        id: "equality",
        title: "Equality",
        duty: "Protected characteristics of service users",
        source: "Equality Act 2010 s149 (good practice)",
        tables: &[
            own_drawn(&tables::ADULTS_SEX),
            own_drawn(&tables::ADULTS_AGE),
            own_drawn(&tables::ADULTS_ETHNICITY),
            own_drawn(&tables::ADULTS_DISABILITY),
            plain("adults_complainant_sex"),
            plain("adults_complainant_ethnicity"),
        ],
        gaps: &[
            Gap::Blank {
                of: total("report_adults_sex", RECEIVED),
                what: "The sex of the service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("report_adults_age", RECEIVED),
                what: "The age of the service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("report_adults_ethnicity", RECEIVED),
                what: "The ethnicity of the service user",
                noun: COMPLAINT,
            },
            Gap::Blank {
                of: total("report_adults_disability", RECEIVED),
                what: "The disability of the service user",
                noun: COMPLAINT,
            },
        ],
        ..PART
    },
    Part {
        id: "compliments",
        title: "Compliments and comments",
        duty: "Compliments and comments received",
        source: "Good practice",
        tables: &[
            plain("adults_compliments"),
            plain("adults_compliments_by_month"),
            plain("adults_compliments_over_complaints"),
            plain("adults_comments"),
        ],
        ..PART
    },
];
