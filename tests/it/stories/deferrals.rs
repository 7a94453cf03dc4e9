//! Complaints that wait for proceedings: SI 2006/1738 reg 8.

use redress::api::wire::{self, ClockName, ClockState, ErrorReason, Finding, Procedure, State};

use crate::harness::{
    Register,
    build::{clock_of, complaint},
    casework_steps::reason_of,
    day, for_each_register,
};

fn deferral(on: wire::Date, proceedings: &str) -> wire::Deferral {
    wire::Deferral {
        deferred_date: Some(on),
        proceedings: proceedings.to_owned(),
        told_date: Some(on),
        ..wire::Deferral::default()
    }
}

/// A complaint of 6 January 2025 that waits from the 10th.
async fn deferred(register: &Register<'_>) -> wire::Representation {
    let officer = register.officer();
    let about = complaint(Procedure::ChildrenStatutory, day(2025, 1, 6));
    let name = officer.register(about).await.expect("a registration").name;
    let wait = deferral(day(2025, 1, 10), "court");
    officer.defer(&name, wait).await.expect("a deferral")
}

/// Reg 8: the complainant is told why in writing, the deferral is looked at again, and the complaint may be resubmitted
/// within a year of the end of the proceedings. No clock of the stage counts the wait.
#[tokio::test]
async fn a_complaint_waits_for_a_court_and_goes_on() {
    for_each_register(async |register| {
        let officer = register.officer();
        let waiting = deferred(register).await;
        let name = waiting.name.as_str();
        assert_eq!(waiting.state(), State::Deferred);
        assert_eq!(waiting.deferrals, [deferral(day(2025, 1, 10), "court")]);
        let response = clock_of(&waiting, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Paused);
        let review = clock_of(&waiting, ClockName::DeferralReview, 0);
        assert_eq!(review.due_date, Some(day(2025, 2, 7)), "20 working days");

        let reviewed = officer.review(name, day(2025, 2, 7)).await.expect("a review");
        let review = clock_of(&reviewed, ClockName::DeferralReview, 0);
        assert_eq!(review.due_date, Some(day(2025, 3, 7)), "and 20 again");
        assert_eq!(reviewed.deferrals[0].reviewed_dates, [day(2025, 2, 7)]);

        let ended = officer.end_proceedings(name, day(2025, 3, 3)).await;
        let ended = ended.expect("their end");
        let resubmission = clock_of(&ended, ClockName::Resubmission, 0);
        assert_eq!(resubmission.due_date, Some(day(2026, 3, 3)), "a year");
        assert_eq!(resubmission.state(), ClockState::Running);

        let resumed = officer.resume(name, day(2025, 4, 1), "").await.expect("resumed");
        assert_eq!(resumed.state(), State::Open);
        assert_eq!(resumed.deferrals[0].resumed_date, Some(day(2025, 4, 1)));
        let resubmission = clock_of(&resumed, ClockName::Resubmission, 0);
        assert_eq!(resubmission.state(), ClockState::Met);
        let response = clock_of(&resumed, ClockName::Response, 1);
        assert_eq!(response.due_date, Some(day(2025, 1, 20)), "what it was before");
        assert_eq!(
            response.agreed_due_date,
            Some(day(2025, 4, 9)),
            "3 of 10 days were counted before the wait"
        );
        let answered = officer
            .answer(name, 1, Finding::PartlyUpheld, day(2025, 4, 9))
            .await;
        let response = clock_of(&answered.expect("a response"), ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::MetAsExtended);
    })
    .await;
}

/// Reg 8 with the discretion of reg 9: after the year it goes on for a reason only.
#[tokio::test]
async fn a_resubmission_after_the_year_needs_a_reason() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = deferred(register).await.name;
        let ended = officer.end_proceedings(&name, day(2025, 3, 3)).await;
        ended.expect("their end");
        let again = officer.end_proceedings(&name, day(2025, 3, 4)).await;
        assert_eq!(reason_of(again), ErrorReason::AlreadyDone);
        let late = officer.resume(&name, day(2026, 3, 4), "").await;
        assert_eq!(reason_of(late), ErrorReason::ResubmissionOutOfTime);
        let reason = "illness_or_distress";
        let resumed = officer.resume(&name, day(2026, 3, 4), reason).await;
        let resumed = resumed.expect("discretion");
        let resubmission = clock_of(&resumed, ClockName::Resubmission, 0);
        assert_eq!(
            (resumed.state(), resubmission.state()),
            (State::Open, ClockState::Missed)
        );
    })
    .await;
}

/// Reg 8 lets a council wait only while considering it would prejudice the proceedings: it may go on before they end.
#[tokio::test]
async fn a_complaint_goes_on_before_the_proceedings_end() {
    for_each_register(async |register| {
        let officer = register.officer();
        let name = deferred(register).await.name;
        let resumed = officer
            .resume(&name, day(2025, 1, 13), "")
            .await
            .expect("resumed");
        assert_eq!(resumed.state(), State::Open);
        assert_eq!(resumed.deferrals[0].proceedings_ended_date, None);
        let response = clock_of(&resumed, ClockName::Response, 1);
        assert_eq!(
            response.agreed_due_date,
            Some(day(2025, 1, 21)),
            "one working day was held"
        );
    })
    .await;
}

/// Reg 8 speaks of the whole procedure: an answered complaint may wait too, and is answered still when it goes on.
#[tokio::test]
async fn an_answered_complaint_waits_and_is_answered_still() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::ChildrenStatutory, day(2025, 1, 6));
        let name = officer.register(about).await.expect("a registration").name;
        let step = officer
            .answer(&name, 1, Finding::NotUpheld, day(2025, 1, 15))
            .await;
        step.expect("a response");
        let wait = deferral(day(2025, 1, 20), "criminal");
        officer.defer(&name, wait).await.expect("a deferral");
        let early = officer.escalate(&name, day(2025, 1, 21)).await;
        assert_eq!(reason_of(early), ErrorReason::StateRefusesStep);
        let resumed = officer.resume(&name, day(2025, 2, 3), "").await.expect("resumed");
        assert_eq!(
            (resumed.state(), resumed.finding()),
            (State::Answered, Finding::NotUpheld)
        );
        let second = officer.escalate(&name, day(2025, 2, 4)).await.expect("stage 2");
        assert_eq!(second.state(), State::Open);
    })
    .await;
}
