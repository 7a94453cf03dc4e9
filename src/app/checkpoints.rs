//! Checkpoints of the logs while the service runs: none is signed that is not consistent with the one before it, and
//! the service does not start where a log is behind its last checkpoint, or is another log.

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{sync::watch, task::spawn_blocking, time::timeout};

use super::{App, planted, sources::Sources, trees};
use crate::{
    domain::{
        checkpoint::Checkpoint,
        ids::{AuthorityId, Position},
    },
    store::{
        StoreError, acting,
        checkpoints::{Folder, KeyError, NoteError, SigningKey, VerifierKey, read_note, sign},
        event_log,
    },
};

/// Why there are no checkpoints, or none any more.
#[derive(Debug, thiserror::Error)]
pub enum CheckpointError {
    /// The key cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The folder, or a file in it, cannot be used.
    #[error("the checkpoints at {0}: {1}")]
    Folder(PathBuf, io::Error),
    /// A file that bears a checkpoint's name is none that this deployment signed.
    #[error("the checkpoint {0} {1}")]
    Note(PathBuf, NoteError),
    /// The log has fewer events than a checkpoint.
    #[error(
        "the log of {authority} has {head} events and its last checkpoint {size}: it was cut short, or an older \
         backup was restored"
    )]
    Behind {
        /// Whose log.
        authority: String,
        /// How many events it has.
        head: Position,
        /// How many it had.
        size: u64,
    },
    /// The log is not the one that was signed.
    #[error(
        "the log of {authority} is not the one of its last checkpoint: among its first {size} events, one was \
         changed, added or removed; `redress verify` says where"
    )]
    Inconsistent {
        /// Whose log.
        authority: String,
        /// How many events the checkpoint is of.
        size: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where checkpoints go and what signs them.
pub struct Checkpoints {
    folder: Folder,
    key: SigningKey,
    /// The size of the last checkpoint of each log that this process has seen.
    seen: Mutex<HashMap<AuthorityId, u64>>,
}

/// The last checkpoint of a log.
struct Last {
    checkpoint: Checkpoint,
    note: String,
}

impl App {
    /// Keeps checkpoints in a folder from now on, after every log was held against its last one there.
    ///
    /// # Errors
    /// When the key or the folder cannot be used, or a log is behind its last checkpoint or another log.
    pub async fn with_checkpoints(mut self, folder: &Path, key: &Path) -> Result<Self, CheckpointError> {
        let key = SigningKey::open(key)?;
        let failed = |error| CheckpointError::Folder(folder.to_owned(), error);
        let folder = Folder::open(folder).map_err(failed)?;
        self.checkpoints = Some(Arc::new(Checkpoints {
            folder,
            key,
            seen: Mutex::default(),
        }));
        self.check_checkpoints().await?;
        Ok(self)
    }

    /// Holds every log against its last checkpoint.
    async fn check_checkpoints(&self) -> Result<(), CheckpointError> {
        let Some(checkpoints) = &self.checkpoints else {
            return Ok(());
        };
        let folder = checkpoints.folder.clone();
        let path = folder.path().to_owned();
        let found = in_background(&path, move || folder.authorities()).await?;
        // Also where the register knows nothing of an authority any more: its log is then behind. What is in the
        // folder and is no authority, such as `lost+found`, is passed over.
        for authority in found.iter().filter_map(|name| AuthorityId::parse(name).ok()) {
            acting::for_authority(&authority, self.check_checkpoint(checkpoints, &authority)).await?;
        }
        Ok(())
    }

    /// Holds a log against its last checkpoint; answers that, and how far the log is.
    async fn check_checkpoint(
        &self,
        checkpoints: &Arc<Checkpoints>,
        authority: &AuthorityId,
    ) -> Result<(Option<Last>, Position), CheckpointError> {
        let (of, whose) = (checkpoints.clone(), authority.clone());
        let path = checkpoints.folder.path();
        let (reached, last) = in_background(path, move || of.last(&whose)).await??;
        let head = self.head(authority).await?.position;
        if planted::is("sign-without-looking") {
            return Ok((last, head));
        }
        if reached > trees::size(head) {
            return Err(CheckpointError::Behind {
                authority: authority.as_str().to_owned(),
                head,
                size: reached,
            });
        }
        if let Some(Last { checkpoint, .. }) = &last {
            let size = checkpoint.size;
            if self.root_at(authority, size).await? != checkpoint.root {
                return Err(CheckpointError::Inconsistent {
                    authority: authority.as_str().to_owned(),
                    size,
                });
            }
        }
        Ok((last, head))
    }

    /// Signs a checkpoint of each log that has grown since its last one; answers how many there were. One log that
    /// cannot be signed does not keep the others from it; the first failure is answered.
    ///
    /// # Errors
    /// When a log is not consistent with its last checkpoint, or something failed.
    pub async fn write_checkpoints(&self) -> Result<u64, CheckpointError> {
        let Some(checkpoints) = &self.checkpoints else {
            return Ok(0);
        };
        let (mut written, mut failure) = (0, Ok(()));
        for authority in acting::for_all(event_log::logs(&self.database)).await? {
            let writing = self.write_checkpoint(checkpoints, &authority);
            match acting::for_authority(&authority, writing).await {
                Ok(added) => written += u64::from(added),
                Err(error) => failure = failure.and(Err(error)),
            }
        }
        failure.map(|()| written)
    }

    async fn write_checkpoint(
        &self,
        checkpoints: &Arc<Checkpoints>,
        authority: &AuthorityId,
    ) -> Result<bool, CheckpointError> {
        let head = self.head(authority).await?.position;
        if checkpoints.has_seen(authority) == Some(trees::size(head)) {
            return Ok(false);
        }
        let (last, head) = self.check_checkpoint(checkpoints, authority).await?;
        let size = trees::size(head);
        if size == 0 || last.is_some_and(|last| last.checkpoint.size == size) {
            checkpoints.see(authority, size);
            return Ok(false);
        }
        let root = self.root_at(authority, size).await?;
        let deployment = checkpoints.key.verifier().name();
        let checkpoint = Checkpoint::of(deployment, authority, size, root);
        let note = sign(&checkpoints.key, authority.as_str(), &checkpoint);
        let (folder, name) = (checkpoints.folder.clone(), authority.as_str().to_owned());
        let path = checkpoints.folder.path();
        let added = in_background(path, move || folder.add(&name, size, &note)).await?;
        // Where another server has added one of this size, the next round holds the log against that.
        if added {
            checkpoints.see(authority, size);
        }
        Ok(added)
    }

    /// Writes checkpoints until it is told to stop, one of each log that grew at most so often; and once more then.
    pub async fn keep_checkpoints(&self, every: Duration, mut stop: watch::Receiver<bool>) {
        let mut stopped = false;
        while !stopped {
            self.try_checkpoints().await;
            stopped = timeout(every, stop.wait_for(|stop| *stop)).await.is_ok();
        }
    }

    /// Writes checkpoints; a failure is logged, because nobody waits for them.
    pub async fn try_checkpoints(&self) {
        match self.write_checkpoints().await {
            Ok(0) => {}
            Ok(count) => tracing::debug!(count, "checkpoints were signed"),
            Err(error) => tracing::error!(%error, "a checkpoint was not signed"),
        }
    }

    /// The last checkpoint of a log, as a signed note; nothing where the server keeps none, or has none yet.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn last_checkpoint(&self, authority: &AuthorityId) -> Result<Option<String>, CheckpointError> {
        let Some(checkpoints) = &self.checkpoints else {
            return Ok(None);
        };
        let (of, whose) = (checkpoints.clone(), authority.clone());
        let path = checkpoints.folder.path();
        let (_, last) = in_background(path, move || of.last(&whose)).await??;
        Ok(last.map(|last| last.note))
    }
}

