//! Labels: what they say of a row or a column, and when two are one.

use crate::domain::word::Word;

/// A label without what may differ between two ways of writing it: case, marks, `and` for `&`.
pub fn normal(text: &str) -> String {
    let text = text.replace('&', " and ").to_lowercase().replace(['\'', '’'], "");
    let words = text.split(|one: char| !one.is_alphanumeric() && one != '+' && one != '<' && one != '%');
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a row or a column is to the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// One of those that are added up.
    Part,
    /// The sum of all of them.
    Total,
    /// The sum of those of one section.
    Subtotal,
    /// Counted within the row before it, and not again.
    OfWhich,
    /// The change between two others.
    Change,
    /// A mean of the others.
    Average,
    /// Beside the sums.
    Note,
}

impl Word for Role {
    const ALL: &'static [Self] = &[
        Self::Part,
        Self::Total,
        Self::Subtotal,
        Self::OfWhich,
        Self::Change,
        Self::Average,
        Self::Note,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Total => "total",
            Self::Subtotal => "subtotal",
            Self::OfWhich => "of which",
            Self::Change => "change",
            Self::Average => "average",
            Self::Note => "note",
        }
    }
}

impl Role {
    /// The role that a word stands for.
    pub fn of(text: &str) -> Option<Self> {
        match normal(text).as_str() {
            "sub total" => Some(Self::Subtotal),
            "mean" => Some(Self::Average),
            word => Self::from_word(word),
        }
    }

    /// The role that a label gives away, and whether it says so plainly.
    pub fn guessed(label: &str) -> (Self, bool) {
        let words = normal(label);
        let begins = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
        let is = |texts: &[&str]| texts.contains(&words.as_str());
        if is(TOTALS) {
            (Self::Total, true)
        } else if begins(&["subtotal", "sub total"]) {
            (Self::Subtotal, true)
        } else if begins(&["total ", "grand total", "overall total"]) || words.ends_with(" total") {
            (Self::Total, false)
        } else if begins(&[
            "of which",
            "including",
            "incl ",
            "of these",
            "of those",
            "of them",
        ]) {
            (Self::OfWhich, true)
        } else if begins(&["average", "mean", "median"]) {
            (Self::Average, true)
        } else if is_change(&words, label) {
            (Self::Change, true)
        } else if is_beside(&words) {
            (Self::Note, true)
        } else {
            (Self::Part, false)
        }
    }
}

const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "overall total",
    "overall",
    "all",
    "sum",
    "total number",
    "year total",
    "full year",
    "annual total",
    "total for year",
    "total for the year",
    "year",
    "all complaints",
    "all cases",
    "combined",
];

fn is_change(words: &str, label: &str) -> bool {
    let stems = [
        "change",
        "difference",
        "variance",
        "percentage change",
        "% change",
        "direction of travel",
        "movement",
    ];
    let follows = [
        "from",
        "since",
        "on",
        "between",
        "year",
        "vs",
        "compared",
        "in",
        "percentage",
        "%",
        "pp",
        "number",
    ];
    let says_so = |stem: &str| {
        let rest = words.strip_prefix(stem)?.trim_start();
        let next = rest.split(' ').next().unwrap_or_default();
        (next.is_empty() || follows.contains(&next)).then_some(())
    };
    stems.iter().any(|stem| says_so(stem).is_some())
        || words.ends_with(" change")
        || label.contains("+/-")
        || ["±", "↑↓"].contains(&label.trim())
}

/// Whether a label is of something to compare with, and not of one of those that are added up.
fn is_beside(words: &str) -> bool {
    let beside = [
        "target",
        "benchmark",
        "comparator",
        "threshold",
        "rank",
        "england",
        "national",
        "base",
        "notes",
        "note",
    ];
    words.split(' ').any(|word| beside.contains(&word)) || ["n", "comments", "trend data"].contains(&words)
}

/// Labels that stand in many tables for different things: two tables with such a row do not speak of one thing.
pub fn is_generic(label: &str) -> bool {
    const GENERIC: &[&str] = &[
        "other",
        "others",
        "n a",
        "na",
        "not known",
        "unknown",
        "not recorded",
        "blank",
        "yes",
        "no",
        "none",
        "number",
        "count",
        "%",
        "percentage",
        "not stated",
        "prefer not to say",
        "not applicable",
        "not disclosed",
        "q1",
        "q2",
        "q3",
        "q4",
        "value",
        "figure",
        "data",
        "no data",
        "various",
        "misc",
        "miscellaneous",
        "complaints",
        "compliments",
        "total",
        "",
        "n",
    ];
    GENERIC.contains(&label)
}
