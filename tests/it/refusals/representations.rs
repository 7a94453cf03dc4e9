//! Steps that the procedures do not allow.

use redress::api::wire::{ClockName, Closure, ErrorReason, Finding, Procedure, State, View};

use super::expect::Unchanged;
use crate::harness::{
    Register,
    build::{comment, complaint, compliment, concern},
    day, for_each_register,
};

async fn registered(register: &Register<'_>, procedure: Procedure, day: redress::api::wire::Date) -> String {
    let answer = register.officer().register(complaint(procedure, day)).await;
    answer.expect("a registration").name
}

#[tokio::test]
async fn a_step_that_the_procedure_does_not_know() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = officer
            .register(compliment(day(2026, 5, 1)))
            .await
            .expect("a compliment")
            .name;
        let informal = registered(register, Procedure::Informal, day(2026, 5, 1)).await;
        let unchanged = Unchanged::since(register).await;
        let reason = ErrorReason::StepNotInProcedure;
        for answer in [
            officer.escalate(&name, day(2026, 5, 2)).await,
            officer.withdraw(&name, day(2026, 5, 2)).await,
            officer.close(&name, day(2026, 5, 2), Closure::Resolved).await,
            officer.conclude(&name, 1, day(2026, 5, 2)).await,
            officer.find(&informal, 1, &[(1, Finding::Upheld)]).await,
        ] {
            unchanged.by_rule(register, answer, reason, &[]).await;
        }
        let record = officer.get(&name, View::Basic).await.expect("the record");
        assert_eq!((record.state(), record.etag.as_str()), (State::Recorded, "v1"));
    })
    .await;
}

#[tokio::test]
async fn a_step_that_the_state_does_not_take() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = registered(register, Procedure::CorporateLocal, day(2026, 4, 1)).await;
        officer.withdraw(&name, day(2026, 4, 2)).await.expect("withdrawn");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.acknowledge(&name, day(2026, 4, 3)).await,
            officer
                .extend(&name, ClockName::Response, 20, day(2026, 4, 3))
                .await,
            officer.find(&name, 1, &[(1, Finding::Upheld)]).await,
            officer.conclude(&name, 1, day(2026, 4, 3)).await,
            officer.escalate(&name, day(2026, 4, 3)).await,
            officer.withdraw(&name, day(2026, 4, 3)).await,
            officer.close(&name, day(2026, 4, 3), Closure::Resolved).await,
        ] {
            let metadata = [("state", "withdrawn")];
            unchanged
                .by_rule(register, answer, ErrorReason::StateRefusesStep, &metadata)
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_stage_that_is_not_under_way_or_must_be_concluded_first() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = registered(register, Procedure::ChildrenStatutory, day(2026, 4, 1)).await;
        let unchanged = Unchanged::since(register).await;
        let stage = [("stage", "1")];
        for answer in [
            officer.find(&name, 2, &[(1, Finding::Upheld)]).await,
            officer.conclude(&name, 3, day(2026, 4, 2)).await,
        ] {
            unchanged
                .by_rule(register, answer, ErrorReason::StageNotCurrent, &stage)
                .await;
        }
        for answer in [
            officer.escalate(&name, day(2026, 4, 2)).await,
            officer.close(&name, day(2026, 4, 2), Closure::Lapsed).await,
        ] {
            unchanged
                .by_rule(register, answer, ErrorReason::StageUnderWay, &stage)
                .await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_step_that_is_dated_before_what_it_follows() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = registered(register, Procedure::ChildrenStatutory, day(2026, 4, 8)).await;
        officer
            .find(&name, 1, &[(1, Finding::Upheld)])
            .await
            .expect("a finding");
        let unchanged = Unchanged::since(register).await;
        let reason = ErrorReason::DateBeforeAnchor;
        for answer in [
            officer.acknowledge(&name, day(2026, 4, 7)).await,
            officer
                .extend(&name, ClockName::Response, 20, day(2026, 4, 7))
                .await,
            officer.conclude(&name, 1, day(2026, 4, 7)).await,
            officer.withdraw(&name, day(2026, 4, 7)).await,
        ] {
            let metadata = [("anchor_date", "2026-04-08")];
            unchanged.by_rule(register, answer, reason, &metadata).await;
        }
        officer
            .conclude(&name, 1, day(2026, 4, 20))
            .await
            .expect("a response");
        let unchanged = Unchanged::since(register).await;
        for answer in [
            officer.escalate(&name, day(2026, 4, 19)).await,
            officer.close(&name, day(2026, 4, 19), Closure::Resolved).await,
        ] {
            let metadata = [("anchor_date", "2026-04-20")];
            unchanged.by_rule(register, answer, reason, &metadata).await;
        }
    })
    .await;
}

#[tokio::test]
async fn an_acknowledgement_that_was_recorded_already() {
    for_each_register(async |register| {
        let officer = register.officer();
        let stage = registered(register, Procedure::CorporateCode, day(2026, 4, 8)).await;
        let whole = officer
            .register(comment(day(2026, 4, 8)))
            .await
            .expect("a comment")
            .name;
        for name in [stage, whole] {
            officer.acknowledge(&name, day(2026, 4, 9)).await.expect("a step");
            let unchanged = Unchanged::since(register).await;
            let again = officer.acknowledge(&name, day(2026, 4, 10)).await;
            let metadata = [("date", "2026-04-09")];
            unchanged
                .by_rule(register, again, ErrorReason::AlreadyDone, &metadata)
                .await;
        }
    })
    .await;
}

