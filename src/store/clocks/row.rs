//! A row of the clocks that run.

use chrono::NaiveDate;
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use crate::{
    domain::{
        clock::ClockState,
        entry::ClockEntry,
        ids::{CodeId, StreamKind},
        policy::{ClockName, TimeUnit},
        procedure::Procedure,
        word::Word,
    },
    store::error::Inconsistency,
};

pub(super) fn code(id: Option<String>) -> Result<Option<CodeId>, ()> {
    id.map(|id| CodeId::parse(&id).map_err(drop)).transpose()
}

/// A row of `clock`, as it is read.
pub(super) struct ClockRow {
    words: [String; 4],
    numbers: [i64; 5],
    dates: [Option<NaiveDate>; 4],
    codes: [Option<String>; 4],
    policy: Option<i64>,
}

impl<'r, R: Row> FromRow<'r, R> for ClockRow
where
    &'static str: ColumnIndex<R>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    NaiveDate: Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    Option<NaiveDate>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        Ok(Self {
            words: [
                row.try_get("kind")?,
                row.try_get("clock")?,
                row.try_get("state")?,
                row.try_get("unit")?,
            ],
            numbers: [
                row.try_get("number")?,
                row.try_get("stage")?,
                row.try_get("ordinal")?,
                row.try_get("length")?,
                row.try_get("agreed_length")?,
            ],
            dates: [
                row.try_get("anchor_on")?,
                row.try_get("base_due_on")?,
                row.try_get("agreed_due_on")?,
                row.try_get("told_due_on")?,
            ],
            codes: [
                row.try_get("procedure")?,
                row.try_get("team")?,
                row.try_get("officer")?,
                row.try_get("delay_reason")?,
            ],
            policy: row.try_get("policy")?,
        })
    }
}

impl ClockRow {
    pub(super) fn entry(self) -> Result<ClockEntry, Inconsistency> {
        let [kind, clock, state, unit] = self.words;
        let [number, stage, ordinal, length, agreed_length] = self.numbers;
        let [anchor_on, base_due_on, agreed_due_on, told_due_on] = self.dates;
        let [procedure, team, officer, delay_reason] = self.codes;
        let wrong = |column| Inconsistency::on("clock").column(column).row(number);
        let procedure = match procedure {
            Some(word) => Some(Procedure::from_word(&word).ok_or_else(|| wrong("procedure"))?),
            None => None,
        };
        Ok(ClockEntry {
            kind: StreamKind::from_word(&kind).ok_or_else(|| wrong("kind"))?,
            number,
            stage: u8::try_from(stage).map_err(|_| wrong("stage"))?,
            clock: ClockName::from_word(&clock).ok_or_else(|| wrong("clock"))?,
            ordinal: u8::try_from(ordinal).map_err(|_| wrong("ordinal"))?,
            state: ClockState::from_word(&state).ok_or_else(|| wrong("state"))?,
            anchor_on,
            length: u16::try_from(length).map_err(|_| wrong("length"))?,
            agreed_length: u16::try_from(agreed_length).map_err(|_| wrong("agreed_length"))?,
            unit: TimeUnit::from_word(&unit).ok_or_else(|| wrong("unit"))?,
            base_due_on,
            agreed_due_on,
            stopped_on: None,
            working_days_taken: 0,
            procedure,
            team: code(team).map_err(|()| wrong("team"))?,
            officer: code(officer).map_err(|()| wrong("officer"))?,
            policy: u16::try_from(self.policy.unwrap_or(0)).map_err(|_| wrong("policy"))?,
            told_due_on,
            delay_reason: code(delay_reason).map_err(|()| wrong("delay_reason"))?,
        })
    }
}
