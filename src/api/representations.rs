//! The service of representations.

use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, representations as convert},
    door::{Door, Page, lists_of},
    page_token::cut,
    status::ApiError,
    wire::{self, representations_service_server::RepresentationsService},
    write::{Subject, WriteRequest},
};
use crate::{
    app::records::{Opened, Snapshot},
    domain::history::Record,
};

type Answer = Result<Response<wire::Representation>, Status>;

impl Door {
    async fn step<R: WriteRequest>(&self, request: Request<R>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(to_wire(&snapshot, None)?))
    }
}

fn to_wire(snapshot: &Snapshot, opened: Option<&Opened>) -> Result<wire::Representation, ApiError> {
    match (&*snapshot.record, snapshot.reference.as_deref()) {
        (Record::Representation(state), Some(reference)) => Ok(convert::representation(
            snapshot,
            state,
            lists_of(reference),
            opened,
        )),
        _ => Err(ApiError::NotFound),
    }
}

#[tonic::async_trait]
impl RepresentationsService for Door {
    async fn register_representation(&self, request: Request<wire::RegisterRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn get_representation(&self, request: Request<wire::GetRepresentationRequest>) -> Answer {
        let (caller, wire::GetRepresentationRequest { name, view }) = Self::open(request)?;
        let (snapshot, opened) = self
            .get(&caller, &name, Subject::Representation, view, "GetRepresentation")
            .await?;
        Ok(Response::new(to_wire(&snapshot, opened.as_ref())?))
    }

    async fn list_representations(
        &self,
        request: Request<wire::ListRepresentationsRequest>,
    ) -> Result<Response<wire::ListRepresentationsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListRepresentationsRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } =
            Self::page("ListRepresentations", &parent, &asked, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let filter = convert::filter(&mut reader, filter);
        let filter = reader.finish(filter).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let found = self
            .app
            .list_representations(&authority, filter, after, size + 1)
            .await;
        let found = found.map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |snapshot| snapshot.stream.number);
        let representations = page
            .iter()
            .map(|snapshot| to_wire(snapshot, None))
            .collect::<Result<_, _>>()?;
        Ok(Response::new(wire::ListRepresentationsResponse {
            representations,
            next_page_token,
            position,
        }))
    }

    async fn acknowledge_representation(
        &self,
        request: Request<wire::AcknowledgeRepresentationRequest>,
    ) -> Answer {
        self.step(request).await
    }

    async fn extend_clock(&self, request: Request<wire::ExtendClockRequest>) -> Answer {
        self.step(request).await
    }

    async fn record_findings(&self, request: Request<wire::RecordFindingsRequest>) -> Answer {
        self.step(request).await
    }

    async fn conclude_stage(&self, request: Request<wire::ConcludeStageRequest>) -> Answer {
        self.step(request).await
    }

    async fn escalate_representation(&self, request: Request<wire::EscalateRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn withdraw_representation(&self, request: Request<wire::WithdrawRepresentationRequest>) -> Answer {
        self.step(request).await
    }

    async fn close_representation(&self, request: Request<wire::CloseRepresentationRequest>) -> Answer {
        self.step(request).await
    }
}
