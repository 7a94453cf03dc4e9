//! What an authority has decided about small numbers in what it releases.

use crate::domain::word::Word;

/// What becomes of a number that could give somebody away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// It is withheld, and with it whatever would tell it.
    Withhold,
    /// Every count is rounded to the nearest 5.
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

/// The policy of an authority. The default is that of `domain.md` 9.2: counts of 1 to 4 are withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// What becomes of small numbers.
    pub mode: Mode,
    /// The smallest count other than zero that is shown, 3 to 20.
    pub threshold: u8,
}

impl Policy {
    /// The thresholds that there may be.
    pub const THRESHOLDS: std::ops::RangeInclusive<u8> = 3..=20;
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            mode: Mode::Withhold,
            threshold: 5,
        }
    }
}
