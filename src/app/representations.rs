//! Listing representations.

use chrono::{Days, NaiveDate};

use super::{App, records::Snapshot};
use crate::{
    domain::{
        entry::alike,
        ids::{AuthorityId, CodeId, RecordNumber, Stream, StreamKind},
        limits,
        procedure::Procedure,
        representation::{Kind, Representation, State},
        word::Word,
    },
    store::{
        StoreError, claims,
        lines::{self, RepresentationPage},
    },
};

/// Which representations to list; an empty list restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct RepresentationFilter {
    /// Any of these kinds.
    pub kinds: Vec<Kind>,
    /// Any of these procedures.
    pub procedures: Vec<Procedure>,
    /// Any of these states.
    pub states: Vec<State>,
    /// Any of these teams.
    pub teams: Vec<CodeId>,
    /// Exactly this reference.
    pub external_reference: Option<String>,
    /// Received on this date or later.
    pub received_from: Option<NaiveDate>,
    /// Received on this date or earlier.
    pub received_until: Option<NaiveDate>,
}

impl App {
    /// A page of representations after a number, in the order of registration.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_representations(
        &self,
        authority: &AuthorityId,
        filter: RepresentationFilter,
        after: RecordNumber,
        limit: usize,
    ) -> Result<Vec<Snapshot>, StoreError> {
        let page = RepresentationPage {
            kinds: words(&filter.kinds),
            procedures: words(&filter.procedures),
            states: words(&filter.states),
            teams: filter.teams.iter().map(CodeId::to_string).collect(),
            external_reference: filter.external_reference,
            received_from: filter.received_from,
            received_until: filter.received_until,
        };
        let Some(after) = self
            .before_claim(
                authority,
                StreamKind::Representation,
                page.external_reference.as_deref(),
                after,
            )
            .await?
        else {
            return Ok(Vec::new());
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let numbers = lines::representations(&self.database, authority, &page, after, limit).await?;
        let stream = |number| Stream::representation(authority, number);
        self.records(&numbers.into_iter().map(stream).collect::<Vec<_>>())
            .await
    }

    /// Complaints that are likely the same as one that is registered: alike in every coded fact, received within
    /// [`limits::DUPLICATE_DAYS`] of each other, and registered before it. Nothing is merged.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn likely_duplicates(
        &self,
        authority: &AuthorityId,
        registered: &Representation,
    ) -> Result<Vec<RecordNumber>, StoreError> {
        let registration = &registered.registration;
        let Some(common) = alike(registration) else {
            return Ok(Vec::new());
        };
        let days = Days::new(limits::DUPLICATE_DAYS);
        let received_on = registration.received_on;
        let from = received_on.checked_sub_days(days).unwrap_or(received_on);
        let until = received_on.checked_add_days(days).unwrap_or(received_on);
        let before = registered.registered_at;
        lines::alike(
            &self.database,
            authority,
            &common,
            (from, until),
            before,
            limits::DUPLICATES_MAX,
        )
        .await
    }

    /// Where a list that asks for one reference begins: right before the only record that can have it, so that the
    /// rest of the register is not looked through. None if no record after `after` has it.
    pub(super) async fn before_claim(
        &self,
        authority: &AuthorityId,
        kind: StreamKind,
        reference: Option<&str>,
        after: RecordNumber,
    ) -> Result<Option<RecordNumber>, StoreError> {
        let Some(reference) = reference.map(str::to_owned) else {
            return Ok(Some(after));
        };
        let claims = claims::find(&self.database, &[(authority.clone(), kind, reference)]).await?;
        Ok(claims
            .first()
            .map(|claim| claim.number)
            .filter(|number| *number > after)
            .map(|number| number - 1))
    }
}

/// The words of values.
pub(super) fn words<W: Word>(values: &[W]) -> Vec<&'static str> {
    values.iter().map(|value| value.word()).collect()
}
