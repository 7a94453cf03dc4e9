//! The ledger of erasures beside the register: every erasure is entered before it is answered, and a database that was
//! restored from a backup older than an erasure is not served until the erasure was applied to it again.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use tokio::task::spawn_blocking;

use super::{
    App, planted,
    submission::{Caller, Submission, Target, WriteError},
};
use crate::{
    domain::{
        access::Role,
        history::Command,
        ids::{AuthorityId, ClientId, Position, Stream},
        retention::{self, Kept, Step},
    },
    store::{
        Acting, StoreError, acting,
        erasure_ledger::{Entry, Ledger, LedgerError, Mark, reference_mark, request_mark},
        event_log, kept, stored_event,
    },
};

/// Erasures that are read at once.
const AT_ONCE: i64 = 500;
/// Who applies an erasure again, as the log names it.
const APPLIER: &str = "erasure-ledger";

/// Why the register does not go with its ledger of erasures.
#[derive(Debug, thiserror::Error)]
pub enum ErasureError {
    /// The ledger cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The database was used with a ledger and is opened without.
    #[error(
        "this register keeps a ledger of erasures, and without it nobody knows whether this database was restored from \
         before one: give --erasure-ledger"
    )]
    Needed,
    /// The database goes with another ledger.
    #[error("this register goes with the ledger of erasures {expected}, and the one given is {found}")]
    Another {
        /// The id of its own.
        expected: String,
        /// The id of the one that was given.
        found: String,
    },
    /// The database is older than erasures.
    #[error(
        "{count} records in this database have been erased since it was backed up; stop here, run `redress erasures \
         apply` with the same --erasure-ledger, and start again"
    )]
    Pending {
        /// How many.
        count: usize,
    },
    /// An erasure was not applied again.
    #[error("an erasure was not applied again: {0}")]
    NotApplied(#[from] WriteError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The registrations that were erased: what the CRM sends again is not registered again.
#[derive(Debug, Clone, Default)]
pub struct Tombstones(Arc<RwLock<HashSet<Mark>>>);

impl Tombstones {
    fn add(&self, entries: &[Entry]) {
        let mut marks = self.0.write().unwrap_or_else(PoisonError::into_inner);
        marks.extend(entries.iter().flat_map(|entry| &entry.marks));
    }

    /// Whether what a submission registers was registered before and erased.
    pub fn stand_against(&self, submission: &Submission) -> bool {
        let marks = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if marks.is_empty() {
            return false;
        }
        let authority = submission.target.authority();
        let client = submission.caller.actor(authority);
        let request = request_mark(authority, &client, &submission.request_id);
        let reference = submission.command.claims();
        let reference = reference
            .map(|reference| reference_mark(authority, submission.command.stream_kind(), &reference));
        marks.contains(&request) || reference.is_some_and(|reference| marks.contains(&reference))
    }
}

/// The ledger that this register goes with.
#[derive(Debug)]
pub struct Erasures {
    ledger: Mutex<Ledger>,
    /// Up to where the erasures of each log were seen to be in the ledger.
    entered: Mutex<HashMap<AuthorityId, Position>>,
}

impl Erasures {
    fn ledger<T>(&self, with: impl FnOnce(&mut Ledger) -> T) -> T {
        with(&mut self.ledger.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// Enters erasures in this ledger from now on; those that are in the database and not in the ledger are entered
    /// first. The database remembers which ledger it goes with.
    ///
    /// # Errors
    /// When the ledger cannot be used, the database goes with another, or it fails.
    pub async fn with_erasure_ledger(mut self, path: &Path) -> Result<Self, ErasureError> {
        let (path, random) = (path.to_owned(), self.sources.random());
        let ledger = in_background(move || Ledger::open_or_make(&path, &*random)).await?;
        match self.ledger_id().await? {
            Some(expected) if expected != ledger.id() => {
                let found = ledger.id().to_owned();
                return Err(ErasureError::Another { expected, found });
            }
            Some(_) => {}
            None => self.remember_ledger(ledger.id()).await?,
        }
        self.tombstones.add(ledger.entries());
        self.erasures = Some(Arc::new(Erasures {
            ledger: Mutex::new(ledger),
            entered: Mutex::default(),
        }));
        for authority in acting::for_all(event_log::logs(&self.database)).await? {
            acting::for_authority(&authority, self.enter_erasures(&authority)).await?;
        }
        Ok(self)
    }

    /// Whether there is a ledger, without which nothing is erased.
    pub fn keeps_erasure_ledger(&self) -> bool {
        self.erasures.is_some()
    }

    /// Refuses a database that goes with a ledger and is opened without it, and one that is older than an erasure.
    ///
    /// # Errors
    /// See [`ErasureError`].
    pub async fn check_erasures(&self) -> Result<(), ErasureError> {
        if self.erasures.is_none() {
            return match self.ledger_id().await? {
                Some(_) => Err(ErasureError::Needed),
                None => Ok(()),
            };
        }
        match self.pending_erasures().await?.len() {
            0 => Ok(()),
            _ if planted::is("skip-erasure-ledger") => Ok(()),
            count => Err(ErasureError::Pending { count }),
        }
    }

    async fn ledger_id(&self) -> Result<Option<String>, StoreError> {
        kept::ledger_id(&self.database).await
    }

    async fn remember_ledger(&self, id: &str) -> Result<(), StoreError> {
        let mut writer = self.database.open_writer().await?;
        let mut unit = writer.begin("remember_ledger", Acting::ForAll).await?;
        kept::remember_ledger(&mut unit, id).await?;
        unit.commit().await
    }

    /// The erasures of the ledger that this database knows nothing of, though it has the record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending_erasures(&self) -> Result<Vec<Entry>, StoreError> {
        acting::for_all(self.entries_not_applied()).await
    }

    async fn entries_not_applied(&self) -> Result<Vec<Entry>, StoreError> {
        let Some(erasures) = &self.erasures else {
            return Ok(Vec::new());
        };
        let entries = erasures.ledger(|ledger| ledger.entries().to_vec());
        let mut erased: HashSet<Stream> = HashSet::new();
        for authority in event_log::logs(&self.database).await? {
            let mut after = 0;
            loop {
                let page = kept::erased_after(&self.database, &authority, after, AT_ONCE).await?;
                let Some((last, _)) = page.last() else { break };
                after = *last;
                erased.extend(page.into_iter().map(|(_, stream)| stream));
            }
        }
        let mut pending = Vec::new();
        for entry in entries {
            if erased.contains(&entry.record) {
                continue;
            }
            let rows = event_log::stream_up_to(&self.database, &entry.record, entry.record.number).await?;
            // In a log that was put back, another record may have been given the number since.
            if rows.first().is_some_and(|first| first.hash == entry.registered) {
                pending.push(entry);
            }
        }
        Ok(pending)
    }

    /// Applies the erasures of the ledger that this database knows nothing of; answers how many there were.
    ///
    /// # Errors
    /// See [`ErasureError`].
    pub async fn apply_erasures(&self) -> Result<usize, ErasureError> {
        let pending = self.pending_erasures().await?;
        for entry in &pending {
            let applying = self.lanes.write(reapplication(entry)?);
            acting::for_authority(&entry.record.authority, applying).await?;
        }
        Ok(pending.len())
    }

    /// Writes what destroys a record, and enters it in the ledger before that is answered.
    pub(super) async fn write_and_enter(&self, submission: Submission) -> super::batch::Reply {
        let authority = submission.target.authority().clone();
        let written = self.lanes.write(submission).await?;
        match self.enter_erasures(&authority).await {
            Ok(()) => Ok(written),
            Err(error) => {
                tracing::error!(%error, "an erasure is not in its ledger yet; asked again, it is entered");
                Err(WriteError::Unavailable)
            }
        }
    }

    /// Enters the erasures of a log that are not in the ledger yet.
    async fn enter_erasures(&self, authority: &AuthorityId) -> Result<(), ErasureError> {
        let Some(erasures) = self.erasures.clone() else {
            return Ok(());
        };
        let seen = |erasures: &Erasures| {
            let entered = erasures.entered.lock().unwrap_or_else(PoisonError::into_inner);
            entered.get(authority).copied().unwrap_or(0)
        };
        let mut after = seen(&erasures);
        loop {
            let page = kept::erased_after(&self.database, authority, after, AT_ONCE).await?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            let mut entries = Vec::with_capacity(page.len());
            for (_, record) in page {
                entries.extend(self.entry_of(&record).await?);
            }
            let of = erasures.clone();
            let new = in_background(move || of.ledger(|ledger| ledger.enter(entries))).await?;
            self.tombstones.add(&new);
            let mut entered = erasures.entered.lock().unwrap_or_else(PoisonError::into_inner);
            let up_to = entered.entry(authority.clone()).or_default();
            *up_to = after.max(*up_to);
        }
        Ok(())
    }

    /// What the ledger says of an erased record.
    async fn entry_of(&self, record: &Stream) -> Result<Option<Entry>, StoreError> {
        let rows = event_log::stream_up_to(&self.database, record, Position::MAX).await?;
        let state = super::streams::fold(&rows)?.remove(record);
        let erasure = state
            .and_then(|known| known.record)
            .and_then(|state| Kept::of(&state)?.erasure);
        let (Some(erasure), Some(first)) = (erasure, rows.first()) else {
            return Ok(None);
        };
        let authority = &record.authority;
        let mut marks = vec![request_mark(authority, &first.actor, &first.request_id)];
        let registered = stored_event::read(&first.kind, first.schema_version, &first.payload)?;
        let reference = reference_of(&registered);
        marks.extend(reference.map(|reference| reference_mark(authority, record.kind, reference)));
        Ok(Some(Entry {
            number: 0,
            record: record.clone(),
            registered: first.hash,
            basis: erasure.basis,
            erased_on: erasure.on,
            erased_at: erasure.at,
            marks,
        }))
    }
}

/// The reference that a registration claimed.
fn reference_of(event: &crate::domain::history::Event) -> Option<&str> {
    use crate::domain::{history::Event, ombudsman, representation};
    match event {
        Event::Representation(
            representation::Event::Registered(registration)
            | representation::Event::Imported { registration, .. },
        ) => registration.external_reference.as_deref(),
        Event::Case(ombudsman::Event::Registered(registration)) => Some(&registration.reference),
        _ => None,
    }
}

/// The write that applies an erasure of the ledger again.
fn reapplication(entry: &Entry) -> Result<Submission, ErasureError> {
    let Stream {
        authority,
        kind,
        number,
    } = &entry.record;
    let client = ClientId::parse(APPLIER).map_err(|_| WriteError::Internal)?;
    Ok(Submission {
        caller: Caller {
            authority: AuthorityId::system(),
            client,
            role: Role::Admin,
            narrowing: None,
        },
        method: "ReapplyErasure",
        request_id: format!("erasure-{}", entry.number),
        fingerprint: entry.registered,
        target: Target::Stream(Stream::retention(authority, *number)),
        command: Command::Retention(retention::Command {
            record: (*kind, *number),
            on: entry.erased_on,
            step: Step::Reapply {
                basis: entry.basis,
                erased_on: entry.erased_on,
                entry: entry.number,
            },
        }),
        secrets: Vec::new(),
        expected_version: None,
        validate_only: false,
    })
}

/// Reads or writes the ledger where it keeps nobody waiting.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, LedgerError> + Send + 'static,
) -> Result<T, LedgerError> {
    match spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(LedgerError::File("".into(), std::io::Error::other(error))),
    }
}
