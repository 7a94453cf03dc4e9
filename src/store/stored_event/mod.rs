//! The stored shapes of events, apart from the domain's: old shapes live only here. A kind or version that nobody
//! recognises is an error and never skipped.

mod access;
mod action;
mod authorities;
mod case;
mod clock_rule;
mod codes;
mod disclosed;
mod edition;
mod figures;
mod received;
mod reference;
mod release;
mod retention;
mod representation;
mod training;
mod words;

use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};

use super::error::{Inconsistency, StoreError};
use crate::domain::{financial_year::Period, history::Event, ids::CodeId};

/// An event as the log keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// What happened, such as `representation.registered`.
    pub kind: String,
    /// The version of the payload's shape.
    pub schema_version: i64,
    /// The payload, JSON.
    pub payload: String,
}

impl StoredEvent {
    /// The stored shape of an event, in its latest version.
    ///
    /// # Errors
    /// [`StoreError::Inconsistency`] if the payload cannot be written; no event of the domain is like that.
    pub fn of(event: &Event) -> Result<Self, StoreError> {
        match event {
            Event::Representation(event) => representation::store(event),
            Event::Case(event) => case::store(event),
            Event::Reference(event) => reference::store(event),
            Event::Access(event) => access::store(event),
            Event::Action(event) => action::store(event),
            Event::Training(event) => training::store(event),
            Event::Edition(event) => edition::store(event),
            Event::Release(event) => release::store(event),
            Event::Received(event) => received::store(event),
            Event::Disclosed(event) => disclosed::store(event),
            Event::Retention(event) => retention::store(event),
        }
    }
}

/// The event that a stored shape stands for.
///
/// # Errors
/// [`StoreError::Inconsistency`] for a kind, version or payload that is not known.
pub fn read(kind: &str, schema_version: i64, payload: &str) -> Result<Event, StoreError> {
    match (kind.split_once('.'), schema_version) {
        (Some(("representation", what)), 1) => representation::read(what, payload).map(Event::Representation),
        (Some(("case", what)), 1) => case::read(what, payload).map(Event::Case),
        (Some(("reference", what)), 1) => reference::read(what, payload).map(Event::Reference),
        (Some(("access", what)), 1) => access::read(what, payload).map(Event::Access),
        (Some(("action", what)), 1) => action::read(what, payload).map(Event::Action),
        (Some(("training", what)), 1) => training::read(what, payload).map(Event::Training),
        (Some(("edition", what)), 1) => edition::read(what, payload).map(Event::Edition),
        (Some(("release", what)), 1) => release::read(what, payload).map(Event::Release),
        (Some(("received", what)), 1) => received::read(what, payload).map(Event::Received),
        (Some(("disclosed", what)), 1) => disclosed::read(what, payload).map(Event::Disclosed),
        (Some(("retention", what)), 1) => retention::read(what, payload).map(Event::Retention),
        _ => Err(unknown_kind(kind)),
    }
}

fn write<P: Serialize>(kind: &'static str, payload: &P) -> Result<StoredEvent, StoreError> {
    let payload = serde_json::to_string(payload).map_err(|_| {
        Inconsistency::on("event")
            .column("payload")
            .why("cannot be written")
    })?;
    Ok(StoredEvent {
        kind: kind.to_owned(),
        schema_version: 1,
        payload,
    })
}

fn parse<P: DeserializeOwned>(payload: &str) -> Result<P, StoreError> {
    serde_json::from_str(payload).map_err(|_| {
        Inconsistency::on("event")
            .column("payload")
            .why("is not of its kind's shape")
            .into()
    })
}

fn unknown_kind(kind: &str) -> StoreError {
    Inconsistency::on("event")
        .column("kind")
        .row(kind)
        .why("is not known to this version")
        .into()
}

fn period(starts_on: NaiveDate, ends_on: NaiveDate) -> Result<Period, StoreError> {
    Period::between(starts_on, ends_on).ok_or_else(|| {
        Inconsistency::on("event")
            .column("payload")
            .why("holds a period that ends before it starts")
            .into()
    })
}

fn code(text: &str) -> Result<CodeId, StoreError> {
    CodeId::parse(text).map_err(|_| {
        Inconsistency::on("event")
            .column("payload")
            .why("holds no code")
            .into()
    })
}

fn codes(texts: &[String]) -> Result<Vec<CodeId>, StoreError> {
    texts.iter().map(|text| code(text)).collect()
}

fn optional_code(text: Option<&str>) -> Result<Option<CodeId>, StoreError> {
    text.map(code).transpose()
}

fn text(code: &CodeId) -> String {
    code.to_string()
}

fn optional_text(code: Option<&CodeId>) -> Option<String> {
    code.map(text)
}

#[cfg(test)]
mod tests;
