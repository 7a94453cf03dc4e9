//! The programs that may call the register: their state, folded from the events of the access stream.

pub mod bearer;
mod credential;
mod decide;
mod defect;
mod narrowing;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{ids::ClientId, recorded::Recorded, word::Word};

pub use self::{
    credential::{Credential, InvalidCredential, Part},
    defect::Defect,
    narrowing::Narrowing,
};

/// What a client is trusted to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// A contact-centre system.
    Intake,
    /// A complaints officer.
    Officer,
    /// A reporting service.
    Analyst,
    /// A regional group.
    Benchmark,
    /// Reads everything coded; changes nothing.
    Auditor,
    /// Keeps reference data and clients; opens no record.
    Admin,
    /// An elected member: figures that were made for the public, and no record.
    Member,
}

impl Word for Role {
    const ALL: &'static [Self] = &[
        Self::Intake,
        Self::Officer,
        Self::Analyst,
        Self::Benchmark,
        Self::Auditor,
        Self::Admin,
        Self::Member,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Officer => "officer",
            Self::Analyst => "analyst",
            Self::Benchmark => "benchmark",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
            Self::Member => "member",
        }
    }
}

/// SHA-256 of a token's secret, as small hexadecimal digits. The secret itself is never kept.
pub type TokenHash = String;

/// A bearer token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its number in its client, from 1.
    pub number: u16,
    /// The hash of its secret.
    pub hash: TokenHash,
    /// When it was issued.
    pub issued_time: DateTime<Utc>,
    /// When it was revoked.
    pub revoked_time: Option<DateTime<Utc>>,
}

/// A credential beside the tokens, as it was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its number in its client, from 1.
    pub number: u16,
    /// What it is.
    pub credential: Credential,
    /// When it was added.
    pub added_time: DateTime<Utc>,
    /// When it was removed.
    pub removed_time: Option<DateTime<Utc>>,
}

/// A program that calls the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// What it is trusted to do.
    pub role: Role,
    /// The part of the records that it may see; none where it may see all that its role may.
    pub narrowing: Option<Narrowing>,
    /// Its tokens, by number.
    pub tokens: Vec<Token>,
    /// Its other credentials, by number.
    pub credentials: Vec<Added>,
    /// Since when none of its tokens and credentials is taken.
    pub disabled_time: Option<DateTime<Utc>>,
}

/// The clients of one authority.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Access {
    /// By id.
    pub clients: BTreeMap<ClientId, Client>,
}

/// Something that happened to the clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A client was registered, or its role or what it is narrowed to was changed.
    ClientSaved {
        /// The client.
        client: ClientId,
        /// Its role.
        role: Role,
        /// What it is narrowed to.
        narrowing: Option<Narrowing>,
    },
    /// A token was issued.
    TokenIssued {
        /// The client.
        client: ClientId,
        /// The hash of the secret.
        hash: TokenHash,
    },
    /// A token was revoked.
    TokenRevoked {
        /// The client.
        client: ClientId,
        /// The token's number.
        number: u16,
    },
    /// A credential was added beside the tokens.
    CredentialAdded {
        /// The client.
        client: ClientId,
        /// The credential.
        credential: Credential,
    },
    /// A credential was removed.
    CredentialRemoved {
        /// The client.
        client: ClientId,
        /// The credential's number.
        number: u16,
    },
    /// None of a client's tokens and credentials is taken any more.
    ClientDisabled {
        /// The client.
        client: ClientId,
    },
    /// A client's tokens and credentials are taken again.
    ClientEnabled {
        /// The client.
        client: ClientId,
    },
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Save a client.
    SaveClient {
        /// The client.
        client: ClientId,
        /// Its role.
        role: Role,
        /// What it is narrowed to.
        narrowing: Option<Narrowing>,
    },
    /// Issue a token.
    IssueToken {
        /// The client.
        client: ClientId,
        /// The hash of the secret.
        hash: TokenHash,
    },
    /// Revoke a token.
    RevokeToken {
        /// The client.
        client: ClientId,
        /// The token's number.
        number: u16,
    },
    /// Add a credential beside the tokens.
    AddCredential {
        /// The client.
        client: ClientId,
        /// The credential.
        credential: Credential,
    },
    /// Remove a credential.
    RemoveCredential {
        /// The client.
        client: ClientId,
        /// The credential's number.
        number: u16,
    },
    /// Take none of a client's tokens and credentials.
    DisableClient {
        /// The client.
        client: ClientId,
    },
    /// Take a client's tokens and credentials again.
    EnableClient {
        /// The client.
        client: ClientId,
    },
}

impl Access {
    /// The state before and one event make the state after.
    #[must_use]
    pub fn evolve(mut self, recorded: Recorded<&Event>) -> Self {
        match recorded.event {
            Event::ClientSaved {
                client,
                role,
                narrowing,
            } => {
                let saved = self.clients.entry(client.clone()).or_insert_with(|| Client {
                    role: *role,
                    narrowing: None,
                    tokens: Vec::new(),
                    credentials: Vec::new(),
                    disabled_time: None,
                });
                saved.role = *role;
                saved.narrowing.clone_from(narrowing);
            }
            Event::TokenIssued { client, hash } => {
                if let Some(client) = self.clients.get_mut(client) {
                    let number = u16::try_from(client.tokens.len() + 1).unwrap_or(u16::MAX);
                    let (hash, issued_time) = (hash.clone(), recorded.time);
                    client.tokens.push(Token {
                        number,
                        hash,
                        issued_time,
                        revoked_time: None,
                    });
                }
            }
            Event::TokenRevoked { client, number } => {
                let tokens = self.clients.get_mut(client).map(|client| &mut client.tokens);
                if let Some(token) =
                    tokens.and_then(|tokens| tokens.iter_mut().find(|token| token.number == *number))
                {
                    token.revoked_time = Some(recorded.time);
                }
            }
            Event::CredentialAdded { client, credential } => {
                if let Some(client) = self.clients.get_mut(client) {
                    client.credentials.push(Added {
                        number: u16::try_from(client.credentials.len() + 1).unwrap_or(u16::MAX),
                        credential: credential.clone(),
                        added_time: recorded.time,
                        removed_time: None,
                    });
                }
            }
            Event::CredentialRemoved { client, number } => {
                let known = self.clients.get_mut(client).map(|client| &mut client.credentials);
                if let Some(added) =
                    known.and_then(|known| known.iter_mut().find(|added| added.number == *number))
                {
                    added.removed_time = Some(recorded.time);
                }
            }
            Event::ClientDisabled { client } => {
                if let Some(client) = self.clients.get_mut(client) {
                    client.disabled_time = Some(recorded.time);
                }
            }
            Event::ClientEnabled { client } => {
                if let Some(client) = self.clients.get_mut(client) {
                    client.disabled_time = None;
                }
            }
        }
        self
    }

    /// A token of a client.
    pub fn token(&self, client: &ClientId, number: u16) -> Option<&Token> {
        self.clients
            .get(client)?
            .tokens
            .iter()
            .find(|token| token.number == number)
    }

    /// A credential of a client.
    pub fn credential(&self, client: &ClientId, number: u16) -> Option<&Added> {
        self.clients
            .get(client)?
            .credentials
            .iter()
            .find(|added| added.number == number)
    }

    /// Whether a client has this credential.
    fn has(&self, credential: &Credential) -> bool {
        let mut added = self.clients.values().flat_map(|client| &client.credentials);
        added.any(|added| added.removed_time.is_none() && added.credential == *credential)
    }
}
