//! Stored shapes of what happens to a release.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, authorities, codes, parse, period, unknown_kind, words, write};
use crate::{
    domain::{
        disclosure::policy::{Mode, Policy},
        ids::{AuthorityId, CodeId, Position},
        release::{
            Event, FigureInClear, Preview, Publication, Puller, SignOff, Withdrawal, WithheldBecause,
            WithheldFigure,
        },
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct Previewed {
    grid: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    version: u32,
    position: Position,
    #[serde(with = "words")]
    mode: Mode,
    threshold: u8,
    text: String,
    digest: String,
    withheld: Vec<Withheld>,
    in_clear: Vec<InClear>,
}

#[derive(Serialize, Deserialize)]
struct InClear {
    table: usize,
    row: Option<usize>,
    measure: usize,
}

#[derive(Serialize, Deserialize)]
struct Withheld {
    table: usize,
    row: Option<usize>,
    measure: usize,
    #[serde(with = "words")]
    because: WithheldBecause,
}

#[derive(Serialize, Deserialize)]
struct SignedOff {
    #[serde(with = "codes")]
    by: CodeId,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct Published {
    on: NaiveDate,
    #[serde(with = "authorities::list")]
    recipients: Vec<AuthorityId>,
    named: bool,
}

#[derive(Serialize, Deserialize)]
struct Withdrawn {
    on: NaiveDate,
    #[serde(with = "codes")]
    reason: CodeId,
}

#[derive(Serialize, Deserialize)]
struct Pulled {
    #[serde(with = "authorities")]
    body: AuthorityId,
    client: String,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event.clone() {
        Event::Previewed(preview) => write("release.previewed", &previewed(preview)),
        Event::SignedOff(SignOff { by, on }) => write("release.signed_off", &SignedOff { by, on }),
        Event::Published(Publication {
            on,
            recipients,
            named,
        }) => write(
            "release.published",
            &Published {
                on,
                recipients,
                named,
            },
        ),
        Event::Withdrawn(Withdrawal { on, reason }) => write("release.withdrawn", &Withdrawn { on, reason }),
        Event::Pulled(Puller { body, client }) => write("release.pulled", &Pulled { body, client }),
    }
}

fn previewed(preview: Preview) -> Previewed {
    let Preview {
        grid,
        period,
        version,
        position,
        policy: Policy { threshold, mode },
        text,
        digest,
        withheld,
        in_clear,
    } = preview;
    let in_clear = in_clear
        .into_iter()
        .map(|FigureInClear { table, row, measure }| InClear { table, row, measure });
    let figure = |figure: WithheldFigure| {
        let WithheldFigure {
            table,
            row,
            measure,
            because,
        } = figure;
        Withheld {
            table,
            row,
            measure,
            because,
        }
    };
    Previewed {
        grid,
        starts_on: period.starts_on(),
        ends_on: period.ends_on(),
        version,
        position,
        mode,
        threshold,
        text: text.as_ref().to_owned(),
        digest,
        withheld: withheld.into_iter().map(figure).collect(),
        in_clear: in_clear.collect(),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "previewed" => Event::Previewed(preview(parse(payload)?)?),
        "signed_off" => {
            let SignedOff { by, on } = parse(payload)?;
            Event::SignedOff(SignOff { by, on })
        }
        "published" => {
            let Published {
                on,
                recipients,
                named,
            } = parse(payload)?;
            Event::Published(Publication {
                on,
                recipients,
                named,
            })
        }
        "withdrawn" => {
            let Withdrawn { on, reason } = parse(payload)?;
            Event::Withdrawn(Withdrawal { on, reason })
        }
        "pulled" => {
            let Pulled { body, client } = parse(payload)?;
            Event::Pulled(Puller { body, client })
        }
        _ => return Err(unknown_kind(what)),
    })
}

fn preview(previewed: Previewed) -> Result<Preview, StoreError> {
    let Previewed {
        grid,
        starts_on,
        ends_on,
        version,
        position,
        mode,
        threshold,
        text,
        digest,
        withheld,
        in_clear,
    } = previewed;
    let in_clear = in_clear
        .into_iter()
        .map(|InClear { table, row, measure }| FigureInClear { table, row, measure });
    let figure = |figure: Withheld| {
        let Withheld {
            table,
            row,
            measure,
            because,
        } = figure;
        WithheldFigure {
            table,
            row,
            measure,
            because,
        }
    };
    Ok(Preview {
        grid,
        period: period(starts_on, ends_on)?,
        version,
        position,
        policy: Policy { threshold, mode },
        text: text.into(),
        digest,
        withheld: withheld.into_iter().map(figure).collect(),
        in_clear: in_clear.collect(),
    })
}
