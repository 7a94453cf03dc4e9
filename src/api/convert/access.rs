//! Clients and tokens.

use super::{Reader, dates::timestamp, values::Wire};
use crate::{
    api::{
        names::{self, Name},
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        access::{self, Command, Role},
        history,
        ids::{AuthorityId, ClientId},
    },
};

fn draft(command: Command, terms: Terms) -> Draft {
    Draft {
        command: history::Command::Access(command),
        secrets: Vec::new(),
        terms,
    }
}

impl WriteRequest for wire::SaveClientRequest {
    const METHOD: &'static str = "SaveClient";
    const SUBJECT: Subject = Subject::Access;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            client_id,
            client,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let id = ClientId::parse(&client_id)
            .map_err(|invalid| reader.refuse("client_id", invalid))
            .ok();
        let wire::Client {
            role,
            name: _,
            tokens: _,
        } = reader.required("client", client)?;
        let role = reader.value("client.role", Role::from_wire(role));
        let of_deployment = Name::parse(&parent).is_some_and(|name| name.authority.is_system());
        if of_deployment && role.is_some_and(|role| role != Role::Admin) {
            reader.refuse(
                "client.role",
                "must be admin: the deployment itself has no register",
            );
        }
        Some(draft(
            Command::SaveClient {
                client: id?,
                role: role?,
            },
            terms?,
        ))
    }
}

/// Reads a request for a token whose secret has this hash.
pub fn read_issue(reader: &mut Reader<'_>, request: wire::IssueTokenRequest, hash: String) -> Option<Draft> {
    let wire::IssueTokenRequest {
        parent,
        request_id,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, "", validate_only);
    let client = Name::parse(&parent).and_then(|name| name.client())?;
    Some(draft(Command::IssueToken { client, hash }, terms?))
}

impl WriteRequest for wire::RevokeTokenRequest {
    const METHOD: &'static str = "RevokeToken";
    const SUBJECT: Subject = Subject::Token;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let (client, number) = Name::parse(&name).and_then(|name| name.token())?;
        Some(draft(Command::RevokeToken { client, number }, terms?))
    }
}

/// A client with its tokens.
pub fn client(authority: &AuthorityId, id: &ClientId, client: &access::Client) -> wire::Client {
    wire::Client {
        name: names::client(authority, id),
        role: client.role.to_wire(),
        tokens: client
            .tokens
            .iter()
            .map(|known| token(authority, id, known, None))
            .collect(),
    }
}

/// A token; the secret only where it has just been made.
pub fn token(
    authority: &AuthorityId,
    client: &ClientId,
    token: &access::Token,
    secret: Option<String>,
) -> wire::Token {
    wire::Token {
        name: names::token(authority, client, token.number),
        secret: secret.unwrap_or_default(),
        issue_time: Some(timestamp(token.issued_time)),
        revoke_time: token.revoked_time.map(timestamp),
    }
}
