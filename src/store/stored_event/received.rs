//! Stored shapes of what happens to a release that a regional body received.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, authorities, codes, parse, period, unknown_kind, write};
use crate::{
    domain::{
        ids::{AuthorityId, CodeId, RecordNumber},
        received::{Event, TakenIn},
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct StoredTakenIn {
    #[serde(with = "authorities")]
    authority: AuthorityId,
    release: Option<RecordNumber>,
    grid: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    version: u32,
    named: bool,
    text: String,
    digest: String,
}

#[derive(Serialize, Deserialize)]
struct Withdrawn {
    #[serde(with = "codes")]
    reason: CodeId,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event.clone() {
        Event::TakenIn(TakenIn {
            authority,
            release,
            grid,
            period,
            version,
            named,
            text,
            digest,
        }) => write(
            "received.taken_in",
            &StoredTakenIn {
                authority,
                release,
                grid,
                starts_on: period.starts_on(),
                ends_on: period.ends_on(),
                version,
                named,
                text: text.as_ref().to_owned(),
                digest,
            },
        ),
        Event::Withdrawn { reason } => write("received.withdrawn", &Withdrawn { reason }),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "taken_in" => {
            let StoredTakenIn {
                authority,
                release,
                grid,
                starts_on,
                ends_on,
                version,
                named,
                text,
                digest,
            } = parse(payload)?;
            Event::TakenIn(TakenIn {
                authority,
                release,
                grid,
                period: period(starts_on, ends_on)?,
                version,
                named,
                text: text.into(),
                digest,
            })
        }
        "withdrawn" => {
            let Withdrawn { reason } = parse(payload)?;
            Event::Withdrawn { reason }
        }
        _ => return Err(unknown_kind(what)),
    })
}
