//! Stored shapes of what happens to the clients.

use serde::{Deserialize, Serialize};

use super::{StoredEvent, parse, unknown_kind, words, write};
use crate::{
    domain::{
        access::{Event, Role},
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
