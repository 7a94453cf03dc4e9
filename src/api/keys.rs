//! The service of the keys of authorities.

use tonic::{Request, Response, Status};

use super::{
    convert::dates::timestamp,
    door::{Door, wrong},
    status::{self, ApiError},
    wire::{self, keys_service_server::KeysService},
};
use crate::{
    app::keys::{KeyState, RotationError, WrappedAnew},
    domain::ids::AuthorityId,
    store::acting,
};

impl Door {
    async fn key_state(&self, authority: &AuthorityId) -> Result<wire::KeyState, ApiError> {
        let KeyState { keys, present, left } = self.app.keys().state(authority).await?;
        let earlier = keys.len().saturating_sub(1);
        let last = keys.last();
        Ok(wire::KeyState {
            version: last.map_or(0, |key| key.version),
            make_time: last.map(|key| timestamp(key.made_at)),
            wrapped_by: last.map(|key| key.wrapped_by.clone()).unwrap_or_default(),
            present_key: present,
            earlier_keys: earlier.try_into().unwrap_or(i32::MAX),
            data_keys_left: left,
        })
    }
}

#[tonic::async_trait]
impl KeysService for Door {
    async fn describe_keys(
        &self,
        request: Request<wire::DescribeKeysRequest>,
    ) -> Result<Response<wire::KeyState>, Status> {
        let (caller, message) = Self::open(request)?;
        let (authority, _) = self.parent(&caller, &message.parent).await?;
        Ok(Response::new(self.key_state(&authority).await?))
    }

    async fn rotate_authority_key(
        &self,
        request: Request<wire::RotateAuthorityKeyRequest>,
    ) -> Result<Response<wire::KeyState>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::RotateAuthorityKeyRequest { parent, version } = message;
        let (authority, _) = self.parent(&caller, &parent).await?;
        if version < 0 {
            return Err(wrong("version", "must be zero or more").into());
        }
        let (keys, of) = (self.app.keys().clone(), authority.clone());
        // In a task of its own: a caller that goes away leaves no key half made known.
        let rotated = tokio::spawn(acting::carried(async move { keys.rotate(&of, version).await })).await;
        rotated.map_err(|_| status::internal())?.map_err(ApiError::from)?;
        Ok(Response::new(self.key_state(&authority).await?))
    }

    async fn rewrap_keys(
        &self,
        request: Request<wire::RewrapKeysRequest>,
    ) -> Result<Response<wire::RewrapKeysResponse>, Status> {
        let (_caller, _message) = Self::open(request)?;
        let keys = self.app.keys().clone();
        let done = tokio::spawn(async move { keys.wrap_anew().await }).await;
        let done = done.map_err(|_| status::internal())?.map_err(ApiError::Store)?;
        let WrappedAnew {
            authority_keys,
            data_keys,
            retired,
        } = done;
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Ok(Response::new(wire::RewrapKeysResponse {
            authority_keys: count(authority_keys),
            data_keys: count(data_keys),
            retired_keys: count(retired),
        }))
    }
}

impl From<RotationError> for ApiError {
    fn from(error: RotationError) -> Self {
        match error {
            RotationError::NotPresent { version } => Self::KeyVersionStale(version),
            RotationError::Store(error) => Self::Store(error),
        }
    }
}
