//! Turns between the stages: stage 1 left out, overdue or not; early referral; withdrawal and its retraction.

use redress::api::wire::{
    self, ClockName, ClockState, EarlyReferral, ErrorReason, Finding, Milestone, Procedure, SkipBasis, Stage,
    StageEnd, State, WithdrawRepresentationRequest,
};

use crate::harness::{
    Register,
    build::{clock_of, complaint},
    casework_steps::{reason_of, warnings},
    day, for_each_register,
};

/// A complaint of 2 March 2026; its stage 1 is due on the 16th.
async fn of_children(register: &Register<'_>) -> String {
    let about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
    let registered = register.officer().register(about).await;
    registered.expect("a registration").name
}

/// SI 2006/1738 and Calderdale 2021/22, which counts one: stage 1 is left out where both agree, or the authority
/// thinks fit. Stage 2 is not.
#[tokio::test]
async fn stage_1_is_left_out_by_agreement() {
    for_each_register(async |register| {
        let officer = register.officer();
        for basis in [SkipBasis::Agreed, SkipBasis::AuthorityThinksFit] {
            let name = of_children(register).await;
            let second = officer.skip_stage(&name, day(2026, 3, 4), basis).await;
            let second = second.expect("stage 2");
            let ends: Vec<StageEnd> = second.stages.iter().map(Stage::ended_by).collect();
            assert_eq!(ends, [StageEnd::Skipped, StageEnd::Unspecified]);
            let first = clock_of(&second, ClockName::Response, 1);
            assert_eq!(first.state(), ClockState::Left, "neither met nor missed");
            let further = officer.skip_stage(&name, day(2026, 3, 5), basis).await;
            assert_eq!(reason_of(further), ErrorReason::StageUnderWay);
        }
    })
    .await;
}

/// Getting the Best from Complaints: once stage 1 is due without an outcome, the complainant may go to stage 2.
#[tokio::test]
async fn an_overdue_stage_1_opens_stage_2() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = of_children(register).await;
        let early = officer.escalate(&name, day(2026, 3, 16)).await;
        assert_eq!(reason_of(early), ErrorReason::StageUnderWay, "on its last day");
        let second = officer.escalate(&name, day(2026, 3, 17)).await.expect("stage 2");
        assert_eq!(second.stages[0].ended_by(), StageEnd::Overdue);
        let first = clock_of(&second, ClockName::Response, 1);
        assert_eq!(first.state(), ClockState::Missed);
        let response = clock_of(&second, ClockName::Response, 2);
        assert_eq!(response.due_date, Some(day(2026, 4, 23)), "25 past Easter");
    })
    .await;
}

/// Getting the Best from Complaints: five tests, each recorded; the complaint goes to the Ombudsman without stage 3.
#[tokio::test]
async fn all_five_tests_lead_to_an_early_referral() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = of_children(register).await;
        let second = officer
            .skip_stage(&name, day(2026, 3, 4), SkipBasis::Agreed)
            .await;
        second.expect("stage 2");
        let step = officer.answer(&name, 2, Finding::Upheld, day(2026, 4, 8)).await;
        step.expect("a response");
        let all = EarlyReferral {
            referred_date: Some(day(2026, 4, 13)),
            both_agree: true,
            robust_report: true,
            all_significant_upheld: true,
            action_plan: true,
            outcomes_met: true,
        };
        let without: [fn(&mut EarlyReferral); 5] = [
            |tests| tests.both_agree = false,
            |tests| tests.robust_report = false,
            |tests| tests.all_significant_upheld = false,
            |tests| tests.action_plan = false,
            |tests| tests.outcomes_met = false,
        ];
        for fail in without {
            let mut tests = all;
            fail(&mut tests);
            let refused = officer.refer_early(&name, tests).await;
            assert_eq!(reason_of(refused), ErrorReason::ReferralTestsFailed, "{tests:?}");
        }
        let referred = officer.refer_early(&name, all).await.expect("a referral");
        assert_eq!(referred.state(), State::ReferredEarly);
        assert_eq!(referred.early_referral, Some(all));
        assert_eq!(referred.finding(), Finding::Upheld);
        let third = officer.escalate(&name, day(2026, 4, 14)).await;
        assert_eq!(reason_of(third), ErrorReason::StateRefusesStep);
    })
    .await;
}

