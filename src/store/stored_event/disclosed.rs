//! Stored shapes of the ledger of what has left an authority.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, parse, period, unknown_kind, write};
use crate::{
    domain::{
        disclosed::{Event, PublicReport, ReleasedVersion, WrittenReport},
        disclosure::{AlsoWithheld, FigurePlace},
        ids::{Position, RecordNumber},
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct Withheld {
    figures: Vec<Figure>,
    tables: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Figure {
    table: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    row: Vec<Option<String>>,
    measure: String,
}

#[derive(Serialize, Deserialize)]
struct ReportWritten {
    report: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    position: Position,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    also_withheld: Option<Withheld>,
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
        Event::ReportWritten(WrittenReport {
            report:
                PublicReport {
                    report,
                    period,
                    position,
                },
            also_withheld,
        }) => write(
            "disclosed.report_written",
            &ReportWritten {
                report,
                starts_on: period.starts_on(),
                ends_on: period.ends_on(),
                position,
                also_withheld: also_withheld.map(withheld),
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
                also_withheld,
            } = parse(payload)?;
            Event::ReportWritten(WrittenReport {
                report: PublicReport {
                    report,
                    period: period(starts_on, ends_on)?,
                    position,
                },
                also_withheld: also_withheld.map(read_withheld).transpose()?,
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

fn withheld(also: AlsoWithheld) -> Withheld {
    let figure = |place: FigurePlace| Figure {
        table: place.table,
        starts_on: place.period.starts_on(),
        ends_on: place.period.ends_on(),
        row: place.row,
        measure: place.measure,
    };
    Withheld {
        figures: also.figures.into_iter().map(figure).collect(),
        tables: also.tables,
    }
}

fn read_withheld(also: Withheld) -> Result<AlsoWithheld, StoreError> {
    let place = |figure: Figure| {
        Ok(FigurePlace {
            table: figure.table,
            period: period(figure.starts_on, figure.ends_on)?,
            row: figure.row,
            measure: figure.measure,
        })
    };
    Ok(AlsoWithheld {
        figures: also
            .figures
            .into_iter()
            .map(place)
            .collect::<Result<_, StoreError>>()?,
        tables: also.tables,
    })
}
