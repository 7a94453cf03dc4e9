//! Changes to the calendar.

use chrono::{Datelike, NaiveDate};

use super::steps::draft;
use crate::{
    api::{
        convert::Reader,
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{calendar::Holiday, limits, reference::Command},
};

/// The dates that a holiday may have.
const HOLIDAY_YEARS: (i32, i32) = (2010, 2100);

/// Reads a holiday.
pub fn read_holiday(reader: &mut Reader<'_>, holiday: Option<wire::Holiday>) -> Option<Holiday> {
    let wire::Holiday {
        date,
        display_name,
        announced_date,
        provisional: _,
        withdrawn_date: _,
        moved_clocks: _,
        moved_count: _,
    } = reader.required("holiday", holiday)?;
    let (first, last) = HOLIDAY_YEARS;
    let date = reader.date("holiday.date", date);
    let beyond = |day: &NaiveDate| !(first..=last).contains(&day.year());
    if date.as_ref().is_some_and(beyond) {
        reader.refuse("holiday.date", format_args!("must be from {first} to {last}"));
    }
    let max = limits::DISPLAY_NAME_CHARACTERS_MAX;
    let name = reader.text("holiday.display_name", display_name, max);
    let announced_on = reader.optional_past_date("holiday.announced_date", announced_date);
    Some(Holiday {
        date: date?,
        name: name?.into(),
        announced_on: announced_on?,
        withdrawn_on: None,
    })
}

impl WriteRequest for wire::AddHolidayRequest {
    const METHOD: &'static str = "AddHoliday";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            holiday,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let holiday = read_holiday(reader, holiday);
        Some(draft(Command::AddHoliday(holiday?), terms?))
    }
}

impl WriteRequest for wire::WithdrawHolidayRequest {
    const METHOD: &'static str = "WithdrawHoliday";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            date,
            withdrawn_date,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let date = reader.date("date", date);
        let withdrawn_on = reader.past_date("withdrawn_date", withdrawn_date);
        let command = Command::WithdrawHoliday {
            date: date?,
            withdrawn_on: withdrawn_on?,
        };
        Some(draft(command, terms?))
    }
}
