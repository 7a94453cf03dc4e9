//! Keeping records for as long as they are needed and no longer (UK GDPR art. 5(1)(e)): holds, the destruction that one
//! person proposes and another confirms, and what is left of a record that was erased.
//!
//! What is done about a record's retention is a stream beside the record's own, with the same number: a hold changes
//! nothing of the record. Its erasure does, and is an event of both.

mod decide;
mod kept;
mod rule;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::{
    decide::{Command, Step, decide, hold_words},
    kept::Kept,
    rule::{RetentionClass, RetentionRule, built_in_rules},
};
use super::{
    ids::{CodeId, Position, StreamKind},
    recorded::Recorded,
    word::Word,
};

/// Why a record may not be destroyed for now. A hold wins over every rule and every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldKind {
    /// A public inquiry, or a moratorium such as that of the inquiry into child sexual abuse (Inquiries Act 2005 s35).
    Inquiry,
    /// Proceedings under way or expected.
    Litigation,
    /// A request for information that the record may answer (Freedom of Information Act 2000 s77; Data Protection Act
    /// 2018 s173).
    InformationRequest,
    /// A care record rests on its outcome and is still kept.
    CareRecord,
    /// A safeguarding concern.
    Safeguarding,
    /// Another reason of the authority.
    Other,
}

impl Word for HoldKind {
    const ALL: &'static [Self] = &[
        Self::Inquiry,
        Self::Litigation,
        Self::InformationRequest,
        Self::CareRecord,
        Self::Safeguarding,
        Self::Other,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Inquiry => "inquiry",
            Self::Litigation => "litigation",
            Self::InformationRequest => "information_request",
            Self::CareRecord => "care_record",
            Self::Safeguarding => "safeguarding",
            Self::Other => "other",
        }
    }
}

/// What a destruction rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The time that its rule gives it is over.
    RetentionEnded,
    /// The person asked for it (UK GDPR art. 17), and the authority agreed.
    ErasureRequest,
}

impl Word for Basis {
    const ALL: &'static [Self] = &[Self::RetentionEnded, Self::ErasureRequest];

    fn word(self) -> &'static str {
        match self {
            Self::RetentionEnded => "retention_ended",
            Self::ErasureRequest => "erasure_request",
        }
    }
}

/// Who takes a step: the client that calls and the officer on whose behalf, known by a post and never by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The client, by the credential.
    pub client: String,
    /// The post, from [`crate::domain::lists::List::Officers`].
    pub officer: CodeId,
}

impl Who {
    /// Whether both are other than another's: two persons with one credential are one, and one with two is one.
    pub fn is_another_than(&self, other: &Self) -> bool {
        self.client != other.client && self.officer != other.officer
    }
}

/// A hold. Its number is its place, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub kind: HoldKind,
    /// Who placed it.
    pub by: Who,
    /// When.
    pub on: NaiveDate,
    /// When it is to be looked at again; it does not end then by itself.
    pub review_on: Option<NaiveDate>,
    /// Who released it, and when.
    pub released: Option<(Who, NaiveDate)>,
}

/// A destruction that one person proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What it rests on.
    pub basis: Basis,
    /// Who proposed it.
    pub by: Who,
    /// When.
    pub on: NaiveDate,
    /// The day from which the rule allowed it, by the rule as it was then.
    pub due_on: Option<NaiveDate>,
}

/// The erasure of a record, as the record itself knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasure {
    /// What it rested on.
    pub basis: Basis,
    /// When.
    pub on: NaiveDate,
    /// Where in the log.
    pub at: Position,
}

/// The receipt of an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The erasure.
    pub erasure: Erasure,
    /// Who proposed it and who confirmed it; none where it was applied again from the ledger of erasures.
    pub by: Option<(Who, Who)>,
    /// The entry of the ledger that it was applied again from.
    pub ledger_entry: Option<u64>,
    /// When it was recorded.
    pub recorded_time: DateTime<Utc>,
}

