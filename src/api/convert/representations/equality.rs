//! Equality answers, as a caller gives them.

use chrono::NaiveDate;

use crate::{
    api::{convert::Reader, wire},
    domain::{
        representation::{AnswerSource, EQUALITY_LISTS, Equality},
        word::Word,
    },
};

/// Reads answers about one person; none where the message is absent.
pub(super) fn read_equality(
    reader: &mut Reader<'_>,
    field: &str,
    equality: Option<wire::Equality>,
    on: Option<NaiveDate>,
) -> Option<Equality> {
    let Some(equality) = equality else {
        return Some(Equality::default());
    };
    reader.within(field, |reader| read_answers(reader, equality, on))
}

fn read_answers(
    reader: &mut Reader<'_>,
    equality: wire::Equality,
    on: Option<NaiveDate>,
) -> Option<Equality> {
    let wire::Equality {
        age_band,
        disability,
        ethnicity,
        sex,
        gender_reassignment,
        marriage,
        pregnancy,
        religion,
        sexual_orientation,
        source,
    } = equality;
    let given = [
        ("age_band", age_band),
        ("disability", disability),
        ("ethnicity", ethnicity),
        ("sex", sex),
        ("gender_reassignment", gender_reassignment),
        ("marriage", marriage),
        ("pregnancy", pregnancy),
        ("religion", religion),
        ("sexual_orientation", sexual_orientation),
    ];
    let mut read = Equality::default();
    let mut all_good = true;
    for ((answer, list), (part, text)) in read.answers.iter_mut().zip(EQUALITY_LISTS).zip(given) {
        match reader.optional_code(part, list, &text, on) {
            Some(code) => *answer = code,
            None => all_good = false,
        }
    }
    if !source.is_empty() {
        read.source = reader.value("source", AnswerSource::from_word(&source));
        all_good &= read.source.is_some();
    }
    all_good.then_some(read)
}
