//! Editions of reports: pinning their tables, making them again, and what a restatement changed.

use std::sync::Arc;

use ring::digest::{SHA256, digest};

use super::{App, records::Snapshot, statistics::FiguresError};
use crate::{
    domain::{
        edition::{Edition, PinnedTable, Unmakeable, canonical},
        financial_year::Period,
        history::Record,
        ids::{AuthorityId, Position, RecordNumber, Stream},
        reference::Reference,
        statistics::{AsOf, Grouped, ReportDefinition, RowDifference, Table, changed},
    },
    store::{StoreError, editions, value::hex},
};

/// Why a table of an edition is not there.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// It is not what was pinned: what it was counted from is no longer what it was.
    #[error("the table {0} is not what was pinned")]
    Differs(String),
    /// This version of the program cannot make it.
    #[error(transparent)]
    Unmakeable(#[from] Unmakeable),
    /// It cannot be counted.
    #[error(transparent)]
    Figures(#[from] FiguresError),
}

impl From<StoreError> for EditionError {
    fn from(error: StoreError) -> Self {
        Self::Figures(error.into())
    }
}

/// A table with its canonical text.
#[derive(Debug, Clone)]
pub struct MadeTable {
    /// The table.
    pub table: Table,
    /// Its canonical text.
    pub text: String,
    /// The digest of that.
    pub digest: String,
}

/// What one restatement changed in each table, in the order of the tables.
pub type Changes = Vec<Vec<RowDifference>>;

/// The tables of an edition as they were made again, and what each restatement changed.
#[derive(Debug, Clone)]
pub struct MadeAgain {
    /// The tables.
    pub tables: Vec<MadeTable>,
    /// What each restatement changed.
    pub restatements: Vec<Changes>,
}

impl App {
    /// Pins the tables of a report at a position.
    ///
    /// # Errors
    /// See [`EditionError`].
    pub async fn pin(
        &self,
        authority: &AuthorityId,
        definition: &ReportDefinition,
        period: Period,
        position: Option<Position>,
    ) -> Result<(Position, Vec<PinnedTable>), EditionError> {
        let as_of = self.as_of(authority, position).await?;
        let lists = self.lists_at(authority, as_of.position).await?;
        let nothing = Reference::of_deployment();
        let reference = lists_of(lists.as_ref(), &nothing);
        let mut tables = Vec::with_capacity(definition.tables.len());
        for table in definition.tables {
            let query = table.query(period, Some(as_of.position), reference);
            let query = query.map_err(|_| FiguresError::Unsound(table.id))?;
            let mut pinned = PinnedTable::of(table.id, table.title, &query, table.series);
            let made = self.make(authority, &pinned, (period, as_of), reference).await?;
            pinned.digest = made.digest;
            tables.push(pinned);
        }
        Ok((as_of.position, tables))
    }

    /// The digests that the tables of an edition have at a position.
    ///
    /// # Errors
    /// See [`EditionError`].
    pub async fn digests(
        &self,
        authority: &AuthorityId,
        edition: &Edition,
        position: Option<Position>,
    ) -> Result<(Position, Vec<String>), EditionError> {
        let as_of = self.as_of(authority, position).await?;
        let made = self.tables_at(authority, edition, as_of).await?;
        Ok((as_of.position, made.into_iter().map(|made| made.digest).collect()))
    }

    /// Makes the tables of an edition again, checks that they and those of its restatements are what was pinned, and
    /// tells what each restatement changed.
    ///
    /// # Errors
    /// See [`EditionError`].
    pub async fn make_again(
        &self,
        authority: &AuthorityId,
        edition: &Edition,
    ) -> Result<MadeAgain, EditionError> {
        let pinned = &edition.preparation.tables;
        let mut before = self.as_of(authority, Some(edition.preparation.position)).await?;
        let tables = self.tables_at(authority, edition, before).await?;
        let digests: Vec<&str> = pinned.iter().map(|table| table.digest.as_str()).collect();
        check(pinned, &tables, &digests)?;
        let mut restatements = Vec::new();
        let mut digests_before = digests;
        for (restatement, _) in &edition.restatements {
            let after = self.as_of(authority, Some(restatement.position)).await?;
            let made = self.tables_at(authority, edition, after).await?;
            let digests: Vec<&str> = restatement.digests.iter().map(String::as_str).collect();
            check(pinned, &made, &digests)?;
            let mut changes = Changes::new();
            for (place, table) in pinned.iter().enumerate() {
                let changed = digests_before.get(place) != digests.get(place);
                changes.push(if changed {
                    self.restated(authority, table, edition.preparation.period, (before, after))
                        .await?
                } else {
                    Vec::new()
                });
            }
            restatements.push(changes);
            (before, digests_before) = (after, digests);
        }
        Ok(MadeAgain { tables, restatements })
    }

    /// The rows of one table that differ between two positions, without those of its series.
    async fn restated(
        &self,
        authority: &AuthorityId,
        table: &PinnedTable,
        period: Period,
        (before, after): (AsOf, AsOf),
    ) -> Result<Vec<RowDifference>, EditionError> {
        let lists = [
            self.lists_at(authority, before.position).await?,
            self.lists_at(authority, after.position).await?,
        ];
        let nothing = Reference::of_deployment();
        let [old, new] = lists.each_ref().map(|lists| lists_of(lists.as_ref(), &nothing));
        let query = table.query(period, after.position, new)?;
        let groups_before = self.groups(authority, &query, old, before).await?;
        let groups_after = self.groups(authority, &query, new, after).await?;
        let before = Grouped {
            groups: &groups_before,
            reference: old,
            as_of: before,
        };
        let after = Grouped {
            groups: &groups_after,
            reference: new,
            as_of: after,
        };
        Ok(changed(&query, before, after))
    }

    async fn tables_at(
        &self,
        authority: &AuthorityId,
        edition: &Edition,
        as_of: AsOf,
    ) -> Result<Vec<MadeTable>, EditionError> {
        let lists = self.lists_at(authority, as_of.position).await?;
        let nothing = Reference::of_deployment();
        let reference = lists_of(lists.as_ref(), &nothing);
        let preparation = &edition.preparation;
        let mut tables = Vec::with_capacity(preparation.tables.len());
        for pinned in &preparation.tables {
            let made = self.make(authority, pinned, (preparation.period, as_of), reference);
            tables.push(made.await?);
        }
        Ok(tables)
    }

    async fn make(
        &self,
        authority: &AuthorityId,
        pinned: &PinnedTable,
        (period, as_of): (Period, AsOf),
        reference: &Reference,
    ) -> Result<MadeTable, EditionError> {
        let query = pinned.query(period, as_of.position, reference)?;
        let table = self.table(authority, &query, reference, as_of).await?;
        let text = canonical(&pinned.id, &pinned.title, &table);
        let digest = hex(digest(&SHA256, text.as_bytes()).as_ref());
        Ok(MadeTable { table, text, digest })
    }

    /// A page of editions after a number, in the order of their preparation. `allowed` are values that `report` or
    /// `state` may have, each with its column.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_editions(
        &self,
        authority: &AuthorityId,
        allowed: &[(&'static str, String)],
        after: RecordNumber,
        limit: usize,
    ) -> Result<Vec<Snapshot>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let numbers = editions::editions(&self.database, authority, allowed, after, limit).await?;
        let streams: Vec<Stream> = numbers
            .into_iter()
            .map(|number| Stream::edition(authority, number))
            .collect();
        self.records(&streams).await
    }
}

fn lists_of<'a>(record: Option<&'a Arc<Record>>, nothing: &'a Reference) -> &'a Reference {
    record.and_then(|record| record.reference()).unwrap_or(nothing)
}

/// Each table is what was pinned.
fn check(pinned: &[PinnedTable], made: &[MadeTable], digests: &[&str]) -> Result<(), EditionError> {
    let differs = pinned
        .iter()
        .zip(made)
        .zip(digests.iter().copied().chain(std::iter::repeat("")))
        .find(|((_, made), digest)| made.digest != *digest);
    match differs {
        Some(((pinned, _), _)) => Err(EditionError::Differs(pinned.id.clone())),
        None => Ok(()),
    }
}