/// Getting the Best from Complaints: withdrawn at any time, confirmed in writing, and perhaps gone on with as a review
/// by management. What an earlier stage found stays.
#[tokio::test]
async fn a_withdrawal_at_each_stage_keeps_what_was_found() {
    for_each_register(async |register| {
        let officer = register.officer();
        let answers = [
            (day(2026, 3, 10), Finding::Upheld, day(2026, 3, 12)),
            (day(2026, 4, 8), Finding::NotUpheld, day(2026, 4, 10)),
        ];
        let kept = [Finding::Unspecified, Finding::Upheld, Finding::NotUpheld];
        for (answered, kept) in kept.into_iter().enumerate() {
            let name = of_children(register).await;
            for (stage, (on, finding, requested)) in (1..).zip(answers).take(answered) {
                let step = officer.answer(&name, stage, finding, on).await;
                step.expect("a response");
                officer.escalate(&name, requested).await.expect("a stage");
            }
            let withdrawal = WithdrawRepresentationRequest {
                withdrawn_date: Some(day(2026, 4, 14)),
                reason: "resolved".to_owned(),
                confirmed_date: Some(day(2026, 4, 15)),
                continues_as_review: true,
                ..WithdrawRepresentationRequest::default()
            };
            let withdrawn = officer.withdraw_so(&name, withdrawal).await.expect("withdrawn");
            assert_eq!(withdrawn.state(), State::Withdrawn);
            assert_eq!(withdrawn.finding(), kept, "after {answered} answers");
            assert_eq!(withdrawn.withdrawal_confirmed_date, Some(day(2026, 4, 15)));
            assert!(withdrawn.continues_as_review);
            let last = withdrawn.stages.last().map(Stage::ended_by);
            assert_eq!(last, Some(StageEnd::Withdrawal));
        }
    })
    .await;
}

/// Getting the Best from Complaints: a withdrawal may be taken back. The stage goes on, and no clock counts the days
/// between.
#[tokio::test]
async fn a_withdrawal_is_taken_back() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = of_children(register).await;
        officer.withdraw(&name, day(2026, 3, 5)).await.expect("withdrawn");
        let back = officer
            .retract(&name, day(2026, 3, 12))
            .await
            .expect("taken back");
        assert_eq!((back.state(), back.closed_date), (State::Open, None));
        assert_eq!(back.stages[0].ended_by(), StageEnd::Unspecified);
        let response = clock_of(&back, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Running);
        assert_eq!(response.due_date, Some(day(2026, 3, 16)));
        assert_eq!(
            response.agreed_due_date,
            Some(day(2026, 3, 23)),
            "five working days were not counted"
        );
        let again = officer.retract(&name, day(2026, 3, 13)).await;
        assert_eq!(reason_of(again), ErrorReason::StateRefusesStep);
    })
    .await;
}

/// Complaint Handling Code 6 and SI 2006/1738: each response says how to go on, and one that did not is seen. Why it
/// was late is coded (Coventry's adults 2023/24 miss it).
#[tokio::test]
async fn a_late_response_that_told_of_no_next_step_is_seen() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = of_children(register).await;
        officer
            .find(&name, 1, &[(1, Finding::Upheld)])
            .await
            .expect("a finding");
        let response = wire::ConcludeStageRequest {
            stage: 1,
            concluded_date: Some(day(2026, 3, 18)),
            delay_reason: "records".to_owned(),
            next_step_told: Some(false),
            ..wire::ConcludeStageRequest::default()
        };
        let answered = officer.respond(&name, response).await.expect("a response");
        assert_eq!(warnings(&answered), ["next_step_not_told"]);
        assert_eq!(answered.stages[0].delay_reason, "records");
        let clock = clock_of(&answered, ClockName::Response, 1);
        assert_eq!(
            (clock.state(), clock.delay_reason.as_str()),
            (ClockState::Missed, "records")
        );
        let delay = wire::Delay {
            clock: ClockName::Acknowledgement.into(),
            stage: 1,
            reason: "staff".to_owned(),
            recorded_date: Some(day(2026, 3, 19)),
        };
        let explained = officer.explain_delay(&name, delay).await.expect("a reason");
        let clock = clock_of(&explained, ClockName::Acknowledgement, 1);
        assert_eq!(clock.delay_reason, "staff");
    })
    .await;
}

/// SI 2006/1738 reg 17 and the Ombudsman's decisions 25 010 090 and 24 002 249: stage 2 counts from the request, and beside
/// it from the agreed statement; both reports come in once.
#[tokio::test]
async fn stage_2_counts_from_the_request_and_beside_it_from_the_statement() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = of_children(register).await;
        let second = officer
            .skip_stage(&name, day(2026, 3, 4), SkipBasis::Agreed)
            .await;
        let waiting = clock_of(&second.expect("stage 2"), ClockName::ResponseFromStatement, 2);
        assert_eq!(waiting.state(), ClockState::Waiting);
        for (milestone, on) in [
            (Milestone::StatementAgreed, day(2026, 3, 11)),
            (Milestone::InvestigationReport, day(2026, 4, 13)),
            (Milestone::IndependentPersonReport, day(2026, 4, 14)),
        ] {
            officer.reach(&name, milestone, on).await.expect("a milestone");
            let again = officer.reach(&name, milestone, on).await;
            assert_eq!(reason_of(again), ErrorReason::AlreadyDone);
        }
        let answered = officer.answer(&name, 2, Finding::Upheld, day(2026, 4, 17)).await;
        let answered = answered.expect("a response");
        let clock = |name| {
            let clock = clock_of(&answered, name, 2);
            (clock.due_date, clock.state())
        };
        assert_eq!(
            clock(ClockName::Response),
            (Some(day(2026, 4, 10)), ClockState::Missed)
        );
        assert_eq!(
            clock(ClockName::ResponseFromStatement),
            (Some(day(2026, 4, 17)), ClockState::Met)
        );
        assert_eq!(answered.stages[1].milestones.len(), 3);
    })
    .await;
}
