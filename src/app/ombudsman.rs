//! Listing cases of the Ombudsman.

use super::{App, records::Snapshot, representations::words};
use crate::{
    domain::{
        ids::{AuthorityId, RecordNumber, Stream, StreamKind},
        ombudsman::CaseState,
    },
    store::{StoreError, lines},
};

/// Which cases to list; what is empty restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Any of these states.
    pub states: Vec<CaseState>,
    /// Exactly this reference.
    pub reference: Option<String>,
    /// Linked to exactly this representation.
    pub representation: Option<RecordNumber>,
}

impl App {
    /// A page of cases after a number, in the order of registration.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_cases(
        &self,
        authority: &AuthorityId,
        filter: CaseFilter,
        after: RecordNumber,
        limit: usize,
    ) -> Result<Vec<Snapshot>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let CaseFilter {
            states,
            reference,
            representation,
        } = filter;
        let states = words(&states);
        let reference = reference.as_deref();
        let Some(after) = self
            .before_claim(authority, StreamKind::Case, reference, after)
            .await?
        else {
            return Ok(Vec::new());
        };
        let numbers = lines::cases(
            &self.database,
            authority,
            &states,
            reference,
            representation,
            after,
            limit,
        )
        .await?;
        let stream = |number| Stream::case(authority, number);
        self.records(&numbers.into_iter().map(stream).collect::<Vec<_>>())
            .await
    }
}
