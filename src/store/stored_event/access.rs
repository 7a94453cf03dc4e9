//! Stored shapes of what happens to the clients.

use serde::{Deserialize, Serialize};

use super::{StoredEvent, parse, unknown_kind, words, write};
use crate::{
    domain::{
        access::{Credential, Event, Role},
        ids::ClientId,
    },
    store::error::{Inconsistency, StoreError},
};

#[derive(Serialize, Deserialize)]
struct ClientSaved {
    client: String,
    #[serde(with = "words")]
    role: Role,
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
        Event::ClientSaved { client, role } => write(
            "access.client_saved",
            &ClientSaved {
                client: client.to_string(),
                role: *role,
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
            let ClientSaved { client, role } = parse(payload)?;
            Event::ClientSaved {
                client: client_id(&client)?,
                role,
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
