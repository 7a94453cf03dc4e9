//! Rows on their way to a register and their answers on the way back, in order.

use std::{
    collections::HashMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use ring::digest::{Context, SHA256};
use tokio::sync::mpsc;
use tonic::{Status, codegen::tokio_stream::wrappers::ReceiverStream};

use super::{
    Failure,
    mapping::Mapping,
    progress::Progress,
    request::History,
    results::{Outcome, Results, Tally},
    source::{self, FileRow},
};
use crate::{
    api::wire::{
        ImportOutcome, ImportProblem, ImportRepresentationsRequest,
        representations_service_client::RepresentationsServiceClient,
    },
    cli::client::Authorised,
};

/// Rows that are read ahead.
const READ_AHEAD_MAX: usize = 256;
/// Rows that wait for their answer: more than the server takes in at once.
const IN_FLIGHT_MAX: usize = 1_024;
/// Rows in one call: a call may not last for ever, and another one costs nothing.
const ROWS_PER_CALL: usize = 20_000;

/// What is imported, and where to.
#[derive(Clone)]
pub struct Import {
    /// The file.
    pub file: PathBuf,
    /// How it is read.
    pub mapping: Arc<Mapping>,
    /// The authority's id.
    pub authority: String,
    /// The register.
    pub client: RepresentationsServiceClient<Authorised>,
}

/// A row that is about to be sent, or was refused before that.
struct Ready {
    row: i64,
    place: u64,
    reference: String,
    request: Result<ImportRepresentationsRequest, Vec<ImportProblem>>,
}

/// What is kept of a row until it is answered.
struct Waiting {
    row: i64,
    place: u64,
    reference: String,
    refused: Option<Vec<ImportProblem>>,
}

enum FromFile {
    Length(u64),
    Row(Box<Ready>),
}

impl Import {
    /// Sends every row, to be written or only to be looked at, and notes what became of each.
    ///
    /// # Errors
    /// When the file cannot be read or a call ends before its rows were answered. What was answered is noted.
    pub async fn run(&self, validate_only: bool, results: &Path) -> Result<Tally, Failure> {
        let mut results = Results::create(results, validate_only)?;
        let mut progress = Progress::new(if validate_only { "dry run" } else { "import" });
        let (read, mut rows) = mpsc::channel(READ_AHEAD_MAX);
        let import = self.clone();
        let reading = tokio::task::spawn_blocking(move || import.read(validate_only, &read));
        let mut next = rows.recv().await;
        let mut sent = Ok(());
        while let Some(first) = next.take() {
            match self.call(first, &mut rows, &mut results, &mut progress).await {
                Ok(more) => next = more,
                Err(error) => sent = Err(error),
            }
        }
        drop(rows);
        progress.finish();
        let tally = results.finish()?;
        let read = reading.await?;
        match (sent, read) {
            (Ok(()), Ok(())) => Ok(tally),
            (Err(error), _) | (Ok(()), Err(error)) => Err(format!("{error}\n{tally}").into()),
        }
    }

    /// Reads the file. Runs on a thread of its own.
    fn read(&self, validate_only: bool, read: &mpsc::Sender<FromFile>) -> Result<(), Failure> {
        // 16 bytes of a hash are kept of each reference, so that one that comes twice is told apart from one that was
        // imported before.
        let mut seen: HashMap<[u8; 16], i64> = HashMap::new();
        let mut take = |row: FileRow| {
            let ready = self.ready(row, validate_only, &mut seen);
            match read.blocking_send(FromFile::Row(Box::new(ready))) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_stopped) => ControlFlow::Break(()),
            }
        };
        let mut sized = |length| {
            let _stopped = read.blocking_send(FromFile::Length(length));
        };
        source::read(&self.file, &self.mapping, &mut sized, &mut take)
    }

    fn ready(&self, read: FileRow, validate_only: bool, seen: &mut HashMap<[u8; 16], i64>) -> Ready {
        let FileRow { row, place, history } = read;
        let (representation, steps) = match history {
            Ok(history) => history,
            Err(problems) => {
                return Ready {
                    row,
                    place,
                    reference: String::new(),
                    request: Err(problems),
                };
            }
        };
        let reference = representation.external_reference.clone();
        let request = match self.request_id(&reference, row, seen) {
            Ok(request_id) => Ok(self.request((representation, steps), request_id, row, validate_only)),
            Err(problem) => Err(vec![problem]),
        };
        Ready {
            row,
            place,
            reference,
            request,
        }
    }

    fn request(
        &self,
        (representation, steps): History,
        request_id: String,
        row: i64,
        validate_only: bool,
    ) -> ImportRepresentationsRequest {
        ImportRepresentationsRequest {
            parent: format!("authorities/{}", self.authority),
            representation: Some(representation),
            steps,
            request_id,
            validate_only,
            row,
        }
    }

    /// The request id of a row: the same whenever it is sent again, because it follows from authority and reference.
    fn request_id(
        &self,
        reference: &str,
        row: i64,
        seen: &mut HashMap<[u8; 16], i64>,
    ) -> Result<String, ImportProblem> {
        let wrong = |description: String| ImportProblem {
            field: "reference".to_owned(),
            description,
        };
        if reference.is_empty() {
            return Err(wrong("must be given".to_owned()));
        }
        let mut hasher = Context::new(&SHA256);
        hasher.update(self.authority.as_bytes());
        hasher.update(&[0]);
        hasher.update(reference.as_bytes());
        let mut hash = [0; 16];
        hash.copy_from_slice(&hasher.finish().as_ref()[..16]);
        if let Some(first) = seen.insert(hash, row) {
            seen.insert(hash, first);
            return Err(wrong(format!("row {first} has the same one")));
        }
        Ok(format!("import.{:032x}", u128::from_be_bytes(hash)))
    }

    /// One call with as many rows as it may have. Answers the first row of the next one.
    async fn call(
        &self,
        first: FromFile,
        rows: &mut mpsc::Receiver<FromFile>,
        results: &mut Results,
        progress: &mut Progress,
    ) -> Result<Option<FromFile>, Failure> {
        let (send, to_send) = mpsc::channel(READ_AHEAD_MAX);
        let (wait, waiting) = mpsc::channel(IN_FLIGHT_MAX);
        let feeding = feed(first, rows, send, wait);
        let mut client = self.client.clone();
        let answering = async {
            let answers = client
                .import_representations(ReceiverStream::new(to_send))
                .await
                .map_err(|status| told(&status))?
                .into_inner();
            answer(answers, waiting, results, progress).await
        };
        let (more, ()) = tokio::try_join!(feeding, answering)?;
        Ok(more)
    }
}

