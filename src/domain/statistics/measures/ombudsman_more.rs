//! Further measures of the Ombudsman's cases: per population, compliance, what the council had found before, money,
//! drafts and the monitoring officer's duties.

use super::DICTIONARY;
use crate::domain::{
    ombudsman::Decision,
    statistics::{Basis, Column, Measure, Reckoning, Unit, Which},
};

/// What the measures of cases have in common.
const CASES: Measure = Measure {
    id: "",
    version: 1,
    wording: "",
    numerator: "",
    denominator: "",
    exclusions: "None.",
    source: "Local Government and Social Care Ombudsman, Interpreting our complaints data",
    unit: Unit::OmbudsmanCase,
    default_basis: Basis::Concluded,
    bases: &[Basis::Received, Basis::Concluded],
    reckoning: Reckoning::Count(Which::All),
};

/// What the measures of compliance have in common: the year is that in which the outcome was recorded.
const COMPLIANCE: Measure = Measure {
    exclusions: "Cases without an outcome of compliance.",
    source: "Local Government and Social Care Ombudsman, Compliance Manual 4",
    default_basis: Basis::Recorded,
    bases: &[Basis::Recorded],
    ..CASES
};

const REMEDIES: Measure = Measure {
    source: DICTIONARY,
    unit: Unit::Remedy,
    default_basis: Basis::Due,
    bases: &[Basis::Due, Basis::Concluded, Basis::Recorded],
    ..CASES
};

const ENQUIRIES: Measure = Measure {
    source: DICTIONARY,
    unit: Unit::Enquiry,
    exclusions: "Enquiries not answered.",
    bases: &[Basis::Received, Basis::Concluded, Basis::Due],
    ..CASES
};

const DRAFTS: Measure = Measure {
    source: DICTIONARY,
    unit: Unit::Draft,
    default_basis: Basis::Received,
    bases: &[Basis::Received],
    ..CASES
};

const DUTIES: Measure = Measure {
    source: "Local Government and Housing Act 1989 s5 and s5A",
    unit: Unit::Duty,
    default_basis: Basis::Received,
    bases: &[Basis::Received],
    ..CASES
};

