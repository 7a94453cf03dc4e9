//! Rates that somebody stated of the group, held against what they may be: the rate of all together or the mean of the
//! bodies' rates. Published reports take one for the other (X39: "174 (77%) of 211" is the mean of seven rates).

use super::group::Group;

/// A rate as it was stated: a number with so many decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedRate {
    /// As it was written, without a percent sign.
    pub text: String,
    /// Its value.
    pub value: f64,
    /// How many decimals it was written with, 0 to 6.
    pub decimals: usize,
}

impl StatedRate {
    /// Reads digits with at most six decimals; a percent sign may follow.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let written = !whole.is_empty() && whole.len() <= 12 && digits(whole) && digits(decimals);
        if !written || decimals.len() > 6 || text.ends_with('.') {
            return None;
        }
        Some(Self {
            text: text.to_owned(),
            value: text.parse().ok()?,
            decimals: decimals.len(),
        })
    }

    /// Whether a value rounds to it, halves away from nought.
    pub fn is(&self, value: f64) -> bool {
        rounded(value, self.decimals) == rounded(self.value, self.decimals)
    }
}

/// A value as it is written with so many decimals, halves away from nought.
pub(super) fn rounded(value: f64, decimals: usize) -> String {
    let factor = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // A half that is no binary fraction may lie just under itself.
    let nudged = value * factor;
    let nearest = (nudged + nudged.signum() * 1e-9).round() / factor;
    format!("{nearest:.decimals$}")
}

/// A rate that somebody stated of the group, or of others, such as the country.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceRate {
    /// The id of the measure that it is of.
    pub measure: String,
    /// What it was called, such as "WMCA average, 2023/24 letter".
    pub label: String,
    /// The rate.
    pub rate: StatedRate,
}

/// What a stated rate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The rate of all bodies together, and not the mean.
    Pooled,
    /// The mean of the bodies' rates, and not the rate of all together.
    MeanOfRates,
    /// Both round to it.
    Either,
    /// Neither does: it is of another group, of another year, or wrong.
    Neither,
    /// The group has no rate.
    Unknown,
}

/// A stated rate beside what the group says.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// As it was stated.
    pub reference: ReferenceRate,
    /// What it is.
    pub meaning: Meaning,
}

impl Stated {
    pub(super) fn of(reference: &ReferenceRate, group: &Group) -> Self {
        let is = |value: Option<f64>| value.is_some_and(|value| reference.rate.is(value));
        let meaning = match (is(group.pooled.map(|pooled| pooled.value)), is(group.mean)) {
            _ if group.pooled.is_none() => Meaning::Unknown,
            (true, true) => Meaning::Either,
            (true, false) => Meaning::Pooled,
            (false, true) => Meaning::MeanOfRates,
            (false, false) => Meaning::Neither,
        };
        Self {
            reference: reference.clone(),
            meaning,
        }
    }
}
