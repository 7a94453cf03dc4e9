//! Dates, times and money on the wire.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use prost_types::Timestamp;

use crate::api::wire::{Date, Money};

/// A date.
pub fn date(day: NaiveDate) -> Date {
    let part = |part: u32| i32::try_from(part).unwrap_or_default();
    Date {
        year: day.year(),
        month: part(day.month()),
        day: part(day.day()),
    }
}

/// An instant.
pub fn timestamp(time: DateTime<Utc>) -> Timestamp {
    let nanos = i32::try_from(time.timestamp_subsec_nanos()).unwrap_or_default();
    Timestamp {
        seconds: time.timestamp(),
        nanos,
    }
}

/// An amount in pounds.
pub fn money(pence: i64) -> Money {
    let nanos = i32::try_from(pence % 100).unwrap_or_default() * 10_000_000;
    Money {
        currency_code: "GBP".to_owned(),
        units: pence / 100,
        nanos,
    }
}
