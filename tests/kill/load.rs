//! Writers that know their request ids before they send, and what became of each request.

use std::sync::{Arc, Mutex};

use redress::api::wire::Representation;
use tokio::sync::watch;
use tonic::{Code, Status};

use super::client::{AUTHORITIES, Ask, Representations, register, step_after};

/// What a client knows of a request.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The server said that it is done.
    Acknowledged(Box<Representation>),
    /// No answer came: it may be done or not.
    Unknown,
    /// The server refused it, which it has no reason to.
    Refused(String),
}

/// A request with what its client knows of it.
#[derive(Debug, Clone)]
pub struct Call {
    /// Its authority and request id.
    pub key: String,
    /// The request.
    pub ask: Ask,
    /// What is known.
    pub outcome: Outcome,
}

/// One writer: it takes one complaint after another through its life, and goes on where it was after each restart.
pub struct Writer {
    number: usize,
    sent: u64,
    /// The last request of the cycles before, with its answer.
    latest: Option<(Ask, Representation)>,
}

impl Writer {
    /// The writer of this number.
    pub fn new(number: usize) -> Self {
        Self {
            number,
            sent: 0,
            latest: None,
        }
    }

    /// Writes until the server is gone. Each request is noted before it is sent.
    pub async fn write(
        mut self,
        mut server: Representations,
        notes: Arc<Mutex<Vec<Call>>>,
        acknowledged: watch::Sender<u64>,
    ) -> Self {
        loop {
            let ask = self.next();
            let place = self.note(&notes, &ask);
            let answer = ask.send(&mut server).await;
            let outcome = outcome_of(answer);
            let goes_on = match &outcome {
                Outcome::Acknowledged(answer) => {
                    acknowledged.send_modify(|count| *count += 1);
                    self.learn(&ask, answer);
                    true
                }
                Outcome::Unknown | Outcome::Refused(_) => false,
            };
            notes.lock().expect("the notes")[place].outcome = outcome;
            if !goes_on {
                return self;
            }
        }
    }

    /// Takes note of an answer, given at once or after a restart.
    pub fn learn(&mut self, ask: &Ask, answer: &Representation) {
        self.latest = Some((ask.clone(), answer.clone()));
    }

    fn next(&mut self) -> Ask {
        self.sent += 1;
        let id = format!("w{}-{}", self.number, self.sent);
        let step = self
            .latest
            .as_ref()
            .and_then(|(ask, answer)| step_after(ask, answer, id.clone()));
        step.unwrap_or_else(|| register(self.authority(), &id))
    }

    fn authority(&self) -> &'static str {
        AUTHORITIES[self.number % AUTHORITIES.len()]
    }

    fn note(&self, notes: &Mutex<Vec<Call>>, ask: &Ask) -> usize {
        let mut notes = notes.lock().expect("the notes");
        notes.push(Call {
            key: format!("{}/{}", self.authority(), ask.id()),
            ask: ask.clone(),
            outcome: Outcome::Unknown,
        });
        notes.len() - 1
    }
}

/// What an answer means. A refusal is an answer; everything else leaves the client in doubt.
pub fn outcome_of(answer: Result<Representation, Status>) -> Outcome {
    match answer {
        Ok(answer) => Outcome::Acknowledged(Box::new(answer)),
        Err(status) => match status.code() {
            Code::InvalidArgument
            | Code::NotFound
            | Code::AlreadyExists
            | Code::FailedPrecondition
            | Code::Aborted
            | Code::PermissionDenied
            | Code::Unauthenticated
            | Code::ResourceExhausted
            | Code::Unimplemented => Outcome::Refused(format!("{:?}: {}", status.code(), status.message())),
            _ => Outcome::Unknown,
        },
    }
}
