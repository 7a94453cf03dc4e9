//! From which day a complaint counts: after hours, on days off, when the clocks change, on leap days, at year ends.

use super::*;
use crate::domain::{
    policy::{Governs, Policy},
    procedure::built_in_policies,
};

/// The policy with a day that ends at 17:00.
fn until_five() -> Policy {
    let policy = built_in_policies()
        .into_iter()
        .find(|policy| policy.governs == Governs::Procedure(Procedure::ChildrenStatutory));
    Policy {
        receipt_until: chrono::NaiveTime::from_hms_opt(17, 0, 0),
        ..policy.expect("the children's policy")
    }
}

fn counts_from(received_on: &str, received_at: &str, policy: &Policy) -> NaiveDate {
    let Event::Registered(registration) = children(received_on) else {
        panic!("a registration");
    };
    let registered = Event::Registered(Registration {
        received_at: Some(received_at.parse().expect("an instant")),
        ..registration
    });
    let state = Representation::evolve(None, at(2, &registered)).expect("a complaint");
    state.receipt_counts_from(policy, &reference().calendar())
}

#[test]
fn receipt_after_hours_counts_from_the_next_working_day() {
    let policy = until_five();
    let cases = [
        // The last second in time, and the first too late.
        ("2024-03-04", "2024-03-04T17:00:00Z", "2024-03-04"),
        ("2024-03-04", "2024-03-04T17:00:01Z", "2024-03-05"),
        // The Friday before summer time begins on Sunday 31 March 2024, Good Friday between; the Tuesday after Easter.
        ("2024-03-28", "2024-03-28T16:30:00Z", "2024-03-28"),
        ("2024-03-28", "2024-03-28T17:30:00Z", "2024-04-02"),
        ("2024-04-02", "2024-04-02T15:59:00Z", "2024-04-02"),
        ("2024-04-02", "2024-04-02T16:30:00Z", "2024-04-03"),
        // The Friday before it ends on Sunday 27 October 2024, and the Monday after.
        ("2024-10-25", "2024-10-25T16:30:00Z", "2024-10-28"),
        ("2024-10-28", "2024-10-28T16:30:00Z", "2024-10-28"),
        // The days of the change themselves are days off: day one is the next working day whatever the hour.
        ("2024-03-31", "2024-03-31T00:59:59Z", "2024-03-31"),
        ("2024-03-31", "2024-03-31T17:30:00Z", "2024-03-31"),
        ("2024-10-27", "2024-10-27T00:30:00Z", "2024-10-27"),
        ("2024-10-27", "2024-10-27T17:30:00Z", "2024-10-27"),
        // Leap days, and the day before one.
        ("2024-02-29", "2024-02-29T17:30:00Z", "2024-03-01"),
        ("2024-02-28", "2024-02-28T17:30:00Z", "2024-02-29"),
        ("2023-02-28", "2023-02-28T17:30:00Z", "2023-03-01"),
        // Year ends.
        ("2024-12-31", "2024-12-31T17:01:00Z", "2025-01-02"),
        ("2023-12-29", "2023-12-29T17:01:00Z", "2024-01-02"),
        // Just before midnight of the council, which is an hour earlier in universal time.
        ("2024-07-01", "2024-07-01T22:59:59Z", "2024-07-02"),
    ];
    for (received_on, received_at, expected) in cases {
        let found = counts_from(received_on, received_at, &policy);
        assert_eq!(found, day(expected), "{received_at}");
        let whole_day = Policy {
            receipt_until: None,
            ..policy.clone()
        };
        assert_eq!(
            counts_from(received_on, received_at, &whole_day),
            day(received_on)
        );
    }
}

/// A clock counts from there: SI 2006/1738 gives 10 working days, and a leap day is one of them.
#[test]
fn ten_days_over_a_leap_day() {
    let due = |received_on: &str| {
        let due = clock(&[children(received_on)], ClockName::Response, 1).due;
        due.expect("due").agreed_on
    };
    assert_eq!(due("2024-02-20"), day("2024-03-05"));
    assert_eq!(due("2023-02-20"), day("2023-03-06"));
    assert_eq!(due("2024-02-29"), day("2024-03-14"));
}