/// Something that happened to the retention of a record. The first event says what kind of record it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A hold was placed.
    HoldPlaced {
        /// The kind of the record.
        record: StreamKind,
        /// Why.
        kind: HoldKind,
        /// Who placed it.
        by: Who,
        /// When.
        on: NaiveDate,
        /// When it is to be looked at again.
        review_on: Option<NaiveDate>,
    },
    /// A hold was released.
    HoldReleased {
        /// Its number, from 1.
        hold: u8,
        /// Who released it.
        by: Who,
        /// When.
        on: NaiveDate,
    },
    /// The destruction was proposed.
    DestructionProposed {
        /// The kind of the record.
        record: StreamKind,
        /// The proposal.
        proposal: Proposal,
    },
    /// The proposal was withdrawn or declined.
    ProposalWithdrawn {
        /// Who withdrew it.
        by: Who,
        /// When.
        on: NaiveDate,
    },
    /// Another person confirmed it: the record's keys were destroyed in the same commit.
    Erased {
        /// The kind of the record.
        record: StreamKind,
        /// What it rested on.
        basis: Basis,
        /// Who had proposed it.
        proposed_by: Who,
        /// Who confirmed it.
        confirmed_by: Who,
        /// When.
        on: NaiveDate,
    },
    /// An older backup was restored, and the erasure applied again from the ledger of erasures.
    Reapplied {
        /// The kind of the record.
        record: StreamKind,
        /// What it had rested on.
        basis: Basis,
        /// When it was erased first.
        on: NaiveDate,
        /// The entry of the ledger.
        entry: u64,
    },
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> NaiveDate {
        match self {
            Self::HoldPlaced { on, .. }
            | Self::HoldReleased { on, .. }
            | Self::ProposalWithdrawn { on, .. }
            | Self::Erased { on, .. }
            | Self::Reapplied { on, .. } => *on,
            Self::DestructionProposed { proposal, .. } => proposal.on,
        }
    }

    /// What the record itself hears of it: that it is erased.
    pub fn erases(&self) -> Option<(StreamKind, Basis, NaiveDate)> {
        match self {
            Self::Erased {
                record, basis, on, ..
            }
            | Self::Reapplied {
                record, basis, on, ..
            } => Some((*record, *basis, *on)),
            _ => None,
        }
    }
}

/// What was done about the retention of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// The kind of the record.
    pub record: StreamKind,
    /// The holds, by number from 1.
    pub holds: Vec<Hold>,
    /// The destruction that waits for another person.
    pub proposal: Option<Proposal>,
    /// The receipt of its erasure.
    pub receipt: Option<Receipt>,
    /// When its latest step was recorded.
    pub updated_time: DateTime<Utc>,
}

impl Retention {
    /// The holds that stand, with their numbers.
    pub fn standing(&self) -> impl Iterator<Item = (u8, &Hold)> {
        (1..).zip(&self.holds).filter(|(_, hold)| hold.released.is_none())
    }

    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        let mut next = match (state, recorded.event) {
            (Some(state), _) => state,
            (
                None,
                Event::HoldPlaced { record, .. }
                | Event::DestructionProposed { record, .. }
                | Event::Erased { record, .. }
                | Event::Reapplied { record, .. },
            ) => Self {
                record: *record,
                holds: Vec::new(),
                proposal: None,
                receipt: None,
                updated_time: recorded.time,
            },
            (None, Event::HoldReleased { .. } | Event::ProposalWithdrawn { .. }) => return None,
        };
        next.updated_time = recorded.time;
        next.apply(recorded);
        Some(next)
    }

    fn apply(&mut self, recorded: Recorded<&Event>) {
        match recorded.event {
            Event::HoldPlaced {
                record: _,
                kind,
                by,
                on,
                review_on,
            } => self.holds.push(Hold {
                kind: *kind,
                by: by.clone(),
                on: *on,
                review_on: *review_on,
                released: None,
            }),
            Event::HoldReleased { hold, by, on } => {
                let place = usize::from(*hold).checked_sub(1);
                if let Some(hold) = place.and_then(|place| self.holds.get_mut(place)) {
                    hold.released = Some((by.clone(), *on));
                }
            }
            Event::DestructionProposed { proposal, .. } => self.proposal = Some(proposal.clone()),
            Event::ProposalWithdrawn { .. } => self.proposal = None,
            Event::Erased {
                basis,
                proposed_by,
                confirmed_by,
                on,
                ..
            } => self.erase(
                (*basis, *on),
                &recorded,
                Some((proposed_by.clone(), confirmed_by.clone())),
                None,
            ),
            Event::Reapplied { basis, on, entry, .. } => {
                self.erase((*basis, *on), &recorded, None, Some(*entry));
            }
        }
    }

    fn erase(
        &mut self,
        (basis, on): (Basis, NaiveDate),
        recorded: &Recorded<&Event>,
        by: Option<(Who, Who)>,
        ledger_entry: Option<u64>,
    ) {
        self.proposal = None;
        self.receipt = Some(Receipt {
            erasure: Erasure {
                basis,
                on,
                at: recorded.position,
            },
            by,
            ledger_entry,
            recorded_time: recorded.time,
        });
    }
}
