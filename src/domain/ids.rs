//! Names of authorities, clients, codes and records.

use std::{fmt, marker::PhantomData, sync::Arc};

use super::{limits, word::Word};

/// Why a text is not the id that it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to {max} small letters, digits{also}, starting with a {first}")]
pub struct InvalidId {
    max: usize,
    also: &'static str,
    first: &'static str,
}

/// What an id names, and which characters it may hold.
pub trait Named {
    /// Longest id, in characters.
    const CHARACTERS_MAX: usize;
    /// The characters allowed beside small letters and digits.
    const ALSO: &'static [u8];
    /// The same in words.
    const ALSO_IN_WORDS: &'static str;
    /// What the first character may be, in words.
    const FIRST_IN_WORDS: &'static str;

    /// Whether it may be this.
    fn may_start_with(byte: u8) -> bool;
}

/// An id of small letters, digits and a few more characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<Of>(Arc<str>, PhantomData<Of>);

impl<Of: Named> Id<Of> {
    /// Reads an id.
    ///
    /// # Errors
    /// Says which characters and lengths are allowed.
    pub fn parse(text: &str) -> Result<Self, InvalidId> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let starts_well = text.bytes().next().is_some_and(Of::may_start_with);
        let all_allowed = text.bytes().all(|byte| plain(byte) || Of::ALSO.contains(&byte));
        if starts_well && all_allowed && text.len() <= Of::CHARACTERS_MAX {
            Ok(Self(text.into(), PhantomData))
        } else {
            Err(InvalidId {
                max: Of::CHARACTERS_MAX,
                also: Of::ALSO_IN_WORDS,
                first: Of::FIRST_IN_WORDS,
            })
        }
    }
}

impl<Of> Id<Of> {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<Of> fmt::Display for Id<Of> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names an authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfAuthority {}

impl Named for OfAuthority {
    const CHARACTERS_MAX: usize = limits::SLUG_CHARACTERS_MAX;
    const ALSO: &'static [u8] = b"-";
    const ALSO_IN_WORDS: &'static str = " and hyphens";
    const FIRST_IN_WORDS: &'static str = "letter";

    fn may_start_with(byte: u8) -> bool {
        byte.is_ascii_lowercase()
    }
}

/// Names a client within its authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfClient {}

impl Named for OfClient {
    const CHARACTERS_MAX: usize = limits::SLUG_CHARACTERS_MAX;
    const ALSO: &'static [u8] = b"-";
    const ALSO_IN_WORDS: &'static str = " and hyphens";
    const FIRST_IN_WORDS: &'static str = "letter";

    fn may_start_with(byte: u8) -> bool {
        byte.is_ascii_lowercase()
    }
}

/// Names a code within its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfCode {}

impl Named for OfCode {
    const CHARACTERS_MAX: usize = limits::CODE_CHARACTERS_MAX;
    const ALSO: &'static [u8] = b"-_";
    const ALSO_IN_WORDS: &'static str = ", hyphens and underscores";
    const FIRST_IN_WORDS: &'static str = "letter or digit";

    fn may_start_with(byte: u8) -> bool {
        byte.is_ascii_lowercase() || byte.is_ascii_digit()
    }
}

/// The id of an authority, such as `coventry`.
pub type AuthorityId = Id<OfAuthority>;
/// The id of a client within its authority, such as `crm`.
pub type ClientId = Id<OfClient>;
/// The id of a code within its list, such as `through-care`.
pub type CodeId = Id<OfCode>;

impl CodeId {
    /// Stands for a code where nothing is recorded, as in a preview.
    pub(super) fn supposed() -> Self {
        Self("supposed".into(), PhantomData)
    }
}

impl AuthorityId {
    /// The authority that clients of the deployment itself belong to. It has no register.
    pub fn system() -> Self {
        Self("system".into(), PhantomData)
    }

    /// Whether this is [`AuthorityId::system`].
    pub fn is_system(&self) -> bool {
        &*self.0 == "system"
    }
}

/// A place in one authority's log, from 1, without gaps.
pub type Position = i64;

/// The number of a record: the position of the event that made it. It is thereby unique in its authority, of
/// every kind, and grows, which keeps the tables' trees cheap to append to.
pub type RecordNumber = i64;

/// What an authority's log is divided into: the events of one stream make one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StreamKind {
    /// One representation.
    Representation,
    /// One case of the Ombudsman.
    Case,
    /// The authority's lists, policies and calendar.
    Reference,
    /// The authority's clients and tokens.
    Access,
    /// One learning action.
    Action,
    /// One training session.
    Training,
    /// One edition of a report.
    Edition,
    /// One release of figures to others.
    Release,
    /// One release that a regional body received.
    Received,
    /// The ledger of what has left the authority.
    Disclosed,
    /// What is done about the retention of one record.
    Retention,
}

impl Word for StreamKind {
    const ALL: &'static [Self] = &[
        Self::Representation,
        Self::Case,
        Self::Reference,
        Self::Access,
        Self::Action,
        Self::Training,
        Self::Edition,
        Self::Release,
        Self::Received,
        Self::Disclosed,
        Self::Retention,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Representation => "representation",
            Self::Case => "case",
            Self::Reference => "reference",
            Self::Access => "access",
            Self::Action => "action",
            Self::Training => "training",
            Self::Edition => "edition",
            Self::Release => "release",
            Self::Received => "received",
            Self::Disclosed => "disclosed",
            Self::Retention => "retention",
        }
    }
}

/// One stream of one authority.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stream {
    /// The authority.
    pub authority: AuthorityId,
    /// What it holds.
    pub kind: StreamKind,
    /// The record's number; 0 for the streams of which an authority has one.
    pub number: RecordNumber,
}

impl Stream {
    /// The stream of an authority's lists, policies and calendar.
    pub fn reference(authority: &AuthorityId) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Reference,
            number: 0,
        }
    }

    /// The stream of an authority's clients.
    pub fn access(authority: &AuthorityId) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Access,
            number: 0,
        }
    }

    /// The stream of a representation.
    pub fn representation(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Representation,
            number,
        }
    }

    /// The stream of a case of the Ombudsman.
    pub fn case(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Case,
            number,
        }
    }

    /// The stream of a learning action.
    pub fn action(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Action,
            number,
        }
    }

    /// The stream of a training session.
    pub fn training(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Training,
            number,
        }
    }

    /// The stream of an edition of a report.
    pub fn edition(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Edition,
            number,
        }
    }

    /// The stream of a release.
    pub fn release(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Release,
            number,
        }
    }

    /// The stream of a release that a regional body received.
    pub fn received(body: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: body.clone(),
            kind: StreamKind::Received,
            number,
        }
    }

    /// The stream of what has left an authority.
    pub fn disclosed(authority: &AuthorityId) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Disclosed,
            number: 0,
        }
    }

    /// The stream of what is done about the retention of a record, which has the record's own number.
    pub fn retention(authority: &AuthorityId, number: RecordNumber) -> Self {
        Self {
            authority: authority.clone(),
            kind: StreamKind::Retention,
            number,
        }
    }
}
