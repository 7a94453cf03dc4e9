//! What is settled at the point of delivery, outside the procedures.

use redress::api::wire::{ClockName, ClockState, Closure, Procedure, State};

use crate::harness::{
    build::{clock_of, complaint},
    day, for_each_register,
};

/// Local practice: contact and resolve within 5 working days, counted past the moved holiday of 8 May 2020.
#[tokio::test]
async fn a_complaint_is_resolved_informally() {
    for_each_register(async |register| {
        let intake = register.client(redress::domain::access::Role::Intake);
        let about = complaint(Procedure::Informal, day(2020, 5, 1));
        let registered = intake.register(about).await.expect("a registration");
        assert_eq!((registered.state(), registered.stages.len()), (State::Open, 0));
        let clock = clock_of(&registered, ClockName::Response, 0);
        assert_eq!(
            clock.due_date,
            Some(day(2020, 5, 11)),
            "VE Day was a Friday that year"
        );
        let contacted = intake.acknowledge(&registered.name, day(2020, 5, 4)).await;
        assert_eq!(
            contacted.expect("a step").acknowledged_date,
            Some(day(2020, 5, 4))
        );
        let closed = intake
            .close(&registered.name, day(2020, 5, 11), Closure::Resolved)
            .await;
        let closed = closed.expect("closed");
        assert_eq!(closed.state(), State::Concluded);
        let clock = clock_of(&closed, ClockName::Response, 0);
        assert_eq!((clock.state(), clock.working_days_taken), (ClockState::Met, 5));
    })
    .await;
}

/// A complainant may let an informal complaint go at any time.
#[tokio::test]
async fn an_informal_complaint_is_withdrawn() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::Informal, day(2025, 10, 1));
        let name = officer.register(about).await.expect("a registration").name;
        let withdrawn = officer
            .withdraw(&name, day(2025, 10, 2))
            .await
            .expect("withdrawn");
        assert_eq!(withdrawn.state(), State::Withdrawn);
        let clock = clock_of(&withdrawn, ClockName::Response, 0);
        assert_eq!(clock.state(), ClockState::Left);
    })
    .await;
}