/// SI 2006/1738: the acknowledgement has no extension; stage 1 has one to 20 working days. SI 2009/309 reg 14: longer
/// only if agreed.
#[tokio::test]
async fn an_extension_that_the_rules_do_not_allow() {
    for_each_register(async |register| {
        let officer = register.officer();
        let received = day(2026, 4, 8);
        let name = registered(register, Procedure::ChildrenStatutory, received).await;
        let code = registered(register, Procedure::CorporateCode, received).await;
        let adult = registered(register, Procedure::AdultStatutory, received).await;
        let extended = officer
            .extend(&name, ClockName::Response, 12, day(2026, 4, 9))
            .await;
        extended.expect("an extension");
        let unchanged = Unchanged::since(register).await;
        let (response, on) = (ClockName::Response, day(2026, 4, 9));
        let asked = officer.extend(&name, ClockName::Acknowledgement, 9, on).await;
        let clock = [("clock", "acknowledgement")];
        unchanged
            .by_rule(register, asked, ErrorReason::ClockNotExtendable, &clock)
            .await;
        let asked = officer.extend(&name, response, 21, on).await;
        unchanged
            .by_rule(register, asked, ErrorReason::ExtensionOverCap, &[("cap", "20")])
            .await;
        for length in [11, 12] {
            let asked = officer.extend(&name, response, length, on).await;
            let due = [("due_date", "2026-04-24")];
            unchanged
                .by_rule(register, asked, ErrorReason::ExtensionShortens, &due)
                .await;
        }
        let asked = officer.extend(&name, response, 20, day(2026, 4, 25)).await;
        let due = [("due_date", "2026-04-24")];
        unchanged
            .by_rule(register, asked, ErrorReason::ExtensionTooLate, &due)
            .await;
        let asked = officer.extend(&adult, response, 40, on).await;
        let clock = [("clock", "response")];
        unchanged
            .by_rule(register, asked, ErrorReason::AgreementNeeded, &clock)
            .await;
        let asked = officer.extend(&code, response, 15, on).await;
        unchanged
            .by_rule(register, asked, ErrorReason::ClockNotRunning, &clock)
            .await;
        let asked = officer.extend(&name, ClockName::Enquiry, 15, on).await;
        let clock = [("clock", "enquiry")];
        unchanged
            .by_rule(register, asked, ErrorReason::ClockNotRunning, &clock)
            .await;
    })
    .await;
}

/// Complaint Handling Code 6.7 and SI 2006/1738 reg 13: every point is answered.
#[tokio::test]
async fn findings_that_are_missing_or_on_no_concern() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 4, 8));
        about.concerns.extend([concern("staff"), concern("delay")]);
        let name = officer.register(about).await.expect("a registration").name;
        officer
            .find(&name, 1, &[(2, Finding::Upheld)])
            .await
            .expect("a finding");
        let unchanged = Unchanged::since(register).await;
        let early = officer.conclude(&name, 1, day(2026, 4, 9)).await;
        let concerns = [("concerns", "1,3")];
        unchanged
            .by_rule(register, early, ErrorReason::FindingsMissing, &concerns)
            .await;
        let unknown = officer
            .find(&name, 1, &[(1, Finding::Upheld), (4, Finding::Upheld)])
            .await;
        let concern = [("concern", "4")];
        unchanged
            .by_rule(register, unknown, ErrorReason::ConcernUnknown, &concern)
            .await;
    })
    .await;
}

/// Complaint Handling Code section 6: two stages. SI 2006/1738 reg 18: stage 3 is asked for within 20 working days.
#[tokio::test]
async fn a_stage_that_there_is_not_or_that_was_asked_for_too_late() {
    for_each_register(async |register| {
        let officer = register.officer();
        let adult = registered(register, Procedure::AdultStatutory, day(2025, 4, 1)).await;
        let finding = Finding::Upheld;
        officer
            .answer(&adult, 1, finding, day(2025, 4, 9))
            .await
            .expect("a response");
        let name = registered(register, Procedure::ChildrenStatutory, day(2025, 4, 1)).await;
        officer
            .answer(&name, 1, finding, day(2025, 4, 9))
            .await
            .expect("a response");
        officer.escalate(&name, day(2025, 4, 10)).await.expect("stage 2");
        officer
            .answer(&name, 2, finding, day(2025, 5, 1))
            .await
            .expect("a response");
        let unchanged = Unchanged::since(register).await;
        let asked = officer.escalate(&adult, day(2025, 4, 10)).await;
        unchanged
            .by_rule(register, asked, ErrorReason::NoFurtherStage, &[("stage", "1")])
            .await;
        let asked = officer.escalate(&name, day(2025, 6, 3)).await;
        let due = [("due_date", "2025-06-02")];
        unchanged
            .by_rule(register, asked, ErrorReason::EscalationOutOfTime, &due)
            .await;
    })
    .await;
}
