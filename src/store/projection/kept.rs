//! The read table of the records that are kept by a retention rule.

use std::{collections::BTreeMap, sync::LazyLock};

use super::lines::save;
use crate::{
    domain::{
        entry::KeptLine,
        ids::{AuthorityId, RecordNumber},
    },
    store::{
        error::StoreError,
        given::{Column, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
    },
};

const KEPT_RECORD: Table = Table {
    name: "kept_record",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("kind"),
        Column::text("class"),
        Column::date("ended_on"),
        Column::int("erased_at"),
        Column::int("about"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| KEPT_RECORD.upsert());

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&SAVE]
}

/// The latest row for each record that a batch changes.
#[derive(Default)]
pub(super) struct Lines(BTreeMap<(AuthorityId, RecordNumber), KeptLine>);

impl Lines {
    pub(super) fn kept(&mut self, authority: &AuthorityId, line: KeptLine) {
        self.0.insert((authority.clone(), line.number), line);
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        save(
            unit,
            &SAVE,
            &KEPT_RECORD,
            self.0.iter(),
            |((authority, _), line)| {
                [
                    authority.into(),
                    line.number.into(),
                    line.kind.into(),
                    line.class.into(),
                    line.ended_on.into(),
                    line.erased_at.into(),
                    line.about.into(),
                ]
            },
        )
        .await
    }
}
