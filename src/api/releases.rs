//! The service of releases.

mod publish;

use std::sync::Arc;

use tonic::{
    Request, Response, Status,
    codegen::{
        BoxStream,
        tokio_stream::{StreamExt, wrappers::ReceiverStream},
    },
};

use super::{
    changes::why,
    convert::{Reader, releases as convert},
    door::{Call, Door, Page, lists_of, wrong},
    names::{self, Name},
    page_token::cut,
    status::ApiError,
    wire::{self, releases_service_server::ReleasesService},
    write::{Subject, Terms, fingerprint},
};
use crate::{
    app::{
        records::Snapshot,
        releases::{Arrival, ReleaseError, Wanted, content},
        submission::{Target, WriteError},
    },
    domain::{
        history::Record,
        ids::AuthorityId,
        refusal::{Refusal, ReleaseRefusal},
        release::{Command, Release},
    },
    store::acting,
};

pub(super) use self::publish::{DEFINITIONS, in_ledger};

type Answer = Result<Response<wire::Release>, Status>;

impl From<ReleaseError> for ApiError {
    fn from(error: ReleaseError) -> Self {
        match error {
            ReleaseError::Figures(error) => error.into(),
            ReleaseError::Ledger(error) => error.into(),
            ReleaseError::GivesAway(cells) => {
                let refusal: Refusal = ReleaseRefusal::from(cells).into();
                Self::Write(refusal.into())
            }
            ReleaseError::Unattacked => {
                tracing::error!(%error, "a release could not be attacked");
                Self::Write(WriteError::Internal)
            }
        }
    }
}

fn release_of(snapshot: &Snapshot) -> Result<&Release, ApiError> {
    snapshot.record.release().ok_or(ApiError::NotFound)
}

impl Door {
    /// A release with its tables.
    async fn in_full(&self, snapshot: &Snapshot) -> Result<wire::Release, ApiError> {
        let release = release_of(snapshot)?;
        let content = content(&release.preview).map_err(ApiError::Store)?;
        let superseded = self.is_superseded(&snapshot.stream.authority, release).await?;
        Ok(convert::release(snapshot, release, superseded, Some(&content)))
    }

    async fn is_superseded(&self, authority: &AuthorityId, release: &Release) -> Result<bool, ApiError> {
        if release.publication.is_none() {
            return Ok(false);
        }
        let preview = &release.preview;
        let disclosed = self.app.disclosed(authority).await?;
        let latest = disclosed.latest_version(&preview.grid, preview.period);
        Ok(latest.is_some_and(|latest| latest > preview.version))
    }

    /// What a request did that was answered before, so that its figures are not made again.
    async fn release_before(
        &self,
        call: &Call,
        authority: &AuthorityId,
        terms: &Terms,
    ) -> Result<Option<Snapshot>, ApiError> {
        if terms.validates_only() {
            return Ok(None);
        }
        let request = (call.method, terms.request_id().to_owned());
        let answered = self
            .app
            .answered(&call.caller, authority, request, &call.fingerprint)
            .await?;
        match answered {
            Some(written) => Ok(self.app.written(written).await?),
            None => Ok(None),
        }
    }

    /// No authority of this deployment may be handed over: what it published is pulled.
    async fn check_from_elsewhere(
        &self,
        reader: &mut Reader<'_>,
        arrivals: &[Arrival],
    ) -> Result<(), ApiError> {
        for (place, arrival) in arrivals.iter().enumerate() {
            let authority = match arrival {
                Arrival::Published(taken_in) => &taken_in.authority,
                Arrival::Withdrawn { authority, .. } => authority,
            };
            // Whether an authority is of this deployment is asked past the wall between authorities, and nothing of it told.
            let registered = acting::for_authority(authority, self.app.reference_record(authority));
            if registered.await?.is_some() {
                reader.refuse(
                    format_args!("releases[{place}].authority"),
                    "must be of another deployment: what is published in this one is pulled",
                );
            }
        }
        Ok(())
    }
}

