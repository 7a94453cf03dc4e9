//! The service of comparisons.

use tonic::{
    Request, Response, Status,
    codegen::{BoxStream, tokio_stream},
};

use super::{
    convert::{
        Reader,
        benchmarks::{self as convert, Question},
    },
    door::{Door, lists_of},
    file_parts,
    reports::internal,
    status::ApiError,
    wire::{self, benchmarks_service_server::BenchmarksService},
};
use crate::{
    app::submission::Caller,
    domain::{
        benchmark::{Comparison, compare, reconcile::Whose},
        ids::{AuthorityId, Position},
        reference::{PeerGroup, Reference},
    },
    report::{
        File,
        comparison::{self, Input},
    },
};

/// What was compared.
struct Compared {
    comparisons: Vec<Comparison>,
    position: Position,
}

impl Door {
    /// Compares. A measure that nobody has a figure for is left out, unless it was chosen.
    async fn comparison(
        &self,
        authority: &AuthorityId,
        question: Question,
        reference: &Reference,
    ) -> Result<Compared, ApiError> {
        let position = self.position(authority).await?;
        let released = self.app.released_to(authority, question.year, reference).await?;
        let compared = compare(&question.asked(), reference, &released);
        let mut comparisons = compared.map_err(ApiError::DefinitionsDiffer)?;
        if !question.is_chosen {
            let has_any = |found: &Comparison| found.group.known + found.group.suppressed > 0;
            comparisons.retain(has_any);
        }
        Ok(Compared {
            comparisons,
            position,
        })
    }

    async fn rendered_comparison(
        &self,
        caller: &Caller,
        message: wire::RenderComparisonRequest,
    ) -> Result<BoxStream<wire::RenderComparisonResponse>, ApiError> {
        let wire::RenderComparisonRequest {
            parent,
            question,
            formats,
        } = message;
        let (authority, record) = self.parent(caller, &parent).await?;
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let group = group_of(reference, question.as_ref());
        let question = convert::question(&mut reader, question);
        let formats = convert::formats(&mut reader, &formats);
        let read = question.zip(formats).zip(group);
        let ((question, formats), group) = reader.finish(read).map_err(ApiError::Invalid)?;
        let year = question.year;
        let found = self.comparison(&authority, question, reference).await?;
        let (record, position) = (record.clone(), found.position);
        // Writing takes the processor for a while, which other calls need.
        let written = tokio::task::spawn_blocking(move || {
            let reference = lists_of(&record);
            let input = Input {
                asked_by: &reference.authority.display_name,
                group: &group,
                year,
                comparisons: &found.comparisons,
                reference,
                position: found.position,
            };
            comparison::files(&input, &formats)
        });
        let files = written.await.map_err(|_| internal())?.map_err(|error| {
            tracing::error!(error = %error, "a comparison could not be written");
            internal()
        })?;
        Ok(Box::pin(tokio_stream::iter(parts(position, files))))
    }
}

fn group_of(reference: &Reference, question: Option<&wire::ComparisonQuestion>) -> Option<PeerGroup> {
    reference.peer_group(&question?.peer_group).cloned()
}

/// The files in parts that a message holds.
fn parts(
    position: Position,
    files: Vec<File>,
) -> impl Iterator<Item = Result<wire::RenderComparisonResponse, Status>> {
    file_parts::messages(files, move |part| wire::RenderComparisonResponse {
        file_name: part.file_name,
        media_type: part.media_type,
        content: part.content,
        last: part.last,
        position,
    })
}

#[tonic::async_trait]
impl BenchmarksService for Door {
    async fn save_peer_group(
        &self,
        request: Request<wire::SavePeerGroupRequest>,
    ) -> Result<Response<wire::PeerGroup>, Status> {
        let group = request.get_ref().peer_group.clone().unwrap_or_default();
        let snapshot = self.write(request).await?;
        let saved = lists_of(&snapshot.record).peer_group(&group.id);
        let saved = saved.ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::peer_group(saved)))
    }

    async fn list_peer_groups(
        &self,
        request: Request<wire::ListPeerGroupsRequest>,
    ) -> Result<Response<wire::ListPeerGroupsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListPeerGroupsRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let (_, reference) = self.parent(&caller, &parent).await?;
        let page = Self::page("ListPeerGroups", &parent, &(), page_size, &page_token)?;
        let (found, next_page_token) = page.of(lists_of(&reference).peer_groups());
        Ok(Response::new(wire::ListPeerGroupsResponse {
            peer_groups: found.iter().map(convert::peer_group).collect(),
            next_page_token,
        }))
    }

    async fn import_published_figures(
        &self,
        request: Request<wire::ImportPublishedFiguresRequest>,
    ) -> Result<Response<wire::ImportPublishedFiguresResponse>, Status> {
        let asked = request.get_ref().clone();
        let snapshot = self.write(request).await?;
        // What was taken is read again by the lists that the write left, so that the same request has the same answer
        // whatever the lists have become.
        let mut reader = Reader::new(lists_of(&snapshot.record), self.app.sources.today());
        let reading = convert::reading(&mut reader, &asked);
        let reading = reader.finish(reading).map_err(ApiError::Invalid)?;
        Ok(Response::new(convert::imported(reading)))
    }

    async fn compare_authorities(
        &self,
        request: Request<wire::CompareAuthoritiesRequest>,
    ) -> Result<Response<wire::CompareAuthoritiesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::CompareAuthoritiesRequest { parent, question } = message;
        let (authority, record) = self.parent(&caller, &parent).await?;
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let group = group_of(reference, question.as_ref());
        let question = convert::question(&mut reader, question);
        let question = reader.finish(question).map_err(ApiError::Invalid)?;
        let year = question.year;
        let found = self.comparison(&authority, question, reference).await?;
        let comparisons = found.comparisons.iter();
        Ok(Response::new(wire::CompareAuthoritiesResponse {
            peer_group: group.as_ref().map(convert::peer_group),
            financial_year: year.0,
            comparisons: comparisons
                .map(|comparison| convert::comparison(comparison, reference))
                .collect(),
            position: found.position,
        }))
    }

    type RenderComparisonStream = BoxStream<wire::RenderComparisonResponse>;

    async fn render_comparison(
        &self,
        request: Request<wire::RenderComparisonRequest>,
    ) -> Result<Response<Self::RenderComparisonStream>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.rendered_comparison(&caller, message).await?))
    }

    async fn reconcile_figures(
        &self,
        request: Request<wire::ReconcileFiguresRequest>,
    ) -> Result<Response<wire::ReconcileFiguresResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ReconcileFiguresRequest {
            parent,
            financial_year,
            own,
            figure_set,
            position,
        } = message;
        let (authority, record) = self.parent(&caller, &parent).await?;
        let at = self
            .asked_at(&authority, record.clone(), (position, None))
            .await?;
        let reference = lists_of(&at.lists);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let asked = convert::reconcile(&mut reader, financial_year, &own, &figure_set);
        at.refuse(&mut reader);
        let asked = reader.finish(asked).map_err(ApiError::Invalid)?;
        let whose = Whose {
            year: asked.year,
            set: asked.set.as_ref(),
            own: asked.own.as_ref(),
        };
        let found = self
            .app
            .reconcile_figures(&authority, whose, at.position, reference)
            .await;
        let (found, position) = found.map_err(ApiError::from)?;
        Ok(Response::new(convert::reconciled(&found, position, reference)))
    }
}
