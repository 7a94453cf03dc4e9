//! Stored shapes of what happens to an edition of a report.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, codes, parse, unknown_kind, words, write};
use crate::{
    domain::{
        edition::{Approval, Audience, Event, PinnedTable, Preparation, Response, Restatement},
        financial_year::Period,
        ids::{CodeId, Position},
        statistics::{Basis, Interval},
    },
    store::error::{Inconsistency, StoreError},
};

#[derive(Serialize, Deserialize)]
struct Prepared {
    report: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    position: Position,
    #[serde(with = "words")]
    audience: Audience,
    #[serde(with = "codes::list")]
    route: Vec<CodeId>,
    tables: Vec<Table>,
}

#[derive(Serialize, Deserialize)]
struct Table {
    id: String,
    title: String,
    measures: Vec<String>,
    dimensions: Vec<String>,
    filters: Vec<(String, Vec<String>)>,
    #[serde(with = "words")]
    basis: Basis,
    include_empty: bool,
    #[serde(with = "words::optional")]
    interval: Option<Interval>,
    years_before: u8,
    digest: String,
}

#[derive(Serialize, Deserialize)]
struct Approved {
    #[serde(with = "codes")]
    step: CodeId,
    #[serde(with = "codes")]
    by: CodeId,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct Published {
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct ResponseRecorded {
    #[serde(with = "codes")]
    body: CodeId,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct Restated {
    position: Position,
    #[serde(with = "codes")]
    reason: CodeId,
    digests: Vec<String>,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::Prepared(preparation) => write("edition.prepared", &prepared(preparation)),
        Event::Approved(Approval { step, by, on }) => write(
            "edition.approved",
            &Approved {
                step: step.clone(),
                by: by.clone(),
                on: *on,
            },
        ),
        Event::Published { on } => write("edition.published", &Published { on: *on }),
        Event::ResponseRecorded(Response { body, on }) => write(
            "edition.response_recorded",
            &ResponseRecorded {
                body: body.clone(),
                on: *on,
            },
        ),
        Event::Restated(Restatement {
            position,
            reason,
            digests,
        }) => write(
            "edition.restated",
            &Restated {
                position: *position,
                reason: reason.clone(),
                digests: digests.clone(),
            },
        ),
    }
}

fn prepared(preparation: &Preparation) -> Prepared {
    let Preparation {
        report,
        period,
        position,
        audience,
        route,
        tables,
    } = preparation.clone();
    let table = |table: PinnedTable| {
        let PinnedTable {
            id,
            title,
            measures,
            dimensions,
            filters,
            basis,
            include_empty,
            series: (interval, years_before),
            digest,
        } = table;
        Table {
            id,
            title,
            measures,
            dimensions,
            filters,
            basis,
            include_empty,
            interval,
            years_before,
            digest,
        }
    };
    Prepared {
        report,
        starts_on: period.starts_on(),
        ends_on: period.ends_on(),
        position,
        audience,
        route,
        tables: tables.into_iter().map(table).collect(),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "prepared" => Event::Prepared(preparation(parse(payload)?)?),
        "approved" => {
            let Approved { step, by, on } = parse(payload)?;
            Event::Approved(Approval { step, by, on })
        }
        "published" => {
            let Published { on } = parse(payload)?;
            Event::Published { on }
        }
        "response_recorded" => {
            let ResponseRecorded { body, on } = parse(payload)?;
            Event::ResponseRecorded(Response { body, on })
        }
        "restated" => {
            let Restated {
                position,
                reason,
                digests,
            } = parse(payload)?;
            Event::Restated(Restatement {
                position,
                reason,
                digests,
            })
        }
        _ => return Err(unknown_kind(what)),
    })
}

fn preparation(prepared: Prepared) -> Result<Preparation, StoreError> {
    let Prepared {
        report,
        starts_on,
        ends_on,
        position,
        audience,
        route,
        tables,
    } = prepared;
    let table = |table: Table| {
        let Table {
            id,
            title,
            measures,
            dimensions,
            filters,
            basis,
            include_empty,
            interval,
            years_before,
            digest,
        } = table;
        PinnedTable {
            id,
            title,
            measures,
            dimensions,
            filters,
            basis,
            include_empty,
            series: (interval, years_before),
            digest,
        }
    };
    let wrong = || {
        Inconsistency::on("event")
            .column("payload")
            .why("holds a period that ends before it starts")
    };
    Ok(Preparation {
        report,
        period: Period::between(starts_on, ends_on).ok_or_else(wrong)?,
        position,
        audience,
        route,
        tables: tables.into_iter().map(table).collect(),
    })
}
