//! What the service does, without saying how it is spoken to (`api`) or where things are kept (`store`).

pub mod sources;
pub mod submission;
pub mod heads;
pub mod lane;
pub mod batch;
pub mod memory;
pub mod streams;
pub mod seal;
pub mod project;
pub mod planted;
pub mod records;
pub mod narrowed;
pub mod representations;
pub mod import;
pub mod ombudsman;
pub mod learning;
pub mod reference;
pub mod calendar;
pub mod clocks;
pub mod providers;
pub mod officers;
pub mod access;
pub mod callers;
pub mod statistics;
pub mod publication;
pub mod editions;
pub mod releases;
pub mod changes;
pub mod rebuild;
pub mod opening;
pub mod reports;
pub mod benchmarks;
pub mod trees;
pub mod checkpoints;
pub mod verification;
pub mod backup;
pub mod proofs;
pub mod reads;
pub mod keys;
pub mod retention;
pub mod erasures;

use std::sync::Arc;

use tokio::sync::watch;

use self::{batch::Means, keys::Keys, lane::Lanes, reference::References, sources::Sources};
use crate::store::{
    Database, KeyTimes, StoreError, acting, key_provider::KeyProvider, key_ring::KeyRing,
    master_key::MasterKey, sealed::Sealer,
};

/// The service.
#[derive(Clone)]
pub struct App {
    /// The database that it reads.
    pub(crate) database: Database,
    /// The one way to write.
    pub(crate) lanes: Lanes,
    /// Opens what is sealed.
    pub(crate) sealer: Sealer,
    /// Time and chance.
    pub sources: Sources,
    /// The lists of each authority, as last read.
    pub(crate) references: References,
    /// Whom credentials were found to prove a moment ago.
    pub(crate) found: callers::Found,
    /// Who issues access tokens.
    pub(crate) issuers: callers::issuers::Issuers,
    /// Tables that left authorities, as they were last made.
    pub(crate) left: releases::Left,
    /// The trees over the logs, as far as they were read.
    pub(crate) trees: trees::Trees,
    /// Where checkpoints go, if any are kept.
    pub(crate) checkpoints: Option<Arc<checkpoints::Checkpoints>>,
    /// The one way to open what is sealed.
    pub(crate) recorder: reads::Recorder,
    /// The keys that what is sealed is sealed under.
    pub(crate) keys: Keys,
    /// How often records were read.
    pub(crate) counts: reads::Counts,
    /// The ledger of erasures that the register goes with.
    pub(crate) erasures: Option<Arc<erasures::Erasures>>,
    /// The registrations that were erased.
    pub(crate) tombstones: erasures::Tombstones,
    failed: watch::Receiver<bool>,
}

impl App {
    /// Opens the service on a database, with master keys of a file or of the environment.
    ///
    /// # Errors
    /// When they are not the ones that the database was written with, or the database fails.
    pub async fn open(database: Database, master: MasterKey, sources: Sources) -> Result<Self, StoreError> {
        let master = master.with_random(sources.random());
        Self::open_with(database, Arc::new(master), KeyTimes::default(), sources).await
    }

    /// Opens the service on a database, with whoever holds the keys that the keys of authorities are wrapped under.
    ///
    /// # Errors
    /// When they are not the ones that the database was written with, their holder does not answer, or the database fails.
    pub async fn open_with(
        database: Database,
        provider: Arc<dyn KeyProvider>,
        times: KeyTimes,
        sources: Sources,
    ) -> Result<Self, StoreError> {
        let sealer = Sealer::new(KeyRing::new(provider, times), sources.random());
        let keys = Keys::new(&database, &sealer, &sources);
        acting::for_all(keys.check()).await?;
        let (fail, failed) = watch::channel(false);
        let tombstones = erasures::Tombstones::default();
        let means = Means {
            sources: sources.clone(),
            sealer: sealer.clone(),
            keys: keys.clone(),
            tombstones: tombstones.clone(),
        };
        let lanes = Lanes::open(&database, means, fail).await?;
        let recorder = reads::Recorder::open(&database, sources.clone()).await?;
        let (references, found) = (References::default(), callers::Found::default());
        Ok(Self {
            database,
            lanes,
            sealer,
            sources,
            references,
            found,
            issuers: callers::issuers::Issuers::default(),
            left: releases::Left::default(),
            trees: trees::Trees::default(),
            checkpoints: None,
            recorder,
            keys,
            counts: reads::Counts::default(),
            erasures: None,
            tombstones,
            failed,
        })
    }

    /// The same app, which takes the access tokens of these issuers too.
    #[must_use]
    pub fn with_issuers(self, issuers: callers::issuers::Issuers) -> Self {
        Self { issuers, ..self }
    }

    /// Becomes ready when a commit has ended so that nobody knows how, and this server must stop.
    pub async fn failed(&self) {
        let mut failed = self.failed.clone();
        if failed.wait_for(|failed| *failed).await.is_err() {
            // The lanes are gone without having failed, which happens only while the server stops.
            std::future::pending::<()>().await;
        }
    }
}
