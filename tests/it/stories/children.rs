//! The statutory children's procedure: SI 2006/1738 with "Getting the Best from Complaints" (2006).

use redress::api::wire::{ClockName, ClockState, Closure, Finding, Procedure, Stage, StageEnd, State, View};

use crate::harness::{
    build::{clock_of, complaint, concern},
    day, for_each_register,
};

/// SI 2006/1738: local resolution in 10 working days (20 where it is complex), investigation in 25 (65 with notice),
/// review panel in 30 + 5 + 15 (reg 19(4) and after).
#[tokio::test]
async fn a_complaint_goes_through_all_three_stages() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = complaint(Procedure::ChildrenStatutory, day(2023, 12, 22));
        about.concerns.push(concern("staff"));
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        let response = clock_of(&registered, ClockName::Response, 1);
        assert_eq!(response.due_date, Some(day(2024, 1, 10)), "across Christmas");
        assert_eq!(response.state(), ClockState::Running);

        let step = officer.acknowledge(name, day(2023, 12, 28)).await;
        let acknowledged = clock_of(&step.expect("a step"), ClockName::Acknowledgement, 1);
        assert_eq!(
            (acknowledged.state(), acknowledged.working_days_taken),
            (ClockState::Met, 2)
        );
        let step = officer
            .extend(name, ClockName::Response, 20, day(2024, 1, 9))
            .await;
        let extended = clock_of(&step.expect("a step"), ClockName::Response, 1);
        assert_eq!(
            extended.due_date,
            Some(day(2024, 1, 10)),
            "the base due date stays"
        );
        assert_eq!(extended.agreed_due_date, Some(day(2024, 1, 24)));

        let findings = [(1, Finding::Upheld), (2, Finding::NotUpheld)];
        officer.find(name, 1, &findings).await.expect("findings");
        let answered = officer
            .conclude(name, 1, day(2024, 1, 24))
            .await
            .expect("a response");
        assert_eq!(answered.state(), State::Answered);
        assert_eq!(answered.finding(), Finding::PartlyUpheld, "derived from the two");
        let met = clock_of(&answered, ClockName::Response, 1);
        assert_eq!(met.state(), ClockState::MetAsExtended);

        stage_two_and_three(&officer, name).await;
    })
    .await;
}

async fn stage_two_and_three(officer: &crate::harness::caller::Caller, name: &str) {
    let second = officer.escalate(name, day(2024, 2, 1)).await.expect("stage 2");
    let response = clock_of(&second, ClockName::Response, 2);
    assert_eq!(response.due_date, Some(day(2024, 3, 7)), "25 working days");
    officer
        .extend(name, ClockName::Response, 65, day(2024, 3, 1))
        .await
        .expect("an extension to the 65 of the regulations");
    let findings = [(1, Finding::Upheld), (2, Finding::Inconclusive)];
    officer.find(name, 2, &findings).await.expect("findings");
    let answered = officer
        .conclude(name, 2, day(2024, 5, 8))
        .await
        .expect("a response");
    let response = clock_of(&answered, ClockName::Response, 2);
    assert_eq!(
        response.agreed_due_date,
        Some(day(2024, 5, 7)),
        "Easter and May Day are not counted"
    );
    assert_eq!(response.state(), ClockState::Missed);
    assert_eq!(response.working_days_taken, 66);
    let window = clock_of(&answered, ClockName::RequestWindow, 2);
    assert_eq!(window.due_date, Some(day(2024, 6, 6)), "reg 18: 20 working days");

    let third = officer
        .escalate(name, day(2024, 6, 6))
        .await
        .expect("stage 3 on the last day");
    assert_eq!(third.state(), State::Open);
    let acknowledgement = clock_of(&third, ClockName::Acknowledgement, 3);
    assert_eq!(acknowledgement.due_date, Some(day(2024, 6, 10)));
    officer.acknowledge(name, day(2024, 6, 7)).await.expect("a step");
    let findings = [(1, Finding::Upheld), (2, Finding::Upheld)];
    officer.find(name, 3, &findings).await.expect("findings");
    let answered = officer
        .conclude(name, 3, day(2024, 8, 15))
        .await
        .expect("a response");
    let response = clock_of(&answered, ClockName::Response, 3);
    assert_eq!(
        response.due_date,
        Some(day(2024, 8, 15)),
        "50 working days from the request"
    );
    assert_eq!(response.state(), ClockState::Met);
    assert_eq!(answered.finding(), Finding::Upheld);

    let closed = officer
        .close(name, day(2024, 8, 20), Closure::Resolved)
        .await
        .expect("closed");
    assert_eq!(closed.state(), State::Concluded);
    assert_eq!(closed.closed_date, Some(day(2024, 8, 20)));
    assert_eq!(closed.stages.len(), 3);
    let ends: Vec<StageEnd> = closed.stages.iter().map(Stage::ended_by).collect();
    assert_eq!(ends, [StageEnd::Response; 3]);
    assert_eq!(officer.get(name, View::Basic).await.expect("the record"), closed);
}

/// SI 2006/1738: a complaint may be withdrawn at any time; what an earlier stage found stays.
#[tokio::test]
async fn a_withdrawal_at_stage_two_leaves_the_finding_of_stage_one() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2025, 6, 2));
        let name = officer.register(about).await.expect("a registration").name;
        let finding = Finding::NotUpheld;
        officer
            .answer(&name, 1, finding, day(2025, 6, 10))
            .await
            .expect("a response");
        officer.escalate(&name, day(2025, 6, 20)).await.expect("stage 2");
        let withdrawn = officer.withdraw(&name, day(2025, 7, 1)).await.expect("withdrawn");
        assert_eq!(withdrawn.state(), State::Withdrawn);
        assert_eq!(withdrawn.withdrawal_reason, "not_stated");
        assert_eq!(withdrawn.finding(), Finding::NotUpheld);
        assert_eq!(withdrawn.stages[1].ended_by(), StageEnd::Withdrawal);
        let response = clock_of(&withdrawn, ClockName::Response, 2);
        assert_eq!(response.state(), ClockState::Left);
        assert_eq!(response.stopped_date, Some(day(2025, 7, 1)));
    })
    .await;
}

/// Reg 18 makes the time to ask for stage 3 hard; the authority may accept a later request for a reason. No law bars
/// a late request for stage 2.
#[tokio::test]
async fn a_late_request_is_taken_where_the_window_is_advice_or_for_a_reason() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2025, 1, 6));
        let name = officer.register(about).await.expect("a registration").name;
        let finding = Finding::NotUpheld;
        officer
            .answer(&name, 1, finding, day(2025, 1, 15))
            .await
            .expect("a response");
        officer
            .escalate(&name, day(2025, 9, 1))
            .await
            .expect("stage 2, months later");
        officer
            .answer(&name, 2, finding, day(2025, 9, 30))
            .await
            .expect("a response");
        let late = officer
            .escalate_late(&name, day(2026, 1, 5), "illness_or_distress")
            .await;
        let third = late.expect("stage 3 for a reason");
        let window = clock_of(&third, ClockName::RequestWindow, 2);
        assert_eq!(
            window.state(),
            ClockState::Missed,
            "the register says that it was late"
        );
        assert_eq!(third.stages[2].started_date, Some(day(2026, 1, 5)));
    })
    .await;
}
