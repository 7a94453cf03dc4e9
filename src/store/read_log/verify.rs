//! Checking a log of reads: every hash, every link, every number, its end, and what its entries are looked up by.

use std::{collections::BTreeSet, sync::LazyLock};

use super::{
    append::{HeadTuple, ReadHead, head_of},
    entry::{ReadEntry, touched},
    read::entries,
};
use crate::{
    domain::ids::AuthorityId,
    store::{
        database::Database,
        error::StoreError,
        event_log,
        hash_chain::{self, Hash},
        statement::Statement,
        value::instant_text,
    },
};

/// Entries that are checked at a time.
const PAGE: i64 = 1_000;

static LOGS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT authority, number, hash, recorded_at
         FROM sealed_read_head
         ORDER BY authority",
    )
});

static HEAD: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new("SELECT authority, number, hash, recorded_at FROM sealed_read_head WHERE authority = $1")
});

static MORE: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number FROM sealed_read WHERE authority = $1 AND number > $2 ORDER BY number LIMIT 1",
    )
});

static INDEXED: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT number, stream_kind, stream_number
         FROM sealed_read_record
         WHERE authority = $1
           AND number > $2
           AND number <= $3
         ORDER BY number, stream_kind, stream_number",
    )
});

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&LOGS, &HEAD, &MORE, &INDEXED]
}

/// What is wrong at a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFault {
    /// There is no entry, though there are later ones; or one before the first.
    Missing,
    /// It does not hold the hash of the entry before it.
    Link,
    /// Its hash is not the hash of its columns.
    Hash,
    /// The log ends before its head says, or after it, or with another hash.
    Head,
    /// It is not found by the records that it is about, or it is found by others.
    Lookup,
}

/// What a check of a log of reads found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadsVerdict {
    /// Everything is as it was written, up to this entry.
    Whole {
        /// The number of the last entry; 0 if there is none.
        number: i64,
    },
    /// Something was changed. Entries after this number were not checked.
    Broken {
        /// The first number that is not as it was written.
        number: i64,
        /// What is wrong there.
        fault: ReadFault,
    },
}

/// How far a log of reads has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadChain {
    /// The number of its last entry; 0 before the first.
    pub number: i64,
    /// The hash of that entry.
    pub hash: Hash,
    /// When it was recorded.
    pub recorded_at: Option<String>,
}

impl Default for ReadChain {
    fn default() -> Self {
        Self {
            number: 0,
            hash: hash_chain::START,
            recorded_at: None,
        }
    }
}

impl ReadChain {
    /// Checks that an entry follows, and makes it the end.
    ///
    /// # Errors
    /// What is wrong, and at which number.
    pub fn follow(&mut self, entry: &ReadEntry) -> Result<(), (i64, ReadFault)> {
        let expected = self.number + 1;
        if entry.number != expected {
            let at = if self.number == 0 {
                expected.min(entry.number)
            } else {
                expected
            };
            return Err((at, ReadFault::Missing));
        }
        if entry.previous_hash.as_slice() != self.hash {
            return Err((expected, ReadFault::Link));
        }
        let reckoned = entry.reckoned();
        if entry.hash.as_slice() != reckoned {
            return Err((expected, ReadFault::Hash));
        }
        *self = Self {
            number: expected,
            hash: reckoned,
            recorded_at: Some(entry.recorded_at.clone()),
        };
        Ok(())
    }
}

/// Checks every log of reads from its start, page by page, while others may append to it.
///
/// # Errors
/// When the database cannot be asked; whatever it holds is a verdict and not an error.
pub async fn verify_reads(database: &Database) -> Result<Vec<(AuthorityId, ReadsVerdict)>, StoreError> {
    let heads: Vec<HeadTuple> = database.fetch(&LOGS, []).await?;
    // An authority's name is part of every key, so one that is none can only have been written past this program.
    let named = heads
        .into_iter()
        .filter_map(|(name, ..)| AuthorityId::parse(&name).ok());
    let mut logs: BTreeSet<AuthorityId> = named.collect();
    // Entries of a log whose head was removed are still found by the name of their authority.
    logs.extend(event_log::logs(database).await?);
    let mut verdicts = Vec::with_capacity(logs.len());
    for authority in logs {
        let verdict = verify_log(database, &authority).await?;
        verdicts.push((authority, verdict));
    }
    Ok(verdicts)
}

async fn verify_log(database: &Database, authority: &AuthorityId) -> Result<ReadsVerdict, StoreError> {
    let mut chain = ReadChain::default();
    let mut after = i64::MIN;
    loop {
        let page = entries(database, authority, after, PAGE).await?;
        for entry in &page {
            if let Err((number, fault)) = chain.follow(entry) {
                return Ok(ReadsVerdict::Broken { number, fault });
            }
        }
        if let Some(number) = unlike_index(database, authority, after, &page).await? {
            let fault = ReadFault::Lookup;
            return Ok(ReadsVerdict::Broken { number, fault });
        }
        after = chain.number;
        if page.is_empty() {
            // The head is read after the last entry was, so it stands there, or further on if more were appended.
            let head = stored_head(database, authority).await?;
            let further = head.as_ref().is_some_and(|head| head.number > chain.number);
            if !(further && has_more(database, authority, after).await?) {
                return Ok(verdict(&chain, head));
            }
        }
    }
}

/// The first entry of a page that is not found by the records that it is about, or by others.
async fn unlike_index(
    database: &Database,
    authority: &AuthorityId,
    after: i64,
    page: &[ReadEntry],
) -> Result<Option<i64>, StoreError> {
    let Some(last) = page.last() else {
        return Ok(None);
    };
    let values = [authority.into(), after.into(), last.number.into()];
    let indexed: Vec<(i64, String, i64)> = database.fetch(&INDEXED, values).await?;
    let indexed: BTreeSet<(i64, String, i64)> = indexed.into_iter().collect();
    let mut told = BTreeSet::new();
    for entry in page {
        let Some(records) = touched(entry) else {
            return Ok(Some(entry.number));
        };
        told.extend(
            records
                .into_iter()
                .map(|record| (entry.number, record.kind, record.number)),
        );
    }
    Ok(told
        .symmetric_difference(&indexed)
        .map(|(number, ..)| *number)
        .min())
}

async fn stored_head(database: &Database, authority: &AuthorityId) -> Result<Option<ReadHead>, StoreError> {
    let found: Vec<HeadTuple> = database.fetch(&HEAD, [authority.into()]).await?;
    Ok(found
        .into_iter()
        .next()
        .and_then(|row| Some(head_of(row).ok()?.1)))
}

async fn has_more(database: &Database, authority: &AuthorityId, after: i64) -> Result<bool, StoreError> {
    let more: Vec<(i64,)> = database.fetch(&MORE, [authority.into(), after.into()]).await?;
    Ok(!more.is_empty())
}

fn verdict(chain: &ReadChain, head: Option<ReadHead>) -> ReadsVerdict {
    let broken = |number| ReadsVerdict::Broken {
        number,
        fault: ReadFault::Head,
    };
    match head {
        Some(head) if head.number != chain.number => broken(head.number.min(chain.number) + 1),
        Some(head) if head.hash == chain.hash && head.recorded_at.map(instant_text) == chain.recorded_at => {
            ReadsVerdict::Whole { number: chain.number }
        }
        None if chain.number == 0 => ReadsVerdict::Whole { number: 0 },
        Some(_) | None => broken(chain.number),
    }
}
