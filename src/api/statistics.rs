//! The service of figures.

use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, Violation, statistics as convert},
    door::{Door, lists_of, wrong},
    names::Name,
    status::ApiError,
    wire::{self, statistics_service_server::StatisticsService},
};
use crate::{app::statistics::FiguresError, domain::statistics};

impl From<FiguresError> for ApiError {
    fn from(error: FiguresError) -> Self {
        match error {
            FiguresError::PositionAhead => wrong("position", "must be one that the log has come to"),
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

/// A question whose parts do not go together is unsound; one with a wrong period or position is wrong in a field.
fn refused(violations: Vec<Violation>) -> ApiError {
    let of_question = |violation: &Violation| {
        let parts = ["measures", "dimensions", "filters", "basis"];
        parts.iter().any(|part| violation.field.starts_with(part))
    };
    if violations.iter().all(of_question) {
        ApiError::QueryUnsound(violations)
    } else {
        ApiError::Invalid(violations)
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
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let query = convert::query(&mut reader, message);
        let query = reader.finish(query).map_err(refused)?;
        let table = self
            .app
            .query_statistics(&authority, &query, reference)
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
        let mut reader = Reader::new(reference, self.app.sources.today());
        let asked = convert::report_period(&mut reader, &message);
        let asked = reader.finish(asked).map_err(ApiError::Invalid)?;
        let report = self
            .app
            .report(&name.authority, definition, asked, reference)
            .await;
        Ok(Response::new(convert::report(
            &name.authority,
            &report.map_err(ApiError::from)?,
        )))
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
