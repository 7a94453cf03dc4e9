//! Stored shapes of what happens to the record of a training session.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, code, codes, parse, text, unknown_kind, write};
use crate::{
    domain::learning::training::{Event, Session},
    store::error::StoreError,
};

/// A session as recorded, or as corrected.
#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the fields have the domain's names")]
struct Held {
    held_on: NaiveDate,
    subject: String,
    teams: Vec<String>,
    attendees: u16,
    minutes: u16,
    actions: Vec<i64>,
}

#[derive(Serialize, Deserialize)]
struct Cancelled {}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::Recorded(session) => write("training.recorded", &held(session)),
        Event::Corrected(session) => write("training.corrected", &held(session)),
        Event::Cancelled => write("training.cancelled", &Cancelled {}),
    }
}

fn held(session: &Session) -> Held {
    let Session {
        held_on,
        subject,
        teams,
        attendees,
        minutes,
        actions,
    } = session;
    Held {
        held_on: *held_on,
        subject: text(subject),
        teams: teams.iter().map(text).collect(),
        attendees: *attendees,
        minutes: *minutes,
        actions: actions.clone(),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "recorded" => Event::Recorded(session(parse(payload)?)?),
        "corrected" => Event::Corrected(session(parse(payload)?)?),
        "cancelled" => {
            let Cancelled {} = parse(payload)?;
            Event::Cancelled
        }
        _ => return Err(unknown_kind(what)),
    })
}

fn session(held: Held) -> Result<Session, StoreError> {
    let Held {
        held_on,
        subject,
        teams,
        attendees,
        minutes,
        actions,
    } = held;
    Ok(Session {
        held_on,
        subject: code(&subject)?,
        teams: codes(&teams)?,
        attendees,
        minutes,
        actions,
    })
}
