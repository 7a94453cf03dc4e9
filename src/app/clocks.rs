//! The weekly list of clocks, and what a change would do to them.

use std::sync::Arc;

use chrono::NaiveDate;

use super::App;
pub use crate::store::clocks::{ClockSelection, Place};
use crate::{
    domain::{
        calendar::Calendar,
        clock::{Clock, ClockState},
        entry::ClockEntry,
        history::Record,
        ids::{AuthorityId, CodeId, Position, Stream, StreamKind},
        limits,
        policy::{Governs, Thresholds},
        preview::{self, ClockChange, Supposed},
        procedure::Procedure,
        reference::Reference,
        weekly_list::{Colour, CutOffs, working_days_left},
        word::Word,
    },
    store::{
        StoreError,
        clocks::{self, SeenFrom},
    },
};

/// A clock of the list.
#[derive(Debug, Clone)]
pub struct ListedClock {
    /// Its row.
    pub entry: ClockEntry,
    /// The clock.
    pub clock: Clock,
    /// How pressing it is.
    pub colour: Colour,
    /// Working days to the agreed due date; negative where it has passed, 0 where the clock is held.
    pub working_days_left: i32,
}

/// A page of the list, with what all that is selected comes to.
#[derive(Debug, Clone)]
pub struct ClockList {
    /// The page, with one more than asked for where there are more.
    pub clocks: Vec<ListedClock>,
    /// How many are red, amber and green.
    pub colours: [i64; 3],
    /// How many are overdue, by the reason recorded.
    pub overdue: Vec<(Option<CodeId>, i64)>,
}

/// What a supposition would change.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// The clocks, by due date; the first [`limits::PREVIEWED_CLOCKS_LISTED_MAX`].
    pub changes: Vec<(Stream, ClockChange)>,
    /// How many in all.
    pub number: usize,
}

impl App {
    /// The clocks that run, by due date.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_clocks(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
        selection: &ClockSelection,
        after: Option<&Place>,
        limit: usize,
    ) -> Result<ClockList, StoreError> {
        let today = self.sources.today();
        let calendar = reference.calendar();
        let seen = seen_from(reference, today, &calendar);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let entries = clocks::page(&self.database, authority, (selection, &seen), after, limit).await?;
        let counts = clocks::counts(&self.database, authority, selection, &seen).await?;
        let mut list = ClockList {
            clocks: entries
                .into_iter()
                .map(|entry| listed(entry, &seen, &calendar))
                .collect(),
            colours: [0; 3],
            overdue: Vec::new(),
        };
        for count in counts {
            let [red, amber, green] = &mut list.colours;
            *match count.colour {
                Colour::Red => red,
                Colour::Amber => amber,
                Colour::Green => green,
            } += count.number;
            if count.is_overdue {
                match list
                    .overdue
                    .iter_mut()
                    .find(|(reason, _)| *reason == count.delay_reason)
                {
                    Some((_, number)) => *number += count.number,
                    None => list.overdue.push((count.delay_reason, count.number)),
                }
            }
        }
        list.overdue.sort();
        Ok(list)
    }

    /// What a policy or a holiday would do to every clock that runs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn preview_authority(
        &self,
        authority: &AuthorityId,
        reference: &Reference,
        supposed: &Supposed,
    ) -> Result<Preview, StoreError> {
        let Some(then) = preview::supposed_reference(reference, supposed) else {
            return Ok(Preview::default());
        };
        let mut records = match supposed {
            Supposed::Holiday(holiday) => {
                clocks::records_running_on(&self.database, authority, holiday.date).await?
            }
            _ => clocks::records_running(&self.database, authority).await?,
        };
        if let Supposed::Policy(draft) = supposed {
            let of_cases = draft.governs == Governs::Ombudsman;
            records.retain(|(kind, _)| (*kind == StreamKind::Case) == of_cases);
        }
        let mut preview = Preview::default();
        for some in records.chunks(limits::PREVIEW_RECORDS_AT_ONCE) {
            let stream = |(kind, number): &(StreamKind, i64)| Stream {
                authority: authority.clone(),
                kind: *kind,
                number: *number,
            };
            let streams: Vec<Stream> = some.iter().map(stream).collect();
            for snapshot in self.records(&streams).await? {
                let changes = preview::changes(&snapshot.record, supposed, (reference, &then));
                let running = changes.into_iter().filter(ClockChange::runs);
                let of_record = running.map(|change| (snapshot.stream.clone(), change));
                preview.changes.extend(of_record.inspect(|_| preview.number += 1));
            }
            preview.keep_first();
        }
        Ok(preview)
    }

    /// A record, and the lists, for an explanation or a preview of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_with_lists(
        &self,
        stream: &Stream,
    ) -> Result<Option<(Arc<Record>, Arc<Record>, Position)>, StoreError> {
        let snapshot = self.record(stream).await?;
        Ok(snapshot.and_then(|snapshot| Some((snapshot.record, snapshot.reference?, snapshot.position))))
    }
}

impl Preview {
    /// The changes of one record.
    pub fn of(stream: &Stream, changes: Vec<ClockChange>) -> Self {
        let number = changes.len();
        let changes = changes
            .into_iter()
            .map(|change| (stream.clone(), change))
            .collect();
        Self { changes, number }
    }

    /// The first ones by due date; what has none comes last.
    fn keep_first(&mut self) {
        self.changes.sort_by_key(|(stream, change)| {
            (
                change.due_on().unwrap_or(NaiveDate::MAX),
                stream.kind,
                stream.number,
            )
        });
        self.changes.truncate(limits::PREVIEWED_CLOCKS_LISTED_MAX);
    }
}

fn seen_from(reference: &Reference, today: NaiveDate, calendar: &Calendar) -> SeenFrom {
    let cut_offs = |governs| {
        let policy = reference.policy(governs, today, Position::MAX);
        let thresholds = policy.map_or(Thresholds::DEFAULT, |policy| policy.thresholds);
        CutOffs::of(thresholds, today, calendar)
    };
    SeenFrom {
        today,
        ombudsman: cut_offs(Governs::Ombudsman),
        procedures: Procedure::ALL
            .iter()
            .map(|procedure| cut_offs(Governs::Procedure(*procedure)))
            .collect(),
    }
}

fn listed(entry: ClockEntry, seen: &SeenFrom, calendar: &Calendar) -> ListedClock {
    let due_on = entry.agreed_due_on.filter(|_| entry.state == ClockState::Running);
    let cut_offs = if entry.kind == StreamKind::Case {
        Some(&seen.ombudsman)
    } else {
        let procedure = entry.procedure.unwrap_or(Procedure::Informal);
        let place = Procedure::ALL.iter().position(|other| *other == procedure);
        place.and_then(|place| seen.procedures.get(place))
    };
    ListedClock {
        clock: entry.unstopped(calendar),
        colour: cut_offs.map_or(Colour::Green, |cut_offs| cut_offs.colour(due_on)),
        working_days_left: due_on.map_or(0, |due_on| working_days_left(seen.today, due_on, calendar)),
        entry,
    }
}
