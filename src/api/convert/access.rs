//! Clients and tokens.

use super::{Reader, dates::timestamp, values::Wire};
use crate::{
    api::{
        names::{self, Name},
        wire::{self, credential::Kind},
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        access::{self, Command, Credential, InvalidCredential, Narrowing, Part, Role},
        history,
        ids::{AuthorityId, ClientId, CodeId},
        limits,
        lists::List,
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
            narrowing,
            name: _,
            tokens: _,
            credentials: _,
            disable_time: _,
        } = reader.required("client", client)?;
        let role = reader.value("client.role", Role::from_wire(role));
        let of_deployment = Name::parse(&parent).is_some_and(|name| name.authority.is_system());
        if of_deployment && role.is_some_and(|role| role != Role::Admin) {
            reader.refuse(
                "client.role",
                "must be admin: the deployment itself has no register",
            );
        }
        let narrowing = match narrowing {
            Some(asked) => reader
                .within("client.narrowing", |reader| narrowed_to(reader, asked))
                .map(Some),
            None => Some(None),
        };
        Some(draft(
            Command::SaveClient {
                client: id?,
                role: role?,
                narrowing: narrowing?,
            },
            terms?,
        ))
    }
}

/// Reads what a client is narrowed to. The codes are checked when it is saved; one that ends later still narrows.
fn narrowed_to(reader: &mut Reader<'_>, asked: wire::Narrowing) -> Option<Narrowing> {
    let wire::Narrowing {
        officer,
        teams,
        services,
    } = asked;
    let most = limits::NARROWING_CODES_MAX;
    let officer = reader.optional_code("officer", List::Officers, &officer, None);
    let teams = reader.codes("teams", List::Teams, teams, most, None);
    let services = reader.codes("services", List::Services, services, most, None);
    let narrowing = Narrowing {
        officer: officer?,
        teams: teams?,
        services: services?,
    };
    if narrowing.is_empty() {
        reader.refuse("officer", "must be given, or a team or a service");
        return None;
    }
    Some(narrowing)
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

/// The command of a request whose subject the reader has found to be right, or what is wrong with its terms.
fn read_named(
    reader: &mut Reader<'_>,
    (request_id, validate_only): (String, bool),
    command: Option<Command>,
) -> Option<Draft> {
    let terms = Terms::read(reader, request_id, "", validate_only);
    Some(draft(command?, terms?))
}

impl WriteRequest for wire::AddCredentialRequest {
    const METHOD: &'static str = "AddCredential";
    const SUBJECT: Subject = Subject::Client;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent,
            credential,
            request_id,
            validate_only,
        } = self;
        let credential = reader.required("credential", credential);
        let credential = credential.and_then(|given| read_credential(reader, given));
        let client = Name::parse(&parent).and_then(|name| name.client());
        let command = client.zip(credential);
        let command = command.map(|(client, credential)| Command::AddCredential { client, credential });
        read_named(reader, (request_id, validate_only), command)
    }
}

/// Reads a credential.
fn read_credential(reader: &mut Reader<'_>, given: wire::Credential) -> Option<Credential> {
    let wire::Credential {
        name: _,
        kind,
        add_time: _,
        remove_time: _,
    } = given;
    let Some(kind) = kind else {
        reader.refuse(
            "credential",
            "must have certificate_uri, certificate_dns or token_subject",
        );
        return None;
    };
    let read = of_kind(&kind);
    if let (Err(wrong), Kind::TokenSubject(given)) = (&read, &kind)
        && wrong.part == Part::Issuer
        && let Err(wrong) = Credential::subject("https://issuer", &given.subject)
    {
        // One wrong part does not hide the other.
        reader.refuse("credential.token_subject.subject", wrong.must);
    }
    read.map_err(|wrong| {
        let field = match wrong.part {
            Part::Uri => "credential.certificate_uri",
            Part::Dns => "credential.certificate_dns",
            Part::Issuer => "credential.token_subject.issuer",
            Part::Subject => "credential.token_subject.subject",
        };
        reader.refuse(field, wrong.must);
    })
    .ok()
}

fn of_kind(kind: &Kind) -> Result<Credential, InvalidCredential> {
    match kind {
        Kind::CertificateUri(uri) => Credential::certificate_uri(uri),
        Kind::CertificateDns(name) => Credential::certificate_dns(name),
        Kind::TokenSubject(wire::TokenSubject { issuer, subject }) => Credential::subject(issuer, subject),
    }
}

/// The credential of a message, if it is one.
pub fn known_credential(given: wire::Credential) -> Option<Credential> {
    of_kind(&given.kind?).ok()
}

impl WriteRequest for wire::RemoveCredentialRequest {
    const METHOD: &'static str = "RemoveCredential";
    const SUBJECT: Subject = Subject::Credential;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name,
            request_id,
            validate_only,
        } = self;
        let named = Name::parse(&name).and_then(|name| name.credential());
        let command = named.map(|(client, number)| Command::RemoveCredential { client, number });
        read_named(reader, (request_id, validate_only), command)
    }
}

impl WriteRequest for wire::DisableClientRequest {
    const METHOD: &'static str = "DisableClient";
    const SUBJECT: Subject = Subject::NamedClient;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name,
            request_id,
            validate_only,
        } = self;
        let client = Name::parse(&name).and_then(|name| name.client());
        let command = client.map(|client| Command::DisableClient { client });
        read_named(reader, (request_id, validate_only), command)
    }
}

impl WriteRequest for wire::EnableClientRequest {
    const METHOD: &'static str = "EnableClient";
    const SUBJECT: Subject = Subject::NamedClient;

    fn resource(&self) -> &str {
        &self.name
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            name,
            request_id,
            validate_only,
        } = self;
        let client = Name::parse(&name).and_then(|name| name.client());
        let command = client.map(|client| Command::EnableClient { client });
        read_named(reader, (request_id, validate_only), command)
    }
}

/// What a client is narrowed to.
pub fn narrowing(narrowing: &Narrowing) -> wire::Narrowing {
    let texts = |codes: &[CodeId]| codes.iter().map(CodeId::to_string).collect();
    wire::Narrowing {
        officer: narrowing
            .officer
            .as_ref()
            .map(CodeId::to_string)
            .unwrap_or_default(),
        teams: texts(&narrowing.teams),
        services: texts(&narrowing.services),
    }
}

/// A client with its tokens.
pub fn client(authority: &AuthorityId, id: &ClientId, client: &access::Client) -> wire::Client {
    wire::Client {
        name: names::client(authority, id),
        role: client.role.to_wire(),
        narrowing: client.narrowing.as_ref().map(narrowing),
        tokens: client
            .tokens
            .iter()
            .map(|known| token(authority, id, known, None))
            .collect(),
        credentials: client
            .credentials
            .iter()
            .map(|known| credential(authority, id, known))
            .collect(),
        disable_time: client.disabled_time.map(timestamp),
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

/// A credential.
pub fn credential(authority: &AuthorityId, client: &ClientId, added: &access::Added) -> wire::Credential {
    wire::Credential {
        name: names::credential(authority, client, added.number),
        kind: Some(kind(&added.credential)),
        add_time: Some(timestamp(added.added_time)),
        remove_time: added.removed_time.map(timestamp),
    }
}

/// What a credential is.
pub fn kind(credential: &Credential) -> Kind {
    match credential.clone() {
        Credential::CertificateUri(uri) => Kind::CertificateUri(uri),
        Credential::CertificateDns(name) => Kind::CertificateDns(name),
        Credential::Subject { issuer, subject } => Kind::TokenSubject(wire::TokenSubject { issuer, subject }),
    }
}
