//! Writing reports: gathered by the app, composed and written by `report`, answered in parts.

use tonic::{
    Status,
    codegen::{BoxStream, tokio_stream},
};

use super::{
    convert::{Reader, clocks, reports as convert},
    door::{Door, lists_of},
    releases::in_ledger,
    status::ApiError,
    wire,
};
use crate::{
    app::{
        reports::ReportAsked,
        statistics::FiguresError,
        submission::{Caller, WriteError},
    },
    domain::{
        disclosed::PublicReport,
        financial_year::Period,
        ids::{AuthorityId, Position},
        limits,
        reference::Reference,
    },
    report::{
        self, File, RenderError, compose,
        document::Document,
        kind::{Audience, Format, Kind},
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
        let formats = asked.formats.clone();
        let (kind, period, audience) = (asked.kind, asked.period, asked.audience);
        let document = match asked.period {
            Some(period) => self.report_of(&authority, reference, asked, period).await?,
            None => self.weekly_page(&authority, reference).await?,
        };
        // Writing takes the processor for a while, which other calls need.
        let written = tokio::task::spawn_blocking(move || write(&document, &formats));
        let (position, files) = written.await.map_err(|_| internal())?.map_err(|error| {
            tracing::error!(error = %error, "a report could not be written");
            internal()
        })?;
        if let (Some(period), Audience::Public) = (period, audience) {
            self.enter_report(caller, &authority, (kind, period, position))
                .await?;
        }
        Ok(Box::pin(tokio_stream::iter(parts(position, files))))
    }

    async fn report_of(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
        asked: convert::Asked,
        period: Period,
    ) -> Result<Document, ApiError> {
        let kind = asked.kind;
        let gathered = self
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
        let input = convert::input(asked, period, gathered);
        compose::document(&input).ok_or_else(internal)
    }

    /// Enters a report for the public in the ledger before its first byte leaves, so that what leaves later is attacked
    /// together with it.
    async fn enter_report(
        &self,
        caller: &Caller,
        authority: &AuthorityId,
        (kind, period, position): (Kind, Period, Position),
    ) -> Result<(), ApiError> {
        let (report, before) = in_ledger(&plan::definition(kind));
        let shown = [
            Some((report, period)),
            words::before(period).map(|period| (before, period)),
        ];
        for (report, period) in shown.into_iter().flatten() {
            let entry = PublicReport {
                report,
                period,
                position,
            };
            self.app.enter_report(caller, authority, entry).await?;
        }
        Ok(())
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

/// The files in parts that a message holds; an empty file is one empty part.
fn parts(
    position: Position,
    files: Vec<File>,
) -> impl Iterator<Item = Result<wire::RenderReportResponse, Status>> {
    files.into_iter().flat_map(move |file| {
        let File {
            name,
            media_type,
            content,
        } = file;
        let chunks: Vec<Vec<u8>> = content
            .chunks(limits::REPORT_PART_BYTES_MAX)
            .map(<[u8]>::to_vec)
            .collect();
        let chunks = if chunks.is_empty() {
            vec![Vec::new()]
        } else {
            chunks
        };
        let last = chunks.len() - 1;
        let part = move |(place, content): (usize, Vec<u8>)| {
            Ok(wire::RenderReportResponse {
                file_name: name.clone(),
                media_type: media_type.to_owned(),
                content,
                last: place == last,
                position,
            })
        };
        chunks.into_iter().enumerate().map(part)
    })
}
