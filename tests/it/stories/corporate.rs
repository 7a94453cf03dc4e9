//! Everything else: the Ombudsman's Complaint Handling Code (2024), and the local policies before it.

use redress::api::wire::{ClockName, ClockState, Closure, Finding, Procedure, State};

use crate::harness::{
    build::{clock_of, complaint},
    day, for_each_register,
};

/// Code 6.2 to 6.5: acknowledged within 5 working days; then 10 working days, and 20 at stage 2, from the
/// acknowledgement.
#[tokio::test]
async fn under_the_code_the_response_waits_for_the_acknowledgement() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2025, 4, 14));
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        let acknowledgement = clock_of(&registered, ClockName::Acknowledgement, 1);
        assert_eq!(
            acknowledgement.due_date,
            Some(day(2025, 4, 23)),
            "Easter lies between"
        );
        let response = clock_of(&registered, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Waiting);
        assert_eq!((response.anchor_date, response.due_date), (None, None));

        let step = officer.acknowledge(name, day(2025, 4, 22)).await.expect("a step");
        let response = clock_of(&step, ClockName::Response, 1);
        assert_eq!(response.state(), ClockState::Running);
        assert_eq!(response.anchor_date, Some(day(2025, 4, 22)));
        assert_eq!(response.due_date, Some(day(2025, 5, 7)), "May Day is left out");
        let finding = Finding::NotUpheld;
        officer
            .answer(name, 1, finding, day(2025, 5, 7))
            .await
            .expect("a response");

        let second = officer.escalate(name, day(2025, 5, 12)).await.expect("stage 2");
        assert_eq!(
            clock_of(&second, ClockName::Response, 2).state(),
            ClockState::Waiting
        );
        let step = officer.acknowledge(name, day(2025, 5, 15)).await.expect("a step");
        let response = clock_of(&step, ClockName::Response, 2);
        assert_eq!(
            response.due_date,
            Some(day(2025, 6, 13)),
            "the spring holiday is left out"
        );
        let answered = officer.answer(name, 2, Finding::Upheld, day(2025, 6, 12)).await;
        assert_eq!(answered.expect("a response").finding(), Finding::Upheld);
        let closed = officer.close(name, day(2025, 6, 20), Closure::Resolved).await;
        assert_eq!(closed.expect("closed").state(), State::Concluded);
    })
    .await;
}

/// A local policy from before the Code: 10 and 20 working days from receipt, whenever it was acknowledged.
#[tokio::test]
async fn under_the_older_policy_the_response_counts_from_receipt() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateLocal, day(2024, 3, 28));
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        let response = clock_of(&registered, ClockName::Response, 1);
        assert_eq!(
            response.due_date,
            Some(day(2024, 4, 15)),
            "Easter at the end of March"
        );
        assert_eq!(registered.clocks.len(), 2, "nothing times the acknowledgement");
        officer.acknowledge(name, day(2024, 4, 3)).await.expect("a step");
        let answered = officer
            .answer(name, 1, Finding::Inconclusive, day(2024, 4, 16))
            .await;
        let answered = answered.expect("a response");
        assert_eq!(
            clock_of(&answered, ClockName::Response, 1).state(),
            ClockState::Missed
        );
        let lapsed = officer
            .close(name, day(2024, 5, 20), Closure::Lapsed)
            .await
            .expect("closed");
        assert_eq!(lapsed.state(), State::Lapsed);
        let reopened = officer
            .escalate(name, day(2024, 5, 21))
            .await
            .expect("stage 2 after all");
        assert_eq!((reopened.state(), reopened.closed_date), (State::Open, None));
        assert_eq!(
            clock_of(&reopened, ClockName::Response, 2).due_date,
            Some(day(2024, 6, 19))
        );
    })
    .await;
}
