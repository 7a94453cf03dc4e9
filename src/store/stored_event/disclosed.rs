//! Stored shapes of the ledger of what has left an authority.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, parse, period, unknown_kind, write};
use crate::{
    domain::{
        disclosed::{Event, PublicReport, ReleasedVersion},
        ids::{Position, RecordNumber},
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct ReportWritten {
    report: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    position: Position,
}

#[derive(Serialize, Deserialize)]
struct ReleasePublished {
    release: RecordNumber,
    grid: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    version: u32,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event.clone() {
        Event::ReportWritten(PublicReport {
            report,
            period,
            position,
        }) => write(
            "disclosed.report_written",
            &ReportWritten {
                report,
                starts_on: period.starts_on(),
                ends_on: period.ends_on(),
                position,
            },
        ),
        Event::ReleasePublished(ReleasedVersion {
            release,
            grid,
            period,
            version,
        }) => write(
            "disclosed.release_published",
            &ReleasePublished {
                release,
                grid,
                starts_on: period.starts_on(),
                ends_on: period.ends_on(),
                version,
            },
        ),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "report_written" => {
            let ReportWritten {
                report,
                starts_on,
                ends_on,
                position,
            } = parse(payload)?;
            Event::ReportWritten(PublicReport {
                report,
                period: period(starts_on, ends_on)?,
                position,
            })
        }
        "release_published" => {
            let ReleasePublished {
                release,
                grid,
                starts_on,
                ends_on,
                version,
            } = parse(payload)?;
            Event::ReleasePublished(ReleasedVersion {
                release,
                grid,
                period: period(starts_on, ends_on)?,
                version,
            })
        }
        _ => return Err(unknown_kind(what)),
    })
}
