//! What a representation is about.

use crate::{
    api::{convert::values::optional, names, wire},
    app::records::Opened,
    domain::{
        ids::{AuthorityId, CodeId},
        representation::{Equality, Representation, Split},
        word::Word,
    },
};

/// The points complained of, with the latest finding on each.
pub(super) fn concerns(
    state: &Representation,
    authority: &AuthorityId,
    opened: Option<&Opened>,
) -> Vec<wire::Concern> {
    let concerns = (1_u8..).zip(state.registration.matter.concerns());
    concerns
        .map(|(number, concern)| wire::Concern {
            number: number.into(),
            category: concern.category.to_string(),
            subcategory: code(concern.subcategory.as_ref()),
            text: opened
                .and_then(|opened| opened.text(&format!("concern/{number}")))
                .unwrap_or_default(),
            finding: optional(state.finding_on(number)),
            team: code(concern.team.as_ref()),
            moved_into: state
                .moved
                .get(&number)
                .map(|into| names::representation(authority, *into))
                .unwrap_or_default(),
        })
        .collect()
}

/// The points of another representation that it is made of.
pub(super) fn split(split: &Split, authority: &AuthorityId) -> wire::Split {
    let Split { from, concerns } = split;
    wire::Split {
        from: names::representation(authority, *from),
        concerns: concerns.iter().map(|concern| i32::from(*concern)).collect(),
    }
}

/// Equality answers; none where nothing was asked or said.
pub(super) fn equality(equality: &Equality) -> Option<wire::Equality> {
    if *equality == Equality::default() {
        return None;
    }
    let [
        age_band,
        disability,
        ethnicity,
        sex,
        gender_reassignment,
        marriage,
        pregnancy,
        religion,
        orientation,
    ] = equality.answers.each_ref().map(|answer| code(answer.as_ref()));
    Some(wire::Equality {
        age_band,
        disability,
        ethnicity,
        sex,
        gender_reassignment,
        marriage,
        pregnancy,
        religion,
        sexual_orientation: orientation,
        source: equality
            .source
            .map(|source| source.word().to_owned())
            .unwrap_or_default(),
    })
}

/// A code that may be absent, as text.
pub(crate) fn code(code: Option<&CodeId>) -> String {
    code.map(CodeId::to_string).unwrap_or_default()
}
