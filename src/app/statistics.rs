//! Figures: counted by the store at one position of the log, folded by the domain.
//!
//! Whatever an answer depends on is as it was at that position: the facts, and the lists. Nothing of today comes in.

pub mod compare;
pub mod contributors;
mod moment;

use chrono::DateTime;

use super::App;
use crate::{
    domain::{
        financial_year::Period,
        history::Record,
        ids::{AuthorityId, Position},
        reference::Reference,
        statistics::{AsOf, Group, Query, Report, ReportDefinition, Table, Unit},
    },
    store::{StoreError, event_log, statistics},
};

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    /// The log has not come to that position.
    #[error("the log has not come to that position")]
    PositionAhead,
    /// The question has more groups than one answer may hold.
    #[error("the question is too fine: it has more groups than one answer may hold")]
    TooFine,
    /// The moment is so near that more may still be recorded at it.
    #[error("the moment is too near for an answer that stays")]
    MomentTooNear,
    /// Nothing was recorded by that moment.
    #[error("nothing was recorded by that moment")]
    MomentBeforeLog,
    /// The first of two positions is not before the second.
    #[error("the first position is after the second")]
    WrongWayRound,
    /// The question has more units than can be compared.
    #[error("the question has more units than can be compared")]
    TooMany,
    /// A definition of this version contradicts itself.
    #[error("the definition of the table {0} is unsound")]
    Unsound(&'static str),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl App {
    /// Answers a question.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn query_statistics(
        &self,
        authority: &AuthorityId,
        query: &Query,
        reference: &Reference,
    ) -> Result<Table, FiguresError> {
        let as_of = self.as_of(authority, query.position()).await?;
        let then = self.lists_at(authority, as_of.position).await?;
        let reference = then.as_deref().and_then(Record::reference).unwrap_or(reference);
        self.table(authority, query, reference, as_of).await
    }

    /// Makes every table of a report at one position.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn report(
        &self,
        authority: &AuthorityId,
        definition: &ReportDefinition,
        (period, position): (Period, Option<Position>),
        reference: &Reference,
    ) -> Result<Report, FiguresError> {
        let as_of = self.as_of(authority, position).await?;
        let then = self.lists_at(authority, as_of.position).await?;
        let reference = then.as_deref().and_then(Record::reference).unwrap_or(reference);
        let mut tables = Vec::with_capacity(definition.tables.len());
        for table in definition.tables {
            let query = table.query(period, Some(as_of.position), reference);
            let query = query.map_err(|_| FiguresError::Unsound(table.id))?;
            let counted = self.table(authority, &query, reference, as_of).await?;
            tables.push(counted.named(table.id, table.title));
        }
        let ReportDefinition { id, display_name, .. } = *definition;
        Ok(Report {
            id,
            display_name,
            tables,
            as_of,
        })
    }

    pub(super) async fn table(
        &self,
        authority: &AuthorityId,
        query: &Query,
        reference: &Reference,
        as_of: AsOf,
    ) -> Result<Table, FiguresError> {
        let table = self.one_table(authority, query, reference, as_of).await?;
        let mut series = Vec::with_capacity(query.periods().len());
        for period in query.periods() {
            let query = query.for_period(*period);
            series.push(self.one_table(authority, &query, reference, as_of).await?);
        }
        Ok(table.with_series(series, query.is_year_on_year()))
    }

    async fn one_table(
        &self,
        authority: &AuthorityId,
        query: &Query,
        reference: &Reference,
        as_of: AsOf,
    ) -> Result<Table, FiguresError> {
        let groups = self.groups(authority, query, reference, as_of).await?;
        Ok(Table::fold(query, &groups, reference, as_of))
    }

    pub(super) async fn groups(
        &self,
        authority: &AuthorityId,
        query: &Query,
        reference: &Reference,
        as_of: AsOf,
    ) -> Result<Vec<Group>, FiguresError> {
        // Figures that were given are in the lists, not in a table.
        let groups = match query.unit() {
            Unit::Given => Some(reference.given_groups(query.columns(), query.period())),
            _ => statistics::count(&self.database, authority, query, as_of).await?,
        };
        groups.ok_or(FiguresError::TooFine)
    }

    /// The position to count at, and when it was recorded.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn as_of(
        &self,
        authority: &AuthorityId,
        asked: Option<Position>,
    ) -> Result<AsOf, FiguresError> {
        let head = self.head(authority).await?;
        let position = asked.unwrap_or(head.position);
        if position > head.position {
            return Err(FiguresError::PositionAhead);
        }
        let recorded_at = if position == head.position {
            head.recorded_at
        } else {
            let rows = event_log::since(&self.database, authority, position - 1, 1).await?;
            rows.first().map(|row| row.recorded_at)
        };
        Ok(AsOf {
            position,
            recorded_at: recorded_at.unwrap_or(DateTime::UNIX_EPOCH),
        })
    }
}
