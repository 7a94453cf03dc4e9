//! The programs that may call the register: their state, folded from the events of the access stream.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    ids::ClientId, limits, recorded::Recorded, refusal::Refusal, representation::decide::within_limit,
    word::Word,
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
}

impl Word for Role {
    const ALL: &'static [Self] = &[
        Self::Intake,
        Self::Officer,
        Self::Analyst,
        Self::Benchmark,
        Self::Auditor,
        Self::Admin,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Officer => "officer",
            Self::Analyst => "analyst",
            Self::Benchmark => "benchmark",
            Self::Auditor => "auditor",
            Self::Admin => "admin",
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

/// A program that calls the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// What it is trusted to do.
    pub role: Role,
    /// Its tokens, by number.
    pub tokens: Vec<Token>,
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
    /// A client was registered, or its role was changed.
    ClientSaved {
        /// The client.
        client: ClientId,
        /// Its role.
        role: Role,
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
}

impl Access {
    /// The state before and one event make the state after.
    #[must_use]
    pub fn evolve(mut self, recorded: Recorded<&Event>) -> Self {
        match recorded.event {
            Event::ClientSaved { client, role } => {
                let saved = self.clients.entry(client.clone());
                saved
                    .or_insert_with(|| Client {
                        role: *role,
                        tokens: Vec::new(),
                    })
                    .role = *role;
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
        }
        self
    }

    /// Answers what a command does.
    ///
    /// # Errors
    /// The rule that refuses it; nothing has happened then.
    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::SaveClient { client, role } => {
                if !self.clients.contains_key(client) {
                    within_limit(self.clients.len(), limits::CLIENTS_MAX, "clients")?;
                }
                Event::ClientSaved {
                    client: client.clone(),
                    role: *role,
                }
            }
            Command::IssueToken { client, hash } => {
                let known = self.clients.get(client).ok_or(Refusal::NotRegistered)?;
                within_limit(known.tokens.len(), limits::TOKENS_MAX, "tokens of a client")?;
                Event::TokenIssued {
                    client: client.clone(),
                    hash: hash.clone(),
                }
            }
            Command::RevokeToken { client, number } => {
                let token = self.token(client, *number).ok_or(Refusal::NotRegistered)?;
                if token.revoked_time.is_some() {
                    return Err(Refusal::AlreadyDone {
                        what: "the revocation",
                        on: None,
                    });
                }
                Event::TokenRevoked {
                    client: client.clone(),
                    number: *number,
                }
            }
        };
        Ok(vec![event])
    }

    /// A token of a client.
    pub fn token(&self, client: &ClientId, number: u16) -> Option<&Token> {
        self.clients
            .get(client)?
            .tokens
            .iter()
            .find(|token| token.number == number)
    }
}