const UPHELD: Which = Which::Decided(Decision::Upheld);
const OUTCOME: Which = Which::Given(Column::Compliance);
const SATISFIED: Which = Which::OneOf(Column::Compliance, &["complete", "completed_late"]);
const UPHELD_LOCALLY: Which = Which::OneOf(Column::LocalFinding, &["upheld", "partly_upheld"]);
const WITH_LOCAL: Which = Which::Each(&[UPHELD, Which::Given(Column::LocalFinding)]);

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "share_of_ombudsman_cases",
        wording: "Share of all cases that the table counts.",
        numerator: "Cases of the row",
        denominator: "All cases of the table",
        reckoning: Reckoning::ShareOfTable(Which::All),
        ..CASES
    },
    Measure {
        id: "ombudsman_upheld_per_100000",
        wording: "Cases that the Ombudsman upheld for each 100,000 residents.",
        numerator: "Cases upheld",
        denominator: "Residents, by the latest figure given for the year or one before",
        reckoning: Reckoning::PerPopulation(UPHELD, 100_000),
        ..CASES
    },
    Measure {
        id: "ombudsman_public_reports",
        wording: "Cases decided by a public report.",
        numerator: "Cases with a report under Local Government Act 1974 s30",
        exclusions: "Cases decided by an ordinary statement.",
        source: "Local Government Act 1974 s30 and s31",
        reckoning: Reckoning::Count(Which::Is(Column::PublicReport, "yes")),
        ..CASES
    },
    Measure {
        id: "ombudsman_unknown_until_listed",
        wording: "Cases that the council learned of from the Ombudsman's annual list alone.",
        numerator: "Cases that nobody had recorded before the list",
        source: DICTIONARY,
        reckoning: Reckoning::Count(Which::Is(Column::UnknownUntilListed, "yes")),
        ..CASES
    },
    Measure {
        id: "ombudsman_upheld_and_upheld_before",
        wording: "Cases upheld by the Ombudsman that the council had upheld, wholly or partly, before.",
        numerator: "Cases upheld whose complaint the council had upheld or partly upheld",
        exclusions: "Cases not linked to a complaint of the register, and those without a finding there.",
        source: DICTIONARY,
        reckoning: Reckoning::Count(Which::Each(&[UPHELD, UPHELD_LOCALLY])),
        ..CASES
    },
    Measure {
        id: "ombudsman_upheld_before_rate",
        wording: "Of the cases upheld by the Ombudsman on which the council had made a finding, the percentage that \
                  the council had upheld, wholly or partly, before.",
        numerator: "Cases upheld whose complaint the council had upheld or partly upheld",
        denominator: "Cases upheld whose complaint has a finding of the council",
        exclusions: "Cases not linked to a complaint of the register, and those without a finding there.",
        source: DICTIONARY,
        reckoning: Reckoning::Rate {
            of: Which::Each(&[UPHELD, UPHELD_LOCALLY]),
            among: WITH_LOCAL,
        },
        ..CASES
    },
    Measure {
        id: "compliance_recorded",
        wording: "Outcomes of compliance that the Ombudsman recorded, whenever the case was decided.",
        numerator: "Cases with an outcome of compliance recorded in the period",
        reckoning: Reckoning::Count(OUTCOME),
        ..COMPLIANCE
    },
    Measure {
        id: "compliance_satisfied",
        wording: "Outcomes of compliance with which the Ombudsman was satisfied, late ones too.",
        numerator: "Cases complete, or completed late",
        reckoning: Reckoning::Count(SATISFIED),
        ..COMPLIANCE
    },
    Measure {
        id: "compliance_late",
        wording: "Outcomes of compliance with which the Ombudsman was satisfied, but late.",
        numerator: "Cases completed late",
        reckoning: Reckoning::Count(Which::Is(Column::Compliance, "completed_late")),
        ..COMPLIANCE
    },
    Measure {
        id: "compliance_rate",
        wording: "Of the outcomes of compliance recorded, the percentage with which the Ombudsman was satisfied.",
        numerator: "Cases complete, or completed late",
        denominator: "Cases with an outcome of compliance recorded in the period",
        reckoning: Reckoning::Rate {
            of: SATISFIED,
            among: OUTCOME,
        },
        ..COMPLIANCE
    },
    Measure {
        id: "compliance_late_rate",
        wording: "Of the outcomes of compliance recorded, the percentage completed late.",
        numerator: "Cases completed late",
        denominator: "Cases with an outcome of compliance recorded in the period",
        reckoning: Reckoning::Rate {
            of: Which::Is(Column::Compliance, "completed_late"),
            among: OUTCOME,
        },
        ..COMPLIANCE
    },
    Measure {
        id: "enquiries_received",
        wording: "Enquiries of the Ombudsman.",
        numerator: "Enquiries received",
        exclusions: "None.",
        default_basis: Basis::Received,
        ..ENQUIRIES
    },
    Measure {
        id: "enquiry_median_working_days",
        wording: "Median working days that the council took over each enquiry.",
        numerator: "Working days from the receipt of each enquiry to its answer",
        denominator: "Enquiries answered",
        reckoning: Reckoning::Median(Which::EnquiryAnswered, Column::EnquiryWorkingDays),
        ..ENQUIRIES
    },
    Measure {
        id: "enquiries_in_time_rate",
        wording: "Of the enquiries answered, the percentage answered by the due date.",
        numerator: "Enquiries answered on or before the due date as last agreed",
        denominator: "Enquiries answered",
        reckoning: Reckoning::Rate {
            of: Which::OneOf(Column::EnquiryTimeliness, &["within_base", "within_agreed"]),
            among: Which::Not(&Which::Is(Column::EnquiryTimeliness, "unanswered")),
        },
        ..ENQUIRIES
    },
    Measure {
        id: "remedies_overdue",
        wording: "Remedies not completed and overdue on the day of the answer.",
        numerator: "Remedies past their due date and not completed",
        exclusions: "Remedies completed.",
        reckoning: Reckoning::Count(Which::Is(Column::Overdue, "yes")),
        bases: &[Basis::Due],
        ..REMEDIES
    },
    Measure {
        id: "remedies_with_payment",
        wording: "Remedies that are a payment.",
        numerator: "Remedies with an amount",
        exclusions: "Remedies without an amount.",
        reckoning: Reckoning::Count(Which::Given(Column::Pence)),
        ..REMEDIES
    },
    Measure {
        id: "remedy_payments",
        wording: "Payments that the Ombudsman recommended, added up.",
        numerator: "Amounts of the remedies",
        exclusions: "Remedies without an amount.",
        reckoning: Reckoning::Sum(Which::Given(Column::Pence), Column::Pence),
        ..REMEDIES
    },
    Measure {
        id: "draft_decisions",
        wording: "Draft decisions that the Ombudsman sent to the council.",
        numerator: "Drafts received",
        ..DRAFTS
    },
    Measure {
        id: "duties_assessed",
        wording: "Entries in the log of the monitoring officer's duties.",
        numerator: "Cases that the monitoring officer judged",
        ..DUTIES
    },
    Measure {
        id: "duties_triggered",
        wording: "Reports that the monitoring officer had to make.",
        numerator: "Entries under which a report is due",
        exclusions: "Entries under which no report is due.",
        reckoning: Reckoning::Count(Which::Is(Column::DutyTriggered, "yes")),
        ..DUTIES
    },
];
