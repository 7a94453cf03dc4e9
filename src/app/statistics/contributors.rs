//! What a cell counts, and what makes the difference between two positions.

use chrono::NaiveDate;

use super::FiguresError;
use crate::{
    app::App,
    domain::{
        history::Record,
        ids::{AuthorityId, RecordNumber},
        limits,
        reference::Reference,
        statistics::{AsOf, Cell, Contributor, Figure, FigurePart, PartOrder, Query},
    },
    store::{
        Inconsistency, StoreError,
        learning::EARLIEST,
        statistics::{self, StartingAt},
    },
};

/// The place of a unit in a list: by date, record and part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPlace {
    /// The date that puts it into the period.
    pub on: NaiveDate,
    /// The record.
    pub number: RecordNumber,
    /// Which part of it.
    pub part: String,
}

impl UnitPlace {
    /// The place of a unit.
    pub fn of(unit: &Contributor) -> Self {
        Self {
            on: unit.on,
            number: unit.number,
            part: unit.part.clone(),
        }
    }

    fn order(&self) -> (NaiveDate, RecordNumber, PartOrder) {
        (self.on, self.number, PartOrder::of(&self.part))
    }
}

/// What a cell counts.
#[derive(Debug, Clone)]
pub struct Contributors {
    /// The units, each with how much it adds.
    pub units: Vec<(Contributor, i64)>,
    /// The cell.
    pub figure: Figure,
    /// Where in the log it was counted.
    pub as_of: AsOf,
}

impl App {
    /// A page of what a cell counts, after a place in the list, with the cell.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn contributors(
        &self,
        authority: &AuthorityId,
        query: &Query,
        (cell, part): (&Cell, FigurePart),
        after: Option<UnitPlace>,
        limit: usize,
    ) -> Result<Contributors, FiguresError> {
        let as_of = self.as_of(authority, query.position()).await?;
        let lists = self.lists_at(authority, as_of.position).await?;
        let nothing = Reference::of_deployment();
        let reference = lists.as_deref().and_then(Record::reference).unwrap_or(&nothing);
        let groups = self.groups(authority, query, reference, as_of).await?;
        let figure = cell.figure(query, &groups, reference);
        let mut found = Vec::new();
        let mut reading = Reading::after(after.as_ref());
        while let Some(units) = reading.next(self, authority, query, as_of).await? {
            let is_after = |unit: &Contributor| {
                after
                    .as_ref()
                    .is_none_or(|after| UnitPlace::of(unit).order() > after.order())
            };
            for unit in units.into_iter().filter(is_after) {
                if let Some(amount) = cell.amount(part, query, &unit.group, reference) {
                    found.push((unit, amount));
                }
            }
            if found.len() >= limit {
                found.truncate(limit);
                break;
            }
        }
        Ok(Contributors {
            units: found,
            figure,
            as_of,
        })
    }

    /// Every unit of a question at a position.
    pub(super) async fn all_units(
        &self,
        authority: &AuthorityId,
        query: &Query,
        as_of: AsOf,
    ) -> Result<Vec<Contributor>, FiguresError> {
        let mut found = Vec::new();
        let mut reading = Reading::after(None);
        while let Some(units) = reading.next(self, authority, query, as_of).await? {
            found.extend(units);
            if found.len() > limits::UNITS_COMPARED_MAX {
                return Err(FiguresError::TooMany);
            }
        }
        Ok(found)
    }
}

/// How far the units of a question have been read.
struct Reading(Option<StartingAt>);

impl Reading {
    fn after(after: Option<&UnitPlace>) -> Self {
        let start = after.map_or((EARLIEST, 0), |after| (after.on, after.number));
        Self(Some(start))
    }

    /// The next units in order, all those of a record on a day together; none at the end.
    async fn next(
        &mut self,
        app: &App,
        authority: &AuthorityId,
        query: &Query,
        as_of: AsOf,
    ) -> Result<Option<Vec<Contributor>>, StoreError> {
        let Some(start) = self.0 else {
            return Ok(None);
        };
        let mut units = statistics::units(&app.database, authority, query, as_of, start).await?;
        let place = |unit: &Contributor| (unit.on, unit.number);
        self.0 = None;
        if units.len() >= limits::UNITS_READ_MAX
            && let Some(last) = units.last().map(place)
        {
            if last == start {
                // More parts of one record on one day than it can have.
                return Err(Inconsistency::on("fact").column("number").row(last.1).into());
            }
            units.retain(|unit| place(unit) != last);
            self.0 = Some(last);
        }
        units.sort_by_cached_key(|unit| UnitPlace::of(unit).order());
        Ok(Some(units))
    }
}
