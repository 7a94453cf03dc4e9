//! The adult procedure: SI 2009/309, one stage and then the Ombudsman.

use redress::api::wire::{ClockName, ClockState, Closure, Finding, Procedure, State, TimeUnit};

use crate::harness::{
    build::{clock_of, complaint},
    day, for_each_register,
};

/// SI 2009/309 reg 13: acknowledged within 3 working days; reg 14: six months commencing on the day of receipt, longer
/// only if agreed; the response period is what is agreed, here past Easter 2024.
#[tokio::test]
async fn a_complaint_is_answered_in_the_agreed_time() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::AdultStatutory, day(2024, 3, 1));
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        let acknowledgement = clock_of(&registered, ClockName::Acknowledgement, 1);
        assert_eq!(acknowledgement.due_date, Some(day(2024, 3, 6)));
        let response = clock_of(&registered, ClockName::Response, 1);
        assert_eq!(
            response.due_date,
            Some(day(2024, 4, 2)),
            "Good Friday and Easter Monday are left out"
        );
        let longstop = clock_of(&registered, ClockName::Longstop, 0);
        assert_eq!((longstop.unit(), longstop.length), (TimeUnit::Months, 6));
        assert_eq!(longstop.due_date, Some(day(2024, 8, 31)));

        officer.acknowledge(name, day(2024, 3, 7)).await.expect("a step");
        let agreed = officer
            .extend_as_agreed(name, ClockName::Response, 60, day(2024, 4, 2))
            .await;
        let agreed = agreed.expect("an agreed extension");
        let response = clock_of(&agreed, ClockName::Response, 1);
        assert_eq!(response.agreed_due_date, Some(day(2024, 5, 30)));
        assert!(agreed.stages[0].extensions[0].complainant_agreed);
        let acknowledgement = clock_of(&agreed, ClockName::Acknowledgement, 1);
        assert_eq!(acknowledgement.state(), ClockState::Missed);

        let answered = officer.answer(name, 1, Finding::Upheld, day(2024, 5, 30)).await;
        let answered = answered.expect("a response");
        assert_eq!(
            clock_of(&answered, ClockName::Response, 1).state(),
            ClockState::MetAsExtended
        );
        assert_eq!(
            clock_of(&answered, ClockName::Longstop, 0).state(),
            ClockState::Met
        );
        let closed = officer
            .close(name, day(2024, 6, 3), Closure::Lapsed)
            .await
            .expect("closed");
        assert_eq!(
            (closed.state(), closed.finding()),
            (State::Lapsed, Finding::Upheld)
        );
    })
    .await;
}
