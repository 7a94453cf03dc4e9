//! Releases: what is sent, and each step as one call with a request id of its own.

use redress::{
    api::wire::{
        self, Date, Procedure, PublishReleaseRequest, PulledRelease, Release,
        releases_service_client::ReleasesServiceClient,
    },
    domain::{access::Role, word::Word},
};
use tonic::{Response, Status, Streaming};

use super::{
    NORTHWICK, Register, SOUTHMERE,
    build::complaint,
    caller::{Authorised, Caller, fresh_id},
    day, lists,
};

/// What a step of a release answers.
pub type ReleaseAnswer = Result<Release, Status>;

/// The release of 2026/27 of Northwick.
pub fn preview() -> wire::PreviewReleaseRequest {
    preview_of(NORTHWICK)
}

/// The same of another authority.
pub fn preview_of(authority: &str) -> wire::PreviewReleaseRequest {
    wire::PreviewReleaseRequest {
        parent: authority.to_owned(),
        financial_year: 2026,
        request_id: fresh_id(),
        ..wire::PreviewReleaseRequest::default()
    }
}

/// The publication of a release to these bodies on the day on which cases begin.
pub fn publication(name: &str, recipients: &[&str]) -> PublishReleaseRequest {
    PublishReleaseRequest {
        name: name.to_owned(),
        recipients: recipients.iter().map(|body| (*body).to_owned()).collect(),
        named: true,
        published_date: Some(day(2026, 6, 1)),
        request_id: fresh_id(),
        ..PublishReleaseRequest::default()
    }
}

/// Complaints of Northwick, some of them few enough to be hidden.
pub async fn complain(officer: &Caller) {
    for procedure in [
        Procedure::ChildrenStatutory,
        Procedure::AdultStatutory,
        Procedure::ChildrenStatutory,
    ] {
        let about = complaint(procedure, day(2026, 4, 8));
        officer.register(about).await.expect("a complaint");
    }
}

/// Another regional body, and its client that compares.
pub async fn another_body(register: &Register<'_>, authority: &'static str) -> Caller {
    let admin = register.deployment();
    lists::register_authority(&admin, authority).await;
    let role = Role::Benchmark;
    register.with_token(&admin.new_client(authority, role.word(), role).await)
}

/// Southmere's own client that compares.
pub fn southmere(register: &Register<'_>) -> Caller {
    register.client_of(SOUTHMERE, Role::Benchmark)
}

impl Caller {
    pub fn releases(&self) -> ReleasesServiceClient<Authorised> {
        let (channel, bearer) = self.parts();
        ReleasesServiceClient::with_interceptor(channel, bearer)
    }

    pub async fn preview_release(&self, request: wire::PreviewReleaseRequest) -> ReleaseAnswer {
        let answer = self.releases().preview_release(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn get_release(&self, name: &str) -> ReleaseAnswer {
        let name = name.to_owned();
        let answer = self
            .releases()
            .get_release(wire::GetReleaseRequest { name })
            .await;
        answer.map(Response::into_inner)
    }

    pub async fn sign_off_release(&self, name: &str, on: Date) -> ReleaseAnswer {
        let request = wire::SignOffReleaseRequest {
            name: name.to_owned(),
            signed_off_by: "hos-1".to_owned(),
            signed_off_date: Some(on),
            request_id: fresh_id(),
            ..wire::SignOffReleaseRequest::default()
        };
        let answer = self.releases().sign_off_release(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn publish_release(&self, request: PublishReleaseRequest) -> ReleaseAnswer {
        let answer = self.releases().publish_release(request).await;
        answer.map(Response::into_inner)
    }

    pub async fn withdraw_release(&self, name: &str, on: Date) -> ReleaseAnswer {
        let request = wire::WithdrawReleaseRequest {
            name: name.to_owned(),
            reason: "wrong_figures".to_owned(),
            withdrawn_date: Some(on),
            request_id: fresh_id(),
            ..wire::WithdrawReleaseRequest::default()
        };
        let answer = self.releases().withdraw_release(request).await;
        answer.map(Response::into_inner)
    }

    /// Previews a release of an authority and signs it off.
    pub async fn signed_off(&self, authority: &str) -> Release {
        self.signed_off_of(preview_of(authority)).await
    }

    /// Previews this release and signs it off.
    pub async fn signed_off_of(&self, preview: wire::PreviewReleaseRequest) -> Release {
        let previewed = self.preview_release(preview).await;
        let name = previewed.expect("a preview").name;
        self.sign_off_release(&name, day(2026, 6, 1))
            .await
            .expect("a sign-off")
    }

    /// Previews a release of an authority, signs it off and publishes it to these bodies.
    pub async fn release(&self, authority: &str, recipients: &[&str]) -> Release {
        self.release_of(preview_of(authority), recipients).await
    }

    /// Previews this release, signs it off and publishes it to these bodies.
    pub async fn release_of(&self, preview: wire::PreviewReleaseRequest, recipients: &[&str]) -> Release {
        let name = self.signed_off_of(preview).await.name;
        self.publish_release(publication(&name, recipients))
            .await
            .expect("a publication")
    }

    pub async fn begin_pull(
        &self,
        body: &str,
        after_position: i64,
    ) -> Result<Streaming<PulledRelease>, Status> {
        let request = wire::PullReleasesRequest {
            parent: body.to_owned(),
            after_position,
        };
        let answer = self.releases().pull_releases(request).await;
        answer.map(Response::into_inner)
    }

    /// Everything that a body received after a position.
    pub async fn pull(&self, body: &str, after_position: i64) -> Result<Vec<PulledRelease>, Status> {
        let mut stream = self.begin_pull(body, after_position).await?;
        let mut found = Vec::new();
        while let Some(release) = stream.message().await? {
            found.push(release);
        }
        Ok(found)
    }

    pub async fn receive_releases(
        &self,
        body: &str,
        releases: &[PulledRelease],
    ) -> Result<Vec<String>, Status> {
        let request = wire::ReceiveReleasesRequest {
            parent: body.to_owned(),
            releases: releases.to_vec(),
            request_id: fresh_id(),
            validate_only: false,
        };
        let answer = self.releases().receive_releases(request).await;
        answer.map(|answer| answer.into_inner().names)
    }

    pub async fn received_releases(&self, body: &str) -> Vec<wire::ReceivedRelease> {
        let request = wire::ListReceivedReleasesRequest {
            parent: body.to_owned(),
            ..wire::ListReceivedReleasesRequest::default()
        };
        let answer = self.releases().list_received_releases(request).await;
        answer.expect("a page").into_inner().releases
    }
}