#[tonic::async_trait]
impl ReleasesService for Door {
    async fn preview_release(&self, request: Request<wire::PreviewReleaseRequest>) -> Answer {
        let (caller, message) = Self::open(request)?;
        let (authority, record) = self.parent(&caller, &message.parent).await?;
        let call = Call {
            caller,
            method: "PreviewRelease",
            fingerprint: fingerprint(&message),
        };
        let mut reader = Reader::new(lists_of(&record), self.app.sources.today());
        let read = convert::preview(&mut reader, message);
        let (asked, terms) = reader.finish(read).map_err(ApiError::Invalid)?;
        if let Some(snapshot) = self.release_before(&call, &authority, &terms).await? {
            return Ok(Response::new(self.in_full(&snapshot).await?));
        }
        let preview = self
            .app
            .preview_release(&authority, asked.year, asked.position, DEFINITIONS)
            .await;
        let draft = convert::draft(Command::Preview(preview.map_err(ApiError::from)?), terms);
        let snapshot = self.submit(call, Target::New(authority), draft).await?;
        Ok(Response::new(self.in_full(&snapshot).await?))
    }

    async fn get_release(&self, request: Request<wire::GetReleaseRequest>) -> Answer {
        let (viewer, message) = Self::open_viewer(request)?;
        let wire::GetReleaseRequest { name } = message;
        let (snapshot, _) = self
            .get(&viewer, &name, Subject::Release, 0, "GetRelease")
            .await?;
        Ok(Response::new(self.in_full(&snapshot).await?))
    }

