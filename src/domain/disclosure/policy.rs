//! What an authority has decided about small numbers.

use crate::domain::word::Word;

/// What is done with a count that is too small to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// It is withheld, and with it whatever would tell it.
    Withhold,
    /// Every count is rounded to a multiple of five, and one that is not zero is 5 at least; what still tells too much
    /// is withheld.
    Round,
}

impl Word for Mode {
    const ALL: &'static [Self] = &[Self::Withhold, Self::Round];

    fn word(self) -> &'static str {
        match self {
            Self::Withhold => "withhold",
            Self::Round => "round",
        }
    }
}

/// The smallest count that is shown, other than zero, where nothing else was decided.
pub const THRESHOLD: u8 = 5;

/// What counts are rounded to.
const STEP: i64 = 5;

/// How the counts of a release are protected. Neither the threshold nor the rounding is in any law: they are the
/// practice of published statistics (the default hides 1 to 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Policy {
    /// The smallest count that is shown, other than zero; 3 to 20.
    pub threshold: u8,
    /// What is done with smaller ones.
    pub mode: Mode,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            threshold: THRESHOLD,
            mode: Mode::Withhold,
        }
    }
}

impl Policy {
    /// The thresholds that there may be.
    pub const THRESHOLDS: std::ops::RangeInclusive<u8> = 3..=20;

    /// Whether a count is too small to be shown. Nobody is in a count of zero.
    pub fn is_small(self, count: i64) -> bool {
        0 < count && count < i64::from(self.threshold)
    }

    /// A count as it is shown.
    pub fn shown(self, count: i64) -> i64 {
        match self.mode {
            Mode::Withhold => count,
            Mode::Round if count == 0 => 0,
            // 3 is as near to 5 as 7 is; 1 and 2 would be zero, and zero says that nobody is there.
            Mode::Round => STEP.max((count + STEP / 2) / STEP * STEP),
        }
    }

    /// The least and the most that a count can be that is shown as this.
    pub fn behind(self, shown: i64) -> (i64, i64) {
        match self.mode {
            Mode::Withhold => (shown, shown),
            Mode::Round if shown == 0 => (0, 0),
            Mode::Round if shown == STEP => (1, STEP + STEP / 2),
            Mode::Round => (shown - STEP / 2, shown + STEP / 2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rounded_could_be_what_it_is() {
        let policy = Policy {
            mode: Mode::Round,
            ..Policy::default()
        };
        for count in 0..200 {
            let shown = policy.shown(count);
            assert_eq!(shown % 5, 0);
            assert_eq!(
                shown == 0,
                count == 0,
                "zero is shown, and only zero is shown as zero"
            );
            let (low, high) = policy.behind(shown);
            assert!((low..=high).contains(&count), "{count} is shown as {shown}");
            assert!((low..=high).all(|other| policy.shown(other) == shown));
        }
    }
}
