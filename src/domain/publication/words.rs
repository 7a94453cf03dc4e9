//! Words that tables and sentences use: units, roles of rows and columns, directions.

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

/// What a number counts or measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Complaints, comments and compliments: each once.
    Representations,
    /// Stages of cases: a case that came to stage 2 has two.
    StageCases,
    /// Concerns: a case may have many.
    Concerns,
    /// Themes of compliments: one may have many.
    Themes,
    /// Cases of the Ombudsman.
    OmbudsmanCases,
    /// A percentage.
    Percent,
    /// Working days, or another measure of time: never added up.
    WorkingDays,
    /// A rate, such as one per 100,000 residents: never added up.
    Rate,
    /// Money.
    Money,
    /// Something else that is counted.
    Other(String),
}

impl Unit {
    /// The unit that a word stands for.
    pub fn of(text: &str) -> Self {
        match normal(text).as_str() {
            "representations" | "representation" | "complaints" | "complaint" | "cases" | "case"
            | "compliments" => Self::Representations,
            "stage cases" | "stages" | "stage" | "stage events" | "stage case" => Self::StageCases,
            "concerns" | "concern" | "elements" | "heads of complaint" => Self::Concerns,
            "themes" | "theme" => Self::Themes,
            "ombudsman cases" | "ombudsman case" | "ombudsman" | "lgsco cases" => Self::OmbudsmanCases,
            "percent" | "per cent" | "%" | "percentage" | "percentages" => Self::Percent,
            "working days" | "days" | "wd" | "weeks" | "hours" | "average" | "mean" | "median" => {
                Self::WorkingDays
            }
            "rate" | "rates" | "per 1000" | "per 100000" | "score" | "ratio" => Self::Rate,
            "money" | "pounds" | "gbp" | "£" | "cost" => Self::Money,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The unit that a heading gives away, where none is stated. Only what must not be added up is guessed.
    pub fn guessed(label: &str) -> Option<Self> {
        let words = normal(label);
        let has = |words_of: &[&str]| words.split(' ').any(|word| words_of.contains(&word));
        if label.contains('%') && !has(&["number", "no", "count", "total", "n"]) {
            return Some(Self::Percent);
        }
        if has(&["percent", "percentage", "proportion"]) || words.contains("per cent") {
            return Some(Self::Percent);
        }
        if words.contains("per 1") || has(&["rate", "ratio", "score"]) {
            return Some(Self::Rate);
        }
        if label.contains('£') || has(&["cost", "costs", "spend", "payments"]) {
            return Some(Self::Money);
        }
        if has(&[
            "average", "mean", "median", "fastest", "longest", "shortest", "minimum", "maximum",
        ]) {
            return Some(Self::WorkingDays);
        }
        let of_days = has(&["days", "weeks"]) && !words.chars().any(|one| one.is_ascii_digit());
        (of_days && !has(&["within", "over", "under", "late", "time"])).then_some(Self::WorkingDays)
    }

    /// Whether numbers of this unit may be added up.
    pub fn adds_up(&self) -> bool {
        !matches!(self, Self::Percent | Self::WorkingDays | Self::Rate)
    }

    /// Whether it counts what one case may have several of.
    pub fn is_many_of_a_case(&self) -> bool {
        matches!(self, Self::StageCases | Self::Concerns | Self::Themes)
    }

    /// Whether it can only be whole.
    pub fn is_counted(&self) -> bool {
        matches!(
            self,
            Self::Representations | Self::StageCases | Self::Concerns | Self::Themes | Self::OmbudsmanCases
        )
    }

    /// How a sentence calls it.
    pub fn name(&self) -> &str {
        match self {
            Self::Representations => "representations",
            Self::StageCases => "stage cases",
            Self::Concerns => "concerns",
            Self::Themes => "themes",
            Self::OmbudsmanCases => "cases of the Ombudsman",
            Self::Percent => "percent",
            Self::WorkingDays => "working days",
            Self::Rate => "a rate",
            Self::Money => "money",
            Self::Other(name) => name,
        }
    }
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

/// Which way a sentence says that something went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More than before.
    Up,
    /// Less than before.
    Down,
    /// As before.
    Same,
    /// Nearly as before.
    Similar,
}

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Degree {
    /// A little.
    Slight,
    /// A lot.
    Large,
    /// Twice as many.
    Doubled,
    /// More than twice as many.
    MoreThanDoubled,
    /// Half as many.
    Halved,
}

impl Direction {
    /// The direction that words or arrows tell.
    pub fn of(text: &str) -> Option<Self> {
        let arrows = [
            ('↑', Self::Up),
            ('▲', Self::Up),
            ('↗', Self::Up),
            ('↓', Self::Down),
            ('▼', Self::Down),
            ('↘', Self::Down),
            ('→', Self::Same),
            ('↔', Self::Same),
            ('=', Self::Same),
        ];
        if let Some((_, direction)) = arrows.iter().find(|(arrow, _)| text.contains(*arrow)) {
            return Some(*direction);
        }
        let words = normal(text);
        let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
        if has(SIMILAR) || words.contains("in line") {
            Some(Self::Similar)
        } else if has(SAME) || words.contains("no change") || words.contains("no difference") {
            Some(Self::Same)
        } else if has(DOWN) {
            Some(Self::Down)
        } else if has(UP) {
            Some(Self::Up)
        } else {
            None
        }
    }

    /// How a sentence says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "an increase",
            Self::Down => "a decrease",
            Self::Same => "the same",
            Self::Similar => "similar",
        }
    }
}

impl Degree {
    /// The degree that words tell.
    pub fn of(text: &str) -> Option<Self> {
        let words = normal(text);
        let has = |known: &[&str]| words.split(' ').any(|word| known.contains(&word));
        if words.contains("more than doubl") || words.contains("more than twice") {
            Some(Self::MoreThanDoubled)
        } else if has(&["doubled", "double", "doubling", "twice"]) {
            Some(Self::Doubled)
        } else if has(&["halved", "half", "halving"]) {
            Some(Self::Halved)
        } else if has(&["slight", "slightly", "small", "marginal", "marginally", "little"]) {
            Some(Self::Slight)
        } else if has(&[
            "significant",
            "significantly",
            "sharp",
            "sharply",
            "large",
            "substantial",
            "substantially",
        ]) {
            Some(Self::Large)
        } else {
            None
        }
    }
}

const UP: &[&str] = &[
    "increase",
    "increased",
    "increases",
    "increasing",
    "rise",
    "rose",
    "risen",
    "rising",
    "up",
    "higher",
    "more",
    "grew",
    "grown",
    "growth",
    "above",
    "over",
    "exceeds",
    "exceeded",
    "doubled",
    "greater",
    "larger",
    "longer",
    "double",
    "twice",
];
const DOWN: &[&str] = &[
    "decrease",
    "decreased",
    "decreases",
    "decreasing",
    "fall",
    "fell",
    "fallen",
    "falling",
    "down",
    "lower",
    "less",
    "fewer",
    "drop",
    "dropped",
    "reduced",
    "reduction",
    "decline",
    "declined",
    "below",
    "under",
    "halved",
    "smaller",
    "shorter",
    "within",
];
const SAME: &[&str] = &[
    "same",
    "unchanged",
    "equal",
    "equals",
    "static",
    "identical",
    "constant",
    "level",
];
const SIMILAR: &[&str] = &[
    "similar",
    "stable",
    "broadly",
    "comparable",
    "steady",
    "consistent",
];
