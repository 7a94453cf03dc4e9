//! The one write path. A handler puts a submission into a bounded queue and waits; the lane takes all that waits,
//! writes it in one transaction, and answers. That is the group commit (one sync for all), the cancellation safety
//! (tonic drops handlers wherever they wait; the lane does not) and the order of the log, at once.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{mpsc, oneshot, watch},
    task::JoinHandle,
};

use super::{
    batch::{self, Means, Reply},
    heads::Heads,
    keys::Keys,
    memory::Memory,
    planted,
    submission::{Submission, WriteError},
};
use crate::{
    domain::{ids::AuthorityId, limits},
    store::{Database, StoreError, Writer, acting},
};

/// A submission with where its answer goes.
struct Waiting {
    submission: Submission,
    reply: oneshot::Sender<Reply>,
}

/// The lanes of a server: one on SQLite, which lets one transaction write at a time; several on PostgreSQL, an
/// authority always in the same one.
#[derive(Clone)]
pub struct Lanes {
    queues: Arc<[mpsc::Sender<Waiting>]>,
    heads: Heads,
    keys: Keys,
}

/// Lanes on PostgreSQL. Two authorities rarely wait for each other, and each lane has a connection.
const POSTGRES_LANES: usize = 4;
/// How long an import waits before it looks for room again.
const ROOM_AGAIN: Duration = Duration::from_millis(2);

impl Lanes {
    /// Opens the lanes. `failed` becomes true when a commit ended so that nobody knows how: the server must then
    /// stop acknowledging and exit.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn open(
        database: &Database,
        means: Means,
        failed: watch::Sender<bool>,
    ) -> Result<Self, StoreError> {
        let lanes = match database {
            Database::Sqlite(_) => 1,
            Database::Postgres(_) => POSTGRES_LANES,
        };
        let keys = means.keys.clone();
        let means = Arc::new(means);
        let failed = Arc::new(failed);
        let heads = Heads::default();
        let mut queues = Vec::with_capacity(lanes);
        for _ in 0..lanes {
            let (sender, receiver) = mpsc::channel(limits::LANE_QUEUE_MAX);
            let writer = database.open_writer().await?;
            let lane = Lane {
                writer,
                memory: Memory::default(),
                means: means.clone(),
                failed: failed.clone(),
                heads: heads.clone(),
                leaves_traces: false,
            };
            supervise(tokio::spawn(lane.run(receiver)), failed.clone());
            queues.push(sender);
        }
        Ok(Self {
            queues: queues.into(),
            heads,
            keys,
        })
    }

    /// Where the logs have come to by what these lanes wrote.
    pub fn heads(&self) -> &Heads {
        &self.heads
    }

    /// Writes a submission and waits for its commit. Dropping the wait drops nothing of the write.
    ///
    /// # Errors
    /// Why it was not written.
    pub async fn write(&self, submission: Submission) -> Reply {
        self.let_in(&submission).await?;
        let (reply, answer) = oneshot::channel();
        let queue = &self.queues[self.lane_of(submission.target.authority())];
        queue
            .try_send(Waiting { submission, reply })
            .map_err(|error| match error {
                mpsc::error::TrySendError::Full(_) => WriteError::QueueFull,
                mpsc::error::TrySendError::Closed(_) => WriteError::Unavailable,
            })?;
        answer.await.unwrap_or(Err(WriteError::Unavailable))
    }

    /// Puts a submission into its lane once there is room, and answers where its reply will come. Room is left for the
    /// writes that do not wait for it.
    ///
    /// # Errors
    /// When the lane is gone.
    pub async fn enter(&self, submission: Submission) -> Result<oneshot::Receiver<Reply>, WriteError> {
        self.let_in(&submission).await?;
        let (reply, answer) = oneshot::channel();
        let queue = &self.queues[self.lane_of(submission.target.authority())];
        let mut waiting = Waiting { submission, reply };
        loop {
            if queue.capacity() > limits::IMPORT_QUEUE_ROOM {
                waiting = match queue.try_send(waiting) {
                    Ok(()) => return Ok(answer),
                    Err(mpsc::error::TrySendError::Full(waiting)) => waiting,
                    Err(mpsc::error::TrySendError::Closed(_)) => return Err(WriteError::Unavailable),
                };
            } else if queue.is_closed() {
                return Err(WriteError::Unavailable);
            }
            // Waiting for a place in turn would keep it from those that do not wait.
            tokio::time::sleep(ROOM_AGAIN).await;
        }
    }

    /// Refuses what is for an authority that this task does not act for: the lane acts for whatever is put into it. Has
    /// the keys at hand that a submission is sealed under.
    async fn let_in(&self, submission: &Submission) -> Result<(), WriteError> {
        if !acting::permits(submission.target.authority()) {
            tracing::error!("a write for an authority that is not acted for is refused");
            return Err(WriteError::NotFound);
        }
        if submission.secrets.is_empty() {
            return Ok(());
        }
        self.keys
            .ready(submission.target.authority())
            .await
            .map_err(|error| {
                tracing::error!(%error, "the keys of an authority are not at hand");
                write_error(&error)
            })
    }

    fn lane_of(&self, authority: &AuthorityId) -> usize {
        let sum = authority
            .as_str()
            .bytes()
            .fold(0_usize, |sum, byte| sum.wrapping_mul(31) + usize::from(byte));
        sum % self.queues.len()
    }
}

