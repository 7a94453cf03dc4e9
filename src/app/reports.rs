//! What a written report is made of: its tables for the period and for the one before, and the learning, all at one
//! position of the log.

use std::collections::BTreeMap;

use super::{App, statistics::FiguresError};
use crate::{
    domain::{
        financial_year::Period,
        history::Record,
        ids::{AuthorityId, Position},
        learning::progress::Progress,
        lists::List,
        procedure::Procedure,
        reference::Reference,
        statistics::{AsOf, Figure, ReportDefinition, Table},
    },
    store::reports,
};

/// What a report asks for.
#[derive(Debug, Clone, Copy)]
pub struct ReportAsked<'a> {
    /// Its tables.
    pub definition: &'a ReportDefinition,
    /// Those of them that are compared with the period before.
    pub definition_before: &'a ReportDefinition,
    /// The period.
    pub period: Period,
    /// The period to compare with.
    pub before: Option<Period>,
    /// The position to answer at; none for now.
    pub position: Option<Position>,
    /// The procedures whose upheld complaints should have led to learning.
    pub learns_from: &'a [Procedure],
}

/// What a report is made of.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// The council's name, as it was then.
    pub authority: String,
    /// Where in the log all of it was counted.
    pub as_of: AsOf,
    /// The tables of the period.
    pub tables: Vec<Table>,
    /// Those of the period before; none where the register holds nothing of it.
    pub tables_before: Option<Vec<Table>>,
    /// The learning actions raised in the period.
    pub learning: Progress,
    /// What became of those raised in the period before.
    pub learning_before: Progress,
    /// How teams are displayed, by code.
    pub teams: BTreeMap<String, String>,
    /// How types of action are displayed, by code.
    pub action_types: BTreeMap<String, String>,
    /// Upheld complaints of the period without a learning action.
    pub upheld_without_action: i64,
}

impl App {
    /// Gathers what a report is made of.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn gather_report(
        &self,
        authority: &AuthorityId,
        asked: ReportAsked<'_>,
        reference: &Reference,
    ) -> Result<Gathered, FiguresError> {
        let ReportAsked {
            definition,
            definition_before,
            period,
            before,
            position,
            learns_from,
        } = asked;
        let as_of = self.as_of(authority, position).await?;
        let then = self.lists_at(authority, as_of.position).await?;
        let reference = then.as_deref().and_then(Record::reference).unwrap_or(reference);
        let at = Some(as_of.position);
        let now = self
            .report(authority, definition, (period, at), reference)
            .await?;
        let mut tables_before = None;
        let mut learning_before = Progress::default();
        if let Some(before) = before {
            let then = self
                .report(authority, definition_before, (before, at), reference)
                .await?;
            tables_before = Some(held(then.tables)).filter(|tables| !tables.is_empty());
            learning_before = self.progress(authority, (before, at), reference).await?;
        }
        let mut upheld_without_action = 0;
        for procedure in learns_from {
            upheld_without_action +=
                reports::upheld_without_action(&self.database, authority, *procedure, period, as_of.position)
                    .await?;
        }
        Ok(Gathered {
            authority: reference.authority.display_name.clone(),
            as_of,
            tables: now.tables,
            tables_before,
            learning: self.progress(authority, (period, at), reference).await?,
            learning_before,
            teams: names(reference, List::Teams),
            action_types: names(reference, List::ActionTypes),
            upheld_without_action,
        })
    }

    async fn progress(
        &self,
        authority: &AuthorityId,
        (period, position): (Period, Option<Position>),
        reference: &Reference,
    ) -> Result<Progress, FiguresError> {
        let asked = (period, position, None);
        self.summarise_actions(authority, asked, reference, |summary, _| summary.progress.clone())
            .await
    }
}

/// The tables of what the register holds records of. Where it holds no representation of a period, the council may well
/// have had some before the register began, and none is not what it had.
fn held(tables: Vec<Table>) -> Vec<Table> {
    let counted = |table: &Table| table.measures.first().map(|measure| measure.unit.record());
    let held: Vec<_> = tables
        .iter()
        .filter(|table| has_something(table))
        .map(counted)
        .collect();
    tables
        .into_iter()
        .filter(|table| held.contains(&counted(table)))
        .collect()
}

/// Whether a table counts anything at all.
fn has_something(table: &Table) -> bool {
    let is_something = |figure: &Figure| matches!(figure, Figure::Number { value, .. } if *value != 0.0);
    table.total.figures.iter().any(is_something)
}

fn names(reference: &Reference, list: List) -> BTreeMap<String, String> {
    let codes = reference.list(list).codes().iter();
    codes
        .map(|code| (code.id.to_string(), code.display_name.clone()))
        .collect()
}
