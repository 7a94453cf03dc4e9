//! The complaints performance and service improvement report that the Complaint Handling Code asks for.

use super::{
    Also, Gap, PART, Part, Plan, Sentence, at,
    corporate::{COMPLAINT, LEARNING, OMBUDSMAN, OUTCOMES, RECEIVED, THEMES, TIMELINESS, VOLUMES},
    own, plain, tables, total,
};

pub(super) const PLAN: Plan = Plan {
    title: "Complaints performance and service improvement report",
    about: "Paragraph 8.1 of the Complaint Handling Code of the Local Government and Social Care Ombudsman asks for this \
            report each year, for scrutiny by those who govern the council. It is published with their response \
            (8.2), and the self-assessment is made again after a restructure, a merger or a change of procedure (8.3).",
    sections: SECTIONS,
};

const SECTIONS: &[Part] = &[
    Part {
        id: "self-assessment",
        title: "Self-assessment against the Code",
        duty: "The annual self-assessment against the Code",
        source: "Complaint Handling Code 8.1(a)",
        also: Also::SelfAssessment,
        narratives: &[(
            "self-assessment",
            "How the self-assessment was made, and what changed since the last",
        )],
        ..PART
    },
    VOLUMES,
    TIMELINESS,
    OUTCOMES,
    THEMES,
    Part {
        id: "refused",
        title: "Complaints that were refused",
        duty: "A summary of the types of complaint that the council refused to accept",
        source: "Complaint Handling Code 8.1(b)",
        sentences: &[Sentence::Part {
            part: at("report_corporate_states", RECEIVED, "not_accepted"),
            whole: total("report_corporate_states", RECEIVED),
            noun: COMPLAINT,
            done: "refused",
        }],
        tables: &[
            own(&tables::CORPORATE_STATES),
            plain("code_refused"),
            plain("code_refused_by_procedure"),
            plain("code_service_requests"),
        ],
        narratives: &[("refused", "Which types of complaint were refused, and why")],
        gaps: &[Gap::Some {
            of: at("report_corporate_states", RECEIVED, "deferred"),
            noun: COMPLAINT,
            one: "is deferred and has no answer",
            many: "are deferred and have no answer",
        }],
        ..PART
    },
    Part {
        id: "non-compliance",
        title: "Findings of non-compliance with the Code",
        duty: "Any findings of the Ombudsman that the council did not comply with the Code",
        source: "Complaint Handling Code 8.1(c)",
        tables: &[plain("code_non_compliance"), plain("code_acknowledged")],
        narratives: &[(
            "non-compliance",
            "Each finding of non-compliance and what was done; say so if there was none",
        )],
        ..PART
    },
    LEARNING,
    OMBUDSMAN,
    Part {
        id: "publications",
        title: "Other publications of the Ombudsman",
        duty: "Any other relevant reports or publications of the Ombudsman about the council",
        source: "Complaint Handling Code 8.1(f)",
        narratives: &[(
            "publications",
            "Public reports and other publications; say so if there were none",
        )],
        ..PART
    },
    Part {
        id: "indicators",
        title: "Indicators of the Ombudsman",
        duty: "The indicators that the Ombudsman publishes for councils",
        source: "Ombudsman's guide to the Code (good practice)",
        gaps: &[Gap::Never(
            "The Ombudsman's set of indicators is not part of the register yet: only the number of complaints is shown.",
        )],
        sentences: &[Sentence::Count {
            of: total("report_corporate_service", RECEIVED),
            noun: COMPLAINT,
            done: "received (indicator one, the number of complaints)",
            highlight: "",
        }],
        ..PART
    },
    Part {
        id: "governance",
        title: "Response of those who govern the council",
        duty: "The response of the governance body, and of the member responsible for complaints",
        source: "Complaint Handling Code 8.2, 9",
        narratives: &[
            ("governance", "What the committee or council said of this report"),
            (
                "responsible-member",
                "The view of the member responsible for complaints",
            ),
        ],
        ..PART
    },
];
