//! What may be done about the retention of a record.

use chrono::NaiveDate;

use super::{Basis, Event, HoldKind, Kept, Proposal, Retention, Who};
use crate::domain::{
    context::Context,
    ids::{RecordNumber, StreamKind},
    limits,
    lists::List,
    ombudsman::CaseState,
    refusal::{Refusal, RetentionRefusal},
    representation::decide::{not_before, within_limit},
    word::Word,
};

/// A step of a record's retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The record: its kind and number.
    pub record: (StreamKind, RecordNumber),
    /// The day on which it is asked for.
    pub on: NaiveDate,
    /// The step.
    pub step: Step,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Place a hold.
    PlaceHold {
        /// Why.
        kind: HoldKind,
        /// Who places it.
        by: Who,
        /// When it is to be looked at again.
        review_on: Option<NaiveDate>,
    },
    /// Release a hold.
    ReleaseHold {
        /// Its number, from 1.
        hold: u8,
        /// Who releases it.
        by: Who,
    },
    /// Propose the destruction.
    Propose {
        /// What it rests on.
        basis: Basis,
        /// Who proposes it.
        by: Who,
    },
    /// Withdraw or decline the proposal.
    WithdrawProposal {
        /// Who does.
        by: Who,
    },
    /// Confirm the proposal, which destroys the record's keys.
    Confirm {
        /// Who confirms.
        by: Who,
    },
    /// Apply an erasure of the ledger again. Whether it may be was decided when it was entered.
    Reapply {
        /// What it rested on.
        basis: Basis,
        /// When it was erased first.
        erased_on: NaiveDate,
        /// The entry of the ledger.
        entry: u64,
    },
}

/// Answers what a step does to the retention of a record.
///
/// # Errors
/// The rule that refuses it; nothing has happened then.
pub fn decide(
    state: Option<&Retention>,
    command: &Command,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let Command { record, on, step } = command;
    let kept = context.record(record.0, record.1).and_then(Kept::of);
    let kept = kept.ok_or(Refusal::NotRegistered)?;
    if let Some(erasure) = kept.erasure {
        return match step {
            Step::Reapply { .. } => Ok(Vec::new()),
            _ => Err(RetentionRefusal::Erased { on: erasure.on }.into()),
        };
    }
    let asked = Asked {
        record: *record,
        on: *on,
        state,
        kept: &kept,
        context,
    };
    let event = match step {
        Step::PlaceHold { kind, by, review_on } => asked.place_hold(*kind, by, *review_on)?,
        Step::ReleaseHold { hold, by } => asked.release_hold(*hold, by)?,
        Step::Propose { basis, by } => asked.propose(*basis, by)?,
        Step::WithdrawProposal { by } => {
            asked.known(by)?;
            asked.proposal()?;
            Event::ProposalWithdrawn {
                by: by.clone(),
                on: *on,
            }
        }
        Step::Confirm { by } => asked.confirm(by)?,
        Step::Reapply {
            basis,
            erased_on,
            entry,
        } => Event::Reapplied {
            record: record.0,
            basis: *basis,
            on: *erased_on,
            entry: *entry,
        },
    };
    Ok(vec![event])
}

/// The words of every hold that stands on a record, the open cases of the Ombudsman among them.
pub fn hold_words(state: Option<&Retention>, has_open_case: bool) -> Vec<&'static str> {
    let standing = state.into_iter().flat_map(Retention::standing);
    let mut words: Vec<&str> = standing.map(|(_, hold)| hold.kind.word()).collect();
    if has_open_case {
        words.push(OPEN_CASE);
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// The hold that nobody places: a case of the Ombudsman is open.
const OPEN_CASE: &str = "open_ombudsman_case";

struct Asked<'a> {
    record: (StreamKind, RecordNumber),
    on: NaiveDate,
    state: Option<&'a Retention>,
    kept: &'a Kept,
    context: &'a Context<'a>,
}

