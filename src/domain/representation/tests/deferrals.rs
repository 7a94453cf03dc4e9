//! A deferral and a withdrawal to their bounds, and what they do to pauses.

use super::{
    turns::{defer, resume},
    *,
};

/// SI 2006/1738 reg 8: a year from the end of the proceedings, its last day included.
#[test]
fn a_complaint_is_resubmitted_on_the_last_day_and_not_after() {
    let ended = carried_out(
        &[children("2024-01-02")],
        &[
            defer("2024-01-08"),
            Command::EndProceedings {
                on: day("2024-03-01"),
            },
        ],
    );
    let due_on = clock(&ended, ClockName::Resubmission, 0)
        .due
        .expect("due")
        .agreed_on;
    assert_eq!(due_on, day("2025-03-01"));
    carried_out(&ended, &[resume("2025-03-01", None)]);
    let late = refused(&ended, &resume("2025-03-02", None));
    assert!(matches!(late, Refusal::ResubmissionOutOfTime { .. }), "{late:?}");
}

/// What suspends the whole ends the pause of a clock; it is not held twice.
#[test]
fn a_deferral_and_a_withdrawal_end_the_pauses() {
    let pause = Command::PauseClock(Pause {
        clock: ClockName::Response,
        reason: code("waiting_for_advocate"),
        from: day("2024-01-05"),
        told_on: None,
    });
    for (suspended, on) in [
        (defer("2024-01-08"), "2024-01-08"),
        (Command::Withdraw(withdrawal("2024-01-09")), "2024-01-09"),
    ] {
        let events = carried_out(&[children("2024-01-02")], &[pause.clone(), suspended]);
        let resumed = Event::ClockResumed {
            pause: 1,
            on: day(on),
        };
        assert_eq!(events[2], resumed);
        assert_eq!(given(&events).pauses[0].until, Some(day(on)));
    }
}
