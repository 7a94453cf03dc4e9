//! The retention of a record in an answer.

use crate::{
    api::{
        convert::{
            dates::{date, timestamp},
            values::Wire,
        },
        names, wire,
        write::etag,
    },
    app::{records::Snapshot, retention::KeptRecord},
    domain::{
        ids::Stream,
        retention::{Basis, Erasure, Hold, Proposal, Receipt, Retention, RetentionRule, Who},
    },
};

/// A retention rule.
pub fn rule(rule: &RetentionRule) -> wire::RetentionRule {
    let RetentionRule {
        class,
        years,
        until_age,
        source,
        confidence,
    } = rule;
    wire::RetentionRule {
        retention_class: class.to_wire(),
        years: years.map(i32::from).unwrap_or_default(),
        until_age: until_age.map(i32::from).unwrap_or_default(),
        source: source.clone(),
        confidence: confidence.to_wire(),
    }
}

/// An erasure, as the erased record shows it.
pub fn erasure(erasure: Erasure) -> wire::Erasure {
    let Erasure { basis, on, at: _ } = erasure;
    wire::Erasure {
        basis: basis.to_wire(),
        erased_date: Some(date(on)),
    }
}

/// What was done about the retention of a record.
pub fn retention(snapshot: &Snapshot, state: &Retention) -> wire::RecordRetention {
    let record = Stream {
        kind: state.record,
        ..snapshot.stream.clone()
    };
    let holds = (1..).zip(&state.holds);
    wire::RecordRetention {
        record: names::stream(&record),
        schedule: None,
        holds: holds.map(|(number, known)| hold(number, known)).collect(),
        proposal: state.proposal.as_ref().map(proposal),
        receipt: state.receipt.as_ref().map(|known| receipt(&record, known)),
        etag: etag(snapshot.version),
        position: snapshot.position,
    }
}

/// A record with what was done about its retention and from which day it may be destroyed.
pub fn kept_record(kept: &KeptRecord) -> wire::RecordRetention {
    let known = kept.retention.as_ref().zip(kept.state());
    let known = known.map(|(snapshot, state)| retention(snapshot, state));
    wire::RecordRetention {
        record: names::stream(&kept.record.stream),
        schedule: Some(wire::RetentionSchedule {
            retention_class: kept.kept.class.to_wire(),
            ended_date: kept.kept.ended_on.map(date),
            due_date: kept.due_on.map(date),
            holds: kept.holds.iter().map(|word| (*word).to_owned()).collect(),
        }),
        ..known.unwrap_or_default()
    }
}

fn actor(who: &Who) -> wire::RetentionActor {
    let Who { client, officer } = who;
    wire::RetentionActor {
        client: client.clone(),
        officer: officer.to_string(),
    }
}

fn hold(number: i32, hold: &Hold) -> wire::Hold {
    let Hold {
        kind,
        by,
        on,
        review_on,
        released,
    } = hold;
    wire::Hold {
        number,
        kind: kind.to_wire(),
        placed_date: Some(date(*on)),
        placed_by: Some(actor(by)),
        review_date: review_on.map(date),
        released_date: released.as_ref().map(|(_, on)| date(*on)),
        released_by: released.as_ref().map(|(by, _)| actor(by)),
    }
}

fn proposal(proposal: &Proposal) -> wire::DestructionProposal {
    let Proposal {
        basis,
        by,
        on,
        due_on,
    } = proposal;
    wire::DestructionProposal {
        basis: basis.to_wire(),
        proposed_date: Some(date(*on)),
        proposed_by: Some(actor(by)),
        due_date: due_on.map(date),
    }
}

fn receipt(record: &Stream, receipt: &Receipt) -> wire::ErasureReceipt {
    let Receipt {
        erasure: done,
        by,
        ledger_entry,
        recorded_time,
    } = receipt;
    wire::ErasureReceipt {
        erasure: Some(erasure(*done)),
        proposed_by: by.as_ref().map(|(proposer, _)| actor(proposer)),
        confirmed_by: by.as_ref().map(|(_, confirmer)| actor(confirmer)),
        ledger_entry: ledger_entry.map_or(0, |entry| i64::try_from(entry).unwrap_or(i64::MAX)),
        position: done.at,
        record_time: Some(timestamp(*recorded_time)),
        text: sentence(record, receipt),
    }
}

/// The receipt in one sentence.
fn sentence(record: &Stream, receipt: &Receipt) -> String {
    let Erasure { basis, on, at } = receipt.erasure;
    let why = match basis {
        Basis::RetentionEnded => "because its retention period had ended",
        Basis::ErasureRequest => "because the person asked for its erasure (UK GDPR art. 17)",
    };
    let how = match (&receipt.by, receipt.ledger_entry) {
        (Some((proposer, confirmer)), _) => {
            format!(
                "proposed by {} and confirmed by {}",
                proposer.officer, confirmer.officer
            )
        }
        (None, Some(entry)) => format!("applied again from entry {entry} of the ledger of erasures"),
        (None, None) => "applied again from the ledger of erasures".to_owned(),
    };
    format!(
        "The keys of {} were destroyed on {}, {why}, {how}; position {at} of the log of {}. Its names, contact details, \
         narrative and other free text can be opened by nobody; its coded facts stay.",
        names::stream(record),
        on.format("%-d %B %Y"),
        record.authority,
    )
}
