//! Sentences that state figures. Numbers, directions, percentages and plurals follow from the figures, so that none is
//! left over from another year.

use super::{
    headings::key_name,
    lookup::{Found, Lookup, column},
};
use crate::{
    domain::statistics::Row,
    report::{
        document::Highlight,
        plan::{At, Sentence},
        words::{self, Noun},
    },
};

/// A sentence, and what of it stands at the top of the report.
pub(super) struct Told {
    pub(super) sentence: String,
    pub(super) highlight: Option<Highlight>,
}

/// The sentence of a form; none where there is nothing to say.
pub(super) fn of(form: &Sentence, lookup: &Lookup<'_>) -> Option<Told> {
    match *form {
        Sentence::Count {
            of,
            noun,
            done,
            highlight,
        } => count(of, noun, done, highlight, lookup),
        Sentence::Part {
            part,
            whole,
            noun,
            done,
        } => share(lookup.now(part)?, lookup.now(whole)?, noun, done),
        Sentence::Rate {
            of,
            among,
            done,
            highlight,
        } => rate(of, among, done, highlight, lookup),
        Sentence::Days { of, what, highlight } => days(of, what, highlight, lookup),
        Sentence::Most { of, what } => most(of, what, lookup),
    }
}

fn plain(sentence: String) -> Told {
    Told {
        sentence,
        highlight: None,
    }
}

fn told(sentence: String, value: String, label: &str, change: &str) -> Told {
    let highlight = (!label.is_empty()).then(|| Highlight {
        value,
        label: label.to_owned(),
        change: words::capital(change),
    });
    Told { sentence, highlight }
}

fn count(of: At, noun: Noun, done: &str, label: &str, lookup: &Lookup<'_>) -> Option<Told> {
    let now = match lookup.now(of)? {
        Found::Nothing => return None,
        Found::Withheld => {
            let sentence = format!("The number of {} {done} is withheld.", noun.many);
            return Some(told(sentence, WITHHELD.to_owned(), label, ""));
        }
        found @ Found::Number { .. } => found.count()?,
    };
    let before = lookup.before(of).and_then(Found::count);
    let change = before.map(|before| words::change(now, before, &lookup.than()));
    let beside = change
        .as_ref()
        .map_or(String::new(), |change| format!(", {change}"));
    let counted = words::capital(&noun.counted(now));
    let sentence = format!("{counted} {} {done}{beside}.", words::was_or_were(now));
    Some(told(
        sentence,
        words::whole(now),
        label,
        change.as_deref().unwrap_or_default(),
    ))
}

fn share(part: Found, whole: Found, noun: Noun, done: &str) -> Option<Told> {
    if part == Found::Withheld || whole == Found::Withheld {
        return Some(plain(format!(
            "How many of the {} were {done} is withheld.",
            noun.many
        )));
    }
    let (part, whole) = (part.count()?, whole.count()?);
    let all = words::whole(whole);
    let Noun { one, many } = noun;
    Some(plain(match (part, whole) {
        (_, 0) => return None,
        (1, 1) => format!("The only {one} was {done}."),
        (0, 1) => format!("The only {one} was not {done}."),
        (0, _) => format!("None of the {all} {many} was {done}."),
        (part, whole) if part == whole => format!("All {all} {many} were {done}."),
        (part, whole) => format!(
            "Of the {all} {many}, {} ({}) {} {done}.",
            words::whole(part),
            words::percentage_of(part, whole),
            words::was_or_were(part)
        ),
    }))
}

fn rate(of: At, among: &str, done: &str, label: &str, lookup: &Lookup<'_>) -> Option<Told> {
    let (value, numerator, denominator) = match lookup.now(of)? {
        Found::Nothing => return None,
        Found::Withheld => {
            let sentence = format!("{among}, the percentage that {done} is withheld.");
            return Some(told(sentence, WITHHELD.to_owned(), label, ""));
        }
        Found::Number {
            value,
            numerator,
            denominator,
        } => (value, numerator, denominator),
    };
    let change = match lookup.before(of) {
        Some(Found::Number { value: before, .. }) => words::change_of_rate(value, before, &lookup.than()),
        _ => String::new(),
    };
    let shown = format!("{}%", words::decimal(value));
    let of_how_many = format!("{} of {}", words::whole(numerator), words::whole(denominator));
    let beside = aside(&change);
    let sentence = format!("{among}, {shown} ({of_how_many}) {done}{beside}.");
    Some(told(sentence, shown, label, &change))
}

fn days(of: At, what: &str, label: &str, lookup: &Lookup<'_>) -> Option<Told> {
    let (value, denominator) = match lookup.now(of)? {
        // Without a row nothing was answered.
        Found::Nothing | Found::Number { denominator: 0, .. } => return None,
        Found::Withheld => {
            let sentence = format!("How long {} took on average is withheld.", words::inside(what));
            return Some(told(sentence, WITHHELD.to_owned(), label, ""));
        }
        Found::Number {
            value, denominator, ..
        } => (value, denominator),
    };
    let change = match lookup.before(of) {
        Some(Found::Number {
            value: before,
            denominator,
            ..
        }) if denominator > 0 => words::change_of_days(value, before, &lookup.than()),
        _ => String::new(),
    };
    let shown = words::decimal(value);
    let unit = if shown == "1" {
        "working day"
    } else {
        "working days"
    };
    let n = words::whole(denominator);
    let beside = aside(&change);
    let sentence = format!("{what} took {shown} {unit} on average (n = {n}){beside}.");
    Some(told(sentence, shown, label, &change))
}

fn most(of: At, what: &str, lookup: &Lookup<'_>) -> Option<Told> {
    let table = lookup.table(of.table)?;
    let column = column(table, of.measure)?;
    let count = |row: &Row| row.figures.get(column).map(Found::from).and_then(Found::count);
    let total = count(&table.total)?;
    let is_named = |row: &&Row| row.keys.iter().all(|key| key.value.is_some());
    let counted = table
        .rows
        .iter()
        .filter(is_named)
        .filter_map(|row| Some((row, count(row)?)));
    let counted: Vec<(&Row, i64)> = counted.collect();
    let largest = counted
        .iter()
        .map(|(_, count)| *count)
        .max()
        .filter(|count| *count > 0)?;
    let names: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count == largest)
        .filter_map(|(row, _)| Some(key_name(table.dimensions.first()?.id, row.keys.first()?)))
        .collect();
    let each = if names.len() > 1 { " each" } else { "" };
    Some(plain(format!(
        "{what} {} ({} of {}{each}, {}).",
        words::list(&names),
        words::whole(largest),
        words::whole(total),
        words::percentage_of(largest, total)
    )))
}

fn aside(change: &str) -> String {
    if change.is_empty() {
        String::new()
    } else {
        format!(", {change}")
    }
}

/// How a withheld figure is shown at the top.
const WITHHELD: &str = "[c]";
