//! The trees over the logs: roots and proofs at any size.
//!
//! Of a log nothing is kept but the hash of each block of 256 events, which never changes: 32 bytes for 256 events. A
//! root or a proof reads at most the events of two blocks beside them, once the blocks before are known.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use super::App;
use crate::{
    domain::{
        ids::{AuthorityId, Position},
        merkle::{self, Hash, Nodes, Range},
    },
    store::{Inconsistency, StoreError, event_log},
};

/// The level of a block in its tree.
const LEVEL: u32 = 8;
/// The events of a block.
const BLOCK: u64 = 1 << LEVEL;
/// Blocks that are read at a time.
const BLOCKS_AT_ONCE: u64 = 16;

type Blocks = Arc<tokio::sync::Mutex<Vec<Hash>>>;

/// The blocks of each log, as far as they were read.
#[derive(Clone, Default)]
pub struct Trees(Arc<Mutex<HashMap<AuthorityId, Blocks>>>);

impl Trees {
    fn blocks(&self, authority: &AuthorityId) -> Blocks {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(authority.clone()).or_default().clone()
    }
}

impl App {
    /// The root of the tree over the first events of a log; it must have as many.
    ///
    /// # Errors
    /// When the database fails, or there is a gap.
    pub async fn root_at(&self, authority: &AuthorityId, size: u64) -> Result<Hash, StoreError> {
        if size == 0 {
            return Ok(merkle::empty());
        }
        let whole = Range { begin: 0, end: size };
        let hashes = self.tree_hashes(authority, &[whole]).await?;
        hashes.first().copied().ok_or_else(gap)
    }

    /// The hashes of parts of a log's tree; the log must reach the end of each.
    ///
    /// # Errors
    /// When the database fails, or there is a gap.
    pub async fn tree_hashes(
        &self,
        authority: &AuthorityId,
        ranges: &[Range],
    ) -> Result<Vec<Hash>, StoreError> {
        let end = ranges.iter().map(|range| range.end).max().unwrap_or_default();
        let mut known = Known {
            blocks: self.blocks_up_to(authority, end / BLOCK).await?,
            edges: BTreeMap::new(),
        };
        let edges = ranges.iter().flat_map(|range| [range.begin, range.end]);
        for block in edges.filter(|edge| edge % BLOCK != 0).map(|edge| edge / BLOCK) {
            if let std::collections::btree_map::Entry::Vacant(entry) = known.edges.entry(block) {
                let (from, to) = (block * BLOCK, ((block + 1) * BLOCK).min(end));
                let leaves = self.leaves(authority, from, to).await?;
                entry.insert(leaves);
            }
        }
        let hashes = ranges.iter().map(|range| merkle::hash_of(&known, *range));
        hashes.collect::<Option<_>>().ok_or_else(gap)
    }

    /// The hashes of the first blocks of a log; what is not known yet is read.
    async fn blocks_up_to(&self, authority: &AuthorityId, count: u64) -> Result<Vec<Hash>, StoreError> {
        let blocks = self.trees.blocks(authority);
        // Held while it reads, so that nobody else reads the same.
        let mut blocks = blocks.lock().await;
        loop {
            let known = blocks.len() as u64;
            if known >= count {
                return Ok(blocks.clone());
            }
            let next = count.min(known + BLOCKS_AT_ONCE);
            let leaves = self.leaves(authority, known * BLOCK, next * BLOCK).await?;
            for block in leaves.chunks(1 << LEVEL) {
                let hash = block.complete(LEVEL, 0).ok_or_else(gap)?;
                blocks.push(hash);
            }
        }
    }

    /// The leaves from one, counted from 0, up to another.
    async fn leaves(&self, authority: &AuthorityId, from: u64, to: u64) -> Result<Vec<Hash>, StoreError> {
        let (after, up_to) = (position(from), position(to));
        let limit = position(to.saturating_sub(from));
        let hashes = event_log::hashes(&self.database, authority, (after, up_to), limit).await?;
        if hashes.len() as u64 != to.saturating_sub(from) {
            return Err(gap());
        }
        Ok(hashes.iter().map(|hash| merkle::leaf(hash)).collect())
    }
}

/// The size of a log whose head is at a position.
pub fn size(head: Position) -> u64 {
    u64::try_from(head).unwrap_or_default()
}

/// The position of the last event of a log of this size.
fn position(size: u64) -> Position {
    Position::try_from(size).unwrap_or(Position::MAX)
}

fn gap() -> StoreError {
    Inconsistency::on("event")
        .column("position")
        .why("has gaps, so that its tree cannot be reckoned")
        .into()
}

/// What a proof is made of.
struct Known {
    blocks: Vec<Hash>,
    edges: BTreeMap<u64, Vec<Hash>>,
}

impl Nodes for Known {
    fn complete(&self, level: u32, index: u64) -> Option<Hash> {
        if level > LEVEL {
            let left = self.complete(level - 1, 2 * index)?;
            return Some(merkle::node(&left, &self.complete(level - 1, 2 * index + 1)?));
        }
        if level == LEVEL {
            return self.blocks.get(usize::try_from(index).ok()?).copied();
        }
        let first = index << level;
        let leaves = self.edges.get(&(first / BLOCK))?;
        leaves.complete(level, (first % BLOCK) >> level)
    }
}
