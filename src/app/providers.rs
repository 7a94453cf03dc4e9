//! A provider's last months at a glance.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::App;
use crate::{
    domain::{
        ids::{AuthorityId, CodeId, Position, RecordNumber},
        limits,
        representation::Kind,
        word::Word,
    },
    store::{
        StoreError,
        providers::{self, About, Span},
    },
};

/// What there is about a provider; each count with the word or code that it is of.
#[derive(Debug, Clone)]
pub struct ProviderSummary {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// Representations, by kind.
    pub by_kind: Vec<(String, i64)>,
    /// The complaints among them, by state.
    pub by_state: Vec<(String, i64)>,
    /// The complaints with a concern of a category, by category.
    pub by_category: Vec<(String, i64)>,
    /// The complaints with a finding, by finding.
    pub by_finding: Vec<(String, i64)>,
    /// The latest ones; at most [`limits::PROVIDER_REPRESENTATIONS_LISTED_MAX`].
    pub latest: Vec<RecordNumber>,
    /// Where the log was read at.
    pub position: Position,
}

impl App {
    /// What was received about a provider in the months up to a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn summarise_provider(
        &self,
        authority: &AuthorityId,
        provider: &CodeId,
        until: NaiveDate,
    ) -> Result<ProviderSummary, StoreError> {
        let position = self.head(authority).await?.position;
        let from = first_day(until);
        let span = Span {
            authority,
            provider,
            from,
            until,
            position,
        };
        let about = providers::representations(&self.database, span).await?;
        let complaints = || about.iter().filter(|about| about.kind == Kind::Complaint);
        let latest = about.iter().take(limits::PROVIDER_REPRESENTATIONS_LISTED_MAX);
        Ok(ProviderSummary {
            from,
            until,
            by_kind: counted(about.iter().map(|about| about.kind)),
            by_state: counted(complaints().map(|about| about.state)),
            by_category: providers::categories(&self.database, span).await?,
            by_finding: counted(complaints().filter_map(|about: &About| about.finding)),
            latest: latest.map(|about| about.number).collect(),
            position,
        })
    }
}

/// The day after the corresponding one, so that the months end with the last day.
fn first_day(until: NaiveDate) -> NaiveDate {
    let months = chrono::Months::new(limits::PROVIDER_SUMMARY_MONTHS);
    let corresponding = until.checked_sub_months(months).unwrap_or(until);
    corresponding.succ_opt().unwrap_or(corresponding)
}

fn counted<W: Word>(values: impl Iterator<Item = W>) -> Vec<(String, i64)> {
    let mut counts: BTreeMap<&'static str, i64> = BTreeMap::new();
    for value in values {
        *counts.entry(value.word()).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|(word, count)| (word.to_owned(), count))
        .collect()
}
