//! Stored shapes of what is done about the retention of a record, and of the rules of retention.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{StoredEvent, codes, parse, unknown_kind, words, write};
use crate::{
    domain::{
        ids::{CodeId, StreamKind},
        reference::Confidence,
        retention::{Basis, Event, HoldKind, Proposal, RetentionClass, RetentionRule, Who},
    },
    store::error::StoreError,
};

#[derive(Serialize, Deserialize)]
struct StoredWho {
    client: String,
    #[serde(with = "codes")]
    officer: CodeId,
}

impl StoredWho {
    fn of(who: &Who) -> Self {
        let Who { client, officer } = who.clone();
        Self { client, officer }
    }

    fn read(self) -> Who {
        let Self { client, officer } = self;
        Who { client, officer }
    }
}

#[derive(Serialize, Deserialize)]
struct HoldPlaced {
    #[serde(with = "words")]
    record: StreamKind,
    #[serde(with = "words")]
    kind: HoldKind,
    by: StoredWho,
    on: NaiveDate,
    review_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct HoldReleased {
    hold: u8,
    by: StoredWho,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct DestructionProposed {
    #[serde(with = "words")]
    record: StreamKind,
    #[serde(with = "words")]
    basis: Basis,
    by: StoredWho,
    on: NaiveDate,
    due_on: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
struct ProposalWithdrawn {
    by: StoredWho,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct Erased {
    #[serde(with = "words")]
    record: StreamKind,
    #[serde(with = "words")]
    basis: Basis,
    proposed_by: StoredWho,
    confirmed_by: StoredWho,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
struct Reapplied {
    #[serde(with = "words")]
    record: StreamKind,
    #[serde(with = "words")]
    basis: Basis,
    on: NaiveDate,
    entry: u64,
}

#[derive(Serialize, Deserialize)]
struct RuleSaved {
    #[serde(with = "words")]
    class: RetentionClass,
    years: Option<u8>,
    until_age: Option<u8>,
    source: String,
    #[serde(with = "words")]
    confidence: Confidence,
}

pub(super) fn store(event: &Event) -> Result<StoredEvent, StoreError> {
    match event {
        Event::HoldPlaced {
            record,
            kind,
            by,
            on,
            review_on,
        } => write(
            "retention.hold_placed",
            &HoldPlaced {
                record: *record,
                kind: *kind,
                by: StoredWho::of(by),
                on: *on,
                review_on: *review_on,
            },
        ),
        Event::HoldReleased { hold, by, on } => write(
            "retention.hold_released",
            &HoldReleased {
                hold: *hold,
                by: StoredWho::of(by),
                on: *on,
            },
        ),
        Event::DestructionProposed {
            record,
            proposal:
                Proposal {
                    basis,
                    by,
                    on,
                    due_on,
                },
        } => write(
            "retention.destruction_proposed",
            &DestructionProposed {
                record: *record,
                basis: *basis,
                by: StoredWho::of(by),
                on: *on,
                due_on: *due_on,
            },
        ),
        Event::ProposalWithdrawn { by, on } => write(
            "retention.proposal_withdrawn",
            &ProposalWithdrawn {
                by: StoredWho::of(by),
                on: *on,
            },
        ),
        Event::Erased {
            record,
            basis,
            proposed_by,
            confirmed_by,
            on,
        } => write(
            "retention.erased",
            &Erased {
                record: *record,
                basis: *basis,
                proposed_by: StoredWho::of(proposed_by),
                confirmed_by: StoredWho::of(confirmed_by),
                on: *on,
            },
        ),
        Event::Reapplied {
            record,
            basis,
            on,
            entry,
        } => write(
            "retention.reapplied",
            &Reapplied {
                record: *record,
                basis: *basis,
                on: *on,
                entry: *entry,
            },
        ),
    }
}

pub(super) fn read(what: &str, payload: &str) -> Result<Event, StoreError> {
    Ok(match what {
        "hold_placed" => {
            let stored: HoldPlaced = parse(payload)?;
            Event::HoldPlaced {
                record: stored.record,
                kind: stored.kind,
                by: stored.by.read(),
                on: stored.on,
                review_on: stored.review_on,
            }
        }
        "hold_released" => {
            let HoldReleased { hold, by, on } = parse(payload)?;
            let by = by.read();
            Event::HoldReleased { hold, by, on }
        }
        "destruction_proposed" => {
            let stored: DestructionProposed = parse(payload)?;
            Event::DestructionProposed {
                record: stored.record,
                proposal: Proposal {
                    basis: stored.basis,
                    by: stored.by.read(),
                    on: stored.on,
                    due_on: stored.due_on,
                },
            }
        }
        "proposal_withdrawn" => {
            let ProposalWithdrawn { by, on } = parse(payload)?;
            Event::ProposalWithdrawn { by: by.read(), on }
        }
        "erased" => {
            let stored: Erased = parse(payload)?;
            Event::Erased {
                record: stored.record,
                basis: stored.basis,
                proposed_by: stored.proposed_by.read(),
                confirmed_by: stored.confirmed_by.read(),
                on: stored.on,
            }
        }
        "reapplied" => {
            let Reapplied {
                record,
                basis,
                on,
                entry,
            } = parse(payload)?;
            Event::Reapplied {
                record,
                basis,
                on,
                entry,
            }
        }
        _ => return Err(unknown_kind(what)),
    })
}

pub(super) fn store_rule(rule: &RetentionRule) -> Result<StoredEvent, StoreError> {
    let RetentionRule {
        class,
        years,
        until_age,
        source,
        confidence,
    } = rule.clone();
    let payload = RuleSaved {
        class,
        years,
        until_age,
        source,
        confidence,
    };
    write("reference.retention_rule_saved", &payload)
}

pub(super) fn read_rule(payload: &str) -> Result<RetentionRule, StoreError> {
    let RuleSaved {
        class,
        years,
        until_age,
        source,
        confidence,
    } = parse(payload)?;
    Ok(RetentionRule {
        class,
        years,
        until_age,
        source,
        confidence,
    })
}
