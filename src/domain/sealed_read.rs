//! Reads of what is sealed, as they are recorded before they are answered: who read what, and never what it said.

use super::{
    ids::{AuthorityId, CodeId, RecordNumber, StreamKind},
    word::Word,
};

/// What a client says it reads for, such as `casework`: a code of its own, which no list restricts.
pub type Purpose = CodeId;

/// How much of a record was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything of it: the view FULL.
    Full,
    /// That a person was found in it.
    LookUp,
}

impl Word for Extent {
    const ALL: &'static [Self] = &[Self::Full, Self::LookUp];

    fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::LookUp => "look_up",
        }
    }
}

/// A record of which sealed fields are opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedRecord {
    /// Its kind.
    pub kind: StreamKind,
    /// Its number.
    pub number: RecordNumber,
    /// The names of the fields, such as `narrative`; none where it has none that can be opened.
    pub fields: Vec<String>,
}

/// A read of records of one authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRead {
    /// The authority.
    pub authority: AuthorityId,
    /// The client, as the authority's log would name it.
    pub client: String,
    /// The method that it called.
    pub method: String,
    /// How much it is given.
    pub extent: Extent,
    /// What for, if it said so.
    pub purpose: Option<Purpose>,
    /// For which officer, if the method asks: a code of [`super::lists::List::Officers`].
    pub officer: Option<CodeId>,
    /// The records, each once.
    pub records: Vec<OpenedRecord>,
}

/// What a person is looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LookUpKind {
    /// An e-mail address.
    Email,
    /// The reference that the caller has for the person.
    Reference,
}

impl Word for LookUpKind {
    const ALL: &'static [Self] = &[Self::Email, Self::Reference];

    fn word(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Reference => "reference",
        }
    }
}
