//! Whether a complaint is considered at all: who may make it, how late it may come, and what it is told if not.

use redress::api::wire::{
    self, ClockName, ClockState, ErrorReason, Finding, Procedure, Representation, StageEnd, State,
};

use crate::harness::{
    build::{clock_of, complaint},
    casework_steps::{reason_of, warnings},
    day, for_each_register,
};

fn acceptance(on: wire::Date) -> wire::Acceptance {
    wire::Acceptance {
        accepted_date: Some(on),
        reviewer: "manager".to_owned(),
        ..wire::Acceptance::default()
    }
}

fn refusal(on: wire::Date, reason: &str, signpost: &str) -> wire::Refusal {
    wire::Refusal {
        refused_date: Some(on),
        reason: reason.to_owned(),
        reviewer: "manager".to_owned(),
        signpost: signpost.to_owned(),
        told_date: Some(on),
    }
}

/// Children Act 1989 s26(3)(e): the authority decides whether another person has sufficient interest, and may take the
/// child's view into account. Nothing is answered before that.
#[tokio::test]
async fn a_grandparent_is_heard_once_sufficient_interest_is_decided() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            interest_to_decide: true,
            ..complaint(Procedure::ChildrenStatutory, day(2026, 3, 2))
        };
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        assert_eq!(warnings(&registered), ["eligibility_undecided"]);
        let early = officer.answer(name, 1, Finding::Upheld, day(2026, 3, 4)).await;
        assert_eq!(reason_of(early), ErrorReason::InterestUndecided);

        let decision = wire::Acceptance {
            sufficient_interest: true,
            child_view_considered: true,
            ..acceptance(day(2026, 3, 5))
        };
        let accepted = officer.accept(name, decision.clone()).await.expect("accepted");
        assert_eq!(accepted.acceptance, Some(decision.clone()));
        assert_eq!((accepted.state(), warnings(&accepted).len()), (State::Open, 0));
        let again = officer.accept(name, decision).await;
        assert_eq!(reason_of(again), ErrorReason::AlreadyDone);
        let answered = officer.answer(name, 1, Finding::Upheld, day(2026, 3, 13)).await;
        assert_eq!(answered.expect("a response").state(), State::Answered);
    })
    .await;
}

/// Children Act 1989 s26(3)(e): a refusal is notified. Complaint Handling Code 8.1: what is refused is counted, and the
/// person is told why and where else to go.
#[tokio::test]
async fn a_neighbour_without_sufficient_interest_is_refused_and_pointed_elsewhere() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            interest_to_decide: true,
            ..complaint(Procedure::ChildrenStatutory, day(2026, 3, 2))
        };
        let name = officer.register(about).await.expect("a registration").name;
        let decision = refusal(day(2026, 3, 5), "no_sufficient_interest", "corporate");
        let refused = officer.refuse(&name, decision.clone()).await.expect("refused");
        assert_eq!(refused.state(), State::NotAccepted);
        assert_eq!(refused.refusal, Some(decision));
        assert_eq!(refused.closed_date, Some(day(2026, 3, 5)));
        assert_eq!(refused.stages[0].ended_by(), StageEnd::Refusal);
        assert_eq!(refused.finding(), Finding::Unspecified, "nothing was found");
        assert_eq!(
            clock_of(&refused, ClockName::Response, 1).state(),
            ClockState::Left
        );
        for step in [
            officer.answer(&name, 1, Finding::Upheld, day(2026, 3, 9)).await,
            officer.escalate(&name, day(2026, 3, 9)).await,
            officer.withdraw(&name, day(2026, 3, 9)).await,
        ] {
            assert_eq!(reason_of(step), ErrorReason::StateRefusesStep);
        }
    })
    .await;
}

