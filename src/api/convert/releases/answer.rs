//! Releases in an answer.

use super::steps::policy;
use crate::{
    api::{
        convert::{
            dates::{date, timestamp},
            statistics::figure,
            values::Wire,
        },
        names, wire,
        write::etag,
    },
    app::{records::Snapshot, releases::Told},
    domain::{
        financial_year::FinancialYear,
        ids::AuthorityId,
        received::{Received, TakenIn},
        release::{
            Content, FigureInClear, Puller, Pulls, Release, ReleaseState, ReleasedRow, ReleasedTable,
            WithheldFigure,
        },
        statistics::BLANK,
    },
};

/// The wire's form of a release; its tables, what is withheld of them and its text are there where its content is.
pub fn release(
    snapshot: &Snapshot,
    state: &Release,
    superseded: bool,
    content: Option<&Content>,
) -> wire::Release {
    let authority = &snapshot.stream.authority;
    let preview = &state.preview;
    let publication = state.publication.as_ref();
    let sign_off = state.sign_off.as_ref();
    let withdrawal = state.withdrawal.as_ref();
    wire::Release {
        name: names::release(authority, snapshot.stream.number),
        grid: preview.grid.clone(),
        start_date: Some(date(preview.period.starts_on())),
        end_date: Some(date(preview.period.ends_on())),
        version: number(preview.version),
        made_at_position: preview.position,
        policy: Some(policy(preview.policy)),
        digest: preview.digest.clone(),
        state: state.state().to_wire(),
        superseded,
        signed_off_by: sign_off.map(|step| step.by.to_string()).unwrap_or_default(),
        signed_off_date: sign_off.map(|step| date(step.on)),
        published_date: publication.map(|step| date(step.on)),
        recipients: publication
            .map(|step| step.recipients.iter().map(names::authority).collect())
            .unwrap_or_default(),
        named: publication.is_some_and(|step| step.named),
        withdrawn_date: withdrawal.map(|step| date(step.on)),
        withdrawal_reason: withdrawal.map(|step| step.reason.to_string()).unwrap_or_default(),
        pulls: state.pulls.iter().map(pull).collect(),
        withheld: content
            .map(|content| {
                let figures = preview.withheld.iter();
                figures.filter_map(|figure| withheld(content, figure)).collect()
            })
            .unwrap_or_default(),
        in_clear: content
            .map(|content| {
                let figures = preview.in_clear.iter();
                figures.filter_map(|figure| in_clear(content, figure)).collect()
            })
            .unwrap_or_default(),
        tables: content
            .map(|content| content.tables.iter().map(table).collect())
            .unwrap_or_default(),
        text: content
            .map(|_| preview.text.as_ref().to_owned())
            .unwrap_or_default(),
        etag: etag(snapshot.version),
        position: snapshot.position,
        record_time: Some(timestamp(state.recorded_time)),
        update_time: Some(timestamp(state.updated_time)),
    }
}

fn pull((puller, pulls): (&Puller, &Pulls)) -> wire::ReleasePull {
    let Puller { body, client } = puller;
    let Pulls { count, first, last } = *pulls;
    wire::ReleasePull {
        body: names::authority(body),
        client: client.clone(),
        count: number(count),
        first_time: Some(timestamp(first)),
        last_time: Some(timestamp(last)),
    }
}

fn withheld(content: &Content, figure: &WithheldFigure) -> Option<wire::WithheldFigure> {
    let (table, row, measure) = named(content, (figure.table, figure.row, figure.measure))?;
    Some(wire::WithheldFigure {
        table,
        row,
        measure,
        because: figure.because.to_wire(),
    })
}

fn in_clear(content: &Content, figure: &FigureInClear) -> Option<wire::FigureInClear> {
    let (table, row, measure) = named(content, (figure.table, figure.row, figure.measure))?;
    Some(wire::FigureInClear { table, row, measure })
}

/// The id of a table, the values of a row and the measure that stand at a place.
fn named(
    content: &Content,
    (table, row, measure): (usize, Option<usize>, usize),
) -> Option<(String, Vec<String>, String)> {
    let table = content.tables.get(table)?;
    let row = match row {
        Some(row) => table.rows.get(row)?.keys.as_slice(),
        None => &[],
    };
    let row = row.iter().map(|(value, _)| or_blank(value.as_ref())).collect();
    Some((table.id.clone(), row, table.measures.get(measure)?.clone()))
}

fn table(table: &ReleasedTable) -> wire::ReleasedTable {
    wire::ReleasedTable {
        id: table.id.clone(),
        title: table.title.clone(),
        measures: table.measures.clone(),
        dimensions: table.dimensions.clone(),
        rows: table.rows.iter().map(row).collect(),
        total: Some(row(&table.total)),
    }
}

fn row(row: &ReleasedRow) -> wire::Row {
    let key = |(value, display_name): &(Option<String>, String)| wire::Key {
        value: or_blank(value.as_ref()),
        display_name: display_name.clone(),
    };
    wire::Row {
        keys: row.keys.iter().map(key).collect(),
        figures: row.figures.iter().map(figure).collect(),
    }
}

fn or_blank(value: Option<&String>) -> String {
    value.map_or(BLANK, String::as_str).to_owned()
}

/// A step of a pull.
pub fn pulled(told: &Told) -> Option<wire::PulledRelease> {
    let received = told.record.received()?;
    let taken_in = &received.taken_in;
    let state = match told.withdrawn {
        Some(_) => ReleaseState::Withdrawn,
        None => ReleaseState::Published,
    };
    let text = match told.withdrawn {
        Some(_) => String::new(),
        None => taken_in.text.as_ref().to_owned(),
    };
    Some(wire::PulledRelease {
        position: told.position,
        state: state.to_wire(),
        withdrawal_reason: told
            .withdrawn
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        text,
        ..without_text(taken_in)
    })
}

/// What a body received, in a list.
pub fn received(body: &AuthorityId, snapshot: &Snapshot, received: &Received) -> wire::ReceivedRelease {
    let (state, reason) = match &received.withdrawn {
        Some((reason, _)) => (ReleaseState::Withdrawn, reason.to_string()),
        None => (ReleaseState::Published, String::new()),
    };
    wire::ReceivedRelease {
        name: names::received(body, snapshot.stream.number),
        release: Some(wire::PulledRelease {
            position: snapshot.position,
            state: state.to_wire(),
            withdrawal_reason: reason,
            ..without_text(&received.taken_in)
        }),
        record_time: Some(timestamp(received.recorded_time)),
    }
}

fn without_text(taken_in: &TakenIn) -> wire::PulledRelease {
    wire::PulledRelease {
        authority: taken_in.authority.to_string(),
        grid: taken_in.grid.clone(),
        financial_year: FinancialYear::of(taken_in.period.starts_on()).0,
        version: number(taken_in.version),
        digest: taken_in.digest.clone(),
        named: taken_in.named,
        ..wire::PulledRelease::default()
    }
}

fn number(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
