//! The ledger of what has left an authority: every report written for the public and every release. What leaves next is
//! attacked together with all of it.

use super::{
    disclosure::AlsoWithheld,
    edition::{self, Audience, Edition},
    financial_year::Period,
    ids::{Position, RecordNumber},
    recorded::Recorded,
    refusal::ReleaseRefusal,
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

/// A report that left the authority, as it left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenReport {
    /// The report.
    pub report: PublicReport,
    /// What of it was withheld because of what left before. Of an edition nothing is known: publishing it records that
    /// it was published, and the file was written before.
    pub also_withheld: Option<AlsoWithheld>,
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
    ReportWritten(WrittenReport),
    /// A release was published.
    ReleasePublished(ReleasedVersion),
}

/// Something that a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Enter a report, unless it is in the ledger: the same report of the same position has the same tables.
    Enter {
        /// The report.
        report: WrittenReport,
        /// How many entries the ledger had when it was held against them.
        beside: usize,
    },
}

/// What has left the authority, in the order in which it left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Disclosed {
    /// Reports for the public.
    pub reports: Vec<WrittenReport>,
    /// Releases, withdrawn and superseded ones too: they were seen.
    pub releases: Vec<ReleasedVersion>,
}

impl Disclosed {
    /// The state before and one event make the state after.
    #[must_use]
    pub fn evolve(mut self, recorded: Recorded<&Event>) -> Self {
        match recorded.event {
            // What is left of an edition after a release is in the reports that were written of it, held against that
            // release; the edition as it would be without one never left.
            Event::ReportWritten(report) if report.also_withheld.is_none() && !self.releases.is_empty() => {}
            Event::ReportWritten(report) => self.reports.push(report.clone()),
            Event::ReleasePublished(released) => self.releases.push(released.clone()),
        }
        self
    }

    /// Answers what a command does.
    ///
    /// # Errors
    /// Where something left since the report was held against what had left.
    pub fn decide(&self, command: &Command) -> Result<Vec<Event>, ReleaseRefusal> {
        let Command::Enter { report, beside } = command;
        let is_entered = |entered: &WrittenReport| {
            entered.report == report.report
                && entered.also_withheld.is_some() == report.also_withheld.is_some()
        };
        if self.reports.iter().any(is_entered) {
            Ok(Vec::new())
        } else if self.entries() == *beside {
            Ok(vec![Event::ReportWritten(report.clone())])
        } else {
            Err(ReleaseRefusal::Overtaken)
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
        Event::ReportWritten(WrittenReport {
            report: PublicReport {
                report: preparation.report.clone(),
                period: preparation.period,
                position,
            },
            also_withheld: None,
        })
    })
}
