//! Everything that has left an authority before a release: what leaves next is attacked together with it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Definitions, Earlier, ReleaseError, content, control};
use crate::{
    app::App,
    domain::{
        disclosed::{Disclosed, PublicReport},
        edition::Edition,
        financial_year::Period,
        ids::{AuthorityId, Position, RecordNumber, Stream},
        limits,
        reference::Reference,
        release::ReleasedTable,
    },
    store::{
        StoreError,
        releases::{self, Changed},
    },
};

/// Tables as they left, each with the period that it is of.
type Tables = Arc<Vec<(Period, ReleasedTable)>>;

/// What left an authority.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum What {
    Release(RecordNumber),
    /// The report, the days that it is from and until, and the position.
    Report(String, Period, Position),
}

/// Tables that left, as they were last made: they are the same for ever.
#[derive(Clone, Default)]
pub struct Left(Arc<Mutex<HashMap<(AuthorityId, What), Tables>>>);

impl Left {
    fn get(&self, key: &(AuthorityId, What)) -> Option<Tables> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned()
    }

    fn put(&self, key: (AuthorityId, What), tables: Tables) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= limits::LEFT_KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, tables);
    }
}

impl App {
    /// Everything that has left an authority, each with what changed between its position and this one.
    pub(super) async fn earlier(
        &self,
        authority: &AuthorityId,
        disclosed: &Disclosed,
        position: Position,
        definitions: Definitions,
    ) -> Result<Vec<Earlier>, ReleaseError> {
        let mut found: Vec<(Position, Tables)> = Vec::with_capacity(disclosed.entries());
        for released in &disclosed.releases {
            let stream = Stream::release(authority, released.release);
            let snapshot = self.record(&stream).await?;
            let Some(release) = snapshot.as_ref().and_then(|snapshot| snapshot.record.release()) else {
                continue;
            };
            let key = (authority.clone(), What::Release(released.release));
            let tables = if let Some(tables) = self.left.get(&key) {
                tables
            } else {
                let tables = content(&release.preview)?.tables.into_iter();
                let tables: Tables = Arc::new(tables.map(|table| (released.period, table)).collect());
                self.left.put(key, tables.clone());
                tables
            };
            found.push((release.preview.position, tables));
        }
        for report in self.public_reports(authority, disclosed).await? {
            if let Some(tables) = self.made_public(authority, &report, definitions).await? {
                found.push((report.position, tables));
            }
        }
        let from = found.iter().map(|(at, _)| *at).min().unwrap_or(position);
        let latest = releases::latest(&self.database, authority, (from, position)).await?;
        let mut earlier = Vec::with_capacity(found.len());
        for (at, tables) in found {
            let changed: Changed = if at <= position {
                latest.after(at)
            } else {
                let since = releases::latest(&self.database, authority, (position, at)).await?;
                since.after(position)
            };
            earlier.push(Earlier { tables, changed });
        }
        Ok(earlier)
    }

    /// The tables of a report as they left; none of a report that this version does not know any more.
    async fn made_public(
        &self,
        authority: &AuthorityId,
        report: &PublicReport,
        definitions: Definitions,
    ) -> Result<Option<Tables>, ReleaseError> {
        let what = What::Report(report.report.clone(), report.period, report.position);
        let key = (authority.clone(), what);
        if let Some(tables) = self.left.get(&key) {
            return Ok(Some(tables));
        }
        let Some(definition) = definitions(&report.report) else {
            return Ok(None);
        };
        let nothing = Reference::of_deployment();
        let at = (report.period, Some(report.position));
        let made = self.report(authority, &definition, at, &nothing).await?;
        let tables: Tables = Arc::new(control::as_published(made.tables));
        self.left.put(key, tables.clone());
        Ok(Some(tables))
    }

    /// Every report for the public, also of editions from before there was a ledger. Of several between which nothing
    /// changed, the first is all of them.
    async fn public_reports(
        &self,
        authority: &AuthorityId,
        disclosed: &Disclosed,
    ) -> Result<Vec<PublicReport>, StoreError> {
        let mut reports = disclosed.reports.clone();
        let published = ["published", "restated"].map(|state| ("state", state.to_owned()));
        let mut after = 0;
        loop {
            let page = self.list_editions(authority, &published, after, limits::PAGE_SIZE_MAX);
            let page = page.await?;
            let Some(last) = page.last() else { break };
            after = last.stream.number;
            let editions = page.iter().filter_map(|snapshot| snapshot.record.edition());
            reports.extend(editions.flat_map(Edition::public_reports));
        }
        let key = |report: &PublicReport| {
            let period = (report.period.starts_on(), report.period.ends_on());
            (report.report.clone(), period, report.position)
        };
        reports.sort_by_key(key);
        reports.dedup();
        let mut kept: Vec<PublicReport> = Vec::with_capacity(reports.len());
        for report in reports {
            let before = kept
                .last()
                .filter(|before| before.report == report.report && before.period == report.period);
            let changed = match before {
                Some(before) => {
                    let between = (before.position, report.position);
                    releases::has_changed(&self.database, authority, between).await?
                }
                None => true,
            };
            if changed {
                kept.push(report);
            }
        }
        Ok(kept)
    }
}
