//! One question at two positions, and what happened between to each unit that makes a difference.

use std::sync::Arc;

use super::FiguresError;
use crate::{
    app::App,
    domain::{
        history::Record,
        ids::{AuthorityId, Position, RecordNumber, Stream},
        limits,
        reference::Reference,
        statistics::{AsOf, Comparison, ContributorDifference, PartOrder, Query, Side, Standing, change},
    },
    store::{
        event_log::{self, EventKind},
        statistics,
    },
};

/// What differs between two positions, and a page of what makes the differences.
#[derive(Debug, Clone)]
pub struct Compared {
    /// Everything that differs.
    pub comparison: Comparison,
    /// The page, each with what happened to it.
    pub page: Vec<(ContributorDifference, Vec<EventKind>)>,
    /// Whether more follow.
    pub more: bool,
    /// The first position.
    pub before: AsOf,
    /// The second.
    pub after: AsOf,
}

/// The place of a unit in the list of what makes a difference: by record and part.
pub type DifferencePlace = (RecordNumber, String);

impl App {
    /// Asks a question at two positions, the second being now where it is not said. With a page of the units that make
    /// the differences, after a place in their list.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn compare(
        &self,
        authority: &AuthorityId,
        query: &Query,
        (before, after): (Position, Option<Position>),
        start: Option<DifferencePlace>,
        limit: usize,
    ) -> Result<Compared, FiguresError> {
        let after = self.as_of(authority, after).await?;
        let before = self.as_of(authority, Some(before)).await?;
        let comparison = self.comparison(authority, query, before, after).await?;
        let order = |number: RecordNumber, part: &str| (number, PartOrder::of(part));
        let start = start.map(|(number, part)| order(number, &part));
        let is_after = |found: &&ContributorDifference| {
            start
                .as_ref()
                .is_none_or(|start| order(found.number, &found.part) > *start)
        };
        let mut rest = comparison.contributors.iter().filter(is_after);
        let wanted: Vec<ContributorDifference> = rest.by_ref().take(limit).cloned().collect();
        let more = rest.next().is_some();
        let between = Between {
            app: self,
            authority,
            query,
            before: before.position,
            after: after.position,
        };
        let mut page = Vec::with_capacity(wanted.len());
        for found in wanted {
            let events = between.events(&found).await?;
            page.push((found, events));
        }
        Ok(Compared {
            comparison,
            page,
            more,
            before,
            after,
        })
    }

    /// What differs between two positions.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn comparison(
        &self,
        authority: &AuthorityId,
        query: &Query,
        before: AsOf,
        after: AsOf,
    ) -> Result<Comparison, FiguresError> {
        if before.position > after.position {
            return Err(FiguresError::WrongWayRound);
        }
        let old = self.all_units(authority, query, before).await?;
        let new = self.all_units(authority, query, after).await?;
        let lists = [
            self.lists_at(authority, before.position).await?,
            self.lists_at(authority, after.position).await?,
        ];
        let nothing = Reference::of_deployment();
        let [old_lists, new_lists] = lists.each_ref().map(|lists| lists_of(lists.as_ref(), &nothing));
        let side = |units, reference, as_of| Side {
            units,
            reference,
            as_of,
        };
        Ok(Comparison::of(
            query,
            side(&old, old_lists, before),
            side(&new, new_lists, after),
        ))
    }
}

fn lists_of<'a>(record: Option<&'a Arc<Record>>, nothing: &'a Reference) -> &'a Reference {
    record.and_then(|record| record.reference()).unwrap_or(nothing)
}

/// What happened between two positions, looked at unit by unit.
struct Between<'a> {
    app: &'a App,
    authority: &'a AuthorityId,
    query: &'a Query,
    before: Position,
    after: Position,
}

impl Between<'_> {
    /// The events that changed where a unit stands. Each of its own record is looked at; between two of them the lists
    /// can have changed it, or a record that it is counted by, which is looked for only where it stands elsewhere.
    async fn events(&self, found: &ContributorDifference) -> Result<Vec<EventKind>, FiguresError> {
        let stream = Stream {
            authority: self.authority.clone(),
            kind: self.query.unit().record(),
            number: found.number,
        };
        let own = event_log::kinds_between(&self.app.database, &stream, self.before, self.after).await?;
        let mut told = Vec::new();
        let (mut standing, mut at) = (found.before.clone(), self.before);
        for event in own {
            let last = event.position - 1;
            if at < last {
                let then = self.standing(found, last).await?;
                self.moved(found, (at, last), (standing, &then), &mut told)
                    .await?;
                standing = then;
            }
            at = event.position;
            let then = self.standing(found, at).await?;
            if change(standing.as_ref(), then.as_ref()).is_some() {
                told.push(event);
            }
            standing = then;
        }
        self.moved(found, (at, self.after), (standing, &found.after), &mut told)
            .await?;
        told.truncate(limits::EVENTS_TOLD_MAX);
        Ok(told)
    }

    /// Tells the events after one position and up to another that lead from one standing to another: where it stands
    /// elsewhere at the end, the first event after which it does is found by halving.
    async fn moved(
        &self,
        found: &ContributorDifference,
        (mut after, last): (Position, Position),
        (mut standing, end): (Option<Standing>, &Option<Standing>),
        told: &mut Vec<EventKind>,
    ) -> Result<(), FiguresError> {
        while change(standing.as_ref(), end.as_ref()).is_some() && told.len() < limits::EVENTS_TOLD_MAX {
            // It stands at `low` as it stood, and elsewhere at `high`.
            let (mut low, mut high) = (after, last);
            let mut there = end.clone();
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                let then = self.standing(found, middle).await?;
                if change(standing.as_ref(), then.as_ref()).is_some() {
                    (high, there) = (middle, then);
                } else {
                    low = middle;
                }
            }
            let rows = event_log::since(&self.app.database, self.authority, high - 1, 1).await?;
            told.extend(rows.into_iter().map(|row| EventKind {
                position: row.position,
                kind: row.kind,
                recorded_at: row.recorded_at,
                effective_on: row.effective_on,
            }));
            (after, standing) = (high, there);
        }
        Ok(())
    }

    /// Where a unit stood at a position.
    async fn standing(
        &self,
        found: &ContributorDifference,
        position: Position,
    ) -> Result<Option<Standing>, FiguresError> {
        let (app, authority) = (self.app, self.authority);
        let as_of = app.as_of(authority, Some(position)).await?;
        let units = statistics::units_of(&app.database, authority, self.query, as_of, found.number).await?;
        let unit = units.iter().find(|unit| unit.part == found.part);
        let nothing = Reference::of_deployment();
        let then = app.lists_at(authority, position).await?;
        let reference = lists_of(then.as_ref(), &nothing);
        Ok(unit.and_then(|unit| Standing::of(self.query, &unit.group, reference)))
    }
}
