//! Adults: the plan, another body, a provider, the signature, and the longstop (SI 2009/309).

use redress::api::wire::{
    self, Appointment, AppointmentRole, ClockName, ClockState, ConcludeStageRequest, ErrorReason, Finding,
    Procedure, Representation,
};

use crate::harness::{
    build::{clock_of, complaint},
    casework_steps::{reason_of, warnings},
    day, for_each_register,
};

fn plan(on: wire::Date, response_working_days: i32) -> wire::Plan {
    wire::Plan {
        agreed_date: Some(on),
        response_working_days,
        discussed: true,
        told_date: Some(on),
    }
}

/// Reg 13: how the complaint is handled and the response period are discussed and told. Reg 9: one lead, one response.
/// Reg 14: signed by the responsible person of reg 4. Reg 6: a commissioned provider's service is covered.
#[tokio::test]
async fn a_plan_is_kept_with_another_body_about_a_provider() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            provider: "Haven Care".to_owned(),
            ..complaint(Procedure::AdultStatutory, day(2026, 3, 2))
        };
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        assert_eq!(registered.provider, "haven");
        let benchmark = clock_of(&registered, ClockName::Response, 1);
        assert_eq!(benchmark.due_date, Some(day(2026, 3, 30)), "20 until agreed");
        officer.acknowledge(name, day(2026, 3, 4)).await.expect("a step");
        let agreed = plan(day(2026, 3, 6), 30);
        let planned = officer.agree_plan(name, agreed).await.expect("a plan");
        assert_eq!(planned.plan, Some(agreed));
        let response = clock_of(&planned, ClockName::Response, 1);
        assert_eq!(response.due_date, Some(day(2026, 4, 15)), "30 as planned");
        let again = officer.agree_plan(name, agreed).await;
        assert_eq!(reason_of(again), ErrorReason::AlreadyDone);

        let joint = wire::JointHandling {
            since_date: Some(day(2026, 3, 9)),
            partner: "Hospital trust".to_owned(),
            authority_leads: true,
        };
        let jointly = officer.handle_jointly(name, joint).await.expect("joint");
        let joint = jointly.joint_handling.expect("joint handling");
        assert_eq!(
            (joint.partner.as_str(), joint.authority_leads),
            ("hospital-trust", true)
        );
        let responsible = Appointment {
            role: AppointmentRole::ResponsiblePerson.into(),
            officer: "hos-1".to_owned(),
            appointed_date: Some(day(2026, 3, 9)),
            ..Appointment::default()
        };
        officer
            .appoint(name, responsible)
            .await
            .expect("a responsible person");
        officer
            .find(name, 1, &[(1, Finding::Upheld)])
            .await
            .expect("a finding");
        let signed = ConcludeStageRequest {
            stage: 1,
            concluded_date: Some(day(2026, 4, 15)),
            signed_by: "hos-1".to_owned(),
            next_step_told: Some(true),
            ..ConcludeStageRequest::default()
        };
        let answered = officer.respond(name, signed).await.expect("a response");
        assert_eq!(answered.stages[0].signed_by, "hos-1");
        assert!(warnings(&answered).is_empty());
        let response = clock_of(&answered, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Met, "in the agreed period");
    })
    .await;
}

/// Reg 14: six months commencing on the day of receipt, longer only if agreed before they end; a response without a
/// signature is seen.
#[tokio::test]
async fn the_longstop_moves_only_by_agreement_before_it_ends() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = || complaint(Procedure::AdultStatutory, day(2025, 9, 1));
        let registered = officer.register(about()).await.expect("a registration");
        let name = registered.name.as_str();
        let longstop = clock_of(&registered, ClockName::Longstop, 0);
        assert_eq!(longstop.due_date, Some(day(2026, 2, 28)), "the first day counts");
        let alone = officer
            .extend(name, ClockName::Longstop, 8, day(2026, 2, 2))
            .await;
        assert_eq!(reason_of(alone), ErrorReason::AgreementNeeded);
        let late = officer
            .extend_as_agreed(name, ClockName::Longstop, 8, day(2026, 3, 2))
            .await;
        assert_eq!(reason_of(late), ErrorReason::ExtensionTooLate);
        let agreed = officer
            .extend_as_agreed(name, ClockName::Longstop, 8, day(2026, 2, 2))
            .await;
        let agreed = agreed.expect("more time");
        let longstop = clock_of(&agreed, ClockName::Longstop, 0);
        assert_eq!(longstop.agreed_due_date, Some(day(2026, 4, 30)));
        assert_eq!(agreed.extensions[0].clock(), ClockName::Longstop, "of the whole");
        let answered = officer
            .answer(name, 1, Finding::NotUpheld, day(2026, 4, 30))
            .await;
        let answered = answered.expect("a response");
        let longstop = clock_of(&answered, ClockName::Longstop, 0);
        assert_eq!(longstop.state(), ClockState::MetAsExtended);
        assert_eq!(warnings(&answered), ["response_not_signed"]);

        let other = officer.register(about()).await.expect("a registration").name;
        let answered = officer
            .answer(&other, 1, Finding::NotUpheld, day(2026, 3, 2))
            .await;
        let longstop = clock_of(&answered.expect("a response"), ClockName::Longstop, 0);
        assert_eq!(longstop.state(), ClockState::Missed);
    })
    .await;
}
