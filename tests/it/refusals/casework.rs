//! Steps of casework that the rules do not allow.

use redress::api::wire::{
    self, AppointmentRole, ClockName, Date, ErrorReason, Finding, LinkKind, Procedure, Representation,
};
use tonic::{Response, Status};

use super::expect::Unchanged;
use crate::harness::{
    Register,
    build::complaint,
    caller::{Caller, fresh_id},
    day, for_each_register,
};

async fn children(register: &Register<'_>, change: impl FnOnce(&mut Representation)) -> String {
    let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
    change(&mut about);
    let answer = register.officer().register(about).await;
    answer.expect("a registration").name
}

async fn at_stage_2(register: &Register<'_>) -> String {
    let name = children(register, |_| {}).await;
    let officer = register.officer();
    let answered = officer
        .answer(&name, 1, Finding::NotUpheld, day(2026, 4, 20))
        .await;
    answered.expect("a response");
    officer.escalate(&name, day(2026, 4, 22)).await.expect("stage 2");
    name
}

/// Calls a step of casework with its name, a fresh request id and its fields.
macro_rules! call {
    ($caller:expr, $method:ident, $request:ident, $name:expr, $($field:ident: $value:expr),* $(,)?) => {{
        let request = wire::$request {
            name: $name.to_owned(),
            request_id: fresh_id(),
            $($field: $value,)*
            ..wire::$request::default()
        };
        let answer: Result<Response<Representation>, Status> = $caller.representations().$method(request).await;
        answer
    }};
}

#[tokio::test]
async fn a_clock_that_no_pause_holds_and_a_part_that_there_is_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = children(register, |_| {}).await;
        let unchanged = Unchanged::since(register).await;
        let answer = call!(officer, pause_clock, PauseClockRequest, name,
            clock: ClockName::Acknowledgement.into(),
            reason: "waiting_for_advocate".to_owned(),
            from_date: Some(day(2026, 4, 9)),
        );
        let metadata = [("clock", "acknowledgement")];
        let reason = ErrorReason::ClockNotPausable;
        unchanged.by_rule(register, answer, reason, &metadata).await;
        let on = Some(day(2026, 4, 9));
        let answer = call!(officer, resume_clock, ResumeClockRequest, name, pause: 3, resumed_date: on);
        let metadata = [("part", "pause"), ("number", "3")];
        unchanged
            .by_rule(register, answer, ErrorReason::PartUnknown, &metadata)
            .await;
    })
    .await;
}

async fn accept(officer: &Caller, name: &str) -> Result<Response<Representation>, Status> {
    let acceptance = Some(wire::Acceptance {
        accepted_date: Some(day(2026, 4, 9)),
        ..wire::Acceptance::default()
    });
    call!(officer, accept_representation, AcceptRepresentationRequest, name, acceptance: acceptance)
}

/// SI 2006/1738 reg 9; Children Act 1989 s26(3)(e).
#[tokio::test]
async fn a_complaint_that_must_be_decided_on_first() {
    for_each_register(async |register| {
        let officer = register.officer();
        let late = children(register, |about| about.grounds_arose_date = Some(day(2024, 4, 8))).await;
        let of_others = children(register, |about| about.interest_to_decide = true).await;
        let unchanged = Unchanged::since(register).await;
        let (answer, metadata) = (accept(&officer, &late).await, [("due_date", "2025-04-08")]);
        unchanged
            .by_rule(register, answer, ErrorReason::ComplaintOutOfTime, &metadata)
            .await;
        let answer = accept(&officer, &of_others).await;
        unchanged
            .by_rule(register, answer, ErrorReason::InterestUndecided, &[])
            .await;
    })
    .await;
}

/// The Ombudsman's decisions 20 003 792 and 24 016 713: a later stage is not refused. SI 2006/1738 reg 8.
#[tokio::test]
async fn a_way_out_or_back_that_there_is_not() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = at_stage_2(register).await;
        let on = Some(day(2026, 5, 1));
        let refusal = Some(wire::Refusal {
            refused_date: on,
            reason: "outside_procedure".to_owned(),
            signpost: "ombudsman".to_owned(),
            told_date: on,
            ..wire::Refusal::default()
        });
        let unchanged = Unchanged::since(register).await;
        let answer =
            call!(officer, refuse_representation, RefuseRepresentationRequest, name, refusal: refusal);
        let reason = ErrorReason::EscalationNotRefusable;
        unchanged.by_rule(register, answer, reason, &[]).await;
        let conversion = Some(wire::Conversion {
            to: Procedure::CorporateCode.into(),
            converted_date: on,
            reason: "misclassified".to_owned(),
            ..wire::Conversion::default()
        });
        let answer = call!(officer, convert_representation, ConvertRepresentationRequest, name,
            conversion: conversion,
        );
        let reason = ErrorReason::ConversionRefused;
        unchanged.by_rule(register, answer, reason, &[]).await;
    })
    .await;
}

