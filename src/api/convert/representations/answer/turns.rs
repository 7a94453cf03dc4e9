//! The turns of a representation in an answer.

use super::code;
use crate::{
    api::{
        convert::{
            dates::date,
            values::{Wire, optional},
        },
        names, wire,
    },
    domain::{
        ids::AuthorityId,
        representation::{
            Acceptance, Conversion, Deferral, Deferred, EarlyReferral, LeftProcedure, Progress, ReferralTest,
            Rejection, Representation, Tied,
        },
    },
};

/// The decision to consider it.
pub(super) fn acceptance(acceptance: &Acceptance) -> wire::Acceptance {
    let Acceptance {
        on,
        reviewer,
        late_acceptance_reason,
        sufficient_interest,
        child_s_view_considered,
    } = acceptance;
    wire::Acceptance {
        accepted_date: Some(date(*on)),
        reviewer: code(reviewer.as_ref()),
        late_acceptance_reason: code(late_acceptance_reason.as_ref()),
        sufficient_interest: *sufficient_interest,
        child_view_considered: *child_s_view_considered,
    }
}

/// The decision not to consider it.
pub(super) fn refusal(state: &Representation) -> Option<wire::Refusal> {
    let Progress::Rejected { rejection, at: _ } = &state.progress else {
        return None;
    };
    let Rejection {
        on,
        reason,
        reviewer,
        signpost,
        told_on,
    } = rejection;
    Some(wire::Refusal {
        refused_date: Some(date(*on)),
        reason: reason.to_string(),
        reviewer: code(reviewer.as_ref()),
        signpost: signpost.to_string(),
        told_date: Some(date(*told_on)),
    })
}

/// A wait for proceedings.
pub(super) fn deferral(deferred: &Deferred) -> wire::Deferral {
    let Deferred {
        deferral: Deferral {
            on,
            proceedings,
            told_on,
        },
        at: _,
        reviewed_on,
        proceedings_ended,
        resumed,
    } = deferred;
    wire::Deferral {
        deferred_date: Some(date(*on)),
        proceedings: proceedings.to_string(),
        told_date: Some(date(*told_on)),
        reviewed_dates: reviewed_on.iter().copied().map(date).collect(),
        proceedings_ended_date: proceedings_ended.map(|(on, _)| date(on)),
        resumed_date: resumed.map(|(on, _)| date(on)),
    }
}

/// A procedure that it was handled under before, and the conversion that ended it.
pub(super) fn conversion(left: &LeftProcedure) -> wire::Conversion {
    let LeftProcedure {
        procedure,
        conversion:
            Conversion {
                to,
                on,
                reason,
                decided_by,
                told_on,
                concerns: _,
            },
        stages,
    } = left;
    wire::Conversion {
        from: optional(*procedure),
        to: to.to_wire(),
        converted_date: Some(date(*on)),
        reason: reason.to_string(),
        decided_by: code(decided_by.as_ref()),
        told_date: told_on.map(date),
        stages_left: i32::try_from(stages.len()).unwrap_or(i32::MAX),
    }
}

/// The referral without stage 3.
pub(super) fn early_referral(referral: &EarlyReferral) -> wire::EarlyReferral {
    let met = |test: ReferralTest| referral.tests.get(&test).copied().unwrap_or(false);
    wire::EarlyReferral {
        referred_date: Some(date(referral.on)),
        both_agree: met(ReferralTest::BothAgree),
        robust_report: met(ReferralTest::RobustReport),
        all_significant_upheld: met(ReferralTest::AllSignificantUpheld),
        action_plan: met(ReferralTest::ActionPlan),
        outcomes_met: met(ReferralTest::OutcomesMet),
    }
}

/// Another representation that belongs to it.
pub(super) fn tie(tied: Tied, authority: &AuthorityId) -> wire::Tie {
    let Tied { other, tie } = tied;
    wire::Tie {
        representation: names::representation(authority, other),
        kind: tie.to_wire(),
    }
}
