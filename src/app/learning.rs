//! Listing learning actions and training sessions, and what became of the actions of a period.

use chrono::NaiveDate;

use super::{App, records::Snapshot, sources::day_of, statistics::FiguresError};
pub use crate::store::learning::{After, FromRecord};
use crate::{
    domain::{
        financial_year::Period,
        history::Record,
        ids::{AuthorityId, CodeId, Position, RecordNumber, Stream},
        learning::{
            action::{ActionStatus, SourceKind},
            progress::Progress,
        },
        reference::Reference,
        word::Word,
    },
    store::{
        StoreError,
        learning::{self, ActionPage, EARLIEST, LATEST, TrainingPage},
    },
};

/// Where the first page of a list begins.
pub const FROM_THE_START: After = (EARLIEST, 0);

/// Which actions to list; what is empty restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct ActionFilter {
    /// Only those that are outstanding.
    pub outstanding: bool,
    /// Only those that are outstanding and were due before today.
    pub overdue: bool,
    /// Any of these statuses.
    pub statuses: Vec<ActionStatus>,
    /// Any of these kinds of source.
    pub sources: Vec<SourceKind>,
    /// Any of these teams.
    pub teams: Vec<CodeId>,
    /// Any of these services.
    pub services: Vec<CodeId>,
    /// Any of these owners.
    pub owners: Vec<CodeId>,
    /// From exactly this record.
    pub from_record: Option<FromRecord>,
    /// Raised on this date or later.
    pub raised_from: Option<NaiveDate>,
    /// Raised on this date or earlier.
    pub raised_until: Option<NaiveDate>,
    /// Due before this date.
    pub due_before: Option<NaiveDate>,
}

/// Which training sessions to list; what is empty restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct TrainingFilter {
    /// Held on this date or later.
    pub held_from: Option<NaiveDate>,
    /// Held on this date or earlier.
    pub held_until: Option<NaiveDate>,
    /// Any of these subjects.
    pub subjects: Vec<CodeId>,
    /// Also those that were cancelled.
    pub include_cancelled: bool,
}

/// What became of the actions raised in a period.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The counts.
    pub progress: Progress,
    /// The log position that was counted at.
    pub position: Position,
    /// The day that what is overdue was reckoned on.
    pub today: NaiveDate,
}

impl App {
    /// A page of actions after a place in the list, by due date and number, each with its own place. `today` is the
    /// day that what is overdue is reckoned on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_actions(
        &self,
        authority: &AuthorityId,
        filter: ActionFilter,
        today: NaiveDate,
        after: After,
        limit: usize,
    ) -> Result<Vec<(After, Snapshot)>, StoreError> {
        let due_before = filter.due_before.unwrap_or(LATEST);
        let page = ActionPage {
            outstanding: filter.outstanding || filter.overdue,
            from_record: filter.from_record,
            raised_from: filter.raised_from.unwrap_or(EARLIEST),
            raised_until: filter.raised_until.unwrap_or(LATEST),
            due_before: if filter.overdue {
                due_before.min(today)
            } else {
                due_before
            },
            allowed: allowed(&filter),
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let places = learning::actions(&self.database, authority, &page, after, limit).await?;
        self.at_places(places, |number| Stream::action(authority, number))
            .await
    }

    /// A page of training sessions after a place in the list, by the day on which they were held and by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_training(
        &self,
        authority: &AuthorityId,
        filter: TrainingFilter,
        after: After,
        limit: usize,
    ) -> Result<Vec<(After, Snapshot)>, StoreError> {
        let page = TrainingPage {
            held_from: filter.held_from.unwrap_or(EARLIEST),
            held_until: filter.held_until.unwrap_or(LATEST),
            subjects: filter.subjects.iter().map(CodeId::to_string).collect(),
            include_cancelled: filter.include_cancelled,
        };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let places = learning::training(&self.database, authority, &page, after, limit).await?;
        self.at_places(places, |number| Stream::training(authority, number))
            .await
    }

    async fn at_places(
        &self,
        places: Vec<After>,
        stream: impl Fn(RecordNumber) -> Stream,
    ) -> Result<Vec<(After, Snapshot)>, StoreError> {
        let streams: Vec<Stream> = places.iter().map(|(_, number)| stream(*number)).collect();
        let found = self.records(&streams).await?;
        let mut found = found.into_iter().peekable();
        let with_record = |place: After| {
            let snapshot = found.next_if(|snapshot| snapshot.stream.number == place.1)?;
            Some((place, snapshot))
        };
        Ok(places.into_iter().filter_map(with_record).collect())
    }

    /// What became of the actions raised in a period, as known at a position, with the lists of then. What is overdue is
    /// reckoned on the day given, or on that of the position asked for, or today.
    ///
    /// # Errors
    /// See [`FiguresError`].
    pub async fn summarise_actions<T>(
        &self,
        authority: &AuthorityId,
        (period, position, reporting_on): (Period, Option<Position>, Option<NaiveDate>),
        reference: &Reference,
        answer: impl FnOnce(&Summary, &Reference) -> T,
    ) -> Result<T, FiguresError> {
        let as_of = self.as_of(authority, position).await?;
        let then = self.lists_at(authority, as_of.position).await?;
        let reference = then.as_deref().and_then(Record::reference).unwrap_or(reference);
        let today = match (reporting_on, position) {
            (Some(day), _) => day,
            (None, Some(_)) => day_of(as_of.recorded_at),
            (None, None) => self.sources.today(),
        };
        let (by_team, by_type) =
            learning::progress(&self.database, authority, period, as_of.position, today).await?;
        let summary = Summary {
            progress: Progress::of(&by_team, &by_type),
            position: as_of.position,
            today,
        };
        Ok(answer(&summary, reference))
    }
}

/// The values that a filter allows, each with its column.
fn allowed(filter: &ActionFilter) -> Vec<(&'static str, String)> {
    let mut allowed = Vec::new();
    allowed.extend(filter.statuses.iter().map(|of| ("status", of.word().to_owned())));
    allowed.extend(
        filter
            .sources
            .iter()
            .map(|of| ("source_kind", of.word().to_owned())),
    );
    let codes = [
        ("team", &filter.teams),
        ("service", &filter.services),
        ("owner", &filter.owners),
    ];
    for (column, codes) in codes {
        allowed.extend(codes.iter().map(|code| (column, code.to_string())));
    }
    allowed
}
