//! What stands in a cell of a published table.

use super::number::Number;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A number.
    Number(Number),
    /// A count with its share beside it: `28 (47%)`.
    Shared {
        /// The count.
        count: Number,
        /// The share.
        share: Number,
    },
    /// Fewer than so many, not said how many: `<5`.
    Below(Number),
    /// So many or more: `>20`, `5+`.
    Above(Number),
    /// From one number to another: `3 to 45`.
    Range(Number, Number),
    /// A number that is not shown: `*`, `[c]`, or a dash, which may also stand for none.
    Withheld,
    /// The question does not arise: `n/a`.
    NotApplicable,
    /// Nothing stands there.
    Blank,
    /// Words.
    Text(String),
}

impl Cell {
    /// Reads a cell. `with_share` is whether a number in brackets is a percentage though it has no sign, because the
    /// heading says so.
    pub fn parse(text: &str, with_share: bool) -> Self {
        let text = text.trim();
        if let Some(special) = special(text) {
            return special;
        }
        if let Some((count, share)) = shared(text, with_share) {
            return Self::Shared { count, share };
        }
        if let Some(number) = Number::parse(text) {
            return Self::Number(number);
        }
        let after = |signs: &[&str]| {
            let rest = signs.iter().find_map(|sign| text.strip_prefix(sign))?;
            Number::parse(rest)
        };
        if let Some(number) = after(&[
            "<",
            "fewer than ",
            "less than ",
            "under ",
            "Fewer than ",
            "Less than ",
        ]) {
            return Self::Below(number);
        }
        let or_more = text.strip_suffix('+').and_then(Number::parse);
        if let Some(number) = after(&[">=", "≥"]).or(or_more) {
            return Self::Above(number);
        }
        match range(text) {
            Some((low, high)) => Self::Range(low, high),
            None => Self::Text(text.to_owned()),
        }
    }

    /// The number, or the count that has its share beside it.
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) | Self::Shared { count: number, .. } => Some(*number),
            _ => None,
        }
    }

    /// The share that stands beside a count.
    pub fn share(&self) -> Option<Number> {
        match self {
            Self::Shared { share, .. } => Some(*share),
            _ => None,
        }
    }

    /// The least and the most that it can stand for in a sum of counts.
    pub fn bounds(&self) -> (f64, f64) {
        match self {
            Self::Number(number) | Self::Shared { count: number, .. } => {
                if number.decimals == 0 {
                    (number.value, number.value)
                } else {
                    (number.value - number.half(), number.value + number.half())
                }
            }
            Self::Below(limit) => (0.0, limit.value),
            Self::Above(limit) => (limit.value, f64::INFINITY),
            Self::Range(low, high) => (low.value, high.value),
            Self::NotApplicable => (0.0, 0.0),
            Self::Withheld | Self::Blank | Self::Text(_) => (0.0, f64::INFINITY),
        }
    }
}

fn special(text: &str) -> Option<Cell> {
    let lower = text.to_lowercase();
    Some(match lower.as_str() {
        "" => Cell::Blank,
        "*" | "**" | "-" | "–" | "—" | ".." | "…" | "." | ":" | "c" | "[c]" | "x" | "[x]" | "s" | "k"
        | "[k]" | "low" | "[low]" | "u" | "suppressed" | "withheld" | "not available" | "not known"
        | "unknown" | "tbc" | "not recorded" | "no data" | "data not available" => Cell::Withheld,
        "n/a" | "na" | "n.a." | "z" | "[z]" | "not applicable" => Cell::NotApplicable,
        "nil" | "none" | "zero" => Cell::Number(Number::whole(0.0)),
        _ => return None,
    })
}

fn shared(text: &str, with_share: bool) -> Option<(Number, Number)> {
    let bracketed = text.strip_suffix(')').and_then(|text| text.split_once('('));
    let slashed = || text.split_once(" / ").or_else(|| text.split_once("; "));
    let (count, share) = bracketed.or_else(slashed)?;
    let (count, share) = (Number::parse(count)?, Number::parse(share)?);
    let one_is_share = !count.is_percent && (share.is_percent || (with_share && bracketed.is_some()));
    if one_is_share {
        let is_percent = true;
        return Some((count, Number { is_percent, ..share }));
    }
    (count.is_percent && !share.is_percent && count.value >= 0.0).then_some((share, count))
}

fn range(text: &str) -> Option<(Number, Number)> {
    let text = text.replace(['\u{2013}', '\u{2014}'], "-");
    let (low, high) = text.split_once(" to ").or_else(|| text.split_once('-'))?;
    let (low, high) = (Number::parse(low)?, Number::parse(high)?);
    (low.value <= high.value).then_some((low, high))
}
