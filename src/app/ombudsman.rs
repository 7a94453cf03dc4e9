//! Listing cases of the Ombudsman, and comparing them with its annual lists.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{App, records::Snapshot, representations::words};
use crate::{
    domain::{
        financial_year::Period,
        ids::{AuthorityId, CodeId, Position, RecordNumber, Stream, StreamKind},
        ombudsman::{
            CaseState, OmbudsmanCase,
            annual_list::{AnnualList, ListedCase, Reconciliation},
        },
    },
    store::{
        StoreError,
        case_lines::{self, CasePage},
        claims,
    },
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
    /// Any of these services.
    pub services: Vec<CodeId>,
    /// Any of these categories.
    pub categories: Vec<CodeId>,
    /// Received on this date or later.
    pub received_from: Option<NaiveDate>,
    /// Received on this date or earlier.
    pub received_until: Option<NaiveDate>,
    /// Decided on this date or later.
    pub decided_from: Option<NaiveDate>,
    /// Decided on this date or earlier.
    pub decided_until: Option<NaiveDate>,
    /// Only those that are linked to no representation.
    pub unlinked: bool,
    /// Only those with a duty outstanding.
    pub duty_outstanding: bool,
}

/// What differs between an annual list and the register.
#[derive(Debug)]
pub struct Reconciled {
    /// What differs.
    pub found: Reconciliation,
    /// The reference of each case that was compared.
    pub references: BTreeMap<RecordNumber, String>,
    /// The position of the log before the register was read.
    pub position: Position,
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
        let texts = |codes: &[CodeId]| codes.iter().map(CodeId::to_string).collect();
        let page = CasePage {
            states: words(&filter.states),
            services: texts(&filter.services),
            categories: texts(&filter.categories),
            reference: filter.reference,
            representation: filter.representation,
            received: (filter.received_from, filter.received_until),
            decided: (filter.decided_from, filter.decided_until),
            unlinked: filter.unlinked,
            duty_outstanding: filter.duty_outstanding,
        };
        let reference = page.reference.as_deref();
        let Some(after) = self
            .before_claim(authority, StreamKind::Case, reference, after)
            .await?
        else {
            return Ok(Vec::new());
        };
        let numbers = case_lines::page(&self.database, authority, &page, after, limit).await?;
        let stream = |number| Stream::case(authority, number);
        self.records(&numbers.into_iter().map(stream).collect::<Vec<_>>())
            .await
    }

    /// Compares a list of the Ombudsman with the cases that it names and those of its year.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reconcile(
        &self,
        authority: &AuthorityId,
        list: AnnualList,
        year: &Period,
        rows: &[ListedCase],
    ) -> Result<Reconciled, StoreError> {
        let position = self.head(authority).await?.position;
        let (from, until) = (year.starts_on(), year.ends_on());
        let of_year = case_lines::of_year(&self.database, authority, list, from, until).await?;
        let wanted: Vec<_> = rows
            .iter()
            .map(|row| (authority.clone(), StreamKind::Case, row.reference.clone()))
            .collect();
        let claims = claims::find(&self.database, &wanted).await?;
        let named = claims.into_iter().map(|claim| claim.number);
        let numbers: BTreeSet<RecordNumber> = of_year.into_iter().chain(named).collect();
        let streams: Vec<Stream> = numbers
            .into_iter()
            .map(|number| Stream::case(authority, number))
            .collect();
        let snapshots = self.records(&streams).await?;
        let cases: BTreeMap<RecordNumber, &OmbudsmanCase> = snapshots
            .iter()
            .filter_map(|snapshot| Some((snapshot.stream.number, snapshot.record.case()?)))
            .collect();
        let references = cases
            .iter()
            .map(|(number, case)| (*number, case.registration.reference.clone()))
            .collect();
        let found = list.reconcile(rows, &cases, |on| year.contains(on));
        Ok(Reconciled {
            found,
            references,
            position,
        })
    }
}
