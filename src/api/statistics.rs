//! The service of figures.

mod asked;
mod behind;

use tonic::{Request, Response, Status};

use self::asked::wrong_moment;
use super::{
    convert::{Reader, Violation, publication as publications, statistics as convert},
    door::{Door, lists_of, wrong},
    names::Name,
    status::ApiError,
    wire::{self, statistics_service_server::StatisticsService},
};
use crate::{
    app::{publication::CompareError, statistics::FiguresError, submission::WriteError},
    domain::{publication, statistics},
};

impl From<FiguresError> for ApiError {
    fn from(error: FiguresError) -> Self {
        match error {
            FiguresError::PositionAhead | FiguresError::MomentTooNear | FiguresError::MomentBeforeLog => {
                Self::Invalid(wrong_moment(&error).into_iter().collect())
            }
            FiguresError::WrongWayRound => wrong("after", "must not be before the first"),
            FiguresError::TooMany => {
                let description = "must be shorter, or be filtered: there is too much in it to compare";
                Self::QueryUnsound(vec![Violation {
                    field: "query.period".to_owned(),
                    description: description.to_owned(),
                }])
            }
            FiguresError::TooFine => {
                let description = "must have fewer values together: the answer would have too many rows";
                Self::QueryUnsound(vec![Violation {
                    field: "dimensions".to_owned(),
                    description: description.to_owned(),
                }])
            }
            FiguresError::Unsound(table) => {
                tracing::error!(table, "the definition of a table is unsound");
                Self::Write(crate::app::submission::WriteError::Internal)
            }
            FiguresError::Store(error) => Self::Store(error),
        }
    }
}

impl From<CompareError> for ApiError {
    fn from(error: CompareError) -> Self {
        match error {
            CompareError::Unsound(problems) => Self::Invalid(publications::violations(problems)),
            CompareError::Figures(error) => error.into(),
        }
    }
}

#[tonic::async_trait]
impl StatisticsService for Door {
    async fn get_catalogue(
        &self,
        request: Request<wire::GetCatalogueRequest>,
    ) -> Result<Response<wire::Catalogue>, Status> {
        let (caller, wire::GetCatalogueRequest { parent }) = Self::open(request)?;
        if parent.is_empty() {
            return Ok(Response::new(convert::catalogue(None)));
        }
        let (_, record) = self.parent(&caller, &parent).await?;
        Ok(Response::new(convert::catalogue(Some(lists_of(&record)))))
    }

    async fn query_statistics(
        &self,
        request: Request<wire::QueryStatisticsRequest>,
    ) -> Result<Response<wire::Table>, Status> {
        let (caller, message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let query = self.question(&authority, record.clone(), message).await?;
        let table = self
            .app
            .query_statistics(&authority, &query, lists_of(&record))
            .await
            .map_err(ApiError::from)?;
        Ok(Response::new(convert::table(&table)))
    }

    async fn get_report(
        &self,
        request: Request<wire::GetReportRequest>,
    ) -> Result<Response<wire::Report>, Status> {
        let (caller, message) = Self::open(request)?;
        let form = "must be authorities/{authority}/reports/{report}, and one of the reports there are";
        let name = Name::parse(&message.name).ok_or_else(|| wrong("name", form))?;
        let definition = name
            .report()
            .and_then(statistics::report)
            .ok_or_else(|| wrong("name", form))?;
        let record = self.lists(&caller, &name.authority).await?;
        let reference = lists_of(&record);
        let at = self
            .asked_at(&name.authority, record.clone(), (message.position, message.as_at))
            .await?;
        let mut reader = Reader::new(reference, self.app.sources.today());
        let period = convert::report_period(&mut reader, &message);
        at.refuse(&mut reader);
        let period = reader.finish(period).map_err(ApiError::Invalid)?;
        let report = self
            .app
            .report(&name.authority, definition, (period, at.position), reference)
            .await;
        Ok(Response::new(convert::report(
            &name.authority,
            &report.map_err(ApiError::from)?,
        )))
    }

    async fn check_publication(
        &self,
        request: Request<wire::CheckPublicationRequest>,
    ) -> Result<Response<wire::CheckPublicationResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let documents = publications::documents(&mut reader, message.documents);
        let documents = reader.finish(documents).map_err(ApiError::Invalid)?;
        let compared = self
            .app
            .compare_publications(&authority, &documents, reference)
            .await;
        let compared = compared.map_err(ApiError::from)?;
        // The rules go through all pairs of columns: other calls do not wait for them.
        let found = tokio::task::spawn_blocking(move || publication::check(&documents)).await;
        let found = found.map_err(|_| ApiError::Write(WriteError::Internal))?;
        Ok(Response::new(publications::answer(&found, &compared)))
    }

    async fn list_contributors(
        &self,
        request: Request<wire::ListContributorsRequest>,
    ) -> Result<Response<wire::ListContributorsResponse>, Status> {
        self.contributors(request).await
    }

    async fn compare_as_at(
        &self,
        request: Request<wire::CompareAsAtRequest>,
    ) -> Result<Response<wire::CompareAsAtResponse>, Status> {
        self.compared(request).await
    }

    type RenderReportStream = super::reports::Parts;

    async fn render_report(
        &self,
        request: Request<wire::RenderReportRequest>,
    ) -> Result<Response<Self::RenderReportStream>, Status> {
        let (caller, message) = Self::open(request)?;
        Ok(Response::new(self.rendered_report(&caller, message).await?))
    }
}
