//! The rows of a release, and of one that was received.

use chrono::NaiveDate;

use crate::domain::{
    ids::{AuthorityId, Position, RecordNumber},
    received::Received,
    release::{Release, ReleaseState},
};

/// Where a release is now. Its key is the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseLine {
    /// The release.
    pub number: RecordNumber,
    /// The id of its grid.
    pub grid: String,
    /// The first day of its period.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// Its version.
    pub version: u32,
    /// Where it is in its life.
    pub state: ReleaseState,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Those it was published to.
    pub recipients: Vec<AuthorityId>,
}

impl ReleaseLine {
    /// The row of a release.
    pub fn of(number: RecordNumber, release: &Release) -> Self {
        let preview = &release.preview;
        let publication = release.publication.as_ref();
        Self {
            number,
            grid: preview.grid.clone(),
            starts_on: preview.period.starts_on(),
            ends_on: preview.period.ends_on(),
            version: preview.version,
            state: release.state(),
            published_on: publication.map(|publication| publication.on),
            recipients: publication
                .map(|publication| publication.recipients.clone())
                .unwrap_or_default(),
        }
    }
}

/// A release that was received. Its key is the number, which is where in the body's log it was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedLine {
    /// Its number.
    pub number: RecordNumber,
    /// The authority whose figures they are.
    pub from: AuthorityId,
    /// The id of its grid.
    pub grid: String,
    /// The first day of its period.
    pub starts_on: NaiveDate,
    /// Its version.
    pub version: u32,
    /// SHA-256 of its text, in hexadecimal digits.
    pub digest: String,
    /// Published, or withdrawn.
    pub state: ReleaseState,
    /// The place in the log of the step that led there.
    pub changed_at: Position,
}

impl ReceivedLine {
    /// The row of a release that was received, as it became at a position.
    pub fn of(number: RecordNumber, received: &Received, at: Position) -> Self {
        let taken_in = &received.taken_in;
        Self {
            number,
            from: taken_in.authority.clone(),
            grid: taken_in.grid.clone(),
            starts_on: taken_in.period.starts_on(),
            version: taken_in.version,
            digest: taken_in.digest.clone(),
            state: match received.withdrawn {
                Some(_) => ReleaseState::Withdrawn,
                None => ReleaseState::Published,
            },
            changed_at: at,
        }
    }
}
