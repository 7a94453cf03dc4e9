//! What numbers count: representations, their stages, their concerns, or something that is never added up.

use super::words::normal;

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
