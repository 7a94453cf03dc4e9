//! The service of clients and tokens.

use tonic::{Request, Response, Status};

use super::{
    convert::access as convert,
    door::{Call, Door},
    names::Name,
    status::{self, ApiError},
    wire::{self, access_service_server::AccessService},
    write::{Subject, fingerprint},
};
use crate::{
    app::{records::Snapshot, submission::WriteError},
    domain::{
        access::Access,
        ids::{ClientId, Stream},
        refusal::Refusal,
    },
};

fn clients(snapshot: &Snapshot) -> Result<&Access, ApiError> {
    snapshot.record.access().ok_or(ApiError::NotFound)
}

#[tonic::async_trait]
impl AccessService for Door {
    async fn save_client(
        &self,
        request: Request<wire::SaveClientRequest>,
    ) -> Result<Response<wire::Client>, Status> {
        let id = request.get_ref().client_id.clone();
        let snapshot = self.write(request).await?;
        let id = ClientId::parse(&id).map_err(|_| ApiError::NotFound)?;
        let client = clients(&snapshot)?.clients.get(&id).ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::client(
            &snapshot.stream.authority,
            &id,
            client,
        )))
    }

    async fn list_clients(
        &self,
        request: Request<wire::ListClientsRequest>,
    ) -> Result<Response<wire::ListClientsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListClientsRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let (authority, _) = self.parent(&caller, &parent).await?;
        let page = Self::page("ListClients", &parent, &(), page_size, &page_token)?;
        let snapshot = self
            .app
            .record(&Stream::access(&authority))
            .await
            .map_err(ApiError::Store)?;
        let known = match &snapshot {
            Some(snapshot) => clients(snapshot)?.clients.clone(),
            None => Access::default().clients,
        };
        let known: Vec<_> = known.into_iter().collect();
        let (found, next_page_token) = page.of(&known);
        let clients = found
            .iter()
            .map(|(id, client)| convert::client(&authority, id, client))
            .collect();
        Ok(Response::new(wire::ListClientsResponse {
            clients,
            next_page_token,
        }))
    }

    async fn issue_token(
        &self,
        request: Request<wire::IssueTokenRequest>,
    ) -> Result<Response<wire::Token>, Status> {
        let (caller, message) = Self::open(request)?;
        let (fingerprint, parent) = (fingerprint(&message), message.parent.clone());
        let new = self.app.new_secret().map_err(|_| status::internal())?;
        let hash = new.hash.clone();
        let call = Call {
            caller,
            method: "IssueToken",
            fingerprint,
        };
        let snapshot = self
            .write_as(call, Subject::Client, &parent, |reader| {
                convert::read_issue(reader, message, hash)
            })
            .await?;
        let client = Name::parse(&parent)
            .and_then(|name| name.client())
            .ok_or(ApiError::NotFound)?;
        let tokens = clients(&snapshot)?
            .clients
            .get(&client)
            .map(|client| &client.tokens);
        let token = tokens
            .and_then(|tokens| tokens.last())
            .ok_or(ApiError::NotFound)?;
        // A repeated request finds the token of the first one, whose secret nobody has any more.
        let secret = (token.hash == new.hash && snapshot.position > 0).then_some(new.secret);
        Ok(Response::new(convert::token(
            &snapshot.stream.authority,
            &client,
            token,
            secret,
        )))
    }

    async fn revoke_token(
        &self,
        request: Request<wire::RevokeTokenRequest>,
    ) -> Result<Response<wire::Token>, Status> {
        let name = request.get_ref().name.clone();
        let snapshot = self.write(request).await?;
        let named = Name::parse(&name).and_then(|name| name.token());
        let (client, number) = named.ok_or(ApiError::NotFound)?;
        let token = clients(&snapshot)?
            .token(&client, number)
            .ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::token(
            &snapshot.stream.authority,
            &client,
            token,
            None,
        )))
    }

    async fn add_credential(
        &self,
        request: Request<wire::AddCredentialRequest>,
    ) -> Result<Response<wire::Credential>, Status> {
        let parent = request.get_ref().parent.clone();
        let credential = request.get_ref().credential.clone();
        let named = Name::parse(&parent).and_then(|name| Some((name.authority.clone(), name.client()?)));
        let credential = credential.and_then(convert::known_credential);
        // Of the other authorities' clients; those of this one are asked again in the lane. Two that race both pass,
        // and then neither is taken.
        if let (Some((authority, _)), Some(credential)) = (named.as_ref(), credential.as_ref())
            && self
                .app
                .is_taken_elsewhere(authority, credential)
                .await
                .map_err(ApiError::Store)?
        {
            return Err(ApiError::Write(WriteError::Refused(Refusal::CredentialTaken)).into());
        }
        let snapshot = self.write(request).await?;
        let (_, client) = named.ok_or(ApiError::NotFound)?;
        let known = clients(&snapshot)?.clients.get(&client);
        let added = known.and_then(|client| client.credentials.last());
        Ok(Response::new(convert::credential(
            &snapshot.stream.authority,
            &client,
            added.ok_or(ApiError::NotFound)?,
        )))
    }

    async fn remove_credential(
        &self,
        request: Request<wire::RemoveCredentialRequest>,
    ) -> Result<Response<wire::Credential>, Status> {
        let name = request.get_ref().name.clone();
        let snapshot = self.write(request).await?;
        let named = Name::parse(&name).and_then(|name| name.credential());
        let (client, number) = named.ok_or(ApiError::NotFound)?;
        let added = clients(&snapshot)?
            .credential(&client, number)
            .ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::credential(
            &snapshot.stream.authority,
            &client,
            added,
        )))
    }

    async fn disable_client(
        &self,
        request: Request<wire::DisableClientRequest>,
    ) -> Result<Response<wire::Client>, Status> {
        let name = request.get_ref().name.clone();
        let snapshot = self.write(request).await?;
        Ok(Response::new(named_client(&snapshot, &name)?))
    }

    async fn enable_client(
        &self,
        request: Request<wire::EnableClientRequest>,
    ) -> Result<Response<wire::Client>, Status> {
        let name = request.get_ref().name.clone();
        let snapshot = self.write(request).await?;
        Ok(Response::new(named_client(&snapshot, &name)?))
    }
}

/// The client of a name, as a write left it.
fn named_client(snapshot: &Snapshot, name: &str) -> Result<wire::Client, ApiError> {
    let id = Name::parse(name).and_then(|name| name.client());
    let id = id.ok_or(ApiError::NotFound)?;
    let client = clients(snapshot)?.clients.get(&id).ok_or(ApiError::NotFound)?;
    Ok(convert::client(&snapshot.stream.authority, &id, client))
}