#[tokio::test]
async fn a_resubmission_that_comes_too_late() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = children(register, |about| about.received_date = Some(day(2024, 4, 8))).await;
        let on = |day: Date| Some(day);
        let deferral = Some(wire::Deferral {
            deferred_date: on(day(2024, 4, 9)),
            proceedings: "court".to_owned(),
            told_date: on(day(2024, 4, 9)),
            ..wire::Deferral::default()
        });
        call!(officer, defer_representation, DeferRepresentationRequest, name, deferral: deferral)
            .expect("a deferral");
        let ended = on(day(2024, 6, 3));
        call!(officer, end_proceedings, EndProceedingsRequest, name, ended_date: ended).expect("their end");
        let unchanged = Unchanged::since(register).await;
        let late = on(day(2025, 6, 4));
        let answer =
            call!(officer, resume_representation, ResumeRepresentationRequest, name, resumed_date: late);
        let metadata = [("due_date", "2025-06-03")];
        let reason = ErrorReason::ResubmissionOutOfTime;
        unchanged.by_rule(register, answer, reason, &metadata).await;
    })
    .await;
}

/// SI 2006/1738 regs 2 and 17; Children Act 1989 s26A.
#[tokio::test]
async fn somebody_who_is_not_independent() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = at_stage_2(register).await;
        let on = Some(day(2026, 5, 1));
        let appointment = Some(wire::Appointment {
            role: AppointmentRole::IndependentPerson.into(),
            officer: "independent".to_owned(),
            stage: 2,
            appointed_date: on,
            declaration: Some(wire::Declaration {
                partner_of_either: true,
                ..wire::Declaration::default()
            }),
            ..wire::Appointment::default()
        });
        let unchanged = Unchanged::since(register).await;
        let answer = call!(officer, appoint_officer, AppointOfficerRequest, name, appointment: appointment);
        let metadata = [("role", "independent_person")];
        let reason = ErrorReason::NotIndependent;
        unchanged.by_rule(register, answer, reason, &metadata).await;
        let answer = call!(officer, record_advocacy, RecordAdvocacyRequest, name,
            provider: "voices".to_owned(),
            appointed_date: on,
            conflict: Some(true),
        );
        let reason = ErrorReason::AdvocateConflict;
        unchanged.by_rule(register, answer, reason, &[]).await;
    })
    .await;
}

/// Getting the Best from Complaints: all tests are met, or there is no early referral.
#[tokio::test]
async fn an_early_referral_whose_tests_are_not_met() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = at_stage_2(register).await;
        let answered = officer.answer(&name, 2, Finding::Upheld, day(2026, 5, 11)).await;
        answered.expect("a response");
        let referral = Some(wire::EarlyReferral {
            referred_date: Some(day(2026, 5, 12)),
            both_agree: true,
            robust_report: true,
            all_significant_upheld: true,
            ..wire::EarlyReferral::default()
        });
        let unchanged = Unchanged::since(register).await;
        let answer = call!(officer, refer_early, ReferEarlyRequest, name, referral: referral);
        let metadata = [("tests", "action_plan,outcomes_met")];
        let reason = ErrorReason::ReferralTestsFailed;
        unchanged.by_rule(register, answer, reason, &metadata).await;
    })
    .await;
}

#[tokio::test]
async fn a_step_without_the_one_before_it_and_a_tie_that_makes_no_sense() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = children(register, |_| {}).await;
        let unchanged = Unchanged::since(register).await;
        let on = Some(day(2026, 4, 9));
        let answer =
            call!(officer, end_contact_arrangement, EndContactArrangementRequest, name, ended_date: on);
        unchanged
            .by_rule(register, answer, ErrorReason::StepNeeds, &[])
            .await;
        let kind = LinkKind::Duplicate.into();
        let answer = call!(officer, link_representations, LinkRepresentationsRequest, name,
            other: name.clone(),
            kind: kind,
        );
        unchanged
            .by_rule(register, answer, ErrorReason::TieRefused, &[])
            .await;
    })
    .await;
}