/// SI 2006/1738 reg 9: within a year of the grounds; later where it was not reasonable to expect it earlier and it can
/// still be considered effectively and fairly. The last day is the corresponding date.
#[tokio::test]
async fn a_complaint_after_a_year_is_considered_for_a_reason() {
    for_each_register(async |register| {
        let officer = register.officer();
        let arising = |on| Representation {
            grounds_arose_date: Some(on),
            ..complaint(Procedure::ChildrenStatutory, day(2026, 3, 2))
        };
        let in_time = officer.register(arising(day(2025, 3, 2))).await.expect("in time");
        let making = clock_of(&in_time, ClockName::MakingComplaint, 0);
        assert_eq!(making.due_date, Some(day(2026, 3, 2)), "to the day");
        assert_eq!((making.state(), warnings(&in_time).len()), (ClockState::Met, 0));

        let late = officer
            .register(arising(day(2025, 3, 1)))
            .await
            .expect("a day late");
        let name = late.name.as_str();
        let making = clock_of(&late, ClockName::MakingComplaint, 0);
        assert_eq!(making.state(), ClockState::Missed);
        assert_eq!(warnings(&late), ["eligibility_undecided"]);
        let early = officer.answer(name, 1, Finding::Upheld, day(2026, 3, 4)).await;
        assert_eq!(reason_of(early), ErrorReason::ComplaintOutOfTime);
        let plain = officer.accept(name, acceptance(day(2026, 3, 5))).await;
        assert_eq!(
            reason_of(plain),
            ErrorReason::ComplaintOutOfTime,
            "discretion has a reason"
        );
        let decision = wire::Acceptance {
            late_acceptance_reason: "illness_or_distress".to_owned(),
            ..acceptance(day(2026, 3, 5))
        };
        let accepted = officer.accept(name, decision).await.expect("discretion");
        assert!(warnings(&accepted).is_empty());
        officer
            .answer(name, 1, Finding::Upheld, day(2026, 3, 13))
            .await
            .expect("a response");
    })
    .await;
}

/// SI 2009/309 reg 12: twelve months for adults too, and what is not considered is explained.
#[tokio::test]
async fn an_adults_complaint_may_be_refused_as_out_of_time() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = Representation {
            grounds_arose_date: Some(day(2023, 11, 6)),
            ..complaint(Procedure::AdultStatutory, day(2026, 3, 2))
        };
        let name = officer.register(about).await.expect("a registration").name;
        let decision = refusal(day(2026, 3, 4), "out_of_time", "ombudsman");
        let refused = officer.refuse(&name, decision).await.expect("refused");
        assert_eq!(refused.state(), State::NotAccepted);
        let longstop = clock_of(&refused, ClockName::Longstop, 0);
        assert_eq!(longstop.state(), ClockState::Left);
    })
    .await;
}

/// SI 2009/309 reg 8: what was made orally and settled by the next working day need not be handled, nor what was considered
/// already, nor information rights or employment; reg 5: an unsuitable representative is told so. Each is recorded.
#[tokio::test]
async fn what_need_not_be_handled_is_recorded_as_that() {
    for_each_register(async |register| {
        let officer = register.officer();
        for (reason, signpost) in [
            ("resolved_next_working_day", "none"),
            ("already_considered", "ombudsman"),
            ("information_rights", "information_commissioner"),
            ("employment", "other"),
            ("unsuitable_representative", "none"),
        ] {
            let about = Representation {
                method: "telephone".to_owned(),
                ..complaint(Procedure::AdultStatutory, day(2026, 3, 6))
            };
            let name = officer.register(about).await.expect("a registration").name;
            let decision = refusal(day(2026, 3, 9), reason, signpost);
            let refused = officer.refuse(&name, decision.clone()).await.expect("refused");
            assert_eq!(
                (refused.state(), refused.refusal),
                (State::NotAccepted, Some(decision))
            );
        }
    })
    .await;
}

/// The Ombudsman's decisions 20 003 792, 20 012 689, 21 007 738 and 24 016 713: once the statutory procedure applies,
/// neither stage 2 nor stage 3 is refused.
#[tokio::test]
async fn no_later_stage_is_refused() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2026, 1, 5));
        let name = officer.register(about).await.expect("a registration").name;
        for (stage, answered, requested) in [
            (1, day(2026, 1, 14), day(2026, 1, 19)),
            (2, day(2026, 2, 20), day(2026, 3, 2)),
        ] {
            let step = officer.answer(&name, stage, Finding::NotUpheld, answered).await;
            step.expect("a response");
            let decision = refusal(answered, "already_considered", "ombudsman");
            let before = officer.refuse(&name, decision).await;
            assert_eq!(reason_of(before), ErrorReason::EscalationNotRefusable);
            let opened = officer.escalate(&name, requested).await.expect("the next stage");
            assert_eq!(opened.state(), State::Open);
            let decision = refusal(requested, "already_considered", "ombudsman");
            let after = officer.refuse(&name, decision).await;
            assert_eq!(reason_of(after), ErrorReason::EscalationNotRefusable);
        }
    })
    .await;
}
