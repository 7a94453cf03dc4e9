//! Proofs about a log, for whoever holds a checkpoint of it.

use super::{App, changes::ChangesError, trees};
use crate::{
    domain::{
        ids::{AuthorityId, Position},
        merkle::{Hash, consistency_ranges, inclusion_ranges},
    },
    store::{Inconsistency, StoreError, event_log},
};

/// That an event is in a tree.
#[derive(Debug, Clone)]
pub struct Inclusion {
    /// The hash of the event.
    pub event_hash: Hash,
    /// The proof, from the leaf up.
    pub hashes: Vec<Hash>,
    /// The root that it leads to.
    pub root: Hash,
}

/// That a tree begins with a smaller one.
#[derive(Debug, Clone)]
pub struct Consistency {
    /// The proof.
    pub hashes: Vec<Hash>,
    /// The root of the smaller tree.
    pub older_root: Hash,
    /// The root of the larger tree.
    pub newer_root: Hash,
}

impl App {
    /// Proves that the event at a position is in the tree over the first events of a log; from 1 up to their number.
    ///
    /// # Errors
    /// When the log has fewer events, or the database fails.
    pub async fn prove_inclusion(
        &self,
        authority: &AuthorityId,
        position: Position,
        size: Position,
    ) -> Result<Inclusion, ChangesError> {
        self.reaches(authority, size).await?;
        let (index, count) = (trees::size(position - 1), trees::size(size));
        let ranges = inclusion_ranges(index, count).ok_or_else(outside)?;
        let at = (position - 1, position);
        let event = event_log::hashes(&self.database, authority, at, 1).await?;
        Ok(Inclusion {
            event_hash: event.first().copied().ok_or_else(outside)?,
            hashes: self.tree_hashes(authority, &ranges).await?,
            root: self.root_at(authority, count).await?,
        })
    }

    /// Proves that the tree over the first events of a log begins with a smaller one.
    ///
    /// # Errors
    /// When the log has fewer events, or the database fails.
    pub async fn prove_consistency(
        &self,
        authority: &AuthorityId,
        older: Position,
        newer: Position,
    ) -> Result<Consistency, ChangesError> {
        self.reaches(authority, newer).await?;
        let (older, newer) = (trees::size(older), trees::size(newer));
        let ranges = consistency_ranges(older, newer).ok_or_else(outside)?;
        Ok(Consistency {
            hashes: self.tree_hashes(authority, &ranges).await?,
            older_root: self.root_at(authority, older).await?,
            newer_root: self.root_at(authority, newer).await?,
        })
    }

    async fn reaches(&self, authority: &AuthorityId, size: Position) -> Result<(), ChangesError> {
        let head = self.head(authority).await?.position;
        if size > head {
            return Err(ChangesError::Ahead { head });
        }
        Ok(())
    }
}

/// What whoever asks has seen to: the position is within the tree, and the smaller tree within the larger.
fn outside() -> StoreError {
    Inconsistency::on("event")
        .column("position")
        .why("is outside of the tree")
        .into()
}
