//! The one way into the log of reads: a task that takes all reads that wait, appends them in one transaction, and lets
//! them go on once it is committed. A caller that goes away drops its wait and nothing else.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::sync::{mpsc, oneshot};

use crate::{
    app::sources::Sources,
    domain::{limits, sealed_read::SealedRead},
    store::{Database, StoreError, Writer, read_log},
};

/// That a read is in the log and will stay there. Nothing else makes one.
#[derive(Debug)]
pub struct Recorded(());

struct Waiting {
    read: SealedRead,
    recorded: oneshot::Sender<Recorded>,
}

/// Records reads.
#[derive(Debug, Clone)]
pub struct Recorder {
    queue: mpsc::Sender<Waiting>,
    commits: Arc<AtomicU64>,
}

impl Recorder {
    /// Opens the way into the log.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn open(database: &Database, sources: Sources) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel(limits::READ_QUEUE_MAX);
        let commits = Arc::<AtomicU64>::default();
        let task = Task {
            writer: database.open_writer().await?,
            sources,
            commits: commits.clone(),
        };
        tokio::spawn(task.run(waiting));
        Ok(Self { queue, commits })
    }

    /// Records a read and waits until it is committed; nothing if it could not be recorded.
    pub async fn record(&self, read: SealedRead) -> Option<Recorded> {
        let (recorded, answer) = oneshot::channel();
        let waiting = Waiting { read, recorded };
        if self.queue.try_send(waiting).is_err() {
            tracing::error!("a read cannot be recorded: too many wait, or this server stops");
            return None;
        }
        answer.await.ok()
    }

    /// A planted bug: what a read must never be answered on.
    pub(super) fn believe(&self, read: SealedRead) -> Recorded {
        let (recorded, _nobody) = oneshot::channel();
        let _sent = self.queue.try_send(Waiting { read, recorded });
        Recorded(())
    }

    /// How many transactions have recorded reads since this server started.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }
}

struct Task {
    writer: Writer,
    sources: Sources,
    commits: Arc<AtomicU64>,
}

impl Task {
    async fn run(mut self, mut queue: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(limits::READ_BATCH_MAX);
        while queue.recv_many(&mut batch, limits::READ_BATCH_MAX).await > 0 {
            let batch = std::mem::replace(&mut batch, Vec::with_capacity(limits::READ_BATCH_MAX));
            let reads: Vec<&SealedRead> = batch.iter().map(|waiting| &waiting.read).collect();
            match self.append(&reads).await {
                Ok(()) => batch.into_iter().for_each(go_on),
                // What passes would stop each of them alone as well; what does not may be the fault of one.
                Err(error) if batch.len() > 1 && !error.may_pass() => {
                    tracing::warn!(%error, reads = batch.len(), "reads could not be recorded; each is tried alone");
                    self.one_by_one(batch).await;
                }
                // They are dropped, which tells whoever waits for them.
                Err(error) => tracing::error!(%error, reads = batch.len(), "reads could not be recorded"),
            }
        }
    }

    async fn one_by_one(&mut self, batch: Vec<Waiting>) {
        for waiting in batch {
            match self.append(&[&waiting.read]).await {
                Ok(()) => go_on(waiting),
                Err(error) => tracing::error!(%error, "a read could not be recorded"),
            }
        }
    }

    async fn append(&mut self, reads: &[&SealedRead]) -> Result<(), StoreError> {
        let authorities: BTreeSet<_> = reads.iter().map(|read| read.authority.clone()).collect();
        let mut unit = self.writer.begin("record_reads", &authorities).await?;
        let mut heads = read_log::lock_heads(&mut unit, &authorities).await?;
        read_log::append(&mut unit, &mut heads, reads, self.sources.now()).await?;
        unit.commit().await?;
        self.commits.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

fn go_on(waiting: Waiting) {
    // The caller may have gone; that it has read is what the log then says.
    let _gone = waiting.recorded.send(Recorded(()));
}
