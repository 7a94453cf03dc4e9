//! The ledger of what has left an authority: every report written for the public and every release. What leaves next is
//! attacked together with all of it.

use super::{
    edition::{self, Audience, Edition},
    financial_year::Period,
    ids::{Position, RecordNumber},
    recorded::Recorded,
    release::{self, Release},
};

/// A report that was written for the public.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PublicReport {
    /// The id of its definition.
    pub report: String,
    /// The period.
    pub period: Period,
    /// The position of the log that its tables were made at.
    pub position: Position,
}

/// A release that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedVersion {
    /// The release.
    pub release: RecordNumber,
    /// The id of its grid.
    pub grid: String,
    /// The period.
    pub period: Period,
    /// The version.
    pub version: u32,
}

/// Something that left the authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A report was written for the public.
    ReportWritten(PublicReport),
    /// A release was published.
    ReleasePublished(ReleasedVersion),
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter a report, unless it is in the ledger: the same report of the same position has the same tables.
    Enter(PublicReport),
}

/// What has left the authority, in the order in which it left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disclosed {
    /// Reports for the public.
    pub reports: Vec<PublicReport>,
    /// Releases, withdrawn and superseded ones too: they were seen.
    pub releases: Vec<ReleasedVersion>,
}

impl Disclosed {
    /// The state before and one event make the state after.
    #[must_use]
    pub fn evolve(mut self, recorded: Recorded<&Event>) -> Self {
        match recorded.event {
            Event::ReportWritten(report) => self.reports.push(report.clone()),
            Event::ReleasePublished(released) => self.releases.push(released.clone()),
        }
        self
    }

    /// Answers what a command does.
    pub fn decide(&self, command: &Command) -> Vec<Event> {
        match command {
            Command::Enter(report) if self.reports.contains(report) => Vec::new(),
            Command::Enter(report) => vec![Event::ReportWritten(report.clone())],
        }
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.reports.len() + self.releases.len()
    }

    /// The latest version of a grid and period that was published.
    pub fn latest_version(&self, grid: &str, period: Period) -> Option<u32> {
        let of_same = self
            .releases
            .iter()
            .filter(|released| released.grid == grid && released.period == period);
        of_same.map(|released| released.version).max()
    }
}

/// What the publication of a release enters in the ledger.
pub fn of_release(number: RecordNumber, before: &Release, event: &release::Event) -> Option<Event> {
    let release::Event::Published(_) = event else {
        return None;
    };
    let preview = &before.preview;
    Some(Event::ReleasePublished(ReleasedVersion {
        release: number,
        grid: preview.grid.clone(),
        period: preview.period,
        version: preview.version,
    }))
}

/// What the publication or restatement of an edition for the public enters.
pub fn of_edition(before: &Edition, event: &edition::Event) -> Option<Event> {
    let preparation = &before.preparation;
    let position = match event {
        edition::Event::Published { .. } => preparation.position,
        edition::Event::Restated(restatement) => restatement.position,
        _ => return None,
    };
    (preparation.audience == Audience::Public).then(|| {
        Event::ReportWritten(PublicReport {
            report: preparation.report.clone(),
            period: preparation.period,
            position,
        })
    })
}
