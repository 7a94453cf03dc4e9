//! The service of editions of reports.

use tonic::{Request, Response, Status};

use super::{
    convert::{Reader, Violation, editions as convert},
    door::{Call, Door, Page, lists_of, wrong},
    names::Name,
    page_token::cut,
    status::ApiError,
    wire::{self, editions_service_server::EditionsService},
    write::{Draft, Subject, WriteRequest, fingerprint},
};
use crate::{
    app::{
        editions::{EditionError, MadeAgain},
        records::{Opened, Snapshot},
        submission::{Target, WriteError},
    },
    domain::{
        edition::{Command, Edition, Preparation, Restatement},
        ids::AuthorityId,
    },
};

type Answer = Result<Response<wire::Edition>, Status>;

impl From<EditionError> for ApiError {
    fn from(error: EditionError) -> Self {
        match error {
            EditionError::Figures(error) => error.into(),
            EditionError::Differs(_) | EditionError::Unmakeable(_) => {
                tracing::error!(%error, "an edition cannot be made again");
                Self::Write(WriteError::Internal)
            }
        }
    }
}

impl Door {
    async fn edition_step<R: WriteRequest>(&self, request: Request<R>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(to_wire(&snapshot, None, None)?))
    }

    /// What was wrong with a request that pins tables, unless it was answered before.
    async fn answered_edition(
        &self,
        call: &Call,
        authority: &AuthorityId,
        (request_id, violations): (Option<String>, Vec<Violation>),
    ) -> Answer {
        let snapshot = self
            .answered_before(call, authority, request_id, violations)
            .await?;
        Ok(Response::new(to_wire(&snapshot, None, None)?))
    }

    async fn submit_edition(&self, call: Call, target: Target, draft: Draft) -> Answer {
        let snapshot = self.submit(call, target, draft).await?;
        Ok(Response::new(to_wire(&snapshot, None, None)?))
    }
}

fn edition_of(snapshot: &Snapshot) -> Result<&Edition, ApiError> {
    snapshot.record.edition().ok_or(ApiError::NotFound)
}

fn to_wire(
    snapshot: &Snapshot,
    opened: Option<&Opened>,
    made: Option<&MadeAgain>,
) -> Result<wire::Edition, ApiError> {
    Ok(convert::edition(snapshot, edition_of(snapshot)?, opened, made))
}

#[tonic::async_trait]
impl EditionsService for Door {
    async fn prepare_edition(&self, request: Request<wire::PrepareEditionRequest>) -> Answer {
        let (caller, message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let call = Call {
            caller,
            method: "PrepareEdition",
            fingerprint: fingerprint(&message),
        };
        let at = self
            .asked_at(&authority, record.clone(), (message.position, message.as_at))
            .await?;
        let mut reader = Reader::new(lists_of(&record), self.app.sources.today());
        let read = convert::prepare(&mut reader, message);
        at.refuse(&mut reader);
        let request_id = reader.request_id.take();
        let (asked, terms) = match reader.finish(read) {
            Ok(read) => read,
            Err(violations) => {
                return self
                    .answered_edition(&call, &authority, (request_id, violations))
                    .await;
            }
        };
        let pinned = self
            .app
            .pin(&authority, asked.report, asked.period, at.position)
            .await;
        let (position, tables) = pinned.map_err(ApiError::from)?;
        let preparation = Preparation {
            report: asked.report.id.to_owned(),
            period: asked.period,
            position,
            audience: asked.audience,
            route: asked.route,
            tables,
        };
        let draft = convert::draft(Command::Prepare(preparation), None, terms);
        self.submit_edition(call, Target::New(authority), draft).await
    }

    async fn get_edition(&self, request: Request<wire::GetEditionRequest>) -> Answer {
        let (viewer, message) = Self::open_viewer(request)?;
        let wire::GetEditionRequest {
            name,
            view,
            include_tables,
        } = message;
        let (snapshot, opened) = self
            .get(&viewer, &name, Subject::Edition, view, "GetEdition")
            .await?;
        let made = if include_tables {
            let edition = edition_of(&snapshot)?;
            let made = self.app.make_again(&snapshot.stream.authority, edition).await;
            Some(made.map_err(ApiError::from)?)
        } else {
            None
        };
        Ok(Response::new(to_wire(&snapshot, opened.as_ref(), made.as_ref())?))
    }

    async fn list_editions(
        &self,
        request: Request<wire::ListEditionsRequest>,
    ) -> Result<Response<wire::ListEditionsResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListEditionsRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } =
            Self::page("ListEditions", &parent, &asked, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let allowed = convert::edition_filter(&mut reader, filter);
        let allowed = reader.finish(allowed).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let found = self
            .app
            .list_editions(&authority, &allowed, after, size + 1)
            .await;
        let found = found.map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |snapshot| snapshot.stream.number);
        let editions = page
            .iter()
            .map(|snapshot| to_wire(snapshot, None, None))
            .collect::<Result<_, _>>()?;
        Ok(Response::new(wire::ListEditionsResponse {
            editions,
            next_page_token,
            position,
        }))
    }

    async fn approve_edition(&self, request: Request<wire::ApproveEditionRequest>) -> Answer {
        self.edition_step(request).await
    }

    async fn publish_edition(&self, request: Request<wire::PublishEditionRequest>) -> Answer {
        self.edition_step(request).await
    }

    async fn record_governance_response(
        &self,
        request: Request<wire::RecordGovernanceResponseRequest>,
    ) -> Answer {
        self.edition_step(request).await
    }

    async fn restate_edition(&self, request: Request<wire::RestateEditionRequest>) -> Answer {
        let (caller, message) = Self::open(request)?;
        let call = Call {
            caller,
            method: "RestateEdition",
            fingerprint: fingerprint(&message),
        };
        let stream = Name::parse(&message.name)
            .and_then(|name| Subject::Edition.target(&name))
            .and_then(Target::into_stream);
        let stream = stream.ok_or_else(|| wrong("name", Subject::Edition.form()))?;
        let authority = stream.authority.clone();
        let record = self.lists(&call.caller, &authority).await?;
        let at = self
            .asked_at(&authority, record.clone(), (message.position, message.as_at))
            .await?;
        let mut reader = Reader::new(lists_of(&record), self.app.sources.today());
        let read = convert::restate(&mut reader, message);
        at.refuse(&mut reader);
        let request_id = reader.request_id.take();
        let (reason, text, terms) = match reader.finish(read) {
            Ok(read) => read,
            Err(violations) => {
                return self
                    .answered_edition(&call, &authority, (request_id, violations))
                    .await;
            }
        };
        let snapshot = self.app.record(&stream).await.map_err(ApiError::from)?;
        let snapshot = snapshot.ok_or(ApiError::NotFound)?;
        let edition = edition_of(&snapshot)?;
        let digests = self.app.digests(&authority, edition, at.position).await;
        let (position, digests) = digests.map_err(ApiError::from)?;
        let restatement = Restatement {
            position,
            reason,
            digests,
        };
        let draft = convert::draft(Command::Restate(restatement), text, terms);
        self.submit_edition(call, Target::Stream(stream), draft).await
    }
}
