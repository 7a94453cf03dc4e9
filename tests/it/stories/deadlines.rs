//! The golden deadlines: SI 2006/1738 reg 2 says what a working day is, and each of these was reckoned by hand. N
//! working days count strictly after the event's date.

use redress::api::wire::{Clock, ClockName, Date, Finding, Procedure};

use crate::harness::{
    build::{clock_of, complaint, registration},
    caller::Caller,
    date, day, for_each_register,
};

/// What would be due on a first stage if a complaint were registered, without registering it.
async fn foreseen(officer: &Caller, procedure: Procedure, received: Date, clock: (ClockName, i32)) -> Clock {
    let mut request = registration(complaint(procedure, received));
    request.validate_only = true;
    let answer = officer.representations().register_representation(request).await;
    clock_of(answer.expect("a registration").get_ref(), clock.0, clock.1)
}

#[tokio::test]
async fn first_deadlines_fall_where_they_were_reckoned_by_hand() {
    use ClockName::{Acknowledgement, Response};
    let vectors = [
        // Christmas and the New Year.
        (
            Procedure::ChildrenStatutory,
            day(2023, 12, 22),
            (Response, 1),
            10,
            day(2024, 1, 10),
        ),
        // Easter across the end of March.
        (
            Procedure::CorporateLocal,
            day(2024, 3, 28),
            (Response, 1),
            10,
            day(2024, 4, 15),
        ),
        // The State Funeral of 19 September 2022.
        (
            Procedure::ChildrenStatutory,
            day(2022, 9, 8),
            (Response, 1),
            10,
            day(2022, 9, 23),
        ),
        // Easter, May Day and the Coronation.
        (
            Procedure::AdultStatutory,
            day(2023, 4, 6),
            (Response, 1),
            20,
            day(2023, 5, 10),
        ),
        // May Day moved to VE Day.
        (
            Procedure::Informal,
            day(2020, 5, 1),
            (Response, 0),
            5,
            day(2020, 5, 11),
        ),
        // Two substitute days after Christmas.
        (
            Procedure::AdultStatutory,
            day(2027, 12, 24),
            (Acknowledgement, 1),
            3,
            day(2027, 12, 31),
        ),
    ];
    for_each_register(async |register| {
        register.set_today(date(2028, 6, 1));
        let officer = register.officer();
        for (procedure, received, clock, length, due) in vectors {
            let found = foreseen(&officer, procedure, received, clock).await;
            assert_eq!(found.length, length);
            assert_eq!(found.due_date, Some(due), "{length} after {received:?}");
            assert!(!found.provisional);
        }
    })
    .await;
}

/// A children's complaint that has reached a stage on a date.
async fn at_stage(officer: &Caller, stage: i32, requested: Date) -> (String, Clock) {
    let earlier = |months: i32| Date {
        year: requested.year - 1,
        month: months,
        day: 3,
    };
    let about = complaint(Procedure::ChildrenStatutory, earlier(1));
    let name = officer.register(about).await.expect("a registration").name;
    let mut reached = 1;
    while reached < stage {
        let ended = earlier(reached * 2);
        officer
            .answer(&name, reached, Finding::NotUpheld, ended)
            .await
            .expect("a response");
        reached += 1;
        let asked = if reached == stage { requested } else { ended };
        let late = officer.escalate_late(&name, asked, "council_delay").await;
        late.expect("the next stage");
    }
    let record = officer
        .get(&name, redress::api::wire::View::Basic)
        .await
        .expect("the record");
    let clock = clock_of(&record, ClockName::Response, stage);
    (name, clock)
}

#[tokio::test]
async fn later_deadlines_fall_where_they_were_reckoned_by_hand() {
    for_each_register(async |register| {
        let officer = register.officer();
        let (_, substitute_days) = at_stage(&officer, 2, day(2022, 12, 16)).await;
        assert_eq!(
            (substitute_days.length, substitute_days.due_date),
            (25, Some(day(2023, 1, 25)))
        );
        let (_, composite) = at_stage(&officer, 3, day(2024, 12, 20)).await;
        assert_eq!(
            (composite.length, composite.due_date),
            (50, Some(day(2025, 3, 5)))
        );
        // Thirteen weeks would be 3 July; five holidays make it fourteen.
        let (name, _) = at_stage(&officer, 2, day(2023, 4, 3)).await;
        let extended = officer
            .extend(&name, ClockName::Response, 65, day(2023, 4, 20))
            .await;
        let clock = clock_of(&extended.expect("an extension"), ClockName::Response, 2);
        assert_eq!(clock.agreed_due_date, Some(day(2023, 7, 10)));
        // The two holidays of the Platinum Jubilee.
        let about = complaint(Procedure::AdultStatutory, day(2022, 6, 1));
        let name = officer.register(about).await.expect("a registration").name;
        let agreed = officer
            .extend_as_agreed(&name, ClockName::Response, 30, day(2022, 6, 1))
            .await;
        let clock = clock_of(&agreed.expect("an extension"), ClockName::Response, 1);
        assert_eq!(clock.agreed_due_date, Some(day(2022, 7, 15)));
    })
    .await;
}

/// A holiday announced late moves the clocks that run. One that stopped before the announcement keeps the calendar that
/// people then knew: the State Funeral was announced on 9 September 2022.
#[tokio::test]
async fn a_stopped_clock_keeps_the_calendar_of_its_day() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut due = Vec::new();
        for answered in [day(2022, 9, 8), day(2022, 9, 23)] {
            let about = complaint(Procedure::ChildrenStatutory, day(2022, 9, 8));
            let name = officer.register(about).await.expect("a registration").name;
            let step = officer.answer(&name, 1, Finding::Upheld, answered).await;
            due.push(clock_of(&step.expect("a response"), ClockName::Response, 1).due_date);
        }
        assert_eq!(due, [Some(day(2022, 9, 22)), Some(day(2022, 9, 23))]);
    })
    .await;
}
