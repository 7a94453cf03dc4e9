//! Checkpoints and proofs of the service of changes.

use super::{
    convert::Reader,
    door::{Door, lists_of},
    status::ApiError,
    wire,
};
use crate::{
    app::{
        checkpoints::CheckpointError,
        proofs::{Consistency, Inclusion},
        submission::Caller,
    },
    domain::merkle::Hash,
};

impl Door {
    pub(super) async fn checkpoint(
        &self,
        caller: &Caller,
        message: wire::GetCheckpointRequest,
    ) -> Result<wire::GetCheckpointResponse, ApiError> {
        let wire::GetCheckpointRequest { parent } = message;
        let (authority, _) = self.parent(caller, &parent).await?;
        let note = self.app.last_checkpoint(&authority).await?;
        Ok(wire::GetCheckpointResponse {
            note: note.unwrap_or_default(),
        })
    }

    pub(super) async fn inclusion(
        &self,
        caller: &Caller,
        message: wire::ProveInclusionRequest,
    ) -> Result<wire::ProveInclusionResponse, ApiError> {
        let wire::ProveInclusionRequest {
            parent,
            position,
            size,
        } = message;
        let (authority, reference) = self.parent(caller, &parent).await?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        if size < 1 {
            reader.refuse("size", "must be at least 1");
        }
        if position < 1 || position > size.max(1) {
            reader.refuse("position", "must be from 1 up to the size");
        }
        reader.finish(Some(())).map_err(ApiError::Invalid)?;
        let Inclusion {
            event_hash,
            hashes,
            root,
        } = self.app.prove_inclusion(&authority, position, size).await?;
        Ok(wire::ProveInclusionResponse {
            event_hash: event_hash.to_vec(),
            hashes: bytes(&hashes),
            root: root.to_vec(),
        })
    }

    pub(super) async fn consistency(
        &self,
        caller: &Caller,
        message: wire::ProveConsistencyRequest,
    ) -> Result<wire::ProveConsistencyResponse, ApiError> {
        let wire::ProveConsistencyRequest {
            parent,
            older_size,
            newer_size,
        } = message;
        let (authority, reference) = self.parent(caller, &parent).await?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        if older_size < 1 {
            reader.refuse("older_size", "must be at least 1");
        }
        if newer_size < older_size.max(1) {
            reader.refuse("newer_size", "must not be below older_size");
        }
        reader.finish(Some(())).map_err(ApiError::Invalid)?;
        let proof = self.app.prove_consistency(&authority, older_size, newer_size);
        let Consistency {
            hashes,
            older_root,
            newer_root,
        } = proof.await?;
        Ok(wire::ProveConsistencyResponse {
            hashes: bytes(&hashes),
            older_root: older_root.to_vec(),
            newer_root: newer_root.to_vec(),
        })
    }
}

fn bytes(hashes: &[Hash]) -> Vec<Vec<u8>> {
    hashes.iter().map(|hash| hash.to_vec()).collect()
}

impl From<CheckpointError> for ApiError {
    fn from(error: CheckpointError) -> Self {
        match error {
            CheckpointError::Store(error) => Self::Store(error),
            error => Self::Checkpoints(error),
        }
    }
}
