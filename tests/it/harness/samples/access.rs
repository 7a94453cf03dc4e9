//! Good requests for clients and their credentials.

use prost::Message;
use redress::api::wire::{self, credential::Kind};

use crate::harness::{NORTHWICK, Register, caller::fresh_id};

/// A client that is disabled and has two credentials, of which the first is good.
const RESTING: &str = "authorities/northwick/clients/resting";

/// A credential by this URI.
pub fn by_uri(uri: &str) -> wire::Credential {
    wire::Credential {
        kind: Some(Kind::CertificateUri(uri.to_owned())),
        ..wire::Credential::default()
    }
}

/// Saves what the samples name.
pub async fn save(register: &Register<'_>) {
    let deployment = register.deployment();
    let client = wire::SaveClientRequest {
        parent: NORTHWICK.to_owned(),
        client_id: "resting".to_owned(),
        client: Some(wire::Client {
            role: wire::Role::Intake.into(),
            ..wire::Client::default()
        }),
        request_id: "sample-client".to_owned(),
        validate_only: false,
    };
    deployment.access().save_client(client).await.expect("a client");
    let issue = wire::IssueTokenRequest {
        parent: RESTING.to_owned(),
        request_id: "sample-token".to_owned(),
        validate_only: false,
    };
    deployment.access().issue_token(issue).await.expect("a token");
    let add = wire::AddCredentialRequest {
        parent: RESTING.to_owned(),
        credential: Some(by_uri("spiffe://council.example/resting")),
        request_id: "sample-credential".to_owned(),
        validate_only: false,
    };
    deployment
        .access()
        .add_credential(add)
        .await
        .expect("a credential");
    let disable = wire::DisableClientRequest {
        name: RESTING.to_owned(),
        request_id: "sample-disabled".to_owned(),
        validate_only: false,
    };
    deployment
        .access()
        .disable_client(disable)
        .await
        .expect("a disabled client");
}

/// A good request, if it is one of these methods.
pub fn request(method: &str) -> Option<Vec<u8>> {
    let request_id = fresh_id();
    let client = format!("{NORTHWICK}/clients/analyst");
    Some(match method {
        "AddCredential" => wire::AddCredentialRequest {
            parent: client,
            credential: Some(wire::Credential {
                kind: Some(Kind::TokenSubject(wire::TokenSubject {
                    issuer: "https://login.example/v2.0".to_owned(),
                    subject: request_id.clone(),
                })),
                ..wire::Credential::default()
            }),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "RemoveCredential" => wire::RemoveCredentialRequest {
            name: format!("{RESTING}/credentials/1"),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "DisableClient" => wire::DisableClientRequest {
            name: client,
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        "EnableClient" => wire::EnableClientRequest {
            name: RESTING.to_owned(),
            request_id,
            validate_only: true,
        }
        .encode_to_vec(),
        _ => return None,
    })
}
