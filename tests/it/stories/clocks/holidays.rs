//! Holidays announced late, told to everybody whom they concern.

use redress::{
    api::wire::{self, ClockName, ClockState, Finding, Procedure, UncountedWhy, View},
    domain::access::Role,
};

use super::{explain, over_christmas};
use crate::harness::{
    NORTHWICK,
    build::{clock_of, complaint, ombudsman_case},
    caller::fresh_id,
    day, for_each_register,
};

fn mourning(validate_only: bool) -> wire::AddHolidayRequest {
    wire::AddHolidayRequest {
        parent: NORTHWICK.to_owned(),
        holiday: Some(wire::Holiday {
            date: Some(day(2025, 1, 17)),
            display_name: "National day of mourning".to_owned(),
            announced_date: Some(day(2024, 12, 30)),
            ..wire::Holiday::default()
        }),
        request_id: fresh_id(),
        validate_only,
    }
}

/// SI 2006/1738 regs 2 and 17. The explanation is the document's.
#[tokio::test]
async fn a_stage_2_over_christmas_is_explained_as_the_document_shows() {
    for_each_register(async |register| {
        let name = over_christmas(register).await;
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let foretold = admin
            .reference()
            .add_holiday(mourning(true))
            .await
            .expect("an answer")
            .into_inner();
        let request = mourning(false);
        let added = admin
            .reference()
            .add_holiday(request.clone())
            .await
            .expect("a holiday")
            .into_inner();
        let moved = wire::MovedClock {
            record: name.clone(),
            clock: ClockName::Response.into(),
            of: 2,
            due_before_date: Some(day(2025, 3, 5)),
            due_date: Some(day(2025, 3, 6)),
        };
        assert_eq!((added.moved_count, &added.moved_clocks), (1, &vec![moved]));
        assert_eq!(
            (foretold.moved_count, &foretold.moved_clocks),
            (1, &added.moved_clocks)
        );
        officer
            .answer(&name, 2, Finding::Upheld, day(2025, 3, 6))
            .await
            .expect("a response");
        // What was answered once is answered again, whatever has happened since.
        let again = admin
            .reference()
            .add_holiday(request)
            .await
            .expect("the same answer")
            .into_inner();
        assert_eq!(again, added);
        let explanation = explain(&officer, &name, 2).await;
        let document = include_str!("../../../../docs/explain.md");
        let sample = document
            .split("```text\n")
            .nth(1)
            .and_then(|rest| rest.split("\n```").next());
        assert_eq!(sample, Some(explanation.lines.join("\n\n").as_str()));
        assert_eq!(explanation.days_counted, 65);
        let of = |why: UncountedWhy| {
            explanation
                .uncounted_days
                .iter()
                .filter(|day| day.why == i32::from(why))
                .count()
        };
        assert_eq!(
            (
                of(UncountedWhy::Weekend),
                of(UncountedWhy::Holiday),
                of(UncountedWhy::Paused)
            ),
            (29, 4, 5)
        );
        let clock = explanation.clock.expect("a clock");
        assert_eq!(clock.state(), ClockState::MetAsExtended);
        let moves = "SELECT COUNT(*) FROM event WHERE kind = 'representation.clock_moved'";
        assert_eq!(
            register.scratch.number(moves).await,
            1,
            "nothing is left of what was only validated"
        );
    })
    .await;
}

/// A withdrawn holiday moves clocks back; one that has stopped keeps the calendar that was known then. An enquiry of the
/// Ombudsman is moved too.
#[tokio::test]
async fn a_holiday_that_is_moved_moves_the_clocks_twice() {
    for_each_register(async |register| {
        let (officer, admin) = (register.officer(), register.client(Role::Admin));
        let new = || complaint(Procedure::ChildrenStatutory, day(2026, 5, 20));
        let running = officer.register(new()).await.expect("a registration").name;
        let stopped = officer.register(new()).await.expect("a registration").name;
        officer
            .answer(&stopped, 1, Finding::Upheld, day(2026, 5, 28))
            .await
            .expect("a response");
        let case = officer
            .register_case(ombudsman_case("26 000 001", day(2026, 5, 18)))
            .await
            .expect("a case")
            .name;
        officer
            .enquire(&case, day(2026, 5, 20), None)
            .await
            .expect("an enquiry");
        let request = wire::WithdrawHolidayRequest {
            parent: NORTHWICK.to_owned(),
            date: Some(day(2026, 5, 25)),
            withdrawn_date: Some(day(2026, 5, 29)),
            request_id: fresh_id(),
            validate_only: false,
        };
        let withdrawn = admin
            .reference()
            .withdraw_holiday(request)
            .await
            .expect("withdrawn")
            .into_inner();
        assert_eq!(withdrawn.withdrawn_date, Some(day(2026, 5, 29)));
        let records: Vec<&str> = withdrawn
            .moved_clocks
            .iter()
            .map(|moved| moved.record.as_str())
            .collect();
        assert!(
            records.contains(&running.as_str()) && records.contains(&case.as_str()),
            "{records:?}"
        );
        let due = async |name: &str| {
            let record = officer.get(name, View::Basic).await.expect("the record");
            clock_of(&record, ClockName::Response, 1).due_date
        };
        assert_eq!(due(&running).await, Some(day(2026, 6, 3)));
        assert_eq!(due(&stopped).await, Some(day(2026, 6, 4)));
        let added = admin
            .add_holiday(day(2026, 6, 2), Some(day(2026, 5, 29)))
            .await
            .expect("a holiday");
        assert!(added.moved_clocks.iter().any(|moved| moved.record == running));
        assert_eq!(due(&running).await, Some(day(2026, 6, 4)));
        assert_eq!(due(&stopped).await, Some(day(2026, 6, 4)));
        let explanation = explain(&officer, &running, 1).await;
        let counted = explanation
            .lines
            .iter()
            .find(|line| line.starts_with("Monday 25 May 2026 is counted"));
        assert!(counted.is_some(), "{:?}", explanation.lines);
        let enquiry = wire::ExplainClockRequest {
            name: case,
            clock: ClockName::Enquiry.into(),
            ..wire::ExplainClockRequest::default()
        };
        let explained = officer
            .representations()
            .explain_clock(enquiry)
            .await
            .expect("an explanation")
            .into_inner();
        assert!(
            explained
                .anchor
                .starts_with("The council received the enquiry on Wednesday 20 May 2026.")
        );
    })
    .await;
}
