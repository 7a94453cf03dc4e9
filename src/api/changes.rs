//! The service of changes.

use std::sync::LazyLock;

use tonic::{
    Request, Response, Status,
    codegen::{
        BoxStream,
        tokio_stream::{StreamExt, wrappers::ReceiverStream},
    },
};

use super::{
    convert::{Reader, changes as convert},
    door::{Door, lists_of},
    page_token::page_size,
    permissions::{Permissions, permissions},
    status::ApiError,
    wire::{self, changes_service_server::ChangesService},
};
use crate::{
    app::{
        changes::{Changes, Wanted, outlet::Cut, watch::Watched},
        submission::Caller,
    },
    domain::{
        ids::{AuthorityId, Position, StreamKind},
        word::Word,
    },
};

/// The method that reads what a stream of a kind is: who may call it may be told of changes.
fn read_by(kind: StreamKind) -> &'static str {
    match kind {
        StreamKind::Representation => "/redress.v1.RepresentationsService/GetRepresentation",
        StreamKind::Case => "/redress.v1.OmbudsmanService/GetCase",
        StreamKind::Reference => "/redress.v1.ReferenceService/ListCodes",
        StreamKind::Access => "/redress.v1.AccessService/ListClients",
        StreamKind::Action => "/redress.v1.LearningService/GetAction",
        StreamKind::Training => "/redress.v1.LearningService/GetTraining",
        StreamKind::Edition => "/redress.v1.EditionsService/GetEdition",
        StreamKind::Release | StreamKind::Disclosed => "/redress.v1.ReleasesService/GetRelease",
        StreamKind::Retention => "/redress.v1.RecordsService/GetRetention",
        StreamKind::Received => "/redress.v1.ReleasesService/ListReceivedReleases",
    }
}

/// What a caller may see of a log, by the permissions of the methods that read it.
fn visible(caller: &Caller) -> Vec<StreamKind> {
    // The server does not start where they cannot be read.
    static PERMISSIONS: LazyLock<Option<Permissions>> = LazyLock::new(|| permissions().ok());
    let may_read = |kind: &StreamKind| {
        let permission = PERMISSIONS.as_ref().and_then(|all| all.of(read_by(*kind)));
        permission.is_some_and(|permission| permission.is_held_by(caller) && permission.keeps_to_part(caller))
    };
    StreamKind::ALL.iter().copied().filter(may_read).collect()
}

/// What both methods ask for: where, from where on, and which.
struct Asked {
    authority: AuthorityId,
    after: Position,
    wanted: Wanted,
}

impl Door {
    async fn asked(
        &self,
        caller: &Caller,
        parent: &str,
        after_position: i64,
        filter: Option<wire::ChangeFilter>,
        include_records: bool,
        refuse: impl FnOnce(&mut Reader<'_>),
    ) -> Result<Asked, ApiError> {
        let (authority, reference) = self.parent(caller, parent).await?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let after = convert::after_position(&mut reader, after_position);
        let visible = visible(caller);
        let wanted = convert::wanted(&mut reader, &authority, filter, include_records, visible);
        refuse(&mut reader);
        let (after, mut wanted) = reader.finish(after.zip(wanted)).map_err(ApiError::Invalid)?;
        wanted.narrowed = caller.narrowing.is_some().then(|| caller.clone());
        Ok(Asked {
            authority,
            after,
            wanted,
        })
    }
}

#[tonic::async_trait]
impl ChangesService for Door {
    async fn list_changes(
        &self,
        request: Request<wire::ListChangesRequest>,
    ) -> Result<Response<wire::ListChangesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListChangesRequest {
            parent,
            after_position,
            page_size: size,
            filter,
            include_records,
        } = message;
        let size = page_size(size);
        let Asked {
            authority,
            after,
            wanted,
        } = self
            .asked(
                &caller,
                &parent,
                after_position,
                filter,
                include_records,
                |reader| {
                    if size.is_none() {
                        reader.refuse("page_size", "must be zero or more");
                    }
                },
            )
            .await?;
        let size = size.unwrap_or_default();
        let found = self.app.changes(&authority, after, &wanted, size).await;
        let Changes {
            changes,
            next_after,
            head,
        } = found.map_err(ApiError::from)?;
        let changes = changes.into_iter().map(|change| convert::change(change, &caller));
        Ok(Response::new(wire::ListChangesResponse {
            changes: changes.collect(),
            next_after_position: next_after,
            head_position: head,
        }))
    }

    type WatchChangesStream = BoxStream<wire::WatchChangesResponse>;

    async fn watch_changes(
        &self,
        request: Request<wire::WatchChangesRequest>,
    ) -> Result<Response<Self::WatchChangesStream>, Status> {
        let proof = Self::proof(&request)?;
        let (caller, message) = Self::open(request)?;
        let wire::WatchChangesRequest {
            parent,
            after_position,
            filter,
            include_records,
        } = message;
        let Asked {
            authority,
            after,
            wanted,
        } = self
            .asked(
                &caller,
                &parent,
                after_position,
                filter,
                include_records,
                |_reader| {},
            )
            .await?;
        let watched = Watched {
            authority,
            after,
            wanted,
            caller: caller.clone(),
            proof,
        };
        let told = self.app.watch(&self.watches, watched).map_err(ApiError::from)?;
        let answer = ReceiverStream::new(told).map(move |told| match told {
            Ok(told) => Ok(convert::told(told, &caller)),
            Err(cut) => Err(Status::from(why(cut))),
        });
        Ok(Response::new(Box::pin(answer)))
    }

    async fn get_checkpoint(
        &self,
        request: Request<wire::GetCheckpointRequest>,
    ) -> Result<Response<wire::GetCheckpointResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.checkpoint(&caller, message).await?))
    }

    async fn prove_inclusion(
        &self,
        request: Request<wire::ProveInclusionRequest>,
    ) -> Result<Response<wire::ProveInclusionResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.inclusion(&caller, message).await?))
    }

    async fn prove_consistency(
        &self,
        request: Request<wire::ProveConsistencyRequest>,
    ) -> Result<Response<wire::ProveConsistencyResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.consistency(&caller, message).await?))
    }
}

pub(super) fn why(cut: Cut) -> ApiError {
    match cut {
        Cut::Stopping => ApiError::Stopping,
        Cut::Revoked => ApiError::Unauthenticated,
        Cut::Failed(error) => error.into(),
        Cut::NotNoted(error) => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_each_kind_of_stream_is_a_method() {
        let permissions = permissions().expect("permissions");
        for kind in StreamKind::ALL {
            let method = read_by(*kind);
            assert!(permissions.of(method).is_some(), "{method}");
        }
    }
}
