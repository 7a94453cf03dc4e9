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
pub mod proofs;
pub mod retention;
pub mod erasures;
pub mod audit;

use std::sync::Arc;

use tokio::sync::watch;

use self::{batch::Means, lane::Lanes, reference::References, sources::Sources};
use crate::{
    domain::ids::AuthorityId,
    store::{
        Database, StoreError,
        keys::{self, KeyId},
        master_key::MasterKey,
        sealed::Sealer,
    },
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
    /// The ledger of erasures that the register goes with.
    pub(crate) erasures: Option<Arc<erasures::Erasures>>,
    /// The registrations that were erased.
    pub(crate) tombstones: erasures::Tombstones,
    failed: watch::Receiver<bool>,
}

impl App {
    /// Opens the service on a database.
    ///
    /// # Errors
    /// When the master key is not the one that the database was written with, or the database fails.
    pub async fn open(database: Database, master: MasterKey, sources: Sources) -> Result<Self, StoreError> {
        let sealer = Sealer::new(master, sources.random());
        check_master_key(&database, &sealer).await?;
        let (fail, failed) = watch::channel(false);
        let tombstones = erasures::Tombstones::default();
        let means = Means {
            sources: sources.clone(),
            sealer: sealer.clone(),
            tombstones: tombstones.clone(),
        };
        let lanes = Lanes::open(&database, means, fail).await?;
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

/// Checks that the master key is the one that this database was written with. A new database is given a key to check
/// by, so that a second server with another master key is refused before anything is sealed.
async fn check_master_key(database: &Database, sealer: &Sealer) -> Result<(), StoreError> {
    if keys::check(database, sealer.master()).await? {
        return Ok(());
    }
    let (check, _) = sealer.make_key(&AuthorityId::system(), &KeyId::of_record(0), 1)?;
    let mut writer = database.open_writer().await?;
    let mut unit = writer.begin("master_key_check").await?;
    let saved = match keys::save(&mut unit, &[check]).await {
        Ok(()) => unit.commit().await,
        Err(error) => Err(error),
    };
    match saved {
        // Two servers that start together on a new database both make one; the first one's counts.
        Err(_) if keys::check(database, sealer.master()).await? => Ok(()),
        saved => saved,
    }
}
