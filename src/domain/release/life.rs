//! What happens to a release from its preview to its withdrawal.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::{
    calendar::local,
    disclosure::policy::Policy,
    financial_year::Period,
    ids::{AuthorityId, CodeId, Position},
    recorded::Recorded,
    word::Word,
};

/// Where a release is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReleaseState {
    /// Its text is pinned, and the authority sees what is withheld and why.
    Previewed,
    /// A named role has signed it off.
    SignedOff,
    /// It was published to its recipients.
    Published,
    /// It was published, and taken back.
    Withdrawn,
}

impl Word for ReleaseState {
    const ALL: &'static [Self] = &[Self::Previewed, Self::SignedOff, Self::Published, Self::Withdrawn];

    fn word(self) -> &'static str {
        match self {
            Self::Previewed => "previewed",
            Self::SignedOff => "signed_off",
            Self::Published => "published",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Why a figure is withheld. Only the authority is told: elsewhere it would say which figures are small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WithheldBecause {
    /// It is a small count.
    Small,
    /// With the others it would tell one that is withheld.
    Protects,
    /// It is reckoned from counts of which one is withheld.
    Derived,
}

impl Word for WithheldBecause {
    const ALL: &'static [Self] = &[Self::Small, Self::Protects, Self::Derived];

    fn word(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Protects => "protects",
            Self::Derived => "derived",
        }
    }
}

/// A figure that is withheld.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldFigure {
    /// The place of its table in the release, from 0.
    pub table: usize,
    /// The place of its row, from 0; none for the total.
    pub row: Option<usize>,
    /// The place of its measure, from 0.
    pub measure: usize,
    /// Why.
    pub because: WithheldBecause,
}

/// A small figure that is shown all the same, because somebody said it in clear before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureInClear {
    /// The place of its table in the release, from 0.
    pub table: usize,
    /// The place of its row, from 0; none for the total.
    pub row: Option<usize>,
    /// The place of its measure, from 0.
    pub measure: usize,
}

/// What a release is of, as it was previewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The id of the grid.
    pub grid: String,
    /// The period: one whole financial year, because a release of a part of one could be subtracted from another.
    pub period: Period,
    /// The version that it is published as, from 1.
    pub version: u32,
    /// The position of the log that its tables were made at.
    pub position: Position,
    /// The policy that they were made by.
    pub policy: Policy,
    /// Its canonical text.
    pub text: Arc<str>,
    /// SHA-256 of the text, in hexadecimal digits.
    pub digest: String,
    /// What is withheld, and why.
    pub withheld: Vec<WithheldFigure>,
    /// What is small and shown all the same.
    pub in_clear: Vec<FigureInClear>,
}

/// By whose leave it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// Who, from [`crate::domain::lists::List::Officers`]: a post, never a name.
    pub by: CodeId,
    /// When.
    pub on: NaiveDate,
}

/// To whom it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// When.
    pub on: NaiveDate,
    /// The regional bodies that may pull it, in order, none twice.
    pub recipients: Vec<AuthorityId>,
    /// Whether other members may see in comparisons whose figures they are.
    pub named: bool,
}

/// Why it was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// When.
    pub on: NaiveDate,
    /// Why, from [`crate::domain::lists::List::ReleaseWithdrawalReasons`].
    pub reason: CodeId,
}

/// Who pulled: a client of a regional body.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Puller {
    /// The body.
    pub body: AuthorityId,
    /// Its client, as the body's own log names it.
    pub client: String,
}

/// How often somebody pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulls {
    /// How often.
    pub count: u32,
    /// The first time.
    pub first: DateTime<Utc>,
    /// The last time.
    pub last: DateTime<Utc>,
}

/// Something that happened to a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Its text was pinned.
    Previewed(Preview),
    /// It was signed off.
    SignedOff(SignOff),
    /// It was published.
    Published(Publication),
    /// It was withdrawn.
    Withdrawn(Withdrawal),
    /// It was handed to somebody who pulled it.
    Pulled(Puller),
}

impl Event {
    /// The date that it speaks of.
    pub fn effective_on(&self) -> Option<NaiveDate> {
        match self {
            Self::SignedOff(SignOff { on, .. })
            | Self::Published(Publication { on, .. })
            | Self::Withdrawn(Withdrawal { on, .. }) => Some(*on),
            Self::Previewed(_) | Self::Pulled(_) => None,
        }
    }
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Pin its text.
    Preview(Preview),
    /// Sign it off.
    SignOff(SignOff),
    /// Publish it.
    Publish {
        /// To whom.
        publication: Publication,
        /// How many entries the ledger of what has left the authority had when this release was attacked together with
        /// them.
        attacked_with: usize,
    },
    /// Take it back.
    Withdraw(Withdrawal),
    /// Take note that it is handed over.
    NotePull(Puller),
}

/// A release and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// What it is of.
    pub preview: Preview,
    /// When it was previewed.
    pub recorded_time: DateTime<Utc>,
    /// When its latest step was recorded; a pull is none.
    pub updated_time: DateTime<Utc>,
    /// By whose leave it is published.
    pub sign_off: Option<SignOff>,
    /// To whom it was published.
    pub publication: Option<Publication>,
    /// Why it was taken back.
    pub withdrawal: Option<Withdrawal>,
    /// Who pulled it, and how often.
    pub pulls: BTreeMap<Puller, Pulls>,
}

impl Release {
    /// The state before and one event make the state after. `None` before the first event.
    pub fn evolve(state: Option<Self>, recorded: Recorded<&Event>) -> Option<Self> {
        let time = recorded.time;
        if let Event::Previewed(preview) = recorded.event {
            return Some(Self {
                preview: preview.clone(),
                recorded_time: time,
                updated_time: time,
                sign_off: None,
                publication: None,
                withdrawal: None,
                pulls: BTreeMap::new(),
            });
        }
        let mut next = state?;
        match recorded.event {
            Event::Previewed(_) => {}
            Event::SignedOff(sign_off) => next.sign_off = Some(sign_off.clone()),
            Event::Published(publication) => next.publication = Some(publication.clone()),
            Event::Withdrawn(withdrawal) => next.withdrawal = Some(withdrawal.clone()),
            Event::Pulled(puller) => {
                let first = Pulls {
                    count: 0,
                    first: time,
                    last: time,
                };
                let pulls = next.pulls.entry(puller.clone()).or_insert(first);
                *pulls = Pulls {
                    count: pulls.count.saturating_add(1),
                    last: time,
                    ..*pulls
                };
                return Some(next);
            }
        }
        next.updated_time = time;
        Some(next)
    }

    /// Where it is in its life.
    pub fn state(&self) -> ReleaseState {
        if self.withdrawal.is_some() {
            ReleaseState::Withdrawn
        } else if self.publication.is_some() {
            ReleaseState::Published
        } else if self.sign_off.is_some() {
            ReleaseState::SignedOff
        } else {
            ReleaseState::Previewed
        }
    }

    /// Whether it was published to this body.
    pub fn is_for(&self, body: &AuthorityId) -> bool {
        let publication = self.publication.as_ref();
        publication.is_some_and(|publication| publication.recipients.contains(body))
    }

    /// The day of its latest step, or that on which it was previewed, where the council is.
    pub(super) fn latest_on(&self) -> NaiveDate {
        let published = self.publication.as_ref().map(|publication| publication.on);
        let signed_off = self.sign_off.as_ref().map(|sign_off| sign_off.on);
        published
            .or(signed_off)
            .unwrap_or_else(|| local(self.recorded_time).date())
    }
}
