//! The rows of clocks, of which only the latest matters.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::NaiveDate;

use super::lines::save;
use crate::{
    domain::{
        clock::ClockState,
        entry::ClockEntry,
        ids::{AuthorityId, RecordNumber, StreamKind},
        policy::ClockName,
    },
    store::{
        error::StoreError,
        given::{Column, Rows, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
        value::Value,
    },
};

const CLOCK: Table = Table {
    name: "clock",
    key: &["authority", "kind", "number", "stage", "clock", "ordinal"],
    columns: &[
        Column::text("authority"),
        Column::text("kind"),
        Column::int("number"),
        Column::int("stage"),
        Column::text("clock"),
        Column::int("ordinal"),
        Column::text("state"),
        Column::date("anchor_on"),
        Column::int("length"),
        Column::int("agreed_length"),
        Column::text("unit"),
        Column::date("base_due_on"),
        Column::date("agreed_due_on"),
        Column::date("stopped_on"),
        Column::int("working_days_taken"),
        Column::text("procedure"),
        Column::text("team"),
        Column::text("officer"),
        Column::int("policy"),
        Column::date("told_due_on"),
        Column::text("delay_reason"),
        Column::date("listed_on"),
    ],
};

static SAVE: LazyLock<Statement> = LazyLock::new(|| CLOCK.upsert());
static DELETE: LazyLock<Statement> = LazyLock::new(|| CLOCK.delete());

/// Every statement of this file.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&SAVE, &DELETE]
}

/// What tells clocks apart.
type ClockKey = (AuthorityId, StreamKind, RecordNumber, u8, ClockName, u8);

/// The latest row of each clock that a batch changes; none for a clock that is no more.
#[derive(Default)]
pub(super) struct Clocks(BTreeMap<ClockKey, Option<ClockEntry>>);

impl Clocks {
    /// A clock that was and is no more, as after a conversion, leaves the table.
    pub(super) fn change(&mut self, authority: &AuthorityId, before: &[ClockEntry], after: &[ClockEntry]) {
        let gone = before.iter().filter(|clock| {
            after
                .iter()
                .all(|other| key(authority, other) != key(authority, clock))
        });
        let gone = gone.map(|clock| (key(authority, clock), None));
        let changed = after.iter().filter(|clock| !before.contains(clock));
        let changed = changed.map(|clock| (key(authority, clock), Some(clock.clone())));
        self.0.extend(gone.chain(changed));
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        let kept = self
            .0
            .iter()
            .filter_map(|((authority, ..), clock)| Some((authority, clock.as_ref()?)));
        save(unit, &SAVE, &CLOCK, kept, |(authority, clock)| {
            values(authority, clock)
        })
        .await?;
        let gone = self.0.iter().filter(|(_, clock)| clock.is_none());
        let mut rows = Rows::new(&CLOCK.key_columns());
        for ((authority, kind, number, stage, clock, ordinal), _) in gone {
            rows.push([
                authority.into(),
                (*kind).into(),
                (*number).into(),
                i64::from(*stage).into(),
                (*clock).into(),
                i64::from(*ordinal).into(),
            ]);
        }
        if !rows.is_empty() {
            unit.execute(&DELETE, [Value::from(rows)]).await?;
        }
        Ok(())
    }
}

fn values(authority: &AuthorityId, clock: &ClockEntry) -> [Value; 22] {
    [
        authority.into(),
        clock.kind.into(),
        clock.number.into(),
        i64::from(clock.stage).into(),
        clock.clock.into(),
        i64::from(clock.ordinal).into(),
        clock.state.into(),
        clock.anchor_on.into(),
        i64::from(clock.length).into(),
        i64::from(clock.agreed_length).into(),
        clock.unit.into(),
        clock.base_due_on.into(),
        clock.agreed_due_on.into(),
        clock.stopped_on.into(),
        i64::from(clock.working_days_taken).into(),
        clock.procedure.into(),
        clock.team.as_ref().into(),
        clock.officer.as_ref().into(),
        i64::from(clock.policy).into(),
        clock.told_due_on.into(),
        clock.delay_reason.as_ref().into(),
        listed_on(clock).into(),
    ]
}

/// Where the list of running clocks has a clock that is held: after all others.
pub const HELD_LISTED_ON: NaiveDate = NaiveDate::from_ymd_opt(9_999, 12, 31).expect("a date");

fn listed_on(clock: &ClockEntry) -> Option<NaiveDate> {
    match clock.state {
        ClockState::Running => clock.agreed_due_on,
        ClockState::Paused => Some(HELD_LISTED_ON),
        _ => None,
    }
}

fn key(authority: &AuthorityId, clock: &ClockEntry) -> ClockKey {
    let ClockEntry {
        kind,
        number,
        stage,
        clock: name,
        ordinal,
        ..
    } = *clock;
    (authority.clone(), kind, number, stage, name, ordinal)
}