    async fn list_releases(
        &self,
        request: Request<wire::ListReleasesRequest>,
    ) -> Result<Response<wire::ListReleasesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListReleasesRequest {
            parent,
            page_size,
            page_token,
            filter,
        } = message;
        let (authority, reference) = self.parent(&caller, &parent).await?;
        let asked = filter.clone().unwrap_or_default();
        let Page { query, after, size } =
            Self::page("ListReleases", &parent, &asked, page_size, &page_token)?;
        let mut reader = Reader::new(lists_of(&reference), self.app.sources.today());
        let allowed = convert::release_filter(&mut reader, filter);
        let allowed = reader.finish(allowed).map_err(ApiError::Invalid)?;
        let position = self.position(&authority).await?;
        let found = self
            .app
            .list_releases(&authority, &allowed, after, size + 1)
            .await;
        let found = found.map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |snapshot| snapshot.stream.number);
        let mut releases = Vec::with_capacity(page.len());
        for snapshot in &page {
            let release = release_of(snapshot)?;
            let superseded = self.is_superseded(&authority, release).await?;
            releases.push(convert::release(snapshot, release, superseded, None));
        }
        Ok(Response::new(wire::ListReleasesResponse {
            releases,
            next_page_token,
            position,
        }))
    }

    async fn sign_off_release(&self, request: Request<wire::SignOffReleaseRequest>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(self.in_full(&snapshot).await?))
    }

    async fn publish_release(&self, request: Request<wire::PublishReleaseRequest>) -> Answer {
        let (caller, message) = Self::open(request)?;
        let name = Name::parse(&message.name);
        let target = name.as_ref().and_then(|name| Subject::Release.target(name));
        let stream = target.and_then(Target::into_stream);
        let stream = stream.ok_or_else(|| wrong("name", Subject::Release.form()))?;
        let record = self.lists(&caller, &stream.authority).await?;
        let call = Call {
            caller,
            method: "PublishRelease",
            fingerprint: fingerprint(&message),
        };
        let mut reader = Reader::new(lists_of(&record), self.app.sources.today());
        let read = convert::publish(&mut reader, &stream.authority, message);
        let (publication, terms) = reader.finish(read).map_err(ApiError::Invalid)?;
        let snapshot = match self.release_before(&call, &stream.authority, &terms).await? {
            Some(snapshot) => snapshot,
            None => self.publish(call, stream, publication, terms).await?,
        };
        Ok(Response::new(self.in_full(&snapshot).await?))
    }

    async fn withdraw_release(&self, request: Request<wire::WithdrawReleaseRequest>) -> Answer {
        let snapshot = self.write(request).await?;
        Ok(Response::new(self.in_full(&snapshot).await?))
    }

    async fn save_disclosure_policy(
        &self,
        request: Request<wire::SaveDisclosurePolicyRequest>,
    ) -> Result<Response<wire::DisclosurePolicy>, Status> {
        let snapshot = self.write(request).await?;
        let saved = snapshot.record.reference().ok_or(ApiError::NotFound)?;
        Ok(Response::new(convert::disclosure_policy(saved)))
    }

    async fn get_disclosure_policy(
        &self,
        request: Request<wire::GetDisclosurePolicyRequest>,
    ) -> Result<Response<wire::DisclosurePolicy>, Status> {
        let (caller, message) = Self::open(request)?;
        let (_, reference) = self.parent(&caller, &message.parent).await?;
        Ok(Response::new(convert::disclosure_policy(lists_of(&reference))))
    }

    type PullReleasesStream = BoxStream<wire::PulledRelease>;

    async fn pull_releases(
        &self,
        request: Request<wire::PullReleasesRequest>,
    ) -> Result<Response<Self::PullReleasesStream>, Status> {
        let proof = Self::proof(&request)?;
        let (caller, message) = Self::open(request)?;
        let wire::PullReleasesRequest {
            parent,
            after_position,
        } = message;
        let (body, _) = self.parent(&caller, &parent).await?;
        if after_position < 0 {
            return Err(wrong("after_position", "must be zero or more").into());
        }
        let wanted = Wanted {
            body,
            after: after_position,
            caller,
            proof,
        };
        let told = self.app.pull(&self.watches, wanted).map_err(ApiError::from)?;
        let answer = ReceiverStream::new(told).map(|told| match told {
            Ok(told) => convert::pulled(&told).ok_or_else(|| Status::from(ApiError::NotFound)),
            Err(cut) => Err(Status::from(why(cut))),
        });
        Ok(Response::new(Box::pin(answer)))
    }

    async fn receive_releases(
        &self,
        request: Request<wire::ReceiveReleasesRequest>,
    ) -> Result<Response<wire::ReceiveReleasesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let (body, record): (AuthorityId, Arc<Record>) = self.parent(&caller, &message.parent).await?;
        let mut reader = Reader::new(lists_of(&record), self.app.sources.today());
        let read = convert::arrivals(&mut reader, message);
        if let Some((arrivals, _)) = &read {
            self.check_from_elsewhere(&mut reader, arrivals).await?;
        }
        let (arrivals, terms) = reader.finish(read).map_err(ApiError::Invalid)?;
        let received = self
            .app
            .receive(&caller, &body, arrivals, terms.validates_only())
            .await;
        let received = received.map_err(ApiError::Write)?;
        let name = |number: Option<i64>| number.map(|number| names::received(&body, number));
        Ok(Response::new(wire::ReceiveReleasesResponse {
            names: received
                .into_iter()
                .map(|number| name(number).unwrap_or_default())
                .collect(),
        }))
    }

    async fn list_received_releases(
        &self,
        request: Request<wire::ListReceivedReleasesRequest>,
    ) -> Result<Response<wire::ListReceivedReleasesResponse>, Status> {
        let (caller, message) = Self::open(request)?;
        let wire::ListReceivedReleasesRequest {
            parent,
            page_size,
            page_token,
        } = message;
        let (body, _) = self.parent(&caller, &parent).await?;
        let Page { query, after, size } =
            Self::page("ListReceivedReleases", &parent, &(), page_size, &page_token)?;
        let position = self.position(&body).await?;
        let found = self.app.list_received(&body, after, size + 1).await;
        let found = found.map_err(ApiError::Store)?;
        let (page, next_page_token) = cut(found, size, query, |snapshot| snapshot.stream.number);
        let releases = page.iter().filter_map(|snapshot| {
            let received = snapshot.record.received()?;
            Some(convert::received(&body, snapshot, received))
        });
        Ok(Response::new(wire::ListReceivedReleasesResponse {
            releases: releases.collect(),
            next_page_token,
            position,
        }))
    }
}
