//! Releases: previewing them, attacking them together with all that has left the authority, and listing them.

mod control;
mod earlier;
mod in_clear;
mod public;
mod pull;
mod receive;

use ring::digest::{SHA256, digest};

pub use self::{
    earlier::Left,
    pull::{Told, Wanted},
    receive::Arrival,
};
use super::{App, records::Snapshot, statistics::FiguresError, submission::WriteError};
use crate::{
    domain::{
        access::{Access, Role},
        disclosed::Disclosed,
        financial_year::{FinancialYear, Period},
        history::Record,
        ids::{AuthorityId, Position, RecordNumber, Stream},
        limits,
        reference::Reference,
        refusal::{GivenAway, ReleaseRefusal},
        release::{self, Content, Header, Preview, grid::BENCHMARK_GRID},
        statistics::ReportDefinition,
    },
    store::{Inconsistency, StoreError, acting, releases, value::hex},
};

/// Why there is no release, or it may not leave.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// It would give figures away.
    #[error("the release would give figures away")]
    GivesAway(Vec<GivenAway>),
    /// The processor that attacks it failed.
    #[error("the release could not be attacked")]
    Unattacked,
    /// It cannot be counted.
    #[error(transparent)]
    Figures(#[from] FiguresError),
    /// The ledger of what left cannot be written.
    #[error(transparent)]
    Ledger(#[from] WriteError),
}

impl From<StoreError> for ReleaseError {
    fn from(error: StoreError) -> Self {
        Self::Figures(error.into())
    }
}

impl From<Vec<GivenAway>> for ReleaseRefusal {
    fn from(mut cells: Vec<GivenAway>) -> Self {
        cells.truncate(limits::GIVEN_AWAY_TOLD_MAX);
        Self::GivesAway { cells }
    }
}

/// The definition of a report for the public, by its id in the ledger.
pub type Definitions = fn(&str) -> Option<ReportDefinition>;

/// SHA-256 of a text, in hexadecimal digits.
pub fn digest_of(text: &str) -> String {
    hex(digest(&SHA256, text.as_bytes()).as_ref())
}

/// The latest release of an authority and year that a body holds.
#[derive(Debug, Clone)]
pub struct Received {
    /// The authority.
    pub authority: AuthorityId,
    /// The version.
    pub version: u32,
    /// Whether other members may see in comparisons whose figures they are.
    pub named: bool,
    /// SHA-256 of its text, in hexadecimal digits.
    pub digest: String,
    /// What it says.
    pub content: Content,
}

impl App {
    /// Makes the release of a year at a position, safe to leave together with all that has left.
    ///
    /// # Errors
    /// See [`ReleaseError`].
    pub async fn preview_release(
        &self,
        authority: &AuthorityId,
        year: FinancialYear,
        position: Option<Position>,
        definitions: Definitions,
    ) -> Result<Preview, ReleaseError> {
        let (grid, period) = (&BENCHMARK_GRID, Period::financial_year(year));
        let as_of = self.as_of(authority, position).await?;
        let lists = self.lists_at(authority, as_of.position).await?;
        let nothing = Reference::of_deployment();
        let reference = lists.as_deref().and_then(Record::reference).unwrap_or(&nothing);
        let policy = self.reference_record(authority).await?;
        let policy = policy.as_deref().and_then(Record::reference);
        let policy = policy.map(Reference::disclosure).unwrap_or_default();
        let at = Some(as_of.position);
        let report = self.report(authority, grid, (period, at), reference).await?;
        let disclosed = self.disclosed(authority).await?;
        let earlier = self
            .earlier(authority, &disclosed, as_of.position, definitions)
            .await?;
        let version = disclosed.latest_version(grid.id, period).unwrap_or(0) + 1;
        let (whose, tables) = (authority.clone(), report.tables);
        // Solving takes the processor for a while, which other calls need.
        let protected = tokio::task::spawn_blocking(move || earlier.protect(&whose, &tables, policy));
        let protected = protected
            .await
            .map_err(|_| ReleaseError::Unattacked)?
            .map_err(ReleaseError::GivesAway)?;
        let header = Header {
            authority: authority.clone(),
            grid: grid.id.to_owned(),
            period,
            version,
            policy,
        };
        let text = release::write(&header, &protected.tables);
        Ok(Preview {
            grid: header.grid,
            period,
            version,
            position: as_of.position,
            policy,
            digest: digest_of(&text),
            text: text.into(),
            withheld: protected.withheld,
            in_clear: protected.in_clear,
        })
    }

    /// Attacks a release together with all that has left the authority by now, and answers how many entries of the
    /// ledger that were.
    ///
    /// # Errors
    /// See [`ReleaseError`].
    pub async fn attack_release(
        &self,
        authority: &AuthorityId,
        preview: &Preview,
        definitions: Definitions,
    ) -> Result<usize, ReleaseError> {
        let disclosed = self.disclosed(authority).await?;
        let earlier = self
            .earlier(authority, &disclosed, preview.position, definitions)
            .await?;
        let (content, position) = (content(preview)?, preview.position);
        let attacked = tokio::task::spawn_blocking(move || earlier.attack(&content, position));
        match attacked.await {
            Ok(Ok(())) => Ok(disclosed.entries()),
            Ok(Err(cells)) => Err(ReleaseError::GivesAway(cells)),
            Err(_) => Err(ReleaseError::Unattacked),
        }
    }

    /// The ledger of what has left an authority.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn disclosed(&self, authority: &AuthorityId) -> Result<Disclosed, StoreError> {
        let found = self.record(&Stream::disclosed(authority)).await?;
        let found = found.and_then(|snapshot| snapshot.record.disclosed().cloned());
        Ok(found.unwrap_or_default())
    }

    /// A page of releases after a number, in the order of their previews. `allowed` are values that `state` or `year`
    /// may have, each with its column.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_releases(
        &self,
        authority: &AuthorityId,
        allowed: &[(&'static str, String)],
        after: RecordNumber,
        limit: usize,
    ) -> Result<Vec<Snapshot>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let numbers = releases::releases(&self.database, authority, allowed, after, limit).await?;
        let streams: Vec<Stream> = numbers
            .into_iter()
            .map(|number| Stream::release(authority, number))
            .collect();
        self.records(&streams).await
    }

    /// Whether releases may be published to an authority: it has a client that compares.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_regional_body(&self, body: &AuthorityId) -> Result<bool, StoreError> {
        let access = acting::for_authority(body, self.record(&Stream::access(body))).await?;
        let access = access.as_ref().and_then(|snapshot| snapshot.record.access());
        let compares = |access: &Access| {
            let mut clients = access.clients.values();
            clients.any(|client| client.role == Role::Benchmark)
        };
        Ok(!body.is_system() && access.is_some_and(compares))
    }

    /// A page of what a body received after a number, in the order in which it came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_received(
        &self,
        body: &AuthorityId,
        after: RecordNumber,
        limit: usize,
    ) -> Result<Vec<Snapshot>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let numbers = releases::received(&self.database, body, after, limit).await?;
        self.records(&received_streams(body, numbers)).await
    }

    /// What a body holds of some financial years: the latest version that is not withdrawn of each authority, grid and
    /// year.
    ///
    /// # Errors
    /// When the database fails, or holds a text that this version cannot read.
    pub async fn received(
        &self,
        body: &AuthorityId,
        years: (FinancialYear, FinancialYear),
    ) -> Result<Vec<Received>, StoreError> {
        let numbers = releases::current(&self.database, body, years).await?;
        let mut found = Vec::with_capacity(numbers.len());
        for page in received_streams(body, numbers).chunks(limits::PULL_PAGE) {
            for snapshot in self.records(page).await? {
                let Some(received) = snapshot.record.received() else {
                    continue;
                };
                let taken_in = &received.taken_in;
                found.push(Received {
                    authority: taken_in.authority.clone(),
                    version: taken_in.version,
                    named: taken_in.named,
                    digest: taken_in.digest.clone(),
                    content: release::read(&taken_in.text).map_err(|_| unreadable())?,
                });
            }
        }
        Ok(found)
    }
}

fn received_streams(body: &AuthorityId, numbers: Vec<RecordNumber>) -> Vec<Stream> {
    let stream = |number| Stream::received(body, number);
    numbers.into_iter().map(stream).collect()
}

/// What a release says.
///
/// # Errors
/// When this version cannot read its text; every text that it wrote it can.
pub fn content(preview: &Preview) -> Result<Content, StoreError> {
    release::read(&preview.text).map_err(|_| unreadable())
}

fn unreadable() -> StoreError {
    Inconsistency::on("event")
        .column("payload")
        .why("holds a release that cannot be read")
        .into()
}
