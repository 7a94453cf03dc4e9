//! One word for each value of a closed list, the same in events, tables, figures and refusals.

/// A closed list of values, each with a word. Words are stored and hashed: never change one.
pub trait Word: Copy + 'static {
    /// Every value, in display order.
    const ALL: &'static [Self];

    /// The value's word.
    fn word(self) -> &'static str;

    /// The value that has this word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.word() == word)
    }
}
