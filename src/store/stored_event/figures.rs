//! Stored shapes of figures that are given to the register, and of whom a council compares itself with.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, code, optional_code, optional_text, parse, text, words, write};
use crate::{
    domain::{
        financial_year::FinancialYear,
        reference::{Confidence, GivenFigure, PeerGroup, PublishedFigures},
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct FigureGiven {
    kind: String,
    set: Option<String>,
    body: Option<String>,
    year: i32,
    value: i64,
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source_date: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "words::optional")]
    confidence: Option<Confidence>,
}

/// Each figure is its kind, its body and its value.
#[derive(Serialize, Deserialize)]
struct FiguresGiven {
    set: Option<String>,
    year: i32,
    source: String,
    source_date: Option<NaiveDate>,
    #[serde(with = "words::optional")]
    confidence: Option<Confidence>,
    figures: Vec<(String, Option<String>, i64)>,
}

#[derive(Serialize, Deserialize)]
struct PeerGroupSaved {
    id: String,
    display_name: String,
    provider: String,
    year: i32,
    members: Vec<String>,
}

pub(super) fn store_figure(figure: &GivenFigure) -> Result<StoredEvent, StoreError> {
    let GivenFigure {
        kind,
        set,
        body,
        year,
        value,
        source,
        source_date,
        confidence,
    } = figure;
    let payload = FigureGiven {
        kind: text(kind),
        set: optional_text(set.as_ref()),
        body: optional_text(body.as_ref()),
        year: year.0,
        value: *value,
        source: source.clone(),
        source_date: *source_date,
        confidence: *confidence,
    };
    write("reference.figure_given", &payload)
}

pub(super) fn store_figures(published: &PublishedFigures) -> Result<StoredEvent, StoreError> {
    let PublishedFigures {
        set,
        year,
        source,
        source_date,
        confidence,
        figures,
    } = published;
    let figures = figures
        .iter()
        .map(|(kind, body, value)| (text(kind), optional_text(body.as_ref()), *value));
    let payload = FiguresGiven {
        set: optional_text(set.as_ref()),
        year: year.0,
        source: source.clone(),
        source_date: *source_date,
        confidence: *confidence,
        figures: figures.collect(),
    };
    write("reference.figures_given", &payload)
}

pub(super) fn store_peer_group(group: &PeerGroup) -> Result<StoredEvent, StoreError> {
    let PeerGroup {
        id,
        display_name,
        provider,
        year,
        members,
    } = group;
    let payload = PeerGroupSaved {
        id: text(id),
        display_name: display_name.clone(),
        provider: provider.clone(),
        year: year.0,
        members: members.iter().map(text).collect(),
    };
    write("reference.peer_group_saved", &payload)
}

pub(super) fn read_figure(payload: &str) -> Result<GivenFigure, StoreError> {
    let FigureGiven {
        kind,
        set,
        body,
        year,
        value,
        source,
        source_date,
        confidence,
    } = parse(payload)?;
    Ok(GivenFigure {
        kind: code(&kind)?,
        set: optional_code(set.as_deref())?,
        body: optional_code(body.as_deref())?,
        year: FinancialYear(year),
        value,
        source,
        source_date,
        confidence,
    })
}

pub(super) fn read_figures(payload: &str) -> Result<PublishedFigures, StoreError> {
    let FiguresGiven {
        set,
        year,
        source,
        source_date,
        confidence,
        figures,
    } = parse(payload)?;
    let figures = figures
        .into_iter()
        .map(|(kind, body, value)| Ok((code(&kind)?, optional_code(body.as_deref())?, value)));
    Ok(PublishedFigures {
        set: optional_code(set.as_deref())?,
        year: FinancialYear(year),
        source,
        source_date,
        confidence,
        figures: figures.collect::<Result<_, StoreError>>()?,
    })
}

pub(super) fn read_peer_group(payload: &str) -> Result<PeerGroup, StoreError> {
    let PeerGroupSaved {
        id,
        display_name,
        provider,
        year,
        members,
    } = parse(payload)?;
    let members = members.iter().map(|member| code(member));
    Ok(PeerGroup {
        id: code(&id)?,
        display_name,
        provider,
        year: FinancialYear(year),
        members: members.collect::<Result<_, StoreError>>()?,
    })
}
