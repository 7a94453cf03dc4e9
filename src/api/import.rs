//! Importing: rows come in on a stream, many are on their way to the register at once, and each is answered in its turn.
//!
//! Two tasks: one reads rows and puts them into the lane, one waits for their replies and answers. Between them is the
//! window, which bounds what an import keeps in memory. A row that is wrong is answered so; only what concerns the whole
//! call ends the stream.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch},
    time::{Instant, timeout, timeout_at},
};
use tonic::{
    Request, Status, Streaming,
    codegen::{BoxStream, tokio_stream::wrappers::ReceiverStream},
};

use super::{
    convert::{Reader, Violation},
    door::{Door, lists_of},
    names::{self, Name},
    status::{self, ApiError},
    wire::{self, ImportOutcome, ImportProblem},
    write::{WriteRequest, fingerprint, submission},
};
use crate::{
    app::{
        batch::Reply,
        callers::{NotProved, Proof},
        planted,
        submission::{Caller, Submission, Target, WriteError, Written},
    },
    domain::{ids::Stream, limits, refusal::Refusal},
    store::acting,
};

type Told = wire::ImportRepresentationsRequest;
type Answer = wire::ImportRepresentationsResponse;

const METHOD: &str = <Told as WriteRequest>::METHOD;
/// What is told of the register or the call in a problem of a row that is not about a field.
const THE_WHOLE: &str = "";

/// The imports that one server may have open.
#[derive(Clone)]
pub struct Imports(Arc<Semaphore>);

impl Default for Imports {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(limits::IMPORTS_MAX)))
    }
}

/// What is known of a row while it waits for its reply.
struct Sent {
    row: i64,
    request_id: String,
    fingerprint: [u8; 32],
    reply: oneshot::Receiver<Reply>,
}

/// A row in the window.
enum Row {
    /// It is wrong, which is known at once.
    Refused { row: i64, problems: Vec<ImportProblem> },
    /// It cannot be read any more, because a list has changed since, but was imported before.
    AlreadyThere { row: i64, record: Stream },
    /// It is in the lane.
    Sent(Sent),
}

/// A row with the room that it takes.
type Held = (Result<Row, Status>, Option<OwnedSemaphorePermit>);

impl Door {
    /// Begins an import.
    pub(super) fn import(&self, request: Request<Streaming<Told>>) -> Result<BoxStream<Answer>, ApiError> {
        let proof = Self::proof(&request)?;
        let (caller, rows) = Self::open(request)?;
        let slot = self.imports.0.clone().try_acquire_owned();
        let slot = slot.map_err(|_none| ApiError::Write(WriteError::QueueFull))?;
        let (hold, waiting) = mpsc::channel(limits::IMPORT_WINDOW_MAX);
        let (tell, answers) = mpsc::channel(limits::WATCH_BUFFER_MAX);
        let reading = Reading {
            door: self.clone(),
            caller,
            proof,
            proof_seen: Instant::now(),
            until: Instant::now() + Duration::from_secs(limits::IMPORT_SECONDS_MAX),
            stopping: self.watches.stopping(),
            bytes: Arc::new(Semaphore::new(limits::IMPORT_WINDOW_BYTES_MAX)),
            hold,
        };
        tokio::spawn(acting::carried(reading.run(rows)));
        let door = self.clone();
        tokio::spawn(acting::carried(async move {
            door.answer(waiting, tell).await;
            drop(slot);
        }));
        Ok(Box::pin(ReceiverStream::new(answers)))
    }

    /// Answers the rows in their order until there are no more, or the client has gone.
    async fn answer(&self, mut held: mpsc::Receiver<Held>, tell: mpsc::Sender<Result<Answer, Status>>) {
        while let Some((row, room)) = held.recv().await {
            let answer = match row {
                Ok(row) => self.outcome(row).await.map_err(Status::from),
                Err(status) => Err(status),
            };
            drop(room);
            let is_last = answer.is_err();
            let idle = Duration::from_secs(limits::IMPORT_IDLE_SECONDS_MAX);
            let taken = timeout(idle, tell.send(answer)).await;
            if is_last || !matches!(taken, Ok(Ok(()))) {
                return;
            }
        }
    }

