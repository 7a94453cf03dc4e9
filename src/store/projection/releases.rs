//! The read tables of releases: where each is, to whom it was published, and what a regional body received.

use std::{collections::BTreeMap, sync::LazyLock};

use super::lines::save;
use crate::{
    domain::{
        entry::{ReceivedLine, ReleaseLine},
        financial_year::FinancialYear,
        ids::{AuthorityId, RecordNumber},
    },
    store::{
        error::StoreError,
        given::{Column, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
    },
};

const RELEASE: Table = Table {
    name: "release",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("grid"),
        Column::int("year"),
        Column::int("version"),
        Column::text("state"),
        Column::date("published_on"),
    ],
};

const RECIPIENT: Table = Table {
    name: "release_recipient",
    key: &["authority", "number", "recipient"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("recipient"),
        Column::text("grid"),
        Column::int("year"),
        Column::int("version"),
        Column::text("state"),
    ],
};

const RECEIVED: Table = Table {
    name: "received_release",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("from_authority"),
        Column::text("grid"),
        Column::int("year"),
        Column::int("version"),
        Column::text("digest"),
        Column::text("state"),
        Column::int("changed_at"),
    ],
};

static SAVE_RELEASE: LazyLock<Statement> = LazyLock::new(|| RELEASE.upsert());
static SAVE_RECIPIENT: LazyLock<Statement> = LazyLock::new(|| RECIPIENT.upsert());
static SAVE_RECEIVED: LazyLock<Statement> = LazyLock::new(|| RECEIVED.upsert());

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&SAVE_RELEASE, &SAVE_RECIPIENT, &SAVE_RECEIVED]
}

/// The latest row for each release that a batch changes.
#[derive(Default)]
pub(super) struct Lines {
    releases: BTreeMap<(AuthorityId, RecordNumber), ReleaseLine>,
    received: BTreeMap<(AuthorityId, RecordNumber), ReceivedLine>,
}

impl Lines {
    pub(super) fn release(&mut self, authority: &AuthorityId, line: &ReleaseLine) {
        self.releases
            .insert((authority.clone(), line.number), line.clone());
    }

    pub(super) fn received(&mut self, body: &AuthorityId, line: &ReceivedLine) {
        self.received.insert((body.clone(), line.number), line.clone());
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        let releases = self.releases.iter();
        save(
            unit,
            &SAVE_RELEASE,
            &RELEASE,
            releases,
            |((authority, _), line)| {
                [
                    authority.into(),
                    line.number.into(),
                    line.grid.as_str().into(),
                    year(line.starts_on),
                    i64::from(line.version).into(),
                    line.state.into(),
                    line.published_on.into(),
                ]
            },
        )
        .await?;
        let mut recipients = Vec::new();
        for ((authority, _), line) in &self.releases {
            recipients.extend(
                line.recipients
                    .iter()
                    .map(|recipient| (authority, line, recipient)),
            );
        }
        let recipients = recipients.into_iter();
        save(unit, &SAVE_RECIPIENT, &RECIPIENT, recipients, |row| {
            let (authority, line, recipient) = row;
            [
                authority.into(),
                line.number.into(),
                recipient.into(),
                line.grid.as_str().into(),
                year(line.starts_on),
                i64::from(line.version).into(),
                line.state.into(),
            ]
        })
        .await?;
        let received = self.received.iter();
        save(unit, &SAVE_RECEIVED, &RECEIVED, received, |((body, _), line)| {
            [
                body.into(),
                line.number.into(),
                (&line.from).into(),
                line.grid.as_str().into(),
                year(line.starts_on),
                i64::from(line.version).into(),
                line.digest.as_str().into(),
                line.state.into(),
                line.changed_at.into(),
            ]
        })
        .await
    }
}

/// The financial year of a release, by the calendar year in which it starts.
fn year(starts_on: chrono::NaiveDate) -> crate::store::value::Value {
    i64::from(FinancialYear::of(starts_on).0).into()
}
