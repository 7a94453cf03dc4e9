//! The rows of a complaint's time under each procedure, and of what it cost.
//!
//! A complaint that is converted leaves one procedure and enters another on the same day, so that for every
//! procedure and period: brought forward + received + converted in = closed + converted out + carried forward.

use chrono::NaiveDate;

use super::NEVER;
use crate::domain::{
    ids::{CodeId, RecordNumber},
    procedure::Procedure,
    representation::{LeftProcedure, Representation, State},
    word::Word,
};

/// How a complaint came under a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Entering {
    /// It was received under it.
    Received,
    /// It was converted to it from another, or from what was no complaint.
    Converted,
}

impl Word for Entering {
    const ALL: &'static [Self] = &[Self::Received, Self::Converted];

    fn word(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Converted => "converted",
        }
    }
}

/// How a complaint left a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeavingBy {
    /// It has not: work is under way, it waits for proceedings, or it is answered and not closed.
    Open,
    /// It was closed as resolved.
    Concluded,
    /// The same, informally.
    ResolvedInformally,
    /// It was withdrawn.
    Withdrawn,
    /// The complainant did not take it further.
    Lapsed,
    /// It was not accepted.
    NotAccepted,
    /// It was referred to the Ombudsman early.
    ReferredEarly,
    /// It was joined to another.
    Joined,
    /// It was converted to another procedure.
    Converted,
}

impl Word for LeavingBy {
    const ALL: &'static [Self] = &[
        Self::Open,
        Self::Concluded,
        Self::ResolvedInformally,
        Self::Withdrawn,
        Self::Lapsed,
        Self::NotAccepted,
        Self::ReferredEarly,
        Self::Joined,
        Self::Converted,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Concluded => "concluded",
            Self::ResolvedInformally => "resolved_informally",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
            Self::NotAccepted => "not_accepted",
            Self::ReferredEarly => "referred_early",
            Self::Joined => "joined",
            Self::Converted => "converted",
        }
    }
}

impl LeavingBy {
    fn of(state: State, procedure: Procedure) -> Self {
        match state {
            State::Open | State::Answered | State::Deferred | State::Recorded => Self::Open,
            State::Concluded if procedure == Procedure::Informal => Self::ResolvedInformally,
            State::Concluded => Self::Concluded,
            State::Withdrawn => Self::Withdrawn,
            State::Lapsed => Self::Lapsed,
            State::NotAccepted => Self::NotAccepted,
            State::ReferredEarly => Self::ReferredEarly,
            State::Joined => Self::Joined,
        }
    }
}

/// What figures count once a time that a complaint spends under one procedure. Its key is (number, spell).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellFact {
    /// The complaint.
    pub number: RecordNumber,
    /// Its number in the complaint, from 1.
    pub spell: u8,
    /// The procedure.
    pub procedure: Procedure,
    /// When the complaint came under it: receipt, or the conversion.
    pub entered_on: NaiveDate,
    /// How.
    pub entered_by: Entering,
    /// The procedure that it was converted from; none where it was no complaint before.
    pub from_procedure: Option<Procedure>,
    /// Why it was converted to this one.
    pub entering_reason: Option<CodeId>,
    /// When it was closed or converted, never before `entered_on`; [`NEVER`] while it is open.
    pub left_on: NaiveDate,
    /// How.
    pub left_by: LeavingBy,
    /// The procedure that it was converted to.
    pub to_procedure: Option<Procedure>,
    /// Why it was converted to another.
    pub leaving_reason: Option<CodeId>,
}

impl SpellFact {
    pub(super) fn all(number: RecordNumber, state: &Representation) -> Vec<Self> {
        let own = state.registration.matter.procedure();
        let procedures = state.left.iter().map(|left| left.procedure).chain([own]);
        let mut entered_on = state.registration.received_on;
        let mut spells = Vec::new();
        for (place, procedure) in procedures.enumerate() {
            let before = place.checked_sub(1).and_then(|before| state.left.get(before));
            let after = state.left.get(place);
            // A correction may put dates out of order; the flow stays one.
            let left_on = match after {
                Some(left) => left.conversion.on.max(entered_on),
                None => state.closed_on().map_or(NEVER, |on| on.max(entered_on)),
            };
            if let Some(procedure) = procedure {
                spells.push(Self {
                    number,
                    spell: u8::try_from(spells.len() + 1).unwrap_or(u8::MAX),
                    procedure,
                    entered_on,
                    entered_by: before.map_or(Entering::Received, |_| Entering::Converted),
                    from_procedure: before.and_then(|left| left.procedure),
                    entering_reason: before.map(reason),
                    left_on,
                    left_by: match after {
                        Some(_) => LeavingBy::Converted,
                        None => LeavingBy::of(state.state(), procedure),
                    },
                    to_procedure: after.map(|left| left.conversion.to),
                    leaving_reason: after.map(reason),
                });
            }
            entered_on = left_on;
        }
        spells
    }
}

fn reason(left: &LeftProcedure) -> CodeId {
    left.conversion.reason.clone()
}

/// What figures count once a cost or payment. Its key is (number, cost).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostFact {
    /// The representation.
    pub number: RecordNumber,
    /// Its number in the representation, from 1.
    pub cost: u8,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// What it is.
    pub kind: CodeId,
    /// In pence.
    pub amount_pence: i64,
    /// What it is reckoned by.
    pub basis: Option<CodeId>,
    /// The service whose budget bears it.
    pub budget: CodeId,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
}

impl CostFact {
    pub(super) fn all(number: RecordNumber, state: &Representation) -> Vec<Self> {
        let costs = (1..).zip(&state.costs);
        costs
            .map(|(cost, known)| Self {
                number,
                cost,
                stage: known.stage,
                kind: known.kind.clone(),
                amount_pence: known.amount_pence,
                basis: known.basis.clone(),
                budget: known.budget.clone(),
                paid_on: known.paid_on,
            })
            .collect()
    }
}
