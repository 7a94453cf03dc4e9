//! Putting together what is kept about one person.

use tonic::{
    Status,
    codegen::{BoxStream, tokio_stream},
};

use super::{
    convert::{Reader, ombudsman, records as convert, representations},
    door::{Door, Viewer, lists_of},
    file_parts, names,
    reports::internal,
    status::ApiError,
    wire,
};
use crate::{
    app::{
        reads::Asked,
        records::{Opened, Snapshot},
    },
    domain::{history::Record, ids::Stream, reference::Reference, retention::Kept, sealed_read::Extent},
    report::{
        File,
        subject::{self, Bundle, Page},
    },
};

/// The answer to `ExportSubject`.
pub(super) type Parts = BoxStream<wire::ExportSubjectResponse>;

impl Door {
    /// Writes the bundle. The reading is recorded before anything is opened.
    pub(super) async fn subject_bundle(
        &self,
        Viewer { caller, purpose }: &Viewer,
        message: wire::ExportSubjectRequest,
    ) -> Result<Parts, ApiError> {
        let (authority, record) = self.parent(caller, &message.parent).await?;
        let reference = lists_of(&record);
        let today = self.app.sources.today();
        let mut reader = Reader::new(reference, today);
        let asked = convert::asked(&mut reader, &authority, message);
        let asked = reader.finish(asked).map_err(ApiError::Invalid)?;
        let read = Asked {
            caller,
            method: "ExportSubject",
            extent: Extent::Full,
            purpose: purpose.clone(),
            officer: Some(&asked.officer),
        };
        let snapshots = self.app.records(&asked.records).await?;
        if snapshots.len() != asked.records.len() {
            return Err(ApiError::NotFound);
        }
        let opened = self.app.open_sealed(&read, &asked.records).await?;
        let mut pages = Vec::with_capacity(asked.records.len());
        for ((stream, snapshot), opened) in asked.records.iter().zip(&snapshots).zip(&opened) {
            pages.push(subject_page((stream, snapshot), reference, asked.person, opened)?);
        }
        let bundle = Bundle {
            authority: reference.authority.display_name.clone(),
            person: match asked.person {
                wire::SubjectPerson::ServiceUser => "the child or service user",
                _ => "the complainant",
            },
            made_on: today,
            withholds: asked.withholds,
            pages,
        };
        // Writing takes the processor for a while, which other calls need.
        let written = tokio::task::spawn_blocking(move || subject::file(&bundle)).await;
        let file = written.map_err(|_| internal())?.map_err(|error| {
            tracing::error!(%error, "a bundle could not be written");
            internal()
        })?;
        Ok(Box::pin(tokio_stream::iter(parts(file))))
    }
}

fn subject_page(
    (stream, snapshot): (&Stream, &Snapshot),
    reference: &Reference,
    person: wire::SubjectPerson,
    opened: &Opened,
) -> Result<Page, ApiError> {
    let name = names::stream(stream);
    let page = match &*snapshot.record {
        Record::Representation(state) => {
            let of = |opened| representations::representation(snapshot, state, reference, opened);
            let kind = ("Representation", "redress.v1.Representation");
            convert::page_of((&name, kind.0, kind.1), (&of(None), &of(Some(opened))), person)
        }
        Record::Case(state) => {
            let of = |opened| ombudsman::case(snapshot, state, reference, opened);
            let kind = ("Case of the Ombudsman", "redress.v1.OmbudsmanCase");
            convert::page_of((&name, kind.0, kind.1), (&of(None), &of(Some(opened))), person)
        }
        _ => return Err(ApiError::NotFound),
    };
    let erasure = Kept::of(&snapshot.record).and_then(|kept| kept.erasure);
    Ok(Page {
        erased_on: erasure.map(|erasure| erasure.on),
        ..page
    })
}

/// The file in parts that a message holds.
fn parts(file: File) -> impl Iterator<Item = Result<wire::ExportSubjectResponse, Status>> {
    file_parts::messages(vec![file], |part| wire::ExportSubjectResponse {
        file_name: part.file_name,
        media_type: part.media_type,
        content: part.content,
        last: part.last,
    })
}
