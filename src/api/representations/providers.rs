//! A provider at a glance.

use crate::{
    api::{
        convert::{Reader, dates::date},
        door::{Door, lists_of},
        names,
        status::ApiError,
        wire,
    },
    app::submission::Caller,
    domain::lists::List,
};

impl Door {
    /// A provider's last months.
    pub(super) async fn provider_summary(
        &self,
        caller: &Caller,
        message: wire::SummariseProviderRequest,
    ) -> Result<wire::ProviderSummary, ApiError> {
        let wire::SummariseProviderRequest {
            parent,
            provider,
            until_date,
        } = message;
        let (authority, reference) = self.parent(caller, &parent).await?;
        let today = self.app.sources.today();
        let mut reader = Reader::new(lists_of(&reference), today);
        let provider = reader.code("provider", List::Providers, &provider, None);
        let until = reader.optional_date("until_date", until_date);
        let (provider, until) = reader.finish(provider.zip(until)).map_err(ApiError::Invalid)?;
        let summary = self
            .app
            .summarise_provider(&authority, &provider, until.unwrap_or(today))
            .await?;
        let latest = summary.latest.iter();
        Ok(wire::ProviderSummary {
            provider: provider.to_string(),
            from_date: Some(date(summary.from)),
            until_date: Some(date(summary.until)),
            by_kind: counts(summary.by_kind),
            by_state: counts(summary.by_state),
            by_category: counts(summary.by_category),
            by_finding: counts(summary.by_finding),
            representations: latest
                .map(|number| names::representation(&authority, *number))
                .collect(),
            position: summary.position,
        })
    }
}

fn counts(counts: Vec<(String, i64)>) -> Vec<wire::ProviderCount> {
    let count = |(value, count): (String, i64)| wire::ProviderCount {
        value,
        count: i32::try_from(count).unwrap_or(i32::MAX),
    };
    counts.into_iter().map(count).collect()
}
