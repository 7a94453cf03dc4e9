//! Everything that has left an authority before a release: what leaves next is attacked together with it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use super::{Definitions, ReleaseError, content, control};
use crate::{
    app::App,
    domain::{
        disclosed::{Disclosed, PublicReport, WrittenReport},
        disclosure::{AlsoWithheld, Changed, Published, Said},
        history::Record,
        ids::{AuthorityId, Position, Stream},
        limits,
        reference::Reference,
    },
    store::{StoreError, releases},
};

/// Reports as they left, as they were last made: they are the same for ever.
#[derive(Clone, Default)]
pub struct Left(Arc<Mutex<HashMap<(AuthorityId, PublicReport), Said>>>);

impl Left {
    fn get(&self, key: &(AuthorityId, PublicReport)) -> Option<Said> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).cloned()
    }

    fn put(&self, key: (AuthorityId, PublicReport), said: Said) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= limits::LEFT_KEPT_MAX {
            kept.clear();
        }
        kept.insert(key, said);
    }
}

impl App {
    /// Everything that has left an authority, and how far apart the positions are that it was counted at.
    pub(super) async fn earlier(
        &self,
        authority: &AuthorityId,
        disclosed: &Disclosed,
        position: Position,
        definitions: Definitions,
    ) -> Result<control::Earlier, ReleaseError> {
        let mut said = Vec::with_capacity(disclosed.entries());
        for released in &disclosed.releases {
            let stream = Stream::release(authority, released.release);
            let snapshot = self.record(&stream).await?;
            let Some(found) = snapshot.as_ref().and_then(|snapshot| snapshot.record.release()) else {
                continue;
            };
            said.push(control::said(&content(&found.preview)?, found.preview.position));
        }
        for report in self.public_reports(authority, disclosed).await? {
            said.extend(self.made_public(authority, &report, definitions).await?);
        }
        Ok(control::Earlier {
            changed: self.apart(authority, &said, position).await?,
            said,
            lists: self.lists_at(authority, position).await?,
            lists_now: self.reference_record(authority).await?,
        })
    }

    /// The tables of a report as they left; none of a report that this version does not know any more.
    async fn made_public(
        &self,
        authority: &AuthorityId,
        written: &WrittenReport,
        definitions: Definitions,
    ) -> Result<Option<Said>, ReleaseError> {
        let report = &written.report;
        let key = (authority.clone(), report.clone());
        if let Some(said) = self.left.get(&key) {
            return Ok(Some(said));
        }
        let Some(definition) = definitions(&report.report) else {
            return Ok(None);
        };
        let lists = self.lists_at(authority, report.position).await?;
        let nothing = Reference::of_deployment();
        let reference = lists.as_deref().and_then(Record::reference).unwrap_or(&nothing);
        let at = (report.period, Some(report.position));
        let made = self.report(authority, &definition, at, reference).await?;
        let nothing = AlsoWithheld::default();
        let also = written.also_withheld.as_ref().unwrap_or(&nothing);
        let said = control::as_published(&Published::of(made.tables).without(also));
        self.left.put(key, said.clone());
        Ok(Some(said))
    }

    /// How far apart positions are that something was counted at: each from the next one, and from the next one at
    /// which the same tables were counted.
    async fn apart(
        &self,
        authority: &AuthorityId,
        said: &[Said],
        position: Position,
    ) -> Result<Vec<Changed>, StoreError> {
        let of_each = said.iter().filter_map(|said| {
            let table = said.tables.first()?;
            Some((table.as_of.position, (table.id, table.period.starts_on())))
        });
        let mut counted: BTreeMap<Position, Vec<_>> = BTreeMap::new();
        for (at, what) in of_each {
            counted.entry(at).or_default().push(what);
        }
        counted.entry(position).or_default();
        let mut pairs = Vec::new();
        for (one, what) in &counted {
            let after = || counted.range(one + 1..);
            let next = after().next();
            let same =
                after().find(|(other, of)| **other == position || of.iter().any(|of| what.contains(of)));
            pairs.extend(next.into_iter().chain(same).map(|(other, _)| (*one, *other)));
        }
        pairs.dedup();
        let mut apart = Vec::new();
        for (one, other) in pairs {
            let by = releases::changed_between(&self.database, authority, (one, other)).await?;
            // A change of the lists seldom moves what is counted into other groups. Where it does, the two cannot both
            // be true, and the release is refused rather than let out.
            if by.is_near() {
                apart.push(((one, other), by));
            }
        }
        Ok(apart)
    }

    /// Every report for the public. Of several between which nothing changed, the first is all of them.
    async fn public_reports(
        &self,
        authority: &AuthorityId,
        disclosed: &Disclosed,
    ) -> Result<Vec<WrittenReport>, StoreError> {
        let mut reports = disclosed.reports.clone();
        let key = |WrittenReport { report, .. }: &WrittenReport| {
            let period = (report.period.starts_on(), report.period.ends_on());
            (report.report.clone(), period, report.position)
        };
        reports.sort_by_key(key);
        let mut kept: Vec<WrittenReport> = Vec::with_capacity(reports.len());
        for written in reports {
            let report = &written.report;
            let before = kept
                .last()
                .map(|before| &before.report)
                .filter(|before| before.report == report.report && before.period == report.period);
            let changed = match before {
                Some(before) => {
                    let between = (before.position, report.position);
                    releases::has_changed(&self.database, authority, between).await?
                }
                None => true,
            };
            if changed {
                kept.push(written);
            }
        }
        Ok(kept)
    }
}
