//! The read table of editions of reports.

use std::{collections::BTreeMap, sync::LazyLock};

use super::lines::save;
use crate::{
    domain::{
        entry::EditionLine,
        ids::{AuthorityId, RecordNumber},
    },
    store::{
        error::StoreError,
        given::{Column, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
    },
};

const EDITION: Table = Table {
    name: "edition",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("report"),
        Column::date("starts_on"),
        Column::date("ends_on"),
        Column::int("made_at"),
        Column::text("audience"),
        Column::text("state"),
        Column::date("published_on"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| EDITION.upsert());

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&SAVE]
}

/// The latest row for each edition that a batch changes.
#[derive(Default)]
pub(super) struct Lines(BTreeMap<(AuthorityId, RecordNumber), EditionLine>);

impl Lines {
    pub(super) fn edition(&mut self, authority: &AuthorityId, line: &EditionLine) {
        self.0.insert((authority.clone(), line.number), line.clone());
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        save(unit, &SAVE, &EDITION, self.0.iter(), |((authority, _), line)| {
            [
                authority.into(),
                line.number.into(),
                line.report.as_str().into(),
                line.starts_on.into(),
                line.ends_on.into(),
                line.made_at.into(),
                line.audience.into(),
                line.state.into(),
                line.published_on.into(),
            ]
        })
        .await
    }
}