    async fn outcome(&self, row: Row) -> Result<Answer, ApiError> {
        let sent = match row {
            Row::Refused { row, problems } => return Ok(refused(row, problems)),
            Row::AlreadyThere { row, record } => return Ok(already_there(row, &record)),
            Row::Sent(sent) => sent,
        };
        let Sent {
            row,
            request_id,
            fingerprint,
            reply,
        } = sent;
        match reply.await.unwrap_or(Err(WriteError::Unavailable)) {
            // What an earlier call wrote comes without its state.
            Ok(Written {
                stream, state: None, ..
            }) => Ok(already_there(row, &stream)),
            Ok(Written { position: 0, .. }) => Ok(imported(row, String::new())),
            Ok(Written { stream, .. }) => Ok(imported(row, name_of(&stream))),
            Err(WriteError::ReferenceTaken { by }) => {
                let came_by = self.app.came_by(&by, (METHOD, &request_id), &fingerprint);
                if came_by.await? {
                    return Ok(already_there(row, &by));
                }
                let text = format!("{} has this reference, with other content", name_of(&by));
                let problem = problem("representation.external_reference", text);
                let name = name_of(&by);
                Ok(Answer {
                    name,
                    ..refused(row, vec![problem])
                })
            }
            Err(error) => Ok(refused(row, vec![of_write(error)?])),
        }
    }
}

/// The task that reads rows.
struct Reading {
    door: Door,
    caller: Caller,
    proof: Proof,
    proof_seen: Instant,
    until: Instant,
    stopping: watch::Receiver<bool>,
    bytes: Arc<Semaphore>,
    hold: mpsc::Sender<Held>,
}

impl Reading {
    async fn run(mut self, mut rows: Streaming<Told>) {
        loop {
            let message = match self.next(&mut rows).await {
                Ok(Some(message)) => message,
                Ok(None) => return,
                Err(status) => {
                    let _gone = self.hold.send((Err(status), None)).await;
                    return;
                }
            };
            let bytes = prost::Message::encoded_len(&message);
            let bytes = u32::try_from(bytes.min(limits::IMPORT_WINDOW_BYTES_MAX)).unwrap_or(u32::MAX);
            let Ok(room) = self.bytes.clone().acquire_many_owned(bytes).await else {
                return;
            };
            let row = self.take(message).await.map_err(Status::from);
            let is_last = row.is_err();
            if self.hold.send((row, Some(room))).await.is_err() || is_last {
                return;
            }
        }
    }

    /// The next row; none once the client has sent all.
    async fn next(&mut self, rows: &mut Streaming<Told>) -> Result<Option<Told>, Status> {
        let again = || Status::from(ApiError::Write(WriteError::Unavailable));
        let now = Instant::now();
        if now >= self.until || *self.stopping.borrow() || self.stopping.has_changed().is_err() {
            return Err(again());
        }
        if now.duration_since(self.proof_seen) >= Duration::from_secs(limits::IMPORT_CREDENTIAL_SECONDS) {
            self.proof_seen = now;
            match self.door.app.holder(&self.proof).await {
                Ok(caller) if caller == self.caller => {}
                Ok(_) => return Err(ApiError::Unauthenticated.into()),
                Err(NotProved::Refused(defect)) => {
                    self.door.app.note_refused("ImportRepresentations", defect);
                    return Err(ApiError::Unauthenticated.into());
                }
                Err(NotProved::Store(error)) => return Err(ApiError::from(error).into()),
            }
        }
        let idle = now + Duration::from_secs(limits::IMPORT_IDLE_SECONDS_MAX);
        let until = idle.min(self.until);
        tokio::select! {
            biased;
            row = timeout_at(until, rows.message()) => match row {
                Ok(Ok(row)) => Ok(row),
                Ok(Err(status)) => Err(status::of_stream(status)),
                Err(_late) => Err(again()),
            },
            _stopping = self.stopping.wait_for(|stopping| *stopping) => Err(again()),
        }
    }

