//! What a handler puts into the lane, and what comes back.

use std::{fmt, sync::Arc};

use super::planted;
use crate::domain::{
    access::{Narrowing, Role},
    history::{Command, Record},
    ids::{AuthorityId, ClientId, Position, Stream},
    refusal::Refusal,
    representation::ClockMove,
    sealed_read::LookUpKind,
};

/// Who calls: known by the credential, never by the request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Caller {
    /// The authority of the client.
    pub authority: AuthorityId,
    /// The client.
    pub client: ClientId,
    /// What it is trusted to do.
    pub role: Role,
    /// The part of the records that it may see; none where it may see all that its role may.
    pub narrowing: Option<Arc<Narrowing>>,
}

impl Caller {
    /// How an authority's log and receipts name the caller: by its id, a client of the deployment by more, so that
    /// two clients of one name are two.
    pub fn actor(&self, authority: &AuthorityId) -> String {
        if self.authority == *authority {
            self.client.to_string()
        } else {
            format!("{}/{}", self.authority, self.client)
        }
    }

    /// Whether the caller may act for an authority: its own, or any for a client of the deployment.
    pub fn acts_for(&self, authority: &AuthorityId) -> bool {
        self.authority == *authority || self.authority.is_system() || planted::forgets_authority()
    }

    /// Whether the caller may see a record as it stands, as far as it is narrowed.
    pub fn sees(&self, record: &Record) -> bool {
        let sees = |narrowing: &Narrowing| narrowing.sees(record) || planted::is("narrowing-forgotten");
        self.narrowing.as_deref().is_none_or(sees)
    }
}

/// Which person of a representation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    /// Who complained.
    Complainant,
    /// The child or service user.
    ServiceUser,
}

/// Whose key seals a field: the record's own, or a person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The record.
    Record,
    /// A person.
    Person(Person),
}

/// Something by which a person is looked up: only whole, and only as it is written.
#[derive(Clone, PartialEq, Eq)]
pub struct LookUp {
    /// What it is.
    pub kind: LookUpKind,
    /// What it is, with what people write differently made alike.
    value: String,
}

impl LookUp {
    /// An e-mail address; none of an empty text. Capital letters and white space around it do not count.
    pub fn email(text: &str) -> Option<Self> {
        let value = text.trim().to_lowercase();
        let kind = LookUpKind::Email;
        (!value.is_empty()).then_some(Self { kind, value })
    }

    /// A reference that the caller has for the person; none of an empty text. Capital letters and white space do not count.
    pub fn reference(text: &str) -> Option<Self> {
        let value: String = text.split_whitespace().collect::<String>().to_lowercase();
        let kind = LookUpKind::Reference;
        (!value.is_empty()).then_some(Self { kind, value })
    }

    /// What is hashed.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for LookUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LookUp")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Personal data or narrative on its way to be sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// Whose key seals it.
    pub owner: Owner,
    /// The field, such as `narrative` or `concern/2`.
    pub field: String,
    /// What is sealed.
    pub content: Vec<u8>,
    /// What a person is to be looked up by.
    pub look_up: Vec<LookUp>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Secret")
            .field("field", &self.field)
            .finish_non_exhaustive()
    }
}

/// The stream that a command is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record that the command makes.
    New(AuthorityId),
    /// A stream that exists, or that an authority has one of.
    Stream(Stream),
}

impl Target {
    /// The authority whose log the command is for.
    pub fn authority(&self) -> &AuthorityId {
        match self {
            Self::New(authority) => authority,
            Self::Stream(stream) => &stream.authority,
        }
    }

    /// The stream, where there is one.
    pub fn into_stream(self) -> Option<Stream> {
        match self {
            Self::New(_) => None,
            Self::Stream(stream) => Some(stream),
        }
    }
}

/// A command with everything that the lane needs to know of the call.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Who calls.
    pub caller: Caller,
    /// The method, which is part of the request id's scope.
    pub method: &'static str,
    /// The caller's own id of the request.
    pub request_id: String,
    /// SHA-256 of the request.
    pub fingerprint: [u8; 32],
    /// What the command is for.
    pub target: Target,
    /// The command.
    pub command: Command,
    /// What the first event brings to be sealed.
    pub secrets: Vec<Secret>,
    /// The version that the caller believes to be current.
    pub expected_version: Option<i64>,
    /// Whether nothing is to be changed.
    pub validate_only: bool,
}

/// What a write did.
#[derive(Debug, Clone)]
pub struct Written {
    /// The stream that it was done to.
    pub stream: Stream,
    /// The stream's version after it.
    pub version: i64,
    /// The place of its last event in the log; 0 where nothing was to be changed.
    pub position: Position,
    /// The state after it; absent where the write was done by an earlier call, to be read from the log.
    pub state: Option<WrittenState>,
}

/// The state that a write led to.
#[derive(Debug, Clone)]
pub struct WrittenState {
    /// The record.
    pub record: Arc<Record>,
    /// The lists, policies and calendar at that time; none in the log of the deployment itself.
    pub reference: Option<Arc<Record>>,
    /// The clocks that a change of the calendar would move, where nothing was to be changed; what was moved is in the log.
    pub moved: Vec<(Stream, ClockMove)>,
}

/// Why a write was not done. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The rules refuse the step.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such record.
    #[error("no such record")]
    NotFound,
    /// Another record has the reference.
    #[error("another record has that reference")]
    ReferenceTaken {
        /// The record that has it.
        by: Stream,
    },
    /// The request id was used with another payload.
    #[error("the request id was used before with another payload")]
    RequestIdReused {
        /// The request id.
        request_id: String,
    },
    /// The caller's version is not current.
    #[error("the record has changed since")]
    VersionStale {
        /// The current version.
        current: i64,
    },
    /// Too much waits.
    #[error("too much is waiting to be written")]
    QueueFull,
    /// The register cannot be reached or is stopping.
    #[error("the register is not available")]
    Unavailable,
    /// A fault of the service; its log has the detail.
    #[error("a fault of the service")]
    Internal,
}