/// Puts rows into a call until it has as many as it may.
async fn feed(
    first: FromFile,
    rows: &mut mpsc::Receiver<FromFile>,
    send: mpsc::Sender<ImportRepresentationsRequest>,
    wait: mpsc::Sender<Held>,
) -> Result<Option<FromFile>, Failure> {
    let mut next = Some(first);
    for _ in 0..ROWS_PER_CALL {
        let Some(from_file) = next.take() else {
            return Ok(None);
        };
        match from_file {
            FromFile::Length(length) => {
                let _answered = wait.send(Held::Length(length)).await;
            }
            FromFile::Row(ready) => {
                let Ready {
                    row,
                    place,
                    reference,
                    request,
                } = *ready;
                let (request, refused) = match request {
                    Ok(request) => (Some(request), None),
                    Err(problems) => (None, Some(problems)),
                };
                let waiting = Waiting {
                    row,
                    place,
                    reference,
                    refused,
                };
                // Where the call has ended, the other side says why.
                let _answered = wait.send(Held::Row(waiting)).await;
                if let Some(request) = request {
                    let _sent = send.send(request).await;
                }
            }
        }
        next = rows.recv().await;
    }
    Ok(next)
}

enum Held {
    Length(u64),
    Row(Waiting),
}

/// Notes the answer to each row in order.
async fn answer(
    mut answers: tonic::Streaming<crate::api::wire::ImportRepresentationsResponse>,
    mut waiting: mpsc::Receiver<Held>,
    results: &mut Results,
    progress: &mut Progress,
) -> Result<(), Failure> {
    while let Some(held) = waiting.recv().await {
        let Waiting {
            row,
            place,
            reference,
            refused,
        } = match held {
            Held::Length(length) => {
                progress.sized(length);
                continue;
            }
            Held::Row(waiting) => waiting,
        };
        let (came_of_it, name, problems) = if let Some(problems) = refused {
            (ImportOutcome::Refused, String::new(), problems)
        } else {
            let answer = answers.message().await.map_err(|status| told(&status))?;
            let answer = answer.ok_or("the register ended the call before it had answered every row")?;
            (answer.outcome(), answer.name, answer.problems)
        };
        results.note(&Outcome {
            row,
            reference: &reference,
            came_of_it,
            name: &name,
            problems: &problems,
        })?;
        progress.answered(place);
    }
    Ok(())
}

fn told(status: &Status) -> Failure {
    format!("the register answered {:?}: {}", status.code(), status.message()).into()
}
