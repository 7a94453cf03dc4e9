//! What comes into a log by itself and not by a caller's step: releases that a body takes in, pulls that are noted, and
//! reports that leave the authority. Each has a request id that says what it is, so that it comes in once.

use super::digest_of;
use crate::{
    app::{
        App,
        batch::Reply,
        submission::{Caller, Submission, Target, WriteError},
    },
    domain::{
        disclosed::{self, PublicReport, WrittenReport},
        financial_year::FinancialYear,
        history::Command,
        ids::{AuthorityId, CodeId, RecordNumber, Stream},
        limits,
        received::{self, TakenIn},
        refusal::{Refusal, ReleaseRefusal},
        release::{self, Puller, Release, ReleaseState},
    },
    store::{StoreError, acting, releases},
};

/// A release that is handed over to a body from another deployment.
#[derive(Debug, Clone)]
pub enum Arrival {
    /// It was published.
    Published(TakenIn),
    /// It was withdrawn.
    Withdrawn {
        /// The authority.
        authority: AuthorityId,
        /// The id of its grid.
        grid: String,
        /// Its financial year.
        year: FinancialYear,
        /// The version.
        version: u32,
        /// Why.
        reason: CodeId,
    },
}

fn submission(
    caller: &Caller,
    (method, request_id): (&'static str, String),
    target: Target,
    command: Command,
) -> Submission {
    let digest = ring::digest::digest(&ring::digest::SHA256, request_id.as_bytes());
    let mut fingerprint = [0; 32];
    fingerprint.copy_from_slice(digest.as_ref());
    Submission {
        caller: caller.clone(),
        method,
        request_id,
        fingerprint,
        target,
        command,
        secrets: Vec::new(),
        expected_version: None,
        validate_only: false,
    }
}

/// Enters a report in the ledger that was held against so many entries.
pub(super) async fn enter(
    app: &App,
    caller: &Caller,
    authority: &AuthorityId,
    report: WrittenReport,
    beside: usize,
) -> Result<(), WriteError> {
    let PublicReport {
        report: id,
        period,
        position,
    } = &report.report;
    let request_id = format!("{id} {} {} {position}", period.starts_on(), period.ends_on());
    let target = Target::Stream(Stream::disclosed(authority));
    let command = Command::Disclosed(disclosed::Command::Enter { report, beside });
    let entering = submission(caller, ("EnterReport", request_id), target, command);
    app.lanes.write(entering).await.map(drop)
}

impl App {
    /// Puts submissions into their lanes in this order, and waits for all.
    pub(super) async fn write_all(&self, submissions: Vec<Submission>) -> Result<Vec<Reply>, WriteError> {
        let mut replies = Vec::with_capacity(submissions.len());
        for submission in submissions {
            replies.push(self.lanes.enter(submission).await?);
        }
        let mut answers = Vec::with_capacity(replies.len());
        for reply in replies {
            answers.push(reply.await.unwrap_or(Err(WriteError::Unavailable)));
        }
        Ok(answers)
    }

    /// A body takes in what was published or withdrawn to it in this deployment and is not in its log yet.
    pub(super) async fn take_in(&self, caller: &Caller, body: &AuthorityId) -> Result<(), WriteError> {
        let mut after = (String::new(), 0);
        loop {
            let page = i64::try_from(limits::PULL_PAGE).unwrap_or(i64::MAX);
            let offered = releases::offered(&self.database, body, (&after.0, after.1), page);
            let offered = offered.await.map_err(failed)?;
            let Some(last) = offered.last() else {
                return Ok(());
            };
            after = (last.authority.to_string(), last.number);
            let mut submissions = Vec::with_capacity(offered.len());
            // They are the authorities' own, and were published to the body.
            let from = offered.iter().map(|stream| stream.authority.clone()).collect();
            let found = acting::for_authorities(&from, self.records(&offered)).await;
            for snapshot in found.map_err(failed)? {
                if let Some(release) = snapshot.record.release() {
                    let step = self.incoming(caller, body, &snapshot.stream, release).await?;
                    submissions.extend(step);
                }
            }
            for reply in self.write_all(submissions).await? {
                match reply {
                    // Another pull of this body took it in meanwhile.
                    Ok(_) | Err(WriteError::ReferenceTaken { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// What a body is to hear of a release of this deployment.
    async fn incoming(
        &self,
        caller: &Caller,
        body: &AuthorityId,
        stream: &Stream,
        release: &Release,
    ) -> Result<Option<Submission>, WriteError> {
        let Stream {
            authority, number, ..
        } = stream;
        let preview = &release.preview;
        if release.state() == ReleaseState::Published {
            let publication = release.publication.as_ref();
            let taken_in = TakenIn {
                authority: authority.clone(),
                release: Some(*number),
                grid: preview.grid.clone(),
                period: preview.period,
                version: preview.version,
                named: publication.is_some_and(|publication| publication.named),
                text: preview.text.clone(),
                digest: preview.digest.clone(),
            };
            let request = ("TakeIn", format!("{authority} {number}"));
            let command = Command::Received(received::Command::TakeIn(taken_in));
            return Ok(Some(submission(
                caller,
                request,
                Target::New(body.clone()),
                command,
            )));
        }
        let Some(withdrawal) = &release.withdrawal else {
            return Ok(None);
        };
        let year = FinancialYear::of(preview.period.starts_on());
        let version = (authority, preview.grid.as_str(), year, preview.version);
        let known = releases::find_received(&self.database, body, version).await;
        let Some((known, _)) = known.map_err(failed)? else {
            return Ok(None);
        };
        let reason = withdrawal.reason.clone();
        Ok(Some(heard(caller, body, known, reason)))
    }

    /// Notes in the logs of the authorities concerned that these releases are handed over. Answers those that no
    /// longer may be, because they were withdrawn a moment ago, each with why.
    pub(super) async fn note_pulls(
        &self,
        caller: &Caller,
        (body, pull): (&AuthorityId, &str),
        releases: &[Stream],
    ) -> Result<Vec<(Stream, CodeId)>, WriteError> {
        let puller = Puller {
            body: body.clone(),
            client: caller.actor(body),
        };
        let note = |stream: &Stream| {
            let request = ("PullReleases", format!("{pull} {}", stream.number));
            let command = Command::Release(release::Command::NotePull(puller.clone()));
            submission(caller, request, Target::Stream(stream.clone()), command)
        };
        let whose = releases.iter().map(|stream| stream.authority.clone()).collect();
        let noting = self.write_all(releases.iter().map(note).collect());
        let replies = acting::for_authorities(&whose, noting).await?;
        let mut gone = Vec::new();
        for (stream, reply) in releases.iter().zip(replies) {
            match reply {
                Ok(_) => {}
                Err(WriteError::Refused(Refusal::Release(ReleaseRefusal::StateRefusesStep { .. }))) => {
                    let found = acting::for_authority(&stream.authority, self.record(stream)).await;
                    let found = found.map_err(failed)?;
                    let found = found.as_ref().and_then(|snapshot| snapshot.record.release());
                    let withdrawal = found.and_then(|release| release.withdrawal.clone());
                    let withdrawal = withdrawal.ok_or(WriteError::Internal)?;
                    gone.push((stream.clone(), withdrawal.reason));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(gone)
    }

    /// A body receives releases from another deployment. None is taken in if one of them differs from what the body has
    /// of that version. Answers the number of each; none of one that was withdrawn and never received.
    ///
    /// # Errors
    /// Why they were not received.
    pub async fn receive(
        &self,
        caller: &Caller,
        body: &AuthorityId,
        arrivals: Vec<Arrival>,
        validate_only: bool,
    ) -> Result<Vec<Option<RecordNumber>>, WriteError> {
        let mut known = Vec::with_capacity(arrivals.len());
        for arrival in &arrivals {
            known.push(self.known(body, arrival).await?);
        }
        if validate_only {
            return Ok(known);
        }
        let mut numbers = Vec::with_capacity(arrivals.len());
        for (arrival, known) in arrivals.into_iter().zip(known) {
            let step = match (arrival, known) {
                (Arrival::Published(_), Some(number)) => {
                    numbers.push(Some(number));
                    continue;
                }
                (Arrival::Withdrawn { .. }, None) => {
                    numbers.push(None);
                    continue;
                }
                (Arrival::Withdrawn { reason, .. }, Some(number)) => heard(caller, body, number, reason),
                (Arrival::Published(taken_in), None) => {
                    let request = ("ReceiveReleases", taken_in.reference());
                    let command = Command::Received(received::Command::TakeIn(taken_in));
                    submission(caller, request, Target::New(body.clone()), command)
                }
            };
            let written = match self.lanes.write(step).await {
                Ok(written) => written.stream.number,
                // Another call took it in meanwhile; the body has no other bytes of it than these.
                Err(WriteError::ReferenceTaken { by }) => by.number,
                Err(error) => return Err(error),
            };
            numbers.push(Some(written));
        }
        Ok(numbers)
    }

    /// The number of what a body has of this version.
    async fn known(&self, body: &AuthorityId, arrival: &Arrival) -> Result<Option<RecordNumber>, WriteError> {
        let version = match arrival {
            Arrival::Published(taken_in) => (
                &taken_in.authority,
                taken_in.grid.as_str(),
                FinancialYear::of(taken_in.period.starts_on()),
                taken_in.version,
            ),
            Arrival::Withdrawn {
                authority,
                grid,
                year,
                version,
                ..
            } => (authority, grid.as_str(), *year, *version),
        };
        let found = releases::find_received(&self.database, body, version).await;
        let Some((number, digest)) = found.map_err(failed)? else {
            return Ok(None);
        };
        match arrival {
            Arrival::Published(taken_in) if digest_of(&taken_in.text) != digest => {
                let version = taken_in.version;
                Err(Refusal::from(ReleaseRefusal::BytesDiffer { version }).into())
            }
            _ => Ok(Some(number)),
        }
    }
}

/// A body hears that a release was withdrawn.
fn heard(caller: &Caller, body: &AuthorityId, known: RecordNumber, reason: CodeId) -> Submission {
    let request = ("HearWithdrawal", known.to_string());
    let target = Target::Stream(Stream::received(body, known));
    let command = Command::Received(received::Command::Withdraw { reason });
    submission(caller, request, target, command)
}

/// A failure of the database on the way to a write.
#[expect(clippy::needless_pass_by_value, reason = "it is the end of the error")]
pub(super) fn failed(error: StoreError) -> WriteError {
    tracing::error!(%error, "what is to be received could not be read");
    if error.may_pass() {
        WriteError::Unavailable
    } else {
        WriteError::Internal
    }
}
