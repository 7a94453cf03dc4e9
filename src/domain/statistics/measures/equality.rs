//! How complete the equality answers are, for each question and of both persons apart (Equality Act 2010 s4): beside
//! every breakdown, so that a share of those who answered is not read as a share of all.

use super::DICTIONARY;
use crate::domain::statistics::{Basis, Column, Measure, Reckoning, Unit, Which};

const COMPLAINT: Which = Which::Is(Column::Kind, "complaint");

const fn known(id: &'static str, wording: &'static str, of: Which, among: Which) -> Measure {
    Measure {
        id,
        version: 1,
        wording,
        numerator: "Complaints with an answer; that somebody prefers not to say is one",
        denominator: "Complaints, those left out to which the question does not apply",
        exclusions: "What is no complaint, and answers that the question does not apply.",
        source: DICTIONARY,
        unit: Unit::Representation,
        default_basis: Basis::Received,
        bases: &[Basis::Received, Basis::Concluded],
        reckoning: Reckoning::Rate { of, among },
    }
}

/// Complaints where the question applies and is answered.
macro_rules! answered {
    ($column:expr) => {
        Which::Each(&[
            COMPLAINT,
            Which::Answered($column),
            Which::Not(&Which::Is($column, "not_applicable")),
        ])
    };
}

/// Complaints where the question applies.
macro_rules! applies {
    ($column:expr) => {
        Which::Each(&[COMPLAINT, Which::Not(&Which::Is($column, "not_applicable"))])
    };
}

pub(super) const MEASURES: &[Measure] = &[
    known(
        "complainant_age_band_known_rate",
        "Of the complaints, the percentage with an answer about the age of the complainant.",
        answered!(Column::Complainant("age_band")),
        applies!(Column::Complainant("age_band")),
    ),
    known(
        "complainant_disability_known_rate",
        "Of the complaints, the percentage with an answer about the disability of the complainant.",
        answered!(Column::Complainant("disability")),
        applies!(Column::Complainant("disability")),
    ),
    known(
        "complainant_ethnicity_known_rate",
        "Of the complaints, the percentage with an answer about the ethnicity of the complainant.",
        answered!(Column::Complainant("ethnicity")),
        applies!(Column::Complainant("ethnicity")),
    ),
    known(
        "complainant_sex_known_rate",
        "Of the complaints, the percentage with an answer about the sex of the complainant.",
        answered!(Column::Complainant("sex")),
        applies!(Column::Complainant("sex")),
    ),
    known(
        "complainant_gender_reassignment_known_rate",
        "Of the complaints, the percentage with an answer about the gender reassignment of the complainant.",
        answered!(Column::Complainant("gender_reassignment")),
        applies!(Column::Complainant("gender_reassignment")),
    ),
    known(
        "complainant_marriage_known_rate",
        "Of the complaints, the percentage with an answer about the marriage or civil partnership of the complainant.",
        answered!(Column::Complainant("marriage")),
        applies!(Column::Complainant("marriage")),
    ),
    known(
        "complainant_pregnancy_known_rate",
        "Of the complaints, the percentage with an answer about the pregnancy or maternity of the complainant.",
        answered!(Column::Complainant("pregnancy")),
        applies!(Column::Complainant("pregnancy")),
    ),
    known(
        "complainant_religion_known_rate",
        "Of the complaints, the percentage with an answer about the religion or belief of the complainant.",
        answered!(Column::Complainant("religion")),
        applies!(Column::Complainant("religion")),
    ),
    known(
        "complainant_sexual_orientation_known_rate",
        "Of the complaints, the percentage with an answer about the sexual orientation of the complainant.",
        answered!(Column::Complainant("sexual_orientation")),
        applies!(Column::Complainant("sexual_orientation")),
    ),
    known(
        "service_user_age_band_known_rate",
        "Of the complaints, the percentage with an answer about the age of the child or service user.",
        answered!(Column::ServiceUser("age_band")),
        applies!(Column::ServiceUser("age_band")),
    ),
    known(
        "service_user_disability_known_rate",
        "Of the complaints, the percentage with an answer about the disability of the child or service user.",
        answered!(Column::ServiceUser("disability")),
        applies!(Column::ServiceUser("disability")),
    ),
    known(
        "service_user_ethnicity_known_rate",
        "Of the complaints, the percentage with an answer about the ethnicity of the child or service user.",
        answered!(Column::ServiceUser("ethnicity")),
        applies!(Column::ServiceUser("ethnicity")),
    ),
    known(
        "service_user_sex_known_rate",
        "Of the complaints, the percentage with an answer about the sex of the child or service user.",
        answered!(Column::ServiceUser("sex")),
        applies!(Column::ServiceUser("sex")),
    ),
    known(
        "service_user_gender_reassignment_known_rate",
        "Of the complaints, the percentage with an answer about the gender reassignment of the child or service user.",
        answered!(Column::ServiceUser("gender_reassignment")),
        applies!(Column::ServiceUser("gender_reassignment")),
    ),
    known(
        "service_user_marriage_known_rate",
        "Of the complaints, the percentage with an answer about the marriage or civil partnership of the child or service user.",
        answered!(Column::ServiceUser("marriage")),
        applies!(Column::ServiceUser("marriage")),
    ),
    known(
        "service_user_pregnancy_known_rate",
        "Of the complaints, the percentage with an answer about the pregnancy or maternity of the child or service user.",
        answered!(Column::ServiceUser("pregnancy")),
        applies!(Column::ServiceUser("pregnancy")),
    ),
    known(
        "service_user_religion_known_rate",
        "Of the complaints, the percentage with an answer about the religion or belief of the child or service user.",
        answered!(Column::ServiceUser("religion")),
        applies!(Column::ServiceUser("religion")),
    ),
    known(
        "service_user_sexual_orientation_known_rate",
        "Of the complaints, the percentage with an answer about the sexual orientation of the child or service user.",
        answered!(Column::ServiceUser("sexual_orientation")),
        applies!(Column::ServiceUser("sexual_orientation")),
    ),
];
