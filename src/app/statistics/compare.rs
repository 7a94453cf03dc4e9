//! One question at two positions, and what happened between to each unit that makes a difference.

use std::{collections::BTreeMap, sync::Arc};

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
        let mut between = Between::of(self, authority, query, (before.position, after.position)).await?;
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
        let old = self.all_units(authority, query, before.position).await?;
        let new = self.all_units(authority, query, after.position).await?;
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
    /// What happened to the lists, the policies and the calendar.
    of_lists: Vec<EventKind>,
    /// The lists as they were from a position on.
    lists: BTreeMap<Position, Option<Arc<Record>>>,
}

impl<'a> Between<'a> {
    async fn of(
        app: &'a App,
        authority: &'a AuthorityId,
        query: &'a Query,
        (before, after): (Position, Position),
    ) -> Result<Self, FiguresError> {
        let lists = Stream::reference(authority);
        let of_lists = event_log::kinds_between(&app.database, &lists, before, after).await?;
        Ok(Self {
            app,
            authority,
            query,
            before,
            after,
            of_lists,
            lists: BTreeMap::new(),
        })
    }

    /// The events that changed where a unit stands. Between two events of its record only the lists can have.
    async fn events(&mut self, found: &ContributorDifference) -> Result<Vec<EventKind>, FiguresError> {
        let stream = Stream {
            authority: self.authority.clone(),
            kind: self.query.unit().record(),
            number: found.number,
        };
        let own = event_log::kinds_between(&self.app.database, &stream, self.before, self.after).await?;
        let mut told = Vec::new();
        let (mut standing, mut at) = (found.before.clone(), self.before);
        for event in own {
            self.moved_by_lists(found, (at, event.position), &mut standing, &mut told)
                .await?;
            at = event.position;
            self.moved_by(found, event, &mut standing, &mut told).await?;
        }
        self.moved_by_lists(found, (at, self.after + 1), &mut standing, &mut told)
            .await?;
        told.truncate(limits::EVENTS_TOLD_MAX);
        Ok(told)
    }

    async fn moved_by(
        &mut self,
        found: &ContributorDifference,
        event: EventKind,
        standing: &mut Option<Standing>,
        told: &mut Vec<EventKind>,
    ) -> Result<(), FiguresError> {
        let now = self.standing(found, event.position).await?;
        if change(standing.as_ref(), now.as_ref()).is_some() {
            told.push(event);
        }
        *standing = now;
        Ok(())
    }

    /// The same for the changes of the lists after one position and before another.
    async fn moved_by_lists(
        &mut self,
        found: &ContributorDifference,
        (after, before): (Position, Position),
        standing: &mut Option<Standing>,
        told: &mut Vec<EventKind>,
    ) -> Result<(), FiguresError> {
        let between = self.of_lists.iter();
        let between = between.filter(|event| event.position > after && event.position < before);
        let between: Vec<EventKind> = between.cloned().collect();
        let Some(last) = between.last() else {
            return Ok(());
        };
        let then = self.standing(found, last.position).await?;
        if change(standing.as_ref(), then.as_ref()).is_some() {
            for event in between {
                self.moved_by(found, event, standing, told).await?;
            }
        }
        Ok(())
    }

    /// Where a unit stood at a position.
    async fn standing(
        &mut self,
        found: &ContributorDifference,
        position: Position,
    ) -> Result<Option<Standing>, FiguresError> {
        let (app, authority) = (self.app, self.authority);
        let units =
            statistics::units_of(&app.database, authority, self.query, position, found.number).await?;
        let unit = units.iter().find(|unit| unit.part == found.part);
        let changed = self.of_lists.iter().filter(|event| event.position <= position);
        let changed = changed.map(|event| event.position).next_back();
        let changed = changed.unwrap_or(self.before);
        if !self.lists.contains_key(&changed) {
            let then = app.lists_at(authority, changed).await?;
            self.lists.insert(changed, then);
        }
        let nothing = Reference::of_deployment();
        let lists = self.lists.get(&changed).and_then(Option::as_ref);
        let reference = lists_of(lists, &nothing);
        Ok(unit.and_then(|unit| Standing::of(self.query, &unit.group, reference)))
    }
}
