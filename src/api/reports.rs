//! Writing reports: gathered by the app, composed and written by `report`, answered in parts.

use tonic::{
    Status,
    codegen::{BoxStream, tokio_stream},
};

use super::{
    convert::{Reader, clocks, reports as convert},
    door::{Door, lists_of},
    file_parts,
    releases::{DEFINITIONS, in_ledger},
    status::ApiError,
    wire,
};
use crate::{
    app::{
        reports::{Gathered, ReportAsked},
        statistics::FiguresError,
        submission::{Caller, WriteError},
    },
    domain::{
        access::Role,
        disclosed::PublicReport,
        financial_year::Period,
        ids::{AuthorityId, Position},
        limits,
        reference::Reference,
        statistics::Table,
    },
    report::{
        self, File, RenderError, compose,
        document::Document,
        input::Figures,
        kind::{Audience, Format},
        plan, words,
    },
};

/// The answer to `RenderReport`.
pub(super) type Parts = BoxStream<wire::RenderReportResponse>;

impl Door {
    /// Writes a report.
    pub(super) async fn rendered_report(
        &self,
        caller: &Caller,
        message: wire::RenderReportRequest,
    ) -> Result<Parts, ApiError> {
        let (authority, record) = self.parent(caller, &message.parent).await?;
        let reference = lists_of(&record);
        let mut reader = Reader::new(reference, self.app.sources.today());
        let asked = convert::asked(&mut reader, message);
        let asked = reader.finish(asked).map_err(ApiError::Invalid)?;
        if caller.role == Role::Member && asked.audience != Audience::Public {
            return Err(ApiError::RoleNotPermitted {
                role: caller.role,
                method: "RenderReport".to_owned(),
            });
        }
        let formats = asked.formats.clone();
        let document = match asked.period {
            Some(period) => {
                let of = (&authority, reference);
                self.report_of(caller, of, asked, period).await?
            }
            None => self.weekly_page(&authority, reference).await?,
        };
        // Writing takes the processor for a while, which other calls need.
        let written = tokio::task::spawn_blocking(move || write(&document, &formats));
        let (position, files) = written.await.map_err(|_| internal())?.map_err(|error| {
            tracing::error!(error = %error, "a report could not be written");
            internal()
        })?;
        Ok(Box::pin(tokio_stream::iter(parts(position, files))))
    }

    async fn report_of(
        &self,
        caller: &Caller,
        (authority, reference): (&AuthorityId, &Reference),
        asked: convert::Asked,
        period: Period,
    ) -> Result<Document, ApiError> {
        let kind = asked.kind;
        let mut gathered = self
            .app
            .gather_report(
                authority,
                ReportAsked {
                    definition: &plan::definition(kind),
                    definition_before: &plan::definition_before(kind),
                    period,
                    before: words::before(period),
                    position: asked.position,
                    learns_from: convert::learns_from(kind),
                },
                reference,
            )
            .await?;
        let figures = self
            .figures_for(caller, authority, &asked, (period, &mut gathered))
            .await?;
        let input = convert::input(asked, period, gathered, figures);
        compose::document(&input).ok_or_else(internal)
    }

    /// The figures of a report as they may be read by those whom it is for. A report for the public is in the ledger
    /// before its first byte leaves, so that what leaves later is attacked together with it.
    async fn figures_for(
        &self,
        caller: &Caller,
        authority: &AuthorityId,
        asked: &convert::Asked,
        (period, gathered): (Period, &mut Gathered),
    ) -> Result<(Figures, Option<Figures>), ApiError> {
        let (now, before) = (
            std::mem::take(&mut gathered.tables),
            gathered.tables_before.take(),
        );
        if asked.audience == Audience::Authority {
            return Ok((Figures::Whole(now), before.map(Figures::Whole)));
        }
        let position = gathered.as_of.position;
        let (id, id_before) = in_ledger(&plan::definition(asked.kind));
        let publish = async |id: String, period: Period, tables: Vec<Table>| {
            let report = PublicReport {
                report: id,
                period,
                position,
            };
            let published = self
                .app
                .publish_report(caller, authority, (report, tables), DEFINITIONS);
            published.await.map(Figures::Published)
        };
        let now = publish(id, period, now).await?;
        let before = match words::before(period).zip(before) {
            Some((period, tables)) => Some(publish(id_before, period, tables).await?),
            None => None,
        };
        Ok((now, before))
    }

    async fn weekly_page(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
    ) -> Result<Document, ApiError> {
        let today = self.app.sources.today();
        let mut reader = Reader::new(reference, today);
        let selection = clocks::selection(&mut reader, wire::ClockFilter::default());
        let selection = reader.finish(selection).map_err(ApiError::Invalid)?;
        let as_of = self.app.as_of(authority, None).await?;
        let most = limits::WEEKLY_CLOCKS_LISTED_MAX;
        let list = self
            .app
            .list_clocks(authority, reference, &selection, None, most)
            .await;
        let list = list.map_err(FiguresError::from)?;
        Ok(compose::weekly(&convert::weekly(
            authority,
            reference,
            (today, as_of),
            list,
        )))
    }
}

fn write(document: &Document, formats: &[Format]) -> Result<(Position, Vec<File>), RenderError> {
    Ok((document.position, report::files(document, formats)?))
}

pub(super) fn internal() -> ApiError {
    ApiError::Write(WriteError::Internal)
}

/// The files in parts that a message holds.
fn parts(
    position: Position,
    files: Vec<File>,
) -> impl Iterator<Item = Result<wire::RenderReportResponse, Status>> {
    file_parts::messages(files, move |part| wire::RenderReportResponse {
        file_name: part.file_name,
        media_type: part.media_type,
        content: part.content,
        last: part.last,
        position,
    })
}