impl Checkpoints {
    fn has_seen(&self, authority: &AuthorityId) -> Option<u64> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(authority).copied()
    }

    fn see(&self, authority: &AuthorityId, size: u64) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(authority.clone(), size);
    }

    /// The largest size that a file is named by, and the last checkpoint that is whole. One that was cut short while
    /// it was written says by its name how far the log was.
    fn last(&self, authority: &AuthorityId) -> io::Result<Result<(u64, Option<Last>), CheckpointError>> {
        let files = self.folder.notes(authority.as_str())?;
        let reached = files.last().map_or(0, |file| file.size);
        for file in files.iter().rev() {
            match read_note(authority.as_str(), file, &self.key.verifiers())? {
                Ok((checkpoint, note)) => return Ok(Ok((reached, Some(Last { checkpoint, note })))),
                Err(NoteError::Malformed) => {
                    tracing::warn!(path = %file.path.display(), "a checkpoint is not whole and is passed over");
                }
                Err(error) => return Ok(Err(CheckpointError::Note(file.path.clone(), error))),
            }
        }
        Ok(Ok((reached, None)))
    }
}

/// Reads or writes files where it keeps nobody waiting.
async fn in_background<T: Send + 'static>(
    path: &Path,
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, CheckpointError> {
    let done = spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(io::Error::other(error)));
    done.map_err(|error| CheckpointError::Folder(path.to_owned(), error))
}

/// Makes a key for checkpoints and its file; answers the public key.
///
/// # Errors
/// When the name cannot be one, or the file is there or cannot be made.
pub fn make_key(file: &Path, name: &str) -> Result<VerifierKey, KeyError> {
    let key = SigningKey::make(file, name, &*Sources::system().random())?;
    Ok(key.verifier().clone())
}

/// The public key of a key's file.
///
/// # Errors
/// When it cannot be read, may be read by others, or holds something else.
pub fn public_key(file: &Path) -> Result<VerifierKey, KeyError> {
    Ok(SigningKey::open(file)?.verifier().clone())
}
