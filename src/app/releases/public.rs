//! Reports for the public: what of them is withheld because of what left before, and their entry in the ledger before
//! their first byte leaves.

use super::{Definitions, ReleaseError, control::Earlier, receive};
use crate::{
    app::{
        App,
        submission::{Caller, WriteError},
    },
    domain::{
        disclosed::{Disclosed, PublicReport, WrittenReport},
        disclosure::{AlsoWithheld, Published, SaidIn},
        history::Record,
        ids::AuthorityId,
        reference::Reference,
        refusal::{Refusal, ReleaseRefusal},
        release::grid::BENCHMARK_GRID,
        statistics::Table,
    },
    store::{StoreError, releases},
};

/// How often a report is held against what left anew because something else left meanwhile.
const TRIES_MAX: usize = 5;

impl App {
    /// The tables of a report as they may leave the authority, entered in the ledger. `counted` are its tables with
    /// every figure. A report of which nothing has changed since it left is withheld as it was then.
    ///
    /// # Errors
    /// See [`ReleaseError`].
    pub async fn publish_report(
        &self,
        caller: &Caller,
        authority: &AuthorityId,
        (report, counted): (PublicReport, Vec<Table>),
        definitions: Definitions,
    ) -> Result<Published, ReleaseError> {
        for _ in 0..=TRIES_MAX {
            let disclosed = self.disclosed(authority).await?;
            if let Some(also) = self.withheld_before(authority, &disclosed, &report).await? {
                return Ok(Published::of(counted).without(&also));
            }
            let mut earlier = self
                .earlier(authority, &disclosed, report.position, definitions)
                .await?;
            self.count_releases(authority, &mut earlier).await?;
            let (whose, tables) = (authority.clone(), counted.clone());
            let also = tokio::task::spawn_blocking(move || earlier.also_withheld(&whose, &tables));
            let written = WrittenReport {
                report: report.clone(),
                also_withheld: Some(also.await.map_err(|_| ReleaseError::Unattacked)?),
            };
            match receive::enter(self, caller, authority, written, disclosed.entries()).await {
                Ok(()) | Err(WriteError::Refused(Refusal::Release(ReleaseRefusal::Overtaken))) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(ReleaseError::Unattacked)
    }

    /// What was withheld of a report because of what had left, when it left; none where it never did, or something has
    /// changed since.
    async fn withheld_before(
        &self,
        authority: &AuthorityId,
        disclosed: &Disclosed,
        report: &PublicReport,
    ) -> Result<Option<AlsoWithheld>, StoreError> {
        for entered in &disclosed.reports {
            let is_same = entered.report.report == report.report && entered.report.period == report.period;
            let Some(also) = entered.also_withheld.as_ref().filter(|_| is_same) else {
                continue;
            };
            let (one, other) = (entered.report.position, report.position);
            let between = (one.min(other), one.max(other));
            if one == other || !releases::has_changed(&self.database, authority, between).await? {
                return Ok(Some(also.clone()));
            }
        }
        Ok(None)
    }

    /// Counts what releases withhold, which they do not say themselves.
    async fn count_releases(
        &self,
        authority: &AuthorityId,
        earlier: &mut Earlier,
    ) -> Result<(), ReleaseError> {
        let releases = earlier
            .said
            .iter_mut()
            .filter(|said| said.within == SaidIn::Release);
        for said in releases {
            let Some((period, position)) = said
                .tables
                .first()
                .map(|table| (table.period, table.as_of.position))
            else {
                continue;
            };
            let lists = self.lists_at(authority, position).await?;
            let nothing = Reference::of_deployment();
            let reference = lists.as_deref().and_then(Record::reference).unwrap_or(&nothing);
            let at = (period, Some(position));
            said.counted = self
                .report(authority, &BENCHMARK_GRID, at, reference)
                .await?
                .tables;
        }
        Ok(())
    }
}
