//! Comparing councils: what was given to the register and what was received from others, at one position.

use super::{App, statistics::FiguresError};
use crate::domain::{
    benchmark::{
        Released,
        reconcile::{REGISTER, Reconciled, Whose, edges, reconcile},
    },
    financial_year::{FinancialYear, Period},
    history::Record,
    ids::{AuthorityId, Position},
    reference::Reference,
};

impl App {
    /// What councils released for a year, as a body received it. Nobody releases anything yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn released_to(
        &self,
        _body: &AuthorityId,
        _year: FinancialYear,
    ) -> Result<Vec<Released>, FiguresError> {
        std::future::ready(Ok(Vec::new())).await
    }

    /// Holds an authority's register against what was published of it, all at one position, which is answered too.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn reconcile_figures(
        &self,
        authority: &AuthorityId,
        whose: Whose<'_>,
        position: Option<Position>,
        reference: &Reference,
    ) -> Result<(Vec<Reconciled>, Position), FiguresError> {
        let position = self.as_of(authority, position).await?.position;
        let then = self.lists_at(authority, position).await?;
        let reference = then.as_deref().and_then(Record::reference).unwrap_or(reference);
        let year = Period::between(whose.year.starts_on(), whose.year.ends_on());
        let mut reports = Vec::new();
        for period in [year].into_iter().chain(edges(whose.year)).flatten() {
            let when = (period, Some(position));
            reports.push(self.report(authority, &REGISTER, when, reference).await?);
        }
        let Some((register, about)) = reports.split_first() else {
            return Ok((Vec::new(), position));
        };
        Ok((reconcile(whose, reference, register, about), position))
    }
}
