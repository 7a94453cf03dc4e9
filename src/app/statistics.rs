//! Figures: counted by the store at one position of the log, folded by the domain.

use std::sync::Arc;

use chrono::DateTime;

use super::App;
use crate::{
    domain::{
        financial_year::Period,
        history::Record,
        ids::{AuthorityId, Position},
        reference::Reference,
        statistics::{AsOf, Query, Report, ReportDefinition, Table, Unit},
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
        let then = self.lists_then(authority, query.position()).await?;
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
        let then = self.lists_then(authority, position).await?;
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

    async fn table(
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
        // Figures that were given are in the lists, not in a table.
        let groups = match query.unit() {
            Unit::Given => Some(reference.given_groups(query.columns(), query.period())),
            _ => statistics::count(&self.database, authority, query, as_of).await?,
        };
        let groups = groups.ok_or(FiguresError::TooFine)?;
        Ok(Table::fold(query, &groups, reference, as_of))
    }

    /// The lists as they were at the position asked for: groups and names of then, so that an old answer is made again
    /// as it was. None where the question is about now.
    pub(super) async fn lists_then(
        &self,
        authority: &AuthorityId,
        asked: Option<Position>,
    ) -> Result<Option<Arc<Record>>, FiguresError> {
        match asked {
            Some(position) => Ok(self.reference_at(authority, position).await?),
            None => Ok(None),
        }
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
