//! The turns beside the stages: considered or not, deferred, converted, referred early, withdrawn, closed.

use std::collections::BTreeMap;

use super::{Step, Stepped, plain};
use crate::{
    api::{
        convert::{
            Reader,
            representations::concerns::{FURTHER_CONCERN, read_concerns},
            values::Wire,
        },
        wire,
    },
    app::submission::Secret,
    domain::{
        lists::List,
        procedure::Procedure,
        representation::{
            Acceptance, Closure, Command, Conversion, Deferral, EarlyReferral, ReferralTest, Rejection,
            Withdrawal,
        },
    },
};

impl Step for wire::AcceptRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            acceptance,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let acceptance = reader.required("acceptance", acceptance)?;
        let acceptance = reader.within("acceptance", |reader| read_acceptance(reader, acceptance))?;
        Some(plain(Command::Accept(acceptance)))
    }
}

fn read_acceptance(reader: &mut Reader<'_>, acceptance: wire::Acceptance) -> Option<Acceptance> {
    let wire::Acceptance {
        accepted_date,
        reviewer,
        late_acceptance_reason,
        sufficient_interest,
        child_view_considered,
    } = acceptance;
    let on = reader.past_date("accepted_date", accepted_date);
    let reviewer = reader.optional_code("reviewer", List::Officers, &reviewer, on);
    let list = List::LateAcceptanceReasons;
    let reason = reader.optional_code("late_acceptance_reason", list, &late_acceptance_reason, on);
    Some(Acceptance {
        on: on?,
        reviewer: reviewer?,
        late_acceptance_reason: reason?,
        sufficient_interest,
        child_s_view_considered: child_view_considered,
    })
}

impl Step for wire::RefuseRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            refusal,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let refusal = reader.required("refusal", refusal)?;
        let rejection = reader.within("refusal", |reader| read_refusal(reader, refusal))?;
        Some(plain(Command::Reject(rejection)))
    }
}

fn read_refusal(reader: &mut Reader<'_>, refusal: wire::Refusal) -> Option<Rejection> {
    let wire::Refusal {
        refused_date,
        reason,
        reviewer,
        signpost,
        told_date,
    } = refusal;
    let on = reader.past_date("refused_date", refused_date);
    let reason = reader.code("reason", List::RefusalReasons, &reason, on);
    let reviewer = reader.optional_code("reviewer", List::Officers, &reviewer, on);
    let signpost = reader.code("signpost", List::Signposts, &signpost, on);
    let told_on = reader.past_date("told_date", told_date);
    Some(Rejection {
        on: on?,
        reason: reason?,
        reviewer: reviewer?,
        signpost: signpost?,
        told_on: told_on?,
    })
}

impl Step for wire::DeferRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            deferral,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let deferral = reader.required("deferral", deferral)?;
        let deferral = reader.within("deferral", |reader| read_deferral(reader, deferral))?;
        Some(plain(Command::Defer(deferral)))
    }
}

fn read_deferral(reader: &mut Reader<'_>, deferral: wire::Deferral) -> Option<Deferral> {
    let wire::Deferral {
        deferred_date,
        proceedings,
        told_date,
        reviewed_dates: _,
        proceedings_ended_date: _,
        resumed_date: _,
    } = deferral;
    let on = reader.past_date("deferred_date", deferred_date);
    let proceedings = reader.code("proceedings", List::Proceedings, &proceedings, on);
    let told_on = reader.past_date("told_date", told_date);
    Some(Deferral {
        on: on?,
        proceedings: proceedings?,
        told_on: told_on?,
    })
}

impl Step for wire::ReviewDeferralRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            reviewed_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("reviewed_date", reviewed_date)?;
        Some(plain(Command::ReviewDeferral { on }))
    }
}

impl Step for wire::EndProceedingsRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            ended_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("ended_date", ended_date)?;
        Some(plain(Command::EndProceedings { on }))
    }
}

impl Step for wire::ResumeRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            resumed_date,
            late_acceptance_reason,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("resumed_date", resumed_date);
        let list = List::LateAcceptanceReasons;
        let reason = reader.optional_code("late_acceptance_reason", list, &late_acceptance_reason, on);
        Some(plain(Command::Resume {
            on: on?,
            late_acceptance_reason: reason?,
        }))
    }
}

impl Step for wire::ConvertRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            conversion,
            concerns,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let conversion = reader.required("conversion", conversion);
        let conversion = conversion
            .and_then(|conversion| reader.within("conversion", |reader| read_conversion(reader, conversion)));
        let on = conversion.as_ref().map(|conversion| conversion.on);
        let (concerns, secrets): (_, Vec<Secret>) = read_concerns(reader, concerns, FURTHER_CONCERN, on);
        let conversion = Conversion {
            concerns: concerns?,
            ..conversion?
        };
        Some((Command::Convert(conversion), secrets))
    }
}

fn read_conversion(reader: &mut Reader<'_>, conversion: wire::Conversion) -> Option<Conversion> {
    let wire::Conversion {
        to,
        converted_date,
        reason,
        decided_by,
        told_date,
        from: _,
        stages_left: _,
    } = conversion;
    let to = reader.value("to", Procedure::from_wire(to));
    let on = reader.past_date("converted_date", converted_date);
    let reason = reader.code("reason", List::ConversionReasons, &reason, on);
    let decided_by = reader.optional_code("decided_by", List::Officers, &decided_by, on);
    let told_on = reader.optional_past_date("told_date", told_date);
    Some(Conversion {
        to: to?,
        on: on?,
        reason: reason?,
        decided_by: decided_by?,
        told_on: told_on?,
        concerns: Vec::new(),
    })
}

impl Step for wire::ReferEarlyRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            referral,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let referral = reader.required("referral", referral)?;
        let referral = reader.within("referral", |reader| read_referral(reader, &referral))?;
        Some(plain(Command::ReferEarly(referral)))
    }
}

fn read_referral(reader: &mut Reader<'_>, referral: &wire::EarlyReferral) -> Option<EarlyReferral> {
    let wire::EarlyReferral {
        referred_date,
        both_agree,
        robust_report,
        all_significant_upheld,
        action_plan,
        outcomes_met,
    } = *referral;
    let on = reader.past_date("referred_date", referred_date)?;
    let tests = BTreeMap::from([
        (ReferralTest::BothAgree, both_agree),
        (ReferralTest::RobustReport, robust_report),
        (ReferralTest::AllSignificantUpheld, all_significant_upheld),
        (ReferralTest::ActionPlan, action_plan),
        (ReferralTest::OutcomesMet, outcomes_met),
    ]);
    Some(EarlyReferral { on, tests })
}

impl Step for wire::WithdrawRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            withdrawn_date,
            reason,
            confirmed_date,
            continues_as_review,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("withdrawn_date", withdrawn_date);
        let reason = reader.code("reason", List::WithdrawalReasons, &reason, on);
        let confirmed_on = reader.optional_past_date("confirmed_date", confirmed_date);
        Some(plain(Command::Withdraw(Withdrawal {
            on: on?,
            reason: reason?,
            confirmed_on: confirmed_on?,
            continues_as_review,
        })))
    }
}

impl Step for wire::RetractWithdrawalRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            retracted_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("retracted_date", retracted_date)?;
        Some(plain(Command::RetractWithdrawal { on }))
    }
}

impl Step for wire::CloseRepresentationRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            closed_date,
            closure,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let on = reader.past_date("closed_date", closed_date);
        let closure = reader.value("closure", Closure::from_wire(closure));
        Some(plain(Command::Close {
            on: on?,
            closure: closure?,
        }))
    }
}
