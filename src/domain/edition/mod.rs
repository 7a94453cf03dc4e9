//! An edition of a report: what was published, by whose leave, what the governance body said, and what was restated.
//!
//! Its tables are pinned: the edition holds the question of each, with the versions of its measures, and the digest of
//! its canonical text at a position of the log. They can be made again at any time, and are then the same.

mod canonical;
mod decide;
mod pinned;
#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::{
    canonical::{FORM as TABLE_FORM, canonical, escaped, written},
    decide::decide,
    pinned::{PinnedTable, Unmakeable},
};
use super::{
    calendar::local,
    financial_year::Period,
    ids::{CodeId, Position},
    recorded::Recorded,
    word::Word,
};

/// Whom an edition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Everybody.
    Public,
    /// The authority itself.
    Authority,
}

impl Word for Audience {
    const ALL: &'static [Self] = &[Self::Public, Self::Authority];

    fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Authority => "authority",
        }
    }
}

/// Where an edition is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditionState {
    /// Its tables are pinned, and it goes along its route of approval.
    Prepared,
    /// It was published.
    Published,
    /// It was published, and its tables were made anew at a later position.
    Restated,
}

impl Word for EditionState {
    const ALL: &'static [Self] = &[Self::Prepared, Self::Published, Self::Restated];

    fn word(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Published => "published",
            Self::Restated => "restated",
        }
    }
}

/// What an edition is of, as it was prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preparation {
    /// The id of the report's definition.
    pub report: String,
    /// The period.
    pub period: Period,
    /// The position of the log that its tables are made at.
    pub position: Position,
    /// Whom it is for.
    pub audience: Audience,
    /// The steps of approval that it must take, in order, from [`crate::domain::lists::List::ApprovalSteps`].
    pub route: Vec<CodeId>,
    /// Its tables.
    pub tables: Vec<PinnedTable>,
}

/// A step of approval that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The step.
    pub step: CodeId,
    /// Who approved, from [`crate::domain::lists::List::Officers`]: a post, never a name.
    pub by: CodeId,
    /// When.
    pub on: NaiveDate,
}

/// What the governance body answered. Its text is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The body, from [`crate::domain::lists::List::GovernanceBodies`].
    pub body: CodeId,
    /// When.
    pub on: NaiveDate,
}

/// The tables made anew. What it says beside its reason is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restatement {
    /// The position of the log that they are made at now.
    pub position: Position,
    /// Why, from [`crate::domain::lists::List::RestatementReasons`].
    pub reason: CodeId,
    /// The digest of each table, in the order of the tables.
    pub digests: Vec<String>,
}

/// Something that happened to an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Its tables were pinned.
    Prepared(Preparation),
    /// A step of its route approved it.
    Approved(Approval),
    /// It was published.
    Published {
        /// When.
        on: NaiveDate,
    },
    /// The governance body answered.
    ResponseRecorded(Response),
    /// Its tables were made anew.
    Restated(Restatement),
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::Approved(Approval { on, .. })
            | Self::Published { on }
            | Self::ResponseRecorded(Response { on, .. }) => Some(*on),
            Self::Prepared(_) | Self::Restated(_) => None,
        }
    }
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Pin the tables.
    Prepare(Preparation),
    /// Record the approval of a step.
    Approve(Approval),
    /// Publish it.
    Publish {
        /// When.
        on: NaiveDate,
    },
    /// Record what the governance body answered.
    RecordResponse(Response),
    /// Make the tables anew.
    Restate(Restatement),
}

/// An edition and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// What it is of.
    pub preparation: Preparation,
    /// When it was prepared.
    pub recorded_time: DateTime<Utc>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
    /// The steps of approval that were taken, in order.
    pub approvals: Vec<Approval>,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// What governance bodies answered, in order.
    pub responses: Vec<Response>,
    /// How its tables were made anew, in order, each with when it was recorded.
    pub restatements: Vec<(Restatement, DateTime<Utc>)>,
}

impl Edition {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        let time = recorded.time;
        if let Event::Prepared(preparation) = recorded.event {
            return Some(Self {
                preparation: preparation.clone(),
                recorded_time: time,
                updated_time: time,
                approvals: Vec::new(),
                published_on: None,
                responses: Vec::new(),
                restatements: Vec::new(),
            });
        }
        let mut next = state?;
        next.updated_time = time;
        match recorded.event {
            Event::Prepared(_) => {}
            Event::Approved(approval) => next.approvals.push(approval.clone()),
            Event::Published { on } => next.published_on = Some(*on),
            Event::ResponseRecorded(response) => next.responses.push(response.clone()),
            Event::Restated(restatement) => next.restatements.push((restatement.clone(), time)),
        }
        Some(next)
    }

    /// Where it is in its life.
    pub fn state(&self) -> EditionState {
        match (self.published_on, self.restatements.is_empty()) {
            (None, _) => EditionState::Prepared,
            (Some(_), true) => EditionState::Published,
            (Some(_), false) => EditionState::Restated,
        }
    }

    /// The step of its route that comes next; none once all have approved.
    pub fn next_step(&self) -> Option<&CodeId> {
        self.preparation.route.get(self.approvals.len())
    }

    /// The latest position that its tables were made at, and their digests there.
    pub fn latest(&self) -> (Position, Vec<&str>) {
        if let Some((restatement, _)) = self.restatements.last() {
            let digests = restatement.digests.iter().map(String::as_str);
            return (restatement.position, digests.collect());
        }
        let tables = self.preparation.tables.iter();
        let digests = tables.map(|table| table.digest.as_str());
        (self.preparation.position, digests.collect())
    }

    /// The day on which it was prepared, where the council is.
    pub fn prepared_on(&self) -> NaiveDate {
        local(self.recorded_time).date()
    }
}
