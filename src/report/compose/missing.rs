//! What is missing: worked out from the register, from what people have not written, and from the way of approval.

use super::{
    learning::ACTION,
    lookup::{Found, Lookup, column, row},
    tables::CODE_SECTIONS,
};
use crate::{
    domain::disclosure::THRESHOLD,
    report::{
        document::{Missing, Section},
        input::SignOff,
        kind::Kind,
        plan::{Also, At, Gap, Part},
        words::{self, Noun},
    },
};

const COMPLAINT: Noun = Noun {
    one: "complaint",
    many: "complaints",
};

/// What is missing of a section.
pub(super) fn of_section(part: &Part, section: &Section, lookup: &Lookup<'_>) -> Vec<Missing> {
    let mut texts: Vec<String> = part.gaps.iter().filter_map(|gap| of_gap(gap, lookup)).collect();
    for shown in part.tables {
        if lookup.table(shown.table.id()).is_none() {
            texts.push(format!(
                "There is no table “{}” yet.",
                words::in_words(shown.table.id())
            ));
        }
    }
    match part.also {
        Also::Nothing => {}
        Also::Learning => texts.extend(of_learning(lookup)),
        Also::SelfAssessment => texts.extend(of_self_assessment(lookup)),
    }
    let unwritten = section
        .narratives
        .iter()
        .filter(|text| text.paragraphs.is_empty());
    texts.extend(unwritten.map(|text| format!("Nobody has written yet: {}.", words::inside(&text.prompt))));
    let missing = |text| Missing {
        text,
        section: section.number,
        source: part.source.to_owned(),
    };
    texts.into_iter().map(missing).collect()
}

fn of_gap(gap: &Gap, lookup: &Lookup<'_>) -> Option<String> {
    match *gap {
        Gap::Never(text) => Some(text.to_owned()),
        Gap::Blank { of, what, noun } => {
            let table = lookup.table(of.table)?;
            let column = column(table, of.measure)?;
            let blank = row(table, None)?.figures.get(column).map(Found::from)?;
            let total = table.total.figures.get(column).map(Found::from)?;
            match (blank, total.count()) {
                (Found::Withheld, _) => Some(format!("{what} is not recorded for some {}.", noun.many)),
                (_, None) => None,
                (blank, Some(total)) => {
                    let blank = blank.count().filter(|blank| *blank > 0)?;
                    let (blank, share) = (words::whole(blank), words::percentage_of(blank, total));
                    let of = format!("{} {}", words::whole(total), noun.many);
                    Some(format!("{what} is not recorded for {blank} of {of} ({share})."))
                }
            }
        }
        Gap::Some { of, noun, one, many } => match lookup.now(of)? {
            Found::Withheld => is_there(of, lookup).then(|| format!("Some {} {many}.", noun.many)),
            found => {
                let count = found.count().filter(|count| *count > 0)?;
                let says = if count == 1 { one } else { many };
                Some(format!("{} {says}.", noun.counted(count)))
            }
        },
        Gap::None { of, whole, text } => {
            let is_asked = lookup.now(whole)?.count().is_some_and(|whole| whole > 0);
            let is_none = lookup.now(of)?.count() == Some(0);
            (is_asked && is_none).then(|| text.to_owned())
        }
    }
}

/// Whether a table has a row at all: what has nothing has none.
fn is_there(at: At, lookup: &Lookup<'_>) -> bool {
    lookup
        .table(at.table)
        .is_some_and(|table| at.row.is_none() || row(table, at.row).is_some())
}

fn of_learning(lookup: &Lookup<'_>) -> Vec<String> {
    let learning = &lookup.input.learning;
    let mut texts = Vec::new();
    let now = &learning.now.total;
    if now.actions == 0 {
        texts.push("No learning action was raised in the period.".to_owned());
    }
    if learning.upheld_without_action > 0 {
        let of = complaints(learning.upheld_without_action, lookup);
        texts.push(format!(
            "No learning action is recorded for {of} of the period that {} upheld wholly or partly.",
            words::was_or_were(learning.upheld_without_action)
        ));
    }
    for (counts, raised) in [
        (now, "in the period".to_owned()),
        (&learning.before.total, lookup.than()),
    ] {
        if counts.overdue > 0 {
            let actions = words::capital(&ACTION.counted(counts.overdue));
            let are = words::is_or_are(counts.overdue);
            texts.push(format!("{actions} raised {raised} {are} overdue."));
        }
    }
    let before = &learning.before.total;
    let unchecked = before.actions - before.impact_checked;
    if before.actions > 0 && unchecked > 0 {
        texts.push(format!(
            "Nobody has checked the impact of {} raised {}.",
            ACTION.counted(unchecked),
            lookup.than()
        ));
    }
    texts
}

/// A number of complaints as the reader may know it.
fn complaints(number: i64, lookup: &Lookup<'_>) -> String {
    if lookup.input.now.are_published() && number < i64::from(THRESHOLD) {
        format!("fewer than {THRESHOLD} complaints")
    } else {
        COMPLAINT.counted(number)
    }
}

fn of_self_assessment(lookup: &Lookup<'_>) -> Option<String> {
    let answers = &lookup.input.texts.self_assessment;
    let open: Vec<String> = CODE_SECTIONS
        .iter()
        .filter(|(number, _)| !answers.contains_key(number))
        .map(|(number, title)| format!("{number} ({})", words::inside(title)))
        .collect();
    match open.len() {
        0 => None,
        1 => Some(format!(
            "The self-assessment has no answer to section {}.",
            words::list(&open)
        )),
        _ => Some(format!(
            "The self-assessment has no answer to sections {}.",
            words::list(&open)
        )),
    }
}

/// What is missing of the report as a whole.
pub(super) fn of_report(lookup: &Lookup<'_>) -> Vec<Missing> {
    let mut texts = Vec::new();
    if lookup.input.before.is_none() {
        let before =
            words::before(lookup.input.period).map_or_else(|| "the period before".to_owned(), words::period);
        texts.push(format!(
            "The register holds nothing of {before}, so no figure is compared with it."
        ));
    }
    if lookup.input.now.are_published() {
        texts.push(
            "Small numbers were withheld table by table. Whether two tables together, or two years, tell more has not \
             been checked."
                .to_owned(),
        );
    }
    if lookup.input.now.are_published() && lookup.input.kind == Kind::Quarterly {
        texts.push("This report is meant for directors, not for the public.".to_owned());
    }
    texts.into_iter().map(of_whole).collect()
}

/// What is missing of approval and publication.
pub(super) fn of_sign_off(sign_off: &SignOff) -> Vec<Missing> {
    let SignOff {
        approvals,
        published_on,
        responded_by: _,
        response,
    } = sign_off;
    let mut texts = Vec::new();
    if approvals.is_empty() {
        texts.push("No approval is recorded.".to_owned());
    }
    for approval in approvals.iter().filter(|approval| approval.on.is_none()) {
        texts.push(format!("The approval of {} is still to come.", approval.by));
    }
    if published_on.is_none() {
        texts.push("No date of publication is recorded.".to_owned());
    }
    if response.trim().is_empty() {
        texts.push("No response of the governance body is recorded.".to_owned());
    }
    texts.into_iter().map(of_whole).collect()
}

fn of_whole(text: String) -> Missing {
    Missing {
        text,
        section: 0,
        source: String::new(),
    }
}
