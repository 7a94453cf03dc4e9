//! What a command does to the clients.

use super::{Access, Command, Event};
use crate::domain::{limits, refusal::Refusal, representation::decide::within_limit};

impl Access {
    /// Answers what a command does.
    ///
    /// # Errors
    /// The rule that refuses it; nothing has happened then.
    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        let event = match command {
            Command::SaveClient {
                client,
                role,
                narrowing,
            } => {
                if !self.clients.contains_key(client) {
                    within_limit(self.clients.len(), limits::CLIENTS_MAX, "clients")?;
                }
                Event::ClientSaved {
                    client: client.clone(),
                    role: *role,
                    narrowing: narrowing.clone(),
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
                    return Err(already_done("the revocation"));
                }
                Event::TokenRevoked {
                    client: client.clone(),
                    number: *number,
                }
            }
            Command::AddCredential { client, credential } => {
                let known = self.clients.get(client).ok_or(Refusal::NotRegistered)?;
                within_limit(
                    known.credentials.len(),
                    limits::CREDENTIALS_MAX,
                    "credentials of a client",
                )?;
                if self.has(credential) {
                    return Err(Refusal::CredentialTaken);
                }
                Event::CredentialAdded {
                    client: client.clone(),
                    credential: credential.clone(),
                }
            }
            Command::RemoveCredential { client, number } => {
                let added = self.credential(client, *number).ok_or(Refusal::NotRegistered)?;
                if added.removed_time.is_some() {
                    return Err(already_done("the removal"));
                }
                Event::CredentialRemoved {
                    client: client.clone(),
                    number: *number,
                }
            }
            Command::DisableClient { client } => {
                let known = self.clients.get(client).ok_or(Refusal::NotRegistered)?;
                if known.disabled_time.is_some() {
                    return Err(already_done("the disabling"));
                }
                Event::ClientDisabled {
                    client: client.clone(),
                }
            }
            Command::EnableClient { client } => {
                let known = self.clients.get(client).ok_or(Refusal::NotRegistered)?;
                if known.disabled_time.is_none() {
                    return Err(already_done("the enabling"));
                }
                Event::ClientEnabled {
                    client: client.clone(),
                }
            }
        };
        Ok(vec![event])
    }
}

fn already_done(what: &'static str) -> Refusal {
    Refusal::AlreadyDone { what, on: None }
}
