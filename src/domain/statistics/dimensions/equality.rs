//! What people answered to the questions of the Equality Act 2010 s4, the complainant apart from the child or
//! service user.

use super::{REPRESENTED, listed};
use crate::domain::{
    lists::List,
    statistics::{Column, Dimension},
};

pub(super) const DIMENSIONS: &[Dimension] = &[
    complainant(
        "complainant_age_band",
        "Age of the complainant",
        "age_band",
        List::AgeBands,
    ),
    complainant(
        "complainant_disability",
        "Disability of the complainant",
        "disability",
        List::Disability,
    ),
    complainant(
        "complainant_ethnicity",
        "Ethnicity of the complainant",
        "ethnicity",
        List::Ethnicity,
    ),
    complainant("complainant_sex", "Sex of the complainant", "sex", List::Sex),
    complainant(
        "complainant_gender_reassignment",
        "Gender reassignment of the complainant",
        "gender_reassignment",
        List::GenderReassignment,
    ),
    complainant(
        "complainant_marriage",
        "Marriage or civil partnership of the complainant",
        "marriage",
        List::Marriage,
    ),
    complainant(
        "complainant_pregnancy",
        "Pregnancy or maternity of the complainant",
        "pregnancy",
        List::Pregnancy,
    ),
    complainant(
        "complainant_religion",
        "Religion or belief of the complainant",
        "religion",
        List::Religion,
    ),
    complainant(
        "complainant_sexual_orientation",
        "Sexual orientation of the complainant",
        "sexual_orientation",
        List::SexualOrientation,
    ),
    service_user(
        "service_user_age_band",
        "Age of the child or service user",
        "age_band",
        List::AgeBands,
    ),
    service_user(
        "service_user_disability",
        "Disability of the child or service user",
        "disability",
        List::Disability,
    ),
    service_user(
        "service_user_ethnicity",
        "Ethnicity of the child or service user",
        "ethnicity",
        List::Ethnicity,
    ),
    service_user(
        "service_user_sex",
        "Sex of the child or service user",
        "sex",
        List::Sex,
    ),
    service_user(
        "service_user_gender_reassignment",
        "Gender reassignment of the child or service user",
        "gender_reassignment",
        List::GenderReassignment,
    ),
    service_user(
        "service_user_marriage",
        "Marriage or civil partnership of the child or service user",
        "marriage",
        List::Marriage,
    ),
    service_user(
        "service_user_pregnancy",
        "Pregnancy or maternity of the child or service user",
        "pregnancy",
        List::Pregnancy,
    ),
    service_user(
        "service_user_religion",
        "Religion or belief of the child or service user",
        "religion",
        List::Religion,
    ),
    service_user(
        "service_user_sexual_orientation",
        "Sexual orientation of the child or service user",
        "sexual_orientation",
        List::SexualOrientation,
    ),
];

const fn complainant(
    id: &'static str,
    display_name: &'static str,
    question: &'static str,
    list: List,
) -> Dimension {
    listed(id, display_name, REPRESENTED, Column::Complainant(question), list)
}

const fn service_user(
    id: &'static str,
    display_name: &'static str,
    question: &'static str,
    list: List,
) -> Dimension {
    listed(id, display_name, REPRESENTED, Column::ServiceUser(question), list)
}
