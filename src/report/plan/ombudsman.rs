//! The annual report on what the Ombudsman received, decided and recommended.

use super::{Also, PART, Part, Plan, Sentence, drawn, plain, total};
use crate::report::words::Noun;

const CASE: Noun = Noun {
    one: "case about the council",
    many: "cases about the council",
};
const REMEDY: Noun = Noun {
    one: "remedy",
    many: "remedies",
};

pub(super) const PLAN: Plan = Plan {
    title: "Annual report on the Ombudsman's cases",
    about: "The Local Government and Social Care Ombudsman looks into complaints that the council could not settle \
            (Local Government Act 1974). This report says what it received, decided and recommended in the year, and \
            whether the council did what it agreed to.",
    sections: SECTIONS,
};

const SECTIONS: &[Part] = &[
    Part {
        id: "received",
        title: "Cases received",
        duty: "How many cases the Ombudsman received, by category",
        source: "Ombudsman's annual letter",
        sentences: &[
            Sentence::Count {
                of: total("ombudsman_received_by_category", "ombudsman_received"),
                noun: CASE,
                done: "received by the Ombudsman",
                highlight: "cases received",
            },
            Sentence::Most {
                of: total("ombudsman_received_by_category", "ombudsman_received"),
                what: "The category with most cases was",
            },
        ],
        tables: &[
            drawn("ombudsman_received_by_category"),
            plain("ombudsman_received_years"),
        ],
        narratives: &[(
            "introduction",
            "What the year was like, and what readers should know first",
        )],
        ..PART
    },
    Part {
        id: "decisions",
        title: "Decisions",
        duty: "What the Ombudsman decided",
        source: "Ombudsman's annual letter",
        sentences: &[
            Sentence::Count {
                of: total("ombudsman_decisions", "ombudsman_decided"),
                noun: CASE,
                done: "decided",
                highlight: "cases decided",
            },
            Sentence::Rate {
                of: total("ombudsman_investigated_by_service", "ombudsman_uphold_rate"),
                among: "Of the cases investigated",
                done: "were upheld",
                highlight: "of cases investigated upheld",
            },
        ],
        tables: &[
            drawn("ombudsman_decisions"),
            plain("ombudsman_investigated_by_service"),
            plain("ombudsman_investigated_years"),
            plain("ombudsman_decisions_by_category"),
            plain("ombudsman_decision_classes"),
            plain("ombudsman_cases_by_service"),
            plain("ombudsman_local_findings"),
            plain("ombudsman_per_population"),
        ],
        narratives: &[("decisions", "The cases that were upheld, without naming anybody")],
        ..PART
    },
    Part {
        id: "enquiries",
        title: "Answers to the Ombudsman's enquiries",
        duty: "How long the council took to answer",
        source: "Ombudsman's annual letter",
        sentences: &[Sentence::Days {
            of: total("ombudsman_enquiries_by_service", "enquiry_mean_working_days"),
            what: "An answer to an enquiry",
            highlight: "working days to answer an enquiry, on average",
        }],
        tables: &[
            plain("ombudsman_enquiries_by_service"),
            plain("ombudsman_enquiries"),
            plain("ombudsman_drafts"),
        ],
        ..PART
    },
    Part {
        id: "remedies",
        title: "Remedies and compliance",
        duty: "Remedies that the council agreed to, and whether it carried them out in time",
        source: "Local Government Act 1974 s31; Ombudsman's annual letter",
        sentences: &[
            Sentence::Count {
                of: total("ombudsman_remedies_due", "remedies_agreed"),
                noun: REMEDY,
                done: "due in the period",
                highlight: "",
            },
            Sentence::Part {
                part: total("ombudsman_remedies_due", "remedies_completed_late"),
                whole: total("ombudsman_remedies_due", "remedies_completed"),
                noun: Noun {
                    one: "remedy carried out",
                    many: "remedies carried out",
                },
                done: "late",
            },
            Sentence::Rate {
                of: total("ombudsman_remedies", "ombudsman_satisfactory_remedy_rate"),
                among: "Of the cases upheld",
                done: "had been remedied by the council before the Ombudsman was involved",
                highlight: "",
            },
        ],
        tables: &[
            plain("ombudsman_remedies_due"),
            plain("compliance"),
            plain("ombudsman_compliance"),
            plain("ombudsman_remedies_by_service"),
            plain("ombudsman_duties"),
            plain("ombudsman_remedies"),
        ],
        narratives: &[(
            "remedies",
            "What was agreed and carried out, and why anything was late",
        )],
        ..PART
    },
    Part {
        id: "learning",
        title: "What was learned",
        duty: "Learning from the Ombudsman's decisions",
        source: "Complaint Handling Code 7",
        tables: &[plain("ombudsman_learning")],
        narratives: &[("learning", "What changed because of the Ombudsman's decisions")],
        also: Also::Learning,
        ..PART
    },
    Part {
        id: "comparison",
        title: "Comparison with other councils",
        duty: "Uphold rates of similar councils",
        source: "Ombudsman's annual letter (good practice)",
        tables: &[
            plain("peers_neighbours"),
            plain("peers_combined_authority"),
            plain("peers_satisfactory_remedies"),
            plain("peers_compliance"),
            plain("peers_types"),
            plain("peers_national"),
            plain("peers_sources"),
        ],
        narratives: &[(
            "comparison",
            "How the council compares, and with whom; name the group and the year",
        )],
        ..PART
    },
];