    /// Reads a row and puts it into the lane.
    async fn take(&mut self, message: Told) -> Result<Row, ApiError> {
        let row = message.row;
        let validate_only = message.validate_only;
        // Neither says what is imported.
        let message = Told {
            row: 0,
            validate_only: false,
            ..message
        };
        let fingerprint = fingerprint(&message);
        let name = Name::parse(&message.parent).filter(Name::is_authority);
        let Some(authority) = name.map(|name| name.authority) else {
            return Ok(wrong(row, "parent", <Told as WriteRequest>::SUBJECT.form()));
        };
        let caller = planted::of_stream(&self.caller);
        let reference = match self.door.lists(&caller, &authority).await {
            Err(ApiError::NotFound) => {
                return Ok(wrong(row, "parent", "must be an authority of this caller"));
            }
            lists => lists?,
        };
        let mut reader = Reader::new(lists_of(&reference), self.door.app.sources.today());
        let target = Target::New(authority.clone());
        let request_id = message.request_id.clone();
        let message = Told {
            validate_only,
            ..message
        };
        let draft = message.read(&mut reader);
        let is_id = reader.request_id.is_some();
        match reader.finish(draft) {
            Ok(draft) => {
                let row_of = submission(self.caller.clone(), METHOD, fingerprint, target, draft);
                self.enter(row, request_id, row_of).await
            }
            Err(violations) => {
                let request = (METHOD, request_id);
                let before = if is_id {
                    let door = &self.door;
                    door.app
                        .answered(&self.caller, &authority, request, &fingerprint)
                        .await?
                } else {
                    None
                };
                Ok(match before {
                    Some(written) => Row::AlreadyThere {
                        row,
                        record: written.stream,
                    },
                    None => Row::Refused {
                        row,
                        problems: problems(violations),
                    },
                })
            }
        }
    }

    async fn enter(&self, row: i64, request_id: String, submission: Submission) -> Result<Row, ApiError> {
        let fingerprint = submission.fingerprint;
        let reply = self.door.app.import(submission).await?;
        Ok(Row::Sent(Sent {
            row,
            request_id,
            fingerprint,
            reply,
        }))
    }
}

/// What is wrong with one row; an error where it is not the row's fault and the stream must end.
fn of_write(error: WriteError) -> Result<ImportProblem, ApiError> {
    match error {
        WriteError::Refused(refusal) => Ok(of_refusal(&refusal)),
        WriteError::RequestIdReused { .. } => Ok(problem(
            "request_id",
            "this row was imported before with other content; put right what is on the register instead",
        )),
        WriteError::Internal => Ok(problem(
            THE_WHOLE,
            "a fault of the service; its log has the detail",
        )),
        WriteError::NotFound | WriteError::ReferenceTaken { .. } | WriteError::VersionStale { .. } => {
            Ok(problem(THE_WHOLE, error.to_string()))
        }
        WriteError::QueueFull | WriteError::Unavailable => Err(ApiError::Write(error)),
    }
}

fn of_refusal(refusal: &Refusal) -> ImportProblem {
    let (field, refusal) = match refusal {
        Refusal::ImportStepRefused { step, refusal } => {
            (format!("steps[{}]", step.saturating_sub(1)), &**refusal)
        }
        refusal => ("representation".to_owned(), refusal),
    };
    problem(field, format!("{refusal} ({})", refusal.law()))
}

fn problem(field: impl Into<String>, description: impl Into<String>) -> ImportProblem {
    ImportProblem {
        field: field.into(),
        description: description.into(),
    }
}

fn problems(violations: Vec<Violation>) -> Vec<ImportProblem> {
    let problem = |Violation { field, description }| ImportProblem { field, description };
    violations.into_iter().map(problem).collect()
}

fn wrong(row: i64, field: &str, description: &str) -> Row {
    let problems = vec![problem(field, description)];
    Row::Refused { row, problems }
}

fn name_of(record: &Stream) -> String {
    names::representation(&record.authority, record.number)
}

fn imported(row: i64, name: String) -> Answer {
    Answer {
        row,
        outcome: ImportOutcome::Imported.into(),
        name,
        problems: Vec::new(),
    }
}

fn already_there(row: i64, record: &Stream) -> Answer {
    Answer {
        row,
        outcome: ImportOutcome::AlreadyThere.into(),
        name: name_of(record),
        problems: Vec::new(),
    }
}

fn refused(row: i64, problems: Vec<ImportProblem>) -> Answer {
    Answer {
        row,
        outcome: ImportOutcome::Refused.into(),
        name: String::new(),
        problems,
    }
}
