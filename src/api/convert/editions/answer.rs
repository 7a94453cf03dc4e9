//! Editions in an answer.

use crate::{
    api::{
        convert::{
            dates::{date, timestamp},
            statistics::{row_difference, table},
            values::Wire,
        },
        names, wire,
        write::etag,
    },
    app::{
        editions::{Changes, MadeAgain, MadeTable},
        records::{Opened, Snapshot},
    },
    domain::{
        edition::{Approval, Edition, PinnedTable, Restatement},
        ids::{CodeId, Position},
    },
};

/// The wire's form of an edition; sealed fields are there where they were opened, tables where they were made again.
pub fn edition(
    snapshot: &Snapshot,
    state: &Edition,
    opened: Option<&Opened>,
    made: Option<&MadeAgain>,
) -> wire::Edition {
    let authority = &snapshot.stream.authority;
    let preparation = &state.preparation;
    wire::Edition {
        name: names::edition(authority, snapshot.stream.number),
        report: names::report(authority, &preparation.report),
        start_date: Some(date(preparation.period.starts_on())),
        end_date: Some(date(preparation.period.ends_on())),
        made_at_position: preparation.position,
        audience: preparation.audience.to_wire(),
        route: preparation.route.iter().map(CodeId::to_string).collect(),
        state: state.state().to_wire(),
        approvals: state.approvals.iter().map(approval).collect(),
        published_date: state.published_on.map(date),
        governance_responses: responses(state, opened),
        restatements: restatements(state, opened, made),
        tables: (0..)
            .zip(&preparation.tables)
            .map(|(place, pinned)| edition_table(pinned, made.and_then(|made| made.tables.get(place))))
            .collect(),
        etag: etag(snapshot.version),
        position: snapshot.position,
        record_time: Some(timestamp(state.recorded_time)),
        update_time: Some(timestamp(state.updated_time)),
    }
}

fn approval(approval: &Approval) -> wire::EditionApproval {
    let Approval { step, by, on } = approval;
    wire::EditionApproval {
        step: step.to_string(),
        approved_by: by.to_string(),
        approved_date: Some(date(*on)),
    }
}

fn responses(state: &Edition, opened: Option<&Opened>) -> Vec<wire::GovernanceResponse> {
    let responses = (1..).zip(&state.responses);
    responses
        .map(|(number, response)| wire::GovernanceResponse {
            number,
            body: response.body.to_string(),
            response_date: Some(date(response.on)),
            text: text(opened, &format!("response/{number}")),
        })
        .collect()
}

fn edition_table(pinned: &PinnedTable, made: Option<&MadeTable>) -> wire::EditionTable {
    wire::EditionTable {
        id: pinned.id.clone(),
        title: pinned.title.clone(),
        measures: pinned.measures.clone(),
        digest: pinned.digest.clone(),
        table: made.map(|made| wire::Table {
            id: pinned.id.clone(),
            title: pinned.title.clone(),
            ..table(&made.table)
        }),
        text: made.map(|made| made.text.clone()).unwrap_or_default(),
    }
}

fn restatements(
    state: &Edition,
    opened: Option<&Opened>,
    made: Option<&MadeAgain>,
) -> Vec<wire::Restatement> {
    let tables = &state.preparation.tables;
    let pinned: Vec<String> = tables.iter().map(|table| table.digest.clone()).collect();
    let mut before: (Position, &[String]) = (state.preparation.position, &pinned);
    let mut found = Vec::new();
    for (place, (restatement, time)) in state.restatements.iter().enumerate() {
        let Restatement {
            position,
            reason,
            digests,
        } = restatement;
        let changes = made.and_then(|made| made.restatements.get(place));
        let number = i32::try_from(place + 1).unwrap_or(i32::MAX);
        found.push(wire::Restatement {
            number,
            position: *position,
            before_position: before.0,
            reason: reason.to_string(),
            text: text(opened, &format!("restatement/{number}")),
            tables: restated(tables, (before.1, digests), changes),
            record_time: Some(timestamp(*time)),
        });
        before = (*position, digests);
    }
    found
}

fn restated(
    tables: &[PinnedTable],
    (before, after): (&[String], &[String]),
    changes: Option<&Changes>,
) -> Vec<wire::RestatedTable> {
    let one = |(place, table): (usize, &PinnedTable)| wire::RestatedTable {
        id: table.id.clone(),
        digest: after.get(place).cloned().unwrap_or_default(),
        changed: before.get(place) != after.get(place),
        rows: changes
            .and_then(|changes| changes.get(place))
            .map(|rows| rows.iter().map(row_difference).collect())
            .unwrap_or_default(),
    };
    tables.iter().enumerate().map(one).collect()
}

fn text(opened: Option<&Opened>, field: &str) -> String {
    opened.and_then(|opened| opened.text(field)).unwrap_or_default()
}