/// A lane that panics has met a fault of this program in the middle of a write: the server must stop, because
/// nothing would be written from here on.
fn supervise(lane: JoinHandle<()>, failed: Arc<watch::Sender<bool>>) {
    tokio::spawn(async move {
        if lane.await.is_err() {
            tracing::error!("a lane panicked; this server stops");
            failed.send_replace(true);
        }
    });
}

struct Lane {
    writer: Writer,
    memory: Memory,
    means: Arc<Means>,
    failed: Arc<watch::Sender<bool>>,
    heads: Heads,
    /// Whether what was destroyed may still be in the database's journal.
    leaves_traces: bool,
}

impl Lane {
    async fn run(mut self, mut queue: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(limits::LANE_BATCH_MAX);
        while queue.recv_many(&mut batch, limits::LANE_BATCH_MAX).await > 0 {
            let whole = std::mem::replace(&mut batch, Vec::with_capacity(limits::LANE_BATCH_MAX));
            if !self.write(whole).await {
                // Nobody knows what is stored. What waits is told to come again; its request ids sort it out.
                queue.close();
                self.failed.send_replace(true);
                return;
            }
        }
    }

    /// Writes a batch; if a statement fails, each submission is tried alone once, so that one cannot hurt its
    /// neighbours. False when the lane must stop.
    async fn write(&mut self, batch: Vec<Waiting>) -> bool {
        let batch = planted::before_batch(batch, |waiting| waiting.reply.is_closed());
        let batch = self.with_keys(batch);
        if batch.is_empty() {
            return true;
        }
        if planted::is("ack-before-commit") {
            return self.acknowledge_before_commit(batch).await;
        }
        match self.write_together(&batch).await {
            Ok(replies) => {
                for (waiting, reply) in batch.into_iter().zip(replies) {
                    // The caller may have gone; what it asked for is done all the same.
                    let _gone = waiting.reply.send(reply);
                }
                true
            }
            Err(StoreError::CommitUnknown(error)) => {
                tracing::error!(error = %StoreError::CommitUnknown(error), "a commit failed; this server stops");
                answer_all(batch, &WriteError::Unavailable);
                false
            }
            // What passes is nobody's poison, and each alone would wait for it again.
            Err(error) if batch.len() > 1 && !error.may_pass() => {
                tracing::warn!(%error, submissions = batch.len(), "a batch failed; each is tried alone");
                self.write_alone(batch).await
            }
            Err(error) => {
                tracing::error!(%error, "a write failed");
                answer_all(batch, &write_error(&error));
                true
            }
        }
    }

