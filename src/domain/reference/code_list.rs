//! One list of codes, with every name that callers send for them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::{ids::CodeId, lists::Code};

/// The codes of one list, in the order in which they were first saved.
#[derive(Debug, Clone, Default)]
pub struct CodeList {
    codes: Vec<Code>,
    /// The place of each code under each of its names, in small letters.
    places: BTreeMap<String, usize>,
}

/// What is wrong with a code that a caller sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeProblem {
    /// Not in the list.
    #[error("is not in the list {0}")]
    Unknown(&'static str),
    /// In the list, but not for this date.
    #[error("is not valid for this date in the list {0}")]
    NotValid(&'static str),
}

impl CodeList {
    /// A list without codes.
    pub const fn empty() -> Self {
        Self {
            codes: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// The codes, in order.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// The code with this id.
    pub fn code(&self, id: &str) -> Option<&Code> {
        self.named(id).filter(|code| code.id.as_str() == id)
    }

    /// Whether the id is in the list.
    pub fn contains(&self, id: &CodeId) -> bool {
        self.code(id.as_str()).is_some()
    }

    /// How a code is displayed; its id where it is not in the list.
    pub fn display_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.code(id).map_or(id, |code| &code.display_name)
    }

    /// The code that a caller means by an id, display name or alias, whatever the case of its letters.
    pub fn named(&self, name: &str) -> Option<&Code> {
        self.codes.get(*self.places.get(&name.trim().to_lowercase())?)
    }

    /// The same, for use on a date.
    ///
    /// # Errors
    /// Says whether the code is unknown or not valid for the date. `word` is the list's own.
    pub fn resolve(
        &self,
        name: &str,
        on: Option<NaiveDate>,
        word: &'static str,
    ) -> Result<CodeId, CodeProblem> {
        let code = self.named(name).ok_or(CodeProblem::Unknown(word))?;
        match on {
            Some(day) if !code.is_valid_on(day) => Err(CodeProblem::NotValid(word)),
            _ => Ok(code.id.clone()),
        }
    }

    /// The names of `code` that mean another code already.
    pub fn names_taken_by_others<'a>(&self, code: &'a Code) -> Vec<&'a str> {
        let other = |name: &&str| self.named(name).is_some_and(|found| found.id != code.id);
        code.names().filter(other).collect()
    }

    /// Adds a code, or replaces the one with its id. Names that it no longer has stop being understood.
    pub(super) fn save(&mut self, code: Code) {
        match self.codes.iter().position(|known| known.id == code.id) {
            Some(place) => self.codes[place] = code,
            None => self.codes.push(code),
        }
        self.places = BTreeMap::new();
        for (place, code) in self.codes.iter().enumerate() {
            for name in code.names() {
                self.places.entry(name.trim().to_lowercase()).or_insert(place);
            }
        }
    }
}