impl Asked<'_> {
    /// The post is one of the list, which can change between a request and its decision.
    fn known(&self, who: &Who) -> Result<(), Refusal> {
        let officer = Some(&who.officer);
        self.context.reference.check(List::Officers, officer)
    }

    fn place_hold(&self, kind: HoldKind, by: &Who, review_on: Option<NaiveDate>) -> Result<Event, Refusal> {
        self.known(by)?;
        let so_far = self.state.map_or(0, |state| state.holds.len());
        within_limit(so_far, limits::HOLDS_MAX, "holds of a record")?;
        if let Some(review_on) = review_on {
            not_before(review_on, self.on)?;
        }
        Ok(Event::HoldPlaced {
            record: self.record.0,
            kind,
            by: by.clone(),
            on: self.on,
            review_on,
        })
    }

    fn release_hold(&self, hold: u8, by: &Who) -> Result<Event, Refusal> {
        self.known(by)?;
        let mut standing = self.state.into_iter().flat_map(Retention::standing);
        if standing.all(|(number, _)| number != hold) {
            return Err(RetentionRefusal::HoldUnknown { hold }.into());
        }
        Ok(Event::HoldReleased {
            hold,
            by: by.clone(),
            on: self.on,
        })
    }

    fn propose(&self, basis: Basis, by: &Who) -> Result<Event, Refusal> {
        self.known(by)?;
        if let Some(proposal) = self.state.and_then(|state| state.proposal.as_ref()) {
            return Err(RetentionRefusal::ProposedAlready { on: proposal.on }.into());
        }
        let due_on = self.may_be_destroyed(basis)?;
        Ok(Event::DestructionProposed {
            record: self.record.0,
            proposal: Proposal {
                basis,
                by: by.clone(),
                on: self.on,
                due_on,
            },
        })
    }

    fn confirm(&self, by: &Who) -> Result<Event, Refusal> {
        self.known(by)?;
        let proposal = self.proposal()?;
        if !by.is_another_than(&proposal.by) {
            return Err(RetentionRefusal::SamePerson.into());
        }
        self.may_be_destroyed(proposal.basis)?;
        Ok(Event::Erased {
            record: self.record.0,
            basis: proposal.basis,
            proposed_by: proposal.by.clone(),
            confirmed_by: by.clone(),
            on: self.on,
        })
    }

    fn proposal(&self) -> Result<&Proposal, Refusal> {
        let proposal = self.state.and_then(|state| state.proposal.as_ref());
        proposal.ok_or_else(|| RetentionRefusal::NotProposed.into())
    }

    /// Whether the record may be destroyed on this day; asked when it is proposed and again when it is confirmed.
    /// Answers the day from which its rule allows it.
    fn may_be_destroyed(&self, basis: Basis) -> Result<Option<NaiveDate>, Refusal> {
        let holds = hold_words(self.state, self.has_open_case());
        if !holds.is_empty() {
            return Err(RetentionRefusal::Held { holds }.into());
        }
        if self.kept.ended_on.is_none() {
            return Err(RetentionRefusal::NotEnded.into());
        }
        let rule = self.context.reference.retention_rule(self.kept.class);
        let due_on = rule.due_on(self.kept);
        let source = || rule.source.clone();
        match (basis, due_on) {
            (Basis::RetentionEnded, None) => Err(RetentionRefusal::KeptForEver { law: source() }.into()),
            (Basis::RetentionEnded, Some(due_on)) if due_on > self.on => {
                let law = source();
                Err(RetentionRefusal::NotDue { due_on, law }.into())
            }
            (Basis::ErasureRequest, _) | (Basis::RetentionEnded, Some(_)) => Ok(due_on),
        }
    }

    /// Whether a case of the Ombudsman about the record is open, or the record is one.
    fn has_open_case(&self) -> bool {
        let mut cases = self.context.cases_of(self.record);
        cases.any(|case| case.state() != CaseState::Closed)
    }
}