    /// Those of a batch that bring nothing to seal, or whose authority's keys are at hand; the others are told to come
    /// again. Whoever put them into the lane had asked for the keys, so nobody is waited for here.
    fn with_keys(&self, batch: Vec<Waiting>) -> Vec<Waiting> {
        let (ready, lacking): (Vec<_>, Vec<_>) = batch.into_iter().partition(|waiting| {
            let Submission { secrets, target, .. } = &waiting.submission;
            secrets.is_empty() || self.means.keys.are_usable(target.authority())
        });
        if !lacking.is_empty() {
            tracing::error!(
                submissions = lacking.len(),
                "the keys of an authority are not at hand"
            );
            answer_all(lacking, &WriteError::Unavailable);
        }
        ready
    }

    /// A planted bug: what every durable service must never do.
    async fn acknowledge_before_commit(&mut self, batch: Vec<Waiting>) -> bool {
        let submissions: Vec<Submission> = batch.iter().map(|waiting| waiting.submission.clone()).collect();
        let submissions: Vec<&Submission> = submissions.iter().collect();
        let prepared = batch::prepare(&mut self.writer, &mut self.memory, &self.means, &submissions).await;
        let Ok(prepared) = prepared else { return true };
        for (waiting, reply) in batch.into_iter().zip(prepared.replies.clone()) {
            let _gone = waiting.reply.send(reply);
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        prepared.commit(&mut self.memory).await.is_ok()
    }

    async fn write_together(&mut self, batch: &[Waiting]) -> Result<Vec<Reply>, StoreError> {
        let submissions: Vec<&Submission> = batch.iter().map(|waiting| &waiting.submission).collect();
        let written = self.commit(&submissions).await;
        match &written {
            Ok(replies) => self.heads.announce(replies),
            Err(_) => self.memory.clear(),
        }
        written
    }

    async fn commit(&mut self, submissions: &[&Submission]) -> Result<Vec<Reply>, StoreError> {
        let prepared = batch::prepare(&mut self.writer, &mut self.memory, &self.means, submissions).await?;
        self.leaves_traces |= prepared.destroys;
        let replies = prepared.commit(&mut self.memory).await?;
        if self.leaves_traces && !planted::is("keep-erased-keys") {
            // The commit stands whatever comes of this; what readers keep from it now is done after a later commit.
            match self.writer.overwrite_journal().await {
                Ok(done) => self.leaves_traces = !done,
                Err(error) => tracing::warn!(%error, "the journal still holds what was destroyed"),
            }
        }
        Ok(replies)
    }

    async fn write_alone(&mut self, batch: Vec<Waiting>) -> bool {
        for waiting in batch {
            match self.write_together(std::slice::from_ref(&waiting)).await {
                Ok(mut replies) => {
                    let reply = replies.pop().unwrap_or(Err(WriteError::Internal));
                    let _gone = waiting.reply.send(reply);
                }
                Err(StoreError::CommitUnknown(error)) => {
                    tracing::error!(error = %StoreError::CommitUnknown(error), "a commit failed; this server stops");
                    answer_all(vec![waiting], &WriteError::Unavailable);
                    return false;
                }
                Err(error) => {
                    tracing::error!(%error, "a write failed alone");
                    answer_all(vec![waiting], &write_error(&error));
                }
            }
        }
        true
    }
}

fn answer_all(batch: Vec<Waiting>, error: &WriteError) {
    for waiting in batch {
        let _gone = waiting.reply.send(Err(error.clone()));
    }
}

/// Whether the caller may come again with the same request id, or has met a fault.
fn write_error(error: &StoreError) -> WriteError {
    if error.may_pass() {
        WriteError::Unavailable
    } else {
        WriteError::Internal
    }
}
