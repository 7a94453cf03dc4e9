//! The rows of running appointments.

use std::{collections::BTreeMap, sync::LazyLock};

use super::lines::save;
use crate::{
    domain::{
        entry::AppointmentLine,
        ids::{AuthorityId, CodeId, RecordNumber},
    },
    store::{
        error::StoreError,
        given::{Column, Rows, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
        value::Value,
    },
};

const APPOINTMENT: Table = Table {
    name: "appointment",
    key: &["authority", "officer", "number", "place"],
    columns: &[
        Column::text("authority"),
        Column::text("officer"),
        Column::int("number"),
        Column::int("place"),
        Column::text("role"),
        Column::int("stage"),
        Column::date("appointed_on"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| APPOINTMENT.upsert());
static DELETE: LazyLock<Statement> = LazyLock::new(|| APPOINTMENT.delete());

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &DELETE]
}

/// What tells appointments apart.
type AppointmentKey = (AuthorityId, CodeId, RecordNumber, u16);

/// The latest row of each appointment that a batch changes; none for one that is over.
#[derive(Default)]
pub(super) struct Appointments(BTreeMap<AppointmentKey, Option<AppointmentLine>>);

impl Appointments {
    pub(super) fn change(
        &mut self,
        authority: &AuthorityId,
        before: &[AppointmentLine],
        after: &[AppointmentLine],
    ) {
        let key = |line: &AppointmentLine| (authority.clone(), line.officer.clone(), line.number, line.place);
        let gone = before
            .iter()
            .filter(|line| !after.iter().any(|other| key(other) == key(line)));
        let begun = after.iter().filter(|line| !before.contains(line));
        let gone = gone.map(|line| (key(line), None));
        self.0
            .extend(gone.chain(begun.map(|line| (key(line), Some(line.clone())))));
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        let kept = self
            .0
            .iter()
            .filter_map(|(key, line)| Some((key, line.as_ref()?)));
        save(unit, &SAVE, &APPOINTMENT, kept, |((authority, ..), line)| {
            [
                authority.into(),
                (&line.officer).into(),
                line.number.into(),
                i64::from(line.place).into(),
                line.role.into(),
                i64::from(line.stage).into(),
                line.appointed_on.into(),
            ]
        })
        .await?;
        let gone = self.0.iter().filter(|(_, line)| line.is_none());
        let mut rows = Rows::new(&APPOINTMENT.key_columns());
        for ((authority, officer, number, place), _) in gone {
            rows.push([
                authority.into(),
                officer.into(),
                (*number).into(),
                i64::from(*place).into(),
            ]);
        }
        if !rows.is_empty() {
            unit.execute(&DELETE, [Value::from(rows)]).await?;
        }
        Ok(())
    }
}
