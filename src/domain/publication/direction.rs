//! Which way sentences and arrows say that something went, and how far.

use super::words::normal;

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
