//! What every write has in common: a name that says which authority, and a conversion into a submission.

use prost::Message;
use ring::digest::{SHA256, digest};

use super::{
    convert::{Reader, reader::request_id},
    names::Name,
};
use crate::{
    app::submission::{Caller, Secret, Submission, Target},
    domain::{history::Command, ids::Stream},
};

/// A request that changes something.
pub trait WriteRequest: Message + Sized {
    /// The method's name, which is part of the request id's scope.
    const METHOD: &'static str;

    /// The resource that it is about: its name or its parent.
    fn resource(&self) -> &str;

    /// What that resource is.
    const SUBJECT: Subject;

    /// Reads the request. The reader has recorded why where it is `None`.
    fn read(self, reader: &mut Reader<'_>) -> Option<Draft>;
}

/// A request as read.
#[derive(Debug)]
pub struct Draft {
    /// The command.
    pub command: Command,
    /// What the first event brings to be sealed.
    pub secrets: Vec<Secret>,
    /// What every write carries.
    pub terms: Terms,
}

/// What every write carries beside its command.
#[derive(Debug, Clone)]
pub struct Terms {
    request_id: String,
    expected_version: Option<i64>,
    validate_only: bool,
}

impl Terms {
    /// The caller's own id of the request.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Whether nothing is to be changed.
    pub fn validates_only(&self) -> bool {
        self.validate_only
    }

    /// Reads the three fields that every write has. `etag` is empty for what is new.
    pub fn read(reader: &mut Reader<'_>, id: String, etag: &str, validate_only: bool) -> Option<Self> {
        let request_id = request_id(reader, id);
        let expected_version = match etag {
            "" => Some(None),
            etag => parse_etag(etag).map(Some),
        };
        if expected_version.is_none() {
            reader.refuse("etag", "must be the etag of an answer, or empty");
        }
        Some(Self {
            request_id: request_id?,
            expected_version: expected_version?,
            validate_only,
        })
    }
}

/// The submission that a draft becomes.
pub fn submission(
    caller: Caller,
    method: &'static str,
    fingerprint: [u8; 32],
    target: Target,
    draft: Draft,
) -> Submission {
    let Draft {
        command,
        secrets,
        terms:
            Terms {
                request_id,
                expected_version,
                validate_only,
            },
    } = draft;
    Submission {
        caller,
        method,
        request_id,
        fingerprint,
        target,
        command,
        secrets,
        expected_version,
        validate_only,
    }
}

/// What tells two payloads apart: a hash of the whole request.
pub fn fingerprint(request: &impl Message) -> [u8; 32] {
    let hash = digest(&SHA256, &request.encode_to_vec());
    let mut fingerprint = [0; 32];
    fingerprint.copy_from_slice(hash.as_ref());
    fingerprint
}

/// The etag of a version.
pub fn etag(version: i64) -> String {
    format!("v{version}")
}

fn parse_etag(etag: &str) -> Option<i64> {
    etag.strip_prefix('v')?
        .parse()
        .ok()
        .filter(|version| *version > 0)
}

/// What the resource name of a request names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The authority in which a record is made.
    NewRecord,
    /// A representation.
    Representation,
    /// A case of the Ombudsman.
    Case,
    /// The authority, whose lists, policies or calendar change.
    Reference,
    /// One of its lists.
    List,
    /// The authority, whose clients change.
    Access,
    /// One of its clients.
    Client,
    /// A token of one of its clients.
    Token,
    /// One of the clients, which the request names.
    NamedClient,
    /// A credential of one of its clients.
    Credential,
    /// A learning action.
    Action,
    /// A training session.
    Training,
    /// An edition of a report.
    Edition,
    /// A release.
    Release,
    /// What is done about the retention of a record.
    Retention,
}

impl Subject {
    /// Whether requests call it their parent.
    pub fn is_parent(self) -> bool {
        match self {
            Self::NewRecord | Self::Reference | Self::List | Self::Access | Self::Client => true,
            Self::Representation
            | Self::Case
            | Self::Token
            | Self::NamedClient
            | Self::Credential
            | Self::Action
            | Self::Training
            | Self::Edition
            | Self::Release
            | Self::Retention => false,
        }
    }

    /// What its name must look like, as the end of a sentence.
    pub fn form(self) -> &'static str {
        match self {
            Self::NewRecord | Self::Reference | Self::Access => "must be authorities/{authority}",
            Self::Representation => "must be authorities/{authority}/representations/{number}",
            Self::Case => "must be authorities/{authority}/cases/{number}",
            Self::Action => "must be authorities/{authority}/actions/{number}",
            Self::Training => "must be authorities/{authority}/training/{number}",
            Self::Edition => "must be authorities/{authority}/editions/{number}",
            Self::Release => "must be authorities/{authority}/releases/{number}",
            Self::Retention => {
                "must be authorities/{authority}/representations/{number} or authorities/{authority}/cases/{number}"
            }
            Self::List => "must be authorities/{authority}/lists/{list}, and one of the lists there are",
            Self::Client | Self::NamedClient => "must be authorities/{authority}/clients/{client}",
            Self::Credential => "must be authorities/{authority}/clients/{client}/credentials/{number}",
            Self::Token => "must be authorities/{authority}/clients/{client}/tokens/{number}",
        }
    }

    /// The stream that a name means; `None` where it names nothing of the kind.
    pub fn target(self, name: &Name<'_>) -> Option<Target> {
        let authority = &name.authority;
        match self {
            Self::NewRecord => name.is_authority().then(|| Target::New(authority.clone())),
            Self::Representation => {
                let number = name.number("representations")?;
                Some(Target::Stream(Stream::representation(authority, number)))
            }
            Self::Case => Some(Target::Stream(Stream::case(authority, name.number("cases")?))),
            Self::Action => Some(Target::Stream(Stream::action(authority, name.number("actions")?))),
            Self::Training => {
                let number = name.number("training")?;
                Some(Target::Stream(Stream::training(authority, number)))
            }
            Self::Edition => {
                let number = name.number("editions")?;
                Some(Target::Stream(Stream::edition(authority, number)))
            }
            Self::Release => {
                let number = name.number("releases")?;
                Some(Target::Stream(Stream::release(authority, number)))
            }
            Self::Retention => {
                let number = name.number("representations").or_else(|| name.number("cases"))?;
                Some(Target::Stream(Stream::retention(authority, number)))
            }
            Self::Reference => name
                .is_authority()
                .then(|| Target::Stream(Stream::reference(authority))),
            Self::List => name.list().map(|_| Target::Stream(Stream::reference(authority))),
            Self::Access => name
                .is_authority()
                .then(|| Target::Stream(Stream::access(authority))),
            Self::Client | Self::NamedClient => {
                name.client().map(|_| Target::Stream(Stream::access(authority)))
            }
            Self::Credential => name
                .credential()
                .map(|_| Target::Stream(Stream::access(authority))),
            Self::Token => name.token().map(|_| Target::Stream(Stream::access(authority))),
        }
    }
}
