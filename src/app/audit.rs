//! Taking note of who reads what about persons, before a byte of it leaves.

use super::submission::Caller;
use crate::domain::ids::{AuthorityId, CodeId, Stream};

/// A reading of identifiable data.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Who reads.
    pub caller: &'a Caller,
    /// On whose behalf: a post.
    pub officer: &'a CodeId,
    /// The method.
    pub method: &'static str,
    /// Whose records.
    pub authority: &'a AuthorityId,
    /// The records.
    pub records: &'a [Stream],
}

/// Takes note of a reading.
pub fn reading(reading: &Reading<'_>) {
    let Reading {
        caller,
        officer,
        method,
        authority,
        records,
    } = reading;
    let numbers: Vec<i64> = records.iter().map(|record| record.number).collect();
    tracing::info!(
        authority = %authority,
        client = %caller.client,
        officer = %officer,
        method,
        records = ?numbers,
        "identifiable data is read"
    );
}
