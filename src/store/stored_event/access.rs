//! Stored shapes of what happens to the clients.

use serde::{Deserialize, Serialize};

use super::{StoredEvent, parse, unknown_kind, words, write};
use crate::{
    domain::{
        access::{Credential, Event, Narrowing, Role},
        ids::{ClientId, CodeId},
    },
    store::error::{Inconsistency, StoreError},
};

#[derive(Serialize, Deserialize)]
struct ClientSaved {
    client: String,
    #[serde(with = "words")]
    role: Role,
    /// Absent in what was written before clients could be narrowed, and of those that are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    narrowing: Option<Narrowed>,
}

#[derive(Serialize, Deserialize)]
struct Narrowed {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    officer: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    teams: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    services: Vec<String>,
}

impl From<&Narrowing> for Narrowed {
    fn from(narrowing: &Narrowing) -> Self {
        let texts = |codes: &[CodeId]| codes.iter().map(CodeId::to_string).collect();
        Self {
            officer: narrowing.officer.as_ref().map(CodeId::to_string),
            teams: texts(&narrowing.teams),
            services: texts(&narrowing.services),
        }
    }
}

fn narrowing(stored: &Narrowed) -> Result<Narrowing, StoreError> {
    let code = |text: &String| {
        CodeId::parse(text).map_err(|_| {
            let wrong = Inconsistency::on("event").column("payload");
            StoreError::from(wrong.why("holds no narrowing"))
        })
    };
    Ok(Narrowing {
        officer: stored.officer.as_ref().map(code).transpose()?,
        teams: stored.teams.iter().map(code).collect::<Result<_, _>>()?,
        services: stored.services.iter().map(code).collect::<Result<_, _>>()?,
    })
}

#[derive(Serialize, Deserialize)]
struct TokenIssued {
    client: String,
    hash: String,
}

#[derive(Serialize, Deserialize)]
struct TokenRevoked {
    client: String,
    number: u16,
}

#[derive(Serialize, Deserialize)]
struct CredentialAdded {
    client: String,
    /// `certificate_uri`, `certificate_dns` or `subject`.
    kind: String,
    /// The URI, the DNS name or the subject.
    value: String,
    /// The subject's issuer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct CredentialRemoved {
    client: String,
    number: u16,
}

#[derive(Serialize, Deserialize)]
struct OfClient {
    client: String,
}

fn stored(client: &ClientId, credential: &Credential) -> CredentialAdded {
    let (kind, value, issuer) = match credential {
        Credential::CertificateUri(uri) => ("certificate_uri", uri, None),
        Credential::CertificateDns(name) => ("certificate_dns", name, None),
        Credential::Subject { issuer, subject } => ("subject", subject, Some(issuer.clone())),
    };
    CredentialAdded {
        client: client.to_string(),
        kind: kind.to_owned(),
        value: value.clone(),
        issuer,
    }
}

/// As it was when it was added: what may be added later on does not bind what was.
fn credential(stored: CredentialAdded) -> Result<Credential, StoreError> {
    let CredentialAdded {
        kind, value, issuer, ..
    } = stored;
    match (kind.as_str(), issuer) {
        ("certificate_uri", None) => Ok(Credential::CertificateUri(value)),
        ("certificate_dns", None) => Ok(Credential::CertificateDns(value)),
        ("subject", Some(issuer)) => Ok(Credential::Subject {
            issuer,
            subject: value,
        }),
        _ => Err(Inconsistency::on("event")
            .column("payload")
            .why("holds no credential")
            .into()),
    }
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::ClientSaved {
            client,
            role,
            narrowing,
        } => write(
            "access.client_saved",
            &ClientSaved {
                client: client.to_string(),
                role: *role,
                narrowing: narrowing.as_ref().map(Narrowed::from),
            },
        ),
        Event::TokenIssued { client, hash } => write(
            "access.token_issued",
            &TokenIssued {
                client: client.to_string(),
                hash: hash.clone(),
            },
        ),
        Event::TokenRevoked { client, number } => write(
            "access.token_revoked",
            &TokenRevoked {
                client: client.to_string(),
                number: *number,
            },
        ),
        Event::CredentialAdded { client, credential } => {
            write("access.credential_added", &stored(client, credential))
        }
        Event::CredentialRemoved { client, number } => write(
            "access.credential_removed",
            &CredentialRemoved {
                client: client.to_string(),
                number: *number,
            },
        ),
        Event::ClientDisabled { client } => write("access.client_disabled", &of_client(client)),
        Event::ClientEnabled { client } => write("access.client_enabled", &of_client(client)),
    }
}

fn of_client(client: &ClientId) -> OfClient {
    OfClient {
        client: client.to_string(),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "client_saved" => {
            let saved: ClientSaved = parse(payload)?;
            Event::ClientSaved {
                client: client_id(&saved.client)?,
                role: saved.role,
                narrowing: saved.narrowing.as_ref().map(narrowing).transpose()?,
            }
        }
        "token_issued" => {
            let TokenIssued { client, hash } = parse(payload)?;
            Event::TokenIssued {
                client: client_id(&client)?,
                hash,
            }
        }
        "token_revoked" => {
            let TokenRevoked { client, number } = parse(payload)?;
            Event::TokenRevoked {
                client: client_id(&client)?,
                number,
            }
        }
        "credential_added" => {
            let stored: CredentialAdded = parse(payload)?;
            Event::CredentialAdded {
                client: client_id(&stored.client)?,
                credential: credential(stored)?,
            }
        }
        "credential_removed" => {
            let CredentialRemoved { client, number } = parse(payload)?;
            Event::CredentialRemoved {
                client: client_id(&client)?,
                number,
            }
        }
        "client_disabled" => {
            let OfClient { client } = parse(payload)?;
            Event::ClientDisabled {
                client: client_id(&client)?,
            }
        }
        "client_enabled" => {
            let OfClient { client } = parse(payload)?;
            Event::ClientEnabled {
                client: client_id(&client)?,
            }
        }
        _ => return Err(unknown_kind(what)),
    })
}

fn client_id(text: &str) -> Result<ClientId, StoreError> {
    ClientId::parse(text).map_err(|_| {
        Inconsistency::on("event")
            .column("payload")
            .why("holds no client")
            .into()
    })
}
